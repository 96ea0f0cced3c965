"""One map on the page: land, the routes' strands, symbols, labels, scale bar."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.export import closed, land, names, scalebar
from geo.export.labels import Label, Room, place
from geo.export.look import FAINT, GAUGE, INK, MUTED, PAPER
from geo.export.page import Box, Style
from geo.export.scalebar import MARGIN_PX
from geo.export.strands import Line, Strand, strands
from geo.export.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from geo.export.options import Lang
    from geo.export.page import Cap, Page
    from geo.export.plane import Frame, Track
    from geo.model import Mode, Place
    from geo.network.path import Event

    Points = NDArray[np.float64]

DASHES: dict[Mode, tuple[float, ...]] = {
    "rail": (),
    "road": (0.1, 5.0),
    "sea": (8.0, 4.0),
    "ferry": (8.0, 4.0),
}
MAIN_PX, VARIANT_PX = 3.4, 2.0
STRAND_APART_PX, VARIANT_APART_PX = 4.0, 2.6
_CASING_PX = 2.4
_PATCH_SHARE = 0.45
_SYMBOL_APART_PX = 15.0
_SYMBOL_PX = 8.0
_BADGE_PX, _BADGE_TRIES = 17.0, 60
_BADGE = Style(size=12, bold=True)
_SOFT_LIMIT = 6
_PLACE_RANKS = {"port": 1, "mine": 1, "terminal": 2, "border-crossing": 3, "city": 3, "station": 4}
_LABEL = {
    True: Style(size=15, bold=True, halo=PAPER),
    False: Style(size=14, halo=PAPER),
}
_INSET_LABEL = Style(size=13.5, halo=PAPER)
_ANY_WAY_ON = Style(size=13.5, colour=MUTED, halo=PAPER)


@dataclass(frozen=True)
class Stop:
    """A place on the map; ``end``: some way shown starts, ends or changes mode there."""

    place: Place
    name: str
    end: bool
    line_end: bool


@dataclass
class Content:
    """What one map shows.

    Attributes
    ----------
    colours, names
        By route index.
    events
        Borders and gauge breaks on the routes.
    closed
        Lines of ways that are closed under the view's scenario.
    goal
        Name of the place that lines leave the frame for.
    numbered
        Whether routes carry their number, where colours don't tell them apart.
    """

    lines: Sequence[Line]
    colours: Sequence[str]
    stops: Sequence[Stop]
    events: Sequence[Event]
    names: Sequence[str] = ()
    closed: Sequence[Track] = ()
    goal: str | None = None
    lang: Lang = "en"
    graticule: bool = False
    numbered: bool = False


def draw(page: Page, frame: Frame, content: Content) -> float:
    """Draw the large map.

    Returns
    -------
    float
        The stated error of its scale bar, as a fraction.
    """
    room = Room(frame.box)
    seen = land.draw(page, frame, borders=True)
    closed.draw(page, frame, content.closed)
    drawn = _routes(page, frame, content)
    for strand in drawn:
        room.add_line(strand.px, STRAND_APART_PX)
    ways = [line.track for line in content.lines] or content.closed
    legs = [(line.track, line.km) for line in content.lines if line.main]
    error = scalebar.draw(page, frame, ways, legs, room, content.lang)
    if content.graticule:
        land.graticule(page, frame, room, content.lang)
    if content.numbered:
        _numbers(page, drawn, room)
    signs = _symbols(page, frame, content.events, room)
    _stops(page, frame, content, room, signs)
    _ways_out(page, frame, content, room)
    _labels(page, frame, content.stops, room)
    if not content.numbered:
        names.draw(page, room, drawn, content)
    land.names(page, frame, seen, room, content.lang)
    _outline(page, frame.box)
    return error


def draw_inset(page: Page, frame: Frame, content: Content) -> None:
    """Draw the small map of whole ways, with the names of their ends only."""
    room = Room(frame.box)
    land.draw(page, frame, borders=False)
    closed.draw(page, frame, content.closed)
    for strand in _routes(page, frame, content, share=0.55):
        room.add_line(strand.px, VARIANT_PX)
    _stops(page, frame, content, room, (), size=6.0)
    _labels(page, frame, content.stops, room, _INSET_LABEL)
    land.oceans(page, frame, room, content.lang)
    _outline(page, frame.box)


def _outline(page: Page, box: Box) -> None:
    page.line(np.array(box.corners), FAINT, 1.0, z=30)


def _routes(page: Page, frame: Frame, content: Content, share: float = 1.0) -> list[Strand]:
    """Draw the strands over white casings; variants first, so that main ways lie on top."""
    lines = sorted(content.lines, key=lambda line: line.main)
    apart = {True: STRAND_APART_PX * share, False: VARIANT_APART_PX * share}
    drawn = list(strands(lines, frame, lambda line: apart[line.main]))
    casings = {
        main: [strand.px for strand in drawn if strand.main == main] for main in (True, False)
    }
    for main, parts in casings.items():
        width = (MAIN_PX if main else VARIANT_PX) + _CASING_PX
        page.lines(parts, PAPER, width * share, z=5, clip=frame.box)
    for strand in drawn:
        width = (MAIN_PX if strand.main else VARIANT_PX) * share
        colour = content.colours[strand.route]
        draw_strand(page, strand.px, colour, strand.mode, width, strand.patch, frame.box)
    return drawn


def draw_strand(  # noqa: PLR0913, PLR0917 - a line and how it is drawn
    page: Page,
    px: Points,
    colour: str,
    mode: Mode,
    width: float,
    patch: bool,  # noqa: FBT001 - one of the marks
    clip: Box | None = None,
) -> None:
    """Draw a strand as its mode asks, hollow where it stands on a patch link."""
    dashes = DASHES[mode]
    cap: Cap = "round" if mode in ("rail", "road") else "butt"
    width = width * 1.1 if mode == "road" else width
    page.line(px, colour, width, dashes=dashes, cap=cap, z=6, clip=clip)
    if patch and not dashes:  # hollow dashes would be lost
        page.line(px, PAPER, width * _PATCH_SHARE, cap="butt", z=7, clip=clip)


def _numbers(page: Page, drawn: Sequence[Strand], room: Room) -> None:
    """Put each route's number on its longest strand where the fewest other lines are."""
    half = _BADGE_PX / 2
    longest: dict[int, Strand] = {}
    for strand in drawn:
        known = longest.get(strand.route)
        if strand.main and (known is None or len(strand.px) > len(known.px)):
            longest[strand.route] = strand
    for route, strand in sorted(longest.items()):
        best: tuple[int, float, float] | None = None
        for x, y in strand.px[:: max(len(strand.px) // _BADGE_TRIES, 1)].tolist():
            box = Box(x - half, y - half, x + half, y + half)
            whole = room.box.inset(_BADGE_PX)
            inside = whole.left < x < whole.right and whole.top < y < whole.bottom
            if inside and room.is_free(box) and (best is None or room.covered(box) < best[0]):
                best = (room.covered(box), x, y)
        if best:
            _, x, y = best
            badge(page, x, y, route)
            room.add_box(Box(x - half, y - half, x + half, y + half))


def badge(page: Page, x: float, y: float, route: int) -> None:
    """Draw a route's number, counted from its index, in a circle."""
    page.marker(x, y, "o", _BADGE_PX, face=PAPER, edge=INK, width=1.2, z=18)
    page.text(x, y, str(route + 1), _BADGE, align="center", z=19)


def _stops(
    page: Page,
    frame: Frame,
    content: Content,
    room: Room,
    signs: Sequence[tuple[float, float]],
    size: float = 7.5,
) -> None:
    """Mark the places; one on the way gives way to the sign of its border or gauge break."""
    for stop, (x, y) in _within(frame, content.stops):
        port = stop.place.kind == "port"
        passed = not (stop.line_end or port)
        if passed and any(math.hypot(x - a, y - b) < _SYMBOL_PX for a, b in signs):
            continue
        pixels = size + 1.5 if stop.line_end else size if stop.end else size - 2.5
        page.marker(
            x, y, "s" if port else "o", pixels, face=PAPER if stop.end else INK, z=16, width=1.6
        )
        room.add_box(Box(x - pixels / 2, y - pixels / 2, x + pixels / 2, y + pixels / 2))


def _within(frame: Frame, stops: Iterable[Stop]) -> list[tuple[Stop, tuple[float, float]]]:
    found = list(stops)
    if not found:
        return []
    px = frame.px(np.array([[s.place.lon, s.place.lat] for s in found]))
    inside = frame.holds(px, 4)
    return [
        (stop, (float(at[0]), float(at[1])))
        for stop, at, ok in zip(found, px, inside, strict=True)
        if ok
    ]


def _symbols(
    page: Page, frame: Frame, events: Sequence[Event], room: Room
) -> list[tuple[float, float]]:
    """Mark gauge breaks, then borders, leaving out what would crowd; say where [px]."""
    ordered = sorted(events, key=lambda e: (e.kind != "gauge-break", e.lon, e.lat))
    if not ordered:
        return []
    px = frame.px(np.array([[event.lon, event.lat] for event in ordered]))
    inside = frame.holds(px, 6)
    kept: list[tuple[float, float]] = []
    for event, (x, y), ok in zip(ordered, px, inside, strict=True):
        near = any(math.hypot(x - a, y - b) < _SYMBOL_APART_PX for a, b in kept)
        half = _SYMBOL_PX / 2
        box = Box(x - half, y - half, x + half, y + half)
        if not ok or near:
            continue
        kept.append((float(x), float(y)))
        symbol(page, float(x), float(y), event.kind)
        room.add_box(box)
    return kept


def symbol(page: Page, x: float, y: float, kind: str) -> None:
    """Draw the sign of a gauge break or a border crossing."""
    if kind == "gauge-break":
        page.marker(x, y, "D", _SYMBOL_PX, face=GAUGE, edge=INK, width=1.3, z=15)
    else:
        page.marker(x, y, "|", _SYMBOL_PX + 3, edge=PAPER, width=4.5, z=13)
        page.marker(x, y, "|", _SYMBOL_PX + 1, edge=INK, width=2.0, z=13.1)


def _labels(
    page: Page, frame: Frame, stops: Sequence[Stop], room: Room, style: Style | None = None
) -> None:
    labels = [
        Label(
            x,
            y,
            stop.name,
            0 if stop.line_end else _PLACE_RANKS[stop.place.kind] + 4 * (not stop.end),
            style or _LABEL[stop.line_end],
            must=stop.end,
        )
        for stop, (x, y) in _within(frame, stops)
    ]
    place(page, room, labels, _SOFT_LIMIT)


def _ways_out(page: Page, frame: Frame, content: Content, room: Room) -> None:
    """Say where lines that leave the frame for good go to."""
    if content.goal is None:
        return
    labels = []
    taken: list[tuple[float, float]] = []
    for line in content.lines:
        if line.mode != "sea" or not line.main:
            continue
        px = frame.px(line.track.lonlat)
        inside = np.flatnonzero(frame.holds(px))
        if not len(inside) or inside[-1] == len(px) - 1:
            continue
        edge = frame.box.inset(MARGIN_PX)
        x = min(max(float(px[inside[-1], 0]), edge.left), edge.right)
        y = min(max(float(px[inside[-1], 1]), edge.top), edge.bottom)
        if any(math.hypot(x - a, y - b) < 4 * MARGIN_PX for a, b in taken):
            continue
        taken.append((x, y))
        text = say(content.lang, "to {place}", place=content.goal)
        labels.append(Label(x, y, text, 0, _ANY_WAY_ON, must=True))
    place(page, room, labels, _SOFT_LIMIT)
