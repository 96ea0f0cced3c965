"""Find the lines near a point: candidates for where a journey joins the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.network import geodesy
from geo.network.settings import parameter

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.network.path import LonLat
    from geo.network.store import Store

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

SAME_FOOT_KM = 0.02  # feet on neighbouring edges that meet at one junction


@dataclass(frozen=True, slots=True, eq=False)
class Feet:
    """Candidate feet of one point, nearest first; all arrays have shape (k,).

    Attributes
    ----------
    edge
        Edge number.
    at_km
        Length along the edge from its first point to the foot. [km]
    away_km
        Distance from the point to the foot. [km]
    cost_km
        The same less what the line may bulge where the source draws it as a chord. [km]
    """

    edge: Ints
    at_km: Floats
    away_km: Floats
    cost_km: Floats

    def __len__(self) -> int:
        return len(self.edge)

    def only(self, which: NDArray[np.bool_] | Ints) -> Feet:
        """Keep some."""
        return Feet(self.edge[which], self.at_km[which], self.away_km[which], self.cost_km[which])


def joined(first: Feet, more: Feet) -> Feet:
    """Put the feet of one point together."""
    names = ("edge", "at_km", "away_km", "cost_km")
    return Feet(*(np.concatenate([getattr(first, name), getattr(more, name)]) for name in names))


def feet(store: Store, point: LonLat, reach_km: float, open_edges: NDArray[np.bool_]) -> Feet:
    """Project a point on every open edge within reach; one foot an edge, nearest first."""
    here = np.array(point, dtype=np.float64)
    edges = np.flatnonzero(_in_reach(store, here, reach_km + store.bulge_km) & open_edges)
    if not len(edges):
        return Feet(edges, np.empty(0), np.empty(0), np.empty(0))
    counts = store.first[edges + 1] - store.first[edges] - 1
    offset = np.concatenate([[0], np.cumsum(counts)])
    start = np.arange(offset[-1]) - np.repeat(offset[:-1] - store.first[edges], counts)
    share, away = _foot(here, store.lonlat[start], store.lonlat[start + 1])
    length = store.along_km[start + 1] - store.along_km[start]
    cost = away
    if not store.straight:
        cost = _beyond_bulge(away, share, length, store.lonlat[start], store.lonlat[start + 1])
    order = np.lexsort((away, cost, np.repeat(np.arange(len(edges)), counts)))
    best = order[offset[:-1]]
    if away.min() <= parameter("snap.near_km"):  # a line is drawn here: no need to guess
        order = np.lexsort((away, np.repeat(np.arange(len(edges)), counts)))
        best, cost = order[offset[:-1]], away
    at = store.along_km[start[best]] + share[best] * length[best]
    found = Feet(edges, at, away[best], cost[best])
    if store.straight:
        onto = store.lonlat[start[best]]
        onto = onto + (store.lonlat[start[best] + 1] - onto) * share[best][:, None]
        exact = geodesy.segment_km(np.broadcast_to(here, onto.shape), onto)  # as lanes are measured
        exact[~np.isfinite(away[best])] = np.inf
        found = Feet(edges, at, exact, exact)
    near = np.lexsort((found.away_km, found.cost_km))
    return found.only(near[found.cost_km[near] <= reach_km])


def _beyond_bulge(
    away: Floats, share: Floats, length: Floats, starts: Floats, ends: Floats
) -> Floats:
    """Take off the bulge that the line may have at the foot; a tenth always remains [km]."""
    chord = geodesy.flat_km(starts, ends)
    limits = (parameter("snap.chord_km"), parameter("snap.bulge_km"))
    # the ellipse narrows towards its ends
    swing = geodesy.bulge_km(length, chord, *limits) * 2.0 * np.sqrt(share * (1.0 - share))
    return np.maximum(away - swing, away * parameter("snap.bulge_share"))


def _in_reach(store: Store, point: Floats, reach_km: Floats) -> NDArray[np.bool_]:
    east, north = geodesy.km_per_degree(float(point[1]))
    wide, high = reach_km / east, reach_km / north
    west, south, right, top = store.box
    lon, lat = point
    return np.asarray(
        (west <= lon + wide) & (right >= lon - wide) & (south <= lat + high) & (top >= lat - high)
    )


def _foot(point: Floats, starts: Floats, ends: Floats) -> tuple[Floats, Floats]:
    scale = np.array(geodesy.km_per_degree(float(point[1])))
    a = (starts - point) * scale
    step = (ends - point) * scale - a
    square = np.maximum((step * step).sum(axis=1), 1e-18)
    share = np.clip(-(a * step).sum(axis=1) / square, 0.0, 1.0)
    away = np.hypot(*(a + step * share[:, None]).T)
    # a segment over the antimeridian is stored with a jump: no point of it lies in between
    away[np.abs(ends[:, 0] - starts[:, 0]) > geodesy.FULL_TURN_DEG / 2] = np.inf
    return share, away


def choose(store: Store, found: Feet, radius_km: float) -> Feet:
    """Keep real alternatives: the nearest foot, and local minima of the distance within a radius.

    A foot at the end of an edge is no local minimum when the line goes on towards the point;
    it is dropped, else a search for the shortest total would slide along the line.
    """
    limit = limit_km(found, radius_km)
    at, length = found.at_km, store.length_km[found.edge]
    inner = (at > SAME_FOOT_KM) & (at < length - SAME_FOOT_KM)
    closest: dict[int, float] = {}
    ends = store.ends[found.edge]
    for away, (u, v) in zip(found.cost_km.tolist(), ends.tolist(), strict=True):
        closest[u] = min(closest.get(u, np.inf), away)
        closest[v] = min(closest.get(v, np.inf), away)
    touched = np.where(at <= SAME_FOOT_KM, ends[:, 0], ends[:, 1])
    rival = np.array([closest[node] for node in touched.tolist()])
    local = inner | (found.cost_km <= rival + SAME_FOOT_KM)
    keep = np.flatnonzero(local & (found.cost_km <= limit))[: int(parameter("snap.candidates"))]
    return found.only(keep)


def limit_km(found: Feet, radius_km: float) -> float:
    """How far off a line still counts as near: a radius, or more where even the nearest is far."""
    return max(radius_km, parameter("snap.spread") * float(found.cost_km[0]) + SAME_FOOT_KM)
