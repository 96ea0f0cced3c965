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
from tests.network.made import anywhere, apart, drawn, floyd_warshall_km, network

ROUNDING_KM = 0.05  # lengths are stored in metres, segment by segment
EXACT_KM = 1e-6
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


def length_km(rails, points, **closed):
    """Length of the way; infinite where there is none."""
    try:
        return rails.path(points, **closed).distance_km
    except NetworkError:
        return np.inf


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
    kept = np.arange(len(ends)) != data.draw(st.integers(0, len(ends) - 1))
    points = ends_of(lonlat)
    whole = network(folder, *made).path(points).distance_km
    less = network(folder, lonlat, ends[kept], winding[kept], country[kept])
    try:
        path = less.path(points)
    except NetworkError:
        return
    assume(max(path.snap_km) == 0)  # beside an open line, another journey begins
    assert path.distance_km >= whole - ROUNDING_KM


avoided = st.sets(st.sampled_from(["KZ", "CN", "RU"]), max_size=2)


def somewhere(data, lonlat):
    count = data.draw(st.integers(2, 3))
    return [data.draw(anywhere(lonlat)) for _ in range(count)]


@many
@given(made=drawn(), data=st.data(), first=avoided, more=avoided)
def test_closing_more_countries_never_shortens_wherever_the_ends_lie(
    folder, made, data, first, more
):
    rails, points = network(folder, *made), somewhere(data, made[0])
    lengths = [length_km(rails, points, avoid_countries=c) for c in (set(), first, first | more)]
    assert lengths[0] <= lengths[1] + EXACT_KM
    assert lengths[1] <= lengths[2] + EXACT_KM


@many
@given(made=drawn(), data=st.data(), country=st.sampled_from(["KZ", "CN", "RU"]))
def test_a_way_keeps_out_of_a_closed_country(folder, made, data, country):
    rails, points = network(folder, *made), somewhere(data, made[0])
    try:
        around = rails.path(points, avoid_countries={country})
    except NetworkError:
        return
    assert country not in around.countries
    along = sum(stretch.distance_km for stretch in around.stretches)
    assert around.distance_km == pytest.approx(along + around.access_km, abs=1e-6)
    assert around.access_km >= 0


@many
@given(made=drawn(), data=st.data(), first=avoided)
def test_closing_places_never_shortens_and_keeps_away_from_them(folder, made, data, first):
    rails, points = network(folder, *made), somewhere(data, made[0])
    places = [data.draw(anywhere(made[0])) for _ in range(2)]
    closed = {"avoid_countries": first}
    lengths = [length_km(rails, points, avoid_places=places[:n], **closed) for n in range(3)]
    assert lengths[0] <= lengths[1] + EXACT_KM
    assert lengths[1] <= lengths[2] + EXACT_KM
    if np.isfinite(lengths[2]):
        line = rails.path(points, avoid_places=places, **closed).lonlat
        nearest = min(geodesy.distance_km(place, point) for place in places for point in line)
        assert nearest > 1


@many
@given(made=drawn(), data=st.data(), closed=avoided)
def test_opening_a_planned_edge_never_lengthens_wherever_the_ends_lie(folder, made, data, closed):
    planned = np.zeros(len(made[1]), dtype=np.int16)
    planned[data.draw(st.lists(st.integers(0, len(planned) - 1), min_size=1, max_size=3))] = 1
    rails, points = network(folder, *made, planned=planned), somewhere(data, made[0])
    today = length_km(rails, points, avoid_countries=closed)
    opened = length_km(rails, points, avoid_countries=closed, allow_planned=True)
    free = length_km(rails, points, allow_planned=True)
    assert opened <= today + EXACT_KM
    assert free <= opened + EXACT_KM
