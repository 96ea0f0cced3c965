"""The file of a compiled network: small on disk, and quick to unpack.

Positions are whole steps of ``unit_deg``. Junctions are stored once, each as the difference from
the one before; of an edge only the points between its junctions follow, each as the difference
from the point before it. Numbers take the fewest bytes that hold them all, and of larger ones all
first bytes come first, then all second ones: that packs smaller, and unpacks a quarter faster.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

UNIT_DEG = 1e-4  # a tenth of the source's own step: patches keep their precision
UNIT_KM = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Junctions and the points of the edges between them.

    Attributes
    ----------
    junction
        Position of each junction, shape (n, 2). [deg]
    ends
        Junction numbers of each edge, shape (m, 2).
    first
        Number of the first point of each edge, and one past the last, shape (m + 1,).
    lonlat
        Points of all edges in sequence, their junctions included, shape (p, 2). [deg]
    inner
        Numbers of the points that are no junctions, in sequence.
    segment_km
        Length from each point of an edge to the next, shape (p - m,). [km]
    """

    junction: Floats
    ends: Ints
    first: Ints
    lonlat: Floats
    inner: Ints
    segment_km: Floats


def pack(target: Path, lines: Lines, about: dict[str, Any], **labels: NDArray[np.integer]) -> None:
    """Write lines, what is known of them as a whole, and a label of each edge or junction.

    Parameters
    ----------
    about
        What JSON can hold; the units are added.
    labels
        Arrays that :func:`unpack` gives back as they are.
    """
    grid = np.round(lines.lonlat / UNIT_DEG).astype(np.int64)
    junction = np.round(lines.junction / UNIT_DEG).astype(np.int64)
    step = np.diff(grid, axis=0, prepend=0)[lines.inner]
    about = {**about, "unit_deg": UNIT_DEG, "unit_km": UNIT_KM}
    parts = {
        "junction_lon": np.diff(junction[:, 0], prepend=0),
        "junction_lat": np.diff(junction[:, 1], prepend=0),
        "start": np.diff(lines.ends[:, 0], prepend=0),
        "span": lines.ends[:, 1] - lines.ends[:, 0],
        "inner": np.diff(lines.first) - 2,
        "lon": step[:, 0],
        "lat": step[:, 1],
        "metres": np.round(lines.segment_km / UNIT_KM).astype(np.int64),
        **labels,
    }
    narrow = {name: _narrow(values) for name, values in parts.items()}
    about["kinds"] = {name: values.dtype.str for name, values in narrow.items()}
    stored: dict[str, Any] = {name: _planes(values) for name, values in narrow.items()}
    plain = np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), dtype=np.uint8)
    np.savez_compressed(target, about=plain, **stored)


def unpack(path: Path) -> tuple[Lines, dict[str, Any], dict[str, NDArray[np.integer]]]:
    """Read what :func:`pack` wrote: lines, about, labels."""
    with np.load(path) as file:
        about = json.loads(file["about"].tobytes())
        parts = {name: _numbers(file[name], kind) for name, kind in about.pop("kinds").items()}
    step = about["unit_deg"]
    start = np.cumsum(parts.pop("start"), dtype=np.int64)
    ends = np.empty((len(start), 2), dtype=np.int64)
    ends[:, 0] = start
    ends[:, 1] = start + parts.pop("span")
    first = np.zeros(len(ends) + 1, dtype=np.int64)
    count = parts.pop("inner")
    np.cumsum(count + np.int64(2), out=first[1:])
    inside = inner(first)
    # the steps of an edge add up from its first junction: sum all, and take off what came before
    bent = np.flatnonzero(count)
    held = count[bent].astype(np.int64)
    head = np.cumsum(held) - held
    lonlat = np.empty((int(first[-1]), 2))
    junction = np.empty((int(ends.max()) + 1, 2))
    for axis, name in enumerate(("lon", "lat")):
        at = np.cumsum(parts.pop(f"junction_{name}"), dtype=np.int64)
        total = np.cumsum(parts.pop(name), dtype=np.int64)
        base = at[ends[bent, 0]]
        base[1:] -= total[head[1:] - 1]
        junction[:, axis] = at * step
        lonlat[first[:-1], axis] = junction[ends[:, 0], axis]
        lonlat[first[1:] - 1, axis] = junction[ends[:, 1], axis]
        lonlat[inside, axis] = (total + np.repeat(base, held)) * step
    lines = Lines(junction, ends, first, lonlat, inside, parts.pop("metres") * about["unit_km"])
    return lines, about, parts


def inner(first: Ints) -> Ints:
    """List the numbers of the points that are no junctions; ``first`` as in `Lines`."""
    found = np.ones(int(first[-1]), dtype=bool)
    found[first[:-1]] = False
    found[first[1:] - 1] = False
    return np.flatnonzero(found)


def _narrow(values: NDArray[np.integer]) -> NDArray[np.integer]:
    """Give the same numbers in the fewest bytes."""
    low, high = (int(values.min()), int(values.max())) if values.size else (0, 0)
    kinds = (np.uint8, np.int8, np.uint16, np.int16, np.int32)
    fits = (k for k in kinds if np.iinfo(k).min <= low and high <= np.iinfo(k).max)
    return values.astype(next(fits))


def _planes(values: NDArray[np.integer]) -> NDArray[np.uint8]:
    """Put all first bytes before all second ones, shape (bytes of a number, n)."""
    return np.ascontiguousarray(values.view(np.uint8).reshape(len(values), values.itemsize).T)


def _numbers(planes: NDArray[np.uint8], kind: str) -> NDArray[np.integer]:
    """Put the bytes of each number together again, shape (n,)."""
    mixed = np.empty(planes.shape[::-1], dtype=np.uint8)
    for number, plane in enumerate(planes):
        mixed[:, number] = plane
    return mixed.reshape(-1).view(kind)
