"""Room on the map: what is taken, and where a label still fits without covering a route."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.export.page import Box, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.export.page import Page

    Points = NDArray[np.float64]

_CELL_PX = 3
_TEXT_HEIGHT = 1.16  # of a line with its accents and tails, in parts of the font's size
_SIDE_PX = 3.0
_GAPS_PX = (10.0, 15.0, 20.0)
_AROUND = 12  # places round a point, at each distance
_LEVEL_PENALTY = 0.6  # cells of a route that a place next to the best one is worth


@dataclass(frozen=True)
class Label:
    """A name beside a point; a lower rank is placed first.

    Attributes
    ----------
    must
        Whether it may cover a route when there is no free place.
    """

    x: float
    y: float
    text: str
    rank: int
    style: Style
    must: bool = False


class Room:
    """What of a map is taken, in small cells: routes softly, texts and symbols firmly."""

    def __init__(self, box: Box) -> None:
        self.box = box
        shape = (int(box.height / _CELL_PX) + 1, int(box.width / _CELL_PX) + 1)
        self._firm = np.zeros(shape, dtype=bool)
        self._soft = np.zeros(shape, dtype=bool)

    def _cells(self, left: float, top: float, right: float, bottom: float) -> tuple[slice, slice]:
        x = (int((left - self.box.left) // _CELL_PX), int((right - self.box.left) // _CELL_PX) + 1)
        y = (int((top - self.box.top) // _CELL_PX), int((bottom - self.box.top) // _CELL_PX) + 1)
        return slice(max(y[0], 0), max(y[1], 0)), slice(max(x[0], 0), max(x[1], 0))

    def add_line(self, px: Points, width: float) -> None:
        """Mark a route."""
        offsets = np.arange(-width / 2, width / 2 + _CELL_PX, _CELL_PX)
        for dx in offsets:
            for dy in offsets:
                cells = (px + np.array((dx - self.box.left, dy - self.box.top))) // _CELL_PX
                ok = (cells >= 0).all(axis=1) & (cells < self._soft.shape[::-1]).all(axis=1)
                column, row = cells[ok].astype(np.intp).T
                self._soft[row, column] = True

    def add_box(self, box: Box) -> None:
        """Mark a symbol or a panel."""
        self._firm[self._cells(box.left, box.top, box.right, box.bottom)] = True

    def is_free(self, box: Box) -> bool:
        """Say whether nothing firm stands in a box."""
        return not self._firm[self._cells(box.left, box.top, box.right, box.bottom)].any()

    def covered(self, box: Box) -> int:
        """Count the cells of routes under a box."""
        return int(self._soft[self._cells(box.left, box.top, box.right, box.bottom)].sum())

    def take_text(
        self, left: float, middle: float, width: float, size: float, *, soft_limit: int | None
    ) -> bool:
        """Take the place of a text if it is free.

        Parameters
        ----------
        left, middle
            The text's left end, and the height of its middle. [px]
        soft_limit
            How many cells of routes it may cover; None: any number.
        """
        box = _text_box(left, middle, width, size)
        inside = (
            box.left >= self.box.left
            and box.right <= self.box.right
            and box.top >= self.box.top
            and box.bottom <= self.box.bottom
        )
        if not inside or not self.is_free(box):
            return False
        if soft_limit is not None and self.covered(box) > soft_limit:
            return False
        self.add_box(box)
        return True

    def emptiest_corner(self, width: float, height: float, margin: float) -> Box:
        """Give the corner box of a size that covers the fewest routes and nothing firm."""
        box = self.box.inset(margin)
        corners = [
            Box(x, y, x + width, y + height)
            for y in (box.bottom - height, box.top)
            for x in (box.left, box.right - width)
        ]
        return min(corners, key=lambda corner: (not self.is_free(corner), self.covered(corner)))


def _text_box(left: float, middle: float, width: float, size: float) -> Box:
    half = size * _TEXT_HEIGHT / 2
    return Box(left - _SIDE_PX, middle - half, left + width + _SIDE_PX, middle + half)


def place(page: Page, room: Room, labels: Sequence[Label], soft_limit: int) -> list[Label]:
    """Set the labels one after the other, each where it covers least.

    Parameters
    ----------
    soft_limit
        Cells of routes that a label may cover unless it must stand.

    Returns
    -------
    list of Label
        Those left out for want of room.
    """
    left_out = []
    for label in sorted(labels, key=lambda label: (label.rank, label.text, label.x)):
        width = page.width(label.text, label.style)
        best: tuple[float, float, float] | None = None
        for penalty, (left, middle) in enumerate(_positions(label, width)):
            if best is not None and best[0] <= penalty * _LEVEL_PENALTY:
                break  # what comes later costs more, even where it covers nothing
            box = _text_box(left, middle, width, label.style.size)
            outside = box.left < room.box.left or box.right > room.box.right
            outside |= box.top < room.box.top or box.bottom > room.box.bottom
            if outside or not room.is_free(box):
                continue
            cost = room.covered(box) + penalty * _LEVEL_PENALTY
            if best is None or cost < best[0]:
                best = (cost, left, middle)
        spare = soft_limit + _LEVEL_PENALTY * _AROUND * len(_GAPS_PX)
        if best is None or (best[0] > spare and not label.must):
            left_out.append(label)
            continue
        _, left, middle = best
        room.take_text(left, middle, width, label.style.size, soft_limit=None)
        page.text(left, middle, label.text, label.style)
    return left_out


def _positions(label: Label, width: float) -> list[tuple[float, float]]:
    """List left end and middle of a label round its point, the best first."""
    found = []
    for gap in _GAPS_PX:
        up = gap + label.style.size * _TEXT_HEIGHT / 2
        right, left, centre = label.x + gap, label.x - gap - width, label.x - width / 2
        found += [
            (right, label.y),
            (left, label.y),
            (right, label.y - up * 0.75),
            (right, label.y + up * 0.75),
            (left, label.y - up * 0.75),
            (left, label.y + up * 0.75),
            (centre, label.y - up),
            (centre, label.y + up),
            (label.x + gap - width, label.y - up),
            (label.x + gap - width, label.y + up),
            (label.x - gap, label.y - up),
            (label.x - gap, label.y + up),
        ]
    return found
