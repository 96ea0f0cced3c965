"""Arithmetic on intervals with open ends, and when two claims speak of the same thing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geo.model import MEASURED_METRICS
from geo.units import MEASURED_UNITS, factor

if TYPE_CHECKING:
    from geo.model import Claim, Interval

Span = tuple[float, float]
"""Low and high; infinite where an end is open."""


def span_of(interval: Interval) -> Span:
    """Give an interval's ends as numbers."""
    low = -math.inf if interval.low is None else interval.low
    return low, math.inf if interval.high is None else interval.high


def apart(one: Span, other: Span) -> float:
    """Give how far two spans lie apart, 0 when they meet: positive when the first lies above."""
    if one[0] > other[1] and not math.isclose(one[0], other[1]):
        return one[0] - other[1]
    if one[1] < other[0] and not math.isclose(one[1], other[0]):
        return one[1] - other[0]
    return 0.0


def minus(one: Span, other: Span) -> Span:
    """Give all differences of a point of the first and a point of the second."""
    return one[0] - other[1], one[1] - other[0]


def over(one: Span, other: Span) -> Span:
    """Give all quotients of two spans of non-negative numbers."""
    low = 0.0 if math.isinf(other[1]) else _quotient(one[0], other[1])
    return low, _quotient(one[1], other[0])


def _quotient(one: float, other: float) -> float:
    if other == 0:
        return math.inf if one else 0.0
    return one / other


def common_unit(claim: Claim) -> str:
    """Name the unit that claims of a kind are set side by side in."""
    if claim.form == "ratio" or claim.unit is None:
        return "fraction"
    if claim.metric in MEASURED_METRICS:
        known = MEASURED_UNITS[claim.metric]
        return known if factor(claim.unit, known) else claim.unit
    return claim.unit


def converted(span: Span, claim: Claim, unit: str) -> Span | None:
    """Turn a claim's span into another unit; None if they don't compare."""
    if claim.form == "ratio" or claim.unit is None:
        return span if unit == "fraction" else None
    scale = factor(claim.unit, unit)
    return None if scale is None else (span[0] * scale, span[1] * scale)


def same_subject(one: Claim, other: Claim) -> bool:
    """Say whether two claims are about the same route or facility."""
    return bool(set(one.route) & set(other.route)) or (
        one.facility is not None and one.facility == other.facility
    )


def same_ends(one: Claim, other: Claim) -> bool:
    """Say whether two claims name, or leave open, the same origin and destination."""
    return _alike(one.scope.start, other.scope.start) and _alike(one.scope.end, other.scope.end)


def same_time(one: Claim, other: Claim) -> bool:
    """Say whether two claims speak of the same year, and both of what is or of what is planned."""
    planned = [claim.status == "planned" for claim in (one, other)]
    return one.year == other.year and planned[0] == planned[1]


def _alike(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> bool:
    return set(one or ()) == set(other or ())
