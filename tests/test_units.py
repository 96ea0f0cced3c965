"""Units: factors from their definitions, ambiguous and unknown symbols refused."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import InputError
from geo.units import factor
from tests.fixtures import ROOT


@pytest.mark.parametrize(
    ("unit", "target", "expected"),
    [
        pytest.param("km", "km", 1, id="the same"),
        pytest.param("nmi", "km", 1.852, id="a nautical mile (SI brochure)"),
        pytest.param("mile", "km", 1.609344, id="an international mile"),
        pytest.param("month", "day", 30, id="a month of 30 days"),
        pytest.param("week", "day", 7, id="a week"),
        pytest.param("hour", "day", 1 / 24, id="an hour"),
        pytest.param("FEU", "TEU", 2, id="a FEU is two TEU"),
        pytest.param("USD/TEU", "USD/FEU", 2, id="a price by TEU doubles by FEU"),
        pytest.param("USD/container", "USD/FEU", 1, id="a container is a FEU"),
        pytest.param("containers/year", "TEU/year", 2, id="containers in TEU"),
        pytest.param("trucks/day", "truck/day", 1, id="trucks"),
        pytest.param("USD/t-km", "USD/t/km", 1, id="tonne-kilometres"),
        pytest.param("Mt/year", "t/year", 1e6, id="a megatonne"),
        pytest.param("kt/year", "Mt/year", 1e-3, id="a kilotonne"),
        pytest.param("trains/day", "trains/week", 7, id="trains"),
        pytest.param("trains/day", "trains/year", 365.25, id="trains of a year"),
    ],
)
def test_factor(unit, target, expected):
    assert factor(unit, target) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("unit", "target"),
    [
        pytest.param("km", "day", id="length and time"),
        pytest.param("USD/t", "USD/FEU", id="by tonne and by container"),
        pytest.param("trains/day", "TEU/year", id="trains and boxes"),
        pytest.param("Mt/year", "TEU/year", id="tonnes and boxes"),
        pytest.param("fraction", "km", id="a share and a length"),
    ],
)
def test_units_of_different_things_have_no_factor(unit, target):
    assert factor(unit, target) is None
    assert factor(target, unit) is None


@pytest.mark.parametrize("unit", ["nm", "mi", "ton"])
def test_an_ambiguous_symbol_is_refused_with_what_to_write(unit):
    with pytest.raises(InputError, match=rf"'{unit}' is ambiguous; write"):
        factor(unit, "km")


@pytest.mark.parametrize("unit", ["furlongz", "verstt", "km*", "1/0", "(", "km/"])
@pytest.mark.parametrize("swapped", [False, True], ids=["as unit", "as target"])
def test_an_unknown_unit_is_refused_and_named(unit, swapped):
    pair = ("km", unit) if swapped else (unit, "km")
    with pytest.raises(InputError) as caught:
        factor(*pair)
    assert f"'{unit}'" in str(caught.value)
    assert "'km' is not known" not in str(caught.value)


def test_a_flow_of_nine_months_is_turned_into_one_of_a_year():
    """Articles give such flows; see the field `unit` of their notes."""
    assert factor("Mt/9mo", "Mt/year") == pytest.approx(12 / 9, rel=0.02)


def test_a_formula_is_no_unit_and_is_not_worked_out():
    """9**9**9**9 has more digits than there is room for."""
    program = (
        "from geo.errors import InputError\nfrom geo.units import factor\n"
        "try:\n    factor('9**9**9**9', 'km')\nexcept InputError as error:\n    print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=8,
    )
    assert "9**9**9**9" in done.stdout


KNOWN = st.sampled_from(["km", "mile", "nmi", "day", "week", "hour", "TEU", "FEU", "t", "Mt"])


@given(KNOWN, KNOWN)
def test_there_and_back_is_where_it_began(one, other):
    there, back = factor(one, other), factor(other, one)
    assert (there is None) == (back is None)
    if there is not None:
        assert there * back == pytest.approx(1)
