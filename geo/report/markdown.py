"""A report as Markdown (CommonMark with tables); texts keep no meaning of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.report.blocks import Heading, Pairs, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.report.blocks import Block
    from geo.report.content import Report

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&$]|^[-+](?=\s))")
_NUMBER = re.compile(r"^(\d+)([.)])(?=\s)")


def render(report: Report) -> tuple[bytes, list[str]]:
    """Write a report as Markdown.

    Returns
    -------
    tuple
        The file's content, and nothing to tell about it.
    """
    lines = [line for block in report.blocks for line in _lines(block)]
    return ("\n".join(lines) + "\n").encode(), []


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {plain(block.text)}"
        case Paragraph():
            yield plain(block.text)
        case Pairs():
            yield from (f"- **{plain(label)}**: {plain(value)}" for label, value in block.rows)
        case Table():
            yield _row(block.columns)
            yield _row(["---"] * len(block.columns), escaped=True)
            yield from (_row(row) for row in block.rows)
    yield ""


def _row(cells: tuple[str, ...] | list[str], *, escaped: bool = False) -> str:
    return f"| {' | '.join(cell if escaped else plain(cell) for cell in cells)} |"


def plain(text: str) -> str:
    """Take Markdown's and HTML's meaning from a text."""
    marked = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return _NUMBER.sub(r"\1\\\2", marked)
