"""Two ways against each other: what they share cancels, draw by draw."""

from __future__ import annotations

import pytest

from geo.catalog import load
from geo.itinerary import Itinerary
from geo.measure.board import Board, Way
from geo.measure.contrast import lengths
from geo.measure.distance import Band, MeasuredItinerary, MeasuredLeg, total
from geo.model import Leg

RUSSIA = Way("russia", "saint-petersburg", "karaganda", "los-angeles")
CHINA = Way("china-khorgos", "lianyungang", "karaganda", "los-angeles")


@pytest.fixture(scope="module")
def board():
    return Board(load().catalog)


@pytest.mark.parametrize("metric", ["duration", "cost"])
def test_a_way_does_not_differ_from_itself(board, metric):
    (contrast,) = board.contrast([(CHINA, CHINA)], metric)
    for band in (contrast.difference, contrast.ratio):
        assert (band.low, band.mid, band.high) == pytest.approx((0, 0, 0), abs=1e-6)


@pytest.mark.parametrize("metric", ["duration", "cost"])
def test_the_mirror_of_a_difference_is_its_negative(board, metric):
    there, back = board.contrast([(CHINA, RUSSIA), (RUSSIA, CHINA)], metric)
    assert there.difference.low == pytest.approx(-back.difference.high, rel=2e-3)
    assert there.difference.high == pytest.approx(-back.difference.low, rel=2e-3)


@pytest.mark.parametrize("metric", ["duration", "cost"])
def test_a_difference_is_narrower_than_that_of_the_bands_ends(board, metric):
    (contrast,) = board.contrast([(CHINA, RUSSIA)], metric)
    china, russia = board.band(CHINA, metric), board.band(RUSSIA, metric)
    assert china.low - russia.high < contrast.difference.low
    assert contrast.difference.high < china.high - russia.low
    middle = china.mid - russia.mid
    assert contrast.difference.low < middle < contrast.difference.high


def test_more_days_on_the_same_trunk_only_add_what_is_not_shared(board):
    """From Lianyungang on, both ways are one: only Dostyk against Khorgos is left."""
    other = Way("china-alashankou", "lianyungang", "karaganda", "los-angeles")
    (contrast,) = board.contrast([(CHINA, other)], "duration")
    whole = board.band(CHINA, "duration")
    spread = contrast.difference.high - contrast.difference.low
    assert spread < 0.25 * (whole.high - whole.low)


def test_the_ratio_is_of_the_same_draws(board):
    (contrast,) = board.contrast([(CHINA, RUSSIA)], "cost")
    china, russia = board.band(CHINA, "cost"), board.band(RUSSIA, "cost")
    assert contrast.ratio.mid == pytest.approx(china.mid / russia.mid - 1, abs=0.05)


def way(*legs):
    """A way of legs, each named, with its band in km."""
    measured = tuple(
        MeasuredLeg(Leg(mode="rail", start=name, end="x"), None, Band(*band), 0.0)
        for name, band in legs
    )
    chosen = Itinerary(route="any", variant=None, legs=tuple(leg.leg for leg in measured))
    return MeasuredItinerary(chosen, measured, total(measured))


SHARED = ("shared", (900, 1000, 1100))
SHORT, LONG = ("short", (90, 100, 110)), ("long", (270, 300, 330))


def test_lengths_differ_by_what_they_do_not_share():
    found = lengths(way(SHARED, SHORT), way(SHARED, LONG))
    # 90 - 330 to 110 - 270
    assert found.difference == Band(-240, -200, -160)


def test_a_ratio_of_lengths_keeps_the_error_of_both_ways():
    found = lengths(way(SHORT), way(LONG))
    # 90/330 - 1 to 110/270 - 1
    expected = (-0.727273, -0.666667, -0.592593)
    assert (found.ratio.low, found.ratio.mid, found.ratio.high) == pytest.approx(expected, abs=1e-6)


def test_a_shared_leg_counts_once_in_both_ways_of_a_ratio():
    found = lengths(way(SHARED, SHORT), way(SHARED, LONG))
    # lowest, 990 of 1230; middle, 1100 of 1300; highest, 1210 of 1370
    expected = (-0.195122, -0.153846, -0.116788)
    assert (found.ratio.low, found.ratio.mid, found.ratio.high) == pytest.approx(expected, abs=1e-6)


def test_the_mirror_of_a_ratio_of_lengths_is_its_inverse():
    there = lengths(way(SHARED, SHORT), way(SHARED, LONG)).ratio
    back = lengths(way(SHARED, LONG), way(SHARED, SHORT)).ratio
    ends = (1 / (1 + back.high) - 1, 1 / (1 + back.mid) - 1, 1 / (1 + back.low) - 1)
    assert (there.low, there.mid, there.high) == pytest.approx(ends)


def test_a_length_does_not_differ_from_itself():
    found = lengths(way(SHARED, SHORT), way(SHARED, SHORT))
    assert found.difference == found.ratio == Band(0, 0, 0)
