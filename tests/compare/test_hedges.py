"""Hedges: each relation and wording at its ends, worked out by hand; the sign turns it round."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.compare.hedges import asserted, last_digit
from geo.model import Claim
from geo.parameters import HedgeEnds

RULES = ("eq", "approx", "at_least", "at_most", "range", "nearly", "odd", "several")
WORDINGS = ("nearly", "odd", "several")


def claim(rule, low, high, form="difference"):
    """A claim whose hedge is a relation or a wording."""
    wording = rule if rule in WORDINGS else None
    return Claim.model_validate(
        {
            "source": "gazette",
            "route": "northern",
            "metric": "distance",
            "form": form,
            "relation": "approx" if wording else rule,
            "wording": wording,
            "low": low,
            "high": high,
            "unit": "km",
            "evidence": {"start": 0, "end": 1, "words": "x"},
            "summary": "s",
        }
    )


@pytest.mark.parametrize(
    ("rule", "low", "high", "expected"),
    [
        pytest.param("eq", 25, 25, (24.5, 25.5), id="25: half a unit either way"),
        pytest.param("eq", 4000, 4000, (3500, 4500), id="4,000: half a thousand"),
        pytest.param("eq", 4500, 4500, (4450, 4550), id="4,500: half a hundred"),
        pytest.param("eq", 4.5, 4.5, (4.45, 4.55), id="4.5: half a tenth"),
        pytest.param("eq", 66_000, 66_000, (65_500, 66_500), id="66,000: half a thousand"),
        pytest.param("eq", -3000, -3000, (-3500, -2500), id="3,000 less"),
        pytest.param("approx", 4000, 4000, (3600, 4400), id="about 4,000: 10 % either way"),
        pytest.param("approx", -4000, -4000, (-4400, -3600), id="about 4,000 less"),
        pytest.param("at_least", 8000, None, (8000, None), id="over 8,000"),
        pytest.param("at_least", None, -800, (None, -800), id="over 800 less: open below"),
        pytest.param("at_most", None, 25, (0, 25), id="within 25"),
        pytest.param("at_most", -0.03, None, (-0.03, 0), id="less than 3 % less: ends at none"),
        pytest.param("range", 12, 14, (12, 14), id="12 to 14"),
        pytest.param("range", -14, -12, (-14, -12), id="12 to 14 less"),
        pytest.param("range", -100, 200, (-100, 200), id="100 less to 200 more"),
        pytest.param("nearly", 30, 30, (25.5, 30), id="nearly 30: never above"),
        pytest.param("nearly", -30, -30, (-30, -25.5), id="nearly 30 less"),
        pytest.param("odd", 40, None, (40, 50), id="forty-odd: up to fifty"),
        pytest.param("odd", 300, None, (300, 400), id="300-odd: up to 400"),
        pytest.param("odd", 25, None, (25, 26), id="25-odd: up to 26"),
        pytest.param("odd", None, -9000, (-10_000, -9000), id="9,000-odd less"),
        pytest.param("several", 2000, 9000, (2000, 9000), id="several thousand"),
        pytest.param("several", -9000, -2000, (-9000, -2000), id="several thousand less"),
    ],
)
def test_what_a_hedge_allows(rule, low, high, expected):
    interval = asserted(claim(rule, low, high))
    assert (interval.low, interval.high) == tuple(
        None if end is None else pytest.approx(end) for end in expected
    )


def test_an_absolute_figure_is_never_read_as_negative():
    assert asserted(claim("eq", 0, 0, form="absolute")).low == 0
    assert asserted(claim("eq", 0, 0)).low == -0.5


@pytest.mark.parametrize(("low", "high"), [(None, 0), (0, 0), (0, None)])
def test_over_nothing_less_is_open_below(low, high):
    """Zero has no sign: only a missing lower end tells that less is meant."""
    interval = asserted(claim("at_least", low, high))
    assert (interval.low is None) is (low is None)


def test_a_quality_allows_nothing_that_could_be_measured():
    quality = Claim.model_validate(
        {
            "source": "gazette",
            "route": "northern",
            "metric": "quality",
            "evidence": {"start": 0, "end": 1, "words": "x"},
            "summary": "s",
        }
    )
    assert asserted(quality) is None


@pytest.mark.parametrize(
    ("number", "step"),
    [
        (1, 1),
        (10, 10),
        (25, 1),
        (250, 10),
        (9000, 1000),
        (9288, 1),
        (4.5, 0.1),
        (0.3, 0.1),
        (0.25, 0.01),
        (1.609344, 1e-6),
        (100_000, 100_000),
    ],
)
def test_the_last_digit_that_is_not_zero_sets_the_step(number, step):
    assert last_digit(number) == pytest.approx(step)


MAGNITUDES = st.integers(1, 9999).flatmap(
    lambda digits: st.integers(-3, 5).map(lambda power: float(f"{digits}e{power}"))
)


@given(st.sampled_from(RULES), MAGNITUDES)
def test_the_stated_figure_is_always_allowed(rule, number):
    interval = asserted(claim(rule, number, number))
    assert interval.low is None or interval.low <= number
    assert interval.high is None or number <= interval.high


@given(st.sampled_from(RULES), MAGNITUDES, MAGNITUDES)
def test_a_change_of_sign_mirrors_the_interval(rule, one, other):
    low, high = sorted((one, other))
    up, down = asserted(claim(rule, low, high)), asserted(claim(rule, -high, -low))
    assert (down.low, down.high) == (
        None if up.high is None else -up.high,
        None if up.low is None else -up.low,
    )


@given(
    MAGNITUDES,
    st.sampled_from([1, -1]),
    st.floats(0.5, 1),
    st.floats(0.5, 1),
    st.floats(1, 2),
    st.floats(1, 2),
)
def test_a_wider_hedge_never_loses_a_point(number, sign, low, wider_low, high, wider_high):
    stated = claim("approx", sign * number, sign * number)
    narrow = asserted(stated, {"approx": HedgeEnds(low=low, high=high)})
    wide = asserted(stated, {"approx": HedgeEnds(low=low * wider_low, high=high * wider_high)})
    assert wide.low <= narrow.low <= narrow.high <= wide.high


@given(MAGNITUDES, st.sampled_from([1, -1]), st.booleans())
def test_an_open_hedge_is_open_away_from_zero(number, sign, lower):
    hedge = HedgeEnds(low=None if lower else 1, high=1 if lower else None)
    interval = asserted(claim("approx", sign * number, sign * number), {"approx": hedge})
    assert (interval.low is None) is (lower is (sign == 1))
    assert (interval.high is None) is (lower is not (sign == 1))


@given(MAGNITUDES)
def test_a_plain_figure_is_widened_to_all_that_rounds_to_it(number):
    interval = asserted(claim("eq", number, number))
    step = last_digit(number)
    assert interval.high - interval.low == pytest.approx(step)
    inside = number + 0.49 * step
    assert interval.low <= inside <= interval.high
    assert math.isclose(round(inside / step) * step, number, rel_tol=1e-9)
