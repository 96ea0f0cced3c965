"""Whether a figure is stated, planned or disputed, and for which year."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.articles.sentences import Sentence

_PLANNED_WITHIN = 20.0
_DENIED_WITHIN = 40.0
_MAX_YEAR_GAP = 30.0


def status_of(start: int, end: int, sentence: Sentence) -> str:
    """Tell ``disputed`` from ``planned`` from ``stated`` by the words of the sentence."""
    if sentence.gap("denial", start, end) <= _DENIED_WITHIN:
        return "disputed"
    if sentence.gap("planned", start, end) <= _PLANNED_WITHIN:
        return "planned"
    return "stated"


def year_of(start: int, end: int, sentence: Sentence) -> int | None:
    """Give the year named nearest to a figure in its sentence."""
    best, year = _MAX_YEAR_GAP * sentence.lexicon.reach, None
    for first, last, value in sentence.years:
        if first >= start and last <= end:
            continue
        gap = max(start - last, first - end)
        if gap < best:
            best, year = gap, value
    return year
