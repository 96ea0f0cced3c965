"""The command line: ``waybill`` = ``python -m geo``.

Heavy modules are imported inside the commands that need them, so that the light ones start fast.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo import cli_articles, report, snapshotcli
from geo.drafts import commands as draft_commands
from geo.errors import InputError, WaybillError
from geo.options import add_hedges, add_scenario, bound, scenario_of
from geo.store import commands as store_commands
from geo.store import place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.catalog import CatalogFile
    from geo.model import Catalog

_BAD_INPUT = 2
_RARELY = 100_000  # allocations between collections: most commands end before one would pay
_PORTS = range(1, 2**16)
_ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        Words after ``waybill``; None: those of the process.

    Returns
    -------
    int
        0, or 2 after bad input, with its explanation on standard error.
    """
    gc.set_threshold(_RARELY)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it looks for some, anywhere
    options = _parser().parse_args(bound(sys.argv[1:] if arguments is None else arguments))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # JSON is UTF-8 in any locale
    try:
        options.run(options)
    except WaybillError as error:
        print(error, file=sys.stderr)
        return _BAD_INPUT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    gc.freeze()  # nothing is left to collect: the process ends, and its memory with it
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="waybill", description="Freight routes: what is asserted beside what is measured."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--catalog", type=Path, help="routes.yaml to use")
    common.add_argument("--store", action="store_true", help="with the articles saved in the store")
    common.add_argument("--json", action="store_true", help="print one JSON document")

    def command(name: str, run: Any, text: str) -> argparse.ArgumentParser:  # noqa: ANN401
        sub = commands.add_parser(name, parents=[common], help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    serve = command("serve", _serve, "run the dashboard")
    serve.add_argument("--port", type=int, default=8501)
    routes = command("routes", _routes, "list the routes with distance, days and cost of every leg")
    claims = command("claims", _claims, "list the claims with the interval read from the hedge")
    claims.add_argument("--source", action="append", metavar="ID", help="only this source's")
    add_hedges(claims)
    verdicts = command("verdicts", _verdicts, "judge every claim under all its readings")
    verdicts.add_argument("--source", action="append", metavar="ID", help="only this source's")
    for judged in (routes, verdicts):
        add_scenario(judged)
    add_hedges(verdicts)
    _measure_options(command("measure", _measure, "measure one way, or many with --csv"))
    snapshot = command("snapshot", _snapshot, "write a picture, a map or the data, by suffix")
    snapshotcli.add_options(snapshot)
    report.register(command)
    check = command("check", _check, "validate routes.yaml, the parameters and the evidence")
    check.add_argument("file", nargs="?", type=Path, help="routes.yaml to check")
    check.add_argument("--articles", type=Path, metavar="DIR", help="verify evidence against these")
    cli_articles.register(command)
    network = command("network", _network, "build the networks, or the legs measured on them, anew")
    network.add_argument("action", choices=("build", "legs"))
    network.add_argument("--out", type=Path, help="folder to write to")
    store_commands.register(command, _catalog)
    draft_commands.register(command, _catalog)
    return parser


def _measure_options(measure: argparse.ArgumentParser) -> None:
    measure.add_argument("--mode", choices=("rail", "sea", "ferry", "road", "mixed"))
    point = "a place of the catalog will do"
    measure.add_argument("--from", dest="start", metavar="LAT,LON", help=point)
    measure.add_argument("--to", dest="end", metavar="LAT,LON", help=point)
    measure.add_argument("--via", action="append", default=[], metavar="LAT,LON", help=point)
    avoid = "country, passage at sea or place to keep out of"
    measure.add_argument("--avoid", action="append", default=[], metavar="NAME", help=avoid)
    allow = "open a passage closed to ocean ships: northwest, panama, volga-don"
    measure.add_argument("--allow", action="append", default=[], metavar="NAME", help=allow)
    others = "list up to so many other ways"
    measure.add_argument("--alternatives", type=int, default=0, metavar="K", help=others)
    measure.add_argument("--csv", type=Path, metavar="FILE", help="measure every row of a file")


def _catalog_file(options: argparse.Namespace) -> CatalogFile:
    from geo.catalog import DEFAULT_PATH, load

    file = load(options.catalog or DEFAULT_PATH)
    if options.store:
        from geo.store.joined import with_saved

        file, notices = with_saved(file)
        print("".join(f"left out: {notice}\n" for notice in notices), end="", file=sys.stderr)
    return file


def _catalog(options: argparse.Namespace) -> Catalog:
    return _catalog_file(options).catalog


def _print_json(document: object) -> None:
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1, allow_nan=False)
    print()


def _print_table(rows: list[dict[str, Any]]) -> None:
    if not rows:
        print("nothing found")
        return
    text = [{k: _cell(v) for k, v in row.items()} for row in rows]
    widths = {key: max(len(key), *(len(row[key]) for row in text)) for key in text[0]}
    for row in [{key: key for key in widths}, *text]:
        print("  ".join(row[key].ljust(width) for key, width in widths.items()).rstrip())


def _cell(value: object) -> str:
    return "–" if value is None else f"{value:,.1f}" if isinstance(value, float) else str(value)


def _serve(options: argparse.Namespace) -> None:
    if options.port not in _PORTS:
        message = f"--port {options.port}: expected a number from {_PORTS[0]} to {_PORTS[-1]}"
        raise InputError(message)
    if options.catalog:
        os.environ["WAYBILL_CATALOG"] = str(options.catalog.resolve())
    place.pin()
    command = [sys.executable, "-m", "streamlit", "run", str(_ROOT / "dashboard.py")]
    os.chdir(_ROOT)
    os.execv(sys.executable, [*command, "--server.port", str(options.port)])  # noqa: S606


def _routes(options: argparse.Namespace) -> None:
    from geo.records import route_records

    records = route_records(_catalog(options), scenario_of(options))
    if options.json:
        _print_json(records)
        return
    _print_table(
        [
            {
                "route": record["id"],
                "variant": way["variant"] or "",
                "km": way["distance_km"] and way["distance_km"]["mid"],
                "days p50": way["duration_days"] and way["duration_days"]["p50"],
                "USD/FEU p50": way["cost_usd_per_feu"] and way["cost_usd_per_feu"]["p50"],
                "kg CO2e/t p50": way["co2e_kg_per_tonne"] and way["co2e_kg_per_tonne"]["p50"],
            }
            for record in records
            for way in record["ways"]
        ]
    )
    for fault in dict.fromkeys(w["fault"] for r in records for w in r["ways"] if w["fault"]):
        print(fault, file=sys.stderr)


def _claims(options: argparse.Namespace) -> None:
    from geo.records import claim_records

    records = claim_records(_catalog(options), options.source, options.hedges)
    if options.json:
        _print_json(records)
        return
    _print_table(
        [
            {
                "claim": r["id"],
                "source": r["source"],
                "metric": r["metric"],
                "summary": r["summary"],
            }
            for r in records
        ]
    )


def _verdicts(options: argparse.Namespace) -> None:
    from geo.records import verdict_records

    hedges, scenario = options.hedges, scenario_of(options)
    records = verdict_records(_catalog(options), options.source, hedges, scenario)
    if options.json:
        _print_json(records)
        return
    _print_table(
        [{"claim": r["claim"], "verdict": r["verdict"], "sentence": r["sentence"]} for r in records]
    )


def _measure(options: argparse.Namespace) -> None:
    from geo.measure import points as measuring
    from geo.measure.gazetteer import Gazetteer

    limits = {"avoid": options.avoid, "allow": options.allow}
    gazetteer = Gazetteer(_catalog(options).places)
    if options.csv:
        rows = measuring.measure_file(options.csv, gazetteer=gazetteer, **limits)
        if options.json:
            _print_json(rows)
        else:
            measuring.write_csv(rows, sys.stdout)
        return
    if not (options.mode and options.start and options.end):
        message = "measure needs --mode, --from and --to (LAT,LON or a place each), or --csv FILE"
        raise InputError(message)
    words = (options.start, *options.via, options.end)
    points = [gazetteer.position(text) or measuring.position(text) for text in words]
    record = measuring.measure_points(
        options.mode, points, alternatives=options.alternatives, gazetteer=gazetteer, **limits
    )
    if options.json:
        _print_json(record)
    else:
        print("\n".join(measuring.sentences(record)))


def _snapshot(options: argparse.Namespace) -> None:
    snapshotcli.run(options, _catalog_file(options))


def _check(options: argparse.Namespace) -> None:
    from geo.catalog import DEFAULT_PATH, load
    from geo.parameters import parameters

    file = load(options.file or options.catalog or DEFAULT_PATH)
    catalog = file.catalog
    sections = ("places", "routes", "sources", "claims", "facts")
    counts = ", ".join(f"{len(getattr(catalog, name))} {name}" for name in sections)
    lines = [f"{file.path.name}: {counts}"]
    parameters()
    lines.append("parameters.yaml: valid")
    lines.append(_check_ways(catalog))
    if options.articles:
        from geo.evidence import check

        lines += check(catalog, options.articles)
    if options.json:
        _print_json({"valid": True, "checked": lines})
    else:
        print("\n".join(lines))


def _check_ways(catalog: Catalog) -> str:
    """Measure every way of every route, so that a wrong place is found before a reader sees it."""
    from geo.measure.board import Board, all_ways

    board = Board(catalog)
    ways = all_ways(catalog)
    for way in ways:
        board.measure(way)
    if board.faults:
        faults = (f"routes.{way.route}: {text}" for way, text in board.faults.items())
        raise InputError("\n".join(dict.fromkeys(faults)))
    return f"{len(ways)} ways measured"


def _network(options: argparse.Namespace) -> None:
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
    if options.action == "legs":
        from geo.measure.board import every_way
        from geo.measure.distance import every_leg
        from geo.measure.memory import SHIPPED, ship

        catalog = _catalog(options)
        ship(every_leg(catalog, every_way(catalog)), (options.out or SHIPPED.parent) / SHIPPED.name)
        return
    from geo.network.compile import build

    build(options.out or _ROOT / "geo" / "data")
