"""Units that the text leaves out: taken from a neighbour, or from the word before the number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.articles.flows import rate_behind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.articles.forms import Forms
    from geo.articles.hedges import Hedged
    from geo.articles.lexicon import Lexicon
    from geo.articles.quantity import Quantity
    from geo.articles.sentences import Sentence

WITH_UNIT = frozenset({"length", "time", "money", "mass", "boxes", "trains", "trucks"})
_LISTED = frozenset({"time", "length", "mass", "boxes"})
_BLANK = " \u00a0"
_LIST = frozenset({",", "and", ", and", "и", "、", "和"})
# In Chinese characters' worth: how far before, and how far behind, the neighbour may stand.
_BACK = 55.0
_AHEAD = 14.0
_PRICED = 2.0
_RATED_WITHIN = 100.0
_FLOWING = frozenset({"trains", "trucks", "boxes", "mass"})
_VEHICLES = ("trains", "trucks")
_ALIKE = 6.0  # two figures of one thing differ by no more than this factor
_SIZED = ("FEU", "TEU", "truck", "t")
_SCALES = (1e9, 1e6, 1e3)
_DIFFER = 40.0  # a difference may be so many times smaller than what it is taken from
_YEARS = (1900, 2100)
_DAYS = (1, 200)
_KM = (100, 40_000)
_PREPOSITION = re.compile("[ \u00a0](?:by|via|through|over|along|on|in|from|по|через|на|из|в|от) ")
_HEAD = 24
_USUAL_WITHIN = 6.0
_IMPLIED = re.compile("耗|时|动辄|程|运距|全长")
_IMPLIED_WITHIN = 12
_TIME_TAKEN = re.compile("(?:耗时|耗去|历时|用时|需时|费时|耗费|动辄)$")
_WAY = re.compile("(?:里程|全程|路程|运距|航程|全长)$")
_WAY_AFTER = re.compile("的?(?:里程|路程|运距)")


def follows(text: str, end: int, words: Forms) -> bool:
    """Tell whether one of some words stands right before an offset."""
    while end and text[end - 1] in _BLANK:
        end -= 1
    return words.before(text, end) is not None


def unit_of_next(
    quantity: Quantity, following: Sequence[Quantity], text: str, lexicon: Lexicon
) -> Quantity:
    """Give a number the unit of one behind it: 'from 38 to about 18 days', '23, 27 and 31 days'.

    Returns
    -------
    Quantity
        The same if there is none to take.
    """
    end = quantity.end
    for other in following:  # a list
        if text[end : other.start].strip(_BLANK) not in _LIST:
            break
        if other.kind in _LISTED:
            return _like(quantity, other) if _are_alike(quantity, other) else quantity
        if other.kind != "bare":
            break
        end = other.end
    if not follows(text, quantity.start, lexicon.origin):
        return quantity
    for other in following:  # the end of a change
        near = other.start - quantity.end < _AHEAD * lexicon.reach
        if near and other.kind in WITH_UNIT and _are_alike(quantity, other):
            return _like(quantity, other)._replace(part="from")
    return quantity


def may_be_counted(
    quantity: Quantity, counted: Quantity | None, text: str, lexicon: Lexicon
) -> bool:
    """Tell quickly whether a number without a unit can have one: most are dates and ages."""
    if counted is not None and (quantity.start - counted.end) / lexicon.reach <= _RATED_WITHIN:
        if counted.kind in _FLOWING or counted.scaled or counted.written:
            return True
        if _are_alike(quantity, counted, _DIFFER) and not _is_year(quantity, counted):
            return True
    low, high = max(0, quantity.start - _IMPLIED_WITHIN), quantity.end + _IMPLIED_WITHIN
    return lexicon.language == "zh" and _IMPLIED.search(text, low, high) is not None


def _is_year(quantity: Quantity, counted: Quantity) -> bool:
    return _YEARS[0] <= quantity.low <= _YEARS[1] and counted.kind != "length"


def unit_before(
    quantity: Quantity, hedged: Hedged, sentence: Sentence, counted: Quantity | None
) -> Quantity | None:
    """Give a number the unit of the figure before it, or the one that the word before implies.

    Parameters
    ----------
    counted
        The last figure that has a unit.

    Returns
    -------
    Quantity or None
        With ``part`` ``shared`` if the unit is the neighbour's; None: it is no figure.
    """
    text, lexicon = sentence.text, sentence.lexicon
    rate = rate_behind(quantity.end, sentence)
    if rate and counted and counted.kind in _FLOWING:
        return _rated(quantity, sentence, counted, rate)
    vehicles = _vehicles_ahead(quantity, hedged, sentence)
    if vehicles or _goes_on(text, hedged.end):
        return quantity._replace(kind=vehicles, symbol=vehicles) if vehicles else None
    named = _named_unit(quantity, hedged, text) if lexicon.language == "zh" else None
    if named or counted is None:
        return named
    quantity = _scaled(quantity, counted)
    if not _may_share(quantity, hedged, sentence, counted):
        return None
    rest = text[hedged.end : hedged.end + 24].lstrip(_BLANK)
    if lexicon.spaced and rest[:1].isalpha() and not lexicon.links.match(rest):
        return None
    return _like(quantity, counted)._replace(part="shared")


def _vehicles_ahead(quantity: Quantity, hedged: Hedged, sentence: Sentence) -> str | None:
    """Name the vehicles counted, if they stand before the verb: поездов отправлено 4 600."""
    if sentence.lexicon.language != "ru" or quantity.scaled or quantity.low <= 1:
        return None
    if not follows(sentence.text, hedged.head, sentence.lexicon.taking):
        return None
    low = sentence.clause_of(quantity.start, quantity.end)[0]
    kinds = (kind for kind in _VEHICLES if sentence.has((f"of {kind}",), low, quantity.start))
    return next(kinds, None)


def _goes_on(text: str, end: int) -> bool:
    """Tell whether a number is a part of a word: 220-kV, 5G."""
    if text.startswith("-", end):
        return text[end + 1 : end + 2].isalpha()
    return text[end : end + 1].isalnum() and not text.startswith("不等", end)


def _rated(quantity: Quantity, sentence: Sentence, counted: Quantity, rate: str) -> Quantity | None:
    """Read 'nine a day' as what was counted last: trains or trucks, if named since."""
    for kind in _VEHICLES:
        if sentence.has((f"of {kind}",), max(sentence.start, counted.end), quantity.start):
            counted = counted._replace(kind=kind, symbol=kind, factor=1.0)
    near = (quantity.start - counted.end) / sentence.lexicon.reach <= _RATED_WITHIN
    return _like(quantity, counted)._replace(per=rate) if near else None


def _scaled(quantity: Quantity, counted: Quantity) -> Quantity:
    """Give a number the 'million' of the figure before: '17 million tonnes, but moved six'."""
    year = _YEARS[0] <= quantity.low <= _YEARS[1]
    if year or quantity.scaled or not (counted.scaled or counted.written):
        return quantity
    for scale in _SCALES:
        if (
            quantity.low < _SCALES[-1]
            and counted.low >= scale
            and not _are_alike(quantity, counted)
        ):
            scaled = quantity._replace(low=quantity.low * scale, high=quantity.high * scale)
            if _are_alike(scaled, counted):
                return scaled
    return quantity


def per_ahead(quantity: Quantity, start: int, sentence: Sentence) -> str | None:
    """Give what money is for, if named between an offset and a number: 'a 40-footer is 4,700'."""
    low = max(start, sentence.clause_of(quantity.start, quantity.end)[0])
    return next(
        (unit for unit in _SIZED if sentence.has((f"per {unit}",), low, quantity.start)), None
    )


def _may_share(quantity: Quantity, hedged: Hedged, sentence: Sentence, counted: Quantity) -> bool:
    lexicon = sentence.lexicon
    text = sentence.text[hedged.end : hedged.end + 10]
    adding = max(sentence.start, hedged.head - _HEAD)
    compared = lexicon.comparatives.match(text) is not None or (
        counted.kind == "money" and sentence.has(("adding",), adding, hedged.head)
    )
    other = counted.kind == "money" and per_ahead(quantity, counted.end, sentence) is not None
    alike = _are_alike(quantity, counted, _DIFFER if compared or other else _ALIKE)
    if (quantity.start - counted.end) / lexicon.reach > _BACK or not alike:
        return False
    if _is_year(quantity, counted):
        return False
    return (
        compared
        or other
        or bool(hedged.taken)
        or hedged.relation != "eq"
        or quantity.scaled
        or follows(sentence.text, hedged.head, lexicon.origin)
        or follows(sentence.text, hedged.head, lexicon.taking)
        or _is_parallel(hedged.end, counted.end, sentence.text)
        or (counted.kind == "money" and _is_priced(quantity, sentence))
        or sentence.has(("denial",), sentence.start, quantity.start)
        or _is_elliptic(quantity, hedged, sentence)
    )


def _is_priced(quantity: Quantity, sentence: Sentence) -> bool:
    """Tell whether a word for cost stands right beside a number."""
    return sentence.gap("cost", quantity.start, quantity.end) <= _PRICED


def _is_parallel(end: int, other: int, text: str) -> bool:
    """Tell whether the same preposition follows both: '5,100 km by the one and 6,400 by the …'."""
    here, there = (_PREPOSITION.match(text, place) for place in (end, other))
    return here is not None and there is not None and here.group() == there.group()


def _is_elliptic(quantity: Quantity, hedged: Hedged, sentence: Sentence) -> bool:
    """Tell whether only the number of a second case is told: 'the southern one 8,100'."""
    text = sentence.text
    head = text[max(sentence.start, hedged.head - _HEAD) : hedged.head]
    if sentence.lexicon.elliptic.search(head):
        rest = text[hedged.end : hedged.end + 1]
        return not rest or rest in ".,;!?)\n"
    return sentence.gap("usual", quantity.start, quantity.end) <= _USUAL_WITHIN


def _named_unit(quantity: Quantity, hedged: Hedged, text: str) -> Quantity | None:
    head = text[max(0, hedged.head - 6) : hedged.head]
    tail = text[hedged.end : hedged.end + 4]
    if _TIME_TAKEN.search(head) and _DAYS[0] <= quantity.low <= _DAYS[1]:
        return quantity._replace(kind="time", symbol="day")
    if (_WAY.search(head) or _WAY_AFTER.match(tail)) and _KM[0] <= quantity.low <= _KM[1]:
        return quantity._replace(kind="length", symbol="km")
    return None


def _like(quantity: Quantity, other: Quantity) -> Quantity:
    return quantity._replace(
        low=quantity.low * other.factor,
        high=quantity.high * other.factor,
        kind=other.kind,
        symbol=other.symbol,
        factor=other.factor,
    )


def _are_alike(quantity: Quantity, other: Quantity, factor: float = _ALIKE) -> bool:
    """Tell whether a number may be of the same kind as a figure: not a hundred times as large."""
    low, high = quantity.low * other.factor, quantity.high * other.factor
    return abs(other.low) <= low * factor and high <= abs(other.high) * _ALIKE
