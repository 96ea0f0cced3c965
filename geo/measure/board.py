"""All measurements of one catalog in one place, each made once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.errors import WaybillError
from geo.itinerary import branches, end_of, itinerary, origins
from geo.measure.contrast import Contrast, contrasts
from geo.measure.distance import Band, MeasuredItinerary, measure, total
from geo.measure.estimate import estimate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.measure.estimate import Estimate
    from geo.model import Catalog, Metric


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
        for variant in branches(route)
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


@dataclass
class Board:
    """Distances, days and costs of ways, kept once measured.

    A way that can't be measured keeps its explanation in ``faults`` instead.
    """

    catalog: Catalog
    measured: dict[Way, MeasuredItinerary] = field(default_factory=dict)
    estimates: dict[Way, Estimate] = field(default_factory=dict)
    faults: dict[Way, str] = field(default_factory=dict)
    _contrasts: dict[tuple[Way, Way], tuple[Contrast | None, Contrast | None]] = field(
        default_factory=dict
    )

    def measure(self, way: Way) -> MeasuredItinerary | None:
        """Give a way's measured legs, or None with the reason in ``faults``."""
        if way not in self.measured and way not in self.faults:
            chosen = itinerary(
                self.catalog,
                way.route,
                variant=way.variant,
                origin=way.origin,
                destination=way.destination,
            )
            try:
                self.measured[way] = measure(self.catalog, chosen)
            except WaybillError as error:
                self.faults[way] = str(error)
        return self.measured.get(way)

    def estimate(self, ways: Sequence[Way]) -> None:
        """Estimate days and costs of all the ways at once, as far as they are not known yet."""
        known = [way for way in dict.fromkeys(ways) if way not in self.estimates]
        missing = [way for way in known if self.measure(way) is not None]
        if missing:
            found = estimate([self.measured[way] for way in missing], self.catalog)
            self.estimates.update(zip(missing, found, strict=True))

    def band(self, way: Way, metric: Metric) -> Band | None:
        """Give a way's distance [km], days or cost [USD/FEU]; None where there is no estimate."""
        measured = self.measure(way)
        if measured is None:
            return None
        if metric == "distance":
            return measured.distance_km
        self.estimate([way])
        found = self.estimates[way]
        return found.duration_days if metric == "duration" else found.cost_usd_per_feu

    def contrast(self, pairs: Sequence[tuple[Way, Way]], metric: Metric) -> list[Contrast | None]:
        """Set ways against their baselines.

        Returns
        -------
        list
            Distance [km], days or cost [USD/FEU] of each pair; None where there is none.
        """
        if metric == "distance":
            return [self._apart(way, baseline) for way, baseline in pairs]
        missing = [
            pair
            for pair in dict.fromkeys(pairs)
            if pair not in self._contrasts and all(self.measure(way) for way in pair)
        ]
        ways = [(self.measured[way], self.measured[baseline]) for way, baseline in missing]
        self._contrasts.update(zip(missing, contrasts(ways, self.catalog), strict=True))
        side = 0 if metric == "duration" else 1
        return [self._contrasts[pair][side] if pair in self._contrasts else None for pair in pairs]

    def _apart(self, way: Way, baseline: Way) -> Contrast | None:
        """Contrast two lengths: legs that both have cancel, errors of the others do not."""
        here, there = self.measure(way), self.measure(baseline)
        if here is None or there is None:
            return None
        shared = {leg.leg for leg in here.legs} & {leg.leg for leg in there.legs}
        a = total([leg for leg in here.legs if leg.leg not in shared])
        b = total([leg for leg in there.legs if leg.leg not in shared])
        difference = Band(a.low - b.high, a.mid - b.mid, a.high - b.low)
        base = there.distance_km
        ratios = sorted(
            gap / length
            for gap in (difference.low, difference.high)
            for length in (base.low, base.high)
        )
        return Contrast(difference, Band(ratios[0], difference.mid / base.mid, ratios[-1]))
