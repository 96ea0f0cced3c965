"""Legs, places, routes, claims and the columns' meanings as an OGC GeoPackage 1.3.

Written by SQLite alone: GDAL's Python packages take longer to import than the file to write, and
stamp the present moment into it.
"""

from __future__ import annotations

import sqlite3
import struct
from typing import TYPE_CHECKING, Any

from pyproj import CRS

from geo.export import fields, rows
from geo.export.shapes import bounds, wkb_lines, wkb_point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.export.selection import Selection

_APPLICATION_ID = 0x47504B47  # "GPKG"
_VERSION = 10300
_WGS84 = 4326
_CHANGED = "2000-01-01T00:00:00.000Z"  # any fixed moment: the same view gives the same bytes
_WITH_ENVELOPE, _WITHOUT_ENVELOPE = 0b011, 0b001  # little-endian, and x and y bounds or none
_TYPES = {"text": "TEXT", "real": "REAL", "integer": "INTEGER", "boolean": "BOOLEAN"}
# The tables that the standard asks for (OGC 12-128r17, annex C).
_STANDARD = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
  description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
  identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL,
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
  m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""


def render(selection: Selection, suffix: str) -> bytes:
    """Write a selection as a GeoPackage.

    Parameters
    ----------
    suffix
        ``.gpkg``.
    """
    del suffix
    legs, places = rows.legs(selection), rows.places(selection)
    told = [{"what": key, "text": text} for key, text in rows.about(selection).items()]
    meanings = [
        {"column": f.name, "type": f.type, "unit": f.unit, "meaning": f.meaning}
        for f in fields.ALL_FIELDS
    ]
    with sqlite3.connect(":memory:", isolation_level=None) as file:
        file.executescript(
            f"PRAGMA application_id={_APPLICATION_ID}; PRAGMA user_version={_VERSION}; {_STANDARD}"
        )
        _reference_systems(file)
        lines = [_blob(wkb_lines(leg.parts), bounds(leg.parts)) for leg in legs]
        _layer(file, "legs", fields.LEG_FIELDS, [leg.row for leg in legs], lines)
        points = [_blob(wkb_point(place.at)) for place in places]
        _layer(file, "places", fields.PLACE_FIELDS, [place.row for place in places], points)
        box = bounds([part for leg in legs for part in leg.parts]) if legs else (None,) * 4
        _register(file, "legs", "MULTILINESTRING", box)
        _register(file, "places", "POINT", box)
        _table(file, "routes", fields.ROUTE_FIELDS, rows.route_rows(selection))
        _table(file, "claims", fields.CLAIM_FIELDS, rows.claim_rows(selection))
        _table(file, "fields", _texts("column", "type", "unit", "meaning"), meanings)
        _table(file, "about", _texts("what", "text"), told)
        file.execute("VACUUM")
        content: bytes = file.serialize()
    file.close()
    return content


def _texts(*names: str) -> tuple[fields.Field, ...]:
    return tuple(fields.Field(name, "text", "", "") for name in names)


def _reference_systems(file: sqlite3.Connection) -> None:
    wgs84 = CRS.from_epsg(_WGS84).to_wkt("WKT1_GDAL")
    file.executemany(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)",
        [
            ("Undefined cartesian", -1, "NONE", -1, "undefined", ""),
            ("Undefined geographic", 0, "NONE", 0, "undefined", ""),
            ("WGS 84", _WGS84, "EPSG", _WGS84, wgs84, "longitude and latitude in degrees"),
        ],
    )


def _blob(wkb: bytes, box: tuple[float, float, float, float] | None = None) -> bytes:
    """Put a GeoPackage's header before a geometry."""
    if box is None:
        return struct.pack("<2sBBi", b"GP", 0, _WITHOUT_ENVELOPE, _WGS84) + wkb
    west, south, east, north = box
    head = struct.pack("<2sBBi", b"GP", 0, _WITH_ENVELOPE, _WGS84)
    return head + struct.pack("<4d", west, east, south, north) + wkb


def _layer(
    file: sqlite3.Connection,
    name: str,
    columns: Sequence[fields.Field],
    lines: Sequence[dict[str, Any]],
    shapes: Sequence[bytes],
) -> None:
    _create(file, name, columns, geometry="geom GEOMETRY, ")
    values = [(shape, *_values(line, columns)) for line, shape in zip(lines, shapes, strict=True)]
    _insert(file, name, ["geom", *(f.name for f in columns)], values)


def _table(
    file: sqlite3.Connection,
    name: str,
    columns: Sequence[fields.Field],
    lines: Sequence[dict[str, Any]],
) -> None:
    _create(file, name, columns)
    _insert(file, name, [f.name for f in columns], [_values(line, columns) for line in lines])
    file.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'attributes', ?, '', ?, NULL, NULL, NULL, NULL, 0)",
        (name, name, _CHANGED),
    )


def _create(
    file: sqlite3.Connection, name: str, columns: Sequence[fields.Field], geometry: str = ""
) -> None:
    listed = ", ".join(f'"{field.name}" {_TYPES[field.type]}' for field in columns)
    file.execute(f'CREATE TABLE "{name}" (fid INTEGER PRIMARY KEY, {geometry}{listed})')


def _insert(
    file: sqlite3.Connection, name: str, columns: Sequence[str], values: Sequence[tuple[Any, ...]]
) -> None:
    # Names come from this module and from fields.py only.
    listed = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    file.executemany(f'INSERT INTO "{name}" ({listed}) VALUES ({marks})', values)  # noqa: S608


def _values(line: dict[str, Any], columns: Sequence[fields.Field]) -> tuple[Any, ...]:
    return tuple(line.get(field.name) for field in columns)


def _register(
    file: sqlite3.Connection, name: str, geometry: str, box: tuple[float | None, ...]
) -> None:
    file.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, '', ?, ?, ?, ?, ?, ?)",
        (name, name, _CHANGED, *box, _WGS84),
    )
    file.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
        (name, geometry, _WGS84),
    )
