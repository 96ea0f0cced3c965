"""Emissions of a tonne, by hand: length times the mode's published intensity."""

from __future__ import annotations

import pytest

from geo.catalog import DEFAULT_PATH, load
from geo.measure.board import Board, Way
from geo.measure.scenario import scenario
from geo.parameters import parameters

CATALOG = load(DEFAULT_PATH).catalog


# 77.03 kg per 10,000 gross tonne-km; 24 t of cargo in a container of 3.9 t on half a wagon of 27 t.
RUSSIAN_KG_PER_TONNE_KM = 77.03 / 10_000 * (24 + 3.9 + 13.5) / 24


def _intensity(mode, country=""):
    if mode == "rail" and country == "RU":
        return RUSSIAN_KG_PER_TONNE_KM
    return parameters().model[f"{mode}.co2e_g_per_tonne_km"].mode / 1000


@pytest.fixture(scope="module")
def board():
    return Board(CATALOG)


@pytest.mark.parametrize("route", ["russia", "middle-corridor", "china-khorgos", "sea-suez"])
def test_a_tonne_emits_its_kilometres_times_the_intensity_of_each_mode(board, route):
    way = Way(route)
    board.estimate([way])
    found = board.estimates[way]
    for step in (step for step in found.steps if step.kind == "run"):
        by_hand = (step.end_km - step.start_km) * _intensity(step.mode, step.country)
        assert step.co2e_kg_per_tonne.low < by_hand < step.co2e_kg_per_tonne.high
    assert found.co2e_kg_per_tonne.low < found.co2e_kg_per_tonne.mid < found.co2e_kg_per_tonne.high


def test_a_ship_emits_less_a_tonne_kilometre_than_a_train_and_a_lorry_more():
    ship, train, lorry = (_intensity(mode) for mode in ("sea", "rail", "road"))
    assert ship < train < lorry


def test_the_russian_railways_emit_less_a_tonne_kilometre_than_those_without_a_figure():
    used = parameters().model["rail.co2e_g_per_tonne_km.ru"].mode / 1000
    assert used == pytest.approx(RUSSIAN_KG_PER_TONNE_KM, rel=0.01)
    assert used < _intensity("rail")


def test_a_stop_emits_nothing_and_says_so_in_its_formula(board):
    way = Way("middle-corridor")
    board.estimate([way])
    for step in board.estimates[way].steps:
        if step.kind == "run":
            assert "kg CO2e/t" in step.formula
        else:
            assert step.co2e_kg_per_tonne.high == 0


def test_a_detour_emits_more():
    way = Way("sea-suez", "suez")
    usual, round_the_cape = Board(CATALOG), Board(CATALOG, scenario(closures=["suez"]))
    for one in (usual, round_the_cape):
        one.estimate([way])
    ratio = round_the_cape.measured[way].distance_km.mid / usual.measured[way].distance_km.mid
    kilograms = [b.estimates[way].co2e_kg_per_tonne.mid for b in (round_the_cape, usual)]
    assert kilograms[0] / kilograms[1] == pytest.approx(ratio, rel=1e-6)
