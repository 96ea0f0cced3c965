"""Lines that the source lacks, or draws as one chord, from ``geo/data/patches.yaml``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from geo import yamlfile
from geo.errors import InputError
from geo.network import geodesy
from geo.network.draft import Attacher, Draft

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

PLANNED = "under-construction"


@dataclass(frozen=True, slots=True)
class Patch:
    """One link that is added to a network.

    Attributes
    ----------
    id
        Name of the link, shown to users.
    network
        ``rail`` or ``road``.
    lonlat
        Way points, shape (n, 2); both ends are tied to the nearest line. [deg]
    length_km
        Published length between the ends; ``None`` takes the drawn length. [km]
    gauge_mm
        Gauge where it is not the country's; 0 takes the country's. [mm]
    reach_km
        How far an end may lie from the line that it is tied to; 0 leaves an end loose. [km]
    planned
        Not open yet: used only where a query allows it.
    replaces
        Ends of chords of the source that this link redraws; the chords are dropped. [deg]
    source_length
        Keep the length of the chord that is redrawn.
    """

    id: str
    network: str
    lonlat: NDArray[np.float64]
    length_km: float | None
    gauge_mm: int
    reach_km: tuple[float, float]
    planned: bool
    replaces: tuple[tuple[float, float, float, float], ...]
    source_length: bool


def read_patches(path: Path) -> tuple[Patch, ...]:
    """Read and check the patch file; every link needs an id, a source and two way points."""
    patches = tuple(_patch(entry) for entry in yamlfile.read(path).data["patches"])
    ids = [patch.id for patch in patches]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise InputError(f"{path}: patch ids must differ; given twice: {', '.join(twice)}")
    return patches


def _patch(entry: dict[str, Any]) -> Patch:
    name = entry.get("id", "?")
    missing = [key for key in ("id", "network", "points", "source") if key not in entry]
    if missing:
        raise InputError(f"patch {name}: add {', '.join(missing)}")
    points = np.array(entry["points"], dtype=np.float64)
    if points.ndim != 2 or points.shape[1] != 2 or len(points) < 2:  # noqa: PLR2004, pairs of lon, lat
        raise InputError(f"patch {name}: points must be two or more [lon, lat] pairs")
    published = entry.get("published_length_km")
    floor = geodesy.distance_km(points[0], points[-1])
    if published is not None and published < floor:
        raise InputError(f"patch {name}: {published} km is below the straight line, {floor:.1f} km")
    reach = entry.get("reach_km", 5.0)
    return Patch(
        id=name,
        network=entry["network"],
        lonlat=points,
        length_km=published,
        gauge_mm=int(entry.get("gauge_mm", 0)),
        reach_km=tuple(reach) if isinstance(reach, list) else (reach, reach),
        planned=entry.get("status") == PLANNED,
        replaces=tuple(tuple(pair) for pair in entry.get("replaces", ())),
        source_length=entry.get("length") == "source",
    )


def apply(draft: Draft, patches: tuple[Patch, ...], *, planned: bool) -> Draft:
    """Add the links that are open, or those that are planned; number 1 is the file's first."""
    for number, patch in enumerate(patches, start=1):
        if patch.planned != planned:
            continue
        draft, length_km = _without_replaced(draft, patch)
        if patch.source_length:
            patch = replace(patch, length_km=length_km)  # noqa: PLW2901, the chord's length
        draft = _added(draft, patch, number)
    return draft


def _without_replaced(draft: Draft, patch: Patch) -> tuple[Draft, float]:
    """Drop the chords that a patch redraws, each named by its ends; give their length [km]."""
    length = 0.0
    for west, south, east, north in patch.replaces:
        a = _node_at(draft, (west, south), patch)
        b = _node_at(draft, (east, north), patch)
        match = ((draft.ends == (a, b)) | (draft.ends == (b, a))).all(axis=1)
        if not match.any():
            raise InputError(
                f"patch {patch.id}: the source has no edge to replace between these ends"
            )
        length += float(draft.length_km[match].min())
        draft = draft.keep(~match)
    return draft, length


def _node_at(draft: Draft, lonlat: tuple[float, float], patch: Patch) -> int:
    away = np.abs(draft.lonlat - lonlat).max(axis=1)
    node = int(away.argmin())
    if away[node] > 0.0015:  # noqa: PLR2004, one and a half rounding steps of the source
        raise InputError(f"patch {patch.id}: the source has no node at {lonlat}")
    return node


def _added(draft: Draft, patch: Patch, number: int) -> Draft:
    attacher = Attacher(draft)
    tied: list[int | None] = []
    for point, reach in zip(patch.lonlat[[0, -1]], patch.reach_km, strict=True):
        edges, share, _away = attacher.near(draft, point, reach)
        if reach == 0:
            tied.append(None)
        elif not len(edges):
            raise InputError(f"patch {patch.id}: no line within {reach} km of {tuple(point)}")
        else:
            draft, node = attacher.split(draft, int(edges[0]), float(share[0]))
            tied.append(node)
    draft, nodes = draft.with_nodes(patch.lonlat)
    chain = [*([tied[0]] if tied[0] is not None else []), *nodes]
    chain += [tied[1]] if tied[1] is not None else []
    ends = np.column_stack([chain[:-1], chain[1:]])
    drawn = geodesy.segment_km(*draft.lonlat[ends].transpose(1, 0, 2))
    scale = max(patch.length_km / drawn.sum(), 1.0) if patch.length_km else 1.0
    return draft.with_edges(ends, drawn * scale, patch=number, gauge_mm=patch.gauge_mm)
