"""A compiled network in memory: immutable arrays, read from one ``.npz`` file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from geo.errors import InputError
from geo.network.geodesy import bulge_km, flat_km
from geo.network.settings import parameter

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

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

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a file that ``geo.network.compile`` wrote.

        Raises
        ------
        InputError
            If the file is missing.
        """
        if not path.exists():
            raise InputError(f"{path} is missing; run `waybill network build`")
        with np.load(path) as file:
            parts = {name: file[name] for name in file.files}
        about = json.loads(parts["about"].tobytes())
        count = parts["points"].astype(np.int64)
        first = np.concatenate([[0], np.cumsum(count)])
        step = about["unit_deg"]
        lonlat = np.column_stack([np.cumsum(parts[axis]) * step for axis in ("lon", "lat")])
        along, length = _along(parts["metres"] * about["unit_km"], first)
        ends = parts["ends"].astype(np.int64)
        junction = np.empty((int(ends.max()) + 1, 2))
        junction[ends[:, 0]] = lonlat[first[:-1]]
        junction[ends[:, 1]] = lonlat[first[1:] - 1]
        low = np.minimum.reduceat(lonlat, first[:-1])
        high = np.maximum.reduceat(lonlat, first[:-1])
        not_open = [about["patches"].index(name) + 1 for name in about["planned"]]
        return cls(
            ends=ends,
            first=first,
            lonlat=lonlat,
            along_km=along,
            length_km=length,
            box=np.ascontiguousarray(np.column_stack([low, high]).T),
            bulge_km=_bulge(lonlat, along, first),
            country=parts["country"],
            gauge_mm=parts["gauge_mm"],
            patch=parts["patch"],
            codes=tuple(about["countries"]),
            patches=tuple(about["patches"]),
            planned=np.isin(parts["patch"], not_open),
            junction=junction,
            component=parts["component"].astype(np.int64),
        )

    def points(self, edge: int) -> slice:
        """Range of the points of an edge."""
        return slice(int(self.first[edge]), int(self.first[edge + 1]))


def _along(segment_km: Floats, first: Ints) -> tuple[Floats, Floats]:
    """Turn segment lengths (one fewer than points, edge by edge) into lengths from each start."""
    steps = np.zeros(int(first[-1]))
    inner = np.ones(len(steps), dtype=bool)
    inner[first[:-1]] = False
    steps[inner] = segment_km
    total = np.cumsum(steps)
    along = total - np.repeat(total[first[:-1]], np.diff(first))
    return along, along[first[1:] - 1]


def _bulge(lonlat: Floats, along_km: Floats, first: Ints) -> Floats:
    """Give the widest bulge among the segments of each edge [km]."""
    step = np.diff(along_km, append=0.0)
    step[first[1:] - 1] = 0.0
    swing = np.zeros(len(along_km))
    # only long segments can bulge: skip the many short ones before the costly part
    far = np.flatnonzero(step >= parameter("snap.chord_km"))
    chord = flat_km(lonlat[far], lonlat[far + 1])
    swing[far] = bulge_km(step[far], chord, parameter("snap.chord_km"), parameter("snap.bulge_km"))
    return np.maximum.reduceat(swing, first[:-1])
