"""What an article tells of itself: language, title, publisher and date, as far as it does."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from geo.articles import detect_language

_HEAD_BYTES = 100_000
_HEAD_CHARACTERS = 1_500
_TITLE_CHARACTERS = 120
_MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "january jan января", "february feb февраля", "march mar марта", "april apr апреля",
            "may мая", "june jun июня", "july jul июля", "august aug августа",
            "september sep sept сентября", "october oct октября", "november nov ноября",
            "december dec декабря",
        ),
        1,
    )
    for month in names.split()
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(r"(?P<y>20\d\d)[-/.年](?P<m>[01]?\d)[-/.月](?P<d>[0-3]?\d)"),
    re.compile(r"\b(?P<d>[0-3]?\d)\.(?P<m>[01]?\d)\.(?P<y>20\d\d)"),
    re.compile(rf"\b(?P<d>[0-3]?\d) (?P<n>{_NAMES})\.?,? (?P<y>20\d\d)", re.IGNORECASE),
    re.compile(rf"\b(?P<n>{_NAMES})\.? (?P<d>[0-3]?\d), (?P<y>20\d\d)", re.IGNORECASE),
)
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_TITLES = ("og:title", "title")
_PUBLISHERS = ("og:site_name", "application-name", "publisher", "author")
_PUBLISHED = ("article:published_time", "date", "pubdate", "datepublished", "dc.date")


@dataclass(frozen=True)
class About:
    """What a source says of itself, to be completed by the reader."""

    language: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    kind: str = "article"


def found(text: str, name: str, data: bytes = b"") -> About:
    """Look for what an article tells of itself.

    Parameters
    ----------
    text
        Its text.
    name
        Its file name; for ``.html`` the page's own marks are read from ``data``.
    """
    about = About(detect_language(text), _first_line(text), published=_date_in(text))
    if PurePath(name).suffix.lower() not in (".html", ".htm"):
        return about
    marks = _marks(data)
    told = next(filter(None, (_date_in(marks.get(key, "")) for key in _PUBLISHED)), None)
    return replace(
        about,
        title=_first(marks, _TITLES) or about.title,
        publisher=_first(marks, _PUBLISHERS),
        published=told or about.published,
    )


def _first(marks: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((_line(marks[key]) for key in keys if marks.get(key)), "")


def _line(text: str) -> str:
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:_TITLE_CHARACTERS]


def _first_line(text: str) -> str:
    """Give the first line, unless it is as long as a paragraph."""
    lines = (line.strip() for line in text[:_HEAD_CHARACTERS].splitlines())
    first = next(filter(None, lines), "")
    return _line(first) if len(first) <= _TITLE_CHARACTERS else ""


def _date_in(text: str) -> date | None:
    """Find the first date near the start of a text."""
    matches = (pattern.search(text[:_HEAD_CHARACTERS]) for pattern in _DATES)
    for match in sorted(filter(None, matches), key=lambda match: match.start()):
        parts = match.groupdict()
        month = int(parts["m"]) if "m" in parts else _MONTHS[parts["n"].lower()]
        with suppress(ValueError):
            return date(int(parts["y"]), month, int(parts["d"]))
    return None


def _marks(data: bytes) -> dict[str, str]:
    """Read a page's title and ``meta`` entries."""
    from selectolax.lexbor import LexborHTMLParser

    head = data[:_HEAD_BYTES]
    named = _CHARSET.search(head)
    try:
        page = head.decode(named[1].decode() if named else "utf-8", "replace")
    except (LookupError, ValueError):  # an encoding that nobody knows, or none of text
        page = head.decode("utf-8", "replace")
    tree = LexborHTMLParser(page)
    found: dict[str, str] = {}
    for node in tree.css("meta"):
        given = node.attributes
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        found.setdefault(name.lower(), given.get("content") or "")
    title = tree.css_first("title")
    return {"title": title.text() if title else "", **found}
