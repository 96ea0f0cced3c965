"""Read and change what is saved. A change is whole or not at all, and can be taken back.

Every change has a number, the store's revision after it; a row carries the number of the change
that last wrote it. Who edits a row says which number it had when it was read: if somebody else was
quicker, nothing is written.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from geo.errors import ConflictError, StoreError
from geo.store.content import Content
from geo.store.engine import opened, reading, translated, writing
from geo.store.place import address
from geo.store.rows import (
    MODELS,
    all_rows,
    check_revision,
    free,
    keep_text,
    newest_changes,
    plain,
    write,
)
from geo.store.tables import changes, claims, counter, history, sources, texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from geo.model import Claim, Source
    from geo.store.content import Change, Edit, Kind


class Store:
    """The saved articles of one database."""

    def __init__(self, url: str | None = None) -> None:
        self.url = url or address()
        self._engine: Engine = opened(self.url)
        self.shown = self._engine.url.render_as_string(hide_password=True)
        self._reading, self._writing = reading(self._engine), writing(self._engine)

    def close(self) -> None:
        """Give up the connections."""
        self._engine.dispose()

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with translated(self.shown), self._reading.begin() as connection:
            yield connection

    def revision(self) -> int:
        """Give the number of the last change."""
        with self._read() as connection:
            return int(connection.execute(select(counter.c.revision)).scalar_one())

    def content(self) -> Content:
        """Read all sources and claims."""
        with self._read() as connection:
            revision = int(connection.execute(select(counter.c.revision)).scalar_one())
            rows = all_rows(connection)
            last = newest_changes(connection, 1)
        found: dict[str, dict[str, Any]] = {"source": {}, "claim": {}}
        revisions: dict[tuple[Kind, str], int] = {}
        faults = []
        for kind, row in rows:
            revisions[kind, row.id] = row.revision
            try:
                found[kind][row.id] = MODELS[kind].model_validate(row.record)
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                where = ".".join(map(str, first["loc"]))
                faults.append(f"saved {kind} {row.id}: {where}: {first['msg']}")
        by_place = sorted(
            found["claim"].items(), key=lambda item: (item[1].source, item[1].evidence.start)
        )
        return Content(
            revision,
            found["source"],
            dict(by_place),
            revisions,
            last[0] if last else None,
            tuple(faults),
        )

    def text(self, sha256: str) -> str | None:
        """Give an article's text by its hash; None where it was imported without."""
        with self._read() as connection:
            found = connection.execute(select(texts.c.text).where(texts.c.sha256 == sha256))
            return found.scalar_one_or_none()

    def changes(self, limit: int) -> list[Change]:
        """List the last changes, newest first."""
        with self._read() as connection:
            return newest_changes(connection, limit)

    def apply(self, what: str, edits: Sequence[Edit]) -> int:
        """Write some rows in one change.

        Parameters
        ----------
        what
            The change in a few words, for the history.

        Returns
        -------
        int
            The change's number; when this returns, the change is on the disk.

        Raises
        ------
        ConflictError
            If a row is not at the revision that its edit names; then nothing is written.
        StoreError
            If the database can't be written.
        """
        with self._change(what) as (connection, revision):
            for edit in edits:
                check_revision(connection, edit)
            write(connection, revision, [(e.kind, e.id, plain(e.record)) for e in edits])
        return revision

    def add(
        self, wanted: str, source: Source, text: str, found: Sequence[Claim], taken: Collection[str]
    ) -> str:
        """Save a new article with its claims in one change, under identifiers that are free.

        Parameters
        ----------
        wanted
            The source's identifier; a number follows if it is taken.
        found
            Its claims; their ``source`` is set here.
        taken
            Identifiers that the catalog uses.

        Returns
        -------
        str
            The source's identifier.

        Raises
        ------
        ConflictError
            If this very text is saved already.
        """
        with self._change(f"add {wanted}") as (connection, revision):
            saved = connection.execute(select(sources.c.id, sources.c.sha256)).all()
            same = [row.id for row in saved if row.sha256 == source.sha256]
            if same:
                message = f"this text is saved already, as '{same[0]}'; nothing was written"
                raise ConflictError(message)
            source_id = free(wanted, {*taken, *(row.id for row in saved)})
            used = {*taken, *connection.scalars(select(claims.c.id))}
            rows = [("source", source_id, plain(source))]
            for claim in found:
                claim_id = free(f"{source_id}-{claim.metric}", used)
                used.add(claim_id)
                own = claim.model_copy(update={"source": source_id})
                rows.append(("claim", claim_id, plain(own)))
            keep_text(connection, text, source.sha256)
            write(connection, revision, rows)
        return source_id

    def undo(self, change: int) -> int:
        """Take one change back, as a change of its own; taking that back does it again.

        Raises
        ------
        ConflictError
            If a row of it was changed since.
        """
        with self._read() as connection:
            what = connection.execute(
                select(changes.c.what).where(changes.c.revision == change)
            ).scalar_one_or_none()
        if what is None:
            message = f"there is no change {change} in the store's history"
            raise StoreError(message)
        with self._change(f"undo: {what}", undoes=change) as (connection, revision):
            rows = connection.execute(select(history).where(history.c.change == change)).all()
            for row in rows:
                same = (history.c.kind == row.kind) & (history.c.id == row.id)
                newest = connection.execute(select(func.max(history.c.change)).where(same))
                if newest.scalar_one() != change:
                    message = f"{row.kind} {row.id} was changed since; undo the later change first"
                    raise ConflictError(message)
            write(connection, revision, [(row.kind, row.id, row.before) for row in rows])
        return revision

    @contextmanager
    def _change(self, what: str, undoes: int | None = None) -> Iterator[tuple[Connection, int]]:
        """Give a change its number; its rows are written inside, all or none."""
        with translated(self.shown):
            try:
                with self._writing.begin() as connection:
                    numbered = update(counter).values(revision=counter.c.revision + 1)
                    revision = connection.execute(numbered.returning(counter.c.revision))
                    number = int(revision.scalar_one())
                    now = datetime.now(UTC).isoformat(timespec="seconds")
                    connection.execute(
                        insert(changes).values(revision=number, at=now, what=what, undoes=undoes)
                    )
                    yield connection, number
            except IntegrityError as error:
                message = (
                    "the same article, or a claim of it, was saved or deleted by somebody else in "
                    "the meantime; nothing was changed. Look at what is there now, and try again"
                )
                raise ConflictError(message) from error
