"""Turn the parts of edges that a way uses into a path: line, stretches, events."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from geo.network import geodesy
from geo.network.path import Event, Path, Stretch
from geo.network.settings import parameter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geo.network.advance import Pieces
    from geo.network.store import Store

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


def trace(
    store: Store, legs: Sequence[Pieces], snap_km: tuple[float, ...], access_km: float = 0.0
) -> Path:
    """Build the path of consecutive parts; parts of equal country, gauge and patch are merged."""
    edge = np.concatenate([leg.edge for leg in legs])
    low, high = (
        np.concatenate([getattr(leg, end) for leg in legs]) for end in ("from_km", "to_km")
    )
    length = np.abs(high - low)
    whole = np.isclose(length, store.length_km[edge], rtol=0, atol=1e-9)
    lines: list[Floats] = []
    count: list[Ints] = []
    for uncut, run in groupby(range(len(edge)), key=whole.__getitem__):
        parts = np.array(list(run))
        if uncut:
            line, amount = _whole(store, edge[parts], forward=low[parts] <= high[parts])
            lines.append(line)
            count.append(amount)
            continue
        for part in parts.tolist():
            lines.append(_cut(store, int(edge[part]), float(low[part]), float(high[part])))
            count.append(np.array([len(lines[-1])]))
    points = geodesy.unwrap(np.concatenate([_start(store, int(edge[0]), float(low[0])), *lines]))
    stretches = tuple(_stretches(store, edge, length, np.cumsum(np.concatenate(count))))
    return Path(
        lonlat=points,
        distance_km=float(length.sum()) + access_km,
        snap_km=snap_km,
        stretches=stretches,
        events=tuple(_events(points, stretches)),
        access_km=access_km,
    )


def _stretches(store: Store, edge: Ints, length: Floats, last: Ints) -> Iterator[Stretch]:
    """Merge consecutive parts of one kind."""
    kind = np.column_stack([store.country[edge], store.gauge_mm[edge], store.patch[edge]])
    _absorb_slivers(kind, length)
    change = np.flatnonzero((np.diff(kind, axis=0) != 0).any(axis=1)) + 1
    starts = np.concatenate([[0], change])
    totals = np.add.reduceat(length, starts)
    stops = np.append(change, len(edge)) - 1
    for first, stop, total in zip(starts.tolist(), stops.tolist(), totals.tolist(), strict=True):
        country, gauge, patch = kind[first].tolist()
        yield Stretch(
            country=store.codes[country],
            gauge_mm=gauge or None,
            patch=store.patches[patch - 1] if patch else None,
            distance_km=total,
            start=int(last[first - 1]) if first else 0,
            end=int(last[stop]),
        )


def _absorb_slivers(kind: NDArray[np.int16], length: Floats) -> None:
    """Give short excursions into another country back to the country on both sides, in place."""
    change = np.flatnonzero(np.diff(kind[:, 0])) + 1
    starts = np.concatenate([[0], change, [len(kind)]])
    for run in range(1, len(starts) - 2):
        here = slice(starts[run], starts[run + 1])
        before, after = kind[starts[run] - 1], kind[starts[run + 1]]
        if before[0] == after[0] and length[here].sum() < parameter("border.sliver_km"):
            kind[here, :2] = before[:2]


def _whole(store: Store, edge: Ints, *, forward: NDArray[np.bool_]) -> tuple[Floats, Ints]:
    """Give the points of whole edges in the direction of travel, each without its first point."""
    first, last = store.first[edge], store.first[edge + 1] - 1
    count = last - first
    owner = np.repeat(np.arange(len(edge)), count)
    step = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count) + 1
    return store.lonlat[np.where(forward[owner], first[owner] + step, last[owner] - step)], count


def _cut(store: Store, edge: int, start_km: float, end_km: float) -> Floats:
    """Give the points of an edge after one length along it and up to another."""
    span = store.points(edge)
    along, points = store.along_km[span], store.lonlat[span]
    low, high = sorted((start_km, end_km))
    inner = points[(along > low) & (along < high)]
    line = inner if start_km <= end_km else inner[::-1]
    return np.concatenate([line, [_at(along, points, end_km)]])


def _start(store: Store, edge: int, start_km: float) -> Floats:
    """Give the point where a way begins, shape (1, 2) [deg]."""
    span = store.points(edge)
    return _at(store.along_km[span], store.lonlat[span], start_km)[None, :]


def _at(along_km: Floats, points: Floats, km: float) -> Floats:
    return np.array([np.interp(km, along_km, points[:, axis]) for axis in (0, 1)])


def _events(points: Floats, stretches: Sequence[Stretch]) -> Iterator[Event]:
    at_km, country, gauge = 0.0, "", None
    for stretch in stretches:
        lon, lat = points[stretch.start].tolist()
        if country and stretch.country and stretch.country != country:
            yield Event("border", lon, lat, at_km, country, stretch.country)
        if gauge and stretch.gauge_mm and stretch.gauge_mm != gauge:
            yield Event("gauge-break", lon, lat, at_km, str(gauge), str(stretch.gauge_mm))
        country, gauge = stretch.country or country, stretch.gauge_mm or gauge
        at_km += stretch.distance_km
