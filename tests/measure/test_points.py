"""Measuring bare positions: one way, or a file of many with an error a row."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import InputError, NetworkError
from geo.measure.points import measure_file, measure_points, position, write_csv

KARAGANDA, ASTANA = (73.114, 49.799), (71.446, 51.18)
HEADER = "id,mode,from_lat,from_lon,to_lat,to_lon,via\n"
GOOD = "ride,rail,49.799,73.114,51.18,71.446,\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("49.8,73.1", (73.1, 49.8), id="latitude first"),
        pytest.param(" -49.8 , -73.1 ", (-73.1, -49.8), id="south and west, with blanks"),
        pytest.param("90,180", (180, 90), id="the corner of the world"),
        pytest.param("-90,-180", (-180, -90), id="the other corner"),
    ],
)
def test_position(text, expected):
    assert position(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("49.8", "write LAT,LON", id="one number"),
        pytest.param("49.8,73.1,5", "write LAT,LON", id="three numbers"),
        pytest.param("49.8;73.1", "write LAT,LON", id="a semicolon"),
        pytest.param("north,east", "write LAT,LON", id="words"),
        pytest.param("", "write LAT,LON", id="nothing"),
        pytest.param("90.01,0", "not on Earth", id="beyond the pole"),
        pytest.param("0,180.01", "not on Earth", id="beyond the date line"),
        pytest.param("119.4,34.7", "look swapped", id="longitude first, beyond the pole"),
        pytest.param("nan,73", "not on Earth", id="not a number"),
        pytest.param("49,inf", "not on Earth", id="without end"),
    ],
)
def test_a_bad_position_says_how_to_write_it(text, words):
    with pytest.raises(InputError, match=words):
        position(text)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_printed_position_is_read_back(lat, lon):
    assert position(f"{lat!r},{lon!r}") == (lon, lat)


def test_one_way_reports_length_snaps_and_countries():
    # 238 km by Karaganda–Astana timetables; the geodesic is 194 km
    record = measure_points("rail", [KARAGANDA, ASTANA])
    assert 200 < record["distance_km"] < 260
    assert record["great_circle_km"] == pytest.approx(194, abs=2)
    assert len(record["snap_km"]) == 2
    assert record["countries"] == ["KZ"]
    assert record["via_snap_km"] == []


def test_a_via_pins_the_line_and_never_shortens_it():
    direct = measure_points("rail", [KARAGANDA, ASTANA])
    around = measure_points("rail", [KARAGANDA, (73.354, 47.22), ASTANA])  # by Moiynty
    assert around["distance_km"] > direct["distance_km"] + 300
    assert len(around["via_snap_km"]) == 1


def test_there_and_back_are_equally_long():
    there = measure_points("rail", [KARAGANDA, ASTANA])
    back = measure_points("rail", [ASTANA, KARAGANDA])
    assert there["distance_km"] == pytest.approx(back["distance_km"], abs=0.1)


def test_a_closed_passage_makes_the_sea_way_longer():
    lianyungang, rotterdam = (119.45, 34.733), (4.442, 51.904)
    suez = measure_points("sea", [lianyungang, rotterdam])
    cape = measure_points("sea", [lianyungang, rotterdam], avoid=["suez"])
    assert cape["distance_km"] > suez["distance_km"] + 4000


@pytest.mark.parametrize(
    ("mode", "points", "words"),
    [
        pytest.param("rail", [KARAGANDA, KARAGANDA], "same position", id="nowhere to go"),
        pytest.param("rail", [KARAGANDA, (139.77, 35.68)], "joins", id="over the sea by rail"),
        pytest.param("sea", [KARAGANDA, (4.4, 51.9)], "lane", id="a port in the steppe"),
    ],
)
def test_no_way_is_explained(mode, points, words):
    with pytest.raises(NetworkError, match=words):
        measure_points(mode, points)


def test_an_unknown_passage_or_country_is_refused():
    with pytest.raises(InputError, match="suez"):
        measure_points("sea", [(119.4, 34.7), (4.4, 51.9)], avoid=["sues"])
    with pytest.raises(InputError, match="XX"):
        measure_points("rail", [KARAGANDA, ASTANA], avoid=["XX"])


def rows_of(folder, text):
    """Measure a file with a text."""
    path = folder / "ways.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return measure_file(path)


def test_every_row_is_measured_in_order_and_a_fault_stays_in_its_row(tmp_path):
    rows = rows_of(
        tmp_path,
        HEADER + GOOD + "tokyo,rail,49.799,73.114,35.68,139.77,\n"
        "round,rail,49.799,73.114,51.18,71.446,47.22 73.354;48.26 72.859\n",
    )
    assert [row["id"] for row in rows] == ["ride", "tokyo", "round"]
    assert rows[0]["distance_km"] < rows[2]["distance_km"]
    assert "joins" in rows[1]["error"]
    assert "distance_km" not in rows[1]
    assert "error" not in rows[0]
    assert len(rows[2]["via_snap_km"]) == 2


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a byte order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_files_of_any_editor_are_read(tmp_path, bom, end):
    rows = rows_of(tmp_path, bom + (HEADER + GOOD).replace("\n", end).encode())
    assert [row["id"] for row in rows] == ["ride"]


def test_columns_may_stand_in_any_order_and_via_may_lack(tmp_path):
    rows = rows_of(
        tmp_path,
        "to_lon,to_lat,note,from_lon,from_lat,mode,id\n71.446,51.18,x,73.114,49.799,rail,a\n",
    )
    assert rows[0]["distance_km"] == measure_points("rail", [KARAGANDA, ASTANA])["distance_km"]


def test_a_file_without_rows_gives_none(tmp_path):
    assert rows_of(tmp_path, HEADER) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", ["ways.csv:1", "missing column id, mode"], id="an empty file"),
        pytest.param(
            "id,mode,lat,lon\n", ["ways.csv:1", "from_lat, from_lon, to_lat"], id="wrong columns"
        ),
        pytest.param(
            HEADER + GOOD + "b,train,1,2,3,4,\n",
            ["ways.csv:3", "mode", "'train'", "rail, sea, ferry, road"],
            id="an unknown mode",
        ),
        pytest.param(HEADER + "b,,1,2,3,4,\n", ["ways.csv:2", "mode"], id="no mode"),
        pytest.param(
            HEADER + "b,rail,1,two,3,4,\n", ["ways.csv:2", "numbers in degrees"], id="a word"
        ),
        pytest.param(HEADER + "b,rail,1,,3,4,\n", ["ways.csv:2", "numbers"], id="an empty cell"),
        pytest.param(HEADER + "b,rail,1\n", ["ways.csv:2", "numbers"], id="a short row"),
        pytest.param(
            HEADER + "b,rail,73,149,951,4,\n", ["ways.csv:2", "not on Earth"], id="off the Earth"
        ),
        pytest.param(
            HEADER + "b,rail,nan,73,51,71,\n", ["ways.csv:2", "not on Earth"], id="not a number"
        ),
        pytest.param(
            HEADER + "b,rail,49,73,51,71,47.2;73.3\n",
            ["ways.csv:2", "'47.2' is not a position"],
            id="a via without longitude",
        ),
        pytest.param(HEADER.encode() + b"\xff\xfe\n", ["ways.csv", "UTF-8"], id="not UTF-8"),
        pytest.param(
            HEADER + "x" * 200_000 + ",rail,1,2,3,4,\n", ["ways.csv", "CSV"], id="an endless cell"
        ),
    ],
)
def test_a_bad_file_names_its_line_and_what_was_expected(tmp_path, text, words):
    with pytest.raises(InputError) as caught:
        rows_of(tmp_path, text)
    message = str(caught.value)
    assert "\n" not in message
    for word in words:
        assert word in message


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.csv: can't be read"):
        measure_file(tmp_path / "none.csv")


def test_written_csv_holds_every_row_with_its_error(tmp_path):
    rows = rows_of(tmp_path, HEADER + GOOD + '"to,kyo",rail,49.799,73.114,35.68,139.77,\n')
    file = io.StringIO()
    write_csv(rows, file)
    header, first, second = file.getvalue().splitlines()
    assert header == "id,mode,distance_km,snap_from_km,snap_to_km,countries,error"
    assert first.startswith("ride,rail,2")
    assert first.endswith(",KZ,")
    assert second.startswith('"to,kyo",rail,,,,,')
    assert "joins" in second
