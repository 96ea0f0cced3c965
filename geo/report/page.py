"""A report as one HTML file that needs nothing else, with its ClaimReviews inside."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from markupsafe import Markup

from geo.report.blocks import Heading, Pairs, Paragraph, Table
from geo.report.claimreview import document
from geo.report.content import TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.report.blocks import Block
    from geo.report.content import Report

_STYLE = Markup(
    ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;"
    "margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}h1{font-size:1.5rem}"
    "h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin:1.6rem 0 .3rem}"
    "table{border-collapse:collapse;width:100%;font-size:.85rem;margin:.6rem 0}"
    "th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #8895a1}"
    "dl{display:grid;grid-template-columns:11rem 1fr;gap:.15rem .8rem;margin:0}"
    "dt{font-weight:600}dd{margin:0}@media(max-width:640px){dl{grid-template-columns:1fr}"
    "table{display:block;overflow-x:auto}}"
)


def render(report: Report) -> tuple[bytes, list[str]]:
    """Write a report as HTML: escaped, without a script that runs, without a request.

    Returns
    -------
    tuple
        The file's content, and nothing to tell about it.
    """
    page = Markup(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>{}</title>'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        "<style>{}</style>"
        '<script type="application/ld+json">{}</script></head><body>\n{}</body></html>\n'
    ).format(TITLE, _STYLE, _data(report), _join(_drawn(block) for block in report.blocks))
    return page.encode(), []


def _data(report: Report) -> Markup:
    """Write JSON that can't end the element that it stands in."""
    text = json.dumps(document(report), ensure_ascii=False)
    for mark in "<>&":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)  # noqa: S704 - no mark of HTML is left in it


def _drawn(block: Block) -> Markup:
    match block:
        case Heading():
            tag = Markup(f"h{block.level}")  # noqa: S704 - a number
            anchor = Markup(' id="{}"').format(block.anchor) if block.anchor else ""
            return Markup("<{}{}>{}</{}>\n").format(tag, anchor, block.text, tag)
        case Paragraph():
            return Markup("<p>{}</p>\n").format(block.text)
        case Pairs():
            rows = (Markup("<dt>{}</dt><dd>{}</dd>\n").format(*row) for row in block.rows)
            return Markup("<dl>{}</dl>\n").format(_join(rows))
        case Table():
            head = _cells("th", block.columns)
            body = _join(_cells("td", row) for row in block.rows)
            return Markup("<table><thead>{}</thead><tbody>\n{}</tbody></table>\n").format(
                head, body
            )


def _cells(tag: str, cells: Iterable[str]) -> Markup:
    mark = Markup(tag)  # noqa: S704 - one of two words above
    return Markup("<tr>{}</tr>\n").format(
        _join(Markup("<{}>{}</{}>").format(mark, cell, mark) for cell in cells)
    )


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
