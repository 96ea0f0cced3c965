"""What lies under the routes: land, borders, graticule, names of countries."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.path import Path

from geo import basemap
from geo.countries import countries
from geo.export.look import BORDER, LAND, LAND_TEXT, PLAIN_LAND, RULE, SEA, SEA_TEXT
from geo.export.page import Style
from geo.export.words import latitude, longitude

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.export.labels import Room
    from geo.export.options import Lang
    from geo.export.page import Page
    from geo.export.plane import Frame

    Points = NDArray[np.float64]

_BORDER_PX = 0.8
_GRID_PX = 0.7
_GRID_STEPS_DEG = (5, 10, 20, 30)
_GRID_APART_PX = 130
_GRID_POINT_DEG = 1.0
_NET_DEG = 2.5
_GRID_LABEL = Style(size=13, colour=SEA_TEXT, halo=SEA)
_GRID_LABEL_IN = 14
_NAME = Style(size=13.5, colour=LAND_TEXT, halo=LAND)
_OCEAN = Style(size=12.5, colour=SEA_TEXT)
_OCEANS: tuple[tuple[tuple[float, float], dict[Lang, str]], ...] = (
    ((185.0, 30.0), {"en": "Pacific Ocean", "zh": "太平洋", "ru": "Тихий океан"}),
    ((-40.0, 33.0), {"en": "Atlantic Ocean", "zh": "大西洋", "ru": "Атлантический океан"}),
    ((78.0, -12.0), {"en": "Indian Ocean", "zh": "印度洋", "ru": "Индийский океан"}),
)
_NAME_GRID_PX = 18
_NAME_LEAST_POINTS = 9
_FULL_TURN_DEG = 360
_CLOSED = 4  # points of the smallest ring


@cache
def _rings() -> tuple[tuple[str | None, Points], ...]:
    """Give the outer rings of all countries with their codes."""
    return tuple(
        (feature["properties"]["country"], np.array(polygon[0]))
        for feature in basemap.load()["features"]
        for polygon in feature["geometry"]["coordinates"]
    )


@cache
def _joined() -> tuple[Points, NDArray[np.intp]]:
    """Put all rings into one array, to be projected in one call; say where each starts."""
    rings = [ring for _, ring in _rings()]
    return np.concatenate(rings), np.cumsum([0, *map(len, rings[:-1])])


def draw(page: Page, frame: Frame, *, borders: bool) -> list[tuple[str | None, Points]]:
    """Fill sea and land.

    Returns
    -------
    list
        Code and ring on the page of every country part that may be seen. [px]
    """
    page.rectangle(frame.box, SEA, z=1)
    points, starts = _joined()
    px = frame.px(points)
    low, high = (ends.reduceat(px, starts) for ends in (np.fmin, np.fmax))  # torn points aside
    box = frame.box
    apart = (high < (box.left, box.top)) | (low > (box.right, box.bottom)) | np.isnan(low)
    bounds = [*starts.tolist(), len(px)]
    seen = []
    for index in np.flatnonzero(~apart.any(axis=1)):
        ring = px[bounds[index] : bounds[index + 1]]
        ring = ring[~np.isnan(ring).any(axis=1)]
        if len(ring) >= _CLOSED:
            seen.append((_rings()[index][0], ring))
    land, edge = (LAND, BORDER) if borders else (PLAIN_LAND, PLAIN_LAND)  # more contrast to the sea
    page.polygons([ring for _, ring in seen], land, edge, _BORDER_PX, z=2, clip=frame.box)
    return seen


def graticule(page: Page, frame: Frame, room: Room, lang: Lang) -> None:
    """Draw labelled meridians and parallels, far enough apart to stay quiet."""
    lonlat = _seen_lonlat(frame)
    west, south = lonlat.min(axis=0)
    east, north = lonlat.max(axis=0)
    span_px = frame.px_per_km * 111 * max(north - south, 1)
    wanted = _GRID_APART_PX * max(north - south, 1) / span_px
    step = next((s for s in _GRID_STEPS_DEG if s >= wanted), _GRID_STEPS_DEG[-1])
    lats = np.arange(np.ceil(south / step) * step, north, step)
    lons = np.arange(np.ceil(west / step) * step, east, step)
    parts = []
    for lat in lats:
        parallel = np.arange(west - step, east + step, _GRID_POINT_DEG)
        parts.append(_seen(frame, np.column_stack([parallel, np.full(len(parallel), lat)])))
        _label(page, frame, room, parts[-1], latitude(lang, lat), 0)
    for lon in lons:
        meridian = np.arange(max(south - step, -89), min(north + step, 89), _GRID_POINT_DEG)
        parts.append(_seen(frame, np.column_stack([np.full(len(meridian), lon), meridian])))
        turned = (lon + 180) % _FULL_TURN_DEG - 180
        _label(page, frame, room, parts[-1], longitude(lang, turned), 1)
    page.lines(parts, RULE, _GRID_PX, z=2.5, clip=frame.box)


def _seen_lonlat(frame: Frame) -> Points:
    """Give the points of a net that lie in the frame."""
    lon, lat = np.meshgrid(np.arange(-120, 240, _NET_DEG), np.arange(-60, 85, _NET_DEG))
    net = np.column_stack([lon.ravel(), lat.ravel()])
    with np.errstate(invalid="ignore"):
        return net[frame.holds(frame.px(net))]


def _seen(frame: Frame, lonlat: Points) -> Points:
    px = frame.px(lonlat)
    return px[~np.isnan(px).any(axis=1)]


def _label(page: Page, frame: Frame, room: Room, px: Points, text: str, axis: int) -> None:
    """Label a line of the graticule where it leaves the frame: at the left (0) or bottom (1)."""
    edge = frame.box.left if axis == 0 else frame.box.bottom
    order = np.argsort(px[:, 0]) if axis == 0 else np.argsort(px[:, 1])
    along, across = px[order, axis], px[order, 1 - axis]
    if not len(along) or not along[0] <= edge <= along[-1]:
        return
    at = float(np.interp(edge, along, across))
    half = page.width(text, _GRID_LABEL) / 2
    x, y = (edge + half + 5, at) if axis == 0 else (at, edge - _GRID_LABEL_IN)
    if room.take_text(x - half, y, 2 * half, _GRID_LABEL.size, soft_limit=None):
        page.text(x, y, text, _GRID_LABEL, align="center", z=12)


def oceans(page: Page, frame: Frame, room: Room, lang: Lang) -> None:
    """Name the oceans where nothing stands, to help the reader of an unusual projection."""
    px = frame.px(np.array([at for at, _ in _OCEANS]))
    for (_, names), (x, y) in zip(_OCEANS, px, strict=True):
        text = names[lang]
        width = page.width(text, _OCEAN)
        if np.isfinite(x + y) and room.take_text(
            x - width / 2, y, width, _OCEAN.size, soft_limit=0
        ):
            page.text(x, y, text, _OCEAN, align="center", z=3)


def names(
    page: Page,
    frame: Frame,
    seen: list[tuple[str | None, Points]],
    room: Room,
    lang: Lang,
) -> None:
    """Name the countries where there is room for it; routes and places go first."""
    box = frame.box.inset(_NAME_GRID_PX / 2)
    x, y = np.meshgrid(
        np.arange(box.left, box.right, _NAME_GRID_PX), np.arange(box.top, box.bottom, _NAME_GRID_PX)
    )
    net = np.column_stack([x.ravel(), y.ravel()])
    inside: dict[str, Points] = {}
    for code, ring in seen:
        if code is None or code not in countries():
            continue
        near = net[((net >= ring.min(axis=0)) & (net <= ring.max(axis=0))).all(axis=1)]
        points = near[Path(ring).contains_points(near)] if len(near) else near
        if len(points) > len(inside.get(code, ())):
            inside[code] = points
    for code, points in sorted(inside.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(points) < _NAME_LEAST_POINTS:
            continue
        text = str(countries()[code][lang])
        width = page.width(text, _NAME)
        middle = points.mean(axis=0)
        order = np.argsort(((points - middle) ** 2).sum(axis=1), kind="stable")
        low, high = points.min(axis=0), points.max(axis=0)
        if high[0] - low[0] < width:
            continue
        for at_x, at_y in points[order]:
            if room.take_text(at_x - width / 2, at_y, width, _NAME.size, soft_limit=0):
                page.text(at_x, at_y, text, _NAME, align="center", z=3)
                break
