"""Numbers with their units, joined to ranges; the two ends of a change are kept apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.articles.changes import is_change
from geo.articles.limits import limited
from geo.articles.numbers import Number, numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.articles.lexicon import Lexicon, Unit

_BLANK = " \u00a0"
_PER_REACH = 16
_MAX_BETWEEN = 16
_BETWEEN_REACH = 24
_TENTH = 0.1  # 成


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, before anything around it is read.

    Parameters
    ----------
    start, end
        Span in the folded text, hedges not included.
    kind
        ``length``, ``time``, ``money``, ``mass``, ``boxes``, ``trains``, ``trucks``, ``fraction``,
        ``times`` (so many times), ``change`` (doubled, 翻番) or ``bare`` (no unit).
    symbol
        Unit that low and high are in.
    weak
        The unit's word has other meanings that are more frequent.
    part
        For the ends of a change from one figure to another: ``from`` or ``to``.
    level
        A change's word that names a level of something named before (…的一半).
    multiple
        A change's word that goes up or down by what stands beside it (вдвое).
    factor
        From the unit as written to ``symbol``.
    alone
        There is no number, the unit stands for one.
    leading
        The unit stands before the number.
    per
        What money is for, if it stands right beside: ``FEU``, ``t`` …; a frequency's period.
    """

    start: int
    end: int
    low: float
    high: float
    relation: str
    wording: str | None
    kind: str
    symbol: str
    weak: bool = False
    part: str | None = None
    level: bool = False
    multiple: bool = False
    scaled: bool = False
    written: bool = False
    factor: float = 1.0
    alone: bool = False
    leading: bool = False
    per: str | None = None


def bounded(found: Iterable[Quantity]) -> Iterator[Quantity]:
    """Pass quantities on; too many that have a unit are refused (:func:`limits.limited`)."""
    with_unit = limited(iter(int, 1), "figures")
    for quantity in found:
        if quantity.kind not in {"bare", "none"}:
            next(with_unit)
        yield quantity


def quantities(text: str, lexicon: Lexicon) -> Iterator[Quantity]:
    """Find all quantities of a folded text in order; bare numbers too."""
    found = list(limited(numbers(text, lexicon), "numbers"))
    position = 0
    index = 0
    while index < len(found):
        number = found[index]
        index += 1
        if number.start < position or _glued(number, text):
            continue
        here = _with_unit(number, text, lexicon)
        if here is None:
            continue
        if here.start < position:
            here = _bare(number) or here
        following = found[index] if index < len(found) else None
        joined = following and _joined(here, following, text, lexicon)
        if joined:
            index += 1
            joined[-1] = _per(joined[-1], text, lexicon, position)
            yield from joined
            position = joined[-1].end
        else:
            here = _per(here, text, lexicon, position)
            yield here
            position = here.end


def changes(text: str, lexicon: Lexicon) -> Iterator[Quantity]:
    """Find the words that are a change by themselves: 翻番, halved, вдвое."""
    for match in limited(lexicon.change_pattern.finditer(text), "figures"):
        change = lexicon.changes[match.lastgroup or ""]
        yield Quantity(
            *match.span(),
            low=change.value,
            high=change.value,
            relation="eq",
            wording=None,
            kind="change",
            symbol="fraction",
            level=change.level,
            multiple=change.multiple,
        )


def frequencies(text: str, lexicon: Lexicon) -> Iterator[Quantity]:
    """Find 'every other day' and the like: half a train a day."""
    for match in limited(lexicon.every_other.finditer(text), "figures"):
        value = float(lexicon.data["every_other"][match.group()])
        yield Quantity(
            *match.span(),
            low=value,
            high=value,
            relation="eq",
            wording=None,
            kind="trains",
            symbol="trains",
            per="day",
        )


def _per(quantity: Quantity, text: str, lexicon: Lexicon, floor: int) -> Quantity:
    """Take in what money is for, where that stands right beside it."""
    if quantity.kind != "money":
        return quantity
    for unit, pattern in lexicon.per_after:
        match = pattern.match(text, quantity.end)
        if match:
            return replace(quantity, end=match.end(), per=unit)
    for unit, pattern in lexicon.per_before:
        match = pattern.search(text, max(floor, quantity.start - _PER_REACH), quantity.start)
        if match:
            return replace(quantity, start=match.start(), per=unit)
    return quantity


def singulars(text: str, lexicon: Lexicon) -> Iterator[Quantity]:
    """Find units that stand for one of them: 'a week', больше недели."""
    for match in limited(lexicon.singular_pattern.finditer(text), "numbers"):
        value, sure = lexicon.singulars[match.lastgroup or ""]
        yield Quantity(
            *match.span(),
            low=value,
            high=value,
            relation="eq",
            wording=None,
            kind="time",
            symbol="day",
            alone=not sure,
        )


def _glued(number: Number, text: str) -> bool:
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


_CODES = frozenset({"usd", "eur", "cny", "rmb", "rub", "kzt", "chf"})


def _money_before(number: Number, text: str, lexicon: Lexicon) -> tuple[int, str] | None:
    form = lexicon.money_before.before(text, number.start)
    return None if form is None else (number.start - len(form), lexicon.money_before.meanings[form])


def _with_unit(number: Number, text: str, lexicon: Lexicon) -> Quantity | None:
    start, end = number.start, number.end
    money = _money_before(number, text, lexicon)
    match = lexicon.halves.match(text, end)
    if match:
        number = replace(number, low=number.low + 0.5, high=number.high + 0.5)
    else:
        match = lexicon.unit_pattern.match(text, end)
    unit = lexicon.units[match.lastgroup or ""] if match else None
    if money and (unit is None or (unit.kind != "percent" and unit.symbol != money[1])):
        start, symbol = money
        end = match.end() if match and unit and unit.kind == "money" else end  # 美金五十元
        return replace(_quantity(number, start, end, "money", symbol), leading=True)
    if number.kind == "fraction" and (unit is None or unit.kind not in {"percent", "times"}):
        return _quantity(number, start, end, "fraction", "fraction")
    if unit is None or match is None:
        return _inverted(number, text, lexicon) or _bare(number)
    if unit.kind == "none":
        return _quantity(number, start, match.end(), "none", "")
    if unit.kind == "boxes" and number.high <= 1 and not number.scaled:
        return None  # 'a container' is what something is counted by
    return _in_unit(number, start, match.end(), unit, text)


def _bare(number: Number) -> Quantity | None:
    if number.wording == "several":
        return None
    return _quantity(number, number.start, number.end, "bare", "")


def _inverted(number: Number, text: str, lexicon: Lexicon) -> Quantity | None:
    """Read a unit before its number, which makes it approximate: дней на семь, раза в полтора."""
    match = lexicon.inverted.search(text, max(0, number.start - _PER_REACH), number.start)
    if not match:
        return None
    named = lexicon.unit_pattern.match(text, match.start("unit"))
    unit = lexicon.units[named.lastgroup or ""] if named else None
    if unit is None or unit.kind == "none":
        return None
    quantity = _in_unit(number, match.start(), number.end, unit, text)
    relation = "approx" if quantity.relation == "eq" else quantity.relation
    return replace(quantity, relation=relation, leading=True)


def _in_unit(number: Number, start: int, end: int, unit: Unit, text: str) -> Quantity:
    number = number.times(unit.factor)
    kind = "fraction" if unit.kind == "percent" else unit.kind
    if kind == "time" and unit.factor >= 1 and text[end : end + 1] == "半":
        number = replace(
            number, low=number.low + unit.factor / 2, high=number.high + unit.factor / 2
        )
        end += 1
    if kind == "fraction" and end > number.end and text[end - 1] == "半":
        number = replace(number, low=number.low + 0.05, high=number.high + 0.05)
    if (
        kind == "fraction"
        and unit.factor == _TENTH
        and end > number.end
        and not text[number.end - 1].isdigit()
    ):
        extra = "零一二三四五六七八九".find(text[end : end + 1] or "?")
        if extra > 0:  # 三成五
            number = replace(number, low=number.low + extra / 100, high=number.high + extra / 100)
            end += 1
    return replace(
        _quantity(number, start, end, kind, unit.symbol), weak=unit.weak, factor=unit.factor
    )


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


def _joined(
    here: Quantity, following: Number, text: str, lexicon: Lexicon
) -> list[Quantity] | None:
    """Join two numbers to a range, or to the two ends of a change."""
    between = text[here.end : following.start]
    if len(between) > _MAX_BETWEEN or "\n" in between:
        return None
    there = _with_unit(following, text, lexicon)
    if there and there.start < here.end and there.kind != "money":
        there = _bare(following)  # the unit before it is the other's: 'с 53 суток до 18'
    if there is None or (there.kind == "none" and here.kind != "bare"):
        return None
    bare = between
    symbol = lexicon.money_before.ending(bare)
    if symbol and there.kind == "money":
        bare = bare.removesuffix(symbol)
    if not _is_joint(bare, here, text, lexicon):
        return None
    if here.kind == "bare":
        here = _share_unit(here, there, text, lexicon)
    elif there.kind == "bare" and here.leading:
        there = replace(
            there,
            low=there.low * here.factor,
            high=there.high * here.factor,
            kind=here.kind,
            symbol=here.symbol,
        )
    if (here.kind, here.symbol) != (there.kind, there.symbol):
        return None
    dash = bare.strip(_BLANK).startswith(("-", "~"))
    if not dash and is_change(here, there, text, lexicon):
        return [replace(here, part="from"), replace(there, part="to")]
    return None if here.low >= there.high else [_range(here, there)]


def _is_joint(between: str, here: Quantity, text: str, lexicon: Lexicon) -> bool:
    if lexicon.joiner.fullmatch(between):
        return True
    head = text[max(0, here.start - _BETWEEN_REACH) : here.start].rstrip(_BLANK) + " "
    return between == lexicon.and_word and lexicon.between.search(head) is not None


def _range(here: Quantity, there: Quantity) -> Quantity:
    return replace(
        there,
        start=here.start,
        low=min(here.low, there.low),
        high=max(here.high, there.high),
        relation="range",
        wording=None,
    )


def _share_unit(here: Quantity, there: Quantity, text: str, lexicon: Lexicon) -> Quantity:
    """Give the first of two numbers the second's unit and, if it makes sense, its scale."""
    factor = there.factor
    if there.scaled and not here.scaled and here.high * factor < there.low / 100:
        scale = lexicon.scale.search(text, there.start, there.end)
        factor *= lexicon.scale_value(scale.group()) if scale else 1.0
    return replace(
        here,
        low=here.low * factor,
        high=here.high * factor,
        kind=there.kind,
        symbol=there.symbol,
        factor=there.factor,
    )
