"""Rows behind the charts: no claim or leg is dropped, open ends reach the edge, days add up."""

from __future__ import annotations

import itertools
import json

import pytest

from geo.measure.board import Way
from geo.view import charts
from geo.view.scene import Judgements, Scene, State
from tests.fixtures import board, verdicts

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
        low, high = row["low"], row["high"]
        assert low is None or high is None or low <= high
        assert row["sentence"].endswith(".")


@pytest.mark.parametrize("metric", METRICS)
def test_an_open_end_stays_open_and_a_closed_one_is_the_verdict_s(metric):
    rows = [row for group in charts.comparison_rows(scene(), metric).values() for row in group]
    by_sentence = {row["sentence"]: row for row in rows}
    claims = {k: c for k, c in CATALOG.claims.items() if c.metric == metric}
    assert len(by_sentence) == len(rows) == len(claims)
    for claim_id, claim in claims.items():
        verdict = verdicts()[claim_id]
        row = by_sentence[verdict.sentence]
        factor = 100 if claim.form == "ratio" else 1
        for end in ("low", "high"):
            value = getattr(verdict.asserted, end)
            assert row[end] == (None if value is None else pytest.approx(value * factor)), claim_id
        assert row["note"].startswith(verdict.word)
        publisher = CATALOG.sources[claim.source].publisher
        assert row["note"].endswith(publisher)


def test_some_claims_are_open_above():
    rows = [row for m in METRICS for g in charts.comparison_rows(scene(), m).values() for row in g]
    assert any(row["high"] is None for row in rows)


def test_claims_of_one_source_share_a_colour_and_sources_differ():
    colours = {}
    for metric in METRICS:
        for rows in charts.comparison_rows(scene(), metric).values():
            for row in rows:
                claim_id = next(k for k, v in verdicts().items() if v.sentence == row["sentence"])
                colours.setdefault(CATALOG.claims[claim_id].source, set()).add(row["colour"])
    assert all(len(found) == 1 for found in colours.values())
    assert len(set().union(*colours.values())) == len(colours) > 1


def test_the_nearest_band_lies_within_all_readings():
    for metric in METRICS:
        for rows in charts.comparison_rows(scene(), metric).values():
            for row in rows:
                if row["near low"] is not None:
                    assert row["all low"] <= row["near low"] <= row["near high"] <= row["all high"]


def test_bars_of_one_chart_share_a_unit():
    groups = charts.comparison_rows(scene(), "cost")
    assert set(groups) == {"percent against the baseline", "USD per container (FEU)"}
    assert len(groups["percent against the baseline"]) == 2


def test_no_source_no_bars():
    assert charts.comparison_rows(scene(sources=()), "distance") == {}


def test_every_route_has_a_row_whose_strip_adds_up_to_its_length():
    rows = charts.route_rows(scene())
    assert [row["id"] for row in rows] == list(CATALOG.routes)
    for row in rows:
        route, measured = CATALOG.routes[row["id"]], board().measure(scene().ways[row["id"]])
        assert (row["route"], row["colour"]) == (route.name.en, route.colour)
        assert [leg["mode"] for leg in row["legs"]] == [leg.leg.mode for leg in measured.legs]
        total = sum(leg["km"] for leg in row["legs"])
        assert total == pytest.approx(measured.distance_km.mid, abs=len(row["legs"]))
    json.dumps(rows, allow_nan=False)


@pytest.mark.parametrize("metric", METRICS)
def test_a_route_s_row_gives_the_chosen_figure_with_its_range(metric):
    shown = scene(metric=metric)
    for row in charts.route_rows(shown):
        band = shown.band(row["id"], metric)
        assert float(row["value"].replace(",", "")) == pytest.approx(band.mid, rel=0.01, abs=0.051)
        low, high = (float(n.replace(",", "")) for n in row["range"].split(" to "))
        assert (low, high) == pytest.approx((band.low, band.high), rel=0.01, abs=0.051)
        assert row["claims"].split(" ")[0] == str(len(shown.claims_on(row["id"])))
        assert row["claims"].endswith("claim") == (row["claims"] == "1 claim")
    assert charts.value_unit(metric) == {"distance": "km", "duration": "days"}.get(
        metric, "USD per FEU"
    )


@pytest.mark.parametrize("claim_id", CATALOG.claims)
def test_readings_are_grouped_and_none_is_left_out(claim_id):
    verdict = verdicts()[claim_id]
    rows = charts.reading_rows(scene(), claim_id)
    claim = CATALOG.claims[claim_id]
    if verdict.asserted is None:
        assert rows == []
        return
    factor = 100 if claim.form == "ratio" else 1
    readings = verdict.readings
    assert bool(rows) == bool(readings)
    assert len({row["label"] for row in rows}) == len(rows)
    if not rows:
        return
    low = min(reading.measured.low for reading in readings) * factor
    high = max(reading.measured.high for reading in readings) * factor
    assert min(row["near low"] for row in rows) == pytest.approx(low)
    assert max(row["near high"] for row in rows) == pytest.approx(high)
    notes = {row["note"] for row in rows}
    assert (notes == {"agrees"}) == all(reading.agrees for reading in readings)
    assert (notes == {"differs"}) == (not any(reading.agrees for reading in readings))
    for row in rows:
        assert row["sentence"].startswith(f"{row['label']}: {row['note']}, measured ")


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
def test_the_bars_are_told_in_words_too(metric):
    rows = [row for group in charts.comparison_rows(scene(), metric).values() for row in group]
    said = {row["sentence"] for row in rows}
    for claim_id, claim in CATALOG.claims.items():
        if claim.metric != "quality":
            assert (verdicts()[claim_id].sentence in said) == (claim.metric == metric), claim_id


def test_a_way_of_the_board_is_shown_as_asked():
    shown = scene(variants={"china-khorgos": "tianjin"}, origin="north-katpar")
    assert shown.ways["china-khorgos"] == Way("china-khorgos", "tianjin", "north-katpar", "tianjin")
    onward = scene(destination="yokohama").ways
    assert onward["russia"].destination == "yokohama"
    assert onward["sea-suez"].destination == "rotterdam"
