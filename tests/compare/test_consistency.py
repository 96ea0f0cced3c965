"""An article's own figures: those that can't all hold are flagged, all others are not."""

from __future__ import annotations

import pytest

from geo.compare.consistency import findings
from geo.compare.verdicts import judge, judge_all
from tests.compare.worlds import claim_data, world

KM = {"metric": "distance", "unit": "km"}
DAYS = {"metric": "duration", "unit": "day"}
SHARE = {"metric": "share", "unit": "fraction", "relation": "approx"}
COST = {"metric": "cost", "unit": "USD/FEU"}


def flagged(**claims):
    """The claims of one source that are found not to fit."""
    board = world({}, **{key: claim_data(**changes) for key, changes in claims.items()})
    return {key for found in findings(board.catalog, "gazette") for key in found.claims}


def one(value, **more):
    return {"low": value, "high": value, **more}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        # a share of the whole
        pytest.param({"a": one(1.3, **SHARE)}, {"a"}, id="a share of 130 %"),
        pytest.param({"a": one(1.0, **SHARE)}, set(), id="a share of all"),
        pytest.param(
            {"a": one(0.7, **SHARE), "b": one(0.6, **SHARE, route="road")},
            {"a", "b"},
            id="63 and 54 % at least are 117 %",
        ),
        pytest.param(
            {"a": one(0.6, **SHARE), "b": one(0.5, **SHARE, route="road")},
            set(),
            id="54 and 45 % at least are 99 %",
        ),
        pytest.param(
            {"a": one(0.7, **SHARE, year=2023), "b": one(0.6, **SHARE, route="road", year=2024)},
            set(),
            id="shares of two years",
        ),
        # nothing is more than 100 % less
        pytest.param(
            {"a": one(-1.2, **COST | {"unit": "fraction"}, form="ratio")}, {"a"}, id="120 % cheaper"
        ),
        # speed: 240 km by rail at 1 to 75 km/h
        pytest.param(
            {"a": one(2400, **KM), "b": one(1, **DAYS, relation="at_most", low=None)},
            {"a", "b"},
            id="2,350 km within a day are 98 km/h",
        ),
        pytest.param(
            {"a": one(1800, **KM), "b": one(1, **DAYS, relation="range")},
            set(),
            id="1,750 km in a day are 73 km/h",
        ),
        pytest.param(
            {"a": one(240, **KM), "b": one(15, **DAYS)}, {"a", "b"}, id="245 km in 14.5 days"
        ),
        pytest.param(
            {"a": one(240, **KM), "b": one(10, **DAYS, relation="range")},
            set(),
            id="240 km in 10 days are 1 km/h",
        ),
        pytest.param(
            {"a": one(2400, **KM), "b": one(1, **DAYS, relation="range", route="sea")},
            set(),
            id="another route"
        ),
        pytest.param(
            {
                "a": one(2400, **KM, scope={"to": ["astana"]}),
                "b": one(1, **DAYS, relation="range", scope={"to": ["dostyk"]}),
            },
            set(),
            id="another end",
        ),
        # two figures on the same thing
        pytest.param({"a": one(240, **KM), "b": one(260, **KM)}, {"a", "b"}, id="235-245, 255-265"),
        pytest.param({"a": one(240, **KM), "b": one(250, **KM)}, set(), id="235-245, 245-255"),
        pytest.param(
            {"a": one(240, **KM), "b": one(160, **KM | {"unit": "mile"})},
            {"a", "b"},
            id="155 miles are 249 km",
        ),
        pytest.param(
            {"a": one(240, **KM), "b": one(150, **KM | {"unit": "mile"})},
            set(),
            id="145 to 155 miles are 233 to 249 km",
        ),
        pytest.param(
            {"a": one(240, **KM), "b": one(260, **KM, status="planned")}, set(), id="one planned"
        ),
        pytest.param({"a": one(240, **KM), "b": one(260, **COST)}, set(), id="km and dollars"),
        # a change against both ends: 235-245 less 195-205 are 30 to 50 more
        pytest.param(
            {
                "new": one(240, **KM),
                "old": one(200, **KM, route="road", relation="range"),
                "more": one(30, **KM, form="difference", scope={"baseline": ["road"]}),
            },
            set(),
            id="35 to 45 more, and said to be 25 to 35 more: they touch",
        ),
        pytest.param(
            {
                "new": one(240, **KM),
                "old": one(200, **KM, route="road", relation="range"),
                "more": one(-40, **KM, form="difference", scope={"baseline": ["road"]}),
            },
            {"new", "old", "more"},
            id="longer, and said to be shorter",
        ),
        pytest.param(
            {
                "new": one(70, **DAYS, relation="range"),
                "old": one(100, **DAYS, route="road", relation="range"),
                "less": one(-0.3, **DAYS | {"unit": "fraction"}, form="ratio",
                            scope={"baseline": ["road"]}),
            },
            set(),
            id="70 is 30 % less than 100",
        ),
        pytest.param(
            {
                "new": one(70, **DAYS, relation="range"),
                "old": one(100, **DAYS, route="road", relation="range"),
                "less": one(-0.5, **DAYS | {"unit": "fraction"}, form="ratio",
                            scope={"baseline": ["road"]}),
            },
            {"new", "old", "less"},
            id="70 is not 50 % less than 100",
        ),
        # traffic beyond the capacity
        pytest.param(
            {
                "moved": one(7, metric="traffic", unit="Mt/year"),
                "room": one(6000, metric="capacity", unit="kt/year", relation="at_most"),
            },
            {"moved", "room"},
            id="6.5 Mt at least do not pass where 6 do",
        ),
        pytest.param(
            {
                "moved": one(6, metric="traffic", unit="Mt/year"),
                "room": one(6000, metric="capacity", unit="kt/year", relation="at_most"),
            },
            set(),
            id="6 Mt pass",
        ),
        pytest.param(
            {
                "moved": one(7, metric="traffic", unit="Mt/year"),
                "room": one(6500, metric="capacity", unit="kt/year", relation="at_most"),
            },
            set(),
            id="6.5 Mt fill what 6.5 are",
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit(claims, expected):
    assert flagged(**claims) == expected


def test_figures_of_two_sources_need_not_fit():
    board = world({}, a=claim_data(low=240, high=240), b=claim_data(low=300, high=300))
    other = board.catalog.claims["b"].model_copy(update={"source": "herald"})
    board.catalog.claims["b"] = other
    assert findings(board.catalog, "gazette") == ()


def test_the_flag_and_its_reason_stand_in_the_verdict_of_each_claim():
    board = world({"northern": (235, 240, 245)}, a=claim_data(), b=claim_data(low=300, high=300))
    found = judge_all(board, ["a", "b"])
    for verdict in found.values():
        assert verdict.flags == ("inconsistent",)
        assert "own figures do not fit: it gives both 235 to 245 km and 250 to 350" in (
            verdict.sentence
        )
    assert found["a"].word == "agrees"
    assert found["b"].word == "differs"
    assert judge(board, "a") == found["a"]


def test_an_impossible_share_is_told_as_such():
    board = world({}, a=claim_data(low=1.3, high=1.3, **SHARE))
    assert "more than the whole" in judge(board, "a").sentence


def test_a_wide_reading_forgives_what_a_narrow_one_does_not():
    claims = {"a": claim_data(low=240, high=240), "b": claim_data(low=260, high=260)}
    catalog = world({}, **claims).catalog
    assert findings(catalog, "gazette", "narrow")
    assert not findings(catalog, "gazette", "wide")
