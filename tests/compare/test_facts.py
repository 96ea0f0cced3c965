"""Claims set against published figures: changes, years, units, periods, and what is missing."""

from __future__ import annotations

import pytest

from geo.compare.verdicts import judge
from tests.compare.worlds import claim_data, data, judged
from tests.fixtures import HandSetBoard, catalog_of

# In the world of these tests: the railway moved 2 Mt in 2023 and 4 to 5 Mt in 2024.
TRAFFIC = {"metric": "traffic", "unit": "Mt/year"}


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        pytest.param({"low": 4.5, "high": 4.5, "year": 2024}, "agrees", id="its year"),
        pytest.param({"low": 4.5, "high": 4.5, "year": 2023}, "differs", id="another year"),
        pytest.param({"low": 4.5, "high": 4.5}, "depends", id="no year: either may be meant"),
        pytest.param({"low": 4.5, "high": 4.5, "year": 2025}, "depends", id="years near by"),
        pytest.param({"low": 4.5, "high": 4.5, "year": 2030}, "not measurable", id="far off"),
        pytest.param(
            {"relation": "at_least", "low": 1, "high": None, "year": 2024}, "says little", id="weak"
        ),
        pytest.param(
            {"relation": "at_least", "low": 4500, "high": None, "unit": "kt/year", "year": 2024},
            "agrees",
            id="kilotonnes",
        ),
        pytest.param(
            {"low": 12_300, "high": 12_300, "unit": "t/day", "year": 2024}, "agrees", id="a day"
        ),  # 12 250 to 12 350 t a day are 4.47 to 4.51 Mt a year
        pytest.param(
            {"low": 3.4, "high": 3.4, "unit": "Mt/9mo", "year": 2024}, "agrees", id="nine months"
        ),  # 3.35 to 3.45 Mt in 270 days are 4.53 to 4.67 a year
        pytest.param({"low": 4.5, "high": 4.5, "unit": "Mt"}, "not comparable", id="no period"),
        pytest.param(
            {"low": 30, "high": 30, "unit": "trains/day"}, "not measurable", id="another measure"
        ),
    ],
)
def test_an_absolute_figure(changes, word):
    assert judged({}, **TRAFFIC | changes).word == word


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        # 4 to 5 less 2: 2 to 3 Mt more
        pytest.param({"low": 3.2, "high": 3.2}, "differs", id="3.15 to 3.25 Mt more"),
        pytest.param({"low": 3.0, "high": 3.0}, "agrees", id="2.5 to 3.5 Mt more"),
        pytest.param({"low": -3, "high": -3}, "differs", id="3 Mt less"),
        pytest.param({"relation": "at_least", "low": 1, "high": None}, "says little", id="weak"),
        # 4/2 - 1 to 5/2 - 1: 100 to 150 % more
        pytest.param(
            {"form": "ratio", "unit": "fraction", "low": 1.6, "high": 1.6}, "differs", id="155 %"
        ),
        pytest.param(
            {"form": "ratio", "unit": "fraction", "relation": "range", "low": 0.5, "high": 1.0},
            "agrees",
            id="50 to 100 % more",
        ),
    ],
)
@pytest.mark.parametrize("baseline", [[], "unspecified"])
def test_a_change_is_counted_from_the_earlier_figure(changes, word, baseline):
    said = TRAFFIC | {"form": "difference", "year": 2024, "scope": {"baseline": baseline}}
    verdict = judged({}, **said | changes)
    assert verdict.word == word
    assert [(r.fact, r.base_fact) for r in verdict.readings] == [("traffic-2024", "traffic-2023")]
    assert "Yearbook 2023" in verdict.sentence


def test_a_change_against_a_route_is_counted_from_its_figure_of_the_same_year():
    plain = data()
    figure = {"metric": "traffic", "unit": "kt/year", "source": {"title": "Roads"}}
    plain["facts"]["road-2024"] = figure | {
        "about": "road",
        "low": 1000,
        "high": 1000,
        "year": 2024,
    }
    plain["facts"]["road-2023"] = figure | {
        "about": "road",
        "low": 9000,
        "high": 9000,
        "year": 2023,
    }
    said = TRAFFIC | {"form": "difference", "year": 2024, "scope": {"baseline": ["road"]}}
    plain["claims"] = {"said": claim_data(**said | {"low": 3.5, "high": 3.5})}
    verdict = judge(HandSetBoard(catalog_of(plain), {}), "said")
    assert verdict.word == "agrees"
    (reading,) = verdict.readings
    assert (reading.measured.low, reading.measured.high) == (pytest.approx(3), pytest.approx(4))


@pytest.mark.parametrize(
    ("form", "unit", "expected"),
    [
        pytest.param("difference", "Mt/year", (2, 3, 4), id="4 - 2 to 5 - 1"),
        pytest.param("ratio", "fraction", (1, 2, 4), id="4/2 - 1 to 5/1 - 1"),
    ],
)
def test_a_change_takes_the_worst_of_both_figures(form, unit, expected):
    plain = data()
    plain["facts"]["road-2024"] = plain["facts"]["traffic-2024"] | {
        "about": "road", "low": 1, "high": 2
    }  # fmt: skip
    said = {"metric": "traffic", "form": form, "unit": unit, "year": 2024}
    plain["claims"] = {"said": claim_data(**said, scope={"baseline": ["road"]})}
    (reading,) = judge(HandSetBoard(catalog_of(plain), {}), "said").readings
    found = (reading.measured.low, reading.measured.mid, reading.measured.high)
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(
    ("changes", "word", "reason"),
    [
        pytest.param(
            {"form": "difference", "year": 2023}, "not comparable", "from what", id="no earlier one"
        ),
        pytest.param(
            {"form": "difference", "scope": {"baseline": ["road"]}},
            "not measurable",
            "of its baseline",
            id="nothing on the baseline",
        ),
        pytest.param({"year": 2030}, "not measurable", "2023, 2024, not 2030", id="year"),
        pytest.param({"unit": "Mt"}, "not comparable", "without a period", id="period"),
        pytest.param({"unit": "TEU/year"}, "not measurable", "in Mt/year", id="unit"),
        pytest.param({"metric": "capacity"}, "not measurable", "capacity", id="no figure"),
        pytest.param(
            {"metric": "share", "unit": "fraction"}, "not measurable", "share", id="no share"
        ),
    ],
)
def test_what_is_missing_is_told(changes, word, reason):
    verdict = judged({}, **TRAFFIC | changes)
    assert verdict.word == word
    assert reason in verdict.sentence


@pytest.mark.parametrize(
    ("unit", "word", "reason"),
    [
        ("USD", "not comparable", "what the USD are paid for"),
        ("EUR/FEU", "not measurable", "price is in EUR, and no exchange rate"),
        ("CNY/t", "not measurable", "price is in CNY"),
        ("USD/truck", "not measurable", "no cost in USD/truck"),
        ("km", "not comparable", "paid for"),
    ],
)
def test_a_price_that_can_not_be_compared_says_why(unit, word, reason):
    verdict = judged({"northern": (90, 100, 110)}, metric="cost", unit=unit)
    assert verdict.word == word
    assert reason in verdict.sentence.replace("nothing here gives a cost in", "no cost in")


def test_days_at_one_place_are_not_measured_here():
    verdict = judged({}, route=[], facility="dostyk", metric="duration", unit="day")
    assert verdict.word == "not measurable"
    assert "at one place alone" in verdict.sentence


def test_days_at_one_place_are_set_against_a_published_figure():
    plain = data()
    plain["facts"]["wait"] = {
        "about": "dostyk", "metric": "duration", "low": 10, "high": 20, "unit": "hour",
        "source": {"title": "Border report"},
    }  # fmt: skip
    said = {"route": [], "facility": "dostyk", "metric": "duration", "unit": "day"}
    plain["claims"] = {
        "short": claim_data(**said, low=0.5, high=0.5), "long": claim_data(**said, low=2, high=2),
    }  # fmt: skip
    board = HandSetBoard(catalog_of(plain), {})
    assert judge(board, "short").word == "agrees"  # half a day, from 10.8 to 13.2 hours
    assert judge(board, "long").word == "differs"
