"""From a route to one way through it: a variant, an origin and a destination chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Leg, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import Catalog, Route


class Itinerary(Record):
    """One way through a route.

    Parameters
    ----------
    legs
        From the origin to the destination, each starting where the one before ends.
    """

    route: str
    variant: str | None
    legs: tuple[Leg, ...]

    @property
    def origin(self) -> str:
        """Place that the cargo starts from."""
        return self.legs[0].start

    @property
    def destination(self) -> str:
        """Place that the cargo ends at."""
        return self.legs[-1].end


def variant_legs(route: Route, variant: str | None) -> tuple[Leg, ...]:
    """Give the legs of one variant in order; of the first, when it is none of the route's."""
    return route.branches[variant if variant in route.branches else route.first_variant]


def end_of(route: Route, variant: str | None) -> str:
    """Give the place where a variant's own legs end."""
    return variant_legs(route, variant)[-1].end


def origins(route: Route, variant: str | None = None) -> tuple[str, ...]:
    """Give the places that a variant may start from, the usual one first."""
    start = variant_legs(route, variant)[0].start
    return (start, *(place for place in route.origins if place != start))


def places_on(legs: Sequence[Leg]) -> tuple[str, ...]:
    """Give the places that legs start from, run through and end at, in order."""
    passed = [place for leg in legs for place in (leg.start, *leg.via)]
    return tuple(dict.fromkeys([*passed, legs[-1].end]))


def starts(catalog: Catalog, routes: Iterable[str]) -> list[str]:
    """Give the places that some routes may start from."""
    found: dict[str, None] = {}
    for route_id in routes:
        route = catalog.routes[route_id]
        for variant in route.branches:
            found |= dict.fromkeys(origins(route, variant))
    return list(found)


def destinations(catalog: Catalog, routes: Iterable[str]) -> list[str]:
    """Give the places that some routes go to, by land or on by sea."""
    found: dict[str, None] = {}
    for route_id in routes:
        route = catalog.routes[route_id]
        found |= dict.fromkeys(route.onward)
        found |= {end_of(route, variant): None for variant in route.branches}
    return list(found)


def itinerary(
    catalog: Catalog,
    route_id: str,
    *,
    variant: str | None = None,
    origin: str | None = None,
    destination: str | None = None,
) -> Itinerary:
    """Choose one way through a route.

    A mine's cargo first goes by road to its railhead, and the first leg then starts there. A
    destination beyond the variant's last place is reached by sea.

    Parameters
    ----------
    variant
        One of the route's variants; None: the first.
    origin
        One of :func:`origins`, or a place on the line; None, or another place: the first origin.
    destination
        One of the route's ``onward`` ports, or a place on the line; None, or another place: the
        last place of the variant.

    Returns
    -------
    Itinerary
        At least one leg.
    """
    route = catalog.routes[route_id]
    chosen = variant if variant in route.variants else route.first_variant
    legs = variant_legs(route, chosen)
    if origin in origins(route, chosen):
        legs = _started_at(catalog, legs, origin)
    elif origin in places_on(legs)[:-1]:
        legs = _from(legs, origin)
    last = legs[-1].end
    if destination in route.onward and destination != last:
        legs = (*legs, Leg(mode="sea", start=last, end=destination))
    elif destination in places_on(legs)[1:-1]:
        legs = _until(legs, destination)
    return Itinerary(route=route_id, variant=chosen, legs=legs)


def _started_at(catalog: Catalog, legs: Sequence[Leg], origin: str) -> tuple[Leg, ...]:
    first, *rest = legs
    if origin == first.start:
        return tuple(legs)
    access = catalog.places[origin].access
    if access is None:
        return (first.model_copy(update={"start": origin}), *rest)
    road = Leg(mode="road", start=origin, end=access.railhead, via=access.via)
    if access.railhead == first.end:
        return (road, *rest)
    return (road, first.model_copy(update={"start": access.railhead}), *rest)


def _from(legs: Sequence[Leg], place: str) -> tuple[Leg, ...]:
    """Cut off what lies before a place on the line."""
    for index, leg in enumerate(legs):
        if place == leg.start:
            return tuple(legs[index:])
        if place in leg.via:
            after = leg.via[leg.via.index(place) + 1 :]
            rest = leg.model_copy(update={"start": place, "via": after})
            return (rest, *legs[index + 1 :])
    return tuple(legs)


def _until(legs: Sequence[Leg], place: str) -> tuple[Leg, ...]:
    """Cut off what lies behind a place on the line."""
    for index, leg in enumerate(legs):
        if place == leg.end:
            return tuple(legs[: index + 1])
        if place in leg.via:
            before = leg.via[: leg.via.index(place)]
            return (*legs[:index], leg.model_copy(update={"end": place, "via": before}))
    return tuple(legs)
