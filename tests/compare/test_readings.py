"""Comparing an asserted interval with a measured band, and which ways a claim is read in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.catalog import DEFAULT_PATH, load
from geo.compare.facts import comparable_facts
from geo.compare.readings import cargo, compare, readings
from geo.measure.board import Board, Way
from geo.measure.distance import Band
from geo.measure.scenario import SERVICES, scenario
from geo.model import Claim, Interval
from tests.compare.worlds import claim_data, claim_in, world


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        pytest.param(245, 300, (True, 0), id="touching above counts as meeting"),
        pytest.param(245.01, 300, (False, pytest.approx(0.01)), id="just above"),
        pytest.param(100, 235, (True, 0), id="touching below counts as meeting"),
        pytest.param(100, 234.99, (False, pytest.approx(-0.01)), id="just below"),
        pytest.param(238, 239, (True, 0), id="inside the band"),
        pytest.param(0, 1000, (True, 0), id="around the band"),
        pytest.param(250, None, (False, 5), id="open above, beginning beyond the band"),
        pytest.param(240, None, (True, 0), id="open above, beginning inside"),
        pytest.param(None, 230, (False, -5), id="open below, ending before the band"),
        pytest.param(None, None, (True, 0), id="open at both ends"),
    ],
)
def test_an_interval_against_235_to_245(low, high, expected):
    assert compare(Interval(low=low, high=high), Band(235, 240, 245)) == expected


# Ends are drawn around the band's own ends, in steps of its width, so that they often touch.
MIDDLES = st.integers(-4000, 4000).map(float)
STEPS = st.sampled_from([-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0]) | st.floats(-3, 3).map(
    lambda step: round(step, 6)
)
WIDTHS = st.sampled_from([0.0, 1.0, 64.0])


@st.composite
def _pairs(draw):
    middle, width = draw(MIDDLES), draw(WIDTHS)
    ends = sorted(middle + draw(STEPS) * (width or 1) for _ in range(2))
    low, high = draw(st.sampled_from([(0, 1), (0, 0), (1, 1)]))
    open_low, open_high = draw(st.sampled_from([(False, False), (True, False), (False, True)]))
    interval = Interval(low=None if open_low else ends[low], high=None if open_high else ends[high])
    return interval, Band(middle - width, middle, middle + width)


def _times(value, factor):
    return None if value is None else value * factor


@given(_pairs())
def test_meeting_is_sharing_a_point(pair):
    interval, band = pair
    agrees, gap = compare(interval, band)
    measured = Interval(low=band.low, high=band.high)
    assert agrees == interval.meets(measured) == measured.meets(interval)
    assert agrees == (gap == 0)
    if gap > 0:
        assert interval.low == pytest.approx(band.high + gap)
    if gap < 0:
        assert interval.high == pytest.approx(band.low + gap)


@given(_pairs())
def test_a_mirror_turns_the_gap_round(pair):
    interval, band = pair
    agrees, gap = compare(interval, band)
    mirrored = compare(
        Interval(low=_times(interval.high, -1), high=_times(interval.low, -1)),
        Band(-band.high, -band.mid, -band.low),
    )
    assert mirrored == (agrees, -gap)


@given(_pairs(), st.sampled_from([0.25, 0.5, 2.0, 1024.0]))
def test_the_unit_does_not_matter(pair, factor):
    interval, band = pair
    agrees, gap = compare(interval, band)
    scaled = compare(
        Interval(low=_times(interval.low, factor), high=_times(interval.high, factor)),
        Band(band.low * factor, band.mid * factor, band.high * factor),
    )
    assert scaled == (agrees, gap * factor)


@given(_pairs(), st.floats(0, 50))
def test_a_wider_claim_agrees_with_all_that_the_narrow_one_does(pair, more):
    interval, band = pair
    low = None if interval.low is None else interval.low - more
    high = None if interval.high is None else interval.high + more
    narrow, wide = compare(interval, band), compare(Interval(low=low, high=high), band)
    assert wide[0] or not narrow[0]
    assert abs(wide[1]) <= abs(narrow[1])


def measured(board, claim):
    """What each reading measures, rounded."""
    found = readings(board, claim, Interval(low=0, high=0))
    return [
        tuple(round(v, 4) for v in (r.measured.low, r.measured.mid, r.measured.high)) for r in found
    ]


def test_a_difference_takes_the_worst_of_both_bands():
    # by rail 235 to 245, by the short road 195 to 205: 30 to 50 more
    board = world({"northern": (235, 240, 245), ("road", "short"): (195, 200, 205)})
    claim = claim_in(board, form="difference", scope={"baseline": "road"})
    assert measured(board, claim) == [(30, 40, 50)]


def test_a_ratio_takes_the_worst_of_both_bands():
    # 90/220 - 1, 100/200 - 1, 110/180 - 1
    board = world({"northern": (90, 100, 110), ("road", "short"): (180, 200, 220)})
    claim = claim_in(
        board, metric="cost", form="ratio", unit="fraction", scope={"baseline": "road"}
    )
    assert measured(board, claim) == [(-0.5909, -0.5, -0.3889)]


@pytest.mark.parametrize(
    ("metric", "unit", "expected"),
    [
        pytest.param("distance", "mile", 100 / 1.609344, id="kilometres to miles"),
        pytest.param("distance", "nmi", 100 / 1.852, id="kilometres to nautical miles"),
        pytest.param("duration", "month", 100 / 30, id="days to months of 30 days"),
        pytest.param("duration", "week", 100 / 7, id="days to weeks"),
        pytest.param("duration", "hour", 2400, id="days to hours"),
        pytest.param("cost", "USD/TEU", 50, id="a TEU is half a FEU"),
        pytest.param("cost", "USD/container", 100, id="a container is a FEU"),
    ],
)
def test_the_band_is_turned_into_the_claims_unit(metric, unit, expected):
    board = world({"northern": (100, 100, 100)})
    claim = claim_in(board, metric=metric, unit=unit)
    assert measured(board, claim) == [(pytest.approx(expected, abs=1e-4),) * 3]


def test_a_scope_left_open_reads_every_variant_origin_and_port():
    board = world({"sea": (1, 1, 1)})
    claim = claim_in(board, route="sea", scope={"from": "unspecified", "to": "unspecified"})
    found = readings(board, claim, Interval(low=0, high=0))
    ways = {(r.way.variant, r.way.origin, r.way.destination) for r in found}
    ends = {"astana", "rotterdam", "new-york"}
    assert ways == {
        (variant, origin, end)
        for variant in ("day", "night")
        for origin in ("karaganda", "dostyk")
        for end in ends
    }


@pytest.mark.parametrize(
    ("scope", "count"),
    [
        pytest.param({"from": ["karaganda"]}, 6, id="one origin of two"),
        pytest.param({"to": ["rotterdam"]}, 4, id="one end of three"),
        pytest.param({"from": ["dostyk"], "to": ["astana"]}, 2, id="one origin and one end"),
        pytest.param({"to": ["dostyk"]}, 0, id="an end that the route does not have"),
    ],
)
def test_a_scope_keeps_the_ways_that_it_names(scope, count):
    board = world({"sea": (1, 1, 1)})
    claim = claim_in(board, route="sea", scope=scope)
    assert len(readings(board, claim, Interval(low=0, high=0))) == count


@pytest.mark.parametrize(
    ("baseline", "expected"),
    [
        pytest.param(
            "unspecified",
            {("road", "short"), ("road", "long"), ("sea", "day"), ("sea", "night")},
            id="every other route",
        ),
        pytest.param(["road"], {("road", "short"), ("road", "long")}, id="each of its variants"),
        pytest.param(["road/long"], {("road", "long")}, id="another variant by name"),
        pytest.param(
            ["road/long", "sea/night"], {("road", "long"), ("sea", "night")}, id="one of each"
        ),
        pytest.param(["away"], set(), id="a route between other places"),
    ],
)
def test_a_baseline_joins_the_same_two_places(baseline, expected):
    board = world({"northern": (1, 1, 1), "road": (1, 1, 1), "sea": (1, 1, 1), "away": (1, 1, 1)})
    claim = claim_in(board, form="difference", scope={"baseline": baseline})
    found = readings(board, claim, Interval(low=0, high=0))
    assert {(r.baseline.route, r.baseline.variant) for r in found} == expected
    assert len(found) == len(expected)
    for r in found:
        assert (r.way.origin, r.way.destination) == (r.baseline.origin, r.baseline.destination)


def test_a_way_without_estimate_is_no_reading():
    board = world({"northern": None})
    assert measured(board, claim_in(board)) == []


def test_facts_of_the_claims_year_are_preferred():
    board = world({})
    both = claim_in(board, metric="traffic", unit="Mt/year")
    assert [k for k, _ in comparable_facts(board.catalog, both)] == ["traffic-2023", "traffic-2024"]
    one = Claim.model_validate(both.model_dump(by_alias=True) | {"year": 2024})
    assert [k for k, _ in comparable_facts(board.catalog, one)] == ["traffic-2024"]
    near = Claim.model_validate(both.model_dump(by_alias=True) | {"year": 2022})
    assert len(comparable_facts(board.catalog, near)) == 2
    far = Claim.model_validate(both.model_dump(by_alias=True) | {"year": 2020})
    assert comparable_facts(board.catalog, far) == []


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        pytest.param({"from": ["astana"], "to": ["dostyk"]}, ("astana", "dostyk"), id="onwards"),
        pytest.param({"from": ["dostyk"], "to": ["astana"]}, ("astana", "dostyk"), id="backwards"),
        pytest.param({"to": ["astana"]}, ("karaganda", "astana"), id="from the usual start"),
        pytest.param({"from": ["astana"]}, ("astana", "rotterdam"), id="to the usual end"),
        pytest.param({"from": [], "to": []}, ("karaganda", "rotterdam"), id="what does not apply"),
    ],
)
def test_a_claim_about_a_part_of_a_route_is_read_of_that_stretch(scope, expected):
    board = world({"through": (1, 1, 1)})
    found = readings(board, claim_in(board, route="through", scope=scope), Interval(low=0, high=0))
    assert [(r.way.origin, r.way.destination) for r in found] == [expected]


def test_a_baseline_that_only_passes_both_places_is_one():
    board = world({"northern": (1, 1, 1), "through": (1, 1, 1)})
    claim = claim_in(board, form="difference", scope={"baseline": ["through"]})
    (found,) = readings(board, claim, Interval(low=0, high=0))
    assert (found.baseline.origin, found.baseline.destination) == ("karaganda", "astana")


def test_a_place_off_the_route_gives_no_reading():
    board = world({"through": (1, 1, 1)})
    claim = claim_in(board, route="through", scope={"to": ["new-york"]})
    assert readings(board, claim, Interval(low=0, high=0)) == ()


@pytest.mark.parametrize(
    ("per", "unit", "paid_for"),
    [
        ("tonne", "fraction", "tonne"),
        ("container", "fraction", "feu"),
        (None, "fraction", "feu"),
        (None, "USD/t", "tonne"),
    ],
)
def test_a_cost_is_counted_by_what_it_is_paid_for(per, unit, paid_for):
    form = "ratio" if unit == "fraction" else "absolute"
    claim = Claim(**claim_data(metric="cost", form=form, low=0.3, high=0.3, unit=unit, per=per))
    assert cargo(claim) == paid_for


def test_wagons_make_another_ratio_per_tonne_than_containers_whose_payload_cancels():
    catalog = load(DEFAULT_PATH).catalog
    here, there = (
        Way(route, None, "karaganda", "yokohama") for route in ("middle-corridor", "russia")
    )
    trains, wagons = (Board(catalog, scenario(service=name)) for name in SERVICES)
    ratios = {
        (board.scenario.service, per): board.contrast([(here, there)], "cost", per=per)[0].ratio.mid
        for board in (trains, wagons)
        for per in ("feu", "tonne")
    }
    boxed = ratios["block-train", "feu"]
    assert ratios["block-train", "tonne"] == pytest.approx(boxed)
    assert ratios["wagonload", "feu"] == pytest.approx(boxed)
    assert abs(ratios["wagonload", "tonne"] - boxed) > 0.05
