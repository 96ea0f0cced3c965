"""Lengths and bearings on the WGS 84 ellipsoid, for all modes alike.

Arrays go in, arrays or floats come out; positions are always longitude before latitude. [deg]
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from pyproj import Geod

    Floats = NDArray[np.float64]

METRES_PER_KM = 1000.0
FULL_TURN_DEG = 360.0

# WGS 84 (NGA.STND.0036): semi-major axis and first eccentricity squared, for local scale only.
SEMI_MAJOR_KM = 6378.137
ECCENTRICITY_SQUARED = 6.69437999014e-3


@cache
def _geod() -> Geod:
    """Import PROJ only when a length is asked for: it takes tens of milliseconds."""
    from pyproj import Geod

    return Geod(ellps="WGS84")


def length_km(lonlat: ArrayLike) -> float:
    """Sum the geodesics between consecutive points.

    Parameters
    ----------
    lonlat
        Points in order, shape (n, 2); longitudes may be unwrapped. [deg]

    Returns
    -------
    float
        0.0 for fewer than two points. [km]
    """
    points = np.asarray(lonlat, dtype=np.float64)
    return float(segment_km(points[:-1], points[1:]).sum()) if len(points) > 1 else 0.0


def segment_km(starts: ArrayLike, ends: ArrayLike) -> Floats:
    """Geodesic length of each pair of points, both of shape (n, 2) [km]."""
    a, b = np.asarray(starts, dtype=np.float64), np.asarray(ends, dtype=np.float64)
    metres = _geod().inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])[2]
    return np.asarray(metres, dtype=np.float64) / METRES_PER_KM


def distance_km(a: ArrayLike, b: ArrayLike) -> float:
    """Geodesic distance between two points; each is lon, lat [km]."""
    return length_km([np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)])


def unwrap(lonlat: ArrayLike) -> Floats:
    """Make longitudes continuous, so that a line over the antimeridian does not cross the map."""
    points = np.array(lonlat, dtype=np.float64)
    if len(points):
        points[:, 0] = np.unwrap(points[:, 0], period=FULL_TURN_DEG)
    return points


def km_per_degree(latitude: float) -> tuple[float, float]:
    """Give the local length of one degree of longitude and of latitude [km/deg]."""
    phi = np.radians(latitude)
    bend = 1.0 - ECCENTRICITY_SQUARED * np.sin(phi) ** 2
    east = np.radians(1.0) * SEMI_MAJOR_KM * np.cos(phi) / np.sqrt(bend)
    north = np.radians(1.0) * SEMI_MAJOR_KM * (1.0 - ECCENTRICITY_SQUARED) / bend**1.5
    return float(east), float(north)


def sphere_km(starts: ArrayLike, ends: ArrayLike, *, radius_km: float) -> Floats:
    """Great-circle length on a sphere (haversine), pair by pair, both of shape (n, 2) [km]."""
    a, b = np.radians(starts), np.radians(ends)
    half = np.sin((b - a) / 2.0) ** 2
    chord = half[..., 1] + np.cos(a[..., 1]) * np.cos(b[..., 1]) * half[..., 0]
    return np.asarray(2.0 * radius_km * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0))))


def turn_deg(first: ArrayLike, second: ArrayLike) -> Floats:
    """Angle between two arrays of flat direction vectors, shape (n, 2) [deg, 0 to 180]."""
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    cross = a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    return np.asarray(np.degrees(np.abs(np.arctan2(cross, (a * b).sum(axis=-1)))))


def flat_km(starts: ArrayLike, ends: ArrayLike) -> Floats:
    """Length of segments on a local plane each: within 1 % below 500 km, and fast [km]."""
    a, b = np.asarray(starts, dtype=np.float64), np.asarray(ends, dtype=np.float64)
    phi = np.radians((a[..., 1] + b[..., 1]) / 2.0)
    degree = np.radians(1.0) * SEMI_MAJOR_KM
    return np.asarray(degree * np.hypot((b - a)[..., 0] * np.cos(phi), (b - a)[..., 1]))


def bulge_km(length: Floats, chord: Floats, least_km: float, most_km: float) -> Floats:
    """How far lines of known length may swing out from their chord: half a flat ellipse.

    Parameters
    ----------
    length, chord
        Length along the line, and between its ends. [km]
    least_km
        Shorter chords are taken as drawn. [km]
    most_km
        Cap. [km]
    """
    swing = 0.5 * np.sqrt(np.maximum(length**2 - chord**2, 0.0))
    return np.asarray(np.minimum(np.where(chord >= least_km, swing, 0.0), most_km))
