"""The graph while it is being compiled: plain arrays that grow, one edge a straight segment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

import numpy as np

from geo.network import geodesy

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

ON_NODE_KM = 0.15  # closer than the source's rounding (0.001 degree): use the node itself


@dataclass(frozen=True, slots=True)
class Draft:
    """Nodes and straight edges of a network under construction.

    Attributes
    ----------
    lonlat
        Node positions, shape (n, 2). [deg]
    ends
        Node numbers of each edge, shape (m, 2).
    length_km
        Length along the line, at least that of the chord, shape (m,). [km]
    country, gauge_mm, patch
        Country number, gauge (0 unknown) and patch number (0 none) of each edge, shape (m,).
    """

    lonlat: Floats
    ends: Ints
    length_km: Floats
    country: NDArray[np.int16]
    gauge_mm: NDArray[np.int16]
    patch: NDArray[np.int16]

    def keep(self, edges: NDArray[np.bool_]) -> Self:
        """Drop the other edges; nodes stay numbered as they are."""
        columns = ("ends", "length_km", "country", "gauge_mm", "patch")
        return replace(self, **{name: getattr(self, name)[edges] for name in columns})

    def with_nodes(self, lonlat: Floats) -> tuple[Self, Ints]:
        """Add nodes and give their numbers."""
        numbers = np.arange(len(self.lonlat), len(self.lonlat) + len(lonlat))
        return replace(self, lonlat=np.concatenate([self.lonlat, lonlat])), numbers

    def with_edges(
        self,
        ends: Ints,
        length_km: Floats,
        *,
        patch: int | Ints = 0,
        gauge_mm: int = 0,
        like: Ints | list[int] | None = None,
    ) -> Self:
        """Add edges; ``like`` names an edge each to take country, gauge and patch from."""
        count = len(ends)
        zero = np.zeros(count, dtype=np.int16)
        country = zero if like is None else self.country[like]
        gauge = zero + gauge_mm if like is None else self.gauge_mm[like]
        patches = zero + patch if like is None else self.patch[like]
        return replace(
            self,
            ends=np.concatenate([self.ends, np.asarray(ends, dtype=np.int64).reshape(-1, 2)]),
            length_km=np.concatenate([self.length_km, length_km]),
            country=np.concatenate([self.country, country]),
            gauge_mm=np.concatenate([self.gauge_mm, gauge]).astype(np.int16),
            patch=np.concatenate([self.patch, patches]).astype(np.int16),
        )

    def joined(self, pairs: Ints, *, patch: int, marked_km: float) -> Self:
        """Join pairs of nodes by straight edges of geodesic length; long ones bear a patch."""
        pairs = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
        lengths = geodesy.segment_km(self.lonlat[pairs[:, 0]], self.lonlat[pairs[:, 1]])
        return self.with_edges(pairs, lengths, patch=np.where(lengths > marked_km, patch, 0))

    def matrix(self) -> csr_array:
        """Give a symmetric sparse matrix of lengths; zero lengths become a millimetre [km]."""
        from scipy.sparse import coo_array

        u, v = self.ends.T
        size = len(self.lonlat)
        order = np.lexsort((self.length_km, v, u))  # of parallel edges keep the shortest
        first = np.ones(len(order), dtype=bool)
        first[1:] = (np.diff(u[order]) != 0) | (np.diff(v[order]) != 0)
        chosen = order[first]
        lengths = np.maximum(self.length_km[chosen], 1e-6)
        half = coo_array((lengths, (u[chosen], v[chosen])), shape=(size, size)).tocsr()
        return half.maximum(half.T)

    def degree(self) -> Ints:
        """Count the edge ends at each node."""
        return np.bincount(self.ends.ravel(), minlength=len(self.lonlat))

    def components(self) -> Ints:
        """Label the connected component of each node."""
        from scipy.sparse.csgraph import connected_components

        labels: Ints = connected_components(self.matrix(), directed=False)[1]
        return labels


def foot(point: Floats, starts: Floats, ends: Floats) -> tuple[Floats, Floats]:
    """Project a point on straight segments.

    Parameters
    ----------
    point
        lon, lat, shape (2,). [deg]
    starts, ends
        Ends of the segments, shape (m, 2); longitudes within half a turn of the point's. [deg]

    Returns
    -------
    share
        Where the foot lies between start and end, 0 to 1, shape (m,).
    away_km
        Distance from the point to the foot on the local tangent plane, shape (m,). [km]
    """
    scale = np.array(geodesy.km_per_degree(float(point[1])))
    a, b = (starts - point) * scale, (ends - point) * scale
    step = b - a
    square = np.maximum((step * step).sum(axis=1), 1e-18)
    share = np.clip(-(a * step).sum(axis=1) / square, 0.0, 1.0)
    away = np.hypot(*(a + step * share[:, None]).T)
    return share, away


class Attacher:
    """Finds the line point next to a position, splitting the edge there if need be."""

    def __init__(self, draft: Draft) -> None:
        import shapely

        self._shapely = shapely
        self._tree = shapely.STRtree(np.asarray(shapely.linestrings(draft.lonlat[draft.ends])))
        self._known = len(draft.ends)

    def near(self, draft: Draft, point: Floats, radius_km: float) -> tuple[Ints, Floats, Floats]:
        """List edges within a radius, with share and distance of the foot; nearest first."""
        east, north = geodesy.km_per_degree(float(point[1]))
        reach = np.array([radius_km / east, radius_km / north])
        box = self._shapely.box(*(point - reach), *(point + reach))
        edges = np.append(self._tree.query(box), np.arange(self._known, len(draft.ends)))
        share, away = foot(point, *draft.lonlat[draft.ends[edges]].transpose(1, 0, 2))
        order = np.argsort(away, kind="stable")
        order = order[away[order] <= radius_km]
        return edges[order], share[order], away[order]

    def split(self, draft: Draft, edge: int, share: float) -> tuple[Draft, int]:
        """Give the node at a share of an edge; new edges are appended, the old one is emptied."""
        u, v = draft.ends[edge]
        length = float(draft.length_km[edge])
        if min(share, 1 - share) * length <= ON_NODE_KM:
            return draft, int(u if share <= 1 - share else v)
        where = draft.lonlat[u] + (draft.lonlat[v] - draft.lonlat[u]) * share
        draft, (node,) = draft.with_nodes(where[None, :])
        halves = np.array([length * share, length * (1 - share)])
        draft = draft.with_edges(np.array([(u, node), (node, v)]), halves, like=[edge, edge])
        draft.ends[edge] = (u, u)  # a self loop: dropped by the contraction
        return draft, int(node)
