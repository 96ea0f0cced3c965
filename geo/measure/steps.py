"""A measured way as the steps that take time or money: runs, borders, gauge breaks, ports."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from geo.measure import services
from geo.measure.draws import Term, family
from geo.measure.runs import gauge_breaks, runs_of
from geo.network import geodesy

if TYPE_CHECKING:
    from geo.measure.distance import MeasuredItinerary, MeasuredLeg
    from geo.measure.draws import Factors, Model, Total
    from geo.measure.runs import Run
    from geo.measure.scenario import Scenario
    from geo.model import Catalog, Mode

Kind = Literal["run", "border", "gauge-break", "port", "ferry-wait", "transhipment", "loading"]

Quantity = Literal["days", "feu", "tonne", "co2e"]
"""What a step sums up: days, USD/FEU, USD/t, kg CO2e/t."""

_HOURS_PER_DAY = 24
_GRAMS_PER_KG = 1000


@dataclass(frozen=True, slots=True)
class Plan:
    """A step before anything is drawn; its sums are None where no source exists."""

    kind: Kind
    place: str | None
    lon: float
    lat: float
    leg: int
    mode: Mode
    start_km: float
    end_km: float
    days: Total | None = ()
    feu: Total | None = ()
    tonne: Total | None = ()
    co2e: Total | None = ()
    country: str = ""


@dataclass(slots=True)
class WayPlan:
    """All steps of a way, and what is missing in them."""

    steps: list[Plan] = field(default_factory=list)
    omitted: list[str] = field(default_factory=list)


def plan(way: MeasuredItinerary, catalog: Catalog, model: Model, scenario: Scenario) -> WayPlan:
    """List what happens on a way, in order of travel.

    Returns
    -------
    WayPlan
        Steps in order; sentences on what no source exists for.
    """
    return _Planner(way, catalog, model, scenario).plan()


class _Planner:
    def __init__(
        self, way: MeasuredItinerary, catalog: Catalog, model: Model, scenario: Scenario
    ) -> None:
        self.way, self.catalog, self.model = way, catalog, model
        self.service, self.regime = scenario.service, scenario.regime
        self.out = WayPlan()
        self.in_china = False

    def plan(self) -> WayPlan:
        offset_km = 0.0
        before: MeasuredLeg | None = None
        for index, leg in enumerate(self.way.legs):
            if before is not None:
                self._interchange(index, before, leg, offset_km)
            self._leg(index, leg, offset_km)
            offset_km += leg.path.distance_km
            before = leg
        return self.out

    def _leg(self, index: int, leg: MeasuredLeg, offset_km: float) -> None:
        excursion_km = self.model.value("excursion_km")
        breaks = gauge_breaks(leg, excursion_km) if leg.leg.mode == "rail" else []
        runs = runs_of(leg, excursion_km, [event.at_km for event in breaks])
        stops: list[tuple[float, Plan]] = []
        for before, after in pairwise(runs):
            if before.country == after.country:
                continue
            lon, lat = map(float, leg.path.lonlat[after.point])
            stop = self._border(
                (index, leg, offset_km + after.start_km), (lon, lat), before.country, after.country
            )
            stops += [(after.start_km, stop)] if stop else []
        ends = [*(run.start_km for run in runs), leg.path.distance_km]
        for event in breaks:
            at_km = min(ends, key=lambda end: abs(end - event.at_km))
            where = (index, leg, offset_km + at_km)
            stops.append((at_km, self._gauge(where, (event.lon, event.lat))))
        self._transhipment(index, leg, leg.leg.start, offset_km)
        for run in runs:
            self.out.steps += [stop for at_km, stop in stops if at_km == run.start_km]
            self._run(index, leg, run, offset_km)
        self.out.steps += [stop for at_km, stop in stops if at_km == ends[-1]]
        self._transhipment(index, leg, leg.leg.end, offset_km + leg.path.distance_km)

    def _transhipment(self, index: int, leg: MeasuredLeg, port: str, at_km: float) -> None:
        """Plan the change of ship that a port without deep-sea lines makes necessary."""
        place = self.catalog.places[port]
        deep = leg.path.distance_km > self.model.value("direct_sea_km")
        if leg.leg.mode == "sea" and deep and place.country in services.FEEDER_COUNTRIES:
            where, lonlat = (index, leg, at_km), (place.lon, place.lat)
            self.out.steps.append(
                self._stop("transhipment", where, lonlat, "sea.transhipment_days", "")
            )

    def _run(self, index: int, leg: MeasuredLeg, run: Run, offset_km: float) -> None:
        mode, known = leg.leg.mode, self.model
        km = run.end_km - run.start_km
        speed = services.speed(mode, run.country, self.service, known)
        feu = self._in_regime(services.rate_per_feu(mode, run.country, known))
        tonne = self._in_regime(services.rate_per_tonne(mode, run.country, self.service, known))
        emitted = services.emissions(mode, run.country, known)
        if speed is None or feu is None or tonne is None:
            what = "speed" if speed is None else "rate"
            where = run.country or "an unknown country"
            self.out.omitted.append(f"No published {what} of {mode} freight in {where}.")
        if mode == "rail" and services.railway(run.country) == services.WORLD:
            where = run.country or "an unknown country"
            self.out.omitted.append(
                f"No railway of {where} has published figures here: others of the world stand in."
            )
        lon, lat = map(float, leg.path.lonlat[run.point])
        text = f"{km:,.0f} km"
        hours = Term(km / _HOURS_PER_DAY, ((speed or "", -1),), f"{text} ÷ {_HOURS_PER_DAY} h/day")
        base = self._base(mode, run.country, km)
        self.out.steps.append(
            Plan(
                "run",
                None,
                lon,
                lat,
                index,
                mode,
                offset_km + run.start_km,
                offset_km + run.end_km,
                None if speed is None else (hours,),
                None if feu is None else (Term(km, feu, text), *base),
                None if tonne is None else (Term(km, tonne, text), *_per_tonne(base)),
                None if emitted is None else (_kilograms(km, emitted),),
                run.country,
            )
        )

    def _base(self, mode: Mode, country: str, km: float) -> Total:
        """Give the fixed part of a rate: once a sailing, once a passage of China."""
        name = ""
        if mode == "sea":
            short = km <= self.model.value("direct_sea_km")
            name = f"sea.{'short_base' if short else 'base'}_usd_per_feu"
        if mode == "rail":
            entered = country == "CN" and not self.in_china
            self.in_china = country == "CN"
            name = "rail.base_usd_per_feu.cn" if entered else ""
        return self._once(name) or ()

    def _border(
        self,
        where: tuple[int, MeasuredLeg, float],
        lonlat: tuple[float, float],
        before: str,
        after: str,
    ) -> Plan | None:
        names = services.border(before, after, where[1].leg.mode, self.service)
        if names is None:
            return None
        days, fees = names
        stop = self._stop("border", where, lonlat, days, fees)
        return replace(stop, country=f"{before} {after}")

    def _gauge(self, where: tuple[int, MeasuredLeg, float], lonlat: tuple[float, float]) -> Plan:
        return self._stop(
            "gauge-break", where, lonlat, "gauge.change_days", "gauge.change_usd_per_feu"
        )

    def _interchange(self, index: int, before: MeasuredLeg, leg: MeasuredLeg, at_km: float) -> None:
        """Plan what happens where one leg ends and the next begins."""
        place = self.catalog.places[leg.leg.start]
        where, lonlat = (index, leg, at_km), (place.lon, place.lat)
        modes = before.leg.mode, leg.leg.mode
        handling = "port.handling_usd_per_feu"
        if modes[0] == "ferry":
            arrival = (index - 1, before, at_km)
            self.out.steps.append(self._stop("port", arrival, lonlat, "ferry.port_days", handling))
        if modes[1] == "ferry":
            self.out.steps.append(self._stop("port", where, lonlat, "ferry.port_days", handling))
            self.out.steps.append(self._stop("ferry-wait", where, lonlat, "ferry.wait_days", ""))
        elif "sea" in modes:
            ship = where if modes[1] == "sea" else (index - 1, before, at_km)
            self.out.steps.append(self._stop("port", ship, lonlat, "port.dwell_days", handling))
        elif modes[0] != "ferry":
            self._joint(where, before, lonlat)
            if modes[0] != modes[1]:
                self.out.omitted.append(
                    f"Transfer between lorry and wagon at {place.name.en}: "
                    "no published time or price."
                )

    def _joint(
        self,
        where: tuple[int, MeasuredLeg, float],
        before: MeasuredLeg,
        lonlat: tuple[float, float],
    ) -> None:
        """Plan a border or a gauge break that lies right between two legs by land."""
        last, first = before.path.stretches[-1], where[1].path.stretches[0]
        if last.country and first.country and last.country != first.country:
            stop = self._border(where, lonlat, last.country, first.country)
            self.out.steps += [stop] if stop else []
        if last.gauge_mm and first.gauge_mm and last.gauge_mm != first.gauge_mm:
            self.out.steps.append(self._gauge(where, lonlat))

    def _stop(
        self,
        kind: Kind,
        where: tuple[int, MeasuredLeg, float],
        lonlat: tuple[float, float],
        days: str,
        fees: str,
    ) -> Plan:
        index, leg, at_km = where
        names = (leg.leg.start, *leg.leg.via, leg.leg.end)
        place = _nearest(self.catalog, names, lonlat, self.model.value("place_match_km"))
        duration = self._once(days)
        cost = self._once(fees)
        if duration is None or cost is None:
            self.out.omitted.append(f"No published figure for {kind} at {place or 'a border'}.")
        tonne = None if cost is None else _per_tonne(cost)
        return Plan(kind, place, *lonlat, index, leg.leg.mode, at_km, at_km, duration, cost, tonne)

    def _once(self, name: str) -> Total | None:
        """Give a quantity that counts once; an empty name: nothing is due."""
        if not name:
            return ()
        factors = self._in_regime(((name, 1),) if name in self.model else None)
        return (Term(1, factors),) if factors else None

    def _in_regime(self, factors: Factors | None) -> Factors | None:
        """Stretch quantities that a calm or a congested year moves."""
        if factors is None:
            return None
        names = (f"regime.{self.regime}.{family(name)}" for name, _ in factors)
        return (*factors, *((name, 1) for name in names if name in self.model))


def _kilograms(km: float, emitted: Factors) -> Term:
    return Term(km / _GRAMS_PER_KG, emitted, f"{km:,.0f} km ÷ {_GRAMS_PER_KG:,} g/kg")


def _per_tonne(total: Total) -> Total:
    payload = (services.PAYLOAD, -1)
    return tuple(Term(t.coefficient, (*t.factors, payload), t.text) for t in total)


def _nearest(
    catalog: Catalog, names: tuple[str, ...], lonlat: tuple[float, float], within_km: float
) -> str | None:
    """Name the place at a position: a border crossing near it, else the nearest place."""
    gaps = {
        name: _distance_km((catalog.places[name].lon, catalog.places[name].lat), lonlat)
        for name in names
    }
    near = [name for name, gap in gaps.items() if gap <= within_km]
    crossing = "border-crossing"
    order = {name: (catalog.places[name].kind != crossing, gaps[name]) for name in near}
    return min(near, key=lambda name: order[name], default=None)


@lru_cache(maxsize=4096)
def _distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    return geodesy.distance_km(one, other)
