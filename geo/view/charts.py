"""Rows of the page's pictures: bars of claims and readings, strips of routes, the way in time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from geo.compare.intervals import comparison
from geo.palette import source_colour
from geo.view.spacetime import course_points
from geo.view.tables import subject
from geo.view.text import counted_claims, unit_of
from geo.wording import METRIC_UNITS, name, number, of_interval, span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.compare.readings import Reading
    from geo.model import Claim, Metric
    from geo.view.scene import Scene

Row = dict[str, Any]
_OUTCOME_COLOURS = {"agrees": "#009e73", "agrees in part": "#b58900", "differs": "#c8511b"}


def comparison_rows(
    scene: Scene, metric: Metric, claims: Mapping[str, Claim] | None = None
) -> dict[str, list[Row]]:
    """Set every asserted interval over what is measured, grouped by unit.

    Parameters
    ----------
    claims
        Which; None: all that the state shows on the metric.

    Returns
    -------
    dict
        Rows for :func:`geo.view.html.bars` by unit; an open end is None.
    """
    groups: dict[str, list[Row]] = {}
    shown = scene.numeric_claims(metric) if claims is None else claims
    for claim_id, claim in shown.items():
        unit = unit_of(claim)
        if claim.unit in ("USD/FEU", "USD/container"):
            unit = "USD per container (FEU)"
        groups.setdefault(unit, []).append(_comparison_row(scene, claim_id, claim))
    return groups


def _comparison_row(scene: Scene, claim_id: str, claim: Claim) -> Row:
    verdict = scene.judgements.verdict(claim_id)
    row = comparison(claim_id, claim, verdict)
    interval = verdict.asserted
    said = of_interval(claim, interval) if interval else ""
    return {
        "label": f"{subject(scene, claim)}: {said}",
        "note": f"{verdict.word} · {scene.catalog.sources[claim.source].publisher}",
        "colour": source_colour(scene.catalog, claim.source),
        "low": row.low,
        "high": row.high,
        "all low": row.every and row.every[0],
        "all high": row.every and row.every[1],
        "near low": row.nearest and row.nearest[0],
        "near high": row.nearest and row.nearest[1],
        "sentence": verdict.sentence,
    }


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor


def reading_rows(scene: Scene, claim_id: str) -> list[Row]:
    """Group a claim's readings by what decides them, and set each over the asserted interval."""
    claim = scene.catalog.claims[claim_id]
    verdict = scene.judgements.verdict(claim_id)
    if verdict.asserted is None:
        return []
    groups: dict[str, list[Reading]] = {}
    for reading in verdict.readings:
        groups.setdefault(_reading_label(scene, reading), []).append(reading)
    factor = 100 if claim.form == "ratio" else 1
    rows = []
    for label, readings in groups.items():
        agreeing = sum(reading.agrees for reading in readings)
        some = "agrees in part" if agreeing else "differs"
        outcome = "agrees" if agreeing == len(readings) else some
        low = min(reading.measured.low for reading in readings) * factor
        high = max(reading.measured.high for reading in readings) * factor
        rows.append(
            {
                "label": label,
                "note": outcome,
                "colour": _OUTCOME_COLOURS[outcome],
                "low": _times(verdict.asserted.low, factor),
                "high": _times(verdict.asserted.high, factor),
                "all low": None,
                "all high": None,
                "near low": low,
                "near high": high,
                "sentence": f"{label}: {outcome}, measured {span(low, high)}",
            }
        )
    return rows


def _reading_label(scene: Scene, reading: Reading) -> str:
    if reading.way is None:
        fact = scene.catalog.facts[reading.fact or ""]
        return f"{fact.source.title} ({fact.year})" if fact.year else fact.source.title
    label = f"{name(scene.catalog, reading.way.route)} to "
    label += name(scene.catalog, reading.way.destination)
    if reading.baseline is not None:
        label += f" against {name(scene.catalog, reading.baseline.route)}"
    return label


def route_rows(scene: Scene) -> list[Row]:
    """One row a route: its way, the chosen figure with its range, and its legs' true lengths."""
    rows = []
    for route_id, way in scene.ways.items():
        key = ("route row", way, scene.state.metric, scene.state.unit)
        row = scene.judgements.kept(key, partial(_route_row, scene, route_id))
        rows.append(row | {"claims": counted_claims(len(scene.claims_on(route_id)))})
    return rows


def _route_row(scene: Scene, route_id: str) -> Row:
    route = scene.catalog.routes[route_id]
    measured = scene.board.measure(scene.ways[route_id])
    band = scene.band(route_id)
    ends = measured and (measured.itinerary.origin, measured.itinerary.destination)
    return {
        "id": route_id,
        "colour": route.colour,
        "route": route.name.en,
        "way": " – ".join(name(scene.catalog, end) for end in ends) if ends else "not measured",
        "value": number(band.mid) if band else "–",
        "range": span(band.low, band.high) if band else "no estimate",
        "legs": [
            {"mode": leg.leg.mode, "km": round(leg.distance_km.mid)}
            for leg in (measured.legs if measured else ())
        ],
    }


def value_unit(metric: Metric) -> str:
    """Head the list's figures."""
    return METRIC_UNITS[metric]


def progress_rows(scene: Scene, route_id: str) -> list[Row]:
    """Follow a consignment along the way shown: kilometres against days, p10 to p90.

    Waits stand as vertical steps.
    """
    way = scene.ways[route_id]
    return course_points(scene.board, way, scene.board.courses([way]))
