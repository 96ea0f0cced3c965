"""Give a number the unit that stands behind it, or before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.articles.quantity import Quantity

if TYPE_CHECKING:
    from geo.articles.lexicon import Lexicon, Unit
    from geo.articles.numbers import Number

_REACH = 16
_TENTH = 0.1  # 成
_CODES = frozenset({"usd", "eur", "cny", "rmb", "rub", "kzt", "chf"})


def with_unit(number: Number, text: str, lexicon: Lexicon) -> Quantity | None:
    """Read the unit beside a number; without one it is ``bare``, None: it is no number."""
    start, end = number.start, number.end
    money = _money_before(number, text, lexicon)
    match = lexicon.halves.match(text, end)
    if match:
        number = number._replace(low=number.low + 0.5, high=number.high + 0.5)
    else:
        match = lexicon.unit_pattern.match(text, end)
    unit = lexicon.units[match.lastgroup or ""] if match else None
    if money and (unit is None or (unit.kind != "percent" and unit.symbol != money[1])):
        start, symbol = money
        end = match.end() if match and unit and unit.kind == "money" else end  # 美金五十元
        return _quantity(number, start, end, "money", symbol)._replace(leading=True)
    if number.kind == "fraction" and (unit is None or unit.kind not in {"percent", "times"}):
        return _quantity(number, start, end, "fraction", "fraction")
    if unit is None or match is None:
        return _inverted(number, text, lexicon) or bare(number)
    if unit.kind == "none":
        return _quantity(number, start, match.end(), "none", "")
    if unit.kind == "boxes" and number.high <= 1 and not number.scaled:
        return None  # 'a container' is what something is counted by
    return _in_unit(number, start, match.end(), unit, text)


def is_glued(number: Number, text: str) -> bool:
    """Tell whether the digits are part of a name: X8015, GPT-5.1, C5+1."""
    if number.start == 0 or not text[number.start].isdigit():
        return False
    before = text[number.start - 1]
    if before in "-+" and number.start > 1:
        before = text[number.start - 2]
        return before.isascii() and before.isalpha()
    if before in "#№/_":
        return True
    if before.isascii() and before.isalpha():
        return text[max(0, number.start - 3) : number.start] not in _CODES
    return False


def _money_before(number: Number, text: str, lexicon: Lexicon) -> tuple[int, str] | None:
    form = lexicon.money_before.before(text, number.start)
    return None if form is None else (number.start - len(form), lexicon.money_before.meanings[form])


def bare(number: Number) -> Quantity | None:
    """Give a number without a unit; None: it is only 'several'."""
    if number.wording == "several":
        return None
    return _quantity(number, number.start, number.end, "bare", "")


def _inverted(number: Number, text: str, lexicon: Lexicon) -> Quantity | None:
    """Read a unit before its number, which makes it approximate: дней на семь, раза в полтора."""
    match = lexicon.inverted.search(text, max(0, number.start - _REACH), number.start)
    if not match:
        return None
    named = lexicon.unit_pattern.match(text, match.start("unit"))
    unit = lexicon.units[named.lastgroup or ""] if named else None
    if unit is None or unit.kind == "none":
        return None
    quantity = _in_unit(number, match.start(), number.end, unit, text)
    relation = "approx" if quantity.relation == "eq" else quantity.relation
    return quantity._replace(relation=relation, leading=True)


def _in_unit(number: Number, start: int, end: int, unit: Unit, text: str) -> Quantity:
    # '11 Mt' are millions of tonnes, '25,000 MT' are metric tonnes.
    factor = unit.factor if number.high < unit.below else 1.0
    number = number.times(factor)
    kind = "fraction" if unit.kind == "percent" else unit.kind
    if kind == "time" and unit.factor >= 1 and text[end : end + 1] == "半":
        half = unit.factor / 2
        number = number._replace(low=number.low + half, high=number.high + half)
        end += 1
    if kind == "times" and text[end : end + 1] == "半":
        number = number._replace(low=number.low + 0.5, high=number.high + 0.5)
        end += 1
    if kind == "fraction" and end > number.end and text[end - 1] == "半":
        number = number._replace(low=number.low + 0.05, high=number.high + 0.05)
    if (
        kind == "fraction"
        and unit.factor == _TENTH
        and end > number.end
        and not text[number.end - 1].isdigit()
    ):
        extra = "零一二三四五六七八九".find(text[end : end + 1] or "?")
        if extra > 0:  # 三成五
            number = number._replace(low=number.low + extra / 100, high=number.high + extra / 100)
            end += 1
    return _quantity(number, start, end, kind, unit.symbol)._replace(weak=unit.weak, factor=factor)


def _quantity(number: Number, start: int, end: int, kind: str, symbol: str) -> Quantity:
    return Quantity(
        start,
        end,
        number.low,
        number.high,
        number.relation,
        number.wording,
        kind,
        symbol,
        scaled=number.scaled,
        written=number.written,
    )
