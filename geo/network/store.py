"""A compiled network in memory: immutable arrays, read from one ``.npz`` file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from geo.errors import InputError
from geo.network.geodesy import bulge_km, flat_km
from geo.network.packed import unpack
from geo.network.settings import parameter

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.network.packed import Lines

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Store:
    """The contracted graph with the geometry of each edge.

    Attributes
    ----------
    ends
        Junction numbers of each edge, shape (m, 2).
    first
        Number of the first point of each edge, and one past the last, shape (m + 1,).
    lonlat
        Points of all edges in sequence, shape (p, 2). [deg]
    along_km
        Length along the edge from its first point to each point, shape (p,). [km]
    length_km
        Length of each edge, shape (m,). [km]
    box
        West, south, east, north of each edge, shape (4, m). [deg]
    bulge_km
        How far each edge may swing out from its straightest chord, shape (m,). [km]
    country, gauge_mm, patch
        Country number, gauge (0 unknown) and patch number (0 none) of each edge.
    codes
        Country codes by number; 0 is empty.
    patches
        Ids of patch links; patch number 1 is the first.
    planned
        Whether each edge is a link that is not open yet, shape (m,).
    junction
        Position of each junction, shape (n, 2). [deg]
    component
        Connected component of each junction, the planned links left out, shape (n,).
    straight
        Whether lines run as they are drawn, and the way to them is measured like them: lanes.
    """

    ends: Ints
    first: Ints
    lonlat: Floats
    along_km: Floats
    length_km: Floats
    box: Floats
    bulge_km: Floats
    country: NDArray[np.int16]
    gauge_mm: NDArray[np.int16]
    patch: NDArray[np.int16]
    codes: tuple[str, ...]
    patches: tuple[str, ...]
    planned: NDArray[np.bool_]
    junction: Floats
    component: Ints
    straight: bool

    @classmethod
    def load(cls, path: Path, *, straight: bool = False) -> Self:
        """Read a file that ``geo.network.compile`` wrote.

        Raises
        ------
        InputError
            If the file is missing.
        """
        if not path.exists():
            raise InputError(f"{path} is missing; run `waybill network build`")
        lines, about, labels = unpack(path)
        along, length = _along(lines.segment_km, lines.first)
        not_open = [about["patches"].index(name) + 1 for name in about["planned"]]
        patch = labels["patch"].astype(np.int16)
        return cls(
            ends=lines.ends,
            first=lines.first,
            lonlat=lines.lonlat,
            along_km=along,
            length_km=length,
            box=_box(lines),
            bulge_km=np.zeros(len(lines.ends)) if straight else _bulge(lines),
            country=labels["country"].astype(np.int16),
            gauge_mm=labels["gauge_mm"].astype(np.int16),
            patch=patch,
            codes=tuple(about["countries"]),
            patches=tuple(about["patches"]),
            planned=np.isin(patch, not_open),
            junction=lines.junction,
            component=labels["component"].astype(np.int64),
            straight=straight,
        )

    def points(self, edge: int) -> slice:
        """Range of the points of an edge."""
        return slice(int(self.first[edge]), int(self.first[edge + 1]))


def _along(segment_km: Floats, first: Ints) -> tuple[Floats, Floats]:
    """Turn segment lengths (one fewer than points, edge by edge) into lengths from each start."""
    along = np.zeros(int(first[-1]))
    later = np.ones(len(along), dtype=bool)
    later[first[:-1]] = False
    along[later] = segment_km
    np.cumsum(along, out=along)
    along -= np.repeat(along[first[:-1]], np.diff(first))
    return along, along[first[1:] - 1]


def _box(lines: Lines) -> Floats:
    """Give west, south, east, north of each edge, shape (4, m) [deg]."""
    count = np.diff(lines.first) - 2
    bent = np.flatnonzero(count)  # most edges are straight: only the others have points to look at
    head = np.cumsum(count[bent]) - count[bent]
    box = np.empty((4, len(lines.ends)))
    for axis in (0, 1):
        first, last = lines.junction[:, axis][lines.ends.T]
        low, high = box[axis], box[axis + 2]
        np.minimum(first, last, out=low)
        np.maximum(first, last, out=high)
        if len(bent):
            points = lines.lonlat[lines.inner, axis]
            low[bent] = np.minimum(low[bent], np.minimum.reduceat(points, head))
            high[bent] = np.maximum(high[bent], np.maximum.reduceat(points, head))
    return box


def _bulge(lines: Lines) -> Floats:
    """Give the widest bulge among the segments of each edge [km]."""
    # only long segments can bulge: skip the many short ones before the costly part
    far = np.flatnonzero(lines.segment_km >= parameter("snap.chord_km"))
    before = lines.first - np.arange(len(lines.first))  # segments before each edge
    edge = np.searchsorted(before, far, side="right") - 1
    point = far + edge
    chord = flat_km(lines.lonlat[point], lines.lonlat[point + 1])
    limits = (parameter("snap.chord_km"), parameter("snap.bulge_km"))
    widest = np.zeros(len(lines.ends))
    np.maximum.at(widest, edge, bulge_km(lines.segment_km[far], chord, *limits))
    return widest
