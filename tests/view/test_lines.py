"""The screen map's lines: whole, true to the measured line, shared track counted."""

from __future__ import annotations

import itertools
import json

import numpy as np
import pytest
from shapely import LineString, Point

from geo.measure.board import Board, Way
from geo.view.lines import lines
from tests.fixtures import all_ways, board, catalog_of, small

DRAWN = lines(board())
LEGS = [
    pytest.param(
        route_id, index, id=f"{route_id} {leg['places'][0]} to {leg['places'][-1]} {index}"
    )
    for route_id, record in DRAWN["routes"].items()
    for index, leg in enumerate(record["legs"])
]
BY_ENDS = {}
for way in all_ways(board().catalog):
    origin = board().catalog.routes[way.route]
    for port in (None, *origin.onward):
        found = board().measure(Way(way.route, way.variant, way.origin, port))
        for part in found.legs if found else ():
            key = (way.route, part.leg.mode, (part.leg.start, *part.leg.via, part.leg.end))
            BY_ENDS.setdefault((*key, part.leg.avoid), part)


def drawn_leg(route_id, index):
    """One leg of the file, and the measured leg that it draws."""
    leg = DRAWN["routes"][route_id]["legs"][index]
    found = [
        part
        for (route, mode, places, _), part in BY_ENDS.items()
        if (route, mode, list(places)) == (route_id, leg["mode"], leg["places"])
    ]
    if len(found) > 1:  # Suez and the Cape join the same ports
        south = min(lat for part in leg["parts"] for lat, _ in part["points"])
        found = [part for part in found if abs(part.path.lonlat[:, 1].min() - south) < 0.05]
    return leg, found[0]


@pytest.mark.parametrize(("route_id", "index"), LEGS)
def test_parts_join_up_and_reach_both_ends(route_id, index):
    leg, measured = drawn_leg(route_id, index)
    points = [part["points"] for part in leg["parts"]]
    for before, after in itertools.pairwise(points):
        assert before[-1] == after[0]
    ends = np.array([points[0][0], points[-1][-1]])[:, ::-1]
    assert np.abs(ends - measured.path.lonlat[[0, -1]]).max() < 0.001


@pytest.mark.parametrize(("route_id", "index"), LEGS)
def test_no_drawn_point_leaves_the_measured_line(route_id, index):
    leg, measured = drawn_leg(route_id, index)
    true = LineString(measured.path.lonlat)
    drawn = LineString([point[::-1] for part in leg["parts"] for point in part["points"]])
    assert all(true.distance(Point(point)) < 0.002 for point in drawn.coords)
    every = max(1, len(measured.path.lonlat) // 300)
    assert all(drawn.distance(Point(p)) < 0.02 for p in measured.path.lonlat[::every])


@pytest.mark.parametrize(("route_id", "index"), LEGS)
def test_no_drawn_line_jumps_across_the_map(route_id, index):
    leg, _ = drawn_leg(route_id, index)
    for part in leg["parts"]:
        assert np.abs(np.diff(np.array(part["points"])[:, 1])).max() < 180


@pytest.mark.parametrize(("route_id", "index"), LEGS)
def test_patch_links_are_marked_and_nothing_else(route_id, index):
    leg, measured = drawn_leg(route_id, index)
    assert any(part["patch"] for part in leg["parts"]) == bool(measured.patches)


@pytest.mark.parametrize(("route_id", "index"), LEGS)
def test_a_stripe_has_its_turn_among_its_sharers(route_id, index):
    leg, _ = drawn_leg(route_id, index)
    for part in leg["parts"]:
        assert 0 <= part["nth"] < part["of"]
        assert part["of"] <= len(DRAWN["routes"])
        assert leg["mode"] != "sea" or part["of"] == 1


def test_every_place_is_there_with_its_name_and_position():
    places = DRAWN["places"]
    assert list(places) == list(board().catalog.places)
    assert places["aktau"] == {"at": [43.604, 51.221], "name": "Aktau", "rank": 0}
    assert places["khorgos"]["rank"] == 1
    assert places["hami"]["rank"] == 2


def test_every_way_has_its_lines():
    for way in all_ways(board().catalog):
        keys = {key for leg in DRAWN["routes"][way.route]["legs"] for key in leg["ways"]}
        assert f"{way.variant}|{way.origin}" in keys


def test_the_file_is_small_enough_for_a_first_load():
    text = json.dumps(DRAWN, separators=(",", ":"), allow_nan=False)
    assert len(text) < 2_000_000


def two_routes(**second):
    """The northern way, and one more between the same or other places."""
    data = small()
    data["routes"] = {
        "northern": data["routes"]["northern"],
        "second": {**data["routes"]["northern"], "colour": "#000000", **second},
    }
    data["claims"] = {}
    return lines(Board(catalog_of(data)))["routes"]


def test_two_routes_on_one_track_take_turns():
    drawn = two_routes()
    parts = [drawn[route]["legs"][0]["parts"] for route in ("northern", "second")]
    assert [{(part["nth"], part["of"]) for part in of} for of in parts] == [{(0, 2)}, {(1, 2)}]


def test_the_way_back_shares_the_track_too():
    drawn = two_routes(legs=[{"mode": "rail", "from": "astana", "to": "karaganda"}])
    parts = drawn["northern"]["legs"][0]["parts"]
    shared = [part for part in parts if part["of"] == 2]
    assert sum(len(part["points"]) for part in shared) > 0.9 * sum(len(p["points"]) for p in parts)


def test_routes_apart_share_nothing():
    # from Karaganda the line to Dostyk goes south, that to Astana north
    drawn = two_routes(legs=[{"mode": "rail", "from": "karaganda", "to": "dostyk"}])
    last = [drawn[route]["legs"][0]["parts"][-1] for route in ("northern", "second")]
    assert [part["of"] for part in last] == [1, 1]
