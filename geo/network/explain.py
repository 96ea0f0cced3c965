"""Say why a network has no answer, with what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.network import geodesy
from geo.network.snap import feet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.network.path import LonLat
    from geo.network.question import Closed, Question
    from geo.network.snap import Feet
    from geo.network.store import Store

WIDER_KM = (50.0, 200.0, 800.0, 3200.0)


def position(point: LonLat) -> str:
    """Write a position the way that the explanations do; who knows its name may put it there."""
    lon, lat = point
    return f"({lat:.3f} N, {lon:.3f} E)"


def off_network(store: Store, noun: str, point: LonLat, reach_km: float, closed: Closed) -> str:
    """Explain that a point lies far from every line, and how far."""
    every = np.ones(len(store.ends), dtype=bool)
    nearest = next((f for reach in WIDER_KM if len(f := feet(store, point, reach, every))), None)
    text = f"{position(point)} lies farther than {reach_km:g} km from any open {noun}"
    if nearest is None:
        return f"{text}; none lies within {WIDER_KM[-1]:,.0f} km"
    code = store.codes[int(store.country[nearest.edge[0]])]
    text += f"; the nearest {noun} is {nearest.away_km[0]:.1f} km away"
    if code in closed.countries:
        return f"{text}, in {code}, which is avoided"
    if store.planned[int(nearest.edge[0])]:
        patch = store.patches[int(store.patch[nearest.edge[0]]) - 1]
        return f"{text}: {patch}, which is not open yet; allow planned links to use it"
    if nearest.away_km[0] <= reach_km:
        return f"{text}, and is closed because it passes a place that is avoided"
    return f"{text}: move the point, raise the tolerance, or add a link to geo/data/patches.yaml"


def closed_off(
    store: Store, noun: str, point: LonLat, closed: Closed, open_edges: NDArray[np.bool_]
) -> str:
    """Explain that every line by which a point could join the network is closed."""
    text = f"every {noun} near {position(point)} is closed"
    causes = [f"{code} is avoided" for code in sorted(closed.countries)]
    causes += [f"{position(place)} is a place that is avoided" for place in closed.places]
    if causes:
        text += f": {', '.join(causes)}"
    found = (feet(store, point, reach, open_edges) for reach in WIDER_KM)
    nearest = next((near for near in found if len(near)), None)
    if nearest is None:
        return f"{text}; no open one lies within {WIDER_KM[-1]:,.0f} km"
    edge, km = int(nearest.edge[0]), float(nearest.at_km[0])
    span = store.points(edge)
    lon, lat = (np.interp(km, store.along_km[span], store.lonlat[span, axis]) for axis in (0, 1))
    return (
        f"{text}; the nearest open one is {nearest.away_km[0]:.1f} km away, at "
        f"{position((lon, lat))}: begin or end there to keep out of what is closed"
    )


def no_path(noun: str, question: Question, number: int) -> str:
    """Explain that a point and the one before are not joined: what is closed, or a gap.

    Parameters
    ----------
    number
        Of the second point among those of the question.
    """
    store, closed = question.graph.store, question.closed
    a, b = question.points[number - 1 : number + 1]
    text = f"no {noun} joins {position(a)} and {position(b)}"
    start, goal = question.found[number - 1 : number + 1]
    ends = _parts(store.component, store, start), _parts(store.component, store, goal)
    if ends[0] & ends[1]:
        closures = sorted(closed.countries)
        closures += [f"what passes {position(place)}" for place in closed.places]
        text += f" without {', '.join(closures)}" if closures else " on lines that are open yet"
        label = question.graph.part
        ends = _parts(label, store, start), _parts(label, store, goal)
        apart = "what stays open falls into parts"
    else:
        label = store.component
        apart = "they lie on separate parts of the network"
    gap, here, there = _gap(store, label, *ends)
    return (
        f"{text}: {apart}, whose nearest ends are {gap:.1f} km "
        f"apart, at {position(here)} and {position(there)}"
    )


def _parts(label: NDArray[np.int64], store: Store, found: Feet) -> set[int]:
    """Give the parts of the network that a point may join."""
    return set(label[store.ends[found.edge].ravel()].tolist())


def _gap(
    store: Store, label: NDArray[np.int64], first: set[int], last: set[int]
) -> tuple[float, tuple[float, float], tuple[float, float]]:
    """Find the nearest junctions of two parts of the network [km]."""
    from scipy.spatial import cKDTree

    parts = [store.junction[np.isin(label, list(labels))] for labels in (first, last)]
    away, index = cKDTree(parts[1]).query(parts[0])
    near = int(np.argmin(away))
    here, there = parts[0][near], parts[1][int(index[near])]
    gap = geodesy.distance_km(here, there)
    return gap, (float(here[0]), float(here[1])), (float(there[0]), float(there[1]))
