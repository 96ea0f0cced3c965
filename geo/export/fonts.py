"""A font that has a text's letters: DejaVu Sans, else one installed, else a stand-in sign."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font

from geo.errors import ExportError

if TYPE_CHECKING:
    from geo.export.options import Lang

_USUAL = "DejaVu Sans"
# Families with Chinese, Japanese and Korean letters, and with most others, where installed.
_WIDE = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "SimSun")
_STAND_IN = "\N{WHITE SQUARE}"
_TEXTS_KEPT = 4096


# A letter that every text of a language needs.
_PROOF = {"en": "a", "zh": "中", "ru": "Ж"}
_REMEDY = {"zh": "fonts-noto-cjk", "ru": "fonts-dejavu-core"}


def check(lang: Lang) -> None:
    """Refuse a language whose letters no font here has.

    Raises
    ------
    ExportError
        With the package to install.
    """
    if fitting(_PROOF[lang], 10)[0] != _PROOF[lang]:
        message = (
            f"lang={lang}: no font with its letters is installed; install one (Debian: apt-get "
            f"install {_REMEDY[lang]}), or choose lang=en"
        )
        raise ExportError(message)


@lru_cache(maxsize=_TEXTS_KEPT)
def fitting(text: str, size: float, *, bold: bool = False) -> tuple[str, FontProperties]:
    """Choose a font for a text.

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
    families = [_USUAL]
    lacking = set(map(ord, text)) - _letters(_USUAL)
    for family in _installed() if lacking else ():
        families.append(family)
        lacking -= _letters(family)
        if not lacking:
            break
    shown = "".join(_STAND_IN if ord(letter) in lacking else letter for letter in text)
    return shown, FontProperties(family=families, size=size, weight="bold" if bold else "normal")


@cache
def _installed() -> tuple[str, ...]:
    known = {entry.name for entry in fontManager.ttflist}
    return tuple(family for family in _WIDE if family in known)


@cache
def _letters(family: str) -> frozenset[int]:
    return frozenset(get_font(findfont(FontProperties(family=[family]))).get_charmap())
