"""Turn the parts of edges that a way uses into a path: line, stretches, events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.network import geodesy
from geo.network.path import Event, Path, Stretch
from geo.network.settings import parameter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geo.network.search import Piece
    from geo.network.store import Store

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


def trace(store: Store, parts: Sequence[Piece], snap_km: tuple[float, ...]) -> Path:
    """Build the path of consecutive parts; parts of equal country, gauge and patch are merged."""
    edge = np.array([part.edge for part in parts])
    ends = np.array([(part.from_km, part.to_km) for part in parts])
    whole = np.isclose(np.abs(ends[:, 1] - ends[:, 0]), store.length_km[edge], rtol=0, atol=1e-9)
    lines: list[Floats] = []
    last = np.zeros(len(parts), dtype=np.int64)
    count = 0
    for number, part in enumerate(parts):
        line = _whole(store, part) if whole[number] else _cut(store, part)
        lines.append(line[1:] if lines else line)
        count += len(lines[-1])
        last[number] = count - 1
    points = geodesy.unwrap(np.concatenate(lines))
    length = np.abs(ends[:, 1] - ends[:, 0])
    stretches = tuple(_stretches(store, edge, length, last))
    return Path(
        lonlat=points,
        distance_km=float(length.sum()),
        snap_km=snap_km,
        stretches=stretches,
        events=tuple(_events(points, stretches)),
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


def _whole(store: Store, part: Piece) -> Floats:
    line = store.lonlat[store.points(part.edge)]
    return line if part.from_km <= part.to_km else line[::-1]


def _cut(store: Store, part: Piece) -> Floats:
    """Cut the geometry of an edge between two lengths along it, in the direction of travel."""
    span = store.points(part.edge)
    along, points = store.along_km[span], store.lonlat[span]
    low, high = sorted((part.from_km, part.to_km))
    inner = (along > low) & (along < high)
    ends = np.column_stack([np.interp([low, high], along, points[:, axis]) for axis in (0, 1)])
    line = np.concatenate([ends[:1], points[inner], ends[1:]])
    return line if part.from_km <= part.to_km else line[::-1]


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
