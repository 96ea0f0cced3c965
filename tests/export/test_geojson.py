"""GeoJSON, read back by GDAL."""

from __future__ import annotations

import json

import geopandas
import numpy as np
import pyogrio
import pytest

from geo.export import render_selection, shapes
from geo.export.options import View
from geo.measure.board import Way
from geo.network import geodesy


@pytest.fixture(scope="module")
def written(catalog, tmp_path_factory):
    from geo.export import write

    out = tmp_path_factory.mktemp("data") / "x.geojson"
    write(
        catalog,
        out,
        View(routes=("middle-corridor", "china-khorgos"), destination="los-angeles"),
    )
    return out


def test_gdal_reads_every_leg_and_place(written):
    info = pyogrio.read_info(written)
    frame = geopandas.read_file(written)
    text = json.loads(written.read_text())
    assert info["crs"] == "EPSG:4326"
    assert info["features"] == len(text["features"]) == len(frame)
    assert frame.is_valid.all()
    legs = frame[frame["kind"] == "leg"]
    assert set(legs.geom_type) == {"LineString", "MultiLineString"}
    assert set(frame[frame["kind"] == "place"].geom_type) == {"Point"}
    # 5 variants with legs 4, 4, 5, 5, 4, less what can't be measured; 4 variants with 3 each
    lost = {(item["route"], item["variant"]) for item in text["not_measured"]}
    wanted = {"poti": 4, "batumi": 4, "mersin": 5, "istanbul": 5, "kuryk": 4}
    for variant, count in wanted.items():
        if ("middle-corridor", variant) not in lost:
            mine = legs[(legs["route"] == "middle-corridor") & (legs["variant"] == variant)]
            assert len(mine) == count
    assert len(legs[legs["route"] == "china-khorgos"]) == 12


def test_coordinates_stay_within_the_world_and_the_antimeridian_is_cut(written):
    frame = geopandas.read_file(written)
    west, south, east, north = frame.total_bounds
    assert west == -180
    assert east == 180
    assert -90 <= south < north <= 90
    pacific = frame[(frame["route"] == "china-khorgos") & (frame["mode"] == "sea")]
    assert set(pacific.geom_type) == {"MultiLineString"}
    for shape in pacific.geometry:
        for part in shape.geoms:
            assert np.abs(np.diff(np.asarray(part.coords)[:, 0])).max() < 90


def test_figures_are_those_of_the_board(written, selected):
    text = json.loads(written.read_text())
    selection = selected("china-khorgos", destination="los-angeles")
    way = Way("china-khorgos", "qingdao", "karaganda", "los-angeles")
    measured = selection.board.measure(way)
    legs = [
        f["properties"] for f in text["features"] if f["properties"].get("variant") == "qingdao"
    ]
    assert [leg["leg"] for leg in legs] == [1, 2, 3]
    assert [leg["mode"] for leg in legs] == ["rail", "rail", "sea"]
    assert sum(leg["distance_km"] for leg in legs) == pytest.approx(
        measured.distance_km.mid, abs=0.2
    )
    for leg in legs:
        assert leg["distance_low_km"] <= leg["distance_km"] <= leg["distance_high_km"]
        assert leg["duration_days_p10"] <= leg["duration_days_p50"] <= leg["duration_days_p90"]
    assert legs[0]["countries"].split()[0] == "KZ"


def test_every_claim_on_the_routes_stands_beside_the_features(written, selected, catalog):
    found = {claim["claim"]: claim for claim in json.loads(written.read_text())["claims"]}
    routes = {"middle-corridor", "china-khorgos"}
    about = {key: claim for key, claim in catalog.claims.items() if routes & set(claim.route)}
    assert {key: claim["metric"] for key, claim in found.items()} == {
        key: claim.metric for key, claim in about.items()
    }
    assert {"distance", "duration", "cost", "quality"} <= {c["metric"] for c in found.values()}
    assert "russia-detour" not in found
    for metric in ("distance", "cost"):
        shown = selected(*routes, destination="los-angeles", metric=metric).verdicts
        assert shown
        assert {key: found[key]["verdict"] for key in shown} == {
            key: verdict.word for key, verdict in shown.items()
        }
    quality = {c["verdict"] for c in found.values() if c["metric"] == "quality"}
    assert quality == {"not measurable"}


def test_claims_of_sources_that_are_off_are_left_out(selected, catalog):
    one = next(iter(catalog.sources))
    text = json.loads(render_selection(selected(sources=(one,)), ".geojson"))
    said = [key for key, claim in catalog.claims.items() if claim.source == one]
    assert said
    assert sorted(claim["claim"] for claim in text["claims"]) == sorted(said)


def test_same_view_gives_the_same_bytes(catalog, written):
    from geo.export import render

    again = render(
        catalog,
        ".geojson",
        View(routes=("china-khorgos", "middle-corridor"), destination="los-angeles"),
    )
    assert again == written.read_bytes()


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        pytest.param(
            [(170, 0), (190, 10)], [[(170, 0), (180, 5)], [(-180, 5), (-170, 10)]], id="east"
        ),
        pytest.param(
            [(-170, 0), (-190, 10)], [[(-170, 0), (-180, 5)], [(180, 5), (170, 10)]], id="west"
        ),
        pytest.param(
            [(170, 0), (180, 5), (190, 5)],
            [[(170, 0), (180, 5)], [(-180, 5), (-170, 5)]],
            id="a point on the line",
        ),
        pytest.param(
            [(530, 0), (540, 0)], [[(170, 0), (180, 0)]], id="ends on the line, turned once"
        ),
        pytest.param([(10, 0), (20, 0)], [[(10, 0), (20, 0)]], id="no crossing"),
    ],
)
def test_cut_at_the_antimeridian(line, parts):
    found = shapes.cut(np.array(line, dtype=float))
    assert [list(map(tuple, part.tolist())) for part in found] == parts


def test_cutting_keeps_the_length():
    line = np.column_stack([np.linspace(120, 242, 400), np.linspace(34, 33, 400)])
    parts = shapes.cut(line)
    assert len(parts) == 2
    # 5 digits of a degree are about a metre
    assert sum(map(geodesy.length_km, parts)) == pytest.approx(geodesy.length_km(line), abs=0.5)
