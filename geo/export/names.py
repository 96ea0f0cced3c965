"""Names of the routes on their lines, as printed maps of corridors have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.export.look import PAPER
from geo.export.page import Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geo.export.labels import Room
    from geo.export.page import Page
    from geo.export.routemap import Content
    from geo.export.strands import Strand

    Points = NDArray[np.float64]

_SIZE_PX = 13.5
_OFF_PX = (15.0, 25.0)
_ALONE_PX = 12.0  # to the nearest other route, or a name would stand at two
_TRIES = 40


def draw(page: Page, room: Room, drawn: Sequence[Strand], content: Content) -> None:
    """Name each route once where its line runs alone and nothing stands beside it.

    A route without such a place is named by the legend alone.
    """
    cells = [(strand.route, _cells(strand.px)) for strand in drawn]
    for route, name in enumerate(content.names):
        others = [found for other, found in cells if other != route]
        taken = np.unique(np.concatenate(others)) if others else np.empty(0)
        own = [strand for strand in drawn if strand.main and strand.route == route]
        style = Style(_SIZE_PX, content.colours[route], bold=True, halo=PAPER)
        width = page.width(name, style)
        for left, middle in _places(own, taken, width):
            if room.take_text(left, middle, width, _SIZE_PX, soft_limit=0):
                page.text(left, middle, name, style)
                break


def _cells(px: Points, right: int = 0, down: int = 0) -> Points:
    """Name the cell of each point, or one beside it."""
    column, row = (px // _ALONE_PX).T
    return np.asarray((column + right) * 1e4 + row + down)


def _places(
    strands: Sequence[Strand], taken: Points, width: float
) -> Iterator[tuple[float, float]]:
    """Give left end and middle of a name beside the lines: land first, long first, middle first."""
    for strand in sorted(strands, key=lambda s: (s.mode == "sea", -len(s.px))):
        beside = [_cells(strand.px, right, down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
        alone = strand.px[~np.isin(beside, taken).any(axis=0)]
        at = np.linspace(0, len(alone) - 1, min(_TRIES, len(alone))).astype(int)
        order = at[np.argsort(np.abs(at - len(alone) / 2), kind="stable")]
        for off in _OFF_PX:
            for x, y in alone[order].tolist():
                yield x - width / 2, y - off
                yield x - width / 2, y + off
                yield x + off, y
                yield x - off - width, y
