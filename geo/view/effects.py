"""What a scenario does to the routes: rows of its table and pictures, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from geo.measure.sensitivity import swings
from geo.parameters import parameters
from geo.view.parameterwords import parameter_words
from geo.view.spacetime import step_words
from geo.wording import COST_UNITS, name, number, span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.measure.board import Board, Cargo, Way
    from geo.measure.distance import Band
    from geo.measure.estimate import Estimate, Step
    from geo.measure.steps import Quantity
    from geo.view.scene import Judgements, Scene

Row = dict[str, Any]
Figure = Literal["km", "days", "cost", "co2e"]
FIGURES: tuple[Figure, ...] = get_args(Figure)

_FEW_PERCENT = 0.005
_COURSES = 4
_SWINGS = 8


@dataclass(frozen=True)
class Effects:
    """A scenario beside its baseline, on one way of each route.

    Attributes
    ----------
    ways
        The way shown of each route.
    """

    base: Board
    board: Board
    ways: Mapping[str, Way]
    unit: Cargo

    def prepare(self) -> None:
        """Estimate all ways under both at once."""
        for board in (self.base, self.board):
            board.estimate(list(self.ways.values()))

    def cost(self, found: Estimate | Step | None) -> Band | None:
        """Pick the cost in the unit shown."""
        if found is None:
            return None
        return found.cost_usd_per_feu if self.unit == "feu" else found.cost_usd_per_tonne

    def figures(self, route: str) -> dict[Figure, tuple[Band | None, Band | None]]:
        """Give a route's figures under baseline and scenario; None where there are none."""
        one, other = (self._figures(board, route) for board in (self.base, self.board))
        return {figure: (one.get(figure), other.get(figure)) for figure in FIGURES}

    def differs(self, route: str) -> bool:
        """Say whether a route takes another time under the scenario than under the baseline."""
        before, after = self.figures(route)["days"]
        return before is not None and before != after

    def _figures(self, board: Board, route: str) -> dict[Figure, Band | None]:
        way = self.ways[route]
        measured, found = board.measured.get(way), board.estimates.get(way)
        if measured is None or found is None:
            return {}
        return {
            "km": measured.distance_km,
            "days": found.duration_days,
            "cost": self.cost(found),
            "co2e": found.co2e_kg_per_tonne,
        }


def route_rows(effects: Effects) -> list[Row]:
    """One row a route: its figures under the scenario, and how they differ from the baseline."""
    return [_route_row(effects, route) for route in effects.ways]


def _route_row(effects: Effects, route_id: str) -> Row:
    board, way = effects.board, effects.ways[route_id]
    route = board.catalog.routes[route_id]
    found = board.measure(way) or effects.base.measure(way)
    ends = (found.itinerary.origin, found.itinerary.destination) if found else ()
    return {
        "id": route_id,
        "colour": route.colour,
        "route": route.name.en,
        "way": " – ".join(name(board.catalog, end) for end in ends),
        "note": board.why_not(way) or " ".join(board.detours.get(way, ())),
        "closed": way in board.faults,
        "figures": [_figure(*pair) for pair in effects.figures(route_id).values()],
    }


def _figure(base: Band | None, now: Band | None) -> tuple[str, str, str]:
    """Print a figure, its range, and its change against the baseline."""
    if now is None:
        return "–", "", ""
    change = ""
    if base is not None and abs(now.mid - base.mid) > _FEW_PERCENT * base.mid:
        sign = "+" if now.mid > base.mid else "−"
        gap = number(abs(now.mid - base.mid))
        change = f"{sign}{gap} ({sign}{abs(now.mid / base.mid - 1):.0%})"
    return number(now.mid), span(now.low, now.high), change


def bar_rows(effects: Effects, figure: Figure) -> list[Row]:
    """Set each route's band under the scenario over its baseline, for the page's bars."""
    rows = []
    for route_id in effects.ways:
        route = effects.board.catalog.routes[route_id]
        base, now = effects.figures(route_id)[figure]
        closed = effects.ways[route_id] in effects.board.faults
        _, _, change = _figure(base, now)
        note = "closed" if closed else change or ("unchanged" if now else "no estimate")
        rows.append(
            {
                "label": route.name.en,
                "note": note,
                "colour": route.colour,
                "low": now and now.low,
                "high": now and now.high,
                "all low": None,
                "all high": None,
                "near low": base and base.low,
                "near high": base and base.high,
                "sentence": f"{route.name.en}: {note}"
                + (f", {span(now.low, now.high)}" if now else ""),
            }
        )
    return rows


def waterfall_rows(effects: Effects, route_id: str) -> list[Row]:
    """List a way's steps with days, cost where it begins and ends, arithmetic and inputs."""
    now = effects.board.estimates.get(effects.ways[route_id])
    rows, at = [], 0.0
    for step in now.steps if now else ():
        cost = effects.cost(step)
        mid = cost.mid if cost else 0.0
        rows.append(
            {
                "label": step_words(effects.board, step),
                "leg": step.leg,
                "days": step.days,
                "co2e": step.co2e_kg_per_tonne,
                "cost": cost,
                "from": at,
                "to": at + mid,
                "formula": step.formula,
                "inputs": [_input(effects.board, parameter) for parameter in step.parameters],
            }
        )
        at += mid
    return rows


def _input(board: Board, parameter: str) -> Row:
    record = parameters().model[parameter]
    given = dict(board.scenario.overrides).get(parameter)
    value = f"{record.mode if given is None else given:,g} {record.unit}"
    own = "" if given is None else f", here instead of {record.mode:,g}"
    return {
        "name": parameter,
        "value": f"{value} ({record.low:,g} to {record.high:,g}{own})",
        "covers": record.covers,
        "source": record.source.title,
        "url": record.source.url or "",
        "year": str(record.year or record.source.year or ""),
    }


def shown(effects: Effects, chosen: str | None) -> str:
    """Give the route whose steps are shown: the chosen one, or the first that is open."""
    if chosen is not None:
        return chosen
    usable = (route for route, way in effects.ways.items() if way in effects.board.estimates)
    return next(usable, next(iter(effects.ways)))


def usual_courses(effects: Effects, route: str) -> list[str]:
    """Give the routes drawn when none is chosen: the one shown, and others of equal origin."""
    start = effects.ways[route].origin
    others = [r for r, way in effects.ways.items() if way.origin == start and r != route]
    return [route, *others][:_COURSES]


def whole(effects: Effects, route: str) -> tuple[float, float, float] | None:
    """Give p10, p50 and p90 of a way's cost."""
    band = effects.figures(route)["cost"][1]
    return None if band is None else (band.low, band.mid, band.high)


def waterfall_title(effects: Effects, route: str) -> str:
    """Head the steps."""
    return (
        f"{effects.board.catalog.routes[route].name.en}: {COST_UNITS[effects.unit]} step by step; "
        "each opens its arithmetic"
    )


def tornado_title(effects: Effects, route: str, quantity: Quantity) -> str:
    """Head the parameters that matter."""
    what = "days" if quantity == "days" else "cost"
    return f"{effects.board.catalog.routes[route].name.en}: what moves the {what} most"


def tornado_rows(effects: Effects, route_id: str, quantity: Quantity) -> list[Row]:
    """List the parameters that move a way's days or cost most, the widest first."""
    measured = effects.board.measure(effects.ways[route_id])
    if measured is None:
        return []
    found = swings(measured, effects.board.catalog, effects.board.scenario, quantity)[:_SWINGS]
    return [
        {
            "name": parameter_words(swing.parameter),
            "parameter": swing.parameter,
            "low": swing.at_low,
            "usual": swing.usual,
            "high": swing.at_high,
            "ends": "{} to {} {}".format(
                *(f"{end:,g}" for end in (record.low, record.high)), record.unit
            ),
        }
        for swing in found
        for record in (parameters().model[swing.parameter],)
    ]


def quantities(effects: Effects) -> tuple[Quantity, Quantity]:
    """Give the totals whose parameters are shown."""
    return "days", effects.unit


def unit_of(effects: Effects, quantity: Quantity) -> str:
    """Name a total's unit."""
    return "days" if quantity == "days" else COST_UNITS[effects.unit]


def verdict_changes(scene: Scene, judged: Judgements) -> list[Row]:
    """List the claims shown whose verdict is another one under the scenario."""
    rows = []
    for claim_id, claim in scene.claims.items():
        before, after = scene.judgements.verdict(claim_id), judged.verdict(claim_id)
        if before.word != after.word:
            rows.append(
                {
                    "claim": claim.summary,
                    "base case": before.word,
                    "scenario": after.word,
                    "why": after.sentence,
                }
            )
    return rows


def no_change() -> str:
    """Say that the scenario moves no verdict."""
    return "No verdict on the sources shown changes under this scenario."
