"""What would have to be true: the deciding assumptions, and the nearest change of the model."""

from __future__ import annotations

import re

import pytest

from geo.compare.conditions import deciding, in_words, meets
from geo.compare.readings import Reading
from geo.compare.verdicts import judge
from geo.compare.whatif import way_to_agree
from geo.measure.board import Board, Way
from geo.measure.contrast import contrasts
from geo.measure.distance import Band
from geo.measure.estimate import estimate
from geo.measure.scenario import scenario
from tests.compare.worlds import claim_data, data, world
from tests.fixtures import board, catalog_of, verdicts


def reading(end, base="road", *, agrees):
    lines = (("sea", "day"), (base, "short"))
    way, against = (Way(route, variant, "karaganda", end) for route, variant in lines)
    return Reading(way, against, None, Band(1, 1, 1), agrees, 0.0 if agrees else 1.0)


def yes(*where):
    return reading(*where, agrees=True)


def no(*where):
    return reading(*where, agrees=False)


CATALOG = catalog_of(data())


def said(*readings):
    """The deciding assumptions in words."""
    return in_words(CATALOG, deciding(readings))


def test_one_assumption_is_enough():
    found = said(yes("rotterdam"), no("new-york"))
    assert found == "the destination is Rotterdam"


def test_two_assumptions_where_one_is_not_enough():
    found = said(
        yes("rotterdam", "road"),
        no("rotterdam", "northern"),
        no("new-york", "road"),
        no("new-york", "northern"),
    )
    assert found == "the destination is Rotterdam and the baseline is “Highway”"


def test_alternatives_share_what_they_have_in_common():
    found = said(
        yes("rotterdam", "road"),
        yes("rotterdam", "northern"),
        no("rotterdam", "away"),
        no("new-york", "road"),
        no("new-york", "northern"),
    )
    first, rest = found.split(" and ")
    assert first == "the destination is Rotterdam"
    assert set(rest.split(", or ")) == {
        "the baseline is “Highway”",
        "the baseline is “Northern way”",
    }


@pytest.mark.parametrize("agrees", [True, False])
def test_nothing_decides_where_all_readings_are_alike(agrees):
    assert deciding([reading(end, agrees=agrees) for end in ("rotterdam", "new-york")]) == ()


@pytest.mark.parametrize("claim_id", ["china-shorter", "china-days", "russia-detour"])
def test_every_reading_under_the_deciding_assumptions_agrees(claim_id):
    verdict = verdicts()[claim_id]
    groups = deciding(verdict.readings)
    inside = [r for r in verdict.readings if meets(r, groups)]
    assert inside
    assert all(r.agrees for r in inside)


def test_the_worked_example_of_the_design():
    found = way_to_agree(board(), verdicts()["china-shorter"])
    assert found.sentence == (
        "Agrees if the destination is Los Angeles and the baseline is “Through Russia”."
    )


def test_a_claim_that_agrees_needs_nothing():
    assert way_to_agree(board(), verdicts()["corridor-length"]) is None
    assert way_to_agree(board(), verdicts()["corridor-traffic"]) is None
    assert way_to_agree(board(), verdicts()["russia-dear"]) is None


def test_the_quantity_that_is_named_does_make_it_agree():
    """Checked by the estimate itself, with the value that the sentence names."""
    found = way_to_agree(board(), verdicts()["land-bridge-faster"]).sentence
    speed = re.search(r"the speed of ships to be ([\d.]+) km/h instead of ([\d.]+)", found)
    asked, used = map(float, speed.groups())
    assert used == 26.5
    nearest = verdicts()["land-bridge-faster"].nearest
    ways = [board().measure(way) for way in (nearest.way, nearest.baseline)]
    (plain,) = contrasts([tuple(ways)], board().catalog, "days")
    assert plain.difference.low == pytest.approx(nearest.measured.low)
    # A ship slower by a tenth: the sea takes longer, and the land saves a nearly full month.
    slower = scenario(overrides=[("sea.speed_kmh", asked * 0.99)])
    here, there = (estimate([way], board().catalog, scenario=slower)[0] for way in ways)
    assert asked < used
    assert there.duration_days.high - here.duration_days.low > 25.5


def test_a_distance_says_how_far_it_would_have_to_move():
    judged = world({"northern": (235, 240, 245)}, said=claim_data(low=261, high=261))
    found = way_to_agree(judged, judge(judged, "said"))
    assert found.sentence == (
        "Would need the nearest way to be 15.5 km longer, 1.1 times what it is."
    )


def test_a_published_figure_says_how_far_it_would_have_to_move():
    figures = {"metric": "traffic", "unit": "Mt/year", "year": 2024, "low": 11, "high": 11}
    judged = world({}, said=claim_data(**figures))
    found = way_to_agree(judged, judge(judged, "said"))
    assert found.sentence == (
        "Would need the published figure to be 5.5 Mt a year higher, 2.1 times what it is."
    )


def test_a_reading_beyond_the_scope_is_named_as_such():
    bands = {("sea", "rotterdam"): (90, 100, 110), ("sea", "new-york"): (240, 250, 260)}
    scope = {"from": ["karaganda"], "to": ["rotterdam"]}
    judged = world(bands, said=claim_data(route="sea", low=250, high=250, scope=scope))
    verdict = judge(judged, "said")
    assert verdict.word == "differs"
    found = way_to_agree(judged, verdict).sentence
    assert "from Karaganda to New York, which the article does not speak of" in found


def test_the_search_repeats():
    fresh = Board(board().catalog)
    verdict = judge(fresh, "china-cheaper")
    assert way_to_agree(fresh, verdict) == way_to_agree(fresh, verdict)
