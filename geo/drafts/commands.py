"""The command ``waybill add``: save articles and the claims accepted of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from geo.drafts.draft import Draft
    from geo.model import Catalog

_SPAN = ("start", "end")
_MORE = ("route", "facility", "scope", "summary", "note")
_READ_AGAIN = ("article", "quote", "subject", "baseline")


def register(
    command: Callable[[str, Any, str], argparse.ArgumentParser],
    catalog: Callable[[argparse.Namespace], Catalog],
) -> None:
    """Add the command to the command line; see :func:`geo.store.commands.register`."""
    add = command("add", lambda options: _add(options, catalog(options)), "save an article")
    add.add_argument("file", type=Path, help=".txt, .html, .pdf or .docx")
    add.add_argument("--accept-all", action="store_true", help="accept every figure that is whole")
    add.add_argument(
        "--claims", type=Path, metavar="FILE",
        help="accepted figures: a list of those that `extract --json` gives, corrected or not",
    )  # fmt: skip
    add.add_argument(
        "--route", action="append", default=[], metavar="ID", help="for figures that name none"
    )
    for name in ("title", "publisher", "kind", "published", "language"):
        add.add_argument(f"--{name}", help=f"the article's {name}, where it does not tell it")


def _add(options: argparse.Namespace, catalog: Catalog) -> None:
    from geo.drafts.draft import read, reread
    from geo.drafts.saving import save
    from geo.records import check_known
    from geo.store.saved import Store

    check_known("route", options.route, catalog.routes)
    try:
        data = options.file.read_bytes()
    except OSError as error:
        message = f"{options.file}: can't be read ({error.strerror})"
        raise InputError(message) from error
    draft = read(data, options.file.name, catalog)
    if options.language and options.language != draft.about.language:
        reread(draft, options.language, catalog)
    _complete(draft, options)
    draft.set_topic(tuple(options.route), catalog)
    if options.claims:
        for entry in _entries(options.claims):
            _accept(draft, entry, catalog, options.claims.name)
    if options.accept_all:
        draft.accept_all()
    source_id = save(Store(), draft, catalog)
    accepted = len(draft.accepted())
    if options.json:
        record = {"source": source_id, "figures": len(draft.proposals), "claims": accepted}
        sys.stdout.write(json.dumps(record) + "\n")
    else:
        sys.stdout.write(
            f"saved as {source_id}: {accepted} claims of {len(draft.proposals)} figures found\n"
        )
    for proposal in draft.proposals:
        if proposal.faults and options.accept_all:
            sys.stderr.write(f"left out: “{proposal.words}”: {'; '.join(proposal.faults)}\n")


def _complete(draft: Draft, options: argparse.Namespace) -> None:
    """Put what the options say of the article over what it tells itself."""
    from dataclasses import replace
    from datetime import date

    given = {k: getattr(options, k) for k in ("title", "publisher", "kind") if getattr(options, k)}
    if options.published:
        try:
            given["published"] = date.fromisoformat(options.published)
        except ValueError as error:
            message = f"--published {options.published}: expected a date such as 2025-11-13"
            raise InputError(message) from error
    draft.about = replace(draft.about, **given)


def _entries(path: Path) -> list[dict[str, Any]]:
    """Read the list of accepted figures, YAML or JSON."""
    import yaml

    from geo import yamlfile

    try:
        text = b"accepted:\n" + b"\n".join(b"  " + row for row in path.read_bytes().splitlines())
    except OSError as error:
        message = f"{path}: can't be read ({error.strerror})"
        raise InputError(message) from error
    entries = yamlfile.parse(path.name, text).data["accepted"]
    if isinstance(entries, list) and all(
        isinstance(entry, dict) and all(isinstance(entry.get(key), int) for key in _SPAN)
        for entry in entries
    ):
        return entries
    example = yaml.safe_dump([{"start": 120, "end": 128}], default_flow_style=True).strip()
    message = f"{path.name}: expected a list of figures with start and end, such as {example}"
    raise InputError(message)


def _accept(draft: Draft, entry: dict[str, Any], catalog: Catalog, name: str) -> None:
    from dataclasses import replace

    start, end = (entry[key] for key in _SPAN)
    where = f"{name}: figure at {start}–{end}"
    found = [
        (number, proposal)
        for number, proposal in enumerate(draft.proposals)
        if proposal.start < end and start < proposal.start + len(proposal.quote)
    ]
    if not found:
        message = f"{where}: no figure was found there; `waybill extract` lists them"
        raise InputError(message)
    number, proposal = found[0]
    changes = {k: v for k, v in entry.items() if k not in (*_SPAN, *_READ_AGAIN, "summary")}
    unknown = set(entry) - {*proposal.values, *_SPAN, *_READ_AGAIN, *_MORE}
    if unknown:
        message = f"{where}: unknown key {', '.join(sorted(unknown))}"
        raise InputError(message)
    summary = str(entry.get("summary", ""))
    corrected = replace(proposal, values=proposal.values | changes, summary=summary)
    faults = draft.correct(number, corrected, catalog)
    if faults:
        message = f"{where}: {'; '.join(faults)}"
        raise InputError(message)
