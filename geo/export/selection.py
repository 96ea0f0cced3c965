"""One view, as an export needs it: the ways of the chosen routes, and the claims judged on them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from geo.compare.verdicts import Verdict, judge
from geo.errors import InputError
from geo.itinerary import branches, end_of, origins
from geo.measure.board import Board, Way
from geo.model import MEASURED_METRICS, PlaceKind
from geo.records import check_known

if TYPE_CHECKING:
    from collections.abc import Collection

    from geo.measure.distance import Band, MeasuredItinerary
    from geo.model import Catalog, Claim, Metric

PLACE_KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)


@dataclass(frozen=True)
class Selection:
    """What is shown.

    Attributes
    ----------
    ways
        Every way of each route; the first is the route's usual one.
    claims
        Claims of the sources on the routes shown, on the metric.
    sha256
        Stands for the catalog.
    """

    board: Board
    routes: tuple[str, ...]
    sources: tuple[str, ...]
    metric: Metric
    destination: str | None
    sha256: str
    ways: dict[str, tuple[Way, ...]] = field(default_factory=dict)

    @property
    def catalog(self) -> Catalog:
        """The catalog measured."""
        return self.board.catalog

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims shown, by identifier."""
        return {
            claim_id: claim
            for claim_id, claim in self.catalog.claims.items()
            if claim.source in self.sources
            and claim.metric == self.metric
            and not set(self.routes).isdisjoint(claim.route)
        }

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """The claims judged."""
        return {claim_id: judge(self.board, claim_id) for claim_id in self.claims}

    @cached_property
    def measured(self) -> dict[Way, MeasuredItinerary]:
        """The ways that can be measured; :attr:`unmeasured` has the others."""
        found = {way: self.board.measure(way) for ways in self.ways.values() for way in ways}
        return {way: measured for way, measured in found.items() if measured is not None}

    @property
    def unmeasured(self) -> dict[Way, str]:
        """Ways without measurement, with the reason."""
        known = self.measured
        ways = [way for group in self.ways.values() for way in group if way not in known]
        return {way: self.board.faults[way] for way in ways}

    def shown_way(self, route: str) -> Way:
        """Give the way that stands for a route: its first that can be measured, else its first."""
        return next((way for way in self.ways[route] if way in self.measured), self.ways[route][0])

    def band(self, route: str, metric: Metric) -> Band | None:
        """Give the figure of a route's shown way; None where there is none."""
        return self.band_of(self.shown_way(route), metric)

    def band_of(self, way: Way, metric: Metric) -> Band | None:
        """Give the figure of one way; None where there is none."""
        return self.board.band(way, metric)


def select(
    catalog: Catalog,
    *,
    routes: Collection[str] | None,
    sources: Collection[str] | None,
    metric: Metric,
    destination: str | None,
    sha256: str | None,
) -> Selection:
    """Check the choices and list the ways; nothing is measured yet.

    Raises
    ------
    InputError
        If a route, source, metric or place is not known, or no route shown goes on to the place.
    """
    check_known("route", routes, catalog.routes)
    check_known("source", sources, catalog.sources)
    check_known("metric", [metric], MEASURED_METRICS)
    # The catalog's own order, whatever order was asked for: the same view, the same bytes.
    shown = tuple(route for route in catalog.routes if not routes or route in routes)
    if destination is not None:
        check_known("place", [destination], catalog.places)
        _check_served(catalog, shown, destination)
    return Selection(
        Board(catalog),
        shown,
        tuple(source for source in catalog.sources if not sources or source in sources),
        metric,
        destination,
        sha256 or content_sha256(catalog),
        {route: tuple(_ways(catalog, route, destination)) for route in shown},
    )


def content_sha256(catalog: Catalog) -> str:
    """Give the sha256 of a catalog's content, whatever its file looks like."""
    return hashlib.sha256(catalog.model_dump_json(by_alias=True).encode()).hexdigest()


def _check_served(catalog: Catalog, routes: tuple[str, ...], destination: str) -> None:
    served: dict[str, None] = {}
    for route_id in routes:
        route = catalog.routes[route_id]
        served |= dict.fromkeys(route.onward)
        served |= {end_of(route, variant): None for variant in branches(route)}
    if destination not in served:
        message = (
            f"no route shown goes to '{destination}'; places that they go to: {', '.join(served)}"
        )
        raise InputError(message)


def _ways(catalog: Catalog, route_id: str, destination: str | None) -> list[Way]:
    """List a route's ways, each with its ends named, as the readings of claims name them."""
    route = catalog.routes[route_id]
    ways = []
    for variant in branches(route):
        onward = destination is not None and destination in route.onward
        end = destination if onward else end_of(route, variant)
        ways.append(Way(route_id, variant, origins(route, variant)[0], end))
    return ways
