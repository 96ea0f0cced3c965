"""From the candidates of one point to those of the next, and the parts of edges between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.network.search import Graph
    from geo.network.snap import Feet
    from geo.network.store import Store

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Parts of edges that a way uses, in order; all arrays have shape (k,).

    Attributes
    ----------
    edge
        Edge number.
    from_km, to_km
        Lengths along the edge between which the way uses it. [km]
    """

    edge: Ints
    from_km: Floats
    to_km: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Leg:
    """How the candidates of one point were reached from those of the point before.

    Attributes
    ----------
    total
        Least cost of reaching each candidate, infinite where there is no way, shape (k,). [km]
    last
        Junction by which each candidate was reached, shape (k,).
    direct
        Candidate of the point before on the same edge, if that way is cheaper; else -1, shape (k,).
    before
        Previous junction on the way to each junction; see `Graph.distances`.
    sources, offsets, owner
        Junctions the search began from, what each had cost, and whose candidate it was.
    """

    total: Floats
    last: Ints
    direct: Ints
    before: Ints
    sources: Ints
    offsets: Floats
    owner: Ints

    def way(self, candidate: int) -> list[int]:
        """Give the junctions on the way to a candidate, none if it lies on the same edge."""
        if self.direct[candidate] >= 0:
            return []
        return _back(self.before, int(self.last[candidate]), len(self.before) - 1)

    def parent(self, candidate: int) -> int:
        """Give the candidate of the point before from which one was reached."""
        if self.direct[candidate] >= 0:
            return int(self.direct[candidate])
        mine = self.sources == self.way(candidate)[0]
        return int(self.owner[mine][int(np.argmin(self.offsets[mine]))])


def advance(graph: Graph, cost: Floats, start: Feet, goal: Feet, at: tuple[float, float]) -> Leg:
    """Reach each foot of ``goal`` at the least cost, given what each foot of ``start`` has cost."""
    store = graph.store
    ends, length = store.ends[start.edge], store.length_km[start.edge]
    finite = np.isfinite(cost)
    sources = np.concatenate([ends[finite, 0], ends[finite, 1]])
    offsets = np.concatenate([(cost + start.at_km)[finite], (cost + length - start.at_km)[finite]])
    owner = np.tile(np.flatnonzero(finite), 2)
    reach = float(goal.away_km.max()) + float(store.length_km[goal.edge].max()) + 1.0
    both = store.ends[goal.edge].T
    distance, before = graph.distances((sources, offsets), both.ravel(), np.array(at), reach)
    rest = np.stack([goal.at_km, store.length_km[goal.edge] - goal.at_km])
    ways = distance[both] + rest
    side = np.argmin(ways, axis=0)
    every = np.arange(len(goal))
    total, last = ways[side, every], both[side, every]
    direct = np.full(len(goal), -1)
    for k in np.flatnonzero(np.isin(goal.edge, start.edge[finite])).tolist():
        same = np.flatnonzero((start.edge == goal.edge[k]) & finite)
        along = cost[same] + np.abs(goal.at_km[k] - start.at_km[same])
        nearest = int(np.argmin(along))
        if along[nearest] <= total[k]:
            total[k], direct[k] = along[nearest], same[nearest]
    return Leg(total, last, direct, before, sources, offsets, owner)


def _back(before: Ints, node: int, source: int) -> list[int]:
    way = [node]
    while (node := int(before[node])) != source:
        way.append(node)
    return way[::-1]


def pieces(
    graph: Graph, start: tuple[int, float], goal: tuple[int, float], way: list[int]
) -> Pieces:
    """List the parts of edges from one foot (edge, length along it) to another by junctions."""
    store = graph.store
    (edge, at), (last, end) = start, goal
    if not way:
        return Pieces(np.array([edge]), np.array([at]), np.array([end]))
    nodes = np.array(way)
    middle = graph.edges_between(nodes[:-1], nodes[1:])
    length = store.length_km[middle]
    forward = store.ends[middle, 0] == nodes[:-1]
    low, high = np.where(forward, 0.0, length), np.where(forward, length, 0.0)
    return Pieces(
        np.concatenate([[edge], middle, [last]]),
        np.concatenate([[at], low, [_end_km(store, last, way[-1], end)]]),
        np.concatenate([[_end_km(store, edge, way[0], at)], high, [end]]),
    )


def _end_km(store: Store, edge: int, node: int, at: float) -> float:
    """Length along an edge at which it meets a junction; of a ring, the nearer end."""
    u, v = store.ends[edge].tolist()
    length = float(store.length_km[edge])
    if u == v:
        return 0.0 if at <= length / 2 else length
    return 0.0 if u == node else length
