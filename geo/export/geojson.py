"""The routes as GeoJSON (RFC 7946): one feature a leg and a place, the claims beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.export import fields, rows
from geo.export.shapes import line_geometry
from geo.export.texts import state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.export.selection import Selection

Record = dict[str, Any]


def render(selection: Selection, suffix: str) -> bytes:
    """Write a selection as GeoJSON text, one feature a line.

    Parameters
    ----------
    suffix
        ``.geojson``.
    """
    del suffix
    about = rows.about(selection)
    head = {
        "type": "FeatureCollection",
        "name": "waybill",
        **about,
        "waybill": state(selection),
        "fields": {
            f.name: f"{f.meaning} [{f.unit}]" if f.unit else f.meaning for f in fields.ALL_FIELDS
        },
        "routes": rows.route_rows(selection),
        "claims": rows.claim_rows(selection),
        "not_measured": [
            {"route": way.route, "variant": way.variant, "reason": rows.clean(reason)}
            for way, reason in selection.unmeasured.items()
        ],
    }
    lines = ",\n".join(_dumps(feature) for feature in _features(selection))
    return f'{_dumps(head)[:-1]},"features":[\n{lines}\n]}}\n'.encode()


def _dumps(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _features(selection: Selection) -> Iterator[Record]:
    for leg in rows.legs(selection):
        yield _feature(leg.name, leg.row, line_geometry(leg.parts))
    for place in rows.places(selection):
        yield _feature(place.name, place.row, {"type": "Point", "coordinates": list(place.at)})


def _feature(name: str, properties: Record, geometry: Record) -> Record:
    return {"type": "Feature", "id": name, "properties": properties, "geometry": geometry}
