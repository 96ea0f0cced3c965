"""The map's state: every route is there, and its keys name lines that the browser has."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.measure.board import Board
from geo.view.lines import lines
from geo.view.mapstate import map_state
from geo.view.scene import Judgements, Scene, State
from geo.view.scriptjson import script_json
from tests.fixtures import board

CATALOG = board().catalog
SOURCES = tuple(CATALOG.sources)
KEYS = {
    route_id: {key for leg in record["legs"] for key in leg["ways"]}
    for route_id, record in lines(board())["routes"].items()
}
LEGS = {route_id: record["legs"] for route_id, record in lines(board())["routes"].items()}
JUDGEMENTS = Judgements(board())

STATES = st.builds(
    State,
    sources=st.lists(st.sampled_from(SOURCES), unique=True).map(tuple),
    metric=st.sampled_from(["distance", "duration", "cost"]),
    route=st.none() | st.sampled_from(sorted(CATALOG.routes)),
    variants=st.fixed_dictionaries(
        {},
        optional={
            route_id: st.sampled_from([*route.variants, "nonsense"])
            for route_id, route in CATALOG.routes.items()
        },
    ),
    origin=st.none() | st.sampled_from(["karaganda", "north-katpar", "upper-kairakty", "mumbai"]),
    destination=st.none()
    | st.sampled_from(["rotterdam", "new-york", "los-angeles", "yokohama", "mumbai"]),
    theme=st.sampled_from(["light", "dark"]),
)


def scene(**choices):
    """A scene over the shipped catalog, all sources shown unless told otherwise."""
    return Scene(JUDGEMENTS, State(**{"sources": SOURCES} | choices))


def test_every_route_is_on_the_map():
    assert list(map_state(scene())["ways"]) == list(CATALOG.routes)


def test_every_route_is_on_the_map_before_anything_was_measured():
    fresh = Scene(Judgements(Board(CATALOG)), State(sources=SOURCES))
    assert list(map_state(fresh)["ways"]) == list(CATALOG.routes)


@settings(max_examples=40)
@given(STATES)
def test_every_choice_keeps_every_route_and_names_lines_that_exist(state):
    shown = Scene(JUDGEMENTS, state)
    shown.prepare()
    drawn = map_state(shown)
    unmeasured = {route_id for route_id, way in shown.ways.items() if way in board().faults}
    assert set(drawn["ways"]) == set(CATALOG.routes) - unmeasured
    for route_id, way in drawn["ways"].items():
        assert set(way["keys"]) <= KEYS[route_id]
        assert set(way["others"]) <= KEYS[route_id]
        assert not set(way["keys"]) & set(way["others"])
    assert json.loads(script_json(drawn)) == drawn


@settings(max_examples=40)
@given(STATES)
def test_the_lines_of_a_way_lead_from_its_origin_to_its_destination(state):
    shown = Scene(JUDGEMENTS, state)
    for route_id, way in map_state(shown)["ways"].items():
        measured = board().measure(shown.ways[route_id])
        on = [leg for leg in LEGS[route_id] if set(leg["ways"]) & set(way["keys"])]
        assert {(leg["places"][0], leg["places"][-1]) for leg in on} == {
            (leg.leg.start, leg.leg.end) for leg in measured.legs
        }


def test_the_chosen_route_and_port_travel_with_the_state():
    drawn = map_state(scene(route="russia", destination="new-york", theme="dark"))
    assert (drawn["selected"], drawn["fit"], drawn["theme"]) == ("russia", "new-york", "dark")
    assert drawn["ways"]["russia"]["keys"][-1] == "saint-petersburg>new-york"
    nothing = map_state(scene())
    assert (nothing["selected"], nothing["fit"]) == ("", "")


def test_routes_that_no_shown_source_speaks_of_are_pale():
    drawn = map_state(scene(sources=("netease-c5-summit",)))["ways"]
    strong = {route_id for route_id, way in drawn.items() if way["strong"]}
    spoken = {
        route
        for claim in CATALOG.claims.values()
        if claim.source == "netease-c5-summit"
        for route in claim.route
    }
    assert strong == spoken
    assert not any(way["strong"] for way in map_state(scene(sources=()))["ways"].values())


@pytest.mark.parametrize("route_id", CATALOG.routes)
def test_a_tooltip_says_the_ends_and_the_length_first(route_id):
    (first, *rest) = map_state(scene())["ways"][route_id]["lines"]
    measured = board().measure(scene().ways[route_id])
    assert first.startswith(CATALOG.places[measured.itinerary.origin].name.en)
    assert CATALOG.places[measured.itinerary.destination].name.en in first
    assert first.endswith(" km")
    assert all(row.startswith("asserted: ") for row in rest)


def test_a_tooltip_shows_figures_of_the_chosen_metric_by_shown_sources_only():
    def asserted(**choices):
        return map_state(scene(**choices))["ways"]["middle-corridor"]["lines"][1:]

    assert any("over 8,000 km" in row for row in asserted())
    assert any("40 to 50 days" in row for row in asserted(metric="duration"))
    assert asserted(sources=("netease-c5-summit",)) == []
