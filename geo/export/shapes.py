"""Lines as other programs read them: cut at the antimeridian, as GeoJSON or well-known binary."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.model import Place

    Points = NDArray[np.float64]

DIGITS_DEG = 5  # about a metre, finer than any of the networks
_HALF_TURN_DEG = 180.0
_FULL_TURN_DEG = 360.0
_TWO_POINTS = 2
_LITTLE_ENDIAN = 1
_WKB_POINT, _WKB_LINE, _WKB_LINES = 1, 2, 5


def line_geometry(parts: Sequence[Points]) -> dict[str, Any]:
    """Write the parts of a line that :func:`cut` gives as GeoJSON."""
    coordinates = [part.tolist() for part in parts]
    if len(coordinates) == 1:
        return {"type": "LineString", "coordinates": coordinates[0]}
    return {"type": "MultiLineString", "coordinates": coordinates}


def position(place: Place) -> tuple[float, float]:
    """Give a place's longitude and latitude [deg]."""
    return round(place.lon, DIGITS_DEG), round(place.lat, DIGITS_DEG)


def wkb_point(at: tuple[float, float]) -> bytes:
    """Write a point as well-known binary (OGC 06-103r4, 8.2)."""
    return struct.pack("<BIdd", _LITTLE_ENDIAN, _WKB_POINT, *at)


def wkb_lines(parts: Sequence[Points]) -> bytes:
    """Write lines as one MultiLineString in well-known binary."""
    lines = [
        struct.pack("<BII", _LITTLE_ENDIAN, _WKB_LINE, len(part))
        + np.ascontiguousarray(part, dtype="<f8").tobytes()
        for part in parts
    ]
    return struct.pack("<BII", _LITTLE_ENDIAN, _WKB_LINES, len(lines)) + b"".join(lines)


def bounds(parts: Sequence[Points]) -> tuple[float, float, float, float]:
    """Give west, south, east, north of lines [deg]."""
    points = np.concatenate(parts)
    west, south = points.min(axis=0).tolist()
    east, north = points.max(axis=0).tolist()
    return west, south, east, north


def cut(lonlat: Points) -> list[Points]:
    """Cut a line at the antimeridian and bring every part into [-180, 180] (RFC 7946, 3.1.9).

    Parameters
    ----------
    lonlat
        Points, shape (n, 2), longitudes unwrapped. [deg]

    Returns
    -------
    list of array
        Parts of two different points at least, shape (n, 2). [deg]
    """
    turns = np.floor((lonlat[:, 0] + _HALF_TURN_DEG) / _FULL_TURN_DEG)
    parts: list[list[Points]] = [[lonlat[0]]]
    part_turns = [turns[0]]
    for index in np.arange(1, len(lonlat)):
        before, after = lonlat[index - 1], lonlat[index]
        if turns[index] != turns[index - 1]:
            edge = max(turns[index], turns[index - 1]) * _FULL_TURN_DEG - _HALF_TURN_DEG
            share = (edge - before[0]) / (after[0] - before[0])
            crossing = np.array([edge, before[1] + share * (after[1] - before[1])])
            parts[-1].append(crossing)
            parts.append([crossing])
            part_turns.append(turns[index])
        parts[-1].append(after)
    found = []
    for points, turn in zip(parts, part_turns, strict=True):
        line = np.round(np.array(points) - [turn * _FULL_TURN_DEG, 0], DIGITS_DEG)
        line = line[np.r_[True, (np.diff(line, axis=0) != 0).any(axis=1)]]
        if len(line) >= _TWO_POINTS:
            found.append(line)
    return found
