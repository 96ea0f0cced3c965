"""The ways that a claim may be read of, each with the way that a change is counted against."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from geo.itinerary import end_of, origins, places_on, variant_legs
from geo.measure.board import Way, onward_ways

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Catalog, Claim

Ends = tuple[str | None, str | None]


def pairs(catalog: Catalog, claim: Claim) -> Iterator[tuple[Way, Way | None]]:
    """Give every way that a claim may be read of, and its baseline where it tells a change.

    A claim that names places on the way, not its ends, is read of the stretch between them.
    """
    ways = list(_whole(catalog, claim)) or list(_stretches(catalog, claim))
    if claim.form == "absolute":
        yield from ((way, None) for way in ways)
        return
    joining: defaultdict[Ends, list[Way]] = defaultdict(list)
    for route_id, variant in baselines(catalog, claim):
        for other in onward_ways(catalog, route_id):
            if other.variant == variant:
                joining[other.origin, other.destination].append(other)
    for way in ways:
        ends = (way.origin, way.destination)
        yield from ((way, other) for other in joining[ends] or _beside(catalog, claim, ends))


def _whole(catalog: Catalog, claim: Claim) -> Iterator[Way]:
    for route_id in claim.route:
        for way in onward_ways(catalog, route_id):
            starts, ends = claim.scope.start, claim.scope.end
            if (not starts or way.origin in starts) and (not ends or way.destination in ends):
                yield way


def _stretches(catalog: Catalog, claim: Claim) -> Iterator[Way]:
    for route_id in claim.route:
        route = catalog.routes[route_id]
        for variant in route.branches:
            for start in claim.scope.start or (origins(route, variant)[0],):
                for end in claim.scope.end or (end_of(route, variant),):
                    yield from _stretch(catalog, (route_id, variant), (start, end))


def _beside(catalog: Catalog, claim: Claim, ends: Ends) -> Iterator[Way]:
    """Give the stretches of baselines between two places that no baseline starts and ends at."""
    for route_id, variant in baselines(catalog, claim):
        yield from _stretch(catalog, (route_id, variant), ends)


def _stretch(catalog: Catalog, line: tuple[str, str | None], ends: Ends) -> Iterator[Way]:
    """Give the stretch of a route between two places on it, whichever comes first."""
    route_id, variant = line
    start, end = ends
    route = catalog.routes[route_id]
    on_it = places_on(variant_legs(route, variant))
    for first, last in ((start, end), (end, start)):
        beyond = last in route.onward or last in on_it
        if first in on_it and beyond and first != last:
            if last in on_it and on_it.index(last) < on_it.index(first):
                continue
            yield Way(route_id, variant, first, last)
            return


def baselines(catalog: Catalog, claim: Claim) -> list[tuple[str, str | None]]:
    """Give the routes, with variant, that a difference may be taken against.

    A baseline is a route's usual way, its first variant, unless the scope names another as
    ``route/variant``. Left open, every other route is one.
    """
    named = claim.scope.baseline
    if named is None:
        named = tuple(route for route in catalog.routes if route not in claim.route)
    found = []
    for entry in named:
        route_id, _, variant = entry.partition("/")
        found.append((route_id, variant or catalog.routes[route_id].first_variant))
    return found
