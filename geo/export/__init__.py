"""Write what is shown to a file: a picture fit to print or the data, by the file's suffix."""

from __future__ import annotations

import contextlib
import importlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Collection

    from geo.export.options import Options, View
    from geo.export.selection import Selection
    from geo.measure.board import Board
    from geo.model import Catalog

# A writer's module is imported only when its suffix is asked for: matplotlib takes half a second.
_WRITERS = {
    ".png": "geo.export.picture",
    ".svg": "geo.export.picture",
    ".pdf": "geo.export.picture",
    ".html": "geo.export.htmlmap",
    ".geojson": "geo.export.geojson",
    ".gpkg": "geo.export.geopackage",
    ".parquet": "geo.export.geoparquet",
    ".kml": "geo.export.kml",
    ".csv": "geo.export.csvfile",
    ".xlsx": "geo.export.workbook",
    ".zip": "geo.export.bundle",
}
SUFFIXES = tuple(_WRITERS)

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_MODE = 0o666  # as any program would; the umask takes its part


def write(
    catalog: Catalog,
    out: Path | str,
    view: View | None = None,
    options: Options | None = None,
    *,
    sha256: str | None = None,
) -> None:
    """Write one view of a catalog to a file; a kill at any moment leaves the old file whole.

    Parameters
    ----------
    out
        Its suffix chooses what is written; its folder must exist.
    view
        What is shown; None: all of the catalog.
    options
        How a picture is drawn; None: as usual.
    sha256
        Of the catalog's file; None: that of the catalog's content is computed.

    Raises
    ------
    ExportError
        If the suffix is unknown or the file can't be written.
    InputError
        If a route, source, metric or place is not known.
    """
    path = Path(out)
    suffix = checked_suffix(path, _WRITERS, "file that can be written")
    check_folder(path)
    put(path, render(catalog, suffix, view, options, sha256=sha256))


def render(
    catalog: Catalog,
    suffix: str,
    view: View | None = None,
    options: Options | None = None,
    *,
    sha256: str | None = None,
    board: Board | None = None,
) -> bytes:
    """Give the content of the file that :func:`write` would write; the same view, the same bytes.

    Parameters
    ----------
    suffix
        One of ``SUFFIXES``.
    board
        Measurements of the catalog that there are already.
    """
    from geo.export.selection import select

    selection = select(catalog, view, options, sha256=sha256, board=board)
    return render_selection(selection, suffix)


def render_selection(selection: Selection, suffix: str) -> bytes:
    """Give a file's content of a view that is selected already; see :func:`render`."""
    content: bytes = importlib.import_module(_WRITERS[suffix]).render(selection, suffix)
    return content


def checked_suffix(path: Path, known: Collection[str], kind: str) -> str:
    """Give a file's suffix in small letters.

    Parameters
    ----------
    known
        Suffixes that can be written.
    kind
        What they are kinds of, for the explanation.

    Raises
    ------
    ExportError
        If the suffix is not known.
    """
    suffix = path.suffix.lower()
    if suffix not in known:
        message = (
            f"{path.name}: '{path.suffix}' is no kind of {kind}; "
            f"end the name with one of {', '.join(known)}"
        )
        raise ExportError(message)
    return suffix


def check_folder(path: Path) -> None:
    """Refuse a folder that is not there, before anything is measured.

    Raises
    ------
    ExportError
        Saying what to do.
    """
    if not path.parent.is_dir():
        message = f"{path.parent}: no such folder; make it first (mkdir -p), or name another"
        raise ExportError(message)
    if path.is_dir():
        message = f"{path}: this is a folder; name a file in it"
        raise ExportError(message)


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a kill at any moment leaves the old one.

    Raises
    ------
    ExportError
        If it can't be written.
    """
    part = path.with_name(f".waybill-{os.urandom(8).hex()}.part")
    try:
        with os.fdopen(os.open(part, _NEW_FILE, _MODE), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        message = f"{path}: can't be written: {error.strerror}; choose another folder"
        raise ExportError(message) from error
