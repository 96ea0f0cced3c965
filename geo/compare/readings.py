"""A claim's readings: every way of filling in what its text leaves open.

A reading fixes route, variant, origin, destination and, for a difference or ratio, the baseline
and its variant; the measured value is then a band in the claim's own terms.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.measure.board import Way, onward_ways
from geo.measure.distance import Band
from geo.model import MEASURED_METRICS
from geo.units import MEASURED_UNITS, factor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.measure.board import Board, Cargo
    from geo.model import Catalog, Claim, Fact, Interval


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
    """

    way: Way | None
    baseline: Way | None
    fact: str | None
    measured: Band
    agrees: bool
    gap: float


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
    if claim.metric in MEASURED_METRICS:
        return tuple(_measured_readings(board, claim, asserted))
    return tuple(_fact_readings(board.catalog, claim, asserted))


def compare(asserted: Interval, measured: Band) -> tuple[bool, float]:
    """Say whether the intervals meet, and by how much the asserted one lies off."""
    if asserted.high is not None and asserted.high < measured.low:
        return False, asserted.high - measured.low
    if asserted.low is not None and asserted.low > measured.high:
        return False, asserted.low - measured.high
    return True, 0.0


def _measured_readings(board: Board, claim: Claim, asserted: Interval) -> Iterator[Reading]:
    scale = _scale(claim)
    if scale is None:
        return
    ways = list(_pairs(board.catalog, claim))
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
    by_weight = claim.metric == "cost" and "/" in (claim.unit or "")
    return "tonne" if by_weight and factor("USD/t", claim.unit or "") else "feu"


def _pairs(catalog: Catalog, claim: Claim) -> Iterator[tuple[Way, Way | None]]:
    ways = [
        way
        for route_id in claim.route
        for way in onward_ways(catalog, route_id)
        if _allows(claim.scope.start, way.origin) and _allows(claim.scope.end, way.destination)
    ]
    if claim.form == "absolute":
        yield from ((way, None) for way in ways)
        return
    joining: defaultdict[tuple[str | None, str | None], list[Way]] = defaultdict(list)
    for route_id, variant in baselines(catalog, claim):
        for other in onward_ways(catalog, route_id):
            if other.variant == variant:
                joining[other.origin, other.destination].append(other)
    for way in ways:
        yield from ((way, other) for other in joining[way.origin, way.destination])


def _allows(scope: tuple[str, ...] | None, place: str | None) -> bool:
    return scope is None or place in scope


def baselines(catalog: Catalog, claim: Claim) -> list[tuple[str, str | None]]:
    """Give the routes, with variant, that a difference may be taken against.

    A baseline is a route's usual way, its first variant, unless the scope names another as
    ``route/variant``. Left open, every other route is one.
    """
    named = claim.scope.baseline
    if named is None:
        named = tuple(route for route in catalog.routes if route not in claim.route)
    found = []
    for entry in named:
        route_id, _, variant = entry.partition("/")
        found.append((route_id, variant or catalog.routes[route_id].first_variant))
    return found


def _fact_readings(catalog: Catalog, claim: Claim, asserted: Interval) -> Iterator[Reading]:
    if claim.form != "absolute":
        return
    for fact_id, fact in comparable_facts(catalog, claim):
        scale = factor(fact.unit, claim.unit or "")
        if scale is None:
            continue
        middle = (fact.low + fact.high) / 2
        measured = Band(fact.low * scale, middle * scale, fact.high * scale)
        agrees, gap = compare(asserted, measured)
        yield Reading(None, None, fact_id, measured, agrees, gap)


def comparable_facts(catalog: Catalog, claim: Claim) -> list[tuple[str, Fact]]:
    """Give the published figures on the same thing and metric, of the same year if one is."""
    about = {*claim.route, claim.facility}
    found = [
        (fact_id, fact)
        for fact_id, fact in catalog.facts.items()
        if fact.about in about and fact.metric == claim.metric
    ]
    same_year = [item for item in found if claim.year and item[1].year == claim.year]
    return same_year or found


def missing(catalog: Catalog, claim: Claim) -> str:
    """Say in words why a claim has no reading."""
    if claim.metric not in MEASURED_METRICS:
        return _missing_fact(catalog, claim)
    if _scale(claim) is None:
        return f"its unit '{claim.unit}' can't be compared with {measured_unit(claim)}"
    if not list(_pairs(catalog, claim)):
        if claim.form == "absolute":
            return "none of the places that it names starts or ends this route"
        return "no baseline joins the same two places"
    return f"no {claim.metric} could be measured or estimated for any of its ways"


def _missing_fact(catalog: Catalog, claim: Claim) -> str:
    if claim.form != "absolute":
        return f"no published figure tells how its {claim.metric} changed"
    units = sorted({fact.unit for _, fact in comparable_facts(catalog, claim)})
    if units:
        return f"published figures are in {', '.join(units)}, the claim is in {claim.unit}"
    return f"no published figure on its {claim.metric} is in the catalog"
