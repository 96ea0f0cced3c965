"""Catalog, measurements and verdicts as plain records: the JSON of the command line and exports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.compare.hedges import asserted

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.compare.readings import Reading
    from geo.compare.verdicts import Verdict
    from geo.measure.board import Board, Way
    from geo.measure.distance import Band
    from geo.measure.scenario import Scenario
    from geo.model import Catalog, Claim
    from geo.parameters import Width

Rows = list[dict[str, Any]]


def claim_records(
    catalog: Catalog, sources: Collection[str] | None = None, hedges: Width = "usual"
) -> Rows:
    """List claims in the schema of ``routes.yaml`` with the interval read from the hedge."""
    check_sources(catalog, sources)
    return [
        _claim_record(claim_id, claim, hedges)
        for claim_id, claim in catalog.claims.items()
        if not sources or claim.source in sources
    ]


def check_sources(catalog: Catalog, sources: Collection[str] | None) -> None:
    """Refuse a source that the catalog lacks.

    Raises
    ------
    InputError
        Naming the sources that there are.
    """
    check_known("source", sources, catalog.sources)


def check_known(kind: str, names: Collection[str] | None, known: Collection[str]) -> None:
    """Refuse names that are not known; see :func:`check_sources`."""
    from geo.errors import InputError

    for name in names or ():
        if name not in known:
            message = f"there is no {kind} '{name}'; known: {', '.join(known)}"
            raise InputError(message)


def _claim_record(claim_id: str, claim: Claim, hedges: Width) -> dict[str, Any]:
    interval = asserted(claim, hedges)
    record = claim.model_dump(mode="json", by_alias=True)
    record["route"] = _one_or_list(claim.route)
    record["scope"] = {
        key: "unspecified" if value is None else list(value)
        for key, value in record["scope"].items()
    }
    return {
        "id": claim_id,
        **record,
        "interval": None if interval is None else {"low": interval.low, "high": interval.high},
    }


def _one_or_list(names: Sequence[str]) -> str | list[str] | None:
    return names[0] if len(names) == 1 else list(names) or None


def band_record(band: Band | None, names: tuple[str, str, str]) -> dict[str, float] | None:
    """Name the three figures of a band; None stays None."""
    if band is None:
        return None
    values = (band.low, band.mid, band.high)
    return {name: round(value, 3) for name, value in zip(names, values, strict=True)}


_LENGTH = ("low", "mid", "high")
_SPREAD = ("p10", "p50", "p90")


def route_records(catalog: Catalog, scenario: Scenario | None = None) -> Rows:
    """List every route with its variants, legs, distance, days and cost.

    A route's own figures are those of its first variant from its first origin; ``ways`` has all
    variants and origins.

    Parameters
    ----------
    scenario
        What is assumed; None: the base case.
    """
    from geo.measure.board import Board, ways_of
    from geo.measure.scenario import BASE

    board = Board(catalog, scenario or BASE)
    ways = {route_id: ways_of(catalog, route_id) for route_id in catalog.routes}
    board.estimate([way for group in ways.values() for way in group])
    return [_route_record(board, route_id, group) for route_id, group in ways.items()]


def _route_record(board: Board, route_id: str, ways: list[Way]) -> dict[str, Any]:
    route = board.catalog.routes[route_id]
    records = [way_record(board, way) for way in ways]
    return {
        "id": route_id,
        "name": route.name.en,
        "family": route.family,
        "status": route.status,
        "variants": list(route.variants),
        **{key: records[0][key] for key in records[0] if key not in ("variant", "origin")},
        "ways": records,
    }


def way_record(board: Board, way: Way) -> dict[str, Any]:
    """Describe one way with every leg's figures; ``fault`` says why it can't be measured."""
    measured = board.measure(way)
    record: dict[str, Any] = {
        "variant": way.variant,
        "origin": way.origin,
        "legs": [],
        "distance_km": None,
        "duration_days": None,
        "cost_usd_per_feu": None,
        "cost_usd_per_tonne": None,
        "co2e_kg_per_tonne": None,
        "omitted": [],
        "fault": board.why_not(way),
        "detours": list(board.detours.get(way, ())),
    }
    if measured is None:
        return record
    board.estimate([way])
    found = board.estimates[way]
    record["legs"] = [
        {
            "mode": leg.leg.mode,
            "from": leg.leg.start,
            "to": leg.leg.end,
            "via": list(leg.leg.via),
            "countries": list(leg.path.countries),
            "distance_km": round(leg.distance_km.mid, 1),
            "distance_band_km": band_record(leg.distance_km, _LENGTH),
            "great_circle_km": round(leg.great_circle_km, 1),
            "snap_km": [round(snap, 2) for snap in leg.path.snap_km],
            "patches": list(leg.patches),
            "patch_km": round(leg.patch_km, 1),
            "events": [
                {
                    "kind": event.kind,
                    "lon": round(event.lon, 4),
                    "lat": round(event.lat, 4),
                    "at_km": round(event.at_km, 1),
                    "before": event.before,
                    "after": event.after,
                }
                for event in leg.path.events
            ],
            "duration_days": band_record(spread.duration_days, _SPREAD),
            "cost_usd_per_feu": band_record(spread.cost_usd_per_feu, _SPREAD),
            "cost_usd_per_tonne": band_record(spread.cost_usd_per_tonne, _SPREAD),
            "co2e_kg_per_tonne": band_record(spread.co2e_kg_per_tonne, _SPREAD),
        }
        for leg, spread in zip(measured.legs, found.legs, strict=True)
    ]
    record["distance_km"] = band_record(measured.distance_km, _LENGTH)
    record["duration_days"] = band_record(found.duration_days, _SPREAD)
    record["cost_usd_per_feu"] = band_record(found.cost_usd_per_feu, _SPREAD)
    record["cost_usd_per_tonne"] = band_record(found.cost_usd_per_tonne, _SPREAD)
    record["co2e_kg_per_tonne"] = band_record(found.co2e_kg_per_tonne, _SPREAD)
    record["omitted"] = list(found.omitted)
    return record


def verdict_records(
    catalog: Catalog,
    sources: Collection[str] | None = None,
    hedges: Width = "usual",
    scenario: Scenario | None = None,
) -> Rows:
    """Judge the claims of some sources, or all; in the base case or under a scenario."""
    from geo.compare.verdicts import judge_all
    from geo.measure.board import Board
    from geo.measure.scenario import BASE

    check_sources(catalog, sources)
    asked = [k for k, claim in catalog.claims.items() if not sources or claim.source in sources]
    judged = judge_all(Board(catalog, scenario or BASE), asked, hedges)
    return [verdict_record(catalog, verdict) for verdict in judged.values()]


def verdict_record(catalog: Catalog, verdict: Verdict) -> dict[str, Any]:
    """Describe one verdict with its readings, and what other sources say on the same."""
    from geo.compare.agreement import across, others

    claim = catalog.claims[verdict.claim]
    nearest = verdict.nearest
    unit = claim.unit
    beside = others(catalog, verdict.claim, verdict.hedges)
    return {
        "claim": verdict.claim,
        "source": claim.source,
        "route": _one_or_list(claim.route),
        "facility": claim.facility,
        "metric": claim.metric,
        "verdict": verdict.word,
        "flags": list(verdict.flags),
        "sentence": verdict.sentence,
        "hedges": verdict.hedges,
        "asserted": None
        if verdict.asserted is None
        else {"low": verdict.asserted.low, "high": verdict.asserted.high, "unit": unit},
        "measured": None
        if nearest is None
        else {**(band_record(nearest.measured, _LENGTH) or {}), "unit": unit},
        "readings": [_reading_record(reading) for reading in verdict.readings],
        "inconsistent": [
            {"claims": list(finding.claims), "text": finding.text} for finding in verdict.findings
        ],
        "across": across(beside),
        "others": [
            {
                "claim": other.claim,
                "source": catalog.claims[other.claim].source,
                "stands": other.stands,
                "gap": round(other.gap, 3),
                "unit": other.unit,
                "why": other.why,
            }
            for other in beside
        ],
    }


def _reading_record(reading: Reading) -> dict[str, Any]:
    way, baseline = reading.way, reading.baseline
    return {
        "route": way and way.route,
        "variant": way and way.variant,
        "from": way and way.origin,
        "to": way and way.destination,
        "baseline": baseline and baseline.route,
        "baseline_variant": baseline and baseline.variant,
        "fact": reading.fact,
        "baseline_fact": reading.base_fact,
        "measured": band_record(reading.measured, _LENGTH),
        "agrees": reading.agrees,
        "gap": round(reading.gap, 3) or reading.gap,  # never rounded to agreement
    }
