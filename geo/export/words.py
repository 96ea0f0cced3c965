"""Fixed words of pictures and maps in the language chosen; ``geo/data/words.yaml`` has them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from geo.wording import number
from geo.wording import unit as unit_words

if TYPE_CHECKING:
    from geo.export.options import Lang
    from geo.model import Claim, Interval

PATH = Path(__file__).resolve().parent.parent / "data" / "words.yaml"
TAGS: dict[Lang, str] = {"en": "en", "zh": "zh-Hans", "ru": "ru"}  # BCP 47
_RUSSIAN_SIGNS = str.maketrans({",": "\N{NO-BREAK SPACE}", ".": ","})


@cache
def words() -> dict[str, dict[str, str]]:
    """Read the translations, by the English text."""
    found: dict[str, dict[str, str]] = yaml.load(
        PATH.read_bytes(),
        Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),  # noqa: S506 - safe, in C where built
    )
    return found


def say(lang: Lang, text: str, **parts: object) -> str:
    """Give a fixed text in a language, its parts in braces filled in.

    A text that is not among the fixed ones, such as a unit of somebody's own catalog, stays.
    """
    known = text if lang == "en" else words().get(text, {}).get(lang, text)
    return known.format(**parts) if parts else known


def figure(lang: Lang, value: float) -> str:
    """Print a number with a language's signs, as :func:`geo.wording.number` rounds it."""
    return signs(lang, number(value))


def signs(lang: Lang, text: str) -> str:
    """Put a language's separators into a number printed in English."""
    return text.translate(_RUSSIAN_SIGNS) if lang == "ru" else text


def ranged(lang: Lang, low: float, high: float) -> str:
    """Print a band's range, such as ``3,370–3,580``."""
    return f"{figure(lang, low)}–{figure(lang, high)}"


def latitude(lang: Lang, lat_deg: float) -> str:
    """Print a latitude in whole degrees, such as ``50°N``."""
    side = "{degrees}°N" if lat_deg >= 0 else "{degrees}°S"
    return say(lang, side, degrees=f"{abs(lat_deg):.0f}")


def longitude(lang: Lang, lon_deg: float) -> str:
    """Print a longitude in whole degrees, such as ``60°W``."""
    side = "{degrees}°E" if lon_deg >= 0 else "{degrees}°W"
    return say(lang, side, degrees=f"{abs(lon_deg):.0f}")


def asserted(lang: Lang, claim: Claim, interval: Interval) -> str:
    """Print a claim's interval by signs that every language reads, such as ``≥ 8,000 km``.

    Of a difference or a ratio more stands with a plus, less with a minus.
    """
    percent = claim.form == "ratio" or claim.unit == "fraction"
    factor = 100 if percent else 1
    signed = claim.form != "absolute"

    def end(value: float) -> str:
        text = figure(lang, value * factor).replace("-", "−")
        return f"+{text}" if signed and value > 0 else text

    low, high = interval.low, interval.high
    if low is None or high is None:
        known = low if high is None else high
        text = "" if known is None else f"{'≥' if high is None else '≤'} {end(known)}"
    else:
        text = end(low) if low == high else f"{end(low)} … {end(high)}"
    return f"{text} {'%' if percent else say(lang, unit_words(claim.unit))}".strip()
