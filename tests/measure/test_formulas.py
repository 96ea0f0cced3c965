"""Every step's arithmetic, as it is printed, worked out again by pint with its units."""

from __future__ import annotations

import math
import re

import pint
import pytest

from geo.catalog import DEFAULT_PATH, load
from geo.measure.board import Board, all_ways
from geo.measure.scenario import scenario

UNITS = pint.UnitRegistry()
for _definition in ("USD = [money]", "FEU = [containers]", "CO2e = []", "ratio = []"):
    UNITS.define(_definition)
RESULTS = {"days": "day", "USD/FEU": "USD/FEU", "USD/t": "USD/t", "kg CO2e/t": "kg/t"}


def _quantity(text):
    """Read a number with its unit, such as ``1,000 km`` or ``0.5 USD/(FEU km)``."""
    number, _, unit = text.strip().partition(" ")
    return float(number.replace(",", "")) * UNITS.parse_units(unit)


def _worked_out(sum_):
    total = None
    for term in sum_.split(" + "):
        first, *rest = re.split(r" ([×÷]) ", term)
        value = _quantity(first)
        for sign, factor in zip(rest[::2], rest[1::2], strict=True):
            value = value * _quantity(factor) if sign == "×" else value / _quantity(factor)
        total = value if total is None else total + value
    return total


def _formulas():
    catalog = load(DEFAULT_PATH).catalog
    found = {}
    for assumed in (
        scenario(),
        scenario(service="wagonload", regime="congested"),
        scenario(overrides=[("rail.speed_kmh.kz", 20.5)]),
    ):
        board = Board(catalog, assumed)
        ways = all_ways(catalog)
        board.estimate(ways)
        for way in ways:
            for step in board.estimates[way].steps:
                for part in step.formula.split("; "):
                    found[re.sub(r"[\d,.]+", "#", part)] = part
    return sorted(found.values())


@pytest.mark.parametrize("formula", _formulas())
def test_a_formula_works_out_to_its_result_in_value_and_unit(formula):
    sum_, _, result = formula.rpartition(" = ")
    number, _, unit = result.partition(" ")
    got = _worked_out(sum_).to(RESULTS[unit]).magnitude
    digits = len(number.partition(".")[2])
    slack = 0.5 * 10.0**-digits
    # kilometres are printed whole: half of one in a short run is a part of the result
    shortest = min(float(n.replace(",", "")) for n in re.findall(r"([\d,]+) km", sum_) or ["inf"])
    assert math.isclose(got, float(number.replace(",", "")), rel_tol=0.6 / shortest, abs_tol=slack)


def test_all_four_results_are_tried():
    results = {formula.rpartition(" = ")[2].partition(" ")[2] for formula in _formulas()}
    assert results == set(RESULTS)
