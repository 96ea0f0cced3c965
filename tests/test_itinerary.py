"""From a route to one way through it: variants, mines with their railhead, ports by sea."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.itinerary import itinerary, origins, variant_legs
from geo.measure.board import Way
from tests.fixtures import board, catalog_of, small

MINE = {"name": "Mine", "lon": 73.3, "lat": 48.4, "kind": "mine", "country": "KZ"}
PORT = {"name": "Rotterdam", "lon": 4.4, "lat": 51.9, "kind": "port", "country": "NL"}


def catalog(railhead="karaganda"):
    """The small catalog with a mine, a port, and both on the forked route."""
    data = small()
    data["places"]["mine"] = MINE | {"access": {"railhead": railhead, "via": ["dostyk"]}}
    data["places"]["rotterdam"] = PORT
    data["places"]["depot"] = MINE | {"kind": "terminal"}
    forked = data["routes"]["forked"]
    forked["origins"] = ["mine", "depot"]
    forked["onward"] = ["rotterdam"]
    return catalog_of(data)


def legs(way):
    """Mode, start and end of each leg."""
    return [(leg.mode, leg.start, leg.end) for leg in way.legs]


ASTANA = ("rail", "astana", "karaganda")
EAST = ("rail", "karaganda", "dostyk")
BY_SEA = ("sea", "dostyk", "rotterdam")


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        pytest.param({}, [ASTANA, EAST], id="the first variant when none is chosen"),
        pytest.param({"variant": "east"}, [ASTANA, EAST], id="a variant with a leg of its own"),
        pytest.param({"variant": "back"}, [ASTANA], id="a variant without it"),
        pytest.param({"variant": "nowhere"}, [ASTANA, EAST], id="an unknown variant: the first"),
        pytest.param(
            {"destination": "rotterdam"}, [ASTANA, EAST, BY_SEA], id="on by sea from the end"
        ),
        pytest.param(
            {"variant": "back", "destination": "rotterdam"},
            [ASTANA, ("sea", "karaganda", "rotterdam")],
            id="on by sea from the variant's own end",
        ),
        pytest.param({"destination": "dostyk"}, [ASTANA, EAST], id="the end itself needs no ship"),
        pytest.param({"destination": "astana"}, [ASTANA, EAST], id="a place that is no port of it"),
        pytest.param(
            {"origin": "dostyk"}, [ASTANA, EAST], id="a place that it does not start from"
        ),
        pytest.param(
            {"origin": "depot"}, [("rail", "depot", "karaganda"), EAST], id="an origin on the rails"
        ),
        pytest.param(
            {"origin": "mine"},
            [("road", "mine", "karaganda"), EAST],
            id="a mine whose railhead is the first leg's end",
        ),
    ],
)
def test_choice_makes_the_legs(choice, expected):
    assert legs(itinerary(catalog(), "forked", **choice)) == expected


def test_a_mine_goes_by_road_to_its_railhead_and_the_first_leg_starts_there():
    way = itinerary(catalog(railhead="dostyk"), "forked", origin="mine")
    assert legs(way)[:2] == [("road", "mine", "dostyk"), ("rail", "dostyk", "karaganda")]
    assert way.legs[0].via == ("dostyk",)
    assert (way.origin, way.destination) == ("mine", "dostyk")


def test_the_usual_origin_comes_first_and_once():
    route = catalog().routes["forked"]
    assert origins(route) == ("astana", "mine", "depot")
    doubled = route.model_copy(update={"origins": ("mine", "astana")})
    assert origins(doubled) == ("astana", "mine")


def test_legs_of_no_variant_are_those_of_all():
    route = catalog().routes["northern"]
    assert variant_legs(route, None) == route.legs


CATALOG = board().catalog


@given(st.data())
def test_every_choice_on_the_shipped_catalog_joins_up(data):
    route_id = data.draw(st.sampled_from(sorted(CATALOG.routes)))
    route = CATALOG.routes[route_id]
    places = st.none() | st.sampled_from(sorted(CATALOG.places))
    variant = data.draw(st.none() | st.sampled_from([*route.variants, "nonsense"]))
    origin = data.draw(places | st.sampled_from([None, *route.origins]))
    destination = data.draw(places | st.sampled_from([None, *route.onward]))
    way = itinerary(CATALOG, route_id, variant=variant, origin=origin, destination=destination)
    for before, after in zip(way.legs, way.legs[1:], strict=False):
        assert before.end == after.start
    if origin in origins(route, way.variant):
        assert way.origin == origin
    if destination in route.onward:
        assert way.destination == destination
    assert all(leg.start != leg.end for leg in way.legs)


def stretch(origin, destination):
    """The legs of a stretch of the shipped land bridge, with what they run through."""
    chosen = itinerary(
        board().catalog, "land-bridge", origin=origin, destination=destination, variant="petropavl"
    )
    return [(leg.start, leg.via, leg.end) for leg in chosen.legs]


@pytest.mark.parametrize(
    ("origin", "destination", "expected"),
    [
        pytest.param(
            "almaty", "moiynty", [("almaty", ("shu",), "moiynty")], id="between two places passed"
        ),
        pytest.param(
            "yining",
            "zhetygen",
            [("yining", ("khorgos",), "altynkol"), ("altynkol", (), "zhetygen")],
            id="over the end of a leg",
        ),
        pytest.param(
            "brest", "malaszewicze", [("brest", (), "malaszewicze")], id="from a leg's start"
        ),
        pytest.param("khorgos", "altynkol", [("khorgos", (), "altynkol")], id="to a leg's end"),
    ],
)
def test_a_stretch_keeps_the_line_between_its_ends(origin, destination, expected):
    assert stretch(origin, destination) == expected


def test_the_stretches_of_a_way_add_up_to_it():
    def length(*ends):
        return board().measure(Way("land-bridge", "petropavl", *ends)).distance_km.mid

    parts = length("lianyungang", "altynkol") + length("altynkol", "brest")
    assert parts + length("brest", "rotterdam") == pytest.approx(length("lianyungang", "rotterdam"))
