"""A page measured in pixels: text, lines and boxes on one matplotlib figure, without pyplot.

Coordinates run from the page's upper left corner, x to the right and y down. [px]
"""

from __future__ import annotations

import io
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.patheffects import Normal, Stroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from geo.export import fonts
from geo.export import look as looks
from geo.export.embed import embedded
from geo.export.look import INK, PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.font_manager import FontProperties
    from numpy.typing import NDArray

    from geo.export.options import Look

    Points = NDArray[np.float64]

# Set once for the process: element names in SVG then depend on nothing but the content.
mpl.rcParams["svg.hashsalt"] = "waybill"
# Grid-fitting of letters takes a third of the time and is hardly seen at these sizes.
mpl.rcParams["text.hinting"] = "no_hinting"

_PX_PER_INCH = 120.0
_POINTS_PER_INCH = 72
_HALO_PX = 3.0
_COMPRESSION = 3  # of PNG; 6, the usual, takes longer and makes it no smaller
_CAP_HEIGHT = 0.36  # half the height of a capital, in parts of the font's size
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page [px]."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def inset(self, margin: float) -> Box:
        """Give the box without a margin all round."""
        return Box(self.left + margin, self.top + margin, self.right - margin, self.bottom - margin)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: size [px], colour, and whether bold."""

    size: float = 14.5
    colour: str = INK
    bold: bool = False
    halo: str | None = None


class Page:
    """One figure, drawn on in pixels."""

    def __init__(
        self, width: int, height: int, look: Look = "light", px_per_inch: float = _PX_PER_INCH
    ) -> None:
        self.box = Box(0, 0, width, height)
        self.look: Look = look
        self._px_per_inch = px_per_inch
        self.figure = Figure(
            figsize=(width / px_per_inch, height / px_per_inch),
            dpi=px_per_inch,
            facecolor=looks.colour(look, PAPER),
        )
        self.canvas = FigureCanvasAgg(self.figure)
        # Axes would clip and scale every artist once more: they take half of the drawing's time.
        upwards = Affine2D().scale(1 / width, -1 / height).translate(0, 1)
        self._place = upwards + self.figure.transFigure
        self._clips: dict[Box, TransformedBbox] = {}
        self.lacks_glyphs = False
        self._widths: dict[tuple[str, float, bool], float] = {}

    @cached_property
    def _renderer(self) -> RendererAgg:
        return self.canvas.get_renderer()  # type: ignore[no-untyped-call, no-any-return]

    def points(self, pixels: float) -> float:
        """Turn pixels into the points that matplotlib counts in."""
        return pixels * _POINTS_PER_INCH / self._px_per_inch

    def _colour(self, name: str) -> str:
        return looks.colour(self.look, name)

    def width(self, text: str, style: Style) -> float:
        """Measure a line of text [px]."""
        key = (text, style.size, style.bold)
        if key not in self._widths:
            shown, font = self._font(text, style)
            extent = self._renderer.get_text_width_height_descent(  # type: ignore[no-untyped-call]
                shown, font, ismath=False
            )
            self._widths[key] = float(extent[0])
        return self._widths[key]

    def _font(self, text: str, style: Style) -> tuple[str, FontProperties]:
        shown, font = fonts.fitting(text, self.points(style.size), bold=style.bold)
        self.lacks_glyphs |= shown != text
        return shown, font

    def clipped(self, text: str, width: float, style: Style) -> str:
        """Cut a text so that it fits a width."""
        if self.width(text, style) <= width:
            return text
        cuts = [text[:count].rstrip() + _ELLIPSIS for count in range(len(text))]
        return cuts[max(self._fitting(cuts, width, style) - 1, 0)]

    def _fitting(self, texts: Sequence[str], width: float, style: Style) -> int:
        """Count the texts that fit a width, of texts that become longer one by one."""
        return bisect_right(texts, width, key=lambda text: self.width(text, style))

    def wrapped(self, text: str, width: float, style: Style, lines: int) -> list[str]:
        """Break a text into lines that fit a width; the last is cut when there are too many."""
        found: list[str] = []
        words = text.split(" ")
        while words and len(found) < lines - 1:
            heads = list(accumulate(words, "{} {}".format))
            count = max(self._fitting(heads, width, style), 1)
            found.append(self.clipped(" ".join(words[:count]), width, style))
            words = words[count:]
        return [*found, self.clipped(" ".join(words), width, style)] if words else found

    def text(
        self, x: float, y: float, text: str, style: Style, *, align: str = "left", z: float = 20
    ) -> None:
        """Set a line of text whose capitals are centred on a height.

        Parameters
        ----------
        x, y
            The line's left end, centre or right end, as ``align`` says. [px]
        """
        shown, font = self._font(text, style)
        artist = Text(
            x,
            y + _CAP_HEIGHT * style.size,
            shown,
            color=self._colour(style.colour),
            fontproperties=font,
            ha=align,
            va="baseline",
            zorder=z,
            parse_math=False,
        )
        if style.halo:
            stroke = Stroke(linewidth=self.points(_HALO_PX), foreground=self._colour(style.halo))
            artist.set_path_effects([stroke, Normal()])
        self.add(artist)

    def line(  # noqa: PLR0913 - a line and how it is drawn
        self,
        xy: Points,
        colour: str,
        width: float,
        *,
        dashes: Sequence[float] = (),
        cap: Literal["butt", "round"] = "butt",
        z: float = 10,
        clip: Box | None = None,
    ) -> None:
        """Draw a line through points, shape (n, 2); dashes are in px."""
        line = Line2D(
            xy[:, 0],
            xy[:, 1],
            color=self._colour(colour),
            linewidth=self.points(width),
            solid_capstyle=cap,
            dash_capstyle=cap,
            solid_joinstyle="round",
            zorder=z,
        )
        if dashes:
            # matplotlib counts dashes in line widths
            line.set_linestyle((0, [dash / width for dash in dashes]))
        self.add(line, clip)

    def lines(
        self, parts: Sequence[Points], colour: str, width: float, *, z: float, clip: Box
    ) -> None:
        """Draw many lines alike."""
        self.add(
            LineCollection(
                parts, colors=self._colour(colour), linewidths=self.points(width), zorder=z
            ),
            clip,
        )

    def polygons(
        self, rings: Sequence[Points], face: str, edge: str, width: float, *, z: float, clip: Box
    ) -> None:
        """Fill many polygons alike."""
        collection = PolyCollection(
            rings,
            facecolors=self._colour(face),
            edgecolors=self._colour(edge),
            linewidths=self.points(width),
            zorder=z,
        )
        self.add(collection, clip)

    def rectangle(
        self, box: Box, face: str, *, edge: str = "none", width: float = 0, z: float = 1
    ) -> None:
        """Fill a box."""
        self.add(
            Rectangle(
                (box.left, box.top),
                box.width,
                box.height,
                facecolor=self._colour(face),
                edgecolor=self._colour(edge),
                linewidth=self.points(width),
                zorder=z,
            )
        )

    def marker(  # noqa: PLR0913 - a symbol and how it is drawn
        self,
        x: float,
        y: float,
        shape: str,
        size: float,
        *,
        face: str = PAPER,
        edge: str = INK,
        width: float = 1.4,
        z: float = 14,
    ) -> None:
        """Draw a symbol, such as ``o`` or ``D``, over a point."""
        self.add(
            Line2D(
                [x],
                [y],
                linestyle="none",
                marker=shape,
                markersize=self.points(size),
                markerfacecolor=self._colour(face),
                markeredgecolor=self._colour(edge),
                markeredgewidth=self.points(width),
                zorder=z,
            )
        )

    def add(self, artist: Artist, clip: Box | None = None) -> None:
        """Put an artist on the page, cut to a box if one is given."""
        artist.set_transform(self._place)
        self.figure.add_artist(artist)
        if clip is not None:
            artist.set_clip_box(self._clip(clip))

    def _clip(self, box: Box) -> TransformedBbox:
        if box not in self._clips:
            corners = Bbox.from_extents(box.left, box.top, box.right, box.bottom)
            self._clips[box] = TransformedBbox(corners, self._place)
        return self._clips[box]

    def save(self, suffix: str, metadata: dict[str, str], dpi: float | None = None) -> bytes:
        """Give the page as a file's content; the same page gives the same bytes.

        Parameters
        ----------
        dpi
            Pixels of a PNG per inch; None: as designed.
        """
        name = suffix.removeprefix(".")
        held = embedded(name, metadata)
        if name == "png":
            return self._png(held, dpi or self._px_per_inch)
        buffer = io.BytesIO()
        self.figure.savefig(buffer, format=name, metadata=held)
        return buffer.getvalue()

    def _png(self, held: dict[str, str | None], dpi: float) -> bytes:
        """Encode without the opacity that matplotlib would keep: a third less time."""
        self.figure.set_dpi(dpi)
        self.canvas.draw()  # type: ignore[no-untyped-call]
        rgba = np.asarray(self.canvas.buffer_rgba())  # type: ignore[no-untyped-call]
        texts = PngInfo()
        for key, text in held.items():
            texts.add_itxt(key, text or "")
        buffer = io.BytesIO()
        picture = Image.fromarray(rgba[:, :, :3].copy())
        picture.save(buffer, "PNG", pnginfo=texts, dpi=(dpi, dpi), compress_level=_COMPRESSION)
        return buffer.getvalue()
