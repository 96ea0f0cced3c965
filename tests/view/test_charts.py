"""Rows behind the charts: no claim or leg is dropped, open ends reach the edge, days add up."""

from __future__ import annotations

import itertools
import json

import pytest

from geo.measure.board import Way
from geo.view import charts
from geo.view.scene import Judgements, Scene, State
from tests.fixtures import board

CATALOG = board().catalog
JUDGEMENTS = Judgements(board())
METRICS = ["distance", "duration", "cost"]


def scene(**choices):
    """A scene over the shipped catalog, all sources shown unless told otherwise."""
    made = Scene(JUDGEMENTS, State(**{"sources": tuple(CATALOG.sources)} | choices))
    made.prepare()
    return made


@pytest.mark.parametrize("metric", [*METRICS, "traffic", "capacity", "share"])
def test_every_claim_on_the_metric_has_a_bar(metric):
    groups = charts.comparison_rows(scene(), metric)
    rows = [row for group in groups.values() for row in group]
    assert len(rows) == sum(claim.metric == metric for claim in CATALOG.claims.values())
    json.dumps(rows, allow_nan=False)
    for row in rows:
        assert row["low"] <= row["middle"] <= row["high"]
        assert row["open"] in ("", "low", "high")
        assert (row["edge"] is None) == (row["open"] == "")


def test_an_open_end_reaches_beyond_all_that_is_drawn():
    for metric in METRICS:
        for rows in charts.comparison_rows(scene(), metric).values():
            drawn = [row[key] for row in rows for key in ("all low", "all high") if row[key]]
            for row in rows:
                if row["open"] == "high" and drawn:
                    assert row["high"] >= max(drawn)
                if row["open"] == "low" and drawn and min(drawn) < 0:
                    assert row["low"] <= min(drawn)


def test_the_nearest_band_lies_within_all_readings():
    for metric in METRICS:
        for rows in charts.comparison_rows(scene(), metric).values():
            for row in rows:
                if row["near low"] is not None:
                    assert row["all low"] <= row["near low"] <= row["near high"] <= row["all high"]


def test_bars_of_one_chart_share_a_unit():
    groups = charts.comparison_rows(scene(), "cost")
    assert set(groups) == {"percent", "USD per FEU"}
    assert len(groups["percent"]) == 2


def test_no_source_no_bars():
    assert charts.comparison_rows(scene(sources=()), "distance") == {}


def test_strips_have_a_piece_a_leg_that_add_up_to_the_routes_length():
    rows = charts.strip_rows(scene())
    for route_id in CATALOG.routes:
        pieces = [row for row in rows if row["id"] == route_id]
        measured = board().measure(scene().ways[route_id])
        assert [row["number"] for row in pieces] == list(range(len(measured.legs)))
        total = sum(row["km"] for row in pieces)
        assert total == pytest.approx(measured.distance_km.mid, abs=len(pieces))


def test_a_chosen_route_stands_out():
    rows = charts.strip_rows(scene(route="russia"))
    assert {row["opacity"] for row in rows if row["id"] == "russia"} == {1.0}
    assert {row["opacity"] for row in rows if row["id"] != "russia"} == {0.3}


@pytest.mark.parametrize("route_id", CATALOG.routes)
def test_the_space_time_line_climbs_to_the_routes_end(route_id):
    rows = charts.progress_rows(scene(), route_id)
    way = scene().ways[route_id]
    if not rows:
        assert any(step.days is None for step in board().estimates[way].steps)
        return
    for before, after in itertools.pairwise(rows):
        assert before["km"] <= after["km"]
        assert all(before[end] <= after[end] for end in ("low", "days", "high"))
        assert after["low"] <= after["days"] <= after["high"]
    assert rows[-1]["km"] == pytest.approx(board().measure(way).distance_km.mid, abs=2)
    assert rows[0]["days"] == 0


def test_dwell_stands_as_a_vertical_step():
    rows = charts.progress_rows(scene(), "middle-corridor")
    stops = [
        after["days"] - before["days"]
        for before, after in itertools.pairwise(rows)
        if before["km"] == after["km"]
    ]
    assert sum(stops) > 1


@pytest.mark.parametrize("metric", METRICS)
def test_the_chart_is_told_in_words_too(metric):
    said = charts.text_alternative(scene(), metric)
    for claim_id, claim in CATALOG.claims.items():
        assert (claim.summary in said) == (claim.metric == metric), claim_id


def test_a_way_of_the_board_is_shown_as_asked():
    shown = scene(variants={"china-khorgos": "tianjin"}, origin="north-katpar")
    assert shown.ways["china-khorgos"] == Way("china-khorgos", "tianjin", "north-katpar")
    onward = scene(destination="yokohama").ways
    assert onward["russia"].destination == "yokohama"
    assert onward["sea-suez"].destination is None
