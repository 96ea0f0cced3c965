"""Shortest ways between candidate feet, through all given points in order.

One Dijkstra a leg: an extra node, joined to the ends of every candidate's edge, carries what each
candidate has cost so far. Distances are searched as detours over the great circle (A* by
potentials, after Johnson), within a bound that is widened only when nothing is found.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from geo.network.settings import parameter

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from geo.network.store import Store

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

# The WGS 84 radius of curvature never falls below 6 335 km, so this sphere never overestimates.
FLOOR_RADIUS_KM = 6335.0
START_BOUND_KM = 60.0  # a short leg may wind: look this far round before widening


class Arcs:
    """Both directions of every edge, sorted by tail and head: the same for all that is closed."""

    def __init__(self, store: Store) -> None:
        u, v = store.ends.T
        edges = np.arange(len(u))
        tail, head = np.concatenate([u, v]), np.concatenate([v, u])
        key = tail * len(store.junction) + head
        order = np.argsort(key)
        order = order[tail[order] != head[order]]
        self.store = store
        self.key = key[order]
        self.tail, self.head = tail[order], head[order].astype(np.int32)
        self.edge = np.concatenate([edges, edges])[order]

    @cached_property
    def unit(self) -> Floats:
        """Position of each junction on the unit sphere, shape (n, 3)."""
        return _unit(self.store.junction)


class Graph:
    """The open part of a network as sparse rows, ready for one extra source node.

    Parameters
    ----------
    arcs
        All of the network.
    open_edges
        Whether each edge may be used, shape (m,).
    factor
        What a kilometre of each edge costs, at least 1, shape (m,); None: 1 everywhere.
    """

    def __init__(
        self, arcs: Arcs, open_edges: NDArray[np.bool_], factor: Floats | None = None
    ) -> None:
        self.arcs, self.store = arcs, arcs.store
        kept = slice(None) if open_edges.all() else open_edges[arcs.edge]
        self.size = len(arcs.store.junction)
        self.key, self.edge = arcs.key[kept], arcs.edge[kept].copy()
        self.tail, self.head = arcs.tail[kept], arcs.head[kept]
        self.length = np.maximum(self.store.length_km[self.edge], 1e-6)
        if factor is not None:
            self.length = self.length * factor[self.edge]
        self._cheapest_first()
        rows = np.searchsorted(self.tail, np.arange(self.size + 1))
        self.rows = rows.astype(np.int32)

    @cached_property
    def part(self) -> Ints:
        """Label of the connected part of what is open, junction by junction, shape (n,)."""
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import connected_components

        matrix = csr_array((self.length, self.head, self.rows), shape=(self.size, self.size))
        return np.asarray(connected_components(matrix, directed=False)[1])

    def _cheapest_first(self) -> None:
        """Order edges between the same two junctions by cost, so that a look-up finds the least."""
        again = np.flatnonzero(self.key[1:] == self.key[:-1])
        double = np.union1d(again, again + 1)
        order = double[np.lexsort((self.edge[double], self.length[double], self.key[double]))]
        self.length[double], self.edge[double] = self.length[order], self.edge[order]

    def edges_between(self, tails: Ints, heads: Ints) -> Ints:
        """Give the cheapest edge between each pair of neighbours, all of shape (k,)."""
        return np.asarray(self.edge[np.searchsorted(self.key, tails * self.size + heads)])

    def distances(
        self, sources: tuple[Ints, Floats], targets: Ints, goal: Floats, goal_reach_km: float
    ) -> tuple[Floats, Ints]:
        """Search from an extra node whose arcs lead to the sources' nodes at their costs.

        Parameters
        ----------
        sources
            Junctions, and what each has cost so far. [km]
        targets
            Junctions, all of which are searched for until found.
        goal
            lon, lat of a point that all targets lie around. [deg]
        goal_reach_km
            No target lies farther from the goal. [km]

        Returns
        -------
        distance
            From the extra node to every junction, infinite where not reached. [km]
        before
            Previous node on the way; ``size`` is the extra node, negative is none.
        """
        nodes, offsets = sources
        targets = targets[np.isin(self.part[targets], self.part[nodes])]
        if not len(targets):
            return np.full(self.size, np.inf), np.full(self.size + 1, -1)
        direct = self._floor(goal, goal_reach_km, nodes)
        bound = parameter("query.detour_share") * float(direct.max()) + START_BOUND_KM
        bound += float(np.ptp(offsets))
        reduced, floor = self.length, np.zeros(1)
        if float(direct.max()) > parameter("query.plain_km"):
            floor = self._floor(goal, goal_reach_km, slice(None))
            reduced = np.maximum(self.length - floor[self.tail] + floor[self.head], 0.0)
            start = offsets + direct
        else:  # so near that a search in all directions costs less than a floor for every junction
            start, bound = offsets, bound + float(direct.max())
        least = float(start.min())
        unique, arc = _least(nodes, start - least)
        matrix = self._matrix(reduced, unique, arc)
        for limit in (bound, 8 * bound, np.inf):
            distance, before = _dijkstra(matrix, self.size, limit)
            distance = distance[: self.size] + least - floor
            # all, not any: a candidate that this leg reaches late may serve the next leg best
            if np.isfinite(distance[targets]).all():
                break
        return distance, before

    def _floor(self, goal: Floats, reach_km: float, nodes: Ints | slice) -> Floats:
        """Bound from below the way from each of some junctions to the goal's surroundings [km]."""
        # only a search of all junctions is worth keeping their positions for
        every = isinstance(nodes, slice)
        unit = self.arcs.unit[nodes] if every else _unit(self.store.junction[nodes])
        cosine = np.clip(unit @ _unit(goal[None, :])[0], -1.0, 1.0)
        return np.asarray(np.maximum(FLOOR_RADIUS_KM * np.arccos(cosine) - reach_km, 0.0))

    def _matrix(self, reduced: Floats, nodes: Ints, arc: Floats) -> csr_array:
        from scipy.sparse import csr_array

        data = np.concatenate([reduced, arc])
        heads = np.concatenate([self.head, nodes.astype(np.int32)])
        rows = np.append(self.rows, np.int32(len(data)))
        return csr_array((data, heads, rows), shape=(self.size + 1, self.size + 1))


def _dijkstra(matrix: csr_array, source: int, limit: float) -> tuple[Floats, Ints]:
    from scipy.sparse.csgraph import dijkstra

    distance, before = dijkstra(matrix, indices=source, limit=limit, return_predecessors=True)
    return distance, before


def _unit(lonlat: Floats) -> Floats:
    lon, lat = np.radians(lonlat).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _least(nodes: Ints, cost: Floats) -> tuple[Ints, Floats]:
    """Keep the cheapest offset of each node, nodes in ascending order."""
    order = np.lexsort((cost, nodes))
    unique, first = np.unique(nodes[order], return_index=True)
    return unique, cost[order][first]
