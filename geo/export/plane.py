"""Map projections in which lengths along the routes stay comparable, and how far they do not."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from pyproj import Proj

from geo.export.words import latitude, longitude, say
from geo.network import geodesy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.export.options import Lang
    from geo.export.page import Box

    Points = NDArray[np.float64]

# Of the projections tried on the corridors of Eurasia this one draws routes of equal length most
# nearly equal: a spread of 2 %, where Web Mercator has 36 %.
_CENTRE_DEG = 65.0
CONIC = f"+proj=eqdc +lat_1=30 +lat_2=55 +lat_0=42 +lon_0={_CENTRE_DEG:g} +ellps=WGS84 +units=km"
_CONIC_REACH_DEG = 120.0  # from the central meridian; beyond, the fan bends back
_CONIC_SOUTH_DEG, _CONIC_NORTH_DEG = -35.0, 84.0
_CONIC_ENOUGH = 0.08  # an error of the scale up to this is as good as any other projection's

_AZIMUTHAL_REACH_DEG = 165.0  # from the centre; the antipode is torn into a circle
_CAP_STEPS = 200
_CAP_EVERY = 5  # of the points; the centre is rounded to a degree anyway
_RADIUS_M = 6_371_009.0  # mean radius of WGS 84
_STEP_KM = 40.0
_NORTHWARDS_DEG = 0.1
_LEAST_SEGMENT_KM = 1.0
_HALF_TURN_DEG = 180.0
_FULL_TURN_DEG = 360.0


@dataclass(frozen=True)
class Plane:
    """A projection; its unit is the kilometre.

    Attributes
    ----------
    definition
        In PROJ's words.
    centre
        Of an azimuthal projection: longitude, latitude [deg]; None for the conic.
    """

    definition: str
    centre: tuple[float, float] | None = None

    def name(self, lang: Lang = "en") -> str:
        """For the reader."""
        if self.centre is None:
            return say(lang, "Equidistant conic projection, 30° and 55° N")
        lon, lat = self.centre
        return say(
            lang,
            "Azimuthal equidistant, centre {lat} {lon}",
            lat=latitude(lang, lat),
            lon=longitude(lang, lon),
        )

    def project(self, lonlat: Points) -> Points:
        """Give plane coordinates [km], NaN where the projection is torn."""
        lon, lat = lonlat[:, 0], lonlat[:, 1]
        x, y = _proj(self.definition)(lon, lat)
        xy = np.column_stack([x, y])
        xy[~self._inside(lonlat) | ~np.isfinite(xy).all(axis=1)] = np.nan
        return xy

    def _inside(self, lonlat: Points) -> NDArray[np.bool_]:
        lon, lat = lonlat[:, 0], lonlat[:, 1]
        if self.centre is not None:
            return angle_deg(unit_vectors(lonlat), unit_vectors(self.centre)) < _AZIMUTHAL_REACH_DEG
        off = (lon - _CENTRE_DEG + _HALF_TURN_DEG) % _FULL_TURN_DEG - _HALF_TURN_DEG
        fan = np.abs(off) < _CONIC_REACH_DEG
        return np.asarray(fan & (lat > _CONIC_SOUTH_DEG) & (lat < _CONIC_NORTH_DEG))


@cache
def _proj(definition: str) -> Proj:
    return Proj(definition)


@dataclass(frozen=True)
class Frame:
    """A plane laid into a box of the page.

    Attributes
    ----------
    px_per_km
        Scale of the plane on the page.
    middle
        Plane coordinates of the box's centre. [km]
    """

    plane: Plane
    box: Box
    px_per_km: float
    middle: tuple[float, float]

    def north(self) -> Points:
        """Give the direction of north at the middle of the box, as a unit vector on the page."""
        lon, lat = _proj(self.plane.definition)(*self.middle, inverse=True)
        here, there = self.px(np.array([[lon, lat], [lon, lat + _NORTHWARDS_DEG]]))
        return np.asarray((there - here) / np.linalg.norm(there - here))

    def px(self, lonlat: Points) -> Points:
        """Put points on the page, NaN where they can't be drawn [px]."""
        return self.of_plane(self.plane.project(lonlat))

    def of_plane(self, xy: Points) -> Points:
        """Put plane coordinates on the page [px]."""
        x = (self.box.left + self.box.right) / 2 + (xy[:, 0] - self.middle[0]) * self.px_per_km
        y = (self.box.top + self.box.bottom) / 2 - (xy[:, 1] - self.middle[1]) * self.px_per_km
        return np.column_stack([x, y])

    def holds(self, px: Points, margin: float = 0.0) -> NDArray[np.bool_]:
        """Say which points lie in the box."""
        box = self.box.inset(margin)
        x, y = px[:, 0], px[:, 1]
        return (x >= box.left) & (x <= box.right) & (y >= box.top) & (y <= box.bottom)


@dataclass(frozen=True, eq=False)
class Track:
    """A line made ready for drawing.

    Attributes
    ----------
    lonlat
        Points along great circles, close to each other, longitudes unwrapped. [deg]
    segment
        The segment of the given line that each point begins.
    length_km
        Geodesic length of each segment between the points. [km]
    """

    lonlat: Points
    segment: NDArray[np.intp]
    length_km: Points


def tracks(lines: Sequence[Points]) -> list[Track]:
    """Make lines ready; all are measured in one call."""
    dense = [densified(line) for line in lines]
    if not dense:
        return []
    lengths = geodesy.segment_km(
        np.concatenate([points[:-1] for points, _ in dense]),
        np.concatenate([points[1:] for points, _ in dense]),
    )
    ends = np.cumsum([len(points) - 1 for points, _ in dense])[:-1]
    return [
        Track(points, segment, km)
        for (points, segment), km in zip(dense, np.split(lengths, ends), strict=True)
    ]


def outline(west: float, south: float, east: float, north: float) -> Track:
    """Give the edge of a box of longitude and latitude as a line made ready [deg]."""
    lon, lat = np.arange(west, east, 1.0), np.arange(south, north, 1.0)
    sides = [
        np.column_stack([lon, np.full(len(lon), south)]),
        np.column_stack([np.full(len(lat), east), lat]),
        np.column_stack([lon[::-1], np.full(len(lon), north)]),
        np.column_stack([np.full(len(lat), west), lat[::-1]]),
    ]
    points = np.vstack([*sides, [[west, south]]])
    return Track(points, np.arange(len(points)), geodesy.segment_km(points[:-1], points[1:]))


def choose(lines: Sequence[Track]) -> Plane:
    """Choose the conic of Eurasia where it draws the lines well, else an azimuthal plane.

    The azimuthal one is centred on the smallest circle around the lines, so that no line is cut,
    whichever ocean it crosses.
    """
    conic = Plane(CONIC)
    low, high = scale_range(conic, lines)
    if math.isfinite(low) and (high - low) / (high + low) <= _CONIC_ENOUGH:
        return conic
    return around(lines)


def around(lines: Sequence[Track]) -> Plane:
    """Give the azimuthal equidistant plane centred on the lines."""
    vectors = np.concatenate([unit_vectors(line.lonlat[::_CAP_EVERY]) for line in lines])
    lon, lat = _cap_centre(vectors)
    # The sphere is much faster here than the ellipsoid; the stated error of the scale includes it.
    definition = f"+proj=aeqd +lat_0={lat:g} +lon_0={lon:g} +R={_RADIUS_M:.0f} +units=km"
    return Plane(definition, (lon, lat))


def _cap_centre(vectors: Points) -> tuple[float, float]:
    """Find the centre of the smallest circle around points of the sphere (Bădoiu and Clarkson)."""
    centre = vectors.mean(axis=0)
    for step in range(1, _CAP_STEPS):
        farthest = vectors[np.argmin(vectors @ centre)]
        centre = centre + (farthest - centre) / (step + 1)
        centre /= np.linalg.norm(centre)
    lon = math.degrees(math.atan2(centre[1], centre[0]))
    return float(round(lon)), float(round(math.degrees(math.asin(centre[2]))))


def scale_range(
    plane: Plane, lines: Sequence[Track], frame: Frame | None = None
) -> tuple[float, float]:
    """Give the least and greatest ratio of drawn to true length over all segments of lines.

    Parameters
    ----------
    frame
        Where given, segments outside it do not count.
    """
    lonlat, true = (
        np.concatenate([line.lonlat for line in lines]),
        np.concatenate([np.append(line.length_km, 0.0) for line in lines]),
    )
    xy = plane.project(lonlat)
    counts = true > _LEAST_SEGMENT_KM
    if frame is not None:
        inside = frame.holds(frame.of_plane(xy))
        counts &= inside & np.append(inside[1:], False)
    drawn = np.append(np.linalg.norm(np.diff(xy, axis=0), axis=1), 0.0)
    found = drawn[counts] / true[counts]
    if not len(found):
        return 1.0, 1.0
    if np.isnan(found).any():
        return math.nan, math.nan
    return float(found.min()), float(found.max())


def fit(plane: Plane, lines: Sequence[Track], box: Box, margin: float) -> Frame:
    """Lay a plane into a box so that all lines have a margin round them [px]."""
    xy = plane.project(np.concatenate([line.lonlat for line in lines]))
    low, high = np.nanmin(xy, axis=0), np.nanmax(xy, axis=0)
    extent = np.maximum(high - low, _STEP_KM)
    room = box.inset(margin)
    scale = float(min(room.width / extent[0], room.height / extent[1]))
    middle = (low + high) / 2
    return Frame(plane, box, scale, (float(middle[0]), float(middle[1])))


def unit_vectors(lonlat: Points | tuple[float, float]) -> Points:
    """Put positions [deg] on the unit sphere."""
    lon, lat = np.radians(np.atleast_2d(np.asarray(lonlat, dtype=np.float64))).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def angle_deg(a: Points, b: Points) -> NDArray[np.float64]:
    """Angle between unit vectors [deg]."""
    return np.asarray(np.degrees(np.arccos(np.clip((a * b).sum(axis=1), -1, 1))))


def densified(lonlat: Points, step_km: float = _STEP_KM) -> tuple[Points, NDArray[np.intp]]:
    """Put points on the great circles between far neighbours, so that they are drawn as arcs.

    Returns
    -------
    array, shape (m, 2)
        Longitudes unwrapped. [deg]
    array, shape (m,)
        The segment that each point begins, the last one's for the end.
    """
    vectors = unit_vectors(lonlat)
    # The sphere will do: only how many points an arc gets depends on it.
    lengths_km = np.radians(angle_deg(vectors[:-1], vectors[1:])) * _RADIUS_M / 1000
    counts = np.maximum(np.ceil(lengths_km / step_km), 1).astype(np.intp)
    if counts.max(initial=1) == 1:
        return lonlat, np.minimum(np.arange(len(lonlat)), len(lonlat) - 2)
    segment = np.repeat(np.arange(len(counts)), counts)
    step = np.arange(len(segment)) - np.repeat(np.cumsum(counts) - counts, counts)
    share = step / counts[segment]
    a, b = vectors[segment], vectors[segment + 1]
    angle = np.radians(angle_deg(a, b))[:, None]
    wide = np.sin(angle) > 1e-12  # noqa: PLR2004 - equal points have no direction
    sine = np.where(wide, np.sin(angle), 1.0)
    one = np.where(wide, np.sin((1 - share[:, None]) * angle) / sine, 1.0)
    two = np.where(wide, np.sin(share[:, None] * angle) / sine, 0.0)
    points = a * one + b * two
    lon = np.degrees(np.arctan2(points[:, 1], points[:, 0]))
    lat = np.degrees(np.arcsin(np.clip(points[:, 2], -1, 1)))
    dense = geodesy.unwrap(np.column_stack([lon, lat]))
    dense[:, 0] += _FULL_TURN_DEG * np.round((lonlat[0, 0] - dense[0, 0]) / _FULL_TURN_DEG)
    # the given points stay exactly where they are
    given = share == 0
    dense[given] = lonlat[:-1]
    return np.vstack([dense, lonlat[-1:]]), np.append(segment, segment[-1])
