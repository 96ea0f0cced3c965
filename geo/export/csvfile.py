"""Routes, legs and claims as one table that spreadsheets and programs read (RFC 4180)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from geo.export import rows
from geo.export.fields import CLAIM_FIELDS, LEG_FIELDS, ROUTE_FIELDS, Field, merged

if TYPE_CHECKING:
    from geo.export.selection import Selection

_NOTES = (
    Field("about", "text", "", "Of a row of kind about: what it tells"),
    Field("text", "text", "", "Of a row of kind about: the text"),
)


def render(selection: Selection, suffix: str) -> bytes:
    """Write a selection as CSV; the column ``kind`` tells routes, legs, claims and notes apart.

    Parameters
    ----------
    suffix
        ``.csv``.
    """
    del suffix
    file = io.StringIO(newline="")
    names = [f.name for f in (*merged(ROUTE_FIELDS, LEG_FIELDS, CLAIM_FIELDS), *_NOTES)]
    table = csv.DictWriter(file, names, lineterminator="\r\n")
    table.writeheader()
    lines = [
        *rows.route_rows(selection),
        *(leg.row for leg in rows.legs(selection)),
        *rows.claim_rows(selection),
        *({"kind": "about", "about": k, "text": v} for k, v in rows.about(selection).items()),
    ]
    table.writerows({key: rows.tame(value) for key, value in line.items()} for line in lines)
    # Excel takes a file without the mark for one in the machine's old code page.
    return file.getvalue().encode("utf-8-sig")
