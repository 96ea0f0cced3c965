"""Laws that hold for any path, whatever the data."""

import re

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import NetworkError
from geo.network import geodesy, sea
from geo.network.rail import rail

CITIES = [
    (73.114, 49.799), (37.66, 55.78), (87.53, 43.84), (113.658, 34.746), (69.28, 41.29),
    (44.8, 41.72), (51.4, 35.657), (21.0, 52.22), (82.9, 55.035), (104.26, 52.283),
    (106.884, 47.908), (32.84, 39.93), (13.37, 52.52), (76.94, 43.34),
]  # fmt: skip
PORTS = [(119.45, 34.734), (4.467, 51.9), (41.65, 42.15), (139.65, 35.45), (-118.271, 33.75),
         (34.64, 36.75), (56.28, 27.15), (30.27, 59.9)]  # fmt: skip
pair = st.lists(st.sampled_from(CITIES), min_size=2, max_size=2, unique=True)
triple = st.lists(st.sampled_from(CITIES), min_size=3, max_size=3, unique=True)
COUNTRIES = ["RU", "CN", "KZ", "IR", "TM", "PL", "BY", "UZ"]
PASSAGES = ["suez", "panama", "malacca", "gibraltar", "cape", "bosporus"]


@st.composite
def beside(draw, places, off_deg):
    """Two or three positions near some of these places, on no line."""
    off = st.floats(-off_deg, off_deg)
    chosen = draw(st.lists(st.sampled_from(places), min_size=2, max_size=3, unique=True))
    return [(lon + draw(off), lat + draw(off)) for lon, lat in chosen]


near_cities = beside([*CITIES, (80.416, 44.203), (82.56, 45.19), (43.2, 41.1)], 0.1)
near_ports = beside([*PORTS, (114.2, 22.2), (-74.0, 40.5), (103.8, 1.2), (32.5, 29.8)], 0.2)
many = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(triple)
def test_reversing_keeps_the_length(points):
    there, back = rail().path(points), rail().path(points[::-1])
    assert there.distance_km == pytest.approx(back.distance_km, abs=1e-6)


@many
@given(pair, st.sampled_from([-360, 360]))
def test_a_turn_of_longitude_keeps_the_length(points, turn):
    turned = [(lon + turn, lat) for lon, lat in points]
    assert rail().path(turned).distance_km == pytest.approx(rail().path(points).distance_km)


@many
@given(pair, st.floats(0.1, 0.9))
def test_splitting_at_a_point_of_the_line_keeps_the_length(points, share):
    whole = rail().path(points)
    middle = tuple(whole.lonlat[int(share * (len(whole.lonlat) - 1))].tolist())
    split = rail().path([points[0], middle, points[1]])
    assert split.distance_km == pytest.approx(whole.distance_km, abs=1.0)


@many
@given(pair)
def test_no_path_is_shorter_than_the_great_circle_between_its_feet(points):
    path = rail().path(points)
    assert path.distance_km >= geodesy.distance_km(path.lonlat[0], path.lonlat[-1])


def length_km(way, points, **closed):
    """Length of the way; infinite where there is none."""
    try:
        return way(points, **closed).distance_km
    except NetworkError:
        return np.inf


@many
@given(near_cities, st.lists(st.sampled_from(COUNTRIES), min_size=2, max_size=2))
def test_closing_countries_never_shortens(points, closed):
    lengths = [length_km(rail().path, points, avoid_countries=closed[:n]) for n in range(3)]
    assert lengths[0] <= lengths[1] + 1e-6
    assert lengths[1] <= lengths[2] + 1e-6


@many
@given(near_cities, st.sampled_from(CITIES), st.sampled_from(COUNTRIES))
def test_closing_a_place_never_shortens(points, place, country):
    shut = {"avoid_countries": [country]}
    lengths = [length_km(rail().path, points, avoid_places=p, **shut) for p in ([], [place])]
    assert length_km(rail().path, points) <= lengths[0] + 1e-6
    assert lengths[0] <= lengths[1] + 1e-6


@pytest.mark.parametrize("country", ["CN", "KZ"])
def test_a_place_whose_nearest_line_is_closed_still_has_a_way_or_is_told_where(country):
    """Between Dostyk and Alashankou the lines of both countries meet: 2 km into China."""
    points = [(82.56, 45.19), (73.114, 49.799) if country == "CN" else (87.53, 43.84)]
    usual = rail().path(points)
    try:
        around = rail().path(points, avoid_countries=[country])
    except NetworkError as error:
        assert re.search(r"nearest open one is [\d.]+ km away, at", str(error))
    else:
        assert around.distance_km >= usual.distance_km
        assert country not in around.countries


@many
@given(near_cities, st.sampled_from([(), ("RU",), ("CN", "RU")]))
def test_opening_planned_lines_never_lengthens(points, closed):
    today = length_km(rail().path, points, avoid_countries=closed)
    opened = length_km(rail().path, points, avoid_countries=closed, allow_planned=True)
    assert opened <= today + 1e-6


@many
@given(near_ports, st.lists(st.sampled_from(PASSAGES), min_size=2, max_size=2))
def test_closing_passages_never_shortens(points, closed):
    lengths = [length_km(sea.path, points, avoid=closed[:n]) for n in range(3)]
    assert lengths[0] <= lengths[1] + 1e-6
    assert lengths[1] <= lengths[2] + 1e-6


@many
@given(near_ports, st.sampled_from(PASSAGES), st.sampled_from(["panama", "northwest"]))
def test_allowing_a_passage_never_lengthens(points, closed, allowed):
    usual = length_km(sea.path, points, avoid=[closed])
    assert length_km(sea.path, points, avoid=[closed], allow=[allowed]) <= usual + 1e-6


@given(st.lists(st.tuples(st.floats(-170, 170), st.floats(-80, 80)), min_size=2, max_size=9))
def test_length_does_not_depend_on_direction_or_turns_of_longitude(points):
    line = np.array(points)
    length = geodesy.length_km(line)
    assert geodesy.length_km(line[::-1]) == pytest.approx(length)
    assert geodesy.length_km(line + np.array([360, 0])) == pytest.approx(length)
    assert geodesy.length_km(geodesy.unwrap(line)) == pytest.approx(length)
