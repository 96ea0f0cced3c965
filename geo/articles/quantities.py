"""Numbers with their units, joined to ranges; the two ends of a change are kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.articles.limits import limited
from geo.articles.measured import bare, is_glued, with_unit
from geo.articles.numbers import numbers
from geo.articles.ranges import join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.articles.lexicon import Lexicon
    from geo.articles.quantity import Quantity

_PER_REACH = 16


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
        if number.start < position or is_glued(number, text):
            continue
        here = with_unit(number, text, lexicon)
        if here is None:
            continue
        if here.start < position:
            here = bare(number) or here
        following = found[index] if index < len(found) else None
        joined = following and join(here, following, text, lexicon)
        if joined:
            index += 1
            joined[-1] = with_denominator(joined[-1], text, lexicon, position)
            yield from joined
            position = joined[-1].end
        else:
            here = with_denominator(here, text, lexicon, position)
            yield here
            position = here.end


def with_denominator(quantity: Quantity, text: str, lexicon: Lexicon, floor: int) -> Quantity:
    """Take in what money is for, where that stands right beside it."""
    if quantity.kind != "money":
        return quantity
    for unit, pattern in lexicon.per_after:
        match = pattern.match(text, quantity.end)
        if match:
            return quantity._replace(end=match.end(), per=unit)
    for unit, pattern in lexicon.per_before:
        match = pattern.search(text, max(floor, quantity.start - _PER_REACH), quantity.start)
        if match:
            return quantity._replace(start=match.start(), per=unit)
    return quantity
