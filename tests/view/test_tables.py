"""Rows and sentences of the page: totals are sums, no row is dropped, no value fails to print."""

from __future__ import annotations

import itertools
import json
import re

import pytest

from geo.compare.verdicts import WORDS
from geo.measure.board import Board
from geo.view import charts, tables, text
from geo.view.scene import Judgements, Scene, State
from tests.fixtures import board, catalog_of, small, verdicts

CATALOG = board().catalog
SOURCES = tuple(CATALOG.sources)
JUDGEMENTS = Judgements(board())
MINES = ["karaganda", "north-katpar", "upper-kairakty"]
CHOICES = [
    pytest.param({}, id="nothing chosen"),
    pytest.param({"origin": "north-katpar", "metric": "duration"}, id="from the mine, by days"),
    pytest.param({"destination": "new-york", "metric": "cost"}, id="on to New York, by cost"),
    pytest.param({"variants": {"middle-corridor": "mersin"}, "theme": "dark"}, id="by Mersin"),
    pytest.param({"sources": ()}, id="no source"),
    pytest.param({"sources": ("lude-tungsten",)}, id="a source without claims"),
]


def scene(**choices):
    """A scene over the shipped catalog, all sources shown unless told otherwise."""
    made = Scene(JUDGEMENTS, State(**{"sources": SOURCES} | choices))
    made.prepare()
    return made


def unmeasured_scene():
    """A scene with one route that can't be measured and one that can."""
    data = small()
    data["places"]["tokyo"] = {
        "name": "Tokyo",
        "lon": 139.77,
        "lat": 35.68,
        "kind": "city",
        "country": "JP",
    }
    data["routes"]["northern"]["legs"][0]["to"] = "tokyo"
    made = Scene(Judgements(Board(catalog_of(data))), State(sources=("gazette",)))
    made.prepare()
    return made


def assert_printed(rows):
    """Every cell is there and none shows a value that failed."""
    shown = json.dumps(rows, ensure_ascii=False, allow_nan=False)
    assert not re.search(r"\bNone\b|\bnan\b|Band\(|Interval\(", shown)


@pytest.mark.parametrize("choices", CHOICES)
def test_every_route_has_a_row(choices):
    rows = charts.route_rows(scene(**choices))
    assert [row["route"] for row in rows] == [r.name.en for r in CATALOG.routes.values()]
    assert_printed(rows)


@pytest.mark.parametrize("choices", CHOICES)
@pytest.mark.parametrize("route_id", CATALOG.routes)
def test_a_routes_length_is_the_sum_of_its_legs(route_id, choices):
    shown = scene(**choices)
    legs = tables.leg_rows(shown, route_id)
    (row,) = [r for r in charts.route_rows(shown) if r["id"] == route_id]
    assert legs
    length = board().measure(shown.ways[route_id]).distance_km.mid
    assert length == pytest.approx(sum(leg["km"] for leg in legs), abs=len(legs))
    assert [piece["km"] for piece in row["legs"]] == [leg["km"] for leg in legs]
    assert [piece["mode"] for piece in row["legs"]] == [leg["mode"] for leg in legs]
    assert row["way"].split(" – ")[0] == legs[0]["leg"].split(" – ")[0]
    assert row["way"].split(" – ")[-1] == legs[-1]["leg"].split(" – ")[-1]
    for before, after in itertools.pairwise(legs):
        assert before["leg"].split(" – ")[-1] == after["leg"].split(" – ")[0]
    assert_printed(legs)


def test_a_leg_on_patch_links_says_so():
    notes = {row["leg"]: row["line"] for row in tables.leg_rows(scene(), "middle-corridor")}
    patched = board().measure(scene().ways["middle-corridor"]).legs
    for leg in patched:
        assert ("patch" in notes[f"{_name(leg.leg.start)} – {_name(leg.leg.end)}"]) == bool(
            leg.patches
        )


def _name(place):
    return CATALOG.places[place].name.en


@pytest.mark.parametrize("route_id", CATALOG.routes)
def test_events_come_in_order_and_none_is_dropped(route_id):
    shown = scene()
    rows = tables.event_rows(shown, route_id)
    measured = board().measure(shown.ways[route_id])
    counted = {"border": 0, "gauge break": 0, "transhipment": 0}
    for row in rows:
        counted[row["event"]] += 1
    kinds = [event.kind for leg in measured.legs for event in leg.path.events]
    modes = [leg.leg.mode for leg in measured.legs]
    assert counted == {
        "border": kinds.count("border"),
        "gauge break": kinds.count("gauge-break"),
        "transhipment": sum(a != b for a, b in itertools.pairwise(modes)),
    }
    at = [row["km"] for row in rows]
    assert at == sorted(at)
    assert not at or at[-1] <= round(measured.distance_km.mid)


def test_the_china_route_breaks_gauge_once_at_the_border():
    rows = tables.event_rows(scene(), "china-alashankou")
    breaks = [row for row in rows if row["event"] == "gauge break"]
    assert [row["where"] for row in breaks] == ["1520 to 1435 mm, Alashankou (4 km off)"]
    borders = [row for row in rows if row["where"].startswith("KZ to CN, Alashankou")]
    assert breaks[0]["km"] in [row["km"] for row in borders]


def test_the_middle_corridor_is_transhipped_to_the_ferry_and_back():
    rows = tables.event_rows(scene(), "middle-corridor")
    where = [row["where"] for row in rows if row["event"] == "transhipment"]
    assert where == ["Aktau: rail to ferry", "Alat: ferry to rail"]


@pytest.mark.parametrize("choices", CHOICES)
def test_every_shown_claim_has_a_row(choices):
    shown = scene(**choices)
    rows = tables.claim_rows(shown, shown.claims)
    wanted = [c for c in CATALOG.claims.values() if c.source in shown.state.sources]
    assert [row["claim"] for row in rows] == [claim.summary for claim in wanted]
    assert {row["verdict"] for row in rows} <= set(WORDS)
    assert_printed(rows)


def test_a_claim_row_holds_what_is_asserted_and_measured():
    shown = scene()
    (row,) = tables.claim_rows(shown, {"corridor-days": CATALOG.claims["corridor-days"]})
    assert row["asserted"] == "40 to 50 days"
    assert row["words"] == "四十余"
    assert row["date"] == "undated"
    assert row["measured"].endswith(" days")


@pytest.mark.parametrize("claim_id", CATALOG.claims)
def test_every_reading_has_a_row(claim_id):
    verdict = verdicts()[claim_id]
    rows = tables.reading_rows(scene(), CATALOG.claims[claim_id], verdict.readings)
    assert len(rows) == len(verdict.readings)
    assert [row["verdict"] == "agrees" for row in rows] == [r.agrees for r in verdict.readings]
    for row in rows:
        assert (row["the claim lies"] == "within") == (row["verdict"] == "agrees")
    assert_printed(rows)


def test_claims_on_a_route_take_in_its_facilities():
    on = scene().claims_on("middle-corridor")
    assert {"corridor-length", "aktau-hub-capacity", "poti-congested"} <= set(on)
    assert "khorgos-trains" not in on
    assert "khorgos-trains" in scene().claims_on("china-khorgos")


def test_a_route_that_can_not_be_measured_keeps_its_row_and_says_why():
    shown = unmeasured_scene()
    first, second = charts.route_rows(shown)
    assert (first["id"], first["route"], first["way"]) == (
        "northern",
        "Northern way",
        "not measured",
    )
    assert (first["value"], first["range"], first["legs"]) == ("–", "no estimate", [])
    assert float(second["value"].replace(",", "")) > 1000
    assert charts.progress_rows(shown, "northern") == []
    assert tables.leg_rows(shown, "northern") == []
    assert tables.event_rows(shown, "northern") == []
    assert "Tokyo" in text.route_note(shown, "northern")
    title, figures, notes = text.panel(shown, "northern")
    assert title == "Northern way"
    assert figures == [
        ("no estimate of distance", ""),
        ("no estimate of days", ""),
        ("no estimate of cost", ""),
    ]
    assert notes == text.route_note(shown, "northern")
    assert text.progress(shown, "northern") == "Northern way: no estimate of days"


@pytest.mark.parametrize("choices", CHOICES)
def test_the_summary_counts_what_is_shown(choices):
    shown = scene(**choices)
    said = text.summary(shown)
    assert said.startswith(f"{len(shown.state.sources)} of 5 sources shown: ")
    figures = [k for k, c in shown.claims.items() if c.metric != "quality"]
    assert f"{len(shown.claims)} claims, {len(figures)} with a figure" in said
    counted = sum(int(n) for n in re.findall(r"(\d+) (?:agree|depend|say|differ|not)", said))
    assert counted == len(figures)


@pytest.mark.parametrize("route_id", CATALOG.routes)
@pytest.mark.parametrize("choices", CHOICES)
def test_sentences_about_a_route_print_every_value(route_id, choices):
    shown = scene(**choices, route=route_id)
    said = [
        text.panel(shown, route_id),
        text.progress(shown, route_id),
        text.route_note(shown, route_id),
        text.summary(shown),
        text.claims_title(shown),
        text.comparison_title(shown.state.metric),
        text.comparison_key(),
    ]
    assert_printed(said)
    assert CATALOG.routes[route_id].name.en in text.summary(shown)


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        pytest.param((), ["No source is shown", "Turn one on"], id="no source"),
        pytest.param(
            ("lude-tungsten",), ["Lude Media assert", "nothing about a route"], id="a silent one"
        ),
        pytest.param(("mustafin-interview",), ["assert no cost"], id="one without figures"),
    ],
)
def test_an_empty_comparison_says_why_and_what_to_do(sources, words):
    said = text.nothing_asserted(scene(sources=sources), "cost")
    for word in words:
        assert word in said
    assert said.endswith(".")
