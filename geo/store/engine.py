"""Open the store's database: SQLite or PostgreSQL, brought to this program's version."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic.command import upgrade
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from geo.errors import NewerStoreError, StoreError
from geo.store.place import file_of
from geo.store.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_TIMEOUT_S = 60
_CONNECT_TIMEOUT_S = 5
_MIGRATION_LOCK = 7_212_026  # any number that stays the same: PostgreSQL's name of our lock


def opened(url: str) -> Engine:
    """Open a database, make its tables if there are none, and bring older ones up to date.

    Parameters
    ----------
    url
        As :func:`geo.store.place.address` gives it.

    Raises
    ------
    NewerStoreError
        If a newer version wrote it; it is left as it is.
    StoreError
        If it can't be reached or is no store.
    """
    shown = make_url(url).render_as_string(hide_password=True)
    with translated(shown):
        engine = _engine(url)
        try:
            _bring_up_to_date(engine, shown)
        except BaseException:
            engine.dispose()
            raise
    return engine


@contextmanager
def translated(shown: str) -> Iterator[None]:
    """Put a fault of the database into words that name the store and the remedy.

    Raises
    ------
    StoreError
        Instead of SQLAlchemy's own errors.
    """
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        first = str(cause).strip().split("\n", 1)[0][:300]
        message = (
            f"the store {shown} can't be used: {first}. Check that the file or server can be "
            "reached and written, or set WAYBILL_STORE to another"
        )
        raise StoreError(message) from error


def _engine(url: str) -> Engine:
    file = file_of(url)
    if file is None:
        return create_engine(
            url, pool_pre_ping=True, connect_args={"connect_timeout": _CONNECT_TIMEOUT_S}
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_TIMEOUT_S})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3's connection
    connection.isolation_level = None  # _begin begins transactions, sqlite3 does not
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # what is confirmed outlives a power cut


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def writing(engine: Engine) -> Engine:
    """Give the engine for transactions that write: SQLite's take their place in the queue first."""
    return engine.execution_options(writes=True)


def reading(engine: Engine) -> Engine:
    """Give the engine for transactions that read: all they see is of one moment."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _bring_up_to_date(engine: Engine, shown: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    known = ScriptDirectory.from_config(config)
    newest = known.get_current_head()
    # Of one moment: between two looks another process may have made all tables.
    with reading(engine).connect() as connection:
        if _version(connection, known, shown) == newest:
            return
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA journal_mode = WAL")  # readers don't wait for a writer
    with writing(engine).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
        if _version(connection, known, shown) != newest:  # nobody was quicker
            config.attributes["connection"] = connection
            upgrade(config, "head")


def _version(connection: Connection, known: ScriptDirectory, shown: str) -> str | None:
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in {script.revision for script in known.walk_revisions()}:
        message = (
            f"the store {shown} is from a newer Waybill: its version is {found}, this program "
            f"knows up to {known.get_current_head()}. Nothing in it was touched; bring Waybill up "
            "to date, or set WAYBILL_STORE to another store"
        )
        raise NewerStoreError(message)
    foreign = set(metadata.tables) & set(inspect(connection).get_table_names())
    if found is None and foreign:
        message = (
            f"the database {shown} is no store of Waybill's, but has tables with the names of its "
            f"own ({', '.join(sorted(foreign))}). Nothing in it was touched; set WAYBILL_STORE to "
            "another database"
        )
        raise StoreError(message)
    return found
