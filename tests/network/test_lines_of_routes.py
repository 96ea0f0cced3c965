"""Every rail leg runs on the source's own lines, or on a link that is marked as a patch."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
import shapely

from geo.network import geodesy
from geo.network.sources import read_graph, scgraph_module
from tests.fixtures import all_ways, board

WITHIN_KM = 0.5
STEP_KM = 2.0


@cache
def source_lines():
    """The edges of scgraph-data's railways as they stand in the package, uncompiled."""
    raw = read_graph(scgraph_module("world_railways"))
    ends = raw.lonlat[raw.ends]
    ends = ends[np.abs(ends[:, 0, 0] - ends[:, 1, 0]) < 180]
    return ends, shapely.STRtree(shapely.linestrings(ends))


def rail_legs():
    found = {}
    for way in all_ways(board().catalog):
        measured = board().measure(way)
        for leg in measured.legs if measured else ():
            if leg.leg.mode == "rail":
                found.setdefault(leg.leg, leg.path)
    return found


def without_patches(path):
    """Points every 2 km along a path, those on patch links left out."""
    for stretch in path.stretches:
        if stretch.patch:
            continue
        line = path.lonlat[stretch.start : stretch.end + 1]
        for start, end in pairwise(line):
            count = max(1, int(np.ceil(geodesy.flat_km(start[None], end[None])[0] / STEP_KM)))
            yield from start + (end - start) * np.linspace(0, 1, count + 1)[:, None]


def off_km(points):
    """Distance of points from the nearest edge of the source, on a plane around each."""
    ends, tree = source_lines()
    points = np.array(list(points))
    points[:, 0] = (points[:, 0] + 180) % 360 - 180
    which, edge = tree.query_nearest(shapely.points(points), all_matches=False)
    scale = np.column_stack(
        [np.cos(np.radians(points[which, 1])) * 111.32, np.full(len(which), 110.57)]
    )
    a = (ends[edge, 0] - points[which]) * scale
    b = (ends[edge, 1] - points[which]) * scale
    lines = shapely.linestrings(np.stack([a, b], axis=1))
    return np.asarray(shapely.distance(shapely.Point(0, 0), lines)), points[which]


def test_every_rail_leg_of_every_route_stays_on_the_lines():
    legs = rail_legs()
    assert len(legs) >= 20
    strays = {}
    for leg, path in legs.items():
        away, points = off_km(without_patches(path))
        if away.max() > WITHIN_KM:
            worst = int(away.argmax())
            strays[leg.start, leg.end] = (round(float(away[worst]), 2), points[worst].round(3))
    assert not strays


@pytest.mark.parametrize("shift", [0.01, 0.5])
def test_the_check_itself_finds_a_line_that_strays(shift):
    (path, *_) = rail_legs().values()
    away, _ = off_km(path.lonlat + shift)
    assert np.median(away) > 0.3
