"""Legs and places as one GeoParquet 1.1 table; routes and claims stand in the file's metadata."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import parquet
from pyproj import CRS

from geo.export import fields, rows
from geo.export.shapes import bounds, wkb_lines, wkb_point
from geo.export.texts import state

if TYPE_CHECKING:
    from geo.export.selection import Selection

_TYPES = {"text": pa.string(), "real": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_()}
_WGS84 = 4326


def render(selection: Selection, suffix: str) -> bytes:
    """Write a selection as GeoParquet.

    Parameters
    ----------
    suffix
        ``.parquet``.
    """
    del suffix
    legs, places = rows.legs(selection), rows.places(selection)
    found = rows.columns(
        [leg.row for leg in legs] + [place.row for place in places], fields.FEATURE_FIELDS
    )
    columns = [pa.array(found[f.name], _TYPES[f.type]) for f in fields.FEATURE_FIELDS]
    shapes = [wkb_lines(leg.parts) for leg in legs] + [wkb_point(place.at) for place in places]
    schema = pa.schema(
        [
            *(
                pa.field(f.name, _TYPES[f.type], metadata={"meaning": f.meaning, "unit": f.unit})
                for f in fields.FEATURE_FIELDS
            ),
            pa.field("geometry", pa.binary(), nullable=False),
        ],
        metadata={
            "geo": json.dumps(_geo(legs)),
            "waybill": json.dumps({**rows.about(selection), **state(selection)}),
            "routes": json.dumps(rows.route_rows(selection)),
            "claims": json.dumps(rows.claim_rows(selection)),
        },
    )
    table = pa.Table.from_arrays([*columns, pa.array(shapes, pa.binary())], schema=schema)
    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _geo(legs: list[rows.Leg]) -> dict[str, object]:
    """Describe the geometry, as geoparquet.org's version 1.1.0 asks for."""
    column: dict[str, object] = {
        "encoding": "WKB",
        "geometry_types": ["MultiLineString", "Point"] if legs else [],
        "crs": CRS.from_epsg(_WGS84).to_json_dict(),
    }
    if legs:
        column["bbox"] = bounds([part for leg in legs for part in leg.parts])
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
