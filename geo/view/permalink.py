"""A page's state as the query of its address: short, stable, and in identifiers.

Only what differs from the usual stands in it. Unknown or outdated values are left out, and told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import itinerary
from geo.model import MEASURED_METRICS
from geo.parameters import WIDTHS
from geo.view import filterlink, scenariolink

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.model import Catalog

Choices = dict[str, Any]
_SHOWN = 60
_NOTICES = 5


def variant_key(route_id: str) -> str:
    """Name the choice of a route's variant."""
    return f"by:{route_id}"


def source_key(source_id: str) -> str:
    """Name the choice whether a source is shown; no other key has a colon."""
    return f"source:{source_id}"


def variants(choices: Mapping[str, Any], catalog: Catalog) -> dict[str, str]:
    """Give the chosen variant of each route that has several."""
    chosen = {route_id: choices.get(variant_key(route_id)) for route_id in catalog.routes}
    return {route_id: variant for route_id, variant in chosen.items() if variant}


def starts(catalog: Catalog) -> list[str]:
    """Give every place that a route may start from."""
    return itinerary.starts(catalog, catalog.routes)


def ends(catalog: Catalog) -> list[str]:
    """Give every port that a route may go on to."""
    return list(dict.fromkeys(p for route in catalog.routes.values() for p in route.onward))


def usual(catalog: Catalog) -> Choices:
    """Give the choices of a page that nobody has touched."""
    return {
        "metric": "distance",
        "route": None,
        "from": None,
        "to": None,
        "claim": None,
        "hedges": "usual",
        **filterlink.usual(catalog),
        **scenariolink.usual(),
        **{source_key(source): True for source in catalog.sources},
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
    known: dict[str, Any] = {
        "metric": MEASURED_METRICS,
        "route": catalog.routes,
        "from": starts(catalog),
        "to": ends(catalog),
        "claim": catalog.claims,
        "hedges": WIDTHS,
    }
    for key, text in query.items():
        value = str(text)
        if key in known and value in known[key]:
            choices[key] = value
        elif key == "without":
            found = value.split(".")
            choices.update({source_key(s): False for s in found if s in catalog.sources})
            notices += [_unknown(key, s) for s in found if s not in catalog.sources]
        elif key == "by":
            notices += _read_variants(value, catalog, choices)
        elif key in filterlink.KEYS:
            unknown = filterlink.read(key, value, choices, catalog)
            notices += [_unknown(key, text) for text in unknown]
        elif key in scenariolink.KEYS:
            notices += scenariolink.read(key, value, choices, catalog)
        else:
            notices.append(_unknown(key, value))
    return choices, notices[:_NOTICES]


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
    return f"{key}={value[:_SHOWN]} is not known here and was left out"


def write(choices: Mapping[str, Any], catalog: Catalog) -> dict[str, str]:
    """Turn choices into a query; the usual ones need none."""
    plain = usual(catalog)
    gone: dict[str, Mapping[str, Any]] = {"route": catalog.routes, "claim": catalog.claims}
    query = {
        key: str(choices[key])
        for key in ("metric", "route", "from", "to", "claim", "hedges")
        if choices.get(key) not in (None, plain[key])
        and (key not in gone or choices[key] in gone[key])
    }
    variants = [
        f"{route_id}.{chosen}"
        for route_id, route in catalog.routes.items()
        if (chosen := choices.get(variant_key(route_id))) in route.variants
        and chosen != route.first_variant
    ]
    hidden = [source for source in catalog.sources if not choices.get(source_key(source), True)]
    if variants:
        query["by"] = "~".join(variants)
    if hidden:
        query["without"] = ".".join(hidden)
    return query | filterlink.write(choices, catalog) | scenariolink.write(choices)
