"""Routes, legs, claims, and what the columns mean, as an Excel workbook."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from geo.export import fields, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format

    from geo.export.selection import Selection

# Any fixed moment: the same view gives the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_MOST_WIDE, _LEAST_WIDE = 60, 8
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def render(selection: Selection, suffix: str) -> bytes:
    """Write a selection as a workbook.

    Parameters
    ----------
    suffix
        ``.xlsx``.
    """
    del suffix
    buffer = io.BytesIO()
    about = rows.about(selection)
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        book.set_properties(
            {
                "title": about["title"],
                "author": about["program"],
                "comments": about["link"],
                "created": _CREATED,
            }
        )
        head = book.add_format({"bold": True, "bottom": 1})
        legs = [leg.row for leg in rows.legs(selection)]
        _sheet(book, "Routes", fields.ROUTE_FIELDS, rows.route_rows(selection), head)
        _sheet(book, "Legs", fields.LEG_FIELDS, legs, head)
        _sheet(book, "Claims", fields.CLAIM_FIELDS, rows.claim_rows(selection), head)
        meanings = [
            {"column": f.name, "type": f.type, "unit": f.unit, "meaning": f.meaning}
            for f in fields.merged(fields.ROUTE_FIELDS, fields.LEG_FIELDS, fields.CLAIM_FIELDS)
        ]
        _sheet(book, "Fields", _plain("column", "type", "unit", "meaning"), meanings, head)
        told = [{"what": key, "text": text} for key, text in about.items()]
        _sheet(book, "About", _plain("what", "text"), told, head)
    return buffer.getvalue()


def _plain(*names: str) -> tuple[fields.Field, ...]:
    return tuple(fields.Field(name, "text", "", "") for name in names)


def _sheet(
    book: xlsxwriter.Workbook,
    name: str,
    columns: Sequence[fields.Field],
    lines: Sequence[dict[str, Any]],
    head: Format,
) -> None:
    """Write rows under a frozen head with a filter; texts are never formulas or links."""
    sheet = book.add_worksheet(name)
    for column, field in enumerate(columns):
        sheet.write_string(0, column, field.name, head)
        longest = len(field.name)
        for row, line in enumerate(lines, start=1):
            value = rows.tame(line.get(field.name))
            if isinstance(value, str):
                sheet.write_string(row, column, value)
                longest = max(longest, len(value))
            elif isinstance(value, bool):
                sheet.write_boolean(row, column, value)
            elif value is not None:
                sheet.write_number(row, column, value)
        sheet.set_column(column, column, min(max(longest + 1, _LEAST_WIDE), _MOST_WIDE))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(lines), 1), len(columns) - 1)
