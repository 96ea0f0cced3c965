"""Corrections of a draft: lines that freight can't use, and sections of known length."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from geo import yamlfile
from geo.errors import InputError
from geo.network import geodesy
from geo.network.draft import Attacher, Draft
from geo.network.settings import DATA, parameter

if TYPE_CHECKING:
    from numpy.typing import NDArray

PATCHES = DATA / "patches.yaml"


def _entries(kind: str, network: str) -> list[dict[str, Any]]:
    document: dict[str, Any] = yamlfile.read(PATCHES).data
    return [entry for entry in document.get(kind) or () if entry["network"] == network]


def territories() -> list[dict[str, Any]]:
    """Read the circles around stations that the borders leave on the wrong side."""
    document: dict[str, Any] = yamlfile.read(PATCHES).data
    return list(document["territories"])


def close_lines(draft: Draft, network: str) -> Draft:
    """Drop every edge through the points that name passenger-only lines.

    Raises
    ------
    InputError
        If no edge passes a point: the source has changed and the entry is to be revised.
    """
    attacher = Attacher(draft)
    kept = np.ones(len(draft.ends), dtype=bool)
    for entry in _entries("closed", network):
        kept[_passing(attacher, draft, "closed line", entry)] = False
    return draft.keep(kept)


def name_passages(
    draft: Draft, names: tuple[str, ...], network: str
) -> tuple[Draft, tuple[str, ...]]:
    """Give the lanes through the points of each listed canal a passage of their own.

    Raises
    ------
    InputError
        If no edge passes a point: the source has changed and the entry is to be revised.
    """
    attacher = Attacher(draft)
    for entry in _entries("passages", network):
        draft.country[_passing(attacher, draft, "passage", entry)] = len(names)
        names = (*names, entry["id"])
    return draft, names


def _passing(
    attacher: Attacher, draft: Draft, kind: str, entry: dict[str, Any]
) -> NDArray[np.int64]:
    """List the edges through the points of an entry."""
    found = []
    for point in entry["points"]:
        where = np.array(point, dtype=np.float64)
        edges, _share, _away = attacher.near(draft, where, parameter("closed.radius_km"))
        if not len(edges):
            raise InputError(f"{kind} {entry['id']}: no edge passes {point}")
        found.append(edges)
    return np.concatenate(found)


def scale_sections(draft: Draft, network: str) -> Draft:
    """Scale lengths in the corridor of each section so that it has its published length."""
    for entry in _entries("sections", network):
        points = np.array(entry["points"], dtype=np.float64)
        nodes, found_km = _way(draft, points)
        factor = entry["published_length_km"] / found_km
        if not parameter("section.min_share") <= factor <= 1 + parameter("section.max_change"):
            raise InputError(
                f"section {entry['id']}: measured {found_km:.0f} km, published "
                f"{entry['published_length_km']} km; check its points and closed lines"
            )
        draft.length_km[_corridor(draft, nodes)] *= factor
    return draft


def _way(draft: Draft, points: NDArray[np.float64]) -> tuple[list[int], float]:
    """Find the shortest way through the nodes nearest to the points."""
    from scipy.sparse.csgraph import dijkstra

    matrix = draft.matrix()
    used = np.flatnonzero(np.diff(matrix.indptr) > 0)
    stops = []
    for point in points:
        scale = np.array(geodesy.km_per_degree(float(point[1])))
        stops.append(int(used[np.hypot(*((draft.lonlat[used] - point) * scale).T).argmin()]))
    nodes, total = [stops[0]], 0.0
    for start, goal in pairwise(stops):
        limit = 3 * geodesy.distance_km(draft.lonlat[start], draft.lonlat[goal]) + 100
        away, before = dijkstra(matrix, indices=start, return_predecessors=True, limit=limit)
        total += float(away[goal])
        back = [goal]
        while back[-1] != start and before[back[-1]] >= 0:
            back.append(int(before[back[-1]]))
        nodes.extend(reversed(back[:-1]))
    return nodes, total


def _corridor(draft: Draft, nodes: list[int]) -> NDArray[np.bool_]:
    """Mark edges of which both ends lie near the way."""
    from scipy.spatial import cKDTree

    line = draft.lonlat[nodes]
    scale = np.array(geodesy.km_per_degree(float(line[:, 1].mean())))
    dense = [line[:1]]
    for a, b in pairwise(line):
        steps = max(int(np.hypot(*((b - a) * scale))), 1)  # one point a kilometre
        dense.append(a + (b - a) * (np.arange(1, steps + 1) / steps)[:, None])
    away, _ = cKDTree(np.concatenate(dense) * scale).query(
        draft.lonlat * scale, distance_upper_bound=parameter("section.corridor_km")
    )
    return np.asarray(np.isfinite(away)[draft.ends].all(axis=1))
