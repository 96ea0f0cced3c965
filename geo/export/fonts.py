"""The letters of a picture as outlines: DejaVu Sans, else an installed font, else a stand-in sign.

Outlines are taken from the fonts one letter at a time and kept, so that measuring a text and
drawing it cost little more than adding up numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
from matplotlib.ft2font import FT2Font, Kerning, LoadFlags

from geo.errors import ExportError

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.ft2font import GlyphIndexType
    from numpy.typing import NDArray

    from geo.export.options import Lang

_USUAL = "DejaVu Sans"
_USUAL_FILES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}  # matplotlib brings them
# Families with Chinese, Japanese and Korean letters, and with most others, where installed.
_WIDE = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "SimSun")
_STAND_IN = "\N{WHITE SQUARE}"
_TEXTS_KEPT = 4096
_EM = 100  # points in which a font is read; outlines scale
_POINTS_PER_INCH = 72
_FIXED = 65536.0  # parts of a pixel in FreeType's linear advance
_SUBPIXEL = 64.0  # and in its kerning

# A letter that every text of a language needs.
_PROOF = {"en": "a", "zh": "中", "ru": "Ж"}
_REMEDY = {"zh": "fonts-noto-cjk", "ru": "fonts-dejavu-core"}


@dataclass(frozen=True, eq=False)
class Outline:
    """A line of text as curves, in parts of the font's size, y up from the base line.

    Attributes
    ----------
    text
        What is spelt: letters that no font here has are replaced by a square.
    families
        That it is set in.
    vertices, codes
        As matplotlib's paths have them, shapes (n, 2) and (n,).
    width
        From the start of the line to where a next letter would start.
    """

    text: str
    families: tuple[str, ...]
    vertices: NDArray[np.float64]
    codes: NDArray[np.uint8]
    width: float


@dataclass(frozen=True, eq=False)
class _Glyph:
    font: FT2Font
    index: GlyphIndexType
    vertices: NDArray[np.float64]
    codes: NDArray[np.uint8]
    advance: float


def check(lang: Lang) -> None:
    """Refuse a language whose letters no font here has.

    Raises
    ------
    ExportError
        With the package to install.
    """
    if outline(_PROOF[lang]).text != _PROOF[lang]:
        message = (
            f"lang={lang}: no font with its letters is installed; install one (Debian: apt-get "
            f"install {_REMEDY[lang]}), or choose lang=en"
        )
        raise ExportError(message)


@lru_cache(maxsize=_TEXTS_KEPT)
def outline(text: str, *, bold: bool = False) -> Outline:
    """Set a line of text, from left to right with kerning."""
    vertices, codes, spelt = [np.empty((0, 2))], [np.empty(0, np.uint8)], []
    families = {_USUAL: None}
    at, before = 0.0, None
    for letter in text:
        shown, family = _set_in(letter, bold=bold)
        glyph = _glyph(shown, family, bold=bold)
        if before is not None and before.font is glyph.font:
            at += _kerning(before.font, before.index, glyph.index)
        vertices.append(glyph.vertices + np.array((at, 0.0)))
        codes.append(glyph.codes)
        spelt.append(shown)
        families[family] = None
        at += glyph.advance
        before = glyph
    return Outline(
        "".join(spelt), tuple(families), np.concatenate(vertices), np.concatenate(codes), at
    )


def fitting(text: str, size: float, *, bold: bool = False) -> tuple[str, FontProperties]:
    """Choose a font for a text that one of matplotlib's own writers sets.

    Parameters
    ----------
    size
        Of the font. [pt]

    Returns
    -------
    str
        The text, letters that no font here has replaced by a square.
    FontProperties
        The families to draw it with.
    """
    from matplotlib.font_manager import FontProperties

    line = outline(text, bold=bold)
    weight = "bold" if bold else "normal"
    return line.text, FontProperties(family=list(line.families), size=size, weight=weight)


@cache
def _set_in(letter: str, *, bold: bool) -> tuple[str, str]:
    """Give a letter, or what stands in for it, and the family that has it."""
    if _font(_USUAL, bold=bold).get_char_index(ord(letter)):
        return letter, _USUAL
    for family in _installed():
        if _font(family, bold=bold).get_char_index(ord(letter)):
            return letter, family
    return _STAND_IN, _USUAL


@cache
def _glyph(letter: str, family: str, *, bold: bool) -> _Glyph:
    font = _font(family, bold=bold)
    font.set_size(_EM, _POINTS_PER_INCH)
    glyph = font.load_char(ord(letter), flags=LoadFlags.NO_HINTING)
    vertices, codes = font.get_path()
    return _Glyph(
        font,
        font.get_char_index(ord(letter)),
        np.asarray(vertices, dtype=np.float64).reshape(-1, 2) / _EM,
        np.asarray(codes, dtype=np.uint8),
        glyph.linearHoriAdvance / _FIXED / _EM,
    )


@cache
def _kerning(font: FT2Font, left: GlyphIndexType, right: GlyphIndexType) -> float:
    return font.get_kerning(left, right, Kerning.UNFITTED) / _SUBPIXEL / _EM


@cache
def _font(family: str, *, bold: bool) -> FT2Font:
    if family == _USUAL:
        # without asking the font manager, which would look at every font of the system
        file = Path(mpl.get_data_path(), "fonts", "ttf", _USUAL_FILES[bold])
        return FT2Font(str(file))
    from matplotlib.font_manager import FontProperties, findfont, get_font

    weight = "bold" if bold else "normal"
    return get_font(findfont(FontProperties(family=[family], weight=weight)))


@cache
def _installed() -> tuple[str, ...]:
    from matplotlib.font_manager import fontManager

    known = {entry.name for entry in fontManager.ttflist}
    return tuple(family for family in _WIDE if family in known)
