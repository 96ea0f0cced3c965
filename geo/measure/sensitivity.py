"""Which parameters matter: a way's total with one quantity at its low, then at its high.

All other quantities stay at their most likely value, so that the effect is that parameter's alone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.measure.draws import Model
from geo.measure.estimate import total_of
from geo.measure.steps import plan
from geo.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.measure.distance import MeasuredItinerary
    from geo.measure.draws import Total
    from geo.measure.scenario import Scenario
    from geo.measure.steps import Quantity, WayPlan
    from geo.model import Catalog


@dataclass(frozen=True, slots=True)
class Swing:
    """A total when one parameter moves.

    Attributes
    ----------
    at_low, usual, at_high
        The total with the parameter at the low of its sources, at its most likely value, and at
        its high, in days, USD/FEU, USD/t or kg CO2e/t.
    """

    parameter: str
    at_low: float
    usual: float
    at_high: float

    @property
    def width(self) -> float:
        """How far the parameter moves the total, as a share of it."""
        return abs(self.at_high - self.at_low) / self.usual if self.usual else 0.0


def swings(
    way: MeasuredItinerary, catalog: Catalog, scenario: Scenario, quantity: Quantity
) -> list[Swing]:
    """Move every parameter of one way's total, one after the other.

    Returns
    -------
    list of Swing
        The widest first; empty where the total has no estimate.
    """
    model = Model(parameters(), None, dict(scenario.overrides))
    total = _total(plan(way, catalog, model, scenario), quantity)
    if not total:
        return []
    usual = model.at_mode(total)
    found = []
    for name in dict.fromkeys(name for term in total for name, _ in term.factors):
        low, high = (model.at_mode(total, **{name: end}) for end in model.ends(name))
        found.append(Swing(name, low, usual, high))
    return sorted(found, key=lambda swing: -swing.width)


def leading(
    ways: Sequence[MeasuredItinerary],
    catalog: Catalog,
    scenario: Scenario,
    quantity: Quantity,
    count: int,
) -> tuple[str, ...]:
    """Name the parameters that move the totals of many ways most, in the mean of all ways."""
    widths: dict[str, float] = defaultdict(float)
    for way in ways:
        for swing in swings(way, catalog, scenario, quantity):
            widths[swing.parameter] += swing.width
    return tuple(sorted(widths, key=lambda name: -widths[name])[:count])


def _total(planned: WayPlan, quantity: Quantity) -> Total | None:
    return total_of(getattr(step, quantity) for step in planned.steps)
