"""The offline map's rows, tooltips and place names in another language than English.

The dashboard's own functions make them in English; here their fixed words, names and numbers are
put into the language chosen. Summaries and sentences of claims stay as the catalog has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.export.words import asserted, ranged
from geo.model import Interval

if TYPE_CHECKING:
    from geo.export.selection import Selection
    from geo.model import Claim
    from geo.view.scene import Scene

Row = dict[str, Any]
_NONE = "–"
_LINES_SHOWN = 4


def route_row(selection: Selection, scene: Scene, row: Row) -> Row:
    """Translate a row of :func:`geo.view.charts.route_rows`."""
    route_id = row["id"]
    band = scene.band(route_id)
    measured = selection.board.measure(scene.ways[route_id])
    count = len(scene.claims_on(route_id))
    many = "1 claim" if count == 1 else "{count} claims"
    return row | {
        "route": selection.named(selection.catalog.routes[route_id].name),
        "way": _ends(selection, measured.itinerary.origin, measured.itinerary.destination)
        if measured
        else selection.say("not measured"),
        "value": selection.figure(band.mid) if band else _NONE,
        "range": ranged(selection.options.lang, band.low, band.high)
        if band
        else selection.say("no estimate"),
        "claims": selection.say(many, count=count),
        "legs": [
            {
                **leg,
                "title": f"{selection.say(leg['mode'])} {selection.figure(leg['km'], 'km')}",
            }
            for leg in row["legs"]
        ],
    }


def bar_row(selection: Selection, claim_id: str, row: Row) -> Row:
    """Translate a row of :func:`geo.view.charts.comparison_rows`."""
    claim = selection.claims[claim_id]
    verdict = selection.verdicts[claim_id]
    publisher = selection.catalog.sources[claim.source].publisher
    return row | {
        "label": f"{_subject(selection, claim)}: {_said(selection, claim, verdict.asserted)}",
        "note": f"{selection.say(verdict.word)} · {publisher}",
    }


def claim_row(selection: Selection, claim_id: str, row: Row) -> Row:
    """Translate a row of :func:`geo.view.tables.claim_rows`."""
    claim = selection.claims[claim_id]
    verdict = selection.verdicts[claim_id]
    band = verdict.nearest.measured if verdict.nearest else None
    measured = Interval(low=band.low, high=band.high) if band else None
    return row | {
        "verdict": selection.say(verdict.word),
        "asserted": _said(selection, claim, verdict.asserted),
        "measured": _said(selection, claim, measured),
        "about": _subject(selection, claim),
        "date": selection.say(row["date"]),
    }


def tooltip(selection: Selection, scene: Scene, route_id: str) -> list[str]:
    """Make a route's tooltip: its ends and length, and what is asserted of it."""
    measured = selection.board.measure(scene.ways[route_id])
    if measured is None:
        return []
    way, band = measured.itinerary, measured.distance_km
    length = ranged(selection.options.lang, band.low, band.high)
    rows = [f"{_ends(selection, way.origin, way.destination)}: {length} {selection.say('km')}"]
    for claim_id, claim in selection.claims.items():
        interval = selection.verdicts[claim_id].asserted
        if route_id not in claim.route or interval is None:
            continue
        figure = asserted(selection.options.lang, claim, interval)
        source = selection.catalog.sources[claim.source].publisher
        rows.append(selection.say("asserted: {figure} ({source})", figure=figure, source=source))
    unseen = len(rows) - _LINES_SHOWN
    more = [selection.say("and {count} more", count=unseen)] if unseen > 0 else []
    return rows[:_LINES_SHOWN] + more


def place_names(selection: Selection, lines: Row) -> Row:
    """Rename the places of :func:`geo.view.lines.lines`."""
    known = selection.catalog.places
    places = {
        place_id: {**place, "name": selection.named(known[place_id].name)}
        for place_id, place in lines["places"].items()
    }
    return {**lines, "places": places}


def _ends(selection: Selection, *places: str) -> str:
    return " – ".join(selection.named(selection.catalog.places[place].name) for place in places)


def _subject(selection: Selection, claim: Claim) -> str:
    catalog = selection.catalog
    found = [
        catalog.routes.get(key) or catalog.places.get(key)
        for key in (*claim.route, *([] if claim.route else [claim.facility or ""]))
    ]
    return ", ".join(selection.named(record.name) for record in found if record)


def _said(selection: Selection, claim: Claim, interval: Interval | None) -> str:
    return asserted(selection.options.lang, claim, interval) if interval else _NONE
