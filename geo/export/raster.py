"""A page as PNG, by matplotlib's rasteriser alone.

The rasteriser (Anti-Grain Geometry) is asked directly: matplotlib's figures, axes and artists take
longer to import than a whole picture takes to draw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backends._backend_agg import RendererAgg  # type: ignore[attr-defined]

from geo.export.pngfile import encode

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.export.page import Box, Mark, Page

    Points = NDArray[np.float64]
    Rgba = tuple[float, float, float, float]

_POINTS_PER_INCH = 72


def png(page: Page, texts: dict[str, str | None], dpi: float) -> bytes:
    """Draw a page.

    Parameters
    ----------
    texts
        What stands inside the file beside the picture.
    dpi
        Pixels per inch of the page's paper size.
    """
    scale = dpi / page.px_per_inch
    width, height = round(page.box.width * scale), round(page.box.height * scale)
    agg = RendererAgg(width, height, dpi)
    upwards = np.array([[scale, 0.0, 0.0], [0.0, -scale, height], [0.0, 0.0, 1.0]])
    for mark in page.marks:
        pen = _Pen(mark, _POINTS_PER_INCH / page.px_per_inch, upwards)
        agg.draw_path(pen, mark.path, upwards, _rgba(mark.face) if mark.face else None)
    # Without the opacity, which is full everywhere.
    return encode(np.asarray(agg)[:, :, :3], texts, dpi)


def _rgba(colour: str) -> Rgba:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255, 1.0


class _Pen:
    """How a path is stroked, in the words in which matplotlib's rasteriser asks (its GCAgg)."""

    _alpha, _forced_alpha, _antialiased = 1.0, False, True
    _joinstyle = "round"

    def __init__(self, mark: Mark, points_per_px: float, upwards: Points) -> None:
        self._rgb = _rgba(mark.edge or "#000000")
        self._linewidth = mark.width * points_per_px if mark.edge else 0.0
        self._capstyle = mark.cap
        self._cliprect = None if mark.clip is None else _cut(mark.clip, upwards)
        self._dashes = [dash * points_per_px for dash in mark.dashes] or None

    def get_dashes(self) -> tuple[float, list[float] | None]:
        return 0.0, self._dashes

    def get_clip_path(self) -> tuple[None, None]:
        return None, None

    def get_snap(self) -> None:
        return None

    def get_hatch_path(self) -> None:
        return None

    def get_hatch_color(self) -> Rgba:
        return self._rgb

    def get_hatch_linewidth(self) -> float:
        return 0.0

    def get_sketch_params(self) -> None:
        return None


def _cut(box: Box, upwards: Points) -> Points:
    (left, top), (right, bottom) = (
        (upwards @ (x, y, 1.0))[:2] for x, y in ((box.left, box.top), (box.right, box.bottom))
    )
    return np.array([[left, bottom], [right, top]])
