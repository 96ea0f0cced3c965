"""The commands of the store: ``waybill store export|import``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from geo.model import Catalog

_DESCRIPTION = "saved articles as YAML, in the schema of routes.yaml and without their texts"


def register(
    command: Callable[[str, Any, str], argparse.ArgumentParser],
    catalog: Callable[[argparse.Namespace], Catalog],
) -> None:
    """Add the commands to the command line.

    Parameters
    ----------
    command
        Makes a command of a name, a function and a description.
    catalog
        Gives the catalog that the options name.
    """
    store = command("store", lambda options: options.act(options, catalog), _DESCRIPTION)
    actions = store.add_subparsers(title="actions", required=True, metavar="ACTION")
    give = actions.add_parser("export", help="write saved sources and claims as YAML")
    give.set_defaults(act=_export)
    give.add_argument("--source", action="append", metavar="ID", help="only this source")
    give.add_argument(
        "--articles", type=Path, metavar="DIR", help="write the articles' texts into this folder"
    )
    take = actions.add_parser("import", help="save the sources and claims of a YAML file")
    take.set_defaults(act=_import)
    take.add_argument("file", type=Path)
    take.add_argument("--replace", action="store_true", help="write over entries that differ")


def _export(options: argparse.Namespace, _catalog: object) -> None:
    from geo.store.exchange import as_yaml, write_texts
    from geo.store.saved import Store

    store = Store()
    content = store.content()
    text = as_yaml(content, options.source)
    sys.stdout.write(text)
    if options.articles:
        write_texts(store, content, options.articles, options.source)
    for fault in content.faults:
        sys.stderr.write(f"left out: {fault}\n")


def _import(options: argparse.Namespace, catalog: Callable[[argparse.Namespace], Catalog]) -> None:
    import json

    from geo.store.exchange import take_in
    from geo.store.saved import Store

    saved = take_in(Store(), options.file, catalog(options), replace=options.replace)
    if options.json:
        sys.stdout.write(json.dumps({"saved": saved}, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(saved or ["everything in it is saved already"]) + "\n")
