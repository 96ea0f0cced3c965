"""The legend beside the map: routes with their figures, modes, symbols."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from geo.export import assumed, closed
from geo.export.look import INK, MUTED, RULE, WARNING
from geo.export.page import Style
from geo.export.routemap import MAIN_PX, VARIANT_PX, badge, draw_strand, symbol
from geo.export.texts import figure_unit
from geo.export.words import ranged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.export.page import Box, Page
    from geo.export.selection import Selection
    from geo.model import Mode

_HEAD = Style(size=14.5, bold=True)
_NAME = Style(size=14.5)
_NUMBER = Style(size=14.5, bold=True)
_SMALL = Style(size=13, colour=MUTED)
_WARNING = Style(size=13.5, colour=WARNING)
_SWATCH_PX, _GAP_PX = 28.0, 9.0
_NAME_STEP, _LINE_STEP, _ROUTE_GAP = 19.0, 17.0, 5.0
_KEY_STEP = 21.0
_HEAD_STEP = 24.0
_SECOND_COLUMN = 0.76


def draw_routes(page: Page, selection: Selection, boxes: Sequence[Box]) -> float:
    """List the routes with length and range, as many as fit into the boxes.

    Returns
    -------
    float
        Where the list ends in the last box used. [px]
    """
    for column in boxes:
        _head(page, selection, column)
    box, *rest = boxes
    y = box.top + _HEAD_STEP
    each = ceil(len(selection.routes) / len(boxes))
    room = sum(box.height - _HEAD_STEP for box in boxes)
    detailed = _full_height(selection) <= room and (not rest or each == 1)
    for index, route in enumerate(selection.routes):
        left = len(selection.routes) - index
        height = _NAME_STEP + _LINE_STEP + _ROUTE_GAP
        if rest and (index == each or y + height > box.bottom):
            box, rest = rest[0], rest[1:]
            y = box.top + _HEAD_STEP
        if y + height + (_LINE_STEP if left > 1 and not rest else 0) > box.bottom + 1:
            more = selection.say("… and {left} more routes, drawn but not listed", left=left)
            page.text(box.left, y + 8, more, _SMALL)
            return y + _LINE_STEP
        _route(page, selection, route, box, y)
        y += height - _ROUTE_GAP * detailed
        for text, figure in _parts(selection, route) if detailed else ():
            _part(page, box, y, text, figure)
            y += _LINE_STEP
        y += 2 * _ROUTE_GAP * detailed
    return y


def _head(page: Page, selection: Selection, box: Box) -> None:
    head, unit = selection.say("Routes (drawn bold)"), figure_unit(selection)
    ranged_unit = selection.say("{unit} (range)", unit=unit)
    room = box.width - page.width(head, _HEAD) - _GAP_PX
    fitting = ranged_unit if page.width(ranged_unit, _SMALL) <= room else unit
    page.text(box.left, box.top + 8, head, _HEAD)
    page.text(box.right, box.top + 8, page.clipped(fitting, room, _SMALL), _SMALL, align="right")
    top = box.top + _HEAD_STEP - 4
    page.line(np.array([(box.left, top), (box.right, top)]), RULE, 1)


def height(selection: Selection, columns: int) -> float:
    """Give the height of the list in columns: with details for a few routes, else without [px]."""
    count = len(selection.routes)
    if count <= columns:
        parts = max(len(_parts(selection, route)) for route in selection.routes)
        return _HEAD_STEP + _NAME_STEP + (parts + 1) * _LINE_STEP + 2 * _ROUTE_GAP
    return _HEAD_STEP + ceil(count / columns) * (_NAME_STEP + _LINE_STEP + _ROUTE_GAP)


def _full_height(selection: Selection) -> float:
    """Give the height of the list with every leg and variant [px]."""
    lines = sum(len(_parts(selection, route)) for route in selection.routes)
    each = _NAME_STEP + _LINE_STEP + 2 * _ROUTE_GAP
    return lines * _LINE_STEP + len(selection.routes) * each


def _parts(selection: Selection, route_id: str) -> list[tuple[str, str]]:
    """List the legs of the way shown, then the other variants, each with its length."""
    catalog, route = selection.catalog, selection.catalog.routes[route_id]
    way = selection.shown_way(route_id)
    measured = selection.measured.get(way)
    found = []
    for leg in measured.legs if measured else ():
        ends = (leg.leg.start, leg.leg.end)
        names = (selection.named(catalog.places[place].name, 24) for place in ends)
        km = selection.figure(leg.distance_km.mid, "km")
        found.append((f"{selection.say(leg.leg.mode.capitalize())} {' – '.join(names)}", km))
    for other in selection.ways[route_id]:
        if other != way and other.variant:
            band = selection.band_of(other, "distance")
            km = selection.figure(band.mid, "km") if band else _lost(selection)
            name = selection.named(route.variants[other.variant], 40)
            found.append((selection.say("Variant {name}", name=name), km))
    return found


def _part(page: Page, box: Box, y: float, text: str, figure: str) -> None:
    left = box.left + _SWATCH_PX + _GAP_PX
    page.text(box.right, y + _LINE_STEP / 2, figure, _SMALL, align="right")
    room = box.right - left - page.width(figure, _SMALL) - _GAP_PX
    page.text(left, y + _LINE_STEP / 2, page.clipped(text, room, _SMALL), _SMALL)


def _route(page: Page, selection: Selection, route_id: str, box: Box, y: float) -> None:
    route = selection.catalog.routes[route_id]
    way = selection.shown_way(route_id)
    measured = selection.measured.get(way)
    mode: Mode = measured.legs[0].leg.mode if measured else route.legs[0].mode
    middle = y + _NAME_STEP / 2
    ends = np.array([(box.left, middle), (box.left + _SWATCH_PX, middle)])
    if route_id in selection.closed:
        closed.draw_line(page, ends)
    else:
        draw_strand(page, ends, route.colour, mode, MAIN_PX, patch=False)
    if selection.options.look == "grey":
        badge(page, box.left + _SWATCH_PX / 2, middle, selection.routes.index(route_id))
    left = box.left + _SWATCH_PX + _GAP_PX
    second = y + _NAME_STEP + _LINE_STEP / 2 - 1
    band = selection.band(route_id, selection.metric) if measured else None
    figure = selection.say("no estimate") if measured else _lost(selection)
    spread, style = "", _WARNING
    if band:
        figure, style = selection.figure(band.mid), _NUMBER
        spread = ranged(selection.options.lang, band.low, band.high)
    page.text(box.right, middle, figure, style, align="right")
    room = box.right - left - page.width(figure, style) - _GAP_PX
    page.text(left, middle, page.clipped(selection.named(route.name), room, _NAME), _NAME)
    page.text(box.right, second, spread, _SMALL, align="right")
    room = box.right - left - page.width(spread, _SMALL) - _GAP_PX
    details = _details(selection, route_id)
    fitting = next((d for d in details if page.width(d, _SMALL) <= room), details[-1])
    page.text(left, second, page.clipped(fitting, room, _SMALL), _SMALL)


def _lost(selection: Selection) -> str:
    return selection.say("closed" if selection.view.scenario.closures else "not measurable")


def _details(selection: Selection, route_id: str) -> list[str]:
    """Say what is special and between which places; the longest first, the shortest last."""
    catalog, route = selection.catalog, selection.catalog.routes[route_id]
    way = selection.shown_way(route_id)
    if route_id in selection.closed and selection.options.lang == "en":
        return assumed.reasons(selection.unmeasured[way])
    names = [
        selection.named(catalog.places[place].name, 30)
        for place in (way.origin, way.destination)
        if place
    ]
    parts = [" – ".join(names)]
    if selection.metric != "distance" and (km := selection.band(route_id, "distance")):
        parts.insert(0, selection.figure(km.mid, "km"))
    lost = sum(other in selection.unmeasured for other in selection.ways[route_id])
    if lost and way not in selection.unmeasured:
        many = "1 variant {state}" if lost == 1 else "{count} variants {state}"
        parts.insert(0, selection.say(many, count=lost, state=_lost(selection)))
    if way in selection.board.detours:
        parts.insert(0, selection.say("led round"))
    if route.status == "under-construction":
        parts.insert(0, selection.say("under construction"))
    return [", ".join(parts), ", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts


def key_height() -> float:
    """Give the height of the key of modes and symbols [px]."""
    return 4 * _KEY_STEP + 10


def draw_key(page: Page, selection: Selection, box: Box) -> None:
    """Explain lines and symbols, in two columns."""
    page.line(np.array([(box.left, box.top), (box.right, box.top)]), RULE, 1)
    half = box.width / 2
    rows: list[tuple[str, str]] = [
        ("rail", "Rail"),
        ("sea", "Ship or ferry"),
        ("road", "Road"),
        ("variant", "Variant"),
        ("patch", "Patch link, length published"),
        ("border", "Border"),
        ("gauge-break", "Change of gauge"),
        ("port", "Port; place"),
    ]
    for index, (kind, text) in enumerate(rows):
        column, row = divmod(index, 4)
        x, y = box.left + column * half * _SECOND_COLUMN, box.top + 16 + row * _KEY_STEP
        _key(page, x, y, kind)
        room = box.left + box.width * (0.5 * _SECOND_COLUMN if not column else 1) - x
        left = x + _SWATCH_PX + _GAP_PX
        page.text(left, y, page.clipped(selection.say(text), x + room - left, _SMALL), _SMALL)


def _key(page: Page, x: float, y: float, kind: str) -> None:
    ends = np.array([(x, y), (x + _SWATCH_PX, y)])
    middle = x + _SWATCH_PX / 2
    modes: dict[str, Mode] = {"rail": "rail", "sea": "sea", "road": "road"}
    if kind in modes:
        draw_strand(page, ends, INK, modes[kind], MAIN_PX, patch=False)
    elif kind == "variant":
        draw_strand(page, ends, INK, "rail", VARIANT_PX, patch=False)
    elif kind == "patch":
        draw_strand(page, ends, INK, "rail", MAIN_PX * 1.15, patch=True)
    elif kind == "port":
        page.marker(middle - 7, y, "s", 7.5, width=1.6)
        page.marker(middle + 7, y, "o", 7.5, width=1.6)
    else:
        if kind == "border":
            draw_strand(page, ends, MUTED, "rail", VARIANT_PX, patch=False)
        symbol(page, middle, y, kind)
