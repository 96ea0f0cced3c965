"""How long the networks take to load, and a thousand rows to measure.

``make bench T="-k networks -s"`` prints them in processor time, which other work on the machine
disturbs least. Issue 3 allows 150 ms a network and 15 s for the rows.
"""

from __future__ import annotations

import time

import pytest
import scipy.sparse.csgraph  # noqa: F401 - its import is not counted

from geo.measure.points import measure_file
from geo.network.published import published
from geo.network.rail import RailNetwork
from geo.network.road import RoadNetwork
from geo.network.sea import SeaNetwork

pytestmark = pytest.mark.bench

ROUNDS = 5
ROWS = 1000
ENDS = {
    RailNetwork: [(73.114, 49.799), (119.45, 34.73)],
    RoadNetwork: [(73.264, 48.686), (72.859, 48.26)],
    SeaNetwork: [(121.497, 31.4), (4.442, 51.904)],
}


@pytest.mark.parametrize("network", list(ENDS))
def test_loading(network):
    loads, firsts = [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        fresh = network.load()
        loads.append(time.process_time() - start)
        fresh.answer(fresh.ask(ENDS[network], fresh.shut))
        firsts.append(time.process_time() - start)
    load, first = (1000 * min(times) for times in (loads, firsts))
    print(f"\n{network.file}: loaded in {load:.0f} ms, {first:.0f} ms with a first way")


def test_a_thousand_rows(tmp_path):
    rows = [r for r in published() if r.use and r.mode == "rail"]
    lines = ["id,mode,from_lat,from_lon,to_lat,to_lon,via"]
    for number in range(ROWS):
        (lon, lat), *vias, (end_lon, end_lat) = rows[number % len(rows)].points
        shift = 1e-4 * (number // len(rows))  # no row is asked for twice
        via = ";".join(f"{y} {x}" for x, y in vias)
        lines.append(f"{number},rail,{lat + shift},{lon},{end_lat},{end_lon + shift},{via}")
    table = tmp_path / "rows.csv"
    table.write_text("\n".join(lines), encoding="utf-8")
    start = time.process_time()
    measured = measure_file(table)
    print(f"\n{ROWS:,} rows in {time.process_time() - start:.1f} s")
    assert all("error" not in row for row in measured)
