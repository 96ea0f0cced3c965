"""Days and cost of ways, step by step, with their spread.

A way's time is the sum of its runs (length over speed), stops at borders and gauge breaks, and
handling and waiting at ports. It counts from departure at the origin to arrival at the
destination, as published figures do; its cost is the freight, with every fee and lift on the way.
Every quantity is drawn at random within its published spread (:mod:`geo.measure.draws`) and all
ways share the draws, so that the difference of two ways is meaningful.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.measure.draws import Model
from geo.measure.scenario import BASE
from geo.measure.steps import Kind, Plan, WayPlan, plan
from geo.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.measure.distance import Band, MeasuredItinerary
    from geo.measure.draws import Term, Total
    from geo.measure.scenario import Scenario
    from geo.model import Catalog, Mode
    from geo.parameters import Parameters

_SUMS = {"days": "days", "feu": "USD/FEU", "tonne": "USD/t", "co2e": "kg CO2e/t"}
_Bands = tuple["Band | None", "Band | None", "Band | None", "Band | None"]
_ROUNDED_FROM = 100  # such values are shown without decimals

ALWAYS_OMITTED = (
    "Loading at the origin, unloading at the destination, customs duties and insurance."
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that takes time or money on a way.

    Attributes
    ----------
    place
        Identifier of the place where it happens; None: on the line, or at no named place.
    lon, lat
        Where it happens or begins. [deg]
    leg
        Index of the leg that it belongs to.
    start_km, end_km
        From the way's origin; equal for a stop. [km]
    days, cost_usd_per_feu, cost_usd_per_tonne, co2e_kg_per_tonne
        p10, p50 and p90; None where no source exists.
    parameters
        Names of the parameters used, each with its source in ``parameters.yaml``.
    formula
        The arithmetic, with every quantity at its most likely value.
    country
        Where a run on land lies; at a border both sides, parted by a blank; empty elsewhere.
    """

    kind: Kind
    place: str | None
    lon: float
    lat: float
    leg: int
    mode: Mode
    start_km: float
    end_km: float
    days: Band | None
    cost_usd_per_feu: Band | None
    cost_usd_per_tonne: Band | None
    co2e_kg_per_tonne: Band | None
    parameters: tuple[str, ...]
    formula: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class LegEstimate:
    """One leg with its stops; a ship's leg holds the handling at both its ports."""

    leg: int
    duration_days: Band | None
    cost_usd_per_feu: Band | None
    cost_usd_per_tonne: Band | None
    co2e_kg_per_tonne: Band | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A whole way.

    Attributes
    ----------
    duration_days, cost_usd_per_feu, cost_usd_per_tonne, co2e_kg_per_tonne
        p10, p50 and p90 of the sum; None where a part without which it means nothing has no
        source. A tonne goes in containers by block train; as wagonload in wagons, where a wagon's
        rate is published. Emissions are well-to-wheel, of the transport itself (ISO 14083).
    legs, steps
        In order of travel.
    omitted
        What the total leaves out or why it is None, in sentences.
    """

    duration_days: Band | None
    cost_usd_per_feu: Band | None
    cost_usd_per_tonne: Band | None
    co2e_kg_per_tonne: Band | None
    legs: tuple[LegEstimate, ...]
    steps: tuple[Step, ...]
    omitted: tuple[str, ...]


def estimate(
    ways: Sequence[MeasuredItinerary],
    catalog: Catalog,
    *,
    params: Parameters | None = None,
    draws: int | None = None,
    scenario: Scenario = BASE,
) -> tuple[Estimate, ...]:
    """Estimate days and cost of many ways at once.

    Parameters
    ----------
    ways
        Measured ways.
    catalog
        Holds the ways' places.
    params
        None: the built-in ones.
    draws
        None: as the parameters say.
    scenario
        Service, regime and overridden parameters; its closures are the measuring's.

    Returns
    -------
    tuple of Estimate
        One a way, in the same order. A way's figures don't depend on the other ways.

    Raises
    ------
    InputError
        If an override names no parameter or is out of range.
    """
    model = Model(params or parameters(), draws, dict(scenario.overrides))
    plans = [plan(way, catalog, model, scenario) for way in ways]
    totals: list[Total | None] = []
    for way, planned in zip(ways, plans, strict=True):
        for group in _groups(way, planned):
            totals += [total_of(getattr(p, sum_) for p in group) for sum_ in _SUMS]
    known = [total for total in totals if total is not None]
    drawn = iter(model.bands(known))
    bands = iter([None if total is None else next(drawn) for total in totals])
    return tuple(
        _collect(way, planned, model, iter([next(bands) for _ in range(len(_SUMS) * count)]))
        for way, planned in zip(ways, plans, strict=True)
        for count in (len(planned.steps) + len(way.legs) + 1,)
    )


def _groups(way: MeasuredItinerary, planned: WayPlan) -> list[list[Plan]]:
    """Give what is summed: each step alone, each leg, the whole."""
    legs = [[p for p in planned.steps if p.leg == index] for index in range(len(way.legs))]
    return [*([p] for p in planned.steps), *legs, planned.steps]


def total_of(parts: Iterable[Total | None]) -> Total | None:
    """Join sums into one; None when a part is unknown."""
    terms: list[Term] = []
    for part in parts:
        if part is None:
            return None
        terms += part
    return tuple(terms)


def _collect(
    way: MeasuredItinerary, planned: WayPlan, model: Model, bands: Iterable[Band | None]
) -> Estimate:
    values = list(bands)
    days, feu, tonne, co2e = (values[i :: len(_SUMS)] for i in range(len(_SUMS)))
    fours: list[_Bands] = list(zip(days, feu, tonne, co2e, strict=True))
    count = len(planned.steps)
    return Estimate(
        *fours[-1],
        legs=tuple(
            LegEstimate(index, *four)
            for index, four in zip(range(len(way.legs)), fours[count:-1], strict=True)
        ),
        steps=tuple(
            _step(p, four, model) for p, four in zip(planned.steps, fours[:count], strict=True)
        ),
        omitted=(*dict.fromkeys(planned.omitted), ALWAYS_OMITTED),
    )


def _step(p: Plan, bands: _Bands, model: Model) -> Step:
    sums = {unit: getattr(p, sum_) for sum_, unit in _SUMS.items()}
    names = (n for total in sums.values() if total for term in total for n, _ in term.factors)
    return Step(
        p.kind,
        p.place,
        p.lon,
        p.lat,
        p.leg,
        p.mode,
        p.start_km,
        p.end_km,
        *bands,
        parameters=tuple(dict.fromkeys(names)),
        formula="; ".join(_formula(total, unit, model) for unit, total in sums.items() if total),
        country=p.country,
    )


def _formula(total: Total, unit: str, model: Model) -> str:
    """Write a sum as arithmetic with the most likely values."""
    value = model.at_mode(total)
    digits = 0 if value >= _ROUNDED_FROM else 2
    return f"{' + '.join(_written(t, model) for t in total)} = {value:,.{digits}f} {unit}"


def _written(term: Term, model: Model) -> str:
    text = term.text
    for name, power in term.factors:
        sign = " × " if power > 0 else " ÷ "
        quantity = f"{model.value(name):,g} {model.parameter(name).unit}"
        text = f"{text}{sign}{quantity}" if text else quantity
    return text
