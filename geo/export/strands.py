"""The routes' lines as strands: where routes share a line they run beside each other.

Lines of one network share their points exactly, so shared stretches are found by comparing
segments, and the shift is made on the page, where a strand's width is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo.export.plane import tracks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from geo.export.plane import Frame, Track
    from geo.measure.distance import MeasuredLeg
    from geo.model import Mode

    Points = NDArray[np.float64]
    Ints = NDArray[np.int64]

_QUANTUM_DEG = 1e-4
_TURN_QUANTA = 3_600_000
_LAT_QUANTA = 1_800_001
_STEP_PX = 2.5
_SMOOTH_STEPS = 7
_TWO_POINTS = 2
_KEPT_ROUND_PX = 60.0


@dataclass
class Line:
    """One leg of a route to be drawn.

    Attributes
    ----------
    route
        Index of the route.
    main
        Whether it belongs to the way that stands for the route.
    lonlat
        Longitudes unwrapped. [deg]
    patch
        For each segment: whether it stands on a patch link.
    shift
        For each segment: strands to the right of the line, in the direction of travel.
    fresh
        For each segment: whether no earlier leg of the same route has drawn it.
    track
        The line made ready for drawing.
    km
        The leg's length, as the figures have it.
    """

    route: int
    mode: Mode
    main: bool
    lonlat: Points
    patch: NDArray[np.bool_]
    shift: Points
    fresh: NDArray[np.bool_]
    track: Track
    km: float


@dataclass(frozen=True)
class Strand:
    """A piece of a line on the page, drawn in one manner."""

    route: int
    mode: Mode
    main: bool
    patch: bool
    px: Points


def lines_of(legs: Sequence[tuple[int, bool, MeasuredLeg]]) -> list[Line]:
    """Take legs' lines and marks, and share out what routes share.

    Parameters
    ----------
    legs
        Index of the route, whether the leg belongs to its main way, the leg; in order of drawing.

    Returns
    -------
    list of Line
        Without legs that an earlier one of the same route covers.
    """
    ready = tracks([leg.path.lonlat for _, _, leg in legs])
    lines = [_line(*item, track) for item, track in zip(legs, ready, strict=True)]
    share_out(lines)
    return [line for line in lines if line.fresh.any()]


def _line(route: int, main: bool, leg: MeasuredLeg, track: Track) -> Line:  # noqa: FBT001
    lonlat = leg.path.lonlat
    patch = np.zeros(len(lonlat) - 1, dtype=bool)
    for stretch in leg.path.stretches:
        if stretch.patch:
            patch[stretch.start : stretch.end] = True
    shift, fresh = np.zeros(len(patch)), np.ones(len(patch), dtype=bool)
    km = leg.distance_km.mid
    return Line(route, leg.leg.mode, main, lonlat, patch, shift, fresh, track, km)


def share_out(lines: Sequence[Line]) -> None:
    """Give every segment its shift beside the other routes on it; sets ``shift`` and ``fresh``.

    The route that comes first in the catalog gives the direction that all shift against, so that
    strands keep their sides whichever way each route runs.
    """
    if not lines:
        return
    keys = [_segment_keys(line.lonlat) for line in lines]
    edges, inverse = np.unique(np.concatenate([key for key, _ in keys]), return_inverse=True)
    forward = np.concatenate([way for _, way in keys])
    route = np.concatenate([np.full(len(line.patch), line.route) for line in lines])
    routes = int(route.max()) + 1

    uses = np.zeros((len(edges), routes), dtype=bool)
    uses[inverse, route] = True
    rank = np.cumsum(uses, axis=1) - 1
    count = uses.sum(axis=1)
    leads = route == uses.argmax(axis=1)[inverse]
    leading = np.zeros(len(edges), dtype=bool)
    # written backwards, so that the first traverse of the leading route stands
    leading[inverse[leads][::-1]] = forward[leads][::-1]

    side = np.where(forward == leading[inverse], 1.0, -1.0)
    shift = (rank[inverse, route] - (count[inverse] - 1) / 2) * side
    _, first = np.unique(inverse * routes + route, return_index=True)
    fresh = np.zeros(len(route), dtype=bool)
    fresh[first] = True

    ends = np.cumsum([len(line.patch) for line in lines])[:-1]
    for line, moved, new in zip(lines, np.split(shift, ends), np.split(fresh, ends), strict=True):
        line.shift, line.fresh = moved, new


def _segment_keys(lonlat: Points) -> tuple[Ints, NDArray[np.bool_]]:
    """Name each segment whatever its direction, and say whether it runs forward."""
    quanta = np.round(lonlat / _QUANTUM_DEG).astype(np.int64)
    nodes = (quanta[:, 0] % _TURN_QUANTA) * _LAT_QUANTA + quanta[:, 1]
    low, high = np.minimum(nodes[:-1], nodes[1:]), np.maximum(nodes[:-1], nodes[1:])
    # two positions in one number: a collision would need two segments with equal hashes
    return low * np.int64(1_000_003) ^ high, nodes[:-1] <= nodes[1:]


def strands(
    lines: Sequence[Line], frame: Frame, spacing: Callable[[Line], float]
) -> Iterator[Strand]:
    """Lay lines on the page, cut where their manner of drawing changes.

    Parameters
    ----------
    spacing
        Between the middles of a line's neighbouring strands. [px]
    """
    ends = np.cumsum([len(line.track.lonlat) for line in lines])[:-1]
    px = frame.px(np.concatenate([line.track.lonlat for line in lines] or [np.empty((0, 2))]))
    for line, part in zip(lines, np.split(px, ends), strict=False):
        yield from _strands(line, part, frame, spacing(line))


def _strands(line: Line, px: Points, frame: Frame, spacing: float) -> Iterator[Strand]:
    segment = line.track.segment
    inside = frame.holds(px, -_KEPT_ROUND_PX)
    for start, end in _runs(inside):
        if not inside[start] or end - start < _TWO_POINTS:
            continue
        at, which = resampled(px[start:end], segment[start:end])
        if len(at) < _TWO_POINTS:
            continue
        shifted = _shifted(at, line.shift[which] * spacing)
        manner = line.fresh[which] * 2 + line.patch[which]
        for first, last in _runs(manner):
            if line.fresh[which[first]]:
                piece = shifted[first : last + 1]
                if len(piece) >= _TWO_POINTS:
                    yield Strand(
                        line.route, line.mode, line.main, bool(line.patch[which[first]]), piece
                    )


def _runs(values: NDArray[np.generic]) -> Iterator[tuple[int, int]]:
    """Give start and end of each run of equal values."""
    changes = np.flatnonzero(values[1:] != values[:-1]) + 1
    bounds = [0, *changes.tolist(), len(values)]
    yield from pairwise(bounds)


def resampled(px: Points, segment: NDArray[np.intp]) -> tuple[Points, NDArray[np.intp]]:
    """Walk along a line in even steps.

    Returns
    -------
    array, shape (m, 2)
        The points. [px]
    array, shape (m,)
        The segment that each stands on.
    """
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(px, axis=0), axis=1))])
    steps = max(round(along[-1] / _STEP_PX), 1)
    at = np.linspace(0, along[-1], steps + 1)
    xy = np.column_stack([np.interp(at, along, px[:, axis]) for axis in (0, 1)])
    index = np.clip(np.searchsorted(along, at, side="right") - 1, 0, len(segment) - 1)
    return xy, segment[index]


def _shifted(px: Points, shift: Points) -> Points:
    if not shift.any():
        return px
    shift = _smooth(shift)
    direction = np.column_stack([_smooth(np.asarray(np.gradient(px[:, axis]))) for axis in (0, 1)])
    length = np.linalg.norm(direction, axis=1, keepdims=True)
    direction = direction / np.where(length > 0, length, 1.0)
    right = np.column_stack([-direction[:, 1], direction[:, 0]])
    return px + right * shift[:, None]


def _smooth(values: Points) -> Points:
    """Average over neighbours; the ends keep theirs."""
    half = min(_SMOOTH_STEPS, len(values)) // 2
    if not half:
        return values
    padded = np.concatenate([np.repeat(values[0], half), values, np.repeat(values[-1], half)])
    kernel = np.ones(2 * half + 1) / (2 * half + 1)
    return np.asarray(np.convolve(padded, kernel, mode="valid"))
