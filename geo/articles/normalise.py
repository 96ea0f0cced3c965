"""Fold an article's text to one plain form, with the way back to the characters as they stand.

Full width becomes half width, Traditional Chinese becomes Simplified, all kinds of spaces, dashes
and quotation marks become one of each, letters become small; the readings that a machine conversion
leaves behind characters, such as 據(jù), and characters without width are left out.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

NARROW_SPACE = "\u00a0"  # stands for all spaces that hold a number together
_NARROW_SPACES = "\u00a0\u2007\u2008\u2009\u200a\u202f\u205f"
_SPACES = "\t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u3000\x00"
_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_TILDES = "\u301c\uff5e\u223c\u02dc"
_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\u300e\u300f\u2033"
_APOSTROPHES = "\u2018\u2019\u201a\u201b\u02bc\u2032"
_FIXED = {
    **dict.fromkeys(_NARROW_SPACES, NARROW_SPACE),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_TILDES, "~"),
    **dict.fromkeys(_QUOTES, '"'),
    **dict.fromkeys(_APOSTROPHES, "'"),
    "ё": "е", "Ё": "е", "。": "。", "〇": "零", "兩": "两", "佰": "百", "仟": "千", "呎": "尺",
}  # fmt: skip

# A reading in Latin letters with a tone mark, in brackets behind the character that it belongs to.
_READING = re.compile(r"(?<=[\u3400-\u9fff])\([a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{0,4}\)")
_WIDTHLESS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each of its characters stands in the original.

    Parameters
    ----------
    text
        The folded text.
    breaks
        Offsets in ``text``, ascending, at which characters of the original were left out.
    shifts
        For each break, how many characters of the original were left out up to it.
    """

    text: str
    breaks: tuple[int, ...]
    shifts: tuple[int, ...]

    def start_of(self, offset: int) -> int:
        """Give the original offset of the folded character at an offset."""
        index = bisect_right(self.breaks, offset)
        return offset + (self.shifts[index - 1] if index else 0)

    def span_of(self, start: int, end: int) -> tuple[int, int]:
        """Give the original span of a folded span."""
        return self.start_of(start), self.start_of(end - 1) + 1


class _Fold(dict[int, str]):
    """A table for ``str.translate`` that learns each character when it meets it."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character in _FIXED:
        return _FIXED[character]
    if character < "\x80":
        return character.lower()
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"  # half of a pair stands for no character
    for form in (unicodedata.normalize("NFKC", character), character):
        if len(form) == 1:
            character = _FIXED.get(form, form)
            break
    if "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff":
        simple: str = _simplifier().convert(character)
        return simple if len(simple) == 1 else character
    small = character.lower()
    return _FIXED.get(small, small) if len(small) == 1 else character


@cache
def _simplifier() -> Any:  # noqa: ANN401 - opencc ships no types
    from opencc import OpenCC

    return OpenCC("t2s")


_FOLD = _Fold()


def fold(text: str) -> Folded:
    """Fold a text; each character of the result stands for one of the original."""
    even = text.translate(_FOLD)
    gone = [match.span() for pattern in (_READING, _WIDTHLESS) for match in pattern.finditer(even)]
    if not gone:
        return Folded(even, (), ())
    parts, breaks, shifts = [], [], []
    last = left_out = kept = 0
    for start, end in sorted(gone):
        parts.append(even[last:start])
        kept += start - last
        left_out += end - start
        breaks.append(kept)
        shifts.append(left_out)
        last = end
    return Folded("".join(chain(parts, [even[last:]])), tuple(breaks), tuple(shifts))
