"""The model's parameters and their draws: units, sources, triangles."""

from __future__ import annotations

import numpy as np
import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.measure import sampling
from geo.parameters import parameters


def test_the_figures_are_those_of_any_machine():
    # PCG64 and crc32 give these ranks everywhere; the draws follow by square roots on paper.
    ranks = sampling.ranks_of("sea.speed_kmh", 1, 3)
    assert ranks.tolist() == [0.536381471353466, 0.20010428984445439, 0.08790691661940542]
    by_hand = [
        4 - (6 * (1 - ranks[0])) ** 0.5,
        1 + (3 * ranks[1]) ** 0.5,
        1 + (3 * ranks[2]) ** 0.5,
    ]
    assert sampling.triangular(ranks, 1.0, 2.0, 4.0).tolist() == pytest.approx(by_hand, rel=1e-15)


def test_what_is_shared_by_a_family_moves_together_and_keeps_its_spread():
    apart, alike = (
        [
            sampling.column((((name, 1.0, 2.0, 4.0, "border", share), 1),), 1, 10_000)
            for name in ("border.rail_days.cn", "border.rail_days.eu")
        ]
        for share in (0.0, 0.6)
    )
    assert abs(np.corrcoef(*apart)[0, 1]) < 0.05
    assert np.corrcoef(*alike)[0, 1] == pytest.approx(0.6, abs=0.05)
    for column in (*apart, *alike):
        assert np.median(column) == pytest.approx(4 - 3**0.5, rel=0.02)


def test_every_measured_quantity_has_an_address():
    settings = {"draws", "seed", "excursion_km", "place_match_km", "direct_sea_km"}
    settings |= {"spread_exponent"} | {n for n in parameters().model if n.startswith("shared_rank")}
    for name, record in parameters().model.items():
        assert name in settings or record.source.url, name


UNITS = pint.UnitRegistry()
for _unit in ("USD = [money]", "FEU = [containers]", "ratio = []", "fraction = []", "number = []"):
    UNITS.define(_unit)
UNITS.define("draws = []")
NAMED = {
    "speed_kmh": "km/h",
    "_days": "days",
    "usd_per_feu_km": "USD/(FEU km)",
    "usd_per_tonne_km": "USD/(t km)",
    "usd_per_feu": "USD/FEU",
    "tonnes_per_feu": "t/FEU",
    "co2e_g_per_tonne_km": "g/(t km)",
}


@pytest.mark.parametrize("name", parameters().model)
def test_every_unit_is_known_to_pint_and_is_the_one_that_the_name_says(name):
    unit = UNITS.parse_units(parameters().model[name].unit)
    named = next((symbol for ending, symbol in NAMED.items() if ending in name), None)
    assert named is None or unit == UNITS.parse_units(named)


def test_every_kind_of_unit_occurs():
    assert {e for e in NAMED if any(e in name for name in parameters().model)} == set(NAMED)


@given(st.floats(0, 1), st.floats(-1e3, 1e3), st.floats(0, 1e3), st.floats(0, 1e3), st.floats(0, 1))
def test_a_draw_lies_within_its_ends_and_grows_with_its_rank(rank, low, left, right, step):
    mode, high = low + left, low + left + right
    first, second = sampling.triangular(np.array([rank, min(1.0, rank + step)]), low, mode, high)
    assert low - 1e-9 <= first <= high + 1e-9
    assert first <= second + 1e-6


def test_a_triangle_has_its_known_mean():
    ranks = (np.arange(10_000) + 0.5) / 10_000
    assert sampling.triangular(ranks, 1.0, 2.0, 6.0).mean() == pytest.approx(3.0, rel=1e-4)
