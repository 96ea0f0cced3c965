"""Rows of sources and claims, read and written inside a transaction."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from geo.errors import ConflictError
from geo.model import Claim, Source
from geo.store.content import Change
from geo.store.tables import changes, claims, history, sources, texts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.store.content import Edit, Kind

Row = tuple[str, str, dict[str, Any] | None]
TABLES: dict[str, Table] = {"source": sources, "claim": claims}
MODELS: dict[str, type[Source | Claim]] = {"source": Source, "claim": Claim}


def all_rows(connection: Connection) -> list[tuple[Kind, Any]]:
    """Read every source and claim, with its kind."""

    def of(kind: Kind) -> list[tuple[Kind, Any]]:
        table = TABLES[kind]
        chosen = select(table.c.id, table.c.revision, table.c.record)
        return [(kind, row) for row in connection.execute(chosen)]

    return [*of("source"), *of("claim")]


def newest_changes(connection: Connection, limit: int) -> list[Change]:
    """Read the last changes, newest first."""
    newest = select(changes).order_by(changes.c.revision.desc()).limit(limit)
    return [
        Change(row.revision, row.at, row.what, row.undoes) for row in connection.execute(newest)
    ]


def plain(record: Source | Claim | None) -> dict[str, Any] | None:
    """Give a record as JSON, without what is usual."""
    if record is None:
        return None
    return record.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def free(wanted: str, used: Collection[str]) -> str:
    """Give an identifier that nothing uses: the wanted one, or that with a number."""
    numbered = (f"{wanted}-{number}" for number in itertools.count(2))
    return next(name for name in itertools.chain([wanted], numbered) if name not in used)


def keep_text(connection: Connection, text: str, sha256: str) -> None:
    """Keep an article's text, once."""
    known = connection.execute(select(texts.c.sha256).where(texts.c.sha256 == sha256))
    if known.scalar_one_or_none() is None:
        connection.execute(insert(texts).values(sha256=sha256, text=text))


def check_revision(connection: Connection, edit: Edit) -> None:
    """Refuse an edit of a row that is not as it was when it was read.

    Raises
    ------
    ConflictError
        Saying what became of it.
    """
    table = TABLES[edit.kind]
    row = connection.execute(select(table.c.revision).where(table.c.id == edit.id))
    found = row.scalar_one_or_none()
    if found == edit.revision:
        return
    if edit.revision is None:
        state = "there is one already"
    elif found is None:
        state = "somebody else deleted it"
    else:
        state = "somebody else changed it"
    message = f"{edit.kind} {edit.id}: {state}; nothing was written. Look at it, and try again"
    raise ConflictError(message)


def write(connection: Connection, revision: int, rows: Sequence[Row]) -> None:
    """Put rows in an order in which every claim has its source at any time."""
    for kind, deleted in (
        ("claim", True),
        ("source", False),
        ("claim", False),
        ("source", True),
    ):
        for row_kind, row_id, record in rows:
            if row_kind == kind and (record is None) == deleted:
                _write_row(connection, revision, kind, row_id, record)


def _write_row(
    connection: Connection, revision: int, kind: str, row_id: str, record: dict[str, Any] | None
) -> None:
    table = TABLES[kind]
    same = table.c.id == row_id
    before = connection.execute(select(table.c.record).where(same)).scalar_one_or_none()
    if record is None:
        connection.execute(delete(table).where(same))
    else:
        column = "sha256" if kind == "source" else "source"
        values = {"revision": revision, "record": record, column: record[column]}
        if before is None:
            connection.execute(insert(table).values(id=row_id, **values))
        else:
            connection.execute(update(table).where(same).values(**values))
    row = {"change": revision, "kind": kind, "id": row_id, "before": before, "after": record}
    connection.execute(insert(history).values(**row))
