"""Texts of a catalog made fit for one line of a picture: no controls, line ends, overlength."""

from __future__ import annotations

import json
import unicodedata
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from geo import __version__
from geo.export.assumed import scenario_words
from geo.measure.scenario import BASE
from geo.wording import COST_UNITS, METRIC_LABELS, METRIC_UNITS

if TYPE_CHECKING:
    from geo.export.selection import Selection
    from geo.model import Source

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


def dated(selection: Selection, source: Source) -> str:
    """Name a source with its date."""
    return f"{plain(source.publisher)}, {source.published or selection.say('undated')}"


def title(selection: Selection) -> str:
    """Head the picture: what is shown, where it goes, and which quantity is compared."""
    if selection.options.title:
        return plain(selection.options.title)
    shown = [selection.named(selection.catalog.routes[route].name) for route in selection.routes]
    match shown:
        case [what]:
            pass
        case [one, other]:
            what = selection.say("{one} and {other}", one=one, other=other)
        case _:
            what = selection.say("Freight routes")
    if selection.destination:
        place = selection.named(selection.catalog.places[selection.destination].name, 40)
        what = selection.say("{what} to {place}", what=what, place=place)
    quantity = selection.say(METRIC_LABELS[selection.metric]).lower()
    head = "{what}: {quantity} asserted and measured"
    return selection.say(head, what=what, quantity=quantity)


def file_stem(selection: Selection) -> str:
    """Name files of a view by identifiers alone, which hold no sign that a file system minds."""
    routes = "-".join(selection.routes) if len(selection.routes) <= 2 else "routes"  # noqa: PLR2004
    scenario = None if selection.view.scenario == BASE else "scenario"
    parts = ["waybill", routes, selection.metric, selection.destination, scenario]
    return "-".join(part for part in parts if part)[:_MAX_STEM]


def figure_unit(selection: Selection) -> str:
    """Head the measured figures of the quantity compared."""
    if selection.metric == "cost":
        return selection.say(COST_UNITS[selection.view.unit])
    return selection.say(METRIC_UNITS[selection.metric])


def subtitle(selection: Selection) -> str:
    """Name the sources with their dates."""
    if selection.options.subtitle:
        return plain(selection.options.subtitle)
    sources = [selection.catalog.sources[source] for source in selection.sources]
    if not sources:
        return selection.say("No source article is shown.")
    undated = selection.say("undated")
    named = "; ".join(f"{plain(s.publisher, 40)} ({s.published or undated})" for s in sources)
    return selection.say("Articles: {articles}", articles=named)


def provenance(selection: Selection) -> str:
    """Say which data and program made the file."""
    sha = selection.sha256[:_SHA_SHOWN]
    program = f"Waybill {__version__}"
    return selection.say("Catalog sha256 {sha}, {program}.", sha=sha, program=program)


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
