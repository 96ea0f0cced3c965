"""Write a fact sheet of all verdicts: Markdown, HTML, PDF, or ClaimReview as JSON-LD."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from geo.export import check_folder, checked_suffix, put

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection
    from pathlib import Path

    from geo.catalog import CatalogFile
    from geo.parameters import Width

_WRITERS = {
    ".md": "geo.report.markdown",
    ".html": "geo.report.page",
    ".pdf": "geo.report.paper",
    ".jsonld": "geo.report.claimreview",
}
SUFFIXES = tuple(_WRITERS)


def write(
    file: CatalogFile,
    out: Path,
    *,
    sources: Collection[str] | None = None,
    hedges: Width = "usual",
) -> list[str]:
    """Write the fact sheet; the same catalog, data and program give the same bytes.

    Parameters
    ----------
    out
        Its suffix chooses the form.
    sources
        Whose claims; None: all.
    hedges
        How strictly the claims' words are read.

    Returns
    -------
    list of str
        What the reader must know about the file, such as letters that no font here has.

    Raises
    ------
    ExportError
        If the suffix is unknown or the file can't be written.
    InputError
        If a source is not known.
    """
    suffix = checked_suffix(out, _WRITERS, "report")
    check_folder(out)
    from geo.records import check_sources
    from geo.report.content import gather

    check_sources(file.catalog, sources)
    content, notes = importlib.import_module(_WRITERS[suffix]).render(gather(file, sources, hedges))
    put(out, content)
    return [str(note) for note in notes]


def register(command: Any) -> None:  # noqa: ANN401 - the command line's own helper
    """Add ``waybill report`` to the command line.

    Parameters
    ----------
    command
        Makes a command from its name, what it runs and a line of help.
    """
    from pathlib import Path

    parser: argparse.ArgumentParser = command("report", _run, "write a fact sheet of all verdicts")
    kinds = ", ".join(SUFFIXES)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=kinds)
    parser.add_argument("--source", action="append", metavar="ID", help="only this source's")
    parser.add_argument(
        "--hedges", choices=("narrow", "usual", "wide"), default="usual", help="how words are read"
    )


def _run(options: argparse.Namespace) -> None:
    import sys

    from geo.catalog import DEFAULT_PATH, load

    file = load(options.catalog or DEFAULT_PATH)
    notes = write(file, options.out, sources=options.source, hedges=options.hedges)
    for note in (*notes, f"wrote {options.out}"):
        sys.stderr.write(f"{note}\n")
