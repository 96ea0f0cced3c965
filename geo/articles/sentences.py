"""Sentences and clauses of a folded text, and the vocabulary words that stand in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.articles.lexicon import Lexicon

CLAUSE_GAP = 8.0
RIGHT_BEHIND = 4.0
_RULED_BY_ABLE = frozenset({"traffic", "carrying"})
MAX_SENTENCE_LENGTH = 600  # longer ones are cut, so that the work for one figure is bounded
_YEAR = re.compile(r"(?:19|20)\d\d(?![.,]\d|\d|%)")
_IN_NUMBER = frozenset("0123456789.,$")
_WORD_BEFORE = re.compile(r"([a-zа-я.]{1,8})$")


@dataclass(frozen=True)
class Sentence:
    """One sentence: its place in the folded text, and its words by role, found when asked for."""

    text: str
    start: int
    end: int
    lexicon: Lexicon = field(repr=False)

    @cached_property
    def roles(self) -> dict[str, list[tuple[int, int]]]:
        """Spans of the vocabulary's words by role, in order."""
        found: dict[str, list[tuple[int, int]]] = {}
        text, spaced = self.text, self.lexicon.spaced
        # The automaton reads its whole argument, so it is given no more than the sentence.
        for last, (length, roles) in self.lexicon.words.iter(text[self.start : self.end]):
            end = self.start + last + 1
            start = end - length
            if spaced and start and text[start - 1].isalpha():
                continue
            for role, whole in roles:
                if whole and end < len(text) and text[end].isalpha():
                    continue
                found.setdefault(role, []).append((start, end))
        covers = found.pop("neutral", [])
        ruled = covers + found.get("capacity", [])
        return {
            role: _uncovered(spans, ruled if role in _RULED_BY_ABLE else covers)
            for role, spans in found.items()
        }

    @cached_property
    def years(self) -> list[tuple[int, int, int]]:
        """Span and value of each year that the sentence names."""
        return [
            (*match.span(), int(match.group()))
            for match in _YEAR.finditer(self.text, self.start, self.end)
            if match.start() == 0 or self.text[match.start() - 1] not in _IN_NUMBER
        ]

    @cached_property
    def cuts(self) -> list[int]:
        """Offsets at which a new clause begins."""
        return [m.end() for m in self.lexicon.clause_end.finditer(self.text, self.start, self.end)]

    def clause_of(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the clause or clauses that a figure stands in."""
        before = bisect_right(self.cuts, start)
        after = bisect_left(self.cuts, end)
        return (
            self.cuts[before - 1] if before else self.start,
            self.cuts[after] if after < len(self.cuts) else self.end,
        )

    def has(self, roles: Iterable[str], start: int | None = None, end: int | None = None) -> bool:
        """Tell whether a word of one of the roles stands in a span (default: the sentence)."""
        low = self.start if start is None else start
        high = self.end if end is None else end
        found = self.roles
        for role in roles:
            for first, last in found.get(role, ()):
                if first >= low and last <= high:
                    return True
        return False

    def spans(
        self, roles: Iterable[str], start: int | None = None, end: int | None = None
    ) -> Iterator[tuple[int, int]]:
        """Give the spans of words of some roles inside a span."""
        low = self.start if start is None else start
        high = self.end if end is None else end
        for role in roles:
            for span in self.roles.get(role, ()):
                if span[0] >= low and span[1] <= high:
                    yield span

    def gap(self, role: str, start: int, end: int, *, behind: float = 0.0) -> float:
        """Give how far a figure is from the nearest word of a role.

        In Chinese characters' worth; clause ends count as :data:`CLAUSE_GAP`; infinite if there
        is no such word. A word behind the figure, unless right behind it, counts as ``behind``
        farther, and a clause end before it twice as much.
        """
        best = float("inf")
        between: float
        spans = self.roles.get(role)
        if spans is None:
            return best
        for span in spans:
            between = start - span[1] if span[1] <= start else span[0] - end
            if between < 0:
                continue
            between /= self.lexicon.reach
            if span[0] >= end and between > RIGHT_BEHIND:
                between += behind
            if between >= best:
                continue
            low, high = (span[1], start) if span[1] <= start else (end, span[0])
            ends = bisect_left(self.cuts, high + 1) - bisect_left(self.cuts, low + 1)
            gap = CLAUSE_GAP * (2 if behind and span[0] >= end else 1)
            best = min(best, between + gap * max(ends, 0))
        return best


def _uncovered(
    spans: list[tuple[int, int]], covers: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Leave out the words that stand inside longer ones: 'handle' in 'can handle', 高 in 高铁."""
    if not covers:
        return spans
    return [
        (start, end)
        for start, end in spans
        if not any(a <= start and end <= b and b - a > end - start for a, b in covers)
    ]


def sentences(text: str, lexicon: Lexicon) -> list[Sentence]:
    """Cut a folded text into sentences."""
    cuts = [0]
    abbreviations = frozenset(lexicon.data.get("abbreviations", ()))
    for match in lexicon.sentence_end.finditer(text):
        if lexicon.spaced and match.group()[:1] == "." and _is_abbreviation(match, abbreviations):
            continue
        _cut(cuts, match.end())
    _cut(cuts, len(text))
    return [
        Sentence(text, start, end, lexicon)
        for start, end in pairwise(cuts)
        if text[start:end].strip()
    ]


def _cut(cuts: list[int], end: int) -> None:
    while end - cuts[-1] > MAX_SENTENCE_LENGTH:
        cuts.append(cuts[-1] + MAX_SENTENCE_LENGTH)
    if end > cuts[-1]:
        cuts.append(end)


def _is_abbreviation(match: re.Match[str], abbreviations: frozenset[str]) -> bool:
    word = _WORD_BEFORE.search(match.string, max(0, match.start() - 8), match.start())
    if word is None or (word.group() not in abbreviations and len(word.group()) > 1):
        return False
    following = match.string[match.end() : match.end() + 2].strip(" \u00a0")
    return "\n" not in following
