"""How the figure that a claim is set against was reckoned, with the source of every number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.parameters import parameters
from geo.wording import name, number, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.compare.readings import Reading
    from geo.measure.board import Board, Way
    from geo.model import Claim

Row = dict[str, Any]


def rows(board: Board, claim: Claim, reading: Reading) -> list[Row]:
    """List the arithmetic of one reading: legs, steps or published figures, and their sources."""
    if reading.fact is not None:
        return [_fact(board, fact) for fact in (reading.fact, reading.base_fact) if fact]
    found: list[Row] = []
    for way in (reading.way, reading.baseline):
        if way is not None:
            route = board.catalog.routes[way.route].name.en
            make = _legs if claim.metric == "distance" else _steps
            found += [{"of": route, **row} for row in make(board, way, claim)]
    return found


def _fact(board: Board, fact_id: str) -> Row:
    fact = board.catalog.facts[fact_id]
    note = f" {fact.note}" if fact.note else ""
    return {
        "of": name(board.catalog, fact.about),
        "what": f"{fact.metric} in {fact.year}" if fact.year else fact.metric,
        "arithmetic": f"{span(fact.low, fact.high)} {fact.unit}.{note}",
        "source": " ".join(filter(None, (fact.source.title, fact.source.url))),
    }


def _legs(board: Board, way: Way, claim: Claim) -> Iterator[Row]:  # noqa: ARG001 - as _steps
    measured = board.measure(way)
    for leg in measured.legs if measured else ():
        error = parameters().distance_error[leg.leg.mode]
        start, end = name(board.catalog, leg.leg.start), name(board.catalog, leg.leg.end)
        lines = {"sea": "searoute's lanes", "ferry": "searoute's lanes"}
        patches = f", {number(leg.patch_km)} km of it on patch links" if leg.patches else ""
        yield {
            "what": f"{leg.leg.mode}, {start} – {end}",
            "arithmetic": f"{number(leg.distance_km.mid)} km along the line{patches}; "
            f"{span(leg.distance_km.low, leg.distance_km.high)} km with the error that "
            f"{error.n} published lengths show",
            "source": lines.get(leg.leg.mode, "OpenStreetMap's lines, compiled"),
        }


def _steps(board: Board, way: Way, claim: Claim) -> Iterator[Row]:
    board.estimate([way])
    days = claim.metric == "duration"
    for step in board.estimates[way].steps if way in board.estimates else ():
        band = step.days if days else step.cost_usd_per_feu
        if band is None or not band.high:
            continue
        at = f" at {name(board.catalog, step.place)}" if step.place else ""
        unit = "days" if days else "USD/FEU"
        formula = [part for part in step.formula.split("; ") if part.endswith(unit)]
        used = [key for key in step.parameters if days == ("_days" in key or "speed" in key)]
        titles = dict.fromkeys(parameters().model[key].source.title for key in used)
        yield {
            "what": f"{step.kind.replace('-', ' ')}{at} ({step.mode})",
            "arithmetic": f"{'; '.join(formula)}; drawn {span(band.low, band.high)}",
            "source": "; ".join(titles),
        }
