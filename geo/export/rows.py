"""Routes, legs, places and claims of a selection as plain rows; :mod:`geo.export.fields` says what.

Texts are bounded and free of control characters, whatever the catalog holds.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo import __version__
from geo.compare.sentences import way_words
from geo.export import assumed
from geo.export.shapes import cut, position
from geo.export.texts import ATTRIBUTION, NO_ENDORSEMENT, title
from geo.records import band_record
from geo.wording import name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from geo.export.fields import Field
    from geo.export.selection import Selection
    from geo.measure.board import Way
    from geo.measure.distance import Band, MeasuredLeg
    from geo.measure.estimate import LegEstimate

Row = dict[str, Any]

_LINE_SOURCES = {
    "rail": "OpenStreetMap contributors (ODbL), by scgraph-data; patch links as listed",
    "road": "OpenStreetMap contributors (ODbL)",
    "sea": "searoute (Apache-2.0)",
    "ferry": "searoute (Apache-2.0)",
}
_MAX_CHARACTERS = 2_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Leg:
    """A leg's row with its line.

    Attributes
    ----------
    parts
        The line cut at the antimeridian, each part of shape (n, 2). [deg]
    """

    name: str
    row: Row
    parts: list[NDArray[np.float64]]


@dataclass(frozen=True)
class Point:
    """A place's row with its position: longitude, latitude [deg]."""

    name: str
    row: Row
    at: tuple[float, float]


def clean(value: Any) -> Any:  # noqa: ANN401 - a cell's value
    """Take control, direction and half characters out of a text, and bound its length."""
    if not isinstance(value, str):
        return value
    kept = (c for c in value if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return "".join(kept)[:_MAX_CHARACTERS]


def tame(value: Any) -> Any:  # noqa: ANN401 - a cell's value
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    if isinstance(value, str) and value.lstrip().startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def columns(rows: Iterable[Row], fields: Sequence[Field]) -> dict[str, list[Any]]:
    """Turn rows into columns; what a row lacks is None."""
    kept = list(rows)
    return {field.name: [row.get(field.name) for row in kept] for field in fields}


def _cleaned(row: Row) -> Row:
    return {key: clean(value) for key, value in row.items()}


def about(selection: Selection) -> dict[str, str]:
    """Say where a file comes from and how to make it again."""
    return {
        "title": title(selection),
        "link": selection.link,
        "catalog_sha256": selection.sha256,
        "scenario": assumed.scenario_words(selection.view.scenario),
        "hedges": selection.view.hedges,
        "program": f"Waybill {__version__}",
        "sources": "; ".join(
            clean(f"{s.publisher}, {s.title}, {s.published or 'undated'}")
            for s in (selection.catalog.sources[source] for source in selection.sources)
        ),
        "attribution": ATTRIBUTION,
        "boundaries": NO_ENDORSEMENT,
    }


def route_rows(selection: Selection) -> list[Row]:
    """One row a way of each route, with its whole figures."""
    catalog, board = selection.catalog, selection.board
    board.estimate(list(selection.measured))
    rows = []
    for route_id, ways in selection.ways.items():
        for way in ways:
            measured = selection.measured.get(way)
            estimate = board.estimates[way] if measured else None
            rows.append(
                {
                    "kind": "route",
                    **_route(selection, way),
                    "shown": way == selection.shown_way(route_id),
                    "modes": " ".join(leg.leg.mode for leg in measured.legs) if measured else None,
                    **_ends(selection, way.origin, way.destination),
                    "countries": _countries(measured.legs) if measured else None,
                    **_length(measured.distance_km if measured else None),
                    **_spread("duration_days", estimate.duration_days if estimate else None),
                    **_spread("cost_usd_per_feu", estimate.cost_usd_per_feu if estimate else None),
                    **_spread(
                        "cost_usd_per_tonne", estimate.cost_usd_per_tonne if estimate else None
                    ),
                    "left_out": " ".join(estimate.omitted) if estimate else None,
                    "fault": selection.unmeasured.get(way),
                    "note": assumed.note(selection, way) or None,
                    "colour": catalog.routes[route_id].colour,
                }
            )
    return [_cleaned(row) for row in rows]


def legs(selection: Selection) -> list[Leg]:
    """One row a leg of every way that can be measured."""
    selection.board.estimate(list(selection.measured))
    return [
        Leg(
            "/".join(filter(None, (way.route, way.variant, str(index + 1)))),
            _cleaned(_leg(selection, way, index, leg, spread)),
            cut(leg.path.lonlat),
        )
        for way, measured in selection.measured.items()
        for index, (leg, spread) in enumerate(
            zip(measured.legs, selection.board.estimates[way].legs, strict=True)
        )
    ]


def places(selection: Selection) -> list[Point]:
    """One row a place on any way, in the order of the legs."""
    found: dict[str, None] = {}
    for measured in selection.measured.values():
        for leg in measured.legs:
            found |= dict.fromkeys((leg.leg.start, *leg.leg.via, leg.leg.end))
    return [_place(selection, place_id) for place_id in found]


def claim_rows(selection: Selection) -> list[Row]:
    """One row a claim of the sources and routes shown, of any quantity, with its verdict."""
    return [_cleaned(_claim(selection, claim_id)) for claim_id in selection.all_claims]


def _claim(selection: Selection, claim_id: str) -> Row:
    claim, verdict = selection.all_claims[claim_id], selection.all_verdicts[claim_id]
    source = selection.catalog.sources[claim.source]
    nearest, asserted = verdict.nearest, verdict.asserted
    names = ("measured_low", "measured_mid", "measured_high")
    way = nearest.way if nearest else None
    return {
        "kind": "claim",
        "claim": claim_id,
        "source": claim.source,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "routes": " ".join(claim.route),
        "metric": claim.metric,
        "form": claim.form,
        "unit": claim.unit,
        "summary": claim.summary,
        "asserted_low": asserted.low if asserted else None,
        "asserted_high": asserted.high if asserted else None,
        **_band(nearest.measured if nearest else None, names),
        "measured_for": way_words(selection.catalog, way) if way else None,
        "verdict": verdict.word,
        "flags": ", ".join(verdict.flags),
        "sentence": verdict.sentence,
    }


def _leg(selection: Selection, way: Way, index: int, leg: MeasuredLeg, spread: LegEstimate) -> Row:
    return {
        "kind": "leg",
        **_route(selection, way),
        "leg": index + 1,
        "mode": leg.leg.mode,
        **_ends(selection, leg.leg.start, leg.leg.end),
        "countries": _countries([leg]),
        **_length(leg.distance_km),
        **_spread("duration_days", spread.duration_days),
        **_spread("cost_usd_per_feu", spread.cost_usd_per_feu),
        **_spread("cost_usd_per_tonne", spread.cost_usd_per_tonne),
        "patch_km": round(leg.patch_km, 1),
        "snap_from_km": round(leg.path.snap_km[0], 2),
        "snap_to_km": round(leg.path.snap_km[-1], 2),
        "data_source": _LINE_SOURCES[leg.leg.mode],
        "colour": selection.catalog.routes[way.route].colour,
    }


def _route(selection: Selection, way: Way) -> Row:
    route = selection.catalog.routes[way.route]
    return {
        "route": way.route,
        "route_name": route.name.en,
        "status": route.status,
        "variant": way.variant,
        "variant_name": route.variants[way.variant].en if way.variant else None,
    }


def _ends(selection: Selection, start: str | None, end: str | None) -> Row:
    catalog = selection.catalog
    return {
        "from": start,
        "to": end,
        "from_name": name(catalog, start),
        "to_name": name(catalog, end),
    }


def _countries(found: Sequence[MeasuredLeg]) -> str:
    return " ".join(dict.fromkeys(code for leg in found for code in leg.path.countries))


def _length(band: Band | None) -> Row:
    low, mid, high = (round(v, 1) for v in (band.low, band.mid, band.high)) if band else [None] * 3
    return {"distance_km": mid, "distance_low_km": low, "distance_high_km": high}


def _spread(quantity: str, band: Band | None) -> Row:
    return _band(band, (f"{quantity}_p10", f"{quantity}_p50", f"{quantity}_p90"))


def _band(band: Band | None, names: tuple[str, str, str]) -> Row:
    found: Row | None = band_record(band, names)
    return found or dict.fromkeys(names)


def _place(selection: Selection, place_id: str) -> Point:
    place = selection.catalog.places[place_id]
    row = {
        "kind": "place",
        "place": place_id,
        "name": place.name.en,
        "name_zh": place.name.zh,
        "name_ru": place.name.ru,
        "place_kind": place.kind,
        "country": place.country,
        "unlocode": place.unlocode,
        "data_source": place.source,
    }
    return Point(f"place/{place_id}", _cleaned(row), position(place))
