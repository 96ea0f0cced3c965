"""Verdicts on hand-set bands: the word at its boundary, and a sentence that holds the numbers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.compare.verdicts import WORDS, judge
from geo.parameters import parameters
from tests.compare.worlds import claim_data, world

RAIL = {"northern": (235, 240, 245)}
ROADS = {("road", "short"): (195, 200, 205), ("road", "long"): (390, 400, 410)}
BOTH_ROADS = {"baseline": ["road/short", "road/long"]}


def judged(bands, **changes):
    """The verdict on one claim about the railway."""
    board = world(bands, said=claim_data(**changes))
    verdict = judge(board, "said")
    assert_plain(verdict.sentence)
    return verdict


def assert_plain(sentence):
    """A sentence is one, and holds no value that the program failed to print."""
    assert sentence.endswith(".")
    assert not re.search(r"\b(nan|inf|None|null)\b|[{}<>\n]|  ", sentence), sentence


@pytest.mark.parametrize(
    ("changes", "word", "gap"),
    [
        pytest.param({"low": 240, "high": 240}, "agrees", 0, id="240, that is 235 to 245"),
        pytest.param({"low": 250, "high": 250}, "agrees", 0, id="250 touches from above"),
        pytest.param({"low": 230, "high": 230}, "agrees", 0, id="230 touches from below"),
        pytest.param({"low": 260, "high": 260}, "differs", 10, id="260 lies above"),
        pytest.param({"low": 220, "high": 220}, "differs", -10, id="220 lies below"),
        pytest.param(
            {"relation": "at_least", "low": 245, "high": None}, "agrees", 0, id="over 245"
        ),
        pytest.param(
            {"relation": "at_least", "low": 246, "high": None}, "differs", 1, id="over 246"
        ),
        pytest.param(
            {"relation": "at_most", "low": None, "high": 235}, "agrees", 0, id="within 235"
        ),
        pytest.param(
            {"relation": "at_most", "low": None, "high": 234}, "differs", -1, id="within 234"
        ),
        pytest.param(
            {"relation": "at_least", "low": 120, "high": None}, "agrees", 0, id="over half of 240"
        ),
        pytest.param(
            {"relation": "at_least", "low": 119, "high": None},
            "says little",
            0,
            id="over less than half of 240",
        ),
        pytest.param(
            {"relation": "at_most", "low": None, "high": 480}, "agrees", 0, id="within twice 240"
        ),
        pytest.param(
            {"relation": "at_most", "low": None, "high": 481},
            "says little",
            0,
            id="within more than twice 240",
        ),
    ],
)
def test_one_reading_against_235_to_245(changes, word, gap):
    verdict = judged(RAIL, **changes)
    assert verdict.word == word
    assert [reading.gap for reading in verdict.readings] == [pytest.approx(gap)]
    assert "235 to 245 km" in verdict.sentence


def test_the_rule_behind_says_little_is_the_one_shown_to_the_user():
    assert parameters().value("says_little_factor") == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"low": 260, "high": 260}, ["10 km", "(4 %)", "above"], id="above"),
        pytest.param({"low": 220, "high": 220}, ["10 km", "(4 %)", "below"], id="below"),
    ],
)
def test_a_gap_is_told_in_units_and_percent_with_its_side(changes, words):
    sentence = judged(RAIL, **changes).sentence
    for word in words:
        assert word in sentence


@pytest.mark.parametrize(
    ("low", "high", "word", "agreeing"),
    [
        # the railway is 30 to 50 km longer than the short road and 145 to 175 shorter than the long
        pytest.param(None, -100, "depends", {"long"}, id="at least 100 shorter"),
        pytest.param(None, -176, "differs", set(), id="at least 176 shorter"),
        pytest.param(40, None, "depends", {"short"}, id="at least 40 longer"),
        pytest.param(51, None, "differs", set(), id="at least 51 longer"),
    ],
)
def test_readings_that_disagree_make_it_depend(low, high, word, agreeing):
    verdict = judged(
        RAIL | ROADS,
        form="difference",
        relation="at_least",
        low=low,
        high=high,
        scope=BOTH_ROADS,
    )
    assert verdict.word == word
    assert {r.baseline.variant for r in verdict.readings} == {"short", "long"}
    assert {r.baseline.variant for r in verdict.readings if r.agrees} == agreeing
    if word == "depends":
        assert "1 of 2 readings" in verdict.sentence
        assert "Highway" in verdict.sentence


def test_a_difference_that_is_met_far_beyond_says_little():
    bands = RAIL | {("road", "long"): (390, 400, 410)}
    claim = {"form": "difference", "relation": "at_least", "low": None}
    scope = {"baseline": ["road/long"]}
    assert judged(bands, **claim, high=-80, scope=scope).word == "agrees"  # 160 is twice 80
    assert judged(bands, **claim, high=-79, scope=scope).word == "says little"


def test_a_ratio_is_told_in_percentage_points():
    bands = {"northern": (90, 100, 110), ("road", "short"): (180, 200, 220)}
    verdict = judged(
        bands,
        metric="cost",
        form="ratio",
        relation="approx",
        wording="nearly",
        low=-0.3,
        high=-0.3,
        unit="fraction",
        scope={"baseline": ["road"]},
    )
    # -30 % to -25.5 % against -59.1 % to -38.9 %: 8.9 points above
    assert verdict.word == "differs"
    assert verdict.readings[0].gap == pytest.approx(-0.3 - (110 / 180 - 1))
    for word in (
        "25.5 to 30 % cheaper",
        "38.9 to 59.1 % cheaper",
        "understates it by 8.9 percentage points",
    ):
        assert word in verdict.sentence


@pytest.mark.parametrize(
    ("bands", "changes", "word", "reason"),
    [
        pytest.param(
            RAIL | ROADS,
            {"form": "difference", "scope": {"baseline": ["away"]}},
            "not comparable",
            "no baseline joins the same two places",
            id="no baseline joins the same places",
        ),
        pytest.param(
            RAIL,
            {"form": "difference", "scope": {"baseline": []}},
            "not comparable",
            "baseline",
            id="no baseline at all",
        ),
        pytest.param(
            RAIL,
            {"scope": {"to": ["dostyk"]}},
            "not comparable",
            "places",
            id="the scope names no end of the route",
        ),
        pytest.param(
            RAIL, {"unit": "day"}, "not comparable", "'day'", id="a distance given in days"
        ),
        pytest.param(
            {"northern": None},
            {"metric": "cost", "unit": "USD/FEU"},
            "not measurable",
            "cost",
            id="no estimate",
        ),
        pytest.param(
            RAIL,
            {"metric": "quality", "relation": None, "low": None, "high": None, "unit": None},
            "not measurable",
            "quality",
            id="a quality",
        ),
        pytest.param(
            RAIL,
            {"metric": "share", "low": 0.8, "high": 0.8, "unit": "fraction"},
            "not measurable",
            "no published figure on its share",
            id="a share that no fact speaks of",
        ),
        pytest.param(
            RAIL,
            {"metric": "capacity", "unit": "TEU/year"},
            "not measurable",
            "no published figure on its capacity",
            id="a capacity that no fact speaks of",
        ),
        pytest.param(
            RAIL,
            {"metric": "traffic", "unit": "TEU/year"},
            "not measurable",
            "TEU/year",
            id="traffic in a unit that the facts are not in",
        ),
    ],
)
def test_what_is_missing_is_said(bands, changes, word, reason):
    verdict = judged(bands, **changes)
    assert verdict.word == word
    assert reason in verdict.sentence
    assert verdict.nearest is None


@pytest.mark.parametrize(
    ("low", "word", "gap"),
    [
        pytest.param(4.5, "agrees", 0, id="within the yearbook's 4 to 5"),
        pytest.param(7, "differs", 1.5, id="7, that is 6.5 to 7.5"),
    ],
)
def test_traffic_is_set_against_the_published_figure_of_its_year(low, word, gap):
    verdict = judged(
        RAIL, metric="traffic", relation="eq", low=low, high=low, unit="Mt/year", year=2024
    )
    assert verdict.word == word
    assert [r.fact for r in verdict.readings] == ["traffic-2024"]
    assert verdict.readings[0].gap == pytest.approx(gap)
    assert "Yearbook 2024" in verdict.sentence
    assert "4 to 5 Mt a year" in verdict.sentence


def test_units_of_facts_are_converted():
    verdict = judged(
        RAIL, metric="traffic", low=4_500_000, high=4_500_000, unit="t/year", year=2024
    )
    assert verdict.word == "agrees"
    assert verdict.readings[0].measured.low == pytest.approx(4e6)


@pytest.mark.parametrize(("inferred", "flags"), [(True, ("implied unit",)), (False, ())])
def test_a_unit_that_the_text_dropped_is_flagged(inferred, flags):
    assert judged(RAIL, unit_inferred=inferred).flags == flags


def test_the_nearest_reading_is_an_agreeing_one_or_the_closest():
    verdict = judged(RAIL | ROADS, form="difference", low=20, high=20, scope=BOTH_ROADS)
    assert verdict.word == "differs"  # 15 to 25 against 30 to 50 and against -175 to -145
    assert verdict.nearest.baseline.variant == "short"
    assert verdict.nearest.gap == -5


FIGURES = st.floats(1, 1000) | st.sampled_from([0.001, 1.0, 999.5, 1000.0, 12_345.6])


@settings(max_examples=150)
@given(
    st.tuples(FIGURES, FIGURES, FIGURES).map(sorted),
    st.tuples(FIGURES, FIGURES, FIGURES).map(sorted),
    st.sampled_from(["eq", "approx", "at_least", "at_most", "range"]),
    st.sampled_from(["absolute", "difference", "ratio"]),
    FIGURES,
    st.sampled_from([1, -1]),
)
def test_every_verdict_is_a_known_word_with_a_plain_sentence(
    rail, road, relation, form, figure, sign
):
    number = figure if form == "absolute" else sign * figure
    verdict = judged(
        {"northern": rail, "road": road},
        form=form,
        relation=relation,
        low=number,
        high=number,
        unit="fraction" if form == "ratio" else "km",
        scope={"baseline": ["road"]} if form != "absolute" else {},
    )
    assert verdict.word in WORDS
    agrees = [reading.agrees for reading in verdict.readings]
    assert (verdict.word == "differs") == (not any(agrees))
    assert (verdict.word == "depends") == (any(agrees) and not all(agrees))
