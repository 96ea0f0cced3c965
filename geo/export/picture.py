"""A picture of one view, fit to print: map, legend, comparison, and where all of it comes from."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.export import closed, fonts, foot, legend, options, routemap, strip
from geo.export.assumed import assumptions
from geo.export.embed import embedded
from geo.export.formats import FORMATS
from geo.export.look import MUTED
from geo.export.page import Box, Page, Style
from geo.export.plane import around, choose, fit, outline
from geo.export.raster import png
from geo.export.strands import Line, lines_of
from geo.export.texts import metadata, subtitle, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.export.plane import Frame, Plane, Track
    from geo.export.selection import Selection
    from geo.network.path import Event

_MARGIN = 20.0
_TITLE = Style(size=27, bold=True)
_TITLE_LEAST_PX = 17.0  # a longer title becomes smaller, and is cut only at last
_SUBTITLE = Style(size=14.5, colour=MUTED)
_ASSUMED = Style(size=14.5, bold=True)
_NOTE = Style(size=13.5, colour=MUTED)
_TITLE_Y, _SUBTITLE_Y, _MAP_TOP = 32.0, 62.0, 82.0
_SUBTITLE_LINES, _SUBTITLE_STEP = 2, 19.0
_COLUMN_PX = 400.0
_GUTTER = 20.0
_GAP = 8.0
_BAND_SHARE = 0.5  # of the room for map and legend that a long legend below the map may take
_MAP_MARGIN, _INSET_MARGIN = 46.0, 18.0
_MAP_LEAST_PX = 380.0
_INSET_LEAST_PX, _INSET_MOST_PX = 130.0, 300.0
_KEY_GAP, _NOTE_RISE = 6.0, 11.0
_WIDER = 1.45  # how much smaller the large map may become to hold the sea legs too
_EXCURSION_KM = 60.0

# fonts, which are read letter by letter, are shared by all threads.
_LOCK = threading.Lock()


def render(selection: Selection, suffix: str) -> bytes:
    """Draw a selection.

    Parameters
    ----------
    suffix
        ``.png``, ``.svg`` or ``.pdf``.

    Raises
    ------
    ExportError
        If no installed font has the letters of the language chosen.
    """
    chosen = selection.options
    fonts.check(chosen.lang)
    form = FORMATS[chosen.page]
    with _LOCK:
        page = Page(form.width, form.height, chosen.look, form.px_per_inch)
        compose(page, selection, upright=form.upright)
        texts = metadata(selection)
        if suffix == ".png":
            return png(page, embedded("png", texts), form.dpi(chosen.scale))
        from geo.export.vector import vector

        kind = suffix.removeprefix(".")
        return vector(page, kind, embedded(kind, texts))


def compose(page: Page, selection: Selection, *, upright: bool = False) -> None:
    """Draw all parts: title, map, legend, comparison and foot.

    Parameters
    ----------
    upright
        Whether the legend stands below the map, not beside it.
    """
    box = page.box.inset(_MARGIN)
    head = title(selection)
    least = _TITLE_LEAST_PX / _TITLE.size
    style = replace(
        _TITLE, size=_TITLE.size * min(max(box.width / page.width(head, _TITLE), least), 1)
    )
    page.text(box.left, _TITLE_Y, page.clipped(head, box.width, style), style)
    below = page.wrapped(subtitle(selection), box.width, _SUBTITLE, _SUBTITLE_LINES)
    assumed = page.wrapped(
        assumptions(selection.view, selection.options.lang), box.width, _ASSUMED, _SUBTITLE_LINES
    )
    told = [(text, _ASSUMED) for text in assumed if text] + [(text, _SUBTITLE) for text in below]
    for index, (text, style) in enumerate(told):
        page.text(box.left, _SUBTITLE_Y + index * _SUBTITLE_STEP, text, style)
    map_top = _MAP_TOP + (len(told) - 1) * _SUBTITLE_STEP

    foot_top = page.box.bottom - foot.height(page, selection, box.width)
    lines = _lines(selection)
    column_left = box.right - _COLUMN_PX
    map_right = box.right if upright else column_left - _GUTTER
    strip_top = max(foot_top - strip.height(selection) - _GAP, map_top + _MAP_LEAST_PX)
    strip.draw(page, selection, Box(box.left, strip_top, map_right, foot_top))
    bottom = strip_top - _GAP
    if upright:
        fitted = selection.options.extent == options.FITTED
        at_sea = fitted and any(line.mode == "sea" for line in lines)
        inset_px = (_INSET_MOST_PX + _INSET_LEAST_PX) / 2 if at_sea else 0
        band = max(legend.key_height() + inset_px, legend.height(selection, columns=2))
        band = min(band, (bottom - map_top) * _BAND_SHARE)
        columns = _thirds(Box(box.left, bottom - band, box.right, bottom))
        if len(selection.routes) == 1:  # one list over two thirds
            columns = [replace(columns[0], right=columns[1].right), columns[2]]
        bottom -= band + _GAP
    else:
        columns = [Box(column_left, map_top, box.right, foot_top - _GAP)]
    map_box = Box(box.left, map_top, map_right, bottom)
    plane = _map(page, selection, lines, map_box, columns)
    foot.draw(page, selection, plane, Box(box.left, foot_top, box.right, page.box.bottom))


def _thirds(box: Box) -> list[Box]:
    width = (box.width - 2 * _GUTTER) / 3
    lefts = [box.left + index * (width + _GUTTER) for index in range(3)]
    return [Box(left, box.top, left + width, box.bottom) for left in lefts]


def _lines(selection: Selection) -> list[Line]:
    """Collect the legs of all ways, main ways first, and share shared stretches out."""
    order = {route: index for index, route in enumerate(selection.routes)}
    main = {selection.shown_way(route) for route in selection.routes}
    ways = sorted(selection.measured, key=lambda way: way not in main)
    return lines_of(
        [
            (order[way.route], way in main, leg)
            for way in ways
            for leg in selection.measured[way].legs
        ]
    )


def _map(
    page: Page, selection: Selection, lines: list[Line], box: Box, columns: list[Box]
) -> Plane | None:
    """Draw the large map, the legend, and the small map where sea legs leave the large one."""
    closed_on_land, closed_at_sea = closed.tracks_of(selection)
    if not (lines or selection.closed):
        legend.draw_routes(page, selection, columns[:2])
        text = selection.say("None of these routes can be measured; the legend names them.")
        page.text(box.left, (box.top + box.bottom) / 2, text, _NOTE)
        return None
    whole = [line.track for line in lines if _goes_on(selection, line)]
    near = [line.track for line in lines if line.mode != "sea"] + closed_on_land
    whole += closed_on_land + closed_at_sea
    frame, inset_lines = _framed(selection.options.extent, whole, near, box)
    content = _content(selection, lines, closed_on_land + closed_at_sea)
    if selection.destination:
        content.goal = selection.named(selection.catalog.places[selection.destination].name, 34)
    routemap.draw(page, frame, content)

    last = columns[-1]
    if len(columns) > 1:
        legend.draw_routes(page, selection, columns[:-1])
        key_top = last.top
    else:
        inset_room = _INSET_LEAST_PX + 2 * _NOTE_RISE if inset_lines else 0.0
        room = replace(last, bottom=last.bottom - legend.key_height() - inset_room)
        key_top = legend.draw_routes(page, selection, [room]) + _KEY_GAP
    key = replace(last, top=key_top, bottom=key_top + legend.key_height())
    legend.draw_key(page, selection, key)
    if inset_lines:
        top = max(key.bottom + 2 * _NOTE_RISE, last.bottom - _INSET_MOST_PX)
        text = selection.say("The whole of the ways by sea")
        page.text(last.left, top - _NOTE_RISE, text, _NOTE)
        _inset(page, selection, content, inset_lines, replace(last, top=top))
    return frame.plane


def _goes_on(selection: Selection, line: Line) -> bool:
    """Say whether a line's route reaches the destination chosen; all do when none is."""
    way = selection.shown_way(selection.routes[line.route])
    return selection.destination in (None, way.destination)


def _framed(
    extent: str, whole: list[Track], near: list[Track], box: Box
) -> tuple[Frame, list[Track] | None]:
    """Lay out the large map, and say what needs a small map beside it."""
    if extent not in (options.FITTED, options.WHOLE):
        edge = outline(*options.box(extent))
        return fit(choose([edge]), [edge], box, 0), None
    if not near or not whole:
        lines = whole or near
        return fit(choose(lines), lines, box, _MAP_MARGIN), None
    every = [*near, *whole]
    large, small = (fit(choose(lines), lines, box, _MAP_MARGIN) for lines in (near, every))
    if extent == options.WHOLE or large.px_per_km < _WIDER * small.px_per_km:
        return small, None
    return large, whole


def _inset(
    page: Page, selection: Selection, large: routemap.Content, whole: list[Track], box: Box
) -> None:
    frame = fit(around(whole), whole, box, _INSET_MARGIN)
    lines = [line for line in large.lines if _goes_on(selection, line)]
    sailed = {
        place
        for measured in selection.measured.values()
        if any(leg.leg.mode == "sea" for leg in measured.legs)
        and selection.destination in (None, measured.itinerary.destination)
        for place in (measured.itinerary.origin, measured.itinerary.destination)
    }
    places = [selection.catalog.places[place] for place in sailed]
    stops = [stop for stop in large.stops if stop.place in places]
    routemap.draw_inset(page, frame, replace(large, lines=lines, stops=stops, events=()))


def _content(
    selection: Selection, lines: Sequence[Line], closed_ways: Sequence[Track]
) -> routemap.Content:
    catalog = selection.catalog
    shown = [selection.measured[way] for way in selection.measured]
    whole = [*shown, *selection.closed.values()]
    line_ends = {p for m in whole for p in (m.itinerary.origin, m.itinerary.destination)}
    changes = {p for m in shown for leg in m.itinerary.legs for p in (leg.start, leg.end)}
    changes |= line_ends
    via = {p for m in shown for leg in m.itinerary.legs for p in leg.via}
    stops = [
        routemap.Stop(
            place, selection.named(place.name, 34), place_id in changes, place_id in line_ends
        )
        for place_id, place in catalog.places.items()
        if place_id in changes | via
    ]
    events = [event for m in shown for leg in m.legs for event in _lasting(leg.path.events)]
    colours = [catalog.routes[route].colour for route in selection.routes]
    return routemap.Content(
        lines,
        colours,
        stops,
        events,
        names=[selection.named(catalog.routes[route].name, 34) for route in selection.routes],
        closed=closed_ways,
        lang=selection.options.lang,
        graticule=selection.options.graticule,
        numbered=selection.options.look == "grey",
    )


def _lasting(events: Sequence[Event]) -> list[Event]:
    """Leave out there-and-back: a line that runs beside a border for some kilometres."""
    kept: list[Event] = []
    for event in events:
        last = next((e for e in reversed(kept) if e.kind == event.kind), None)
        back = last is not None and (last.before, last.after) == (event.after, event.before)
        if last is not None and back and event.at_km - last.at_km < _EXCURSION_KM:
            kept.remove(last)
        else:
            kept.append(event)
    return kept
