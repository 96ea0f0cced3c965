"""The vector basemap and the table of countries, built from Natural Earth.

Sources: Natural Earth 1:50m admin-0 countries (public domain) as TopoJSON of the npm package
``world-atlas`` 2.0.2, for the shapes; pycountry's ISO 3166-1 table and translations, for codes and
names. Run ``python -m geo.basemap countries-50m.json countries-10m.json`` to build both files anew.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import geopandas
    import numpy as np
    from shapely import MultiPolygon, Polygon

DATA = FilePath(__file__).resolve().parent / "data"
BASEMAP_PATH = DATA / "basemap.json"

# The map may be panned from the Atlantic eastwards to the American east coast beyond the Pacific.
_VIEW_DEG = (-130.0, -45.0, 300.0, 82.0)
_SIMPLIFY_DEG = 0.1
_PRECISION_DEG = 0.01
_MIN_AREA_DEG2 = 0.04
_PORT_MARGIN_DEG = 0.5
_POLE_STEP_DEG = 1.0


@cache
def load() -> dict[str, Any]:
    """Read the basemap: a GeoJSON FeatureCollection with ``country`` (ISO alpha-2 or null)."""
    collection: dict[str, Any] = json.loads(BASEMAP_PATH.read_text(encoding="utf-8"))
    return collection


def _unwrap(xy: np.ndarray, near: float | None = None) -> np.ndarray | None:
    import numpy as np

    lon = np.unwrap(xy[:, 0], period=360)
    if not len(lon) or abs(lon[-1] - lon[0]) > _POLE_STEP_DEG:
        return None
    if near is not None:
        lon = lon + 360 * np.round((near - lon.mean()) / 360)
    return np.column_stack([lon, xy[:, 1]])


def _unwrapped(polygon: Polygon) -> Polygon | None:
    import numpy as np
    from shapely import Polygon

    shell = _unwrap(np.asarray(polygon.exterior.coords)[:, :2])
    if shell is None:
        return None
    holes = [_unwrap(np.asarray(r.coords)[:, :2], shell[:, 0].mean()) for r in polygon.interiors]
    return Polygon(shell, [hole for hole in holes if hole is not None])


def _countries(path: FilePath) -> geopandas.GeoDataFrame:
    import geopandas
    import pycountry
    import shapely
    from shapely import MultiPolygon

    frame = geopandas.read_file(path, layer="countries", engine="pyogrio")
    frame = frame.set_crs(4326, allow_override=True)
    shapes = []
    for shape in frame.geometry:
        parts = [part for part in map(_unwrapped, shapely.get_parts(shape)) if part is not None]
        shapes.append(_polygons(shapely.make_valid(MultiPolygon(parts))))
    frame["geometry"] = shapes
    found = [pycountry.countries.get(numeric=str(code).zfill(3)) for code in frame["id"]]
    frame["country"] = [record.alpha_2 if record else None for record in found]
    frame.loc[frame["name"] == "Kosovo", "country"] = "XK"
    return frame[~frame.geometry.is_empty]


def _polygons(shape: Any) -> MultiPolygon:  # noqa: ANN401 - any geometry
    import shapely
    from shapely import MultiPolygon

    parts = shapely.get_parts(shapely.get_parts(shape))
    return MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


def build_basemap(source: FilePath) -> dict[str, Any]:
    """Simplify, repeat beyond the antimeridian and clip the countries.

    Shared borders stay shared (coverage simplification). Longitudes reach 300, so that a line
    over the Pacific need not jump.

    Returns
    -------
    dict
        GeoJSON FeatureCollection, EPSG:4326 with unwrapped longitudes.
    """
    import shapely
    from shapely import affinity, box

    frame = _countries(source)
    simple = shapely.coverage_simplify(frame.geometry.to_numpy(), _SIMPLIFY_DEG)
    features = []
    for shift in (0, 360, -360):
        for country, shape in zip(frame["country"], simple, strict=True):
            moved = shapely.make_valid(affinity.translate(shape, xoff=shift))
            clipped = _polygons(shapely.intersection(moved, box(*_VIEW_DEG)))
            large = [part for part in clipped.geoms if part.area > _MIN_AREA_DEG2]
            if not large:
                continue
            rounded = shapely.set_precision(
                shapely.multipolygons(large), _PRECISION_DEG, mode="pointwise"
            )
            geometry = json.loads(shapely.to_geojson(rounded))
            properties = {"country": None if country is None else str(country)}
            features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def build_countries(source: FilePath) -> dict[str, dict[str, Any]]:
    """Give names and bounding box of every country, keyed by ISO alpha-2 code."""
    import gettext

    import pycountry

    translations = {
        language: gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [locale])
        for language, locale in (("zh", "zh_CN"), ("ru", "ru"))
    }
    frame = _countries(source).dropna(subset=["country"]).dissolve("country")
    table = {}
    for code, row in frame.iterrows():
        record = pycountry.countries.get(alpha_2=code)
        formal = record.name if record else row["name"]
        table[str(code)] = {
            "en": row["name"],
            **{language: t.gettext(formal) for language, t in translations.items()},
            "bbox": _box(_polygons(row.geometry)),
        }
    return dict(sorted(table.items()))


def _box(shape: MultiPolygon) -> list[float]:
    """Give west, south, east, north around all parts, counted from the largest one's longitude."""
    import numpy as np

    parts = np.array([part.bounds for part in shape.geoms])
    largest = max(shape.geoms, key=lambda part: part.area)
    middle = (parts[:, 0] + parts[:, 2]) / 2
    shift = 360 * np.round((largest.centroid.x - middle) / 360)
    parts[:, [0, 2]] += shift[:, None]
    west, south = parts[:, :2].min(axis=0) - _PORT_MARGIN_DEG
    east, north = parts[:, 2:].max(axis=0) + _PORT_MARGIN_DEG
    return [round(float(value), 2) for value in (west, south, east, north)]


def main(shapes_path: str, boxes_path: str) -> None:
    """Write ``basemap.json`` and ``countries.json`` from two TopoJSON files."""
    compact = {"ensure_ascii": False, "separators": (",", ":")}
    basemap = build_basemap(FilePath(shapes_path))
    BASEMAP_PATH.write_text(json.dumps(basemap, **compact) + "\n", encoding="utf-8")  # type: ignore[arg-type]
    rows = build_countries(FilePath(boxes_path))
    text = ",\n".join(f"{json.dumps(k)}:{json.dumps(v, **compact)}" for k, v in rows.items())  # type: ignore[arg-type]
    (DATA / "countries.json").write_text("{\n" + text + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
