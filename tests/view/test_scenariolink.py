"""A scenario's choices in the address: what is written is read again, what is wrong is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.catalog import DEFAULT_PATH, load
from geo.countries import countries
from geo.measure.scenario import BASE, REGIMES, SERVICES, scenario
from geo.model import PASSAGES
from geo.parameters import parameters
from geo.view import permalink, scenariolink

CATALOG = load(DEFAULT_PATH).catalog
MODEL = {n: p for n, p in parameters().model.items() if n not in {"draws", "seed"} and p.mode > 0}


def _again(choices):
    query = permalink.write(choices, CATALOG)
    read, notices = permalink.read(query, CATALOG)
    assert notices == []
    return read


@given(
    st.sets(st.sampled_from([*countries(), *PASSAGES, "caspian"]), max_size=6),
    st.sampled_from(REGIMES),
    st.sampled_from(SERVICES),
    st.dictionaries(st.sampled_from(sorted(MODEL)), st.floats(0.5, 2), max_size=4),
)
def test_any_scenario_is_read_again_from_its_address(closed, regime, service, times):
    values = {name: float(f"{MODEL[name].mode * by:.6g}") for name, by in times.items()}
    choices = permalink.usual(CATALOG) | {
        "close-more": sorted(closed),
        "regime": regime,
        "service": service,
        **{scenariolink.setting_key(name): value for name, value in values.items()},
    }
    expected = scenario(closures=closed, regime=regime, service=service, overrides=values.items())
    assert scenariolink.chosen(choices) == expected
    assert scenariolink.chosen(_again(choices)) == expected


def test_the_base_case_needs_no_key():
    usual = permalink.usual(CATALOG)
    assert scenariolink.chosen(usual) == BASE
    assert permalink.write(usual, CATALOG) == {}


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ({"close": "Atlantis~RU"}, "Atlantis"),
        ({"regime": "odd"}, "odd"),
        ({"service": "camel"}, "camel"),
        ({"unit": "stone"}, "stone"),
        ({"set": "ferry.wait_days~long"}, "long"),
        ({"set": "ferry.wait_days"}, "ferry.wait_days"),
        ({"set": "no.such~1"}, "no.such"),
        ({"draw": "nowhere~russia"}, "nowhere"),
        ({"judge": "2"}, "judge=2"),
    ],
)
def test_what_is_not_known_is_left_out_and_told(query, part):
    _, notices = permalink.read(query, CATALOG)
    assert len(notices) == 1
    assert part in notices[0]


@pytest.mark.parametrize("text", ["-1", "nan", "inf", "1e99"])
def test_a_value_out_of_reach_leaves_the_parameter_its_own(text):
    choices, notices = permalink.read({"set": f"ferry.wait_days~{text}"}, CATALOG)
    assert len(notices) == 1
    assert f"ferry.wait_days~{text}" in notices[0]
    assert scenariolink.chosen(choices) == BASE


def test_two_sessions_share_no_list():
    first, second = scenariolink.usual(), scenariolink.usual()
    first["close"].append("RU")
    assert second["close"] == []
