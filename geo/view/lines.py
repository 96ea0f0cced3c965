"""Every leg's line for the screen map, as one static file that the browser keeps.

Lines are simplified by a bound that stays within a few pixels at the closest zoom; measuring
never uses them. Where routes share track, each part says how many do and whose turn a stripe is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.itinerary import origins
from geo.measure.board import ways_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.measure.board import Board
    from geo.measure.distance import MeasuredLeg
    from geo.model import Leg, Place, Route

_SIMPLIFY_DEG = 0.01
_EDGE_DIGITS = 4
_POINT_DIGITS = 3
_MAIN_KINDS = ("port", "mine")
_OTHER_KINDS = ("border-crossing", "terminal")

Edge = tuple[tuple[float, float], tuple[float, float]]


@dataclass
class _DrawnLeg:
    measured: MeasuredLeg
    keys: list[str] = field(default_factory=list)


def way_keys(variant: str | None, origin: str, destination: str | None) -> list[str]:
    """Name the groups of legs that make up one way, as the static file names them."""
    keys = [f"{variant}|{origin}"]
    return [*keys, f"{variant}>{destination}"] if destination else keys


def lines(board: Board) -> dict[str, Any]:
    """Collect all legs of all ways of all routes.

    Returns
    -------
    dict
        ``routes``: colour and legs by route, each leg with the ways that use it and its parts
        (points as latitude, longitude [deg]); ``places``: position, name and rank.
    """
    drawn = {
        route_id: _legs(board, route_id, route) for route_id, route in board.catalog.routes.items()
    }
    sharers = _sharers(drawn)
    ends = _ends(board)
    return {
        "routes": {
            route_id: {
                "colour": board.catalog.routes[route_id].colour,
                "legs": [_leg_record(route_id, leg, sharers) for leg in legs],
            }
            for route_id, legs in drawn.items()
        },
        "places": {
            place_id: {
                "at": [round(place.lat, _POINT_DIGITS), round(place.lon, _POINT_DIGITS)],
                "name": place.name.en,
                "rank": _rank(place, is_end=place_id in ends),
            }
            for place_id, place in board.catalog.places.items()
        },
    }


def _ends(board: Board) -> set[str]:
    routes = board.catalog.routes.values()
    legs = {end for route in routes for leg in route.legs for end in (leg.start, leg.end)}
    return legs.union(*(route.origins for route in routes))


def _rank(place: Place, *, is_end: bool) -> int:
    if is_end and place.kind in _MAIN_KINDS:
        return 0
    return 1 if is_end or place.kind in (*_MAIN_KINDS, *_OTHER_KINDS) else 2


def _legs(board: Board, route_id: str, route: Route) -> list[_DrawnLeg]:
    found: dict[Leg, _DrawnLeg] = {}

    def add(measured: MeasuredLeg, key: str) -> None:
        entry = found.setdefault(measured.leg, _DrawnLeg(measured))
        if key not in entry.keys:
            entry.keys.append(key)

    for way in ways_of(board.catalog, route_id):
        here = board.measure(way)
        for leg in here.legs if here else ():
            add(leg, f"{way.variant}|{way.origin}")
        if way.origin != origins(route, way.variant)[0]:
            continue
        for destination in route.onward:
            there = board.measure(replace(way, destination=destination))
            if there and destination != way.destination:
                add(there.legs[-1], f"{way.variant}>{destination}")
    return list(found.values())


def _edges(lonlat: NDArray[np.float64]) -> Iterator[Edge]:
    rounded = np.round(lonlat, _EDGE_DIGITS).tolist()
    for first, last in pairwise(map(tuple, rounded)):
        yield (first, last) if first <= last else (last, first)


def _sharers(drawn: dict[str, list[_DrawnLeg]]) -> dict[Edge, tuple[str, ...]]:
    routes: defaultdict[Edge, dict[str, None]] = defaultdict(dict)
    for route_id, legs in drawn.items():
        for leg in legs:
            if leg.measured.leg.mode != "sea":
                for edge in _edges(leg.measured.path.lonlat):
                    routes[edge][route_id] = None
    return {edge: tuple(found) for edge, found in routes.items()}


def _leg_record(
    route_id: str, drawn: _DrawnLeg, sharers: dict[Edge, tuple[str, ...]]
) -> dict[str, Any]:
    leg, path = drawn.measured.leg, drawn.measured.path
    shared = [sharers.get(edge, (route_id,)) for edge in _edges(path.lonlat)]
    patched = np.zeros(len(path.lonlat) - 1, dtype=bool)
    for stretch in path.stretches:
        if stretch.patch:
            patched[stretch.start : stretch.end] = True
    styles = [(routes, bool(patch)) for routes, patch in zip(shared, patched, strict=True)]
    parts = []
    start = 0
    for index in range(1, len(styles) + 1):
        if index == len(styles) or styles[index] != styles[start]:
            routes, patch = styles[start]
            parts.append(
                {
                    "points": _points(path.lonlat[start : index + 1]),
                    "of": len(routes),
                    "nth": routes.index(route_id),
                    "patch": patch,
                }
            )
            start = index
    return {
        "mode": leg.mode,
        "ways": drawn.keys,
        "places": [leg.start, *leg.via, leg.end],
        "events": [
            {
                "kind": event.kind,
                "at": [round(event.lat, _POINT_DIGITS), round(event.lon, _POINT_DIGITS)],
                "text": f"{event.before} – {event.after}",
            }
            for event in path.events
        ],
        "parts": parts,
    }


def _points(lonlat: NDArray[np.float64]) -> list[list[float]]:
    from shapely import LineString, get_coordinates, simplify

    if len(lonlat) > 2:  # noqa: PLR2004 - a line of two points has nothing to leave out
        lonlat = get_coordinates(simplify(LineString(lonlat), _SIMPLIFY_DEG))
    points: list[list[float]] = np.round(lonlat[:, ::-1], _POINT_DIGITS).tolist()
    return points
