"""What the map is told to draw; see ``static/waybill.js`` for how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.itinerary import end_of
from geo.view.lines import way_keys
from geo.wording import name, of_interval, span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.measure.board import Way
    from geo.view.scene import Scene

_LINES_SHOWN = 4


def map_state(scene: Scene) -> dict[str, Any]:
    """Describe the state of the map.

    Returns
    -------
    dict
        Plain values only: theme, chosen route, what to fit the view to, and each route's ways
        with the lines of its tooltip. All text is plain; the script sets it as text.
    """
    state = scene.state
    return {
        "theme": state.theme,
        "selected": state.route or "",
        "fit": state.destination or "",
        "ways": {
            route_id: {
                "name": route.name.en,
                "keys": _keys(scene, way),
                "others": _other_keys(scene, route_id, way),
                "strong": route_id in scene.spoken_of,
                "lines": _tooltip(scene, way),
            }
            for route_id, route in scene.catalog.routes.items()
            if scene.board.measure(way := scene.ways[route_id])
        },
    }


def _keys(scene: Scene, way: Way) -> list[str]:
    own_end = end_of(scene.catalog.routes[way.route], way.variant)
    onward = None if way.destination == own_end else way.destination
    return way_keys(way.variant, way.origin or "", onward)


def _other_keys(scene: Scene, route_id: str, way: Way) -> list[str]:
    variants = (v for v in scene.catalog.routes[route_id].variants if v != way.variant)
    return [f"{way.variant}|{way.origin}" for way in (scene.way(route_id, v) for v in variants)]


def _tooltip(scene: Scene, way: Way) -> list[str]:
    metric = scene.state.metric
    claims = tuple(k for k, claim in scene.claims_on(way.route).items() if claim.metric == metric)
    return scene.judgements.kept(
        ("tooltip", way, claims), lambda: _tooltip_lines(scene, way, claims)
    )


def _tooltip_lines(scene: Scene, way: Way, claims: Iterable[str]) -> list[str]:
    measured = scene.board.measure(way)
    if measured is None:
        return []
    ends = measured.itinerary
    band = measured.distance_km
    title = f"{name(scene.catalog, ends.origin)} to {name(scene.catalog, ends.destination)}"
    rows = [f"{title}: {span(band.low, band.high)} km"]
    for claim_id in claims:
        claim, interval = (
            scene.catalog.claims[claim_id],
            scene.judgements.verdict(claim_id).asserted,
        )
        if interval is not None:
            publisher = scene.catalog.sources[claim.source].publisher
            rows.append(f"asserted: {of_interval(claim, interval)} ({publisher})")
    unseen = len(rows) - _LINES_SHOWN
    return [*rows[:_LINES_SHOWN], *([f"and {unseen} more"] if unseen > 0 else [])]
