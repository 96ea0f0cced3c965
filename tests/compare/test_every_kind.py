"""Every quantity, form, relation and wording, with verdicts worked out by hand.

Measured are 90 to 110 (middle 100), or 80 to 120 less (middle 100) against 190 to 210.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from geo.model import Claim
from geo.parameters import WIDTHS
from tests.compare.worlds import claim_data, judged

HERE = {"northern": (90, 100, 110)}
BOTH = HERE | {("road", "short"): (190, 200, 210)}
UNITS = {"distance": "km", "duration": "day", "cost": "USD/FEU"}

# relation, wording, low, high -> against 90 to 110, against 80 to 120 of a difference
ABSOLUTE = [
    ("eq", None, 99, 99, "agrees"),  # 98.5 to 99.5
    ("eq", None, 100, 100, "agrees"),  # 50 to 150
    ("eq", None, 89, 89, "differs"),  # 88.5 to 89.5
    ("eq", None, 112, 112, "differs"),  # 111.5 to 112.5
    ("eq", None, 0, 0, "differs"),  # up to 0.5
    ("approx", None, 82, 82, "agrees"),  # 73.8 to 90.2
    ("approx", None, 81, 81, "differs"),  # 72.9 to 89.1
    ("approx", None, 122, 122, "agrees"),  # from 109.8
    ("approx", None, 123, 123, "differs"),  # from 110.7
    ("at_least", None, 110, None, "agrees"),
    ("at_least", None, 111, None, "differs"),
    ("at_least", None, 50, None, "agrees"),  # 100 is twice 50, not beyond
    ("at_least", None, 49, None, "says little"),
    ("at_least", None, 0, None, "says little"),
    ("at_most", None, None, 90, "agrees"),
    ("at_most", None, None, 89, "differs"),
    ("at_most", None, None, 200, "agrees"),  # half of 200 is 100, not beyond
    ("at_most", None, None, 201, "says little"),
    ("range", None, 110, 120, "agrees"),
    ("range", None, 111, 120, "differs"),
    ("range", None, 10, 89, "differs"),
    ("range", None, 0, 500, "agrees"),  # two-sided: never says little
    ("approx", "nearly", 129, 129, "agrees"),  # 109.65 to 129
    ("approx", "nearly", 130, 130, "differs"),  # 110.5 to 130
    ("approx", "nearly", 89, 89, "differs"),  # never above what is said
    ("at_least", "odd", 80, None, "agrees"),  # 80 to 90
    ("at_least", "odd", 70, None, "differs"),  # 70 to 80
    ("at_least", "odd", 11, None, "differs"),  # 11 to 12: closed, though relation is at_least
    ("range", "several", 20, 90, "agrees"),
    ("range", "several", 200, 900, "differs"),
]


@pytest.mark.parametrize("metric", UNITS)
@pytest.mark.parametrize(("relation", "wording", "low", "high", "word"), ABSOLUTE)
def test_an_absolute_figure(metric, relation, wording, low, high, word):
    said = {"relation": relation, "wording": wording, "low": low, "high": high}
    assert judged(HERE, metric=metric, unit=UNITS[metric], **said).word == word


DIFFERENCE = [
    ("eq", None, -79, -79, "differs"),  # 79.5 to 78.5 less
    ("eq", None, -81, -81, "agrees"),
    ("eq", None, 100, 100, "differs"),  # the other way round
    ("approx", None, -88, -88, "agrees"),  # 79.2 to 96.8 less
    ("approx", None, -72, -72, "differs"),  # to 79.2 less
    ("approx", None, -134, -134, "differs"),  # from 120.6 less
    ("at_least", None, None, -120, "agrees"),
    ("at_least", None, None, -121, "differs"),
    ("at_least", None, None, -50, "agrees"),
    ("at_least", None, None, -49, "says little"),
    ("at_least", None, None, 0, "says little"),  # "shorter"
    ("at_most", None, -80, None, "agrees"),
    ("at_most", None, -79, None, "differs"),
    ("at_most", None, -200, None, "agrees"),
    ("at_most", None, -201, None, "says little"),
    ("range", None, -140, -120, "agrees"),
    ("range", None, -140, -121, "differs"),
    ("range", None, -79, 300, "differs"),  # from a little less to much more
    ("range", None, -80, 300, "agrees"),
    ("approx", "nearly", -94, -94, "agrees"),  # 79.9 to 94 less
    ("approx", "nearly", -79, -79, "differs"),
    ("at_least", "odd", None, -70, "agrees"),  # 70 to 80 less
    ("at_least", "odd", None, -60, "differs"),  # 60 to 70 less
]


@pytest.mark.parametrize("metric", UNITS)
@pytest.mark.parametrize(("relation", "wording", "low", "high", "word"), DIFFERENCE)
def test_a_difference_and_its_mirror(metric, relation, wording, low, high, word):
    said = {"metric": metric, "form": "difference", "unit": UNITS[metric]}
    said |= {"relation": relation, "wording": wording}
    ours = judged(BOTH, low=low, high=high, scope={"baseline": ["road"]}, **said)
    turned = {"low": None if high is None else -high, "high": None if low is None else -low}
    theirs = judged(BOTH, route="road", scope={"baseline": ["northern"]}, **turned, **said)
    assert (ours.word, theirs.word) == (word, word)
    assert [r.gap for r in ours.readings] == [-r.gap for r in theirs.readings]


# 90/210 - 1 to 110/190 - 1: 57.1 to 42.1 % less; the other way round 72.7 to 133.3 % more.
RATIO = [
    ("range", -0.42, -0.40, "differs"),
    ("range", -0.43, -0.40, "agrees"),
    ("range", -0.60, -0.58, "differs"),
    ("at_least", None, -0.57, "agrees"),
    ("at_least", None, -0.58, "differs"),
    ("at_least", None, -0.30, "agrees"),  # 0.7 squared is 0.49, below the half measured
    ("at_least", None, -0.29, "says little"),  # 0.71 squared is 0.504, above it
    ("at_most", -0.43, None, "agrees"),
    ("at_most", -0.42, None, "differs"),
    ("at_most", -0.75, None, "agrees"),  # the root of 0.25 is the half measured
    ("at_most", -0.76, None, "says little"),
]


def _turned(ratio):
    return None if ratio is None else 1 / (1 + ratio) - 1


@pytest.mark.parametrize("metric", UNITS)
@pytest.mark.parametrize(("relation", "low", "high", "word"), RATIO)
def test_a_ratio_and_its_mirror(metric, relation, low, high, word):
    said = {"metric": metric, "form": "ratio", "relation": relation, "unit": "fraction"}
    ours = judged(BOTH, low=low, high=high, scope={"baseline": ["road"]}, **said)
    theirs = judged(
        BOTH,
        route="road",
        low=_turned(high),
        high=_turned(low),
        scope={"baseline": ["northern"]},
        **said,
    )
    assert (ours.word, theirs.word) == (word, word)


@pytest.mark.parametrize("key", ["low", "high"])
@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), 1e16])
def test_figures_that_are_none_are_refused(key, number):
    with pytest.raises(ValidationError, match=r"finite|beyond|negative|above"):
        Claim.model_validate(claim_data(**{"low": 1, "high": 1, key: number}))


@pytest.mark.parametrize("number", [1e-9, 1e15])
@pytest.mark.parametrize("relation", ["eq", "approx", "at_least", "at_most", "range"])
def test_tiny_and_huge_figures_are_judged(relation, number):
    verdict = judged(HERE, relation=relation, low=number, high=number)
    over = relation == "at_least" and number < 1
    under = relation == "at_most" and number > 1
    assert verdict.word == ("says little" if over or under else "differs")


FIGURES = st.integers(1, 400).map(float)
RELATIONS = st.sampled_from(["eq", "approx", "at_least", "at_most", "range"])
WORDINGS = st.sampled_from([None, "nearly", "odd"])


@given(RELATIONS, WORDINGS, FIGURES, FIGURES, st.sampled_from(["absolute", "difference"]))
def test_a_wider_reading_never_loses_an_agreeing_one(relation, wording, one, other, form):
    low, high = sorted((one, other))
    if form == "difference":
        low, high = -high, -low
    bands = BOTH | {("road", "long"): (150, 160, 170)}
    said = {"form": form, "relation": relation, "wording": wording, "low": low, "high": high}
    said |= {"scope": {"baseline": ["road/short", "road/long"]}} if form == "difference" else {}
    found = [judged(bands, width, **said) for width in WIDTHS]
    agreeing = [{i for i, r in enumerate(v.readings) if r.agrees} for v in found]
    assert agreeing[0] <= agreeing[1] <= agreeing[2]
    words = [verdict.word for verdict in found]
    assert "agrees" not in words or "differs" not in words[words.index("agrees") :]


@pytest.mark.parametrize(
    ("metric", "other", "times"),
    [
        ("distance", "mile", 1 / 1.609344),
        ("distance", "nmi", 1 / 1.852),
        ("distance", "verst", 1 / 1.0668),
        ("distance", "m", 1000),
        ("duration", "hour", 24),
        ("duration", "week", 1 / 7),
        ("duration", "month", 1 / 30),
        ("cost", "USD/TEU", 0.5),
        ("cost", "USD/container", 1),
    ],
)
@pytest.mark.parametrize(
    ("relation", "low", "high"),
    [("range", 110, 120), ("range", 111, 120), ("approx", 82, 82), ("approx", 81, 81),
     ("at_least", 110, None), ("at_least", 49, None), ("at_most", None, 90), ("at_most", None, 89)],
)  # fmt: skip
def test_the_unit_changes_no_verdict(metric, other, times, relation, low, high):
    """A plain figure (eq) is left out: its width is that of the digits that are stated."""
    said = {"metric": metric, "relation": relation}
    turned = [None if end is None else end * times for end in (low, high)]
    ours = judged(HERE, unit=UNITS[metric], low=low, high=high, **said)
    theirs = judged(HERE, unit=other, low=turned[0], high=turned[1], **said)
    assert ours.word == theirs.word
    assert [r.gap * times for r in ours.readings] == pytest.approx([r.gap for r in theirs.readings])
