"""The command line's ``snapshot``: a picture, a map or the data, by the file's suffix."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.options import add_hedges, add_scenario, scenario_of

if TYPE_CHECKING:
    import argparse

    from geo.catalog import CatalogFile
    from geo.export.options import Options, View
    from geo.model import Catalog


def add_options(snapshot: argparse.ArgumentParser) -> None:
    """Declare the command's options; what is not given is taken from ``--from-url``."""
    snapshot.add_argument("--out", type=Path, required=True, metavar="FILE")
    shown = snapshot.add_argument_group("what is shown")
    shown.add_argument("--from-url", metavar="URL", help="the view of a link, or of its query")
    shown.add_argument("--route", action="append", metavar="ID", help="only this route")
    shown.add_argument("--source", action="append", metavar="ID", help="only this source")
    shown.add_argument("--metric", choices=("distance", "duration", "cost"))
    shown.add_argument("--from", dest="origin", metavar="PLACE", help="start from this place")
    shown.add_argument("--to", metavar="PLACE", help="go on to this port by sea")
    shown.add_argument("--unit", choices=("feu", "tonne"), help="what a cost is paid for")
    shown.add_argument("--claim", metavar="ID", help="compare this claim first")
    add_hedges(snapshot, default=None)
    add_scenario(snapshot)
    drawn = snapshot.add_argument_group("how a picture is drawn")
    drawn.add_argument("--page", help="16:9, square, a4-portrait or a4-landscape")
    drawn.add_argument("--look", help="light, dark or grey")
    drawn.add_argument("--lang", help="language of words and names: en, zh or ru")
    drawn.add_argument("--scale", help="pixels of a PNG: 1, 2 or 300dpi")
    drawn.add_argument("--dpi", choices=("300",), help="the same as --scale 300dpi")
    drawn.add_argument("--extent", help="fitted, whole, or west,south,east,north in degrees")
    drawn.add_argument("--graticule", action="store_true", help="draw meridians and parallels")
    drawn.add_argument("--title", help="instead of the usual one")
    drawn.add_argument("--subtitle", help="instead of the usual one")
    drawn.add_argument("--base-url", metavar="URL", help="dashboard that the printed link leads to")


def run(arguments: argparse.Namespace, file: CatalogFile) -> None:
    """Write the file, and tell on standard error what was written and what was left out."""
    from geo.export import write

    view, options = _chosen(arguments, file.catalog)
    write(file.catalog, arguments.out, view, options, sha256=file.sha256)
    print(f"wrote {arguments.out}", file=sys.stderr)


def _chosen(arguments: argparse.Namespace, catalog: Catalog) -> tuple[View, Options]:
    from geo.export import link
    from geo.export.options import Options, View

    view, options = View(), Options()
    if arguments.from_url is not None:
        view, options, notices = link.read(link.parse(arguments.from_url), catalog)
        for notice in notices:
            print(f"notice: {notice}", file=sys.stderr)
    asked = {
        "routes": tuple(arguments.route or ()),
        "sources": tuple(arguments.source or ()),
        "metric": arguments.metric,
        "origin": arguments.origin,
        "destination": arguments.to,
        "unit": arguments.unit,
        "hedges": arguments.hedges,
        "claim": arguments.claim,
        "scenario": scenario_of(arguments, view.scenario),
    }
    view = replace(view, **{key: value for key, value in asked.items() if value})
    drawn = {name: getattr(arguments, name, None) for name in link.OPTIONS}
    drawn |= {"base": arguments.base_url}
    if arguments.dpi:
        drawn["scale"] = f"{arguments.dpi}dpi"
    return view, replace(options, **{key: value for key, value in drawn.items() if value})
