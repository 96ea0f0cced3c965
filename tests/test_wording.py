"""Figures in words: thousands separators, no false precision, direction and unit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Claim
from geo.wording import name, number, quantity, span, unit
from tests.compare.worlds import claim_data
from tests.fixtures import catalog_of, small


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(0, "0", id="nothing"),
        pytest.param(0.256, "0.26", id="below one: two digits"),
        pytest.param(7, "7", id="a small whole number stays whole"),
        pytest.param(31.26, "31.3", id="tens: one decimal"),
        pytest.param(99.96, "100.0", id="just below a hundred"),
        pytest.param(508.4, "508", id="hundreds: whole"),
        pytest.param(999.6, "1,000", id="just below a thousand"),
        pytest.param(1234, "1,230", id="thousands: tens"),
        pytest.param(15_762.4, "15,760", id="ten thousands: tens"),
        pytest.param(66_000, "66,000", id="a round figure stays"),
        pytest.param(-4000, "-4,000", id="below nothing"),
    ],
)
def test_number_has_separators_and_no_false_precision(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        pytest.param(3600, 4400, "3,600 to 4,400", id="both ends"),
        pytest.param(8000, None, "over 8,000", id="open above"),
        pytest.param(None, 25, "at most 25", id="open below"),
        pytest.param(0, 25, "at most 25", id="from nothing"),
        pytest.param(66_000, 66_000, "66,000", id="a single figure"),
        pytest.param(1234.1, 1234.2, "1,230", id="ends that print alike"),
        pytest.param(None, None, "any", id="open at both ends"),
        pytest.param(0, 0, "0", id="exactly nothing"),
    ],
)
def test_span(low, high, text):
    assert span(low, high) == text


@pytest.mark.parametrize(
    ("symbol", "text"),
    [
        ("day", "days"),
        ("week", "weeks"),
        ("mile", "miles"),
        ("km", "km"),
        ("Mt/year", "Mt a year"),
        ("trains/day", "trains a day"),
        ("USD/FEU", "USD per FEU"),
        ("USD/container", "USD per container"),
        (None, ""),
    ],
)
def test_unit_reads_after_a_number(symbol, text):
    assert unit(symbol) == text


def said(metric, form, units):
    """A claim that only says how a figure is to be printed."""
    return Claim.model_validate(claim_data(metric=metric, form=form, unit=units, low=1, high=1))


@pytest.mark.parametrize(
    ("metric", "form", "units", "low", "high", "text"),
    [
        ("distance", "absolute", "km", 3600, 4400, "3,600 to 4,400 km"),
        ("distance", "difference", "km", -4400, -3600, "3,600 to 4,400 km shorter"),
        ("distance", "difference", "km", 3600, 4400, "3,600 to 4,400 km longer"),
        ("distance", "difference", "km", -120, 40, "120 km shorter to 40 km longer"),
        ("distance", "difference", "km", None, -800, "over 800 km shorter"),
        ("distance", "difference", "km", 800, None, "over 800 km longer"),
        ("duration", "difference", "day", -30, -25.5, "25.5 to 30 days less"),
        ("duration", "absolute", "day", None, 25, "at most 25 days"),
        ("cost", "ratio", "fraction", -0.3, -0.255, "25.5 to 30 % cheaper"),
        ("cost", "ratio", "fraction", 0.3, None, "over 30 % dearer"),
        ("cost", "difference", "USD/FEU", 2500, 3500, "2,500 to 3,500 USD per FEU dearer"),
        ("share", "absolute", "fraction", 0.8, None, "over 80 %"),
        ("traffic", "absolute", "trains/day", 300, 400, "300 to 400 trains a day"),
        ("distance", "difference", "km", -0.03, 0, "at most 0.03 km shorter"),
    ],
)
def test_quantity_is_told_in_the_claims_own_terms(metric, form, units, low, high, text):
    assert quantity(said(metric, form, units), low, high) == text


ENDS = st.none() | st.floats(-60_000, 60_000) | st.sampled_from([0.0, -0.0, -1.0, 1.0])


@given(ENDS, ENDS, st.sampled_from(["absolute", "difference", "ratio"]))
def test_no_quantity_prints_a_minus_or_a_value_that_failed(one, other, form):
    low, high = one, other
    if low is not None and high is not None and low > high:
        low, high = high, low
    if form == "absolute":
        low, high = (None if end is None else abs(end) for end in (low, high))
        if low is not None and high is not None and low > high:
            low, high = high, low
    text = quantity(said("distance", form, "fraction" if form == "ratio" else "km"), low, high)
    assert not re.search(r"(^|\s)-|nan|None|inf|e\+|  ", text), text


@given(st.floats(1, 1e6))
def test_a_printed_number_is_within_5_percent(value):
    assert float(number(value).replace(",", "")) == pytest.approx(value, rel=0.05)


def test_names_are_found_for_places_and_routes_and_else_kept():
    catalog = catalog_of(small())
    assert name(catalog, "astana") == "Astana"
    assert name(catalog, "northern") == "Northern way"
    assert name(catalog, "nowhere") == "nowhere"
    assert name(catalog, None) == ""


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(None, 1, "at most 1 day"), (1, 1, "1 day"), (1, 2, "1 to 2 days"), (1, None, "over 1 day")],
)
def test_one_of_a_unit_stands_in_the_singular(low, high, text):
    days = {"metric": "duration", "unit": "day", "low": low, "high": high, "relation": "range"}
    claim = Claim.model_validate(claim_data(**days))
    assert quantity(claim, low, high) == text
