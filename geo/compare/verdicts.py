"""Verdicts: how a claim stands to what is measured, in one word and one plain sentence."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from geo.compare.closed import closed
from geo.compare.consistency import Finding, findings
from geo.compare.hedges import asserted
from geo.compare.readings import Reading, missing, readings
from geo.compare.sentences import remarks, sentence
from geo.model import Interval
from geo.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.measure.board import Board
    from geo.model import Claim
    from geo.parameters import Width

Word = Literal["agrees", "differs", "depends", "says little", "not comparable", "not measurable"]
WORDS: tuple[Word, ...] = (
    "agrees",
    "depends",
    "says little",
    "differs",
    "not comparable",
    "not measurable",
)


@dataclass(frozen=True)
class Verdict:
    """A claim judged.

    Attributes
    ----------
    asserted
        The interval that the claim's hedge allows, in its unit; None for a quality.
    readings
        All ways of reading it that could be measured.
    flags
        ``implied unit`` when the text dropped the unit; ``inconsistent`` when the article's own
        figures don't fit together.
    sentence
        The verdict in words, with its numbers.
    findings
        What does not fit together in the article, as far as this claim is part of it.
    hedges
        How strictly the words were read.
    """

    claim: str
    word: Word
    asserted: Interval | None
    readings: tuple[Reading, ...]
    flags: tuple[str, ...]
    sentence: str
    findings: tuple[Finding, ...] = ()
    hedges: Width = "usual"

    @cached_property
    def nearest(self) -> Reading | None:
        """The reading shown when there is room for one: an agreeing one, else the closest."""
        return min(self.readings, key=lambda r: (not r.agrees, abs(r.gap)), default=None)

    @cached_property
    def extent(self) -> Interval | None:
        """From the lowest to the highest measured value of all readings, in the claim's unit."""
        if not self.readings:
            return None
        return Interval(
            low=min(reading.measured.low for reading in self.readings),
            high=max(reading.measured.high for reading in self.readings),
        )


def judge(
    board: Board,
    claim_id: str,
    hedges: Width = "usual",
    known: tuple[Finding, ...] | None = None,
) -> Verdict:
    """Judge one claim of the board's catalog.

    Parameters
    ----------
    hedges
        How strictly its words are read.
    known
        What does not fit together in its source under the same hedges; None: found anew.
    """
    claim = board.catalog.claims[claim_id]
    interval = asserted(claim, hedges)
    found: tuple[Reading, ...] = ()
    if interval is None:
        word: Word = "not measurable"
        reason = "it is a quality, not a figure"
    else:
        found = readings(board, claim, interval)
        left_out, reason = (False, "") if found else missing(board, claim)
        if not found and not left_out:
            reason = closed(board, claim) or reason
        word = _word(claim, interval, found) if found else _NOTHING[left_out]
    unfit = findings(board.catalog, claim.source, hedges) if known is None else known
    unfit = tuple(finding for finding in unfit if claim_id in finding.claims)
    flags = [*(["inconsistent"] if unfit else []), *(["implied unit"] * claim.unit_inferred)]
    text = sentence(board.catalog, claim, word, interval, found, reason)
    text = f"{text} {remarks(claim, unfit)}".strip()
    return Verdict(claim_id, word, interval, found, tuple(flags), text, unfit, hedges)


def judge_all(board: Board, claims: Iterable[str], hedges: Width = "usual") -> dict[str, Verdict]:
    """Judge several claims; each source's figures are set beside each other once."""
    keys = list(claims)
    sources = dict.fromkeys(board.catalog.claims[key].source for key in keys)
    known = {source: findings(board.catalog, source, hedges) for source in sources}
    return {key: judge(board, key, hedges, known[board.catalog.claims[key].source]) for key in keys}


_NOTHING: dict[bool, Word] = {True: "not comparable", False: "not measurable"}


def _word(claim: Claim, interval: Interval, found: tuple[Reading, ...]) -> Word:
    agreeing = [reading for reading in found if reading.agrees]
    if not agreeing:
        return "differs"
    if len(agreeing) < len(found):
        return "depends"
    far = all(_far_beyond(claim, interval, reading) for reading in found)
    return "says little" if far else "agrees"


def _far_beyond(claim: Claim, interval: Interval, reading: Reading) -> bool:
    """Say whether a one-sided claim is met so easily that it says little.

    A ratio is weighed in proportion, by its logarithm: "half as dear" lies as far from no change
    as "twice as dear", so that a claim and its mirror are judged alike.
    """
    times = parameters().value("says_little_factor")
    low, high = interval.low, interval.high
    if claim.relation not in ("at_least", "at_most"):
        return False
    middle = _weight(claim, reading.measured.mid)
    if high is None and low is not None:
        return middle > times * _weight(claim, low) >= 0
    if low is None and high is not None:
        return middle < times * _weight(claim, high) <= 0
    if low == 0 and high:
        return 0 <= middle * times < _weight(claim, high)
    if high == 0 and low:
        return _weight(claim, low) < middle * times <= 0
    return False


def _weight(claim: Claim, value: float) -> float:
    if claim.form != "ratio":
        return value
    return math.log1p(value) if value > -1 else -math.inf
