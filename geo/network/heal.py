"""Close gaps where the source cuts a line, by evidence: distance, heading, and no other way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.network import geodesy
from geo.network.settings import parameter

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from geo.network.draft import Draft

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

HEADING_KM = 1.5  # look back this far: shorter pieces are dominated by rounding to 0.001 degree


def heal(draft: Draft, patch: int) -> Draft:
    """Join touching ends, then islands, then loose ends that point at a line.

    Parameters
    ----------
    patch
        Number that longer joints bear, so that they are shown as what they are.
    """
    for step in (_touching, _islands, _pointing):
        draft = draft.joined(step(draft), patch=patch, marked_km=parameter("heal.marked_km"))
    return draft


def _sphere_tree(lonlat: Floats) -> tuple[Any, Floats]:
    """Index positions on a sphere; chords are close enough to arcs at these distances [km]."""
    from scipy.spatial import cKDTree

    lon, lat = np.radians(lonlat).T
    xyz = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    xyz = xyz * parameter("source.sphere_radius_km")
    return cKDTree(xyz), xyz


def _used(draft: Draft) -> Ints:
    return np.flatnonzero(draft.degree() > 0)


def _touching(draft: Draft) -> Ints:
    """Pair nodes of different components that rounding alone may separate."""
    return _nearest_between_components(draft, parameter("heal.touch_km"), every=True)


def _islands(draft: Draft) -> Ints:
    """Pair the nearest nodes of two components, once for each pair of components."""
    return _nearest_between_components(draft, parameter("heal.island_km"), every=False)


def _nearest_between_components(draft: Draft, radius_km: float, *, every: bool) -> Ints:
    label = draft.components()
    used = _used(draft)
    tree, _ = _sphere_tree(draft.lonlat[used])
    pairs = used[np.asarray(tree.query_pairs(radius_km, output_type="ndarray")).reshape(-1, 2)]
    pairs = pairs[label[pairs[:, 0]] != label[pairs[:, 1]]]
    gap = geodesy.segment_km(draft.lonlat[pairs[:, 0]], draft.lonlat[pairs[:, 1]])
    order = np.lexsort((pairs[:, 1], pairs[:, 0], gap))
    pairs = pairs[order]
    if every:
        # one joint a node is enough: more would only thicken yards
        _, first = np.unique(pairs[:, 0], return_index=True)
        return np.asarray(pairs[np.sort(first)])
    keys = np.sort(label[pairs], axis=1)
    _, first = np.unique(keys, axis=0, return_index=True)
    return np.asarray(pairs[np.sort(first)])


def _pointing(draft: Draft) -> Ints:
    """Pair loose ends with the line they point at, where the network offers no short way."""
    from scipy.sparse.csgraph import dijkstra

    matrix = draft.matrix()
    loose = np.flatnonzero(np.diff(matrix.indptr) == 1)
    used = _used(draft)
    tree, xyz = _sphere_tree(draft.lonlat[used])
    position = np.searchsorted(used, loose)
    heading = {int(node): _heading(draft, matrix, int(node)) for node in loose}
    near = tree.query_ball_point(xyz[position], parameter("heal.facing_km"))
    found: list[tuple[int, int]] = []
    for node, around in zip(loose.tolist(), near, strict=True):
        others = used[np.array(around, dtype=np.int64)]
        others = others[others != node]
        choice = _ahead(draft, node, others, heading)
        if not len(choice):
            continue
        gaps = geodesy.segment_km(
            np.repeat(draft.lonlat[[node]], len(choice), 0), draft.lonlat[choice]
        )
        reach = parameter("heal.detour_factor") * float(gaps.max()) + HEADING_KM
        known = dijkstra(matrix, indices=node, limit=reach)[choice]
        far = known > parameter("heal.detour_factor") * gaps + HEADING_KM
        if far.any():
            best = int(choice[far][np.argmin(gaps[far])])
            found.append((node, best))
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)


def _heading(draft: Draft, matrix: csr_array, node: int) -> Floats:
    """Direction in which a loose end points, as km east and north over the last stretch."""
    here, before, walked = node, -1, 0.0
    while walked < HEADING_KM:
        row = slice(matrix.indptr[here], matrix.indptr[here + 1])
        onward = [
            (int(other), float(length))
            for other, length in zip(matrix.indices[row], matrix.data[row], strict=True)
            if other != before
        ]
        if len(onward) != 1:
            break
        before, (here, step) = here, onward[0]
        walked += step
    return np.asarray(_vector(draft.lonlat[here], draft.lonlat[[node]])[0])


def _vector(start: Floats, ends: Floats) -> Floats:
    scale = np.array(geodesy.km_per_degree(float(start[1])))
    return np.asarray((ends - start) * scale)


def _ahead(draft: Draft, node: int, others: Ints, heading: dict[int, Floats]) -> Ints:
    """Keep nodes ahead of a loose end: any node nearby, a facing loose end farther off."""
    if not len(others):
        return others
    way = _vector(draft.lonlat[node], draft.lonlat[others])
    gap = np.hypot(*way.T)
    mine = heading[node]
    turn = geodesy.turn_deg(np.broadcast_to(mine, way.shape), way)
    theirs = np.array([heading.get(int(other), (0.0, 0.0)) for other in others])
    loose = np.array([int(other) in heading for other in others])
    back = np.where(loose, geodesy.turn_deg(theirs, -way), np.inf)
    near = (gap <= parameter("heal.aligned_km")) & (turn <= parameter("heal.aligned_turn_deg"))
    near |= gap <= parameter("heal.touch_km")
    limit = parameter("heal.facing_turn_deg")
    facing = (gap <= parameter("heal.facing_km")) & (turn <= limit) & (back <= limit)
    return np.asarray(others[near | facing])
