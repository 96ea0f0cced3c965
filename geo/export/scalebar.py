"""The scale bar with the error that it has along the routes, and the arrow to the north."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from geo.export.look import FAINT, INK, LAND, PAPER
from geo.export.page import Box, Style
from geo.export.plane import scale_range
from geo.export.strands import resampled
from geo.export.words import say, signs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.export.labels import Room
    from geo.export.options import Lang
    from geo.export.page import Page
    from geo.export.plane import Frame, Track

    Points = NDArray[np.float64]

MARGIN_PX = 16.0
_BAR_PX = 150.0
_NORTH_PX, _ARROW_PX = 30.0, 15.0
_NORTH_TEXT = Style(size=12, bold=True)
_BAR_TEXT = Style(size=13.5, halo=PAPER)


def draw(
    page: Page,
    frame: Frame,
    lines: Sequence[Track],
    legs: Sequence[tuple[Track, float]],
    room: Room,
    lang: Lang,
) -> float:
    """Draw a scale bar with the error that it has along the routes in the frame.

    The error is that of the projection on any line, or of a whole leg measured by the bar against
    its length in the figures, whichever is greater: lines are drawn with fewer bends than the
    rails have, and some links by their ends alone.

    Parameters
    ----------
    lines
        All that are drawn.
    legs
        Those of the ways in the legend, each with its length there. [km]

    Returns
    -------
    float
        That error, as a fraction.
    """
    low, high = scale_range(frame.plane, lines, frame)
    nominal = (low + high) / 2
    off = [
        abs(_drawn_px(px, track) / (frame.px_per_km * nominal * km) - 1)
        for track, km in legs
        if frame.holds(px := frame.px(track.lonlat)).all()
    ]
    error = math.ceil(max([(high - low) / (high + low), *off]) * 100) / 100
    km = _round_down(_BAR_PX / (frame.px_per_km * nominal))
    length = km * frame.px_per_km * nominal
    shown, share = signs(lang, f"{km:,.0f}"), f"{max(error, 0.01):.0%}"
    text = say(lang, "{km} km, ±{error} along the routes", km=shown, error=share)
    width = max(length, page.width(text, _BAR_TEXT))
    # On an azimuthal map of half the world north turns all round: no arrow could tell it.
    steady = frame.plane.centre is None
    width += _NORTH_PX * steady
    height = 34.0
    panel = room.emptiest_corner(width + 16, height + 10, MARGIN_PX)
    left, top = panel.left + 8, panel.top + 5
    page.rectangle(panel, LAND, edge=FAINT, width=0.8, z=17)
    page.text(left, top + 9, text, _BAR_TEXT)
    y = top + 28
    half = length / 2
    page.line(np.array([(left, y), (left + length, y)]), INK, 5, z=21)
    page.line(np.array([(left + half, y), (left + length - 1, y)]), PAPER, 3, z=22)
    if steady:
        middle = panel.right - _NORTH_PX / 2 - 4, (panel.top + panel.bottom) / 2
        _north(page, frame, middle, say(lang, "N"))
    room.add_box(panel)
    return max(error, 0.01)


def _drawn_px(px: Points, track: Track) -> float:
    """Measure a line as it is drawn."""
    points, _ = resampled(px, track.segment)
    return float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())


def _north(page: Page, frame: Frame, at: tuple[float, float], letter: str) -> None:
    """Point to the north of the map's middle, with the letter at the arrow's foot."""
    x, y = at
    ahead = frame.north()
    side = np.array([-ahead[1], ahead[0]])
    middle = np.array(at)
    tip, tail = middle + ahead * _ARROW_PX, middle - ahead * _ARROW_PX * 0.1
    head = np.array([tip, tail + side * _ARROW_PX * 0.4, tail - side * _ARROW_PX * 0.4])
    page.polygons([head], INK, INK, 0.5, z=21, clip=Box(x - 22, y - 22, x + 22, y + 22))
    foot = middle - ahead * _ARROW_PX * 0.75
    page.text(float(foot[0]), float(foot[1]), letter, _NORTH_TEXT, align="center", z=21)


def _round_down(km: float) -> float:
    """Give the greatest 1, 2 or 5 times a power of ten below a length."""
    power = 10.0 ** math.floor(math.log10(km))
    return max(step * power for step in (1, 2, 5) if step * power <= km)
