"""Sizes of a picture, on the screen and on paper, and where its parts stand on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.export.options import PageName, Scale

_MM_PER_INCH = 25.4
_A4_MM = (297.0, 210.0)
_PRINT_DPI = 300.0


@dataclass(frozen=True, slots=True)
class Format:
    """A page.

    Attributes
    ----------
    width, height
        As designed. [px]
    px_per_inch
        Of the paper that it is meant for.
    upright
        Whether the legend stands below the map, not beside it.
    """

    width: int
    height: int
    px_per_inch: float
    upright: bool

    def dpi(self, scale: Scale) -> float:
        """Give the pixels per inch of a PNG."""
        return _PRINT_DPI if scale == "300dpi" else self.px_per_inch * int(scale)


# A slide of 13⅓ by 7½ inches, a square of 10 inches, and A4.
FORMATS: dict[PageName, Format] = {
    "16:9": Format(1600, 900, 120.0, upright=False),
    "square": Format(1200, 1200, 120.0, upright=True),
    "a4-landscape": Format(1600, 1131, 1600 * _MM_PER_INCH / _A4_MM[0], upright=False),
    "a4-portrait": Format(1131, 1600, 1600 * _MM_PER_INCH / _A4_MM[0], upright=True),
}
