"""One view, as an export needs it: the ways of the chosen routes, and the claims judged on them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from geo.compare.verdicts import Verdict, judge_all
from geo.errors import InputError
from geo.export import link
from geo.export.options import Options, View
from geo.export.texts import plain
from geo.export.words import figure, say
from geo.itinerary import destinations, end_of, origins, starts
from geo.measure.board import Board, Way
from geo.model import MEASURED_METRICS
from geo.records import check_known

if TYPE_CHECKING:
    from geo.measure.distance import Band, MeasuredItinerary
    from geo.model import Catalog, Claim, Metric, Names


@dataclass(frozen=True)
class Selection:
    """What is shown.

    Attributes
    ----------
    board
        Measures the ways, under the view's scenario.
    view, options
        As asked for.
    routes, sources
        Identifiers shown, in the catalog's order.
    ways
        Every way of each route; the first is the one chosen, or the usual one.
    sha256
        Stands for the catalog.
    """

    board: Board
    view: View
    options: Options
    routes: tuple[str, ...]
    sources: tuple[str, ...]
    sha256: str
    ways: dict[str, tuple[Way, ...]] = field(default_factory=dict)

    @property
    def metric(self) -> Metric:
        """Quantity that is compared."""
        return self.view.metric

    @property
    def destination(self) -> str | None:
        """Port that cargo goes on to by sea; None: where each route ends."""
        return self.view.destination

    @cached_property
    def link(self) -> str:
        """Address that reopens the view and makes the same picture."""
        return link.address(self.view, self.options, self.catalog)

    @property
    def catalog(self) -> Catalog:
        """The catalog measured."""
        return self.board.catalog

    def named(self, names: Names, limit: int = 60) -> str:
        """Give a name in the language chosen, where known, on one line."""
        return plain(getattr(names, self.options.lang) or names.en, limit)

    def say(self, text: str, **parts: object) -> str:
        """Give a fixed text in the language chosen; see :func:`geo.export.words.say`."""
        return say(self.options.lang, text, **parts)

    def figure(self, value: float, unit: str = "") -> str:
        """Print a number, with a unit where given, in the language chosen."""
        text = figure(self.options.lang, value)
        return f"{text} {self.say(unit)}" if unit else text

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims shown, by identifier; the opened one first, whatever its quantity."""
        opened = self.view.claim
        shown = {
            claim_id: claim
            for claim_id, claim in self.catalog.claims.items()
            if claim.source in self.sources
            and claim.metric == self.metric
            and not set(self.routes).isdisjoint(claim.route)
        }
        known = {opened: self.catalog.claims[opened]} if opened else {}
        first = {
            claim_id: claim
            for claim_id, claim in known.items()
            if claim.source in self.sources and claim.metric != "quality"
        }
        return first | shown

    @cached_property
    def all_claims(self) -> dict[str, Claim]:
        """What the sources shown say of the routes shown, whatever the quantity; ``claims`` first.

        Where no routes were chosen, what they say of places and facilities too.
        """
        every = self.view.routes is None
        others = {
            claim_id: claim
            for claim_id, claim in self.catalog.claims.items()
            if claim.source in self.sources
            and (every or not set(self.routes).isdisjoint(claim.route))
        }
        return self.claims | others

    @cached_property
    def all_verdicts(self) -> dict[str, Verdict]:
        """The claims of :attr:`all_claims` judged."""
        return judge_all(self.board, self.all_claims, self.view.hedges)

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """The claims judged."""
        return judge_all(self.board, self.claims, self.view.hedges)

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

    @cached_property
    def closed(self) -> dict[str, MeasuredItinerary]:
        """The shown ways that closures close, as they run in the base case; by route."""
        lost = {r: way for r in self.routes if (way := self.shown_way(r)) in self.unmeasured}
        usual = Board(self.catalog)
        ways = {r: usual.measure(way) for r, way in lost.items() if self.view.scenario.closures}
        return {route: found for route, found in ways.items() if found is not None}

    def shown_way(self, route: str) -> Way:
        """Give the way that stands for a route: its first that can be measured, else its first.

        Under closures always the first: that it is closed is what they do.
        """
        ways = self.ways[route]
        if self.view.scenario.closures:
            return ways[0]
        return next((way for way in ways if way in self.measured), ways[0])

    def band(self, route: str, metric: Metric) -> Band | None:
        """Give the figure of a route's shown way; None where there is none."""
        return self.band_of(self.shown_way(route), metric)

    def band_of(self, way: Way, metric: Metric) -> Band | None:
        """Give the figure of one way; None where there is none."""
        return self.board.band(way, metric, per=self.view.unit)


def select(
    catalog: Catalog,
    view: View | None = None,
    options: Options | None = None,
    *,
    sha256: str | None = None,
    board: Board | None = None,
) -> Selection:
    """Check the choices and list the ways; nothing is measured yet.

    Parameters
    ----------
    board
        Measurements of the catalog under the view's scenario that there are already; those under
        another are not used.

    Raises
    ------
    InputError
        If a route, source, metric, place or claim is not known, or no route shown goes on to the
        place.
    """
    view = view or View()
    check_known("route", view.routes, catalog.routes)
    check_known("source", view.sources, catalog.sources)
    check_known("metric", [view.metric], MEASURED_METRICS)
    check_known("claim", [view.claim] if view.claim else (), catalog.claims)
    # The catalog's own order, whatever order was asked for: the same view, the same bytes.
    routes = tuple(r for r in catalog.routes if view.routes is None or r in view.routes)
    if view.destination is not None:
        check_known("place", [view.destination], catalog.places)
        _check_served(catalog, routes, view.destination)
    if view.origin is not None:
        check_known("place", [view.origin], catalog.places)
        _check_origin(catalog, routes, view.origin)
    if board is None or board.scenario != view.scenario:
        board = Board(catalog, view.scenario)
    return Selection(
        board,
        view,
        options or Options(),
        routes,
        tuple(s for s in catalog.sources if view.sources is None or s in view.sources),
        sha256 or content_sha256(catalog),
        {route: tuple(_ways(catalog, route, view)) for route in routes},
    )


def content_sha256(catalog: Catalog) -> str:
    """Give the sha256 of a catalog's content, whatever its file looks like."""
    return hashlib.sha256(catalog.model_dump_json(by_alias=True).encode()).hexdigest()


def _check_served(catalog: Catalog, routes: tuple[str, ...], destination: str) -> None:
    known = destinations(catalog, routes)
    if destination not in known:
        message = (
            f"no route shown goes to '{destination}'; places that they go to: {', '.join(known)}"
        )
        raise InputError(message)


def _check_origin(catalog: Catalog, routes: tuple[str, ...], origin: str) -> None:
    known = starts(catalog, routes)
    if origin not in known:
        message = (
            f"no route shown may start from '{origin}'; they may start from {', '.join(known)}"
        )
        raise InputError(message)


def _ways(catalog: Catalog, route_id: str, view: View) -> list[Way]:
    """List a route's ways, each with its ends named, as the readings of claims name them."""
    route = catalog.routes[route_id]
    ways = []
    chosen = view.variants.get(route_id)
    for variant in sorted(route.branches, key=lambda v: v != chosen):
        end = view.destination if view.destination in route.onward else end_of(route, variant)
        offered = origins(route, variant)
        origin = view.origin if view.origin in offered else offered[0]
        ways.append(Way(route_id, variant, origin, end))
    return ways
