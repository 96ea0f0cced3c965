"""Laws that hold for any path, whatever the data."""

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


@many
@given(pair, st.sampled_from(["RU", "CN", "KZ", "IR", "TM", "PL", "BY"]))
def test_closing_a_country_never_shortens(points, country):
    try:
        around = rail().path(points, avoid_countries={country})
    except NetworkError:
        return
    assert country not in around.countries
    assert around.distance_km + sum(around.snap_km) >= rail().path(points).distance_km - 1e-6


@many
@given(pair, st.sampled_from(CITIES))
def test_closing_a_place_never_shortens(points, place):
    try:
        around = rail().path(points, avoid_places=[place])
    except NetworkError:
        return
    if around.snap_km == rail().path(points).snap_km:  # else the journey begins elsewhere
        assert around.distance_km >= rail().path(points).distance_km - 1e-6


@many
@given(pair)
def test_opening_planned_lines_never_lengthens(points):
    today = rail().path(points).distance_km
    assert rail().path(points, allow_planned=True).distance_km <= today + 1e-6


@many
@given(
    st.lists(st.sampled_from(PORTS), min_size=2, max_size=2, unique=True),
    st.sampled_from(["suez", "panama", "malacca", "gibraltar"]),
)
def test_closing_a_passage_never_shortens(points, passage):
    try:
        around = sea.path(points, avoid={passage})
    except NetworkError:
        return
    assert around.distance_km >= sea.path(points).distance_km - 1e-6


@given(st.lists(st.tuples(st.floats(-170, 170), st.floats(-80, 80)), min_size=2, max_size=9))
def test_length_does_not_depend_on_direction_or_turns_of_longitude(points):
    line = np.array(points)
    length = geodesy.length_km(line)
    assert geodesy.length_km(line[::-1]) == pytest.approx(length)
    assert geodesy.length_km(line + np.array([360, 0])) == pytest.approx(length)
    assert geodesy.length_km(geodesy.unwrap(line)) == pytest.approx(length)
