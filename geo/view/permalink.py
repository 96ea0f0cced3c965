"""A page's state as the query of its address: short, stable, and in identifiers.

Only what differs from the usual stands in it. Unknown or outdated values are left out, and told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.itinerary import origins
from geo.model import MEASURED_METRICS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.model import Catalog, Route

Choices = dict[str, Any]
_MAX_VALUE = 400
KEYS = ("metric", "route", "by", "from", "to", "without", "claim")


def variant_key(route_id: str) -> str:
    """Name the choice of a route's variant."""
    return f"{route_id}-by"


def usual(catalog: Catalog) -> Choices:
    """Give the choices of a page that nobody has touched."""
    return {
        "metric": "distance",
        "route": None,
        "from": None,
        "to": None,
        "claim": None,
        **dict.fromkeys(catalog.sources, True),
        **{variant_key(k): r.first_variant for k, r in catalog.routes.items() if r.variants},
    }


def read(query: Mapping[str, str], catalog: Catalog) -> tuple[Choices, list[str]]:
    """Turn a query into choices.

    Returns
    -------
    tuple
        All choices, and a notice for each value that was left out.
    """
    choices, notices = usual(catalog), []
    starts = {place for route in catalog.routes.values() for place in _starts(route)}
    onward = {place for route in catalog.routes.values() for place in route.onward}
    known: dict[str, Any] = {
        "metric": MEASURED_METRICS,
        "route": catalog.routes,
        "from": starts,
        "to": onward,
        "claim": catalog.claims,
    }
    for key, text in query.items():
        value = str(text)[:_MAX_VALUE]
        if key in known and value in known[key]:
            choices[key] = value
        elif key == "without":
            found = value.split(".")
            choices.update({source: False for source in found if source in catalog.sources})
            notices += [_unknown(key, s) for s in found if s not in catalog.sources]
        elif key == "by":
            notices += _read_variants(value, catalog, choices)
        else:
            notices.append(_unknown(key, value))
    return choices, notices


def _starts(route: Route) -> tuple[str, ...]:
    return tuple(p for variant in route.variants or [None] for p in origins(route, variant))


def _read_variants(text: str, catalog: Catalog, choices: Choices) -> list[str]:
    notices = []
    for pair in text.split("~"):
        route, _, variant = pair.partition(".")
        if route in catalog.routes and variant in catalog.routes[route].variants:
            choices[variant_key(route)] = variant
        else:
            notices.append(_unknown("by", pair))
    return notices


def _unknown(key: str, value: str) -> str:
    return f"{key}={value} is not known here and was left out"


def write(choices: Mapping[str, Any], catalog: Catalog) -> dict[str, str]:
    """Turn choices into a query; the usual ones need none."""
    plain = usual(catalog)
    query = {
        key: str(choices[key])
        for key in ("metric", "route", "from", "to", "claim")
        if choices.get(key) not in (None, plain[key])
    }
    variants = [
        f"{route_id}.{chosen}"
        for route_id in catalog.routes
        if (chosen := choices.get(variant_key(route_id))) and chosen != plain[variant_key(route_id)]
    ]
    hidden = [source for source in catalog.sources if not choices.get(source, True)]
    if variants:
        query["by"] = "~".join(variants)
    if hidden:
        query["without"] = ".".join(hidden)
    return query
