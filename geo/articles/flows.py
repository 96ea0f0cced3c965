"""The period of a flow: a year, nine months, a week, a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.articles.numbers import chinese_value

if TYPE_CHECKING:
    import re

    from geo.articles.sentences import Sentence


_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Flow:
    """The metric and period of a flow read before."""

    metric: str
    period: str


def period_of(sentence: Sentence, start: int, end: int) -> tuple[str, bool]:
    """Find the period that a flow in a sentence is for.

    Returns
    -------
    period
        ``year``, ``day``, ``9mo`` …; ``year`` if none is told.
    told
        Whether the sentence tells it.
    """
    lexicon = sentence.lexicon
    ranked = []
    for match in lexicon.period_pattern.finditer(sentence.text, sentence.start, sentence.end):
        gap = max(start - match.end(), match.start() - end, 0) / lexicon.reach
        period = _period(match, sentence)
        if period is None:
            continue
        low, high = sentence.clause_of(start, end)
        if low <= match.start() and match.end() <= high:
            rank = 0 if _name(match, sentence) in lexicon.rates or period.endswith("mo") else 1
        elif _name(match, sentence) in lexicon.rates:
            if _number_between(match, sentence, start, end):
                continue  # the rate of another figure
            rank = 4
        elif sentence.has(("planned",), low, high):
            continue  # what is planned is for a year
        else:
            rank = 2 if period.endswith("mo") else 3
        ranked.append((rank, gap, period))
    if not ranked:
        return "year", False
    return min(ranked)[2], True


def rate_behind(end: int, sentence: Sentence) -> str | None:
    """Give the period of a rate right behind an offset: 'one a day', 'three times a week'."""
    text, lexicon = sentence.text, sentence.lexicon
    while text[end : end + 1] in {" ", "\u00a0"}:
        end += 1
    match = lexicon.period_pattern.match(text, end, sentence.end)
    name = _name(match, sentence) if match else None
    return lexicon.periods[name] if name in lexicon.rates else None


def _name(match: re.Match[str], sentence: Sentence) -> str:
    return next(n for n in sentence.lexicon.periods if match.group(n) is not None)


def _number_between(match: re.Match[str], sentence: Sentence, start: int, end: int) -> bool:
    low, high = (match.end(), start) if match.end() <= start else (end, match.start())
    return sentence.lexicon.number.search(sentence.text, low, high) is not None


def _period(match: re.Match[str], sentence: Sentence) -> str | None:
    lexicon = sentence.lexicon
    period = lexicon.periods[_name(match, sentence)]
    if "{n}" not in period:
        return period
    words = lexicon.data.get("month_words", {})
    for text in match.groupdict().items():
        key, value = text
        if value is None or key in lexicon.periods:
            continue
        months = words.get(value) or (int(value) if value.isdigit() else chinese_value(value))
        if months and 1 <= months <= _MONTHS:
            return "year" if months == _MONTHS else f"{int(months)}mo"
    return None
