"""Whether a figure is stated, planned or disputed, and for which year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.articles.sentences import Sentence

_PLANNED_WITHIN = 20.0
_DENIED_WITHIN = 40.0
_YEAR = re.compile(r"(?<![\d.,$])(19|20)\d\d(?![\d.,]\d|\d|%)")
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
    for match in _YEAR.finditer(sentence.text, sentence.start, sentence.end):
        if match.start() >= start and match.end() <= end:
            continue
        gap = max(start - match.end(), match.start() - end)
        if gap < best:
            best, year = gap, int(match.group())
    return year
