"""Verdicts: how a claim stands to what is measured, in one word and one plain sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from geo.compare.closed import closed
from geo.compare.hedges import asserted
from geo.compare.readings import Reading, missing, readings
from geo.compare.sentences import sentence
from geo.model import Interval
from geo.parameters import parameters

if TYPE_CHECKING:
    from geo.measure.board import Board
    from geo.model import Claim

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
        ``implied unit`` when the text dropped the unit.
    sentence
        The verdict in words, with its numbers.
    """

    claim: str
    word: Word
    asserted: Interval | None
    readings: tuple[Reading, ...]
    flags: tuple[str, ...]
    sentence: str

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


def judge(board: Board, claim_id: str) -> Verdict:
    """Judge one claim of the board's catalog."""
    claim = board.catalog.claims[claim_id]
    interval = asserted(claim)
    found: tuple[Reading, ...] = ()
    if interval is None:
        word: Word = "not measurable"
        reason = "it is a quality, not a figure"
    else:
        found = readings(board, claim, interval)
        reason = "" if found else closed(board, claim) or missing(board.catalog, claim)
        word = _word(claim, interval, found)
    flags = ("implied unit",) if claim.unit_inferred else ()
    text = sentence(board.catalog, claim, word, interval, found, reason)
    return Verdict(claim_id, word, interval, found, flags, text)


def _word(claim: Claim, interval: Interval, found: tuple[Reading, ...]) -> Word:
    if not found:
        open_scope = claim.form != "absolute" or claim.metric in ("distance", "duration", "cost")
        return "not comparable" if open_scope else "not measurable"
    agreeing = [reading for reading in found if reading.agrees]
    if not agreeing:
        return "differs"
    if len(agreeing) < len(found):
        return "depends"
    return "says little" if all(_far_beyond(interval, r) for r in found) else "agrees"


def _far_beyond(interval: Interval, reading: Reading) -> bool:
    """Say whether a one-sided claim is met so easily that it says little."""
    times = parameters().value("says_little_factor")
    middle = reading.measured.mid
    if interval.high is None and interval.low is not None:
        return middle > times * interval.low > 0
    if interval.low is None and interval.high is not None:
        return middle < times * interval.high < 0
    if interval.low == 0 and interval.high is not None:
        return 0 < middle * times < interval.high
    return False
