"""Ways in space and time: kilometres against days after every step, and the steps in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.countries import countries
from geo.wording import name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.measure.board import Board, Way
    from geo.measure.distance import Band
    from geo.measure.estimate import Step
    from geo.view.effects import Effects

Row = dict[str, Any]

_EVENTS = {
    "border": "Border",
    "gauge-break": "Gauge change",
    "port": "Port",
    "ferry-wait": "Wait for the ferry",
    "transhipment": "Change of ship",
}


def course_rows(effects: Effects, routes: Iterable[str]) -> list[Row]:
    """Follow each route in time: kilometres against days, p10, p50 and p90 after every step.

    Returns
    -------
    list of dict
        ``before`` is the baseline's course where it is another one, else empty.
    """
    shown = [route for route in routes if effects.ways[route] in effects.board.estimates]
    before = [route for route in shown if effects.differs(route)]
    now, then = _courses(effects, effects.board, shown), _courses(effects, effects.base, before)
    catalog = effects.board.catalog
    return [
        {
            "route": catalog.routes[route].name.en,
            "colour": catalog.routes[route].colour,
            "points": points,
            "before": then.get(route, []),
        }
        for route, points in now.items()
    ]


def _courses(effects: Effects, board: Board, routes: list[str]) -> dict[str, list[Row]]:
    """Give each route's points, from its departure; a route without days is left out."""
    found = board.courses([effects.ways[route] for route in routes])
    points = {route: course_points(board, effects.ways[route], found) for route in routes}
    return {route: course for route, course in points.items() if course}


def course_points(board: Board, way: Way, found: Mapping[Way, tuple[Band, ...]]) -> list[Row]:
    """Give a way's points in space and time, from its departure; empty: no estimate of days."""
    if not found.get(way):
        return []
    board.estimate([way])
    start = {"km": 0.0, "low": 0.0, "days": 0.0, "high": 0.0, "step": "Departure"}
    return [
        start,
        *(
            {
                "km": step.end_km,
                "low": band.low,
                "days": band.mid,
                "high": band.high,
                "step": step_words(board, step),
            }
            for step, band in zip(board.estimates[way].steps, found[way], strict=True)
        ),
    ]


def step_words(board: Board, step: Step) -> str:
    """Name a step as a reader would."""
    named = [str(countries()[c]["en"]) for c in step.country.split() if c in countries()]
    if step.kind != "run":
        place = name(board.catalog, step.place) or " – ".join(named)
        return f"{_EVENTS[step.kind]}{f', {place}' if place else ''}"
    where = f" in {named[0]}" if named else ""
    return f"By {step.mode}{where}, {step.end_km - step.start_km:,.0f} km"
