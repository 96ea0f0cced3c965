"""Check every claim against the text that it points into: closed, digit for digit."""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import EvidenceError
from geo.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.model import Catalog, Claim, Source

_NUMERALS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"两": 2, "兩": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_MULTIPLIERS = {
    "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "thousand": 1e3, "million": 1e6, "billion": 1e9,
    "тыс": 1e3, "млн": 1e6, "млрд": 1e9,
}  # fmt: skip
_FIGURE = re.compile(
    r"(?P<western>\d+(?:[.,\u00a0\u202f ]\d+)*)|"
    f"(?P<chinese>[{''.join(_NUMERALS)}{''.join(_POWERS)}]+)"
)
_MULTIPLIER = re.compile(rf"[余多餘]?\s*({'|'.join(_MULTIPLIERS)})")
# What one of the claim's units may be in the words: tonnes for Mt, months, weeks or hours for
# days, miles and versts for km; a share is told in percent or in tenths (成).
_SCALES = {
    "Mt": (1.0, 1e-6), "kt": (1.0, 1e-3),
    "day": (1.0, 30.0, 15.0, 7.0, 1 / 24), "km": (1.0, 1.852, 1.609344, 1.0668, 1e-3),
}  # fmt: skip
_SHARES = {"%": (0.01,), "百分": (0.01,), "процент": (0.01,), "percent": (0.01,), "成": (0.1,)}
_RELATIVE_TOLERANCE = 1e-6
_AROUND = 160  # characters shown on either side of a figure
_MAX_BYTES = 20_000_000  # four bytes a character of the longest text that a source may have


def check(catalog: Catalog, folder: Path) -> list[str]:
    """Verify sources and claims against the articles in a folder.

    Parameters
    ----------
    folder
        Holds each source's ``file``.

    Returns
    -------
    list of str
        One line a verified source.

    Raises
    ------
    EvidenceError
        One line a fault, naming the claim; nothing is accepted when anything is wrong.
    """
    faults: list[str] = []
    passed: list[str] = []
    for source_id, source in catalog.sources.items():
        claims = {k: c for k, c in catalog.claims.items() if c.source == source_id}
        found = list(_faults(source_id, source, claims, folder))
        faults += found
        if not found:
            passed.append(f"{source_id}: {source.file}, {len(claims)} claims verified")
    if faults:
        raise EvidenceError("\n".join(faults))
    return passed


def read_text(path: Path) -> str:
    """Read an article as its characters are counted: UTF-8, line ends untouched."""
    return path.read_bytes().decode("utf-8")


@dataclass(frozen=True, slots=True)
class Passage:
    """A figure in its article: its own words, and a bounded part of the text on either side."""

    before: str
    words: str
    after: str


def passage(source: Source, claim: Claim, raw: bytes) -> Passage:
    """Find a claim's figure in the article that a reader brings.

    Parameters
    ----------
    raw
        The file's bytes, exactly as they are.

    Returns
    -------
    Passage
        Characters that no one sees, or that turn the line round, are written as their code.

    Raises
    ------
    EvidenceError
        If the text is not the one that was read, or its words do not say the claim's figure;
        nothing of it is given then.
    """
    if len(raw) > _MAX_BYTES:
        message = f"the file has {len(raw):,} bytes, more than any article here; open the article"
        raise EvidenceError(message)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"the file is not UTF-8 text (byte {error.start:,}); save it as UTF-8"
        raise EvidenceError(message) from None
    fault = _other_version(source, raw, text)
    faults = [fault] if fault else list(claim_faults(claim, text))
    if faults:
        raise EvidenceError(faults[0])
    start, end = claim.evidence.start, claim.evidence.end
    return Passage(
        _visible(text[max(0, start - _AROUND) : start]),
        _visible(text[start:end]),
        _visible(text[end : end + _AROUND]),
    )


def _visible(text: str) -> str:
    return "".join(
        f"⟨U+{ord(c):04X}⟩" if unicodedata.category(c) in ("Cc", "Cf") and c not in "\n\t" else c
        for c in text
    )


def _other_version(source: Source, raw: bytes, text: str) -> str:
    digest = hashlib.sha256(raw).hexdigest()
    if digest == source.sha256 and len(text) == source.length:
        return ""
    return (
        f"{source.file} has sha256 {digest[:12]}… and {len(text):,} characters, expected "
        f"{source.sha256[:12]}… and {source.length:,}; it is another version of the text: fetch "
        "the one that was read, or read its figures anew"
    )


def _faults(
    source_id: str, source: Source, claims: dict[str, Claim], folder: Path
) -> Iterator[str]:
    path = folder / source.file
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        yield f"source {source_id}: {source.file} can't be read ({error}); put the file there"
        return
    fault = _other_version(source, raw, text)
    if fault:
        yield f"source {source_id}: {fault}"
    for claim_id, claim in claims.items():
        yield from (f"claim {claim_id}: {fault}" for fault in claim_faults(claim, text))


def claim_faults(claim: Claim, text: str) -> Iterator[str]:
    """Yield what is wrong between one claim and its article's text."""
    evidence = claim.evidence
    there = text[evidence.start : evidence.end]
    if there != evidence.words:
        elsewhere = text.find(evidence.words)
        hint = f"; the words stand at {elsewhere}" if elsewhere >= 0 else ""
        yield (
            f"characters {evidence.start}–{evidence.end} are {there!r}, expected "
            f"{evidence.words!r}{hint}; correct the offsets or read the figure anew"
        )
        return
    if not figure_matches(claim, there):
        stated = (f"{n:g}" for n in (claim.low, claim.high) if n is not None)
        numbers = " to ".join(dict.fromkeys(stated))
        yield f"the words {there!r} do not say {numbers} {claim.unit}; correct low and high"


def figure_matches(claim: Claim, words: str) -> bool:
    """Say whether the figure in the words is the claim's number in another unit or notation.

    "Several thousand" stands for 2 to 9 of the unit that it names (``hedges.several``).
    """
    stated = [abs(number) for number in (claim.low, claim.high) if number is not None]
    if not stated:
        return True
    figures = figures_in(words)
    if claim.wording == "several":
        figures = [
            figure * times for figure in figures for times in parameters().hedges["several"].of
        ]
    scales = _scales(claim, words)
    return all(
        any(
            math.isclose(figure * scale, number, rel_tol=_RELATIVE_TOLERANCE)
            for figure in figures
            for scale in scales
        )
        for number in stated
    )


def _scales(claim: Claim, words: str) -> tuple[float, ...]:
    if claim.unit == "fraction":
        return next((scales for sign, scales in _SHARES.items() if sign in words), (1.0,))
    return _SCALES.get((claim.unit or "").split("/")[0], (1.0,))


def figures_in(words: str) -> list[float]:
    """Read the numerals of a quote, Western or Chinese, with their multipliers.

    >>> figures_in("约4000公里"), figures_in("四十余"), figures_in("6.6万标箱")
    ([4000.0], [40.0], [66000.0])
    """
    figures = []
    for match in _FIGURE.finditer(words):
        value = _western(match["western"]) if match["western"] else _chinese(match["chinese"])
        times = _MULTIPLIER.match(words, match.end())
        figures.append(value * _MULTIPLIERS[times[1]] if times else value)
    return figures


def _western(digits: str) -> float:
    plain = re.sub(r"[,\u00a0\u202f ](?=\d{3}(?!\d))", "", digits)
    try:
        return float(plain.replace(",", "."))
    except ValueError:  # a date or a list, no figure
        return math.nan


def _chinese(numeral: str) -> float:
    total, digit = 0, None
    for character in numeral:
        if character in _NUMERALS:
            digit = _NUMERALS[character]
        else:
            total += _POWERS[character] * (1 if digit is None else digit)
            digit = None
    return float(total + (digit or 0))
