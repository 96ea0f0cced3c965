"""How two ways differ in days and cost, draw by draw.

Both ways share their draws: what slows or dears them alike cancels out, so that the spread of the
difference is that of what they do not share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.measure.draws import Model
from geo.measure.estimate import total_of
from geo.measure.scenario import BASE
from geo.measure.steps import plan
from geo.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.measure.distance import Band, MeasuredItinerary
    from geo.measure.draws import Total
    from geo.measure.scenario import Scenario
    from geo.measure.steps import Quantity
    from geo.model import Catalog


@dataclass(frozen=True, slots=True)
class Contrast:
    """One way against another: p10, p50 and p90.

    Attributes
    ----------
    difference
        The way less its baseline, in days, USD per FEU or USD per tonne.
    ratio
        The way over its baseline, less one.
    """

    difference: Band
    ratio: Band


def contrasts(
    pairs: Sequence[tuple[MeasuredItinerary, MeasuredItinerary]],
    catalog: Catalog,
    quantity: Quantity,
    scenario: Scenario = BASE,
) -> list[Contrast | None]:
    """Contrast ways with their baselines.

    Parameters
    ----------
    pairs
        Each way with its baseline.
    quantity
        Days, cost of a FEU or cost of a tonne.
    scenario
        What is assumed of both.

    Returns
    -------
    list
        One for each pair; None where either way has no estimate.
    """
    model = Model(parameters(), None, dict(scenario.overrides))
    ways = {id(way): way for pair in pairs for way in pair}  # the same few in many pairs
    sums = {
        key: total_of(getattr(step, quantity) for step in plan(way, catalog, model, scenario).steps)
        for key, way in ways.items()
    }
    both = [(sums[id(way)], sums[id(baseline)]) for way, baseline in pairs]
    drawn = iter(model.contrasts(_known(both)))
    return [
        None if first is None or second is None else Contrast(*next(drawn))
        for first, second in both
    ]


def _known(pairs: list[tuple[Total | None, Total | None]]) -> list[tuple[Total, Total]]:
    return [(first, second) for first, second in pairs if first is not None and second is not None]
