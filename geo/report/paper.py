"""A report as a PDF on A4, drawn with matplotlib: pictures and reports share their fonts."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.textpath import TextToPath

from geo import __version__
from geo.export.fonts import fitting
from geo.export.texts import plain
from geo.report.blocks import Heading, Pairs, Paragraph, Table
from geo.report.content import TITLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.report.blocks import Block
    from geo.report.content import Report

_PAGE_PT = (595.3, 841.9)
_MARGIN_PT = 48.0
_LINE = 1.34  # of the font's size
_SIZES = {1: 15.0, 2: 12.0, 3: 9.5}
_TEXT_PT, _CELL_PT, _LABEL_PT = 8.5, 6.6, 92.0
_GAP_PT = 5.0
_LONGEST = 4_000
_WIDTH_PT = _PAGE_PT[0] - 2 * _MARGIN_PT
_METADATA = {"Title": TITLE, "Creator": f"Waybill {__version__}", "CreationDate": None}


def render(report: Report) -> tuple[bytes, list[str]]:
    """Write a report as PDF.

    Returns
    -------
    tuple
        The file's content; a note when letters had no font here.
    """
    buffer = io.BytesIO()
    with (
        # Type 3 draws the outlines: letters of a font collection (.ttc) are lost in Type 42.
        mpl.rc_context({"pdf.fonttype": 3, "pdf.compression": 6}),
        PdfPages(buffer, metadata=_METADATA) as pages,
    ):
        paper = _Paper(pages)
        for block in report.blocks:
            paper.draw(block)
        paper.end()
    note = (
        f"letters that no font on this machine has: {len(paper.lacking)}, drawn as squares; "
        "install a font that has them, such as Debian's fonts-noto-cjk"
    )
    return buffer.getvalue(), [note] if paper.lacking else []


class _Paper:
    """Pages filled from the top down."""

    def __init__(self, pages: PdfPages) -> None:
        self.pages, self.number = pages, 0
        self.lacking: set[str] = set()
        self._begin()

    def _begin(self) -> None:
        self.number += 1
        self.figure = Figure(figsize=(_PAGE_PT[0] / 72, _PAGE_PT[1] / 72))
        self.y = _PAGE_PT[1] - _MARGIN_PT

    def end(self) -> None:
        self._text(_PAGE_PT[0] - _MARGIN_PT - 10, _MARGIN_PT / 2, str(self.number), _CELL_PT)
        self.pages.savefig(self.figure)  # type: ignore[no-untyped-call]

    def _room(self, height: float) -> None:
        if self.y - height < _MARGIN_PT:
            self.end()
            self._begin()

    def draw(self, block: Block) -> None:
        match block:
            case Heading():
                size = _SIZES[block.level]
                self._room(size * 4)
                self.y -= size * 0.5
                self._lines(block.text, size, bold=True)
            case Paragraph():
                self._lines(block.text, _TEXT_PT)
            case Pairs():
                for label, value in block.rows:
                    self._cells((label, value), (_LABEL_PT, _WIDTH_PT - _LABEL_PT), _TEXT_PT)
            case Table():
                widths = tuple(width * _WIDTH_PT for width in block.widths)
                self._cells(block.columns, widths, _CELL_PT, bold=True)
                for row in block.rows:
                    self._cells(row, widths, _CELL_PT)
        self.y -= _GAP_PT

    def _lines(self, text: str, size: float, *, bold: bool = False) -> None:
        for line in _broken(text, _WIDTH_PT, size, bold=bold):
            self._room(size * _LINE)
            self.y -= size * _LINE
            self._text(_MARGIN_PT, self.y, line, size, bold=bold)

    def _cells(
        self, texts: Sequence[str], widths: Sequence[float], size: float, *, bold: bool = False
    ) -> None:
        broken = [
            list(_broken(text, width - _GAP_PT, size, bold=bold))
            for text, width in zip(texts, widths, strict=True)
        ]
        for index in range(max(len(lines) for lines in broken)):
            self._room(size * _LINE)
            self.y -= size * _LINE
            x = _MARGIN_PT
            for lines, width in zip(broken, widths, strict=True):
                if index < len(lines):
                    self._text(x, self.y, lines[index], size, bold=bold)
                x += width
        self.y -= size * 0.25

    def _text(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        shown, font = fitting(text, size, bold=bold)
        self.lacking |= {a for a, b in zip(text, shown, strict=True) if a != b}
        self.figure.text(
            x / _PAGE_PT[0], y / _PAGE_PT[1], shown, fontproperties=font, parse_math=False
        )


def _broken(text: str, width: float, size: float, *, bold: bool = False) -> Iterator[str]:
    """Break a text into lines that fit; a word longer than a line is cut."""
    line = ""
    for word in plain(text, _LONGEST).split(" "):
        longer = f"{line} {word}" if line else word
        if _wide(longer, size, bold=bold) <= width:
            line = longer
            continue
        if line:
            yield line
        line = word
        while _wide(line, size, bold=bold) > width and len(line) > 1:
            cut = len(line) - 1
            while cut > 1 and _wide(line[:cut], size, bold=bold) > width:
                cut -= 1
            yield line[:cut]
            line = line[cut:]
    yield line


def _wide(text: str, size: float, *, bold: bool = False) -> float:
    return sum(_letter(letter, bold=bold) for letter in text) * size


@lru_cache(maxsize=8192)
def _letter(letter: str, *, bold: bool) -> float:
    """Give a letter's width at a size of one point."""
    shown, font = fitting(letter, 100.0, bold=bold)
    return float(TextToPath().get_text_width_height_descent(shown, font, ismath=False)[0]) / 100
