"""How two ways differ: in length, by what they don't share; in days and cost, draw by draw.

Both ways share their draws: what slows or dears them alike cancels out, so that the spread of the
difference is that of what they do not share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.measure.distance import Band, total
from geo.measure.draws import Model
from geo.measure.estimate import total_of
from geo.measure.scenario import BASE
from geo.measure.steps import plan
from geo.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.measure.distance import MeasuredItinerary
    from geo.measure.draws import Total
    from geo.measure.scenario import Scenario
    from geo.measure.steps import Quantity
    from geo.model import Catalog


@dataclass(frozen=True, slots=True)
class Contrast:
    """One way against another: the ends of a length's band; p10, p50 and p90 of days and cost.

    Attributes
    ----------
    difference
        The way less its baseline, in km, days, USD per FEU or USD per tonne.
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


def lengths(way: MeasuredItinerary, baseline: MeasuredItinerary) -> Contrast:
    """Contrast two lengths: legs that both have cancel, errors of the others do not.

    The ratio's ends are those of (s + a) / (s + b) over the bands of what is shared (s) and what
    is not (a, b). It grows with a and falls with b; whether it grows with s hangs on the two, so
    that both ends of s are tried.
    """
    common = {leg.leg for leg in way.legs} & {leg.leg for leg in baseline.legs}
    s = total([leg for leg in way.legs if leg.leg in common])
    a = total([leg for leg in way.legs if leg.leg not in common])
    b = total([leg for leg in baseline.legs if leg.leg not in common])
    ends = (s.low, s.high)
    return Contrast(
        Band(a.low - b.high, a.mid - b.mid, a.high - b.low),
        Band(
            min((end + a.low) / (end + b.high) for end in ends) - 1,
            (s.mid + a.mid) / (s.mid + b.mid) - 1,
            max((end + a.high) / (end + b.low) for end in ends) - 1,
        ),
    )


def _known(pairs: list[tuple[Total | None, Total | None]]) -> list[tuple[Total, Total]]:
    return [(first, second) for first, second in pairs if first is not None and second is not None]
