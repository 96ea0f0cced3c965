"""A scenario on the command line: what is closed, set or assumed changes what is printed."""

from __future__ import annotations

import json

import pytest

from geo import cli
from geo.parameters import parameters


@pytest.fixture
def printed(capsys):
    """Run a command that prints JSON: a list of records by their key."""

    def run(*words, key="id"):
        assert cli.main([*words, "--json"]) == 0
        return {record[key]: record for record in json.loads(capsys.readouterr().out)}

    return run


def test_closing_suez_changes_the_ways_that_used_it_and_says_so(printed):
    usual, closed = printed("routes"), printed("routes", "--close", "Suez")
    changed = {name for name in usual if usual[name]["ways"] != closed[name]["ways"]}
    assert changed == {"sea-suez"}
    assert closed["sea-suez"]["distance_km"]["mid"] == pytest.approx(
        usual["sea-suez"]["ways"][1]["distance_km"]["mid"]
    )
    assert "keeps out of Suez" in closed["sea-suez"]["detours"][0]


def test_a_closed_route_has_no_figures_but_a_reason(printed):
    found = printed("routes", "--close", "RU", "--close", "caspian")
    for route in ("russia", "middle-corridor", "land-bridge"):
        assert found[route]["distance_km"] is None
        assert "closed" in found[route]["fault"]
    assert found["china-khorgos"]["fault"] is None


def test_a_set_parameter_moves_what_it_is_part_of_and_nothing_else(printed):
    speed = parameters().model["sea.speed_kmh"].mode
    usual, slow = printed("routes"), printed("routes", "--set", f"sea.speed_kmh={speed / 2}")
    days = [found["sea-suez"]["duration_days"]["p50"] for found in (usual, slow)]
    assert days[1] == pytest.approx(2 * days[0], rel=1e-3)
    assert slow["russia"] == usual["russia"]


def test_a_congested_year_is_slower_and_a_calm_one_faster(printed):
    days = [
        printed("routes", "--regime", regime)["middle-corridor"]["duration_days"]["p50"]
        for regime in ("calm", "typical", "congested")
    ]
    assert days == sorted(set(days))


def test_every_leg_and_way_has_its_emissions(printed):
    for route in printed("routes").values():
        assert set(route["co2e_kg_per_tonne"]) == {"p10", "p50", "p90"}
        assert all(leg["co2e_kg_per_tonne"]["p50"] > 0 for leg in route["legs"])


def test_verdicts_follow_and_say_what_is_closed(printed):
    usual, closed = (
        printed("verdicts", *words, key="claim") for words in ((), ("--close", "Russia"))
    )
    assert usual["russia-detour"]["verdict"] == "depends"
    assert closed["russia-detour"]["verdict"] == "not measurable"
    assert "Russia, which is closed" in closed["russia-detour"]["sentence"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--close", "Rusia"), "nearest is 'Russia'"),
        (("--set", "sea.sped_kmh=3"), "nearest is 'sea.speed_kmh'"),
        (("--set", "sea.speed_kmh"), "NAME=VALUE"),
        (("--set", "sea.speed_kmh=0"), "above 0"),
        (("--regime", "odd"), "no regime 'odd'"),
        (("--service", "camel"), "no service 'camel'"),
    ],
)
def test_what_is_not_known_ends_with_code_2_and_the_nearest_name(capsys, words, says):
    assert cli.main(["routes", *words]) == 2
    assert says in capsys.readouterr().err
