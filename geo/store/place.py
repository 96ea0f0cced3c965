"""Where the store is: a file in the user's data folder, or what WAYBILL_STORE names."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

VARIABLE = "WAYBILL_STORE"
_FILE = "store.sqlite"
_SCHEMES = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def address() -> str:
    """Give the store's address as SQLAlchemy wants it.

    ``WAYBILL_STORE`` holds the path of a file or an address such as
    ``postgresql://user@host/database``; without it the store is ``store.sqlite`` in the user's data
    folder (``XDG_DATA_HOME``).

    Raises
    ------
    StoreError
        If the address is of no known kind of database.
    """
    named = os.environ.get(VARIABLE, "").strip()
    if not named:
        return _of_file(user_data_path("waybill", appauthor=False) / _FILE)
    scheme, mark, rest = named.partition("://")
    if not mark:
        return _of_file(Path(named).expanduser().absolute())
    if scheme == "sqlite" and not rest.startswith("/"):
        from geo.errors import StoreError

        message = f"{VARIABLE}: '{named}' names no file; give its path, such as store.sqlite"
        raise StoreError(message)
    if scheme not in _SCHEMES:
        from geo.errors import StoreError

        message = (
            f"{VARIABLE}: '{scheme}' is no kind of store that is known here; give the path of a "
            "file, or postgresql://user@host/database"
        )
        raise StoreError(message)
    return f"{_SCHEMES[scheme]}://{rest}"


def pin() -> None:
    """Make a path in ``WAYBILL_STORE`` absolute, before the process goes to another folder."""
    named = os.environ.get(VARIABLE, "").strip()
    if named and "://" not in named:
        os.environ[VARIABLE] = str(Path(named).expanduser().absolute())


def file_of(url: str) -> Path | None:
    """Give the file of an SQLite address; None for a database server."""
    start = "sqlite:///"
    return Path(url.removeprefix(start)) if url.startswith(start) else None


def is_there(url: str) -> bool:
    """Say whether anything may have been saved: a file that does not exist holds nothing."""
    file = file_of(url)
    return file is None or os.path.exists(file)  # noqa: PTH110 - Path.exists may raise


def _of_file(path: Path) -> str:
    return f"sqlite:///{path}"
