"""The comparison under the map: asserted interval against measured band, one row a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.compare.intervals import Comparison, comparison
from geo.export.look import EVERY, INK, MUTED, NEAREST, PAPER, RULE
from geo.export.page import Box, Style
from geo.export.texts import dated, plain
from geo.palette import SOURCE_COLOURS, source_colour
from geo.wording import METRIC_LABELS
from geo.wording import unit as unit_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.export.page import Page
    from geo.export.selection import Selection
    from geo.model import Claim

_MARKS = {
    "agrees": "o",
    "depends": "D",
    "says little": "^",
    "differs": "X",
    "not comparable": "s",
    "not measurable": "s",
}
_HEAD = Style(size=14.5, bold=True)
_TEXT = Style(size=14)
_VERDICT = Style(size=14, bold=True)
_SMALL = Style(size=13, colour=MUTED)
_AXIS = Style(size=13, colour=MUTED)
_HEAD_PX, _ROW_PX, _AXIS_PX, _GROUP_GAP_PX = 26.0, 38.0, 20.0, 4.0
_LINE_PX = 16.5
_TEXT_PX, _VERDICT_PX, _GAP_PX = 450.0, 190.0, 20.0
_ALL_PX, _NEAREST_PX, _ASSERTED_PX = 15.0, 15.0, 6.0
_UNIT_GAP_PX, _UNDER_PX = 30.0, 9.0
_TICKS = 6
_OPEN_SHARE = 0.06
_DIFFERENCE = "{unit} more (+) or less (−)"
_MOST_ROWS = 5


@dataclass(frozen=True)
class _Axis:
    """An axis of numbers laid into a box."""

    box: Box
    low: float
    high: float

    def x(self, value: float) -> float:
        """Put a number on the page."""
        return self.box.left + (value - self.low) / (self.high - self.low) * self.box.width


def groups(selection: Selection) -> dict[str, list[Comparison]]:
    """Set the claims' numbers against what is measured, by the unit of their axis."""
    found: dict[str, list[Comparison]] = {}
    for claim_id, claim in list(selection.claims.items())[:_MOST_ROWS]:
        row = comparison(claim_id, claim, selection.verdicts[claim_id])
        found.setdefault(_unit(claim), []).append(row)
    return found


def _unit(claim: Claim) -> str:
    if claim.form == "ratio":
        return "% more (+) or less (−)"
    words = unit_words(claim.unit)
    return words if claim.form == "absolute" else _DIFFERENCE.replace("{unit}", words)


def _said_unit(selection: Selection, unit: str) -> str:
    """Name an axis in the language chosen, and what it counts within the name."""
    less = unit.removesuffix(_DIFFERENCE.removeprefix("{unit}"))
    if less in ("%", unit):
        return selection.say(unit)
    return selection.say(_DIFFERENCE, unit=selection.say(less))


def height(selection: Selection) -> float:
    """Give the room that the comparison needs [px]."""
    found = groups(selection)
    if not found:
        return _HEAD_PX + _AXIS_PX
    rows = sum(len(group) for group in found.values())
    axes = len(found) * (_AXIS_PX + _GROUP_GAP_PX)
    more = _AXIS_PX if len(selection.claims) > _MOST_ROWS else 0
    return _HEAD_PX + rows * _ROW_PX + axes + more


def draw(page: Page, selection: Selection, box: Box) -> None:
    """Draw all groups, one under the other."""
    label = METRIC_LABELS[selection.metric]
    say = selection.say
    mixed = any(claim.metric != selection.metric for claim in selection.claims.values())
    subject = say("Claims" if mixed else label)
    head = say("{subject}: what the articles assert, what is measured", subject=subject)
    page.text(box.left, box.top + 10, head, _HEAD)
    found = groups(selection)
    if not found:
        quantity = say(label).lower()
        text = say("The articles shown assert no {quantity} of these routes.", quantity=quantity)
        page.text(box.left, box.top + _HEAD_PX + 8, text, _SMALL)
        return
    _key(page, selection, box)
    y = box.top + _HEAD_PX
    for unit, rows in found.items():
        bottom = y + len(rows) * _ROW_PX
        _group(page, selection, unit, rows, Box(box.left, y, box.right, bottom))
        y = bottom + _AXIS_PX + _GROUP_GAP_PX
    more = len(selection.claims) - _MOST_ROWS
    if more > 0:
        text = say("… and {more} more claims, listed in the data export (.geojson)", more=more)
        page.text(box.left, y + 4, text, _SMALL)


def _key(page: Page, selection: Selection, box: Box) -> None:
    """Explain the bars, from the right end leftwards."""
    x, y = box.right, box.top + 10
    for text, colour, thick in (
        ("measured, all readings", EVERY, _ALL_PX),
        ("closest reading", NEAREST, _NEAREST_PX),
        ("asserted, by article", SOURCE_COLOURS[0], _ASSERTED_PX),
    ):
        told = selection.say(text)
        page.text(x, y, told, _SMALL, align="right")
        x -= page.width(told, _SMALL) + 8
        page.rectangle(Box(x - 24, y - thick / 2, x, y + thick / 2), colour, z=9)
        x -= 24 + 18


def _group(
    page: Page, selection: Selection, unit: str, rows: Sequence[Comparison], box: Box
) -> None:
    room = Box(
        box.left + _TEXT_PX + _GAP_PX, box.top, box.right - _VERDICT_PX - _GAP_PX, box.bottom
    )
    low, high, ticks = scale([value for row in rows for value in row.values])
    axis = _Axis(room, low, high)
    for tick in ticks:
        ends = np.array([(axis.x(tick), room.top), (axis.x(tick), room.bottom)])
        page.line(ends, RULE if tick else MUTED, 1, z=8)
        text = selection.figure(tick).replace("-", "−")
        page.text(axis.x(tick), room.bottom + _UNDER_PX, text, _AXIS, align="center")
    told = _said_unit(selection, unit)
    page.text(room.left - _UNIT_GAP_PX, room.bottom + _UNDER_PX, told, _AXIS, align="right")
    for index, row in enumerate(rows):
        top = box.top + index * _ROW_PX
        _row(page, selection, row, Box(box.left, top, box.right, top + _ROW_PX), axis)


def _row(page: Page, selection: Selection, row: Comparison, box: Box, axis: _Axis) -> None:
    claim, verdict = selection.claims[row.claim], selection.verdicts[row.claim]
    colour = source_colour(selection.catalog, claim.source)
    middle = (box.top + box.bottom) / 2
    summary = page.wrapped(plain(claim.summary), _TEXT_PX, _TEXT, 2)
    top = middle - (len(summary) - 1) * _LINE_PX / 2
    for index, text in enumerate(summary):
        page.text(box.left, top + index * _LINE_PX, text, _TEXT)
    for pair, thick, face in ((row.every, _ALL_PX, EVERY), (row.nearest, _NEAREST_PX, NEAREST)):
        if pair:
            bar = Box(axis.x(pair[0]), middle - thick / 2, axis.x(pair[1]), middle + thick / 2)
            page.rectangle(bar, face, z=9)
    left = axis.box.left if row.low is None else axis.x(row.low)
    right = axis.box.right if row.high is None else axis.x(row.high)
    if right - left < _ASSERTED_PX:
        left, right = (left + right - _ASSERTED_PX) / 2, (left + right + _ASSERTED_PX) / 2
    half = _ASSERTED_PX / 2
    page.rectangle(Box(left, middle - half, right, middle + half), colour, z=11)
    for is_open, at, mark in ((row.low is None, left, "<"), (row.high is None, right, ">")):
        if is_open:
            page.marker(at, middle, mark, 13, face=colour, edge=PAPER, width=1, z=12)
    at = box.right - _VERDICT_PX + 8
    upper, lower = middle - _LINE_PX / 2, middle + _LINE_PX / 2
    page.marker(at, upper, _MARKS[verdict.word], 9, face=INK, edge=INK, width=0.5)
    word = page.clipped(selection.say(verdict.word), box.right - at - 14, _VERDICT)
    page.text(at + 14, upper, word, _VERDICT)
    page.rectangle(Box(at - 5, lower - 4, at + 5, lower + 4), colour, z=9)
    source = dated(selection, selection.catalog.sources[claim.source])
    page.text(at + 14, lower, page.clipped(source, box.right - at - 14, _SMALL), _SMALL)


def scale(values: Sequence[float]) -> tuple[float, float, list[float]]:
    """Choose an axis with round ticks that holds zero and all values.

    Returns
    -------
    float, float
        Its ends.
    list of float
        Its ticks.
    """
    low, high = min([0.0, *values]), max([0.0, *values])
    if high == low:
        high = 1.0
    room = (high - low) * _OPEN_SHARE
    low, high = (low - room if low else low), (high + room if high else high)
    raw = (high - low) / _TICKS
    power = 10.0 ** np.floor(np.log10(raw))
    step = next(s * power for s in (1, 2, 5, 10) if s * power >= raw)
    first = np.ceil(low / step)
    count = int(np.floor(high / step) - first) + 1
    return low, high, [float((first + i) * step) for i in range(count)]
