"""Join two quantities to a range, or to the two ends of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.articles.changes import is_change
from geo.articles.measured import bare, with_unit

if TYPE_CHECKING:
    from geo.articles.lexicon import Lexicon
    from geo.articles.numbers import Number
    from geo.articles.quantity import Quantity

_BLANK = " \u00a0"
_MAX_BETWEEN = 16
_BETWEEN_REACH = 24


def join(here: Quantity, following: Number, text: str, lexicon: Lexicon) -> list[Quantity] | None:
    """Join two numbers to a range, or to the two ends of a change."""
    between = text[here.end : following.start]
    if len(between) > _MAX_BETWEEN or "\n" in between:
        return None
    joint = between.removesuffix(lexicon.money_before.ending(between) or "")
    if not _is_joint(joint, here, text, lexicon):
        return None
    there = _beyond(here, following, text, lexicon)
    if there is None:
        return None
    if here.kind == "bare":
        here = _share_unit(here, there, text, lexicon)
    elif there.kind == "bare" and here.leading:
        there = there._replace(
            low=there.low * here.factor,
            high=there.high * here.factor,
            kind=here.kind,
            symbol=here.symbol,
        )
    if (here.kind, here.symbol) != (there.kind, there.symbol):
        return None
    dash = joint.strip(_BLANK).startswith(("-", "~"))
    if not dash and is_change(here, there, text, lexicon):
        return [here._replace(part="from"), there._replace(part="to")]
    return None if here.low >= there.high else [_range(here, there)]


def _beyond(here: Quantity, following: Number, text: str, lexicon: Lexicon) -> Quantity | None:
    """Read the second number; None: it is none, or counts something else."""
    there = with_unit(following, text, lexicon)
    if there and there.start < here.end:
        there = bare(following)  # the unit before it is the other's: 'с 53 суток до 18'
    return None if there is None or (there.kind == "none" and here.kind != "bare") else there


def _is_joint(between: str, here: Quantity, text: str, lexicon: Lexicon) -> bool:
    if lexicon.joiner.fullmatch(between):
        return True
    head = text[max(0, here.start - _BETWEEN_REACH) : here.start].rstrip(_BLANK) + " "
    return between == lexicon.and_word and lexicon.between.search(head) is not None


def _range(here: Quantity, there: Quantity) -> Quantity:
    return there._replace(
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
    return here._replace(
        low=here.low * factor,
        high=here.high * factor,
        kind=there.kind,
        symbol=there.symbol,
        factor=there.factor,
    )
