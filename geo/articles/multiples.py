"""So many times: 'three times the cost', 贵两倍, в 2,3 раза ниже; and so many times a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.articles.direction import ratio_sign
from geo.articles.scope import Reading

if TYPE_CHECKING:
    from geo.articles.scope import Context

_HEAD = 24


def read_times(context: Context, metric: str) -> Reading | None:
    """Read a multiple as a signed fraction (new / old) - 1."""
    language = context.sentence.lexicon.language
    sign = ratio_sign(context.quantity, context.hedged, context.sentence)
    if language == "zh":
        return _chinese(context, metric, sign)
    if language == "en" and context.quantity.low < 1:
        return None
    following = context.sentence.lexicon.level_of.match(context.sentence.text, context.hedged.end)
    if sign < 0 and not (language == "en" and following):
        middle = (context.quantity.low + context.quantity.high) / 2
        factor = (1.0 / middle - 1.0) / middle
        return Reading(metric, "ratio", "fraction", factor=factor)
    if sign == 0 and language == "ru":
        return None
    return Reading(metric, "ratio", "fraction", shift=-1.0)


def _chinese(context: Context, metric: str, sign: int) -> Reading | None:
    """Tell 是…的三倍 (+2) from 贵三倍 (+3)."""
    text = context.sentence.text
    head = text[max(context.sentence.start, context.hedged.start - _HEAD) : context.hedged.start]
    if head.endswith("的") or any(p.search(head) for p in context.sentence.lexicon.multiplied):
        return Reading(metric, "ratio", "fraction", shift=-1.0)
    if sign == 0:
        return None
    return Reading(metric, "ratio", "fraction", sign=1)
