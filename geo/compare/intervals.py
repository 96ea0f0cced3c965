"""A claim's numbers beside what is measured, as every comparison of bars draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.compare.verdicts import Verdict
    from geo.model import Claim


@dataclass(frozen=True, slots=True)
class Comparison:
    """One row of a comparison; ratios in percent, all else in the claim's own unit.

    Attributes
    ----------
    low, high
        Asserted interval; None: open, or nothing asserted in figures.
    nearest
        Measured band of the closest reading; None: nothing measured.
    every
        From the least to the greatest that any reading measures.
    """

    claim: str
    low: float | None
    high: float | None
    nearest: tuple[float, float] | None
    every: tuple[float, float] | None

    @property
    def values(self) -> list[float]:
        """All numbers that an axis must hold."""
        ends = [end for pair in (self.nearest, self.every) if pair for end in pair]
        return ends + [end for end in (self.low, self.high) if end is not None]


def comparison(claim_id: str, claim: Claim, verdict: Verdict) -> Comparison:
    """Set a claim's asserted interval beside its measured bands."""
    scale = 100 if claim.form == "ratio" else 1
    extent = verdict.extent
    nearest = verdict.nearest and verdict.nearest.measured
    asserted = verdict.asserted
    return Comparison(
        claim_id,
        asserted.low * scale if asserted and asserted.low is not None else None,
        asserted.high * scale if asserted and asserted.high is not None else None,
        (nearest.low * scale, nearest.high * scale) if nearest else None,
        ((extent.low or 0) * scale, (extent.high or 0) * scale) if extent else None,
    )
