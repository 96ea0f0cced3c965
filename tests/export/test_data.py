"""GeoPackage, GeoParquet, KML, CSV and XLSX, read back by other programs."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import xml.etree.ElementTree as ET

import geopandas
import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import pytest

from geo import export
from geo.export import fields
from geo.export.options import View
from geo.export.rows import tame

VIEW = View(routes=("middle-corridor", "china-khorgos"), destination="los-angeles")
# variants poti, batumi, mersin, istanbul, kuryk with 4, 4, 5, 5, 4 legs; four with three each
LEGS = 4 + 4 + 5 + 5 + 4 + 4 * 3
DATA = (".geojson", ".gpkg", ".parquet", ".kml", ".csv", ".xlsx")
WORDS = ("agrees", "differs", "depends", "says little", "not comparable", "not measurable")
KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture(scope="module")
def folder(catalog, tmp_path_factory):
    home = tmp_path_factory.mktemp("data")
    for suffix in DATA:
        export.write(catalog, home / f"x{suffix}", VIEW)
    return home


@pytest.fixture(scope="module")
def geojson(folder):
    return json.loads((folder / "x.geojson").read_text())


def _frame(folder, suffix):
    path = folder / f"x{suffix}"
    if suffix == ".parquet":
        return geopandas.read_parquet(path)
    if suffix == ".gpkg":
        frames = [geopandas.read_file(path, layer=layer) for layer in ("legs", "places")]
        return geopandas.GeoDataFrame(pd.concat(frames, ignore_index=True))
    return geopandas.read_file(path)


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".parquet", ".kml"])
def test_gdal_reads_every_feature_valid_in_wgs84_and_cut_at_the_antimeridian(
    folder, geojson, suffix
):
    frame = _frame(folder, suffix)
    assert len(frame) == len(geojson["features"])
    assert frame.crs.to_epsg() == 4326
    assert frame.is_valid.all()
    lines = frame[frame.geom_type != "Point"]
    assert len(lines) == LEGS
    west, south, east, north = frame.total_bounds
    assert (west, east) == (-180, 180)
    assert -90 <= south < north <= 90
    for shape in lines.geometry:
        for part in getattr(shape, "geoms", [shape]):
            assert np.abs(np.diff(np.asarray(part.coords)[:, 0])).max() < 90


@pytest.mark.parametrize("suffix", [".gpkg", ".parquet"])
def test_figures_keep_their_type_and_value(folder, geojson, suffix):
    frame = _frame(folder, suffix)
    legs = frame[frame["kind"] == "leg"].reset_index(drop=True)
    wanted = [f["properties"] for f in geojson["features"] if f["properties"]["kind"] == "leg"]
    for name in ("distance_km", "duration_days_p50", "cost_usd_per_feu_p90", "patch_km"):
        assert legs[name].dtype == float
        found = [None if np.isnan(v) else v for v in legs[name]]
        assert found == [row[name] for row in wanted]
    assert legs["leg"].tolist() == [row["leg"] for row in wanted]


def test_qgis_finds_layers_and_tables_without_a_warning(folder):
    path = folder / "x.gpkg"
    layers = dict(pyogrio.list_layers(path).tolist())
    assert layers == {
        "legs": "MultiLineString",
        "places": "Point",
        "routes": None,
        "claims": None,
        "fields": None,
        "about": None,
    }
    claims = pyogrio.read_dataframe(path, layer="claims", read_geometry=False)
    assert len(claims) == len(json.loads((folder / "x.geojson").read_text())["claims"])
    assert claims["verdict"].isin(WORDS).all()
    with sqlite3.connect(path) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not file.execute("PRAGMA foreign_key_check").fetchall()
    file.close()


def test_parquet_carries_claims_and_what_its_columns_mean(folder, geojson):
    import pyarrow.parquet as pq

    schema = pq.read_schema(folder / "x.parquet")
    assert json.loads(schema.metadata[b"claims"]) == geojson["claims"]
    assert json.loads(schema.metadata[b"waybill"])["link"] == geojson["link"]
    assert schema.field("distance_km").metadata[b"unit"] == b"km"


def test_kml_shows_each_route_in_its_colour(folder, catalog):
    root = ET.parse(folder / "x.kml").getroot()  # noqa: S314
    colours = {
        style.get("id"): style.findtext(f"{KML}LineStyle/{KML}color")
        for style in root.iter(f"{KML}Style")
    }
    red, green, blue = (catalog.routes["china-khorgos"].colour[at : at + 2] for at in (1, 3, 5))
    assert colours["china-khorgos"] == f"ff{blue}{green}{red}"
    used = {mark.text for mark in root.iter(f"{KML}styleUrl")}
    assert used == {"#china-khorgos", "#middle-corridor"}


def test_table_has_routes_legs_claims_and_the_link(folder, geojson):
    raw = (folder / "x.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")  # else Excel garbles Chinese names
    lines = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    kinds = [line["kind"] for line in lines]
    assert kinds.count("leg") == LEGS
    assert kinds.count("route") == len(geojson["routes"]) == 9
    assert kinds.count("claim") == len(geojson["claims"]) > 0
    assert {n["text"] for n in lines if n["about"] == "link"} == {geojson["link"]}
    shown = [line for line in lines if line["kind"] == "route" and line["shown"] == "True"]
    assert {line["route"] for line in shown} == set(VIEW.routes)


def test_workbook_reads_back_with_figures_claims_and_meanings(folder, geojson):
    book = openpyxl.load_workbook(folder / "x.xlsx")
    assert book.sheetnames == ["Routes", "Legs", "Claims", "Fields", "About"]
    legs = list(book["Legs"].iter_rows(values_only=True))
    assert len(legs) == LEGS + 1
    km = legs[0].index("distance_km")
    first = geojson["features"][0]["properties"]
    assert legs[1][km] == first["distance_km"]
    claims = [dict(zip(*pair, strict=True)) for pair in _pairs(book["Claims"])]
    assert {c["claim"]: c["verdict"] for c in claims} == {
        c["claim"]: c["verdict"] for c in geojson["claims"]
    }
    explained = {row[0].value for row in book["Fields"].iter_rows(min_row=2)}
    assert explained >= {cell for cell in legs[0] if cell}
    about = {row[0].value: row[1].value for row in book["About"].iter_rows(min_row=2)}
    assert about["link"] == geojson["link"]
    assert "OpenStreetMap" in about["attribution"]


def _pairs(sheet):
    head, *rest = sheet.iter_rows(values_only=True)
    return [(head, row) for row in rest]


def test_every_column_is_explained_once():
    assert len({field.name for field in fields.ALL_FIELDS}) == len(fields.ALL_FIELDS)
    assert all(field.meaning for field in fields.ALL_FIELDS)


@pytest.mark.parametrize("suffix", [*DATA, ".html", ".zip"])
def test_same_view_gives_the_same_bytes(catalog, suffix):
    view = View(routes=("caspian-iran",), metric="cost")
    one, two = (export.render(catalog, suffix, view) for _ in range(2))
    assert one == two


@pytest.mark.parametrize("suffix", DATA)
def test_hostile_texts_leave_a_readable_file(hostile, suffix, tmp_path):
    catalog, text = hostile
    out = tmp_path / f"x{suffix}"
    export.write(catalog, out)
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    if suffix == ".csv":
        lines = csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig")))
        values = [value for line in lines for value in line.values()]
    elif suffix == ".xlsx":
        book = openpyxl.load_workbook(out)
        cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
        assert not [cell for cell in cells if cell.data_type == "f"]
        assert not [cell for cell in cells if cell.hyperlink]
        values = [cell.value for cell in cells if cell.data_type == "s"]
    else:
        assert len(_frame(tmp_path, suffix)) > 20
        return
    assert not [value for value in values if value.startswith(("=", "+", "@"))]
    assert not [value for value in values if "\x00" in value or "\u202e" in value]
    assert any(text[:4].strip("\u202e") in value for value in values)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1"])
def test_text_that_a_spreadsheet_would_run_is_tamed(text):
    assert tame(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Aktau – Baku", -3.5, None, True, "a=b"])
def test_other_values_are_left_alone(value):
    assert tame(value) is value
