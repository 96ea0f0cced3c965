"""An export's state as the query of an address, and back: the same link, the same picture.

The view's part is the dashboard's own (:mod:`geo.view.permalink`); the picture's options stand
beside it, each only where it differs from the usual.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from geo.errors import InputError
from geo.export.options import Options, View
from geo.view import permalink

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.model import Catalog

ROUTES = "routes"
OPTIONS = tuple(field.name for field in fields(Options) if field.name != "base")
OWN_KEYS = (ROUTES, *OPTIONS)
_SHOWN = 60
_MAX_QUERY = 4_000
_NOTICES = 5


def parse(address: str) -> dict[str, str]:
    """Take the query out of an address; a bare query, with or without ``?``, is one too."""
    parts = urlsplit(address.strip())
    text = parts.query or ("" if parts.scheme else address.strip().lstrip("?"))
    if len(text) > _MAX_QUERY:
        message = f"the link has {len(text)} characters; at most {_MAX_QUERY} are read"
        raise InputError(message)
    return dict(parse_qsl(text, keep_blank_values=True))


def read(query: Mapping[str, str], catalog: Catalog) -> tuple[View, Options, list[str]]:
    """Turn a query into a view and options.

    Returns
    -------
    tuple
        Both, and a notice for each unknown or outdated value, which was left out.
    """
    own = {key: value for key, value in query.items() if key in OWN_KEYS}
    choices, notices = permalink.read(
        {key: value for key, value in query.items() if key not in OWN_KEYS}, catalog
    )
    if own.get(ROUTES):
        choices[ROUTES] = [r for r in own[ROUTES].split(".") if r in catalog.routes]
        unknown = [r for r in own[ROUTES].split(".") if r not in catalog.routes]
        notices += [_left_out(ROUTES, route) for route in unknown]
    options, more = read_options(own)
    return view_of(choices, catalog), options, (notices + more)[:_NOTICES]


def read_options(query: Mapping[str, str]) -> tuple[Options, list[str]]:
    """Take a picture's options from a query; see :func:`read`."""
    options, notices = Options(), []
    for key in OPTIONS:
        if key not in query:
            continue
        value: Any = query[key] == "1" if key == "graticule" else query[key]
        try:
            options = replace(options, **{key: value})
        except InputError:
            notices.append(_left_out(key, query[key]))
    return options, notices


def _left_out(key: str, value: str) -> str:
    return f"{key}={value[:_SHOWN]} is not known here and was left out"


def view_of(choices: Mapping[str, Any], catalog: Catalog) -> View:
    """Take what an export shows from a page's choices.

    The routes chosen for the export, else the page's chosen route, else all.
    """
    shown = tuple(r for r in choices.get(ROUTES) or () if r in catalog.routes)
    if not shown and choices.get("route") in catalog.routes:
        shown = (str(choices["route"]),)
    variants = {
        route: choices[key]
        for route, record in catalog.routes.items()
        if choices.get(key := permalink.variant_key(route)) in record.variants
    }
    sources = tuple(s for s in catalog.sources if choices.get(permalink.source_key(s), True))
    return View(
        shown or None,
        sources if len(sources) < len(catalog.sources) else None,
        choices.get("metric") or "distance",
        choices.get("from"),
        choices.get("to"),
        variants,
    )


def write(view: View, options: Options, catalog: Catalog) -> str:
    """Turn a view and options into a query; what is usual needs no word."""
    routes = tuple(route for route in catalog.routes if route in (view.routes or ()))
    choices: dict[str, Any] = {
        "metric": view.metric,
        "from": view.origin,
        "to": view.destination,
        "route": routes[0] if len(routes) == 1 else None,
        **{permalink.variant_key(route): variant for route, variant in view.variants.items()},
    }
    if view.sources is not None:
        choices |= {permalink.source_key(s): s in view.sources for s in catalog.sources}
    query = permalink.write({**permalink.usual(catalog), **choices}, catalog)
    if 1 < len(routes) < len(catalog.routes):
        query[ROUTES] = ".".join(routes)
    return urlencode(query | write_options(options), safe=",:~", quote_via=quote)


def write_options(options: Options) -> dict[str, str]:
    """Give the options that differ from the usual ones as a query."""
    usual = Options()
    found = {}
    for key in OPTIONS:
        value = cast("str | bool | None", getattr(options, key))
        if value != getattr(usual, key) and value is not None:
            found[key] = "1" if value is True else str(value)
    return found


def address(view: View, options: Options, catalog: Catalog) -> str:
    """Give the full address that reopens the view and makes the same picture."""
    query = write(view, options, catalog)
    return options.address + (f"?{query}" if query else "")
