"""What Waybill costs in time: cold commands, networks, a query, all estimates, a page's rerun.

Run by ``make bench``. The limits are those of the command line's promises; on a busy machine read
the minimum, not the mean.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from itertools import cycle, islice

import pytest

from geo.catalog import DEFAULT_PATH, load
from geo.measure.board import Board
from geo.measure.points import COLUMNS, measure_file
from geo.measure.ways import MODES
from geo.network.rail import RailNetwork, rail
from geo.network.road import RoadNetwork
from geo.network.sea import SeaNetwork
from geo.network.settings import DATA
from geo.view import charts, html, tables, text
from geo.view.lines import lines
from geo.view.mapstate import map_state
from geo.view.scene import Judgements, Scene, State
from geo.view.scriptjson import script_json
from tests.fixtures import ROOT, all_ways, board

pytestmark = pytest.mark.bench

KARAGANDA, DOSTYK, LIANYUNGANG = (73.114, 49.799), (82.484, 45.253), (119.45, 34.73)
CLAIMS_LIMIT_S = 1.0
SNAPSHOT_LIMIT_S = 3.0
ROWS_LIMIT_S = 15.0


def command(*words):
    """Run ``waybill`` in a process of its own, as a shell does."""
    return subprocess.run(
        [sys.executable, "-m", "geo", *map(str, words)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_claims_cold(benchmark):
    out = benchmark.pedantic(command, ("claims", "--json"), rounds=5, warmup_rounds=1)
    assert len(json.loads(out)) == len(board().catalog.claims)
    assert benchmark.stats.stats.min < CLAIMS_LIMIT_S


def test_snapshot_cold(benchmark, tmp_path):
    picture = tmp_path / "x.png"
    benchmark.pedantic(command, ("snapshot", "--out", picture), rounds=5, warmup_rounds=1)
    assert picture.stat().st_size > 50_000
    assert benchmark.stats.stats.min < SNAPSHOT_LIMIT_S


def test_load_catalog(benchmark):
    assert benchmark(load, DEFAULT_PATH).catalog == board().catalog


@pytest.mark.parametrize("network", [RailNetwork, RoadNetwork, SeaNetwork])
def test_load_network(benchmark, network):
    assert benchmark(network.load)


def test_query_karaganda_lianyungang(benchmark):
    path = benchmark(rail().path, [KARAGANDA, DOSTYK, LIANYUNGANG])
    assert 5000 < path.distance_km < 5600


def test_measure_a_thousand_rows(benchmark, tmp_path):
    with (DATA / "published_distances.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["mode"] in MODES]
    path = tmp_path / "ways.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*COLUMNS, "via"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(islice(cycle(rows), 1000))
    assert len(benchmark.pedantic(measure_file, (path,), rounds=1)) == 1000
    assert benchmark.stats.stats.min < ROWS_LIMIT_S


def test_measure_and_estimate_all_ways(benchmark):
    catalog = board().catalog
    ways = all_ways(catalog)

    def estimate():
        fresh = Board(catalog)
        fresh.estimate(ways)
        return fresh

    fresh = benchmark.pedantic(estimate, rounds=3, warmup_rounds=1)
    assert set(fresh.estimates) == set(ways) - set(fresh.faults)


def test_estimate_all_ways(benchmark):
    ways = all_ways(board().catalog)

    def measured():
        return (Board(board().catalog, measured=board().measured), ways), {}

    benchmark.pedantic(Board.estimate, setup=measured, rounds=3)


def test_judge_all_claims(benchmark):
    def judge():
        judgements = Judgements(board())
        return [judgements.verdict(claim_id) for claim_id in board().catalog.claims]

    assert len(benchmark(judge)) == len(board().catalog.claims)


def test_map_file(benchmark):
    drawn = benchmark.pedantic(lambda: script_json(lines(board())), rounds=3, warmup_rounds=1)
    benchmark.extra_info["bytes"] = len(drawn)


@pytest.mark.parametrize("route", [None, "middle-corridor"])
def test_rerun_of_the_first_page(benchmark, route):
    judgements = Judgements(board())
    sources = tuple(board().catalog.sources)

    def rerun():
        scene = Scene(judgements, State(sources=sources, route=route))
        scene.prepare()
        script_json(map_state(scene))
        text.summary(scene)
        tables.claim_rows(scene, scene.numeric_claims("distance"))
        if route:
            tables.leg_rows(scene, route)
            tables.event_rows(scene, route)
            html.course(charts.progress_rows(scene, route), [], "")
        html.bars(charts.comparison_rows(scene, "distance")["km"], "km")
        rows = charts.route_rows(scene)
        html.route_list(rows, route, "km")
        return rows

    assert len(benchmark(rerun)) == len(board().catalog.routes)
