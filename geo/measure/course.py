"""A consignment's way in time: the days since departure after each step, drawn together."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from geo.measure.draws import Model
from geo.measure.steps import plan
from geo.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.measure.distance import Band, MeasuredItinerary
    from geo.measure.draws import Total
    from geo.measure.scenario import Scenario
    from geo.model import Catalog


def courses(
    ways: Sequence[MeasuredItinerary], catalog: Catalog, scenario: Scenario
) -> list[tuple[Band, ...]]:
    """Sum each way's days step by step.

    Returns
    -------
    list of tuple of Band
        For each way p10, p50 and p90 of the days after each of its steps; the last is the way's
        duration. Empty where a step has no estimate.
    """
    model = Model(parameters(), None, dict(scenario.overrides))
    sums: list[list[Total]] = []
    for way in ways:
        days = [step.days for step in plan(way, catalog, model, scenario).steps]
        known = [part for part in days if part is not None]
        sums.append(list(accumulate(known)) if len(known) == len(days) else [])
    drawn = iter(model.bands([total for group in sums for total in group]))
    return [tuple(next(drawn) for _ in group) for group in sums]
