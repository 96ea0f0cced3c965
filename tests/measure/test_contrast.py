"""Two ways against each other: what they share cancels, draw by draw."""

from __future__ import annotations

import pytest

from geo.catalog import load
from geo.measure.board import Board, Way

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
