"""What several sources say on one thing: agree, conflict, or not comparable, and by how much."""

from __future__ import annotations

import pytest

from geo.compare.agreement import across, meetings, others
from tests.compare.worlds import claim_data, data
from tests.fixtures import catalog_of


def catalog(**claims):
    """Claims of three newspapers: the first's are called ``a…``, the second's ``b…``."""
    plain = data()
    gazette = plain["sources"]["gazette"]
    plain["sources"] = {
        name: gazette | {"publisher": name.title()} for name in ("gazette", "herald", "post")
    }
    papers = {"a": "gazette", "b": "herald", "c": "post"}
    plain["claims"] = {
        key: claim_data(source=papers[key[0]], **changes) for key, changes in claims.items()
    }
    return catalog_of(plain)


def stand(ours, theirs):
    """How one newspaper's claim stands to the other's."""
    (found,) = others(catalog(a=ours, b=theirs), "a")
    return found


@pytest.mark.parametrize(
    ("ours", "theirs", "stands", "gap"),
    [
        pytest.param({"low": 240, "high": 240}, {"low": 250, "high": 250}, "agrees", 0, id="touch"),
        pytest.param(
            {"low": 240, "high": 240}, {"low": 260, "high": 260}, "conflicts", 10, id="above"
        ),
        pytest.param(
            {"low": 260, "high": 260}, {"low": 240, "high": 240}, "conflicts", -10, id="below"
        ),
        pytest.param(
            {"low": 240, "high": 240},
            {"low": 160, "high": 160, "unit": "mile", "relation": "range"},
            "conflicts",
            160 * 1.609344 - 245,
            id="in miles, told in the first one's unit",
        ),
        pytest.param(
            {"low": 240, "high": 240},
            {"relation": "at_least", "low": 200, "high": None},
            "agrees",
            0,
            id="over 200",
        ),
        pytest.param(
            {"form": "difference", "low": -30, "high": -30, "scope": {"baseline": ["road"]}},
            {"form": "difference", "low": 30, "high": 30, "scope": {"baseline": ["road"]}},
            "conflicts",
            50,
            id="shorter and longer: 25 less to 25 more",
        ),
    ],
)
def test_two_sources_on_one_thing(ours, theirs, stands, gap):
    found = stand(ours, theirs)
    assert (found.stands, found.gap, found.why) == (stands, pytest.approx(gap), "")


@pytest.mark.parametrize(
    ("ours", "theirs", "why"),
    [
        ({}, {"form": "difference", "scope": {"baseline": ["road"]}}, "a total, the other a diff"),
        ({"year": 2023}, {"year": 2024}, "different years"),
        ({}, {"status": "planned"}, "planned"),
        ({"scope": {"to": ["astana"]}}, {"scope": {"to": ["dostyk"]}}, "different ends"),
        (
            {"form": "difference", "scope": {"baseline": ["road"]}},
            {"form": "difference", "scope": {"baseline": ["sea"]}},
            "different baselines",
        ),
        ({"metric": "cost", "unit": "USD/t"}, {"metric": "cost", "unit": "EUR/t"}, "units"),
    ],
)
def test_what_can_not_be_compared_says_why(ours, theirs, why):
    found = stand(ours, theirs)
    assert found.stands == "not comparable"
    assert why in found.why


def test_what_one_leaves_open_fits_what_the_other_names():
    assert stand({"scope": {"to": ["astana"]}}, {"low": 300, "high": 300}).stands == "conflicts"


def test_another_quantity_route_or_the_same_source_is_not_set_beside():
    found = catalog(a={}, a2={}, b={"metric": "duration", "unit": "day"}, c={"route": "road"})
    assert others(found, "a") == ()


def test_a_conflict_with_one_outweighs_the_agreement_with_another():
    agreeing, conflicting = (
        {"low": 240, "high": 240},
        {"low": 300, "high": 310, "relation": "range"},
    )
    assert across(others(catalog(a={}, b=agreeing), "a")) == "agree"
    assert across(others(catalog(a={}, b=agreeing, c=conflicting), "a")) == "conflict"
    assert across(others(catalog(a={}, b={"year": 2020}, c={"status": "planned"}), "a")) == "agree"
    assert across(others(catalog(a={}), "a")) == "only one"


def test_each_route_and_quantity_is_summed_up_once():
    found = catalog(
        a={},
        b={"low": 300, "high": 310, "relation": "range"},
        c={"metric": "duration", "unit": "day"},
    )
    met = {(m.about, m.metric): (m.claims, m.across) for m in meetings(found)}
    assert met == {
        ("northern", "distance"): (("a", "b"), "conflict"),
        ("northern", "duration"): (("c",), "only one"),
    }


def test_each_contradiction_is_told_once_with_its_gap():
    said = {"a": 240, "b": 260, "c": 300}
    found = catalog(**{key: {"low": figure, "high": figure} for key, figure in said.items()})
    (met,) = meetings(found)
    told = [(key, other.claim, other.gap) for key, other in met.conflicts]
    # 235 to 245, 255 to 265, and 250 to 350, which meets the second
    assert told == [("a", "b", 10), ("a", "c", 5)]


def test_a_wide_reading_turns_a_conflict_into_agreement():
    found = catalog(a={"low": 240, "high": 240}, b={"low": 260, "high": 260})
    assert across(others(found, "a", "usual")) == "conflict"
    assert across(others(found, "a", "wide")) == "agree"
