"""The ways that a claim may be read of, each with the way that a change is counted against."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from geo.itinerary import end_of, origins, places_on, variant_legs
from geo.measure.board import Way, onward_ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.model import Catalog, Claim, Scope

Ends = tuple[str | None, str | None]
Line = tuple[str, str | None]


def pairs(catalog: Catalog, claim: Claim) -> Iterator[tuple[Way, Way | None]]:
    """Give every way that a claim may be read of, and its baseline where it tells a change.

    A claim that names places on the way, not its ends, is read of the stretch between them. A
    change is read of the same pairs as its mirror, which names baseline and subject the other way
    round.
    """
    if claim.form == "absolute":
        lines = [(name, v) for name in claim.route for v in catalog.routes[name].branches]
        ways = list(_whole(catalog, lines, claim.scope)) or list(_stretches(catalog, claim))
        yield from ((way, None) for way in ways)
        return
    ours = [line for name in claim.route for line in _usual(catalog, name)]
    theirs = baselines(catalog, claim)
    ways = list(_whole(catalog, ours, claim.scope)) or list(_stretches(catalog, claim))
    found = dict.fromkeys(_joined(catalog, ways, theirs))
    others = _whole(catalog, theirs, claim.scope)
    yield from found | {(way, other): None for other, way in _joined(catalog, others, ours)}


def _whole(catalog: Catalog, lines: Iterable[Line], scope: Scope) -> Iterator[Way]:
    for route_id, variant in lines:
        for way in onward_ways(catalog, route_id):
            known = not scope.start or way.origin in scope.start
            if way.variant == variant and known and (not scope.end or way.destination in scope.end):
                yield way


def _joined(
    catalog: Catalog, ways: Iterable[Way], lines: Sequence[Line]
) -> Iterator[tuple[Way, Way]]:
    """Join ways with those between the same ends, else with the stretches of lines there."""
    between: defaultdict[Ends, list[Way]] = defaultdict(list)
    for route_id, variant in lines:
        for other in onward_ways(catalog, route_id):
            if other.variant == variant:
                between[other.origin, other.destination].append(other)
    for way in ways:
        ends = (way.origin, way.destination)
        beside = between[ends] or [w for line in lines for w in _stretch(catalog, line, ends)]
        yield from ((way, other) for other in beside)


def _stretches(catalog: Catalog, claim: Claim) -> Iterator[Way]:
    for route_id in claim.route:
        route = catalog.routes[route_id]
        for variant in route.branches:
            for start in claim.scope.start or (origins(route, variant)[0],):
                for end in claim.scope.end or (end_of(route, variant),):
                    yield from _stretch(catalog, (route_id, variant), (start, end))


def _stretch(catalog: Catalog, line: Line, ends: Ends) -> Iterator[Way]:
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


def baselines(catalog: Catalog, claim: Claim) -> list[Line]:
    """Give the routes, with variant, that a difference may be taken against.

    A claim and its mirror are read of the same ways: like its subject, a baseline is each of a
    route's variants but its diversions, unless the scope names one as ``route/variant``. Left
    open, every other route is one.
    """
    named = claim.scope.baseline
    if named is None:
        named = tuple(route for route in catalog.routes if route not in claim.route)
    found: list[Line] = []
    for entry in named:
        route_id, _, variant = entry.partition("/")
        found += [(route_id, variant)] if variant else _usual(catalog, route_id)
    return found


def _usual(catalog: Catalog, route_id: str) -> list[Line]:
    route = catalog.routes[route_id]
    usual = [branch for branch in route.branches if branch not in route.diversions]
    return [(route_id, branch) for branch in usual or route.branches]
