"""All measurements of one catalog in one place, each made once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from geo.errors import WaybillError
from geo.itinerary import end_of, itinerary, origins
from geo.measure.closures import measure_open
from geo.measure.contrast import Contrast, contrasts, lengths
from geo.measure.course import courses
from geo.measure.estimate import estimate
from geo.measure.scenario import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.itinerary import Itinerary
    from geo.measure.distance import Band, MeasuredItinerary
    from geo.measure.estimate import Estimate
    from geo.measure.scenario import Scenario
    from geo.measure.steps import Quantity
    from geo.model import Catalog, Metric

Cargo = Literal["feu", "tonne"]
"""What a cost is paid for: a forty-foot container, or a tonne."""


@dataclass(frozen=True, slots=True)
class Way:
    """The key of one way through a route; None chooses the route's usual value."""

    route: str
    variant: str | None = None
    origin: str | None = None
    destination: str | None = None


def ways_of(catalog: Catalog, route_id: str) -> list[Way]:
    """Give every variant of a route from every origin to the variant's own end, all named."""
    route = catalog.routes[route_id]
    return [
        Way(route_id, variant, origin, end_of(route, variant))
        for variant in route.branches
        for origin in origins(route, variant)
    ]


def onward_ways(catalog: Catalog, route_id: str) -> list[Way]:
    """Give a route's ways as :func:`ways_of`, each followed by those that go on by sea."""
    onward = catalog.routes[route_id].onward
    return [
        Way(way.route, way.variant, way.origin, end)
        for way in ways_of(catalog, route_id)
        for end in dict.fromkeys((way.destination, *onward))
    ]


def all_ways(catalog: Catalog) -> list[Way]:
    """Give every way of every route, on by sea too."""
    return [way for route_id in catalog.routes for way in onward_ways(catalog, route_id)]


def every_way(catalog: Catalog) -> list[Itinerary]:
    """Give the legs of :func:`all_ways`."""
    return [_legs_of(catalog, way) for way in all_ways(catalog)]


def _legs_of(catalog: Catalog, way: Way) -> Itinerary:
    return itinerary(
        catalog, way.route, variant=way.variant, origin=way.origin, destination=way.destination
    )


@dataclass
class Board:
    """Distances, days and costs of ways, kept once measured.

    A way that can't be measured, or is closed under the scenario, keeps its explanation in
    ``faults`` instead; ``detours`` says how open ways are led round what is closed.
    """

    catalog: Catalog
    scenario: Scenario = BASE
    measured: dict[Way, MeasuredItinerary] = field(default_factory=dict)
    estimates: dict[Way, Estimate] = field(default_factory=dict)
    faults: dict[Way, str] = field(default_factory=dict)
    detours: dict[Way, tuple[str, ...]] = field(default_factory=dict)
    _courses: dict[Way, tuple[Band, ...]] = field(default_factory=dict)
    _contrasts: dict[Quantity, dict[tuple[Way, Way], Contrast | None]] = field(default_factory=dict)

    def measure(self, way: Way) -> MeasuredItinerary | None:
        """Give a way's measured legs, or None with the reason in ``faults``."""
        if way not in self.measured and way not in self.faults:
            chosen = _legs_of(self.catalog, way)
            try:
                found = measure_open(self.catalog, chosen, self.scenario.closures)
            except WaybillError as error:
                self.faults[way] = str(error)
            else:
                self.measured[way] = found.way
                if found.notes:
                    self.detours[way] = found.notes
        return self.measured.get(way)

    def why_not(self, way: Way) -> str | None:
        """Say why a way can't be used, and which way is nearest to it; None where it can."""
        if self.measure(way) is not None:
            return None
        if not self.scenario.closures:
            return self.faults[way]
        nearest = min(self._others(way), key=lambda item: item[1], default=None)
        if nearest is None:
            return f"{self.faults[way]} No other way is open."
        other, km = nearest
        route = self.catalog.routes[other.route]
        variant = f" ({route.variants[other.variant].en})" if other.variant else ""
        end = self.catalog.places[self.measured[other].itinerary.destination].name.en
        name = f"{route.name.en}{variant} to {end}, {km:,.0f} km"
        return f"{self.faults[way]} The nearest open way is {name}."

    def _others(self, way: Way) -> list[tuple[Way, float]]:
        """List open ways that could stand in for a closed one: its route's, else other routes'."""
        chosen = _legs_of(self.catalog, way)
        ways = [other for other in all_ways(self.catalog) if other.origin == chosen.origin]
        same_end = [other for other in ways if other.destination == chosen.destination]
        same_route = [other for other in ways if other.route == way.route]
        return self._open(same_end) or self._open(same_route) or self._open(ways)

    def _open(self, ways: Iterable[Way]) -> list[tuple[Way, float]]:
        measured = [(way, self.measure(way)) for way in ways]
        return [(way, found.distance_km.mid) for way, found in measured if found is not None]

    def estimate(self, ways: Sequence[Way]) -> None:
        """Estimate days and costs of all the ways at once, as far as they are not known yet."""
        known = [way for way in dict.fromkeys(ways) if way not in self.estimates]
        missing = [way for way in known if self.measure(way) is not None]
        if missing:
            measured = [self.measured[way] for way in missing]
            found = estimate(measured, self.catalog, scenario=self.scenario)
            self.estimates.update(zip(missing, found, strict=True))

    def courses(self, ways: Sequence[Way]) -> dict[Way, tuple[Band, ...]]:
        """Give the days after each step of the ways that can be used; empty: no estimate."""
        usable = [way for way in dict.fromkeys(ways) if self.measure(way) is not None]
        missing = [way for way in usable if way not in self._courses]
        measured = [self.measured[way] for way in missing]
        found = courses(measured, self.catalog, self.scenario)
        self._courses.update(zip(missing, found, strict=True))
        return {way: self._courses[way] for way in usable}

    def band(self, way: Way, metric: Metric, *, per: Cargo = "feu") -> Band | None:
        """Give a way's distance [km], days or cost [USD/FEU or USD/t]; None: no estimate."""
        measured = self.measure(way)
        if measured is None:
            return None
        if metric == "distance":
            return measured.distance_km
        self.estimate([way])
        found = self.estimates[way]
        if metric == "duration":
            return found.duration_days
        return found.cost_usd_per_feu if per == "feu" else found.cost_usd_per_tonne

    def contrast(
        self, pairs: Sequence[tuple[Way, Way]], metric: Metric, *, per: Cargo = "feu"
    ) -> list[Contrast | None]:
        """Set ways against their baselines.

        Returns
        -------
        list
            Distance [km], days or cost [USD/FEU or USD/t] of each pair; None where there is none.
        """
        if metric == "distance":
            return [self._apart(way, baseline) for way, baseline in pairs]
        quantity: Quantity = "days" if metric == "duration" else per
        kept = self._contrasts.setdefault(quantity, {})
        missing = [
            pair
            for pair in dict.fromkeys(pairs)
            if pair not in kept and all(self.measure(way) for way in pair)
        ]
        ways = [(self.measured[way], self.measured[baseline]) for way, baseline in missing]
        found = contrasts(ways, self.catalog, quantity, self.scenario)
        kept.update(zip(missing, found, strict=True))
        return [kept.get(pair) for pair in pairs]

    def _apart(self, way: Way, baseline: Way) -> Contrast | None:
        here, there = self.measure(way), self.measure(baseline)
        return None if here is None or there is None else lengths(here, there)
