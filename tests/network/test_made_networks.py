"""Laws of any shortest way, on small networks made on the spot."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from geo.errors import NetworkError
from geo.network import geodesy
from tests.network.made import apart, drawn, floyd_warshall_km, network

ROUNDING_KM = 0.05  # lengths are stored in metres, segment by segment
many = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.fixture(scope="module")
def folder():
    with tempfile.TemporaryDirectory() as path:
        yield Path(path)


def ends_of(lonlat):
    return [tuple(lonlat[0].tolist()), tuple(lonlat[-1].tolist())]


def path_from_there(rails, points, **closed):
    """The way when both ends still lie on an open line; beside it, another journey begins."""
    try:
        path = rails.path(points, **closed)
    except NetworkError:
        return None
    return path if max(path.snap_km) == 0 else None


@many
@given(made=drawn())
def test_the_way_is_as_long_as_by_another_method(folder, made):
    lonlat, ends, winding, _ = made
    path = network(folder, *made).path(ends_of(lonlat))
    expected = floyd_warshall_km(lonlat, ends, winding)[0, -1]
    assert path.distance_km == pytest.approx(expected, abs=ROUNDING_KM)


@many
@given(made=drawn())
def test_direction_and_turns_of_longitude_do_not_matter(folder, made):
    there, back = ends_of(made[0]), ends_of(made[0])[::-1]
    rails = network(folder, *made)
    length = rails.path(there).distance_km
    assert rails.path(back).distance_km == pytest.approx(length, abs=1e-6)
    for turn in (-360, 360):
        turned = [(lon + turn, lat) for lon, lat in there]
        assert rails.path(turned).distance_km == pytest.approx(length, abs=1e-6)


@many
@given(made=drawn())
def test_no_way_is_shorter_than_the_geodesic(folder, made):
    points = ends_of(made[0])
    path = network(folder, *made).path(points)
    assert path.distance_km >= geodesy.distance_km(*points) - ROUNDING_KM


@many
@given(made=drawn(), share=st.floats(0.05, 0.95))
def test_a_way_is_as_long_as_its_parts(folder, made, share):
    rails = network(folder, *made)
    start, end = ends_of(made[0])
    path = rails.path([start, end])
    middle = tuple(path.lonlat[int(share * (len(path.lonlat) - 1))].tolist())
    assume(middle not in {start, end})
    node = int(np.abs(made[0] - middle).sum(axis=1).argmin())
    assume(apart(made[0], made[1], node))  # else its own journeys begin on another line
    halves = rails.path([start, middle]).distance_km + rails.path([middle, end]).distance_km
    assert halves == pytest.approx(path.distance_km, abs=ROUNDING_KM)


@many
@given(made=drawn(), data=st.data())
def test_an_edge_more_never_lengthens(folder, made, data):
    lonlat, ends, winding, country = made
    missing = data.draw(st.integers(0, len(ends) - 1))
    kept = np.arange(len(ends)) != missing
    points = ends_of(lonlat)
    whole = network(folder, *made).path(points).distance_km
    less = path_from_there(
        network(folder, lonlat, ends[kept], winding[kept], country[kept]), points
    )
    assume(less is not None)
    assert less.distance_km >= whole - ROUNDING_KM


@many
@given(made=drawn(), country=st.sampled_from(["KZ", "CN"]))
def test_closing_a_country_never_shortens(folder, made, country):
    rails, points = network(folder, *made), ends_of(made[0])
    around = path_from_there(rails, points, avoid_countries={country})
    assume(around is not None)
    assert country not in around.countries
    assert around.distance_km >= rails.path(points).distance_km - ROUNDING_KM


@many
@given(made=drawn(), data=st.data())
def test_closing_a_place_never_shortens_and_keeps_away_from_it(folder, made, data):
    rails, points = network(folder, *made), ends_of(made[0])
    place = tuple(made[0][data.draw(st.integers(1, len(made[0]) - 2))].tolist())
    around = path_from_there(rails, points, avoid_places=[place])
    assume(around is not None)
    assert around.distance_km >= rails.path(points).distance_km - ROUNDING_KM
    assert min(geodesy.distance_km(place, point) for point in around.lonlat) > 1
