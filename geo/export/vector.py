"""A page as SVG or PDF, by matplotlib's writers of these."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D, Bbox

from geo.export import fonts

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase

    from geo.export.page import Mark, Page

# Set once for the process: element names in SVG then depend on nothing but the content.
mpl.rcParams["svg.hashsalt"] = "waybill"
_POINTS_PER_INCH = 72


def vector(page: Page, kind: str, texts: dict[str, str | None]) -> bytes:
    """Draw a page.

    Parameters
    ----------
    kind
        ``svg`` or ``pdf``.
    texts
        What stands inside the file beside the picture.
    """
    inches = page.box.width / page.px_per_inch, page.box.height / page.px_per_inch
    figure = Figure(figsize=inches, frameon=False)
    figure.add_artist(_Sheet(page))
    buffer = io.BytesIO()
    figure.savefig(buffer, format=kind, metadata=texts)
    return buffer.getvalue()


class _Sheet(Artist):
    """A whole page as the one artist of a figure: more would clip and scale each mark again."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    def draw(self, renderer: RendererBase) -> None:
        points = _POINTS_PER_INCH / self._page.px_per_inch
        height = self._page.box.height * points
        upwards = Affine2D().scale(points, -points).translate(0, height)
        for mark in self._page.marks:
            _draw(renderer, mark, upwards, points)


def _draw(renderer: RendererBase, mark: Mark, upwards: Affine2D, points: float) -> None:
    pen = renderer.new_gc()
    pen.set_foreground(mark.edge or mark.face or "none")
    pen.set_linewidth(mark.width * points if mark.edge else 0.0)
    pen.set_joinstyle("round")
    pen.set_capstyle(mark.cap)
    if mark.dashes:
        pen.set_dashes(0, [dash * points for dash in mark.dashes])
    if mark.clip is not None:
        corners = ((mark.clip.left, mark.clip.bottom), (mark.clip.right, mark.clip.top))
        pen.set_clip_rectangle(Bbox(upwards.transform(corners)))
    if mark.words is None:
        face = to_rgba(mark.face) if mark.face else None
        renderer.draw_path(pen, mark.path, upwards, face)
    else:
        words = mark.words
        shown, font = fonts.fitting(words.text, words.size * points, bold=words.bold)
        x, y = upwards.transform((words.x, words.y))
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        renderer.draw_text(pen, x, y, shown, font, 0)
    pen.restore()
