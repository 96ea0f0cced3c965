"""Small networks made on the spot, and their shortest ways by another method."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely
from hypothesis import assume
from hypothesis import strategies as st

from geo.network import compile as compiling
from geo.network import geodesy
from geo.network.contract import contract
from geo.network.draft import Draft
from geo.network.lines import LineNetwork

CODES = ("", "KZ", "CN", "RU")
STEP_DEG = 0.2
REACH_KM = 7.0  # an end is joined to lines within 6 km


class MadeNetwork(LineNetwork):
    """A network of a few nodes."""

    file = "made.npz"
    noun = "made line"


@st.composite
def drawn(draw):
    """Nodes on a jittered grid, a tree that joins them, further edges, their windings."""
    count = draw(st.integers(4, 9))
    cells = draw(st.lists(st.integers(0, 48), min_size=count, max_size=count, unique=True))
    lonlat = np.array([(60 + STEP_DEG * (c % 7), 45 + STEP_DEG * (c // 7)) for c in cells])
    tree = [(draw(st.integers(0, n - 1)), n) for n in range(1, count)]
    node = st.integers(0, count - 1)
    more = draw(st.lists(st.tuples(node, node).filter(lambda e: e[0] < e[1]), max_size=4))
    ends = np.array(list(dict.fromkeys([*tree, *more])))
    winding = st.lists(st.floats(1, 1.5), min_size=len(ends), max_size=len(ends))
    country = st.lists(st.sampled_from([1, 2, 3]), min_size=len(ends), max_size=len(ends))
    assume(all(apart(lonlat, ends, node) for node in (0, count - 1)))
    return lonlat, ends, np.array(draw(winding)), np.array(draw(country), dtype=np.int16)


def apart(lonlat, ends, node):
    """Say whether no edge but its own passes so near to a node that it could be joined there."""
    scale = np.array([78.8, 111.0])  # km in a degree at 45 N
    others = ends[(ends != node).all(axis=1)]
    lines = shapely.linestrings(lonlat[others] * scale)
    return bool((shapely.distance(lines, shapely.Point(lonlat[node] * scale)) > REACH_KM).all())


def lengths_km(lonlat, ends, winding):
    """Length of each edge: its chord, times its winding."""
    return geodesy.segment_km(lonlat[ends[:, 0]], lonlat[ends[:, 1]]) * winding


PLANNED = replace(compiling.JOINT, id="planned", planned=True)


@st.composite
def anywhere(draw, lonlat):
    """A position up to some 8 km from a node, on any side: many lie nearest to another edge."""
    lon, lat = lonlat[draw(st.integers(0, len(lonlat) - 1))].tolist()
    off = st.floats(-0.07, 0.07)
    return lon + draw(off), lat + draw(off)


def network(folder, lonlat, ends, winding, country, planned=None):
    """Write a network as the compiler does, and load it; ``planned`` marks links not yet open."""
    zero = np.zeros(len(ends), dtype=np.int16)
    patch = zero.copy() if planned is None else np.array(planned, dtype=np.int16)
    draft = Draft(lonlat, ends, lengths_km(lonlat, ends, winding), country, zero, patch)
    chains = contract(draft, prune=False)
    target = folder / MadeNetwork.file
    compiling.write(target, draft, chains, (PLANNED,), CODES, "made for a test")
    return MadeNetwork.load(target)


def floyd_warshall_km(lonlat, ends, winding):
    """Shortest lengths between all nodes, by the textbook's three loops."""
    size = len(lonlat)
    away = np.full((size, size), np.inf)
    np.fill_diagonal(away, 0.0)
    for (u, v), km in zip(ends.tolist(), lengths_km(lonlat, ends, winding).tolist(), strict=True):
        away[u, v] = away[v, u] = min(away[u, v], km)
    for middle in range(size):
        away = np.minimum(away, away[:, middle, None] + away[None, middle, :])
    return away
