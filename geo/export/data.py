"""The routes as GeoJSON (RFC 7946): one feature a leg and a place, the claims beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from geo import __version__
from geo.compare.sentences import way_words
from geo.export.texts import ATTRIBUTION, NO_ENDORSEMENT, title
from geo.records import band_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.export.selection import Selection
    from geo.measure.board import Way
    from geo.measure.distance import MeasuredLeg
    from geo.measure.estimate import LegEstimate

    Points = NDArray[np.float64]

Record = dict[str, Any]

_DIGITS_DEG = 5  # about a metre, finer than any of the networks
_HALF_TURN_DEG = 180.0
_FULL_TURN_DEG = 360.0
_TWO_POINTS = 2
_LINE_SOURCES = {
    "rail": "OpenStreetMap contributors (ODbL), by scgraph-data; patch links as listed",
    "road": "OpenStreetMap contributors (ODbL)",
    "sea": "searoute (Apache-2.0)",
    "ferry": "searoute (Apache-2.0)",
}


def render(selection: Selection, suffix: str) -> bytes:
    """Write a selection as GeoJSON text, one feature a line.

    Parameters
    ----------
    suffix
        ``.geojson``; the other kinds of data will come here too.
    """
    del suffix
    head = {"type": "FeatureCollection", "name": "waybill", **_head(selection)}
    rows = ",\n".join(_dumps(feature) for feature in _features(selection))
    text = f'{_dumps(head)[:-1]},"features":[\n{rows}\n]}}\n'
    return text.encode()


def _dumps(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _head(selection: Selection) -> Record:
    return {
        "title": title(selection),
        "attribution": f"{ATTRIBUTION} {NO_ENDORSEMENT}",
        "waybill": {
            "version": __version__,
            "catalog_sha256": selection.sha256,
            "routes": list(selection.routes),
            "sources": list(selection.sources),
            "metric": selection.metric,
            "destination": selection.destination,
        },
        "claims": [_claim(selection, claim_id) for claim_id in selection.claims],
        "not_measured": [
            {"route": way.route, "variant": way.variant, "reason": reason}
            for way, reason in selection.unmeasured.items()
        ],
    }


def _claim(selection: Selection, claim_id: str) -> Record:
    claim, verdict = selection.claims[claim_id], selection.verdicts[claim_id]
    source = selection.catalog.sources[claim.source]
    nearest, asserted = verdict.nearest, verdict.asserted
    return {
        "claim": claim_id,
        "source": claim.source,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "routes": list(claim.route),
        "metric": claim.metric,
        "form": claim.form,
        "unit": claim.unit,
        "summary": claim.summary,
        "asserted_low": asserted.low if asserted else None,
        "asserted_high": asserted.high if asserted else None,
        "measured": band_record(nearest.measured, ("low", "mid", "high")) if nearest else None,
        "measured_for": way_words(selection.catalog, nearest.way)
        if nearest and nearest.way
        else None,
        "verdict": verdict.word,
        "flags": list(verdict.flags),
        "sentence": verdict.sentence,
    }


def _features(selection: Selection) -> Iterator[Record]:
    selection.board.estimate(list(selection.measured))
    places: dict[str, None] = {}
    for way, measured in selection.measured.items():
        estimates = selection.board.estimates[way].legs
        for index, (leg, spread) in enumerate(zip(measured.legs, estimates, strict=True)):
            places |= dict.fromkeys((leg.leg.start, *leg.leg.via, leg.leg.end))
            yield {
                "type": "Feature",
                "id": "/".join(filter(None, (way.route, way.variant, str(index + 1)))),
                "properties": _leg(selection, way, index, leg, spread),
                "geometry": geometry(leg.path.lonlat),
            }
    for place_id in places:
        yield _place(selection, place_id)


def _leg(
    selection: Selection, way: Way, index: int, leg: MeasuredLeg, spread: LegEstimate
) -> Record:
    route = selection.catalog.routes[way.route]
    km = leg.distance_km
    days = _spread("duration_days", spread.duration_days)
    return {
        "kind": "leg",
        "route": way.route,
        "route_name": route.name.en,
        "status": route.status,
        "variant": way.variant,
        "variant_name": route.variants[way.variant].en if way.variant else None,
        "leg": index + 1,
        "mode": leg.leg.mode,
        "from": leg.leg.start,
        "to": leg.leg.end,
        "countries": " ".join(leg.path.countries),
        "distance_km": round(km.mid, 1),
        "distance_low_km": round(km.low, 1),
        "distance_high_km": round(km.high, 1),
        **days,
        **_spread("cost_usd_per_feu", spread.cost_usd_per_feu),
        "patch_km": round(leg.patch_km, 1),
        "snap_from_km": round(leg.path.snap_km[0], 2),
        "snap_to_km": round(leg.path.snap_km[-1], 2),
        "source": _LINE_SOURCES[leg.leg.mode],
        "colour": route.colour,
    }


def _spread(name: str, band: Any) -> Record:  # noqa: ANN401 - a Band or None
    names = (f"{name}_p10", f"{name}_p50", f"{name}_p90")
    return band_record(band, names) or dict.fromkeys(names)


def _place(selection: Selection, place_id: str) -> Record:
    place = selection.catalog.places[place_id]
    return {
        "type": "Feature",
        "id": f"place/{place_id}",
        "properties": {
            "kind": "place",
            "place": place_id,
            "name": place.name.en,
            "name_zh": place.name.zh,
            "name_ru": place.name.ru,
            "place_kind": place.kind,
            "country": place.country,
            "unlocode": place.unlocode,
            "source": place.source,
        },
        "geometry": {
            "type": "Point",
            "coordinates": [round(place.lon, _DIGITS_DEG), round(place.lat, _DIGITS_DEG)],
        },
    }


def geometry(lonlat: Points) -> Record:
    """Write a line, cut at the antimeridian where it crosses it (RFC 7946, 3.1.9).

    Parameters
    ----------
    lonlat
        Points, shape (n, 2), longitudes unwrapped. [deg]
    """
    parts = [part.tolist() for part in cut(lonlat)]
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def cut(lonlat: Points) -> list[Points]:
    """Cut a line at the antimeridian and bring every part into [-180, 180].

    Returns
    -------
    list of array
        Parts of two different points at least, shape (n, 2). [deg]
    """
    turns = np.floor((lonlat[:, 0] + _HALF_TURN_DEG) / _FULL_TURN_DEG)
    parts: list[list[Points]] = [[lonlat[0]]]
    part_turns = [turns[0]]
    for index in np.arange(1, len(lonlat)):
        before, after = lonlat[index - 1], lonlat[index]
        if turns[index] != turns[index - 1]:
            edge = max(turns[index], turns[index - 1]) * _FULL_TURN_DEG - _HALF_TURN_DEG
            share = (edge - before[0]) / (after[0] - before[0])
            crossing = np.array([edge, before[1] + share * (after[1] - before[1])])
            parts[-1].append(crossing)
            parts.append([crossing])
            part_turns.append(turns[index])
        parts[-1].append(after)
    found = []
    for points, turn in zip(parts, part_turns, strict=True):
        line = np.round(np.array(points) - [turn * _FULL_TURN_DEG, 0], _DIGITS_DEG)
        line = line[np.r_[True, (np.diff(line, axis=0) != 0).any(axis=1)]]
        if len(line) >= _TWO_POINTS:
            found.append(line)
    return found
