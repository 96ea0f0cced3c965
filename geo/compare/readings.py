"""A claim's readings: every way of filling in what its text leaves open.

A reading fixes route, variant, origin, destination and, for a difference or ratio, the baseline
and its variant; the measured value is then a band in the claim's own terms.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.compare.facts import missing_fact, published
from geo.compare.ways import pairs
from geo.measure.distance import Band
from geo.model import MEASURED_METRICS
from geo.units import MEASURED_UNITS, factor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.measure.board import Board, Cargo, Way
    from geo.model import Claim, Interval

_SAME = 1e-12  # ends that differ by less only differ by a conversion's rounding


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reading a claim, and what is measured under it.

    Attributes
    ----------
    way
        The route's way; None for a claim that is set against a published figure.
    baseline
        The way that a difference or ratio is taken against.
    fact
        Identifier of the published figure, for traffic, capacity and share.
    measured
        In the claim's unit; None where nothing is measured.
    agrees
        Whether the asserted interval meets the measured band.
    gap
        Signed distance from the measured band to the asserted interval, 0 when they meet: positive
        when the claim lies above. [claim's unit]
    base_fact
        Identifier of the published figure that a change is counted from.
    """

    way: Way | None
    baseline: Way | None
    fact: str | None
    measured: Band
    agrees: bool
    gap: float
    base_fact: str | None = None


def readings(board: Board, claim: Claim, asserted: Interval) -> tuple[Reading, ...]:
    """Set up and measure all readings of a claim.

    Parameters
    ----------
    asserted
        The claim's interval, in its own unit and signed.

    Returns
    -------
    tuple of Reading
        Empty when no reading can be set up: see :func:`missing`.
    """
    if claim.metric in MEASURED_METRICS and claim.route:
        return tuple(_measured_readings(board, claim, asserted))
    return tuple(
        Reading(None, None, fact, band, *compare(asserted, band), base)
        for fact, base, band in published(board.catalog, claim)
    )


def compare(asserted: Interval, measured: Band) -> tuple[bool, float]:
    """Say whether the intervals meet, and by how much the asserted one lies off."""
    if asserted.high is not None and _below(asserted.high, measured.low):
        return False, asserted.high - measured.low
    if asserted.low is not None and _below(measured.high, asserted.low):
        return False, asserted.low - measured.high
    return True, 0.0


def _below(one: float, other: float) -> bool:
    return one < other and not math.isclose(one, other, rel_tol=_SAME)


def _measured_readings(board: Board, claim: Claim, asserted: Interval) -> Iterator[Reading]:
    scale = _scale(claim)
    if scale is None:
        return
    ways = list(pairs(board.catalog, claim))
    for (way, baseline), band in zip(ways, _bands(board, claim, ways), strict=True):
        if band is not None:
            value = Band(band.low * scale, band.mid * scale, band.high * scale)
            agrees, gap = compare(asserted, value)
            yield Reading(way, baseline, None, value, agrees, gap)


def _bands(board: Board, claim: Claim, ways: list[tuple[Way, Way | None]]) -> Sequence[Band | None]:
    """Measure what a claim speaks of: a value, a difference or a ratio."""
    if claim.form == "absolute":
        if claim.metric != "distance":
            board.estimate([way for way, _ in ways])
        return [board.band(way, claim.metric, per=cargo(claim)) for way, _ in ways]
    joined = [(way, base) for way, base in ways if base is not None]
    found = board.contrast(joined, claim.metric, per=cargo(claim))
    if claim.form == "ratio":
        return [contrast.ratio if contrast else None for contrast in found]
    return [contrast.difference if contrast else None for contrast in found]


def _scale(claim: Claim) -> float | None:
    if claim.form == "ratio" or claim.unit is None:
        return 1.0
    return factor(measured_unit(claim), claim.unit)


def measured_unit(claim: Claim) -> str:
    """Give the unit that a claim's metric is measured in; a cost also by the tonne."""
    return "USD/t" if cargo(claim) == "tonne" else MEASURED_UNITS[claim.metric]


def cargo(claim: Claim) -> Cargo:
    """Give what a claim's cost is paid for."""
    if claim.per is not None:
        return "tonne" if claim.per == "tonne" else "feu"
    by_weight = claim.metric == "cost" and "/" in (claim.unit or "")
    return "tonne" if by_weight and factor("USD/t", claim.unit or "") else "feu"


def missing(board: Board, claim: Claim) -> tuple[bool, str]:
    """Say why a claim has no reading.

    Returns
    -------
    tuple
        Whether it is the text that leaves out what a comparison needs, and the reason.
    """
    if claim.metric not in MEASURED_METRICS or not claim.route:
        return missing_fact(board.catalog, claim)
    if _scale(claim) is None:
        return _missing_unit(claim)
    if claim.form != "absolute" and claim.scope.baseline == ():
        return True, f"it gives no baseline that its {claim.metric} is counted against"
    if not list(pairs(board.catalog, claim)):
        if claim.form == "absolute":
            return True, "the route does not run between the places that it names"
        return True, "no baseline joins the same two places"
    return False, f"no {claim.metric} could be measured or estimated for any of its ways"


def _missing_unit(claim: Claim) -> tuple[bool, str]:
    unit = claim.unit or ""
    money, _, per = unit.partition("/")
    known = measured_unit(claim)
    if claim.metric == "cost" and not per:
        return True, f"it does not say what the {unit} are paid for, such as a container or a tonne"
    if claim.metric == "cost" and factor(f"{money}/FEU", known) is None:
        return False, f"its price is in {money}, and no exchange rate to USD is kept here"
    if claim.metric == "cost":
        return False, f"nothing here gives a cost in {unit}"
    return True, f"its unit '{unit}' can't be compared with {known}"
