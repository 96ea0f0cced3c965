"""How two ways differ in days and cost, draw by draw.

Both ways share their draws: what slows or dears them alike cancels out, so that the spread of the
difference is that of what they do not share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.measure.draws import Model
from geo.measure.estimate import total_of
from geo.measure.steps import plan
from geo.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.measure.distance import Band, MeasuredItinerary
    from geo.measure.draws import Total
    from geo.model import Catalog


@dataclass(frozen=True, slots=True)
class Contrast:
    """One way against another: p10, p50 and p90.

    Attributes
    ----------
    difference
        The way less its baseline, in days or USD per FEU.
    ratio
        The way over its baseline, less one.
    """

    difference: Band
    ratio: Band


def contrasts(
    pairs: Sequence[tuple[MeasuredItinerary, MeasuredItinerary]], catalog: Catalog
) -> list[tuple[Contrast | None, Contrast | None]]:
    """Contrast ways with their baselines.

    Parameters
    ----------
    pairs
        Each way with its baseline.

    Returns
    -------
    list of tuple
        One for days and one for the cost of a FEU; None where either way has no estimate.
    """
    model = Model(parameters(), None, {})
    ways = {id(way): way for pair in pairs for way in pair}  # the same few in many pairs
    steps = {key: plan(way, catalog, model, "block-train").steps for key, way in ways.items()}
    in_days = {key: total_of(step.days for step in found) for key, found in steps.items()}
    in_usd = {key: total_of(step.feu for step in found) for key, found in steps.items()}
    days = [(in_days[id(a)], in_days[id(b)]) for a, b in pairs]
    costs = [(in_usd[id(a)], in_usd[id(b)]) for a, b in pairs]
    drawn = iter(model.contrasts(_known(days + costs)))
    found = [
        None if first is None or second is None else Contrast(*next(drawn))
        for first, second in days + costs
    ]
    return list(zip(found[: len(pairs)], found[len(pairs) :], strict=True))


def _known(pairs: list[tuple[Total | None, Total | None]]) -> list[tuple[Total, Total]]:
    return [(first, second) for first, second in pairs if first is not None and second is not None]
