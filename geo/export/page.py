"""A page measured in pixels: the text, lines and shapes on it, to be written by any writer.

Coordinates run from the page's upper left corner, x to the right and y down. [px]
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

import numpy as np
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path

from geo.export import fonts
from geo.export import look as looks
from geo.export.look import INK, PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.export.options import Look

    Points = NDArray[np.float64]

_PX_PER_INCH = 120.0
_HALO_PX = 3.0
_CAP_HEIGHT = 0.36  # half the height of a capital, in parts of the font's size
_ELLIPSIS = "…"
_PAPER_Z = -1.0
Align = Literal["left", "center", "right"]
Cap = Literal["butt", "round"]


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

    @property
    def corners(self) -> list[tuple[float, float]]:
        """The outline: from the upper left corner, with the clock, back to it."""
        return [
            (self.left, self.top),
            (self.right, self.top),
            (self.right, self.bottom),
            (self.left, self.bottom),
            (self.left, self.top),
        ]

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


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text on the page.

    Attributes
    ----------
    x, y
        Where its base line starts. [px]
    box
        What its letters cover.
    """

    text: str
    x: float
    y: float
    size: float
    bold: bool
    box: Box


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing drawn: a path that is filled, stroked or both.

    Attributes
    ----------
    face, edge
        Colours as ``#rrggbb``; None: not filled, not stroked.
    width, dashes
        Of the stroke. [px]
    clip
        What it is cut to; None: the page.
    z
        Greater ones lie on top; of equal ones the later.
    words
        What the path spells, where it is a text.
    """

    path: Path
    z: float
    face: str | None = None
    edge: str | None = None
    width: float = 0.0
    dashes: tuple[float, ...] = ()
    cap: Cap = "butt"
    clip: Box | None = None
    words: Words | None = None


class Page:
    """One page, drawn on in pixels."""

    def __init__(
        self, width: int, height: int, look: Look = "light", px_per_inch: float = _PX_PER_INCH
    ) -> None:
        self.box = Box(0, 0, width, height)
        self.look: Look = look
        self.px_per_inch = px_per_inch
        self.lacks_glyphs = False
        self._marks: list[Mark] = []
        self.rectangle(self.box, PAPER, z=_PAPER_Z)

    @property
    def marks(self) -> list[Mark]:
        """What is drawn, the lowest first."""
        return sorted(self._marks, key=lambda mark: mark.z)

    @property
    def words(self) -> list[Words]:
        """The lines of text set."""
        return [mark.words for mark in self._marks if mark.words is not None]

    def _colour(self, name: str) -> str:
        return looks.colour(self.look, name)

    @staticmethod
    def width(text: str, style: Style) -> float:
        """Measure a line of text [px]."""
        return fonts.outline(text, bold=style.bold).width * style.size

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
        self, x: float, y: float, text: str, style: Style, *, align: Align = "left", z: float = 20
    ) -> None:
        """Set a line of text whose capitals are centred on a height.

        Parameters
        ----------
        x, y
            The line's left end, centre or right end, as ``align`` says. [px]
        """
        line = fonts.outline(text, bold=style.bold)
        self.lacks_glyphs |= line.text != text
        if not len(line.vertices):
            return
        left = x - line.width * style.size * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        base = y + _CAP_HEIGHT * style.size
        vertices = line.vertices * (style.size, -style.size) + (left, base)
        path = Path(vertices, line.codes)
        if style.halo:
            halo = self._colour(style.halo)
            self._add(Mark(path, z, edge=halo, width=_HALO_PX, cap="round"))
        box = Box(*vertices.min(axis=0).tolist(), *vertices.max(axis=0).tolist())
        words = Words(line.text, left, base, style.size, style.bold, box)
        self._add(Mark(path, z, face=self._colour(style.colour), words=words))

    def line(  # noqa: PLR0913 - a line and how it is drawn
        self,
        xy: Points,
        colour: str,
        width: float,
        *,
        dashes: Sequence[float] = (),
        cap: Cap = "butt",
        z: float = 10,
        clip: Box | None = None,
    ) -> None:
        """Draw a line through points, shape (n, 2); dashes are in px."""
        edge = self._colour(colour)
        self._add(Mark(Path(xy), z, None, edge, width, tuple(dashes), cap, clip))

    def lines(
        self, parts: Sequence[Points], colour: str, width: float, *, z: float, clip: Box
    ) -> None:
        """Draw many lines alike."""
        for part in parts:
            self.line(part, colour, width, z=z, clip=clip)

    def polygons(
        self, rings: Sequence[Points], face: str, edge: str, width: float, *, z: float, clip: Box
    ) -> None:
        """Fill many polygons alike; they may touch, but not overlap."""
        if not rings:
            return
        closed = [_closed(ring) for ring in rings]
        ends = np.cumsum([len(ring) for ring in closed])
        codes = np.full(ends[-1], Path.LINETO, dtype=Path.code_type)
        codes[np.concatenate([[0], ends[:-1]])] = Path.MOVETO
        codes[ends - 1] = Path.CLOSEPOLY
        path = Path(np.concatenate(closed), codes)
        self._add(Mark(path, z, self._colour(face), self._colour(edge), width, clip=clip))

    def rectangle(
        self, box: Box, face: str, *, edge: str | None = None, width: float = 0, z: float = 1
    ) -> None:
        """Fill a box."""
        outline = self._colour(edge) if edge else None
        self._add(Mark(Path(box.corners, closed=True), z, self._colour(face), outline, width))

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
        form = _form(shape)
        path = Path(np.asarray(form.vertices) * (size, -size) + (x, y), form.codes)
        self._add(Mark(path, z, self._colour(face), self._colour(edge), width))

    def _add(self, mark: Mark) -> None:
        self._marks.append(mark)


def _closed(ring: Points) -> Points:
    return ring if (ring[0] == ring[-1]).all() else np.vstack([ring, ring[:1]])


@cache
def _form(shape: str) -> Path:
    """Give a symbol's outline round its middle, in parts of its size, y up."""
    style = MarkerStyle(shape)
    return style.get_path().transformed(style.get_transform())
