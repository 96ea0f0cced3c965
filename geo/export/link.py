"""An export's state as the query of an address, and back: the same link, the same picture.

The view's part is the dashboard's own (:mod:`geo.view.permalink`); the picture's options stand
beside it, each only where it differs from the usual.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from geo.errors import InputError
from geo.export.options import Options, View
from geo.itinerary import destinations, starts
from geo.measure.scenario import BASE
from geo.view import permalink, scenariolink

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.model import Catalog

ROUTES = "routes"
OPTIONS = tuple(field.name for field in fields(Options) if field.name != "base")
OWN_KEYS = (ROUTES, *OPTIONS)
_SHOWN = 60
_MAX_QUERY = 4_000
_SCENARIO_PAGE = "scenario"
_NOTICES = 5


def parse(address: str) -> dict[str, str]:
    """Take the query out of an address; a bare query, with or without ``?``, is one too.

    Raises
    ------
    InputError
        If it is no address, or too long.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError as error:
        message = f"{address[:_SHOWN]}: no address ({error}); copy a page's whole, from http on"
        raise InputError(message) from None
    text = parts.query or ("" if parts.scheme else address.strip().lstrip("?"))
    if len(text) > _MAX_QUERY:
        message = f"the link has {len(text)} characters; at most {_MAX_QUERY} are read"
        raise InputError(message)
    return dict(parse_qsl(text, keep_blank_values=True))


def split(query: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Part a query into an export's own values and the page's."""
    own = {key: value for key, value in query.items() if key in OWN_KEYS}
    return own, {key: value for key, value in query.items() if key not in own}


def read(query: Mapping[str, str], catalog: Catalog) -> tuple[View, Options, list[str]]:
    """Turn a query into a view and options.

    Returns
    -------
    tuple
        Both, and a notice for each unknown or outdated value, which was left out.
    """
    own, rest = split(query)
    choices, notices = permalink.read(rest, catalog)
    more, told = read_own(own, catalog)
    choices |= more
    view = view_of(choices, catalog)
    for key, kept, verb in (("from", view.origin, "starts"), ("to", view.destination, "goes")):
        if choices[key] not in (None, kept):
            told.append(f"{key}={choices[key]}: no route shown {verb} there; it was left out")
    return view, options_of(choices), (notices + told)[:_NOTICES]


def read_own(query: Mapping[str, str], catalog: Catalog) -> tuple[dict[str, Any], list[str]]:
    """Turn an export's own part of a query into choices; see :func:`read`."""
    choices, notices = usual(), []
    routes = [route for route in query.get(ROUTES, "").split(".") if route]
    choices[ROUTES] = [route for route in routes if route in catalog.routes]
    notices += [_left_out(ROUTES, route) for route in routes if route not in catalog.routes]
    for key in OPTIONS:
        if key not in query:
            continue
        value: Any = query[key] == "1" if key == "graticule" else query[key]
        try:
            Options(**{key: value})
        except InputError:
            notices.append(_left_out(key, query[key]))
        else:
            choices[option_key(key)] = value
    return choices, notices


def option_key(name: str) -> str:
    """Name the choice of an option among a page's choices."""
    return f"picture-{name}"


def usual() -> dict[str, Any]:
    """Give an export's own choices on a page that nobody has touched."""
    return {ROUTES: [], **{option_key(name): getattr(Options(), name) for name in OPTIONS}}


def options_of(choices: Mapping[str, Any], base: str = "") -> Options:
    """Take a picture's options from a page's choices.

    Raises
    ------
    InputError
        If one is not as expected.
    """
    found = {name: choices.get(option_key(name)) for name in OPTIONS}
    return Options(base=base, **{name: value for name, value in found.items() if value})


def _left_out(key: str, value: str) -> str:
    return f"{key}={value[:_SHOWN]} is not known here and was left out"


def view_of(choices: Mapping[str, Any], catalog: Catalog) -> View:
    """Take what an export shows from a page's choices.

    The routes chosen for the export, else the page's chosen route, else all; origin and
    destination only if one of them has them.
    """
    shown = tuple(r for r in choices.get(ROUTES) or () if r in catalog.routes)
    if not shown and choices.get("route") in catalog.routes:
        shown = (str(choices["route"]),)
    variants = {
        route: choices[key]
        for route, record in catalog.routes.items()
        if choices.get(key := permalink.variant_key(route)) in record.variants
    }
    goes_to = destinations(catalog, shown or catalog.routes)
    sources = tuple(s for s in catalog.sources if choices.get(permalink.source_key(s), True))
    return View(
        shown or None,
        sources if len(sources) < len(catalog.sources) else None,
        choices.get("metric") or "distance",
        start
        if (start := choices.get("from")) in starts(catalog, shown or catalog.routes)
        else None,
        to if (to := choices.get("to")) in goes_to else None,
        variants,
        scenariolink.chosen(choices),
        choices.get("unit") or "feu",
        choices.get("hedges") or "usual",
        claim if (claim := choices.get("claim")) in catalog.claims else None,
    )


def write(view: View, options: Options, catalog: Catalog) -> str:
    """Turn a view and options into a query; what is usual needs no word.

    Raises
    ------
    InputError
        If a parameter is set to more than an address may.
    """
    for name, value in view.scenario.overrides:
        if value > (most := scenariolink.greatest(name)):
            message = f"{name}={value:g}: at most {most:g}, ten times its usual high, may be set"
            raise InputError(message)
    routes = tuple(route for route in catalog.routes if route in (view.routes or ()))
    choices: dict[str, Any] = {
        "metric": view.metric,
        "from": view.origin,
        "to": view.destination,
        "route": routes[0] if len(routes) == 1 else None,
        **{permalink.variant_key(route): variant for route, variant in view.variants.items()},
        **scenariolink.choices_of(view.scenario),
        "unit": view.unit,
        "hedges": view.hedges,
        "claim": view.claim,
        "judge": view.scenario != BASE,
    }
    if view.sources is not None:
        choices |= {permalink.source_key(s): s in view.sources for s in catalog.sources}
    query = permalink.write({**permalink.usual(catalog), **choices}, catalog)
    chosen = {option_key(name): getattr(options, name) for name in OPTIONS}
    several = 1 < len(routes) < len(catalog.routes)
    query |= write_own({ROUTES: routes if several else (), **chosen}, catalog)
    return urlencode(query, safe=",:~", quote_via=quote)


def write_own(choices: Mapping[str, Any], catalog: Catalog) -> dict[str, str]:
    """Give an export's own choices, as far as they differ from the usual ones, as a query."""
    found = {}
    routes = [route for route in catalog.routes if route in (choices.get(ROUTES) or ())]
    if routes:
        found[ROUTES] = ".".join(routes)
    plain = usual()
    for name in OPTIONS:
        value = choices.get(option_key(name))
        if value and value != plain[option_key(name)]:
            found[name] = "1" if value is True else str(value)
    return found


def address(view: View, options: Options, catalog: Catalog) -> str:
    """Give the full address that reopens the view and makes the same picture.

    A scenario's leads to the page that shows it; the others assume nothing.
    """
    query = write(view, options, catalog)
    page = "" if view.scenario == BASE else _SCENARIO_PAGE
    return options.address + page + (f"?{query}" if query else "")
