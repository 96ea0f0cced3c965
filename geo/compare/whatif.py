"""What would have to be true for a claim to agree: readings, a wider scope, other parameters.

The model's quantities are tried one kind at a time (all rail borders, all trains' speeds), scaled
by one number; the nearest number under which the nearest reading agrees is found by bisection.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from geo.compare.conditions import Group, deciding, in_words
from geo.compare.readings import cargo, compare, measured_unit, readings
from geo.compare.sentences import way_words
from geo.compare.ways import pairs
from geo.measure.draws import Model
from geo.measure.estimate import total_of
from geo.measure.steps import plan
from geo.parameters import parameters
from geo.units import factor
from geo.wording import number, unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.compare.readings import Reading
    from geo.compare.verdicts import Verdict
    from geo.measure.board import Board, Way
    from geo.measure.distance import Band
    from geo.measure.draws import Total
    from geo.model import Claim, Interval

_FARTHEST = 8.0
_STEPS = 18
_READINGS_TRIED = 400
_HOURS_PER_DAY = 24

# What is scaled together, and what it is called in a sentence.
_KINDS = {
    "rail.speed_kmh": "the speed of trains",
    "border.rail_days": "the stop at each rail border",
    "border.road_days": "the stop at each road border",
    "gauge.change_days": "each change of gauge",
    "port.dwell_days": "the stay at each sea port",
    "sea.transhipment_days": "the change of ship at a hub",
    "ferry.port_days": "loading a ferry",
    "ferry.wait_days": "the wait for a ferry",
    "ferry.speed_kmh": "the speed of ferries",
    "sea.speed_kmh": "the speed of ships",
    "road.speed_kmh": "the speed of lorries",
    "rail.rate_usd": "the rail tariff",
    "border.rail_usd": "the fees at each rail border",
    "border.road_usd": "the fees at each road border",
    "gauge.change_usd": "the price of each change of gauge",
    "port.handling_usd": "the handling at each port",
    "ferry.rate_usd": "the ferry's freight",
    "sea.base_usd": "the fixed part of the ocean freight",
    "sea.rate_usd": "the part of the ocean freight that grows with distance",
    "road.rate_usd": "the lorry's freight",
}


@dataclass(frozen=True, slots=True)
class WayToAgree:
    """The nearest assumption under which a claim agrees.

    Attributes
    ----------
    assumed
        The readings' assumptions that decide, to be marked; empty when it is something else.
    sentence
        The assumption in words.
    """

    assumed: tuple[Group, ...]
    sentence: str


def way_to_agree(board: Board, verdict: Verdict) -> WayToAgree | None:
    """Find what would have to be true for a claim that depends or differs."""
    claim, interval = board.catalog.claims[verdict.claim], verdict.asserted
    if interval is None or verdict.word not in ("depends", "differs"):
        return None
    if verdict.word == "depends":
        found = deciding(verdict.readings)
        text = "Which readings agree hangs on more than three assumptions at once."
        if found:
            text = f"Agrees if {in_words(board.catalog, found)}."
        return WayToAgree(found, text)
    parts = [text for text in (_wider(board, claim, interval), _other(board, verdict)) if text]
    return WayToAgree((), " ".join(parts) or "Nothing that is tried here makes it agree.")


def _wider(board: Board, claim: Claim, interval: Interval) -> str:
    """Say under which reading beyond its own scope the claim would agree."""
    scope = claim.scope
    closed = {"end": scope.end, "start": scope.start, "baseline": scope.baseline}
    for key, value in closed.items():
        if not value or not claim.route:
            continue
        wider = claim.model_copy(update={"scope": scope.model_copy(update={key: None})})
        if len(list(islice(pairs(board.catalog, wider), _READINGS_TRIED + 1))) > _READINGS_TRIED:
            continue
        for reading in readings(board, wider, interval):
            if reading.agrees and reading.way is not None:
                text = f"Would agree for {way_words(board.catalog, reading.way)}"
                if reading.baseline is not None:
                    text += f" against “{board.catalog.routes[reading.baseline.route].name.en}”"
                return f"{text}, which the article does not speak of."
    return ""


def _other(board: Board, verdict: Verdict) -> str:
    claim, nearest = board.catalog.claims[verdict.claim], verdict.nearest
    if nearest is None or verdict.asserted is None:
        return ""
    if nearest.way is not None and claim.metric in ("duration", "cost"):
        changes = list(_changes(board, claim, verdict.asserted, nearest))
        if changes:
            return min(changes, key=lambda change: (change[0], change[1]))[2]
        return "No single quantity of the model makes it agree, be it eight times or an eighth."
    end = nearest.measured.high if nearest.gap > 0 else nearest.measured.low
    return _moved(claim, nearest, end)


def _moved(claim: Claim, nearest: Reading, end: float) -> str:
    """Say by how much what is measured or published would have to move."""
    factor_, symbol = (100, "percentage points") if claim.form == "ratio" else (1, unit(claim.unit))
    size, up = f"{number(abs(nearest.gap) * factor_)} {symbol}", nearest.gap > 0
    if claim.form != "absolute":
        return (
            f"Would need the {claim.form} to lie {size} {'above' if up else 'below'} where it is."
        )
    if nearest.way is None:
        thing, side = "published figure", "higher" if up else "lower"
    else:
        thing, side = "nearest way", "longer" if up else "shorter"
    times = f", {number((end + nearest.gap) / end)} times what it is" if end else ""
    return f"Would need the {thing} to be {size} {side}{times}."


def _changes(
    board: Board, claim: Claim, interval: Interval, nearest: Reading
) -> Iterator[tuple[bool, float, str]]:
    """Give each kind of quantity that can make the nearest reading agree.

    Yields
    ------
    tuple
        Whether it lies beyond the published range, how far it moves, and the sentence.
    """
    trial = _Trial(board, claim, interval, nearest)
    for prefix, label in _KINDS.items():
        names = trial.used(prefix)
        times = trial.nearest_factor(names) if names else None
        if times is not None:
            beyond = not all(_within(name, times) for name in names)
            text = f"Would need {label} to be {_values(names, times)}"
            where = "beyond" if beyond else "within"
            yield beyond, abs(math.log(times)), f"{text}, {where} what is published."


def _within(name: str, times: float) -> bool:
    record = parameters().model[name]
    return record.low <= record.mode * times <= record.high


def _values(names: list[str], times: float) -> str:
    """Print the values asked for and those in use, in hours where days are few."""
    records = [parameters().model[name] for name in names]
    modes = [record.mode for record in records]
    symbol = records[0].unit
    if symbol == "days" and max(modes) * max(times, 1) < 3:  # noqa: PLR2004 - reads better
        modes, symbol = [mode * _HOURS_PER_DAY for mode in modes], "hours"
    asked, used = ([m * t for m in modes] for t in (times, 1))
    return f"{_range(asked)} {symbol} instead of {_range(used)}"


def _range(values: list[float]) -> str:
    low, high = number(min(values)), number(max(values))
    return low if low == high else f"{low} to {high}"


class _Trial:
    """One reading, estimated again with some quantities scaled."""

    def __init__(self, board: Board, claim: Claim, interval: Interval, nearest: Reading) -> None:
        self.claim, self.interval = claim, interval
        self.assumed = dict(board.scenario.overrides)
        self.ways = [self._total(board, way) for way in (nearest.way, nearest.baseline) if way]
        self.scale = 1.0
        if claim.form != "ratio":
            self.scale = factor(measured_unit(claim), claim.unit or "") or 1.0

    def _total(self, board: Board, way: Way) -> Total:
        measured = board.measure(way)
        if measured is None:
            return ()
        model = Model(parameters(), None, self.assumed)
        steps = plan(measured, board.catalog, model, board.scenario).steps
        quantity = "days" if self.claim.metric == "duration" else cargo(self.claim)
        return total_of(getattr(step, quantity) for step in steps) or ()

    def used(self, prefix: str) -> list[str]:
        found = (name for total in self.ways for term in total for name, _ in term.factors)
        known = parameters().model
        return [n for n in dict.fromkeys(found) if n.startswith(prefix) and known[n].mode > 0]

    def band(self, names: list[str], times: float) -> Band:
        scaled = {name: parameters().model[name].mode * times for name in names}
        model = Model(parameters(), None, self.assumed | scaled)
        if self.claim.form == "absolute":
            (found,) = model.bands(self.ways[:1])
        else:
            ((difference, ratio),) = model.contrasts([(self.ways[0], self.ways[1])])
            found = ratio if self.claim.form == "ratio" else difference
        scale = self.scale
        return type(found)(found.low * scale, found.mid * scale, found.high * scale)

    def gap(self, names: list[str], power: float) -> float:
        return compare(self.interval, self.band(names, _FARTHEST**power))[1]

    def nearest_factor(self, names: list[str]) -> float | None:
        """Find the factor nearest to one under which the reading agrees; None: there is none."""
        here = self.gap(names, 0)
        for far in (1.0, -1.0):
            there = self.gap(names, far)
            if here * there > 0:
                continue
            near, end = 0.0, far
            for _ in range(_STEPS):
                middle = (near + end) / 2
                if self.gap(names, middle) * here > 0:
                    near = middle
                else:
                    end = middle
            if self.gap(names, end) == 0:
                return float(_FARTHEST**end)
        return None
