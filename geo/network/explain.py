"""Say why a network has no answer, with what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.network import geodesy
from geo.network.snap import feet

if TYPE_CHECKING:
    from geo.network.path import LonLat
    from geo.network.snap import Feet
    from geo.network.store import Store

WIDER_KM = (50.0, 200.0, 800.0, 3200.0)


def off_network(
    store: Store, noun: str, point: LonLat, reach_km: float, avoided: frozenset[str]
) -> str:
    """Explain that a point lies far from every line, and how far."""
    lon, lat = point
    every = np.ones(len(store.ends), dtype=bool)
    nearest = next((f for reach in WIDER_KM if len(f := feet(store, point, reach, every))), None)
    text = f"({lat:.3f} N, {lon:.3f} E) lies farther than {reach_km:g} km from any open {noun}"
    if nearest is None:
        return f"{text}; none lies within {WIDER_KM[-1]:,.0f} km"
    code = store.codes[int(store.country[nearest.edge[0]])]
    text += f"; the nearest {noun} is {nearest.away_km[0]:.1f} km away"
    if code in avoided:
        return f"{text}, in {code}, which is avoided"
    if store.planned[int(nearest.edge[0])]:
        patch = store.patches[int(store.patch[nearest.edge[0]]) - 1]
        return f"{text}: {patch}, which is not open yet; allow planned links to use it"
    return f"{text}: move the point, raise the tolerance, or add a link to geo/data/patches.yaml"


def no_path(
    store: Store,
    noun: str,
    points: tuple[LonLat, LonLat],
    found: tuple[Feet, Feet],
    avoided: frozenset[str],
) -> str:
    """Explain that two points are not joined: closed countries, or a gap and its width."""
    (a, b), (start, goal) = points, found
    text = f"no {noun} joins ({a[1]:.3f} N, {a[0]:.3f} E) and ({b[1]:.3f} N, {b[0]:.3f} E)"
    first, last = (set(store.component[store.ends[f.edge].ravel()].tolist()) for f in (start, goal))
    if first & last:
        closed = f" without {', '.join(sorted(avoided))}" if avoided else ""
        return f"{text}{closed}: every way uses a closed country or a link that is not open yet"
    gap, here, there = _gap(store, first, last)
    return (
        f"{text}: they lie on separate parts of the network, whose nearest ends are {gap:.1f} km "
        f"apart, at ({here[1]:.3f} N, {here[0]:.3f} E) and ({there[1]:.3f} N, {there[0]:.3f} E)"
    )


def _gap(
    store: Store, first: set[int], last: set[int]
) -> tuple[float, tuple[float, float], tuple[float, float]]:
    """Find the nearest junctions of two parts of the network [km]."""
    from scipy.spatial import cKDTree

    parts = [store.junction[np.isin(store.component, list(labels))] for labels in (first, last)]
    away, index = cKDTree(parts[1]).query(parts[0])
    near = int(np.argmin(away))
    here, there = parts[0][near], parts[1][int(index[near])]
    gap = geodesy.distance_km(here, there)
    return gap, (float(here[0]), float(here[1])), (float(there[0]), float(there[1]))
