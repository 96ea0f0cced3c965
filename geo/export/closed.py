"""Ways that a scenario closes, on a picture: pale and dotted, where they would run."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo.export.look import FAINT
from geo.export.plane import tracks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from geo.export.page import Box, Page
    from geo.export.plane import Frame, Track
    from geo.export.selection import Selection

    Points = NDArray[np.float64]

_WIDTH_PX = 1.8
_DOTS = (1.8, 4.0)
_KEPT_ROUND_PX = 60.0
_TWO_POINTS = 2


def tracks_of(selection: Selection) -> tuple[list[Track], list[Track]]:
    """Give the closed ways' lines on land, and those at sea."""
    legs = [leg for way in selection.closed.values() for leg in way.legs]
    ready = tracks([leg.path.lonlat for leg in legs])
    found = list(zip(legs, ready, strict=True))
    return (
        [track for leg, track in found if leg.leg.mode != "sea"],
        [track for leg, track in found if leg.leg.mode == "sea"],
    )


def draw(page: Page, frame: Frame, lines: Iterable[Track]) -> None:
    """Draw lines under all others, as far as they lie in the frame."""
    for track in lines:
        px = frame.px(track.lonlat)
        inside = frame.holds(px, -_KEPT_ROUND_PX)
        edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
        for start, end in pairwise([0, *edges.tolist(), len(px)]):
            if inside[start] and end - start >= _TWO_POINTS:
                draw_line(page, px[start:end], frame.box)


def draw_line(page: Page, px: Points, clip: Box | None = None) -> None:
    """Draw one piece of a line."""
    page.line(px, FAINT, _WIDTH_PX, dashes=_DOTS, cap="round", z=4.5, clip=clip)
