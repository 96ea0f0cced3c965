"""Measuring legs and ways: sums, error bands, and faults that name the places."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import NetworkError, NoPathError, PlaceOffNetworkError
from geo.itinerary import itinerary
from geo.measure.board import Board, Way
from geo.measure.distance import error_band, measure, measure_leg
from geo.model import Leg
from geo.parameters import parameters
from tests.fixtures import all_ways, board, catalog_of, small

WAYS = all_ways(board().catalog)


def catalog_with(**places):
    """The small catalog with more places, each lon, lat, country and perhaps a tolerance."""
    data = small()
    for name, (lon, lat, country, *tolerance) in places.items():
        data["places"][name] = {
            "name": name.title(),
            "lon": lon,
            "lat": lat,
            "kind": "city",
            "country": country,
        }
        if tolerance:
            data["places"][name]["snap_tolerance_km"] = tolerance[0]
    return catalog_of(data)


def leg(start, end, mode="rail", **more):
    """A leg between two places."""
    return Leg.model_validate({"mode": mode, "from": start, "to": end, **more})


def test_two_places_without_a_path_are_named_with_the_gap():
    catalog = catalog_with(tokyo=(139.77, 35.68, "JP"))
    with pytest.raises(NoPathError) as caught:
        measure_leg(catalog, leg("karaganda", "tokyo"))
    message = str(caught.value)
    assert "Karaganda – Tokyo" in message
    assert "km apart" in message  # why: Japan's railways end at the sea


def test_a_place_far_from_any_line_is_named_with_its_distance_and_tolerance():
    catalog = catalog_with(halt=(72.9, 50.2, "KZ", 5))
    with pytest.raises(PlaceOffNetworkError) as caught:
        measure_leg(catalog, leg("karaganda", "halt"))
    message = str(caught.value)
    assert "Halt" in message
    assert "11.8 km from the nearest rail line" in message
    assert "tolerance is 5 km" in message
    assert "set snap_tolerance_km" in message


def test_a_place_in_the_desert_is_named_with_how_far_the_nearest_line_is():
    catalog = catalog_with(steppe=(66.0, 46.0, "KZ"))
    with pytest.raises(NetworkError) as caught:
        measure_leg(catalog, leg("karaganda", "steppe"))
    assert re.search(r"Steppe.*nearest railway is \d+\.\d km away", str(caught.value))


@pytest.mark.parametrize(
    ("tolerance", "taken"),
    [
        pytest.param(-0.05, False, id="a tolerance just below the distance refuses"),
        pytest.param(0.05, True, id="a tolerance just above it allows"),
    ],
)
@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        pytest.param(72.9, 50.2, id="within the usual tolerance"),
        pytest.param(72.0, 50.5, id="farther than the usual tolerance"),
    ],
)
def test_a_places_own_tolerance_decides(lon, lat, tolerance, taken):
    open_catalog = catalog_with(halt=(lon, lat, "KZ", 100))
    snap_km = measure_leg(open_catalog, leg("karaganda", "halt")).path.snap_km[-1]
    assert snap_km > 0.2
    catalog = catalog_with(halt=(lon, lat, "KZ", snap_km + tolerance))
    if taken:
        assert measure_leg(catalog, leg("karaganda", "halt")).path.snap_km[-1] <= snap_km
    else:
        with pytest.raises(PlaceOffNetworkError, match="Halt"):
            measure_leg(catalog, leg("karaganda", "halt"))


def test_a_place_far_from_every_line_is_named_with_its_distance():
    catalog = catalog_with(halt=(72.0, 46.0, "KZ", 5))
    with pytest.raises(PlaceOffNetworkError, match=r"Halt \(46\.000 N.* is \d+\.\d km away"):
        measure_leg(catalog, leg("karaganda", "halt"))


def test_a_leg_that_goes_nowhere_names_its_place():
    with pytest.raises(NoPathError, match="Karaganda"):
        measure_leg(catalog_with(), leg("karaganda", "karaganda"))


def test_avoiding_a_country_goes_round_it_or_says_that_there_is_no_way():
    catalog = board().catalog
    through = measure_leg(catalog, leg("petropavl", "moscow"))
    assert "RU" in through.path.countries
    with pytest.raises(NetworkError, match="Moscow"):
        measure_leg(catalog, leg("karaganda", "moscow", avoid=["RU"]))


@pytest.mark.parametrize("mode", ["rail", "sea", "ferry", "road"])
def test_the_band_is_the_length_over_one_plus_the_error_quantiles(mode):
    error = parameters().distance_error[mode]
    band = error_band(mode, 1000)
    assert band.low == pytest.approx(1000 / (1 + error.p90 / 100))
    assert band.high == pytest.approx(1000 / (1 + error.p10 / 100))
    assert band.low < band.high


@given(st.sampled_from(["rail", "sea", "ferry", "road"]), st.floats(0.1, 40_000))
def test_bands_scale_with_the_length_and_are_ordered(mode, length_km):
    one, two = error_band(mode, length_km), error_band(mode, 2 * length_km)
    assert one.low <= one.high
    assert (two.low, two.high) == (pytest.approx(2 * one.low), pytest.approx(2 * one.high))


@settings(max_examples=40)
@given(st.sampled_from(WAYS))
def test_a_way_is_the_sum_of_its_legs(way):
    found = board().measure(way)
    assert found is not None, board().faults[way]
    for end in ("low", "mid", "high"):
        parts = [getattr(part.distance_km, end) for part in found.legs]
        assert getattr(found.distance_km, end) == pytest.approx(sum(parts))


@settings(max_examples=40)
@given(st.sampled_from(WAYS))
def test_stretches_cover_a_legs_line_without_gap_and_add_up(way):
    found = board().measure(way)
    for part in found.legs if found else ():
        path = part.path
        assert path.stretches[0].start == 0
        assert path.stretches[-1].end == len(path.lonlat) - 1
        for before, after in zip(path.stretches, path.stretches[1:], strict=False):
            assert before.end == after.start
        total = sum(stretch.distance_km for stretch in path.stretches)
        assert total == pytest.approx(path.distance_km, rel=1e-6)
        assert part.patch_km <= path.distance_km + 1e-6
        at = [event.at_km for event in path.events]
        assert at == sorted(at)
        assert all(0 <= km <= path.distance_km + 1e-6 for km in at)


def test_a_planned_railway_is_used_by_its_own_route_only():
    catalog = board().catalog
    planned = board().measure(Way("china-kyrgyzstan-uzbekistan"))
    assert planned is not None
    asked = planned.legs[0].leg
    with pytest.raises(NetworkError):
        measure_leg(catalog, asked, allow_planned=False)
    opened = catalog.routes["china-kyrgyzstan-uzbekistan"].model_copy(
        update={"status": "operating"}
    )
    too_early = Board(catalog.model_copy(update={"routes": {"opened": opened}}))
    assert too_early.measure(Way("opened")) is None
    assert "Kashgar" in too_early.faults[Way("opened")]


def test_the_board_keeps_why_a_way_could_not_be_measured():
    data = small()
    data["places"]["tokyo"] = {
        "name": "Tokyo",
        "lon": 139.77,
        "lat": 35.68,
        "kind": "city",
        "country": "JP",
    }
    data["routes"]["northern"]["legs"][0]["to"] = "tokyo"
    made = Board(catalog_of(data))
    way = Way("northern")
    assert made.measure(way) is None
    assert made.band(way, "distance") is None
    assert "Tokyo" in made.faults[way]
    made.estimate([way, Way("forked")])
    assert way not in made.estimates
    assert Way("forked") in made.estimates


def test_measuring_twice_gives_the_same():
    catalog = board().catalog
    chosen = itinerary(catalog, "china-khorgos", variant="tianjin")
    assert measure(catalog, chosen).distance_km == measure(catalog, chosen).distance_km


def test_a_contrast_of_lengths_takes_the_worst_ends_of_both():
    land, ship = Way("land-bridge", "petropavl"), Way("sea-suez", "suez")
    a, b = (board().band(way, "distance") for way in (land, ship))
    (found,) = board().contrast([(land, ship)], "distance")
    assert found.difference.low == a.low - b.high
    assert found.difference.high == a.high - b.low
    assert found.difference.low < found.difference.mid < found.difference.high < 0
    assert found.ratio.mid == pytest.approx(a.mid / b.mid - 1)
    assert found.ratio.low < found.ratio.mid < found.ratio.high < 0


def test_a_contrast_with_a_way_that_can_not_be_measured_is_none():
    data = small()
    data["routes"]["forked"]["legs"][1]["mode"] = "sea"  # Karaganda lies in the steppe
    made = Board(catalog_of(data))
    pair = (Way("northern"), Way("forked", "east"))
    for metric in ("distance", "duration", "cost"):
        assert made.contrast([pair, pair[::-1]], metric) == [None, None]
