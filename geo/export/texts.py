"""Texts of a catalog made fit for one line of a picture: no controls, line ends, overlength."""

from __future__ import annotations

import json
import unicodedata
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from geo import __version__
from geo.export.assumed import scenario_words
from geo.measure.scenario import BASE
from geo.wording import COST_UNITS, METRIC_LABELS, METRIC_UNITS, number

if TYPE_CHECKING:
    from geo.export.selection import Selection
    from geo.measure.distance import Band
    from geo.model import Metric, Source

ATTRIBUTION = (
    "Rail and roads © OpenStreetMap contributors (ODbL), by scgraph-data. Sea lanes: searoute "
    "(Apache-2.0). Land and borders: Natural Earth 1:50m (public domain)."
)
NO_ENDORSEMENT = (
    "Boundaries and names shown do not imply official endorsement or acceptance by anyone."
)

_ELLIPSIS = "…"
_MAX_CHARACTERS = 160
_SHA_SHOWN = 12
_DRAWN_BY = ("matplotlib", "numpy", "pyproj")
_MAX_STEM = 80


def plain(text: str, limit: int = _MAX_CHARACTERS) -> str:
    """Put a text on one line without control and direction characters, cut to a length.

    >>> plain("a" + chr(10) + " b" + chr(0x202E) + "c")
    'a bc'
    """
    spaced = " ".join(text.split())
    kept = "".join(c for c in spaced if unicodedata.category(c)[0] != "C")
    return kept if len(kept) <= limit else kept[: limit - 1].rstrip() + _ELLIPSIS


def ranged(band: Band) -> tuple[str, str]:
    """Print a band as its middle and its range, such as ``('3,460', '3,370–3,580')``."""
    return number(band.mid), f"{number(band.low)}–{number(band.high)}"


def dated(source: Source) -> str:
    """Name a source with its date."""
    return f"{plain(source.publisher)}, {source.published or 'undated'}"


def title(selection: Selection) -> str:
    """Head the picture: what is shown, where it goes, and which quantity is compared."""
    if selection.options.title:
        return plain(selection.options.title)
    shown = [selection.named(selection.catalog.routes[route].name) for route in selection.routes]
    few = len(shown) <= 2  # noqa: PLR2004 - two names fit one line
    what = " and ".join(shown) if few else "Freight routes"
    if selection.destination:
        what += f" to {selection.named(selection.catalog.places[selection.destination].name, 40)}"
    return f"{what}: {metric_label(selection.metric).lower()} asserted and measured"


def file_stem(selection: Selection) -> str:
    """Name files of a view by identifiers alone, which hold no sign that a file system minds."""
    routes = "-".join(selection.routes) if len(selection.routes) <= 2 else "routes"  # noqa: PLR2004
    scenario = None if selection.view.scenario == BASE else "scenario"
    parts = ["waybill", routes, selection.metric, selection.destination, scenario]
    return "-".join(part for part in parts if part)[:_MAX_STEM]


def metric_label(metric: Metric) -> str:
    """Name a quantity."""
    return METRIC_LABELS[metric]


def figure_unit(selection: Selection) -> str:
    """Head the measured figures of the quantity compared."""
    if selection.metric == "cost":
        return COST_UNITS[selection.view.unit]
    return METRIC_UNITS[selection.metric]


def subtitle(selection: Selection) -> str:
    """Name the sources with their dates."""
    if selection.options.subtitle:
        return plain(selection.options.subtitle)
    sources = [selection.catalog.sources[source] for source in selection.sources]
    if not sources:
        return "No source article is shown."
    return "Articles: " + "; ".join(
        f"{plain(s.publisher, 40)} ({s.published or 'undated'})" for s in sources
    )


def provenance(selection: Selection) -> str:
    """Say which data and program made the file."""
    return f"Catalog sha256 {selection.sha256[:_SHA_SHOWN]}, Waybill {__version__}."


def state(selection: Selection) -> dict[str, Any]:
    """Give what made a file, so that it can be made again: ``link`` alone does, with the catalog.

    Returns
    -------
    dict
        Plain values.
    """
    view = selection.view
    return {
        "link": selection.link,
        "catalog_sha256": selection.sha256,
        "routes": list(selection.routes),
        "sources": list(selection.sources),
        "metric": selection.metric,
        "destination": selection.destination,
        "scenario": {
            "words": scenario_words(view.scenario),
            "closures": list(view.scenario.closures),
            "regime": view.scenario.regime,
            "service": view.scenario.service,
            "set": dict(view.scenario.overrides),
        },
        "unit": view.unit,
        "hedges": view.hedges,
        "claims": list(selection.claims),
        "versions": {"waybill": __version__, **{name: version(name) for name in _DRAWN_BY}},
    }


def metadata(selection: Selection) -> dict[str, str]:
    """Give what stands inside a picture's file."""
    return {
        "Title": title(selection),
        "Software": f"Waybill {__version__}",
        "Copyright": f"{ATTRIBUTION} {NO_ENDORSEMENT}",
        "Source": selection.link,
        "Waybill": json.dumps(state(selection), sort_keys=True),
    }
