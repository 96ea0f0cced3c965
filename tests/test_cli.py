"""The command line: one JSON document out, errors on standard error only, exit 2 for bad input."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from geo.cli import main
from tests.fixtures import ROOT, board, small, written

SPREAD = {"p10", "p50", "p90"}
LENGTH = {"low", "mid", "high"}
RIDE = ["measure", "--mode", "rail", "--from", "49.799,73.114", "--to", "51.18,71.446"]
HEADER = "id,mode,from_lat,from_lon,to_lat,to_lon,via\n"


@pytest.fixture
def small_file(tmp_path):
    return str(written(tmp_path, small()))


@pytest.fixture
def run(capsys):
    """Run a command in this process: exit code, standard output, standard error."""

    def command(*words):
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def document(run):
    """Run a command that succeeds and read its one JSON document."""

    def command(*words):
        code, out, err = run(*words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))

    return command


def process(*words, **more):
    """Run the command as its own process."""
    return subprocess.run(
        [sys.executable, "-m", "geo", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        **more,
    )


def test_claims_have_the_catalogs_schema_and_the_hedges_interval(document):
    records = document("claims")
    assert [record["id"] for record in records] == list(board().catalog.claims)
    keys = (
        "id source route facility metric form relation wording low high unit unit_inferred per"
        " year scope status evidence summary note interval"
    )
    assert all(set(record) == set(keys.split()) for record in records)
    by_id = {record["id"]: record for record in records}
    shorter = by_id["china-shorter"]
    assert shorter["interval"] == {"low": -4400, "high": pytest.approx(-3600)}
    assert shorter["scope"]["baseline"] == ["russia", "caspian-iran"]
    assert set(shorter["evidence"]) == {"start", "end", "words"}
    assert by_id["corridor-length"]["interval"] == {"low": 8000, "high": None}
    assert by_id["corridor-length"]["scope"]["from"] == "unspecified"
    assert by_id["poti-congested"]["interval"] is None
    assert by_id["poti-congested"]["facility"] == "poti"


@pytest.mark.parametrize("command", ["claims", "verdicts"])
def test_sources_narrow_the_list(document, command):
    records = document(command, "--source", "netease-c5-summit", "--source", "mustafin-interview")
    assert {record["source"] for record in records} == {"netease-c5-summit", "mustafin-interview"}
    wanted = {"netease-c5-summit", "mustafin-interview"}
    assert len(records) == sum(c.source in wanted for c in board().catalog.claims.values())


def test_a_source_without_claims_is_an_empty_list_and_no_error(document, run):
    assert document("claims", "--source", "lude-tungsten") == []
    assert document("verdicts", "--source", "lude-tungsten") == []
    assert run("claims", "--source", "lude-tungsten") == (0, "nothing found\n", "")


def test_routes_have_the_agreed_schema(document):
    records = document("routes")
    assert [record["id"] for record in records] == list(board().catalog.routes)
    for record in records:
        assert {"name", "family", "variants", "legs", "ways"} <= set(record)
        assert set(record["distance_km"]) == LENGTH
        assert record["fault"] is None
        assert len(record["ways"]) >= len(record["variants"])
        for way in record["ways"]:
            mids = [leg["distance_km"] for leg in way["legs"]]
            assert way["distance_km"]["mid"] == pytest.approx(sum(mids), abs=0.1 * len(mids))
            for leg in way["legs"]:
                assert {"mode", "from", "to", "countries", "snap_km", "patches"} <= set(leg)
                assert leg["duration_days"] is None or set(leg["duration_days"]) == SPREAD
                assert leg["cost_usd_per_feu"] is None or set(leg["cost_usd_per_feu"]) == SPREAD
    assert {"duration_days", "cost_usd_per_feu"} <= set(records[0])
    assert set(records[0]["duration_days"]) == SPREAD


def test_verdicts_have_the_agreed_schema(document):
    records = document("verdicts")
    assert [record["claim"] for record in records] == list(board().catalog.claims)
    for record in records:
        keys = {"claim", "source", "route", "metric", "verdict", "flags", "sentence", "readings"}
        assert keys | {"asserted", "measured"} <= set(record)
        assert record["asserted"] is None or set(record["asserted"]) == {"low", "high", "unit"}
        assert record["measured"] is None or set(record["measured"]) == LENGTH | {"unit"}
        assert (record["measured"] is None) == (record["readings"] == [])
        for reading in record["readings"]:
            assert {"from", "to", "baseline", "measured", "agrees", "gap"} <= set(reading)
            assert set(reading["measured"]) == LENGTH
            assert reading["agrees"] == (reading["gap"] == 0)


def test_another_catalog_replaces_the_shipped_one(document, small_file):
    assert [r["id"] for r in document("claims", "--catalog", small_file)] == ["ride-length"]
    (verdict,) = document("verdicts", "--catalog", small_file)
    assert verdict["verdict"] == "agrees"  # 235 to 245 km are asserted, 238.5 measured
    routes = document("routes", "--catalog", small_file)
    assert {r["id"]: [w["variant"] for w in r["ways"]] for r in routes} == {
        "northern": [None],
        "forked": ["east", "back"],
    }


@pytest.mark.parametrize("command", ["claims", "verdicts"])
def test_an_unknown_source_names_the_known_ones(run, small_file, command):
    code, out, err = run(command, "--json", "--source", "gazete", "--catalog", small_file)
    assert (code, out) == (2, "")
    assert err == "there is no source 'gazete'; known: gazette\n"


@pytest.fixture
def gap_file(tmp_path):
    """A catalog whose first route can't be measured: there is no railway to Japan."""
    data = small()
    data["places"]["tokyo"] = {
        "name": "Tokyo",
        "lon": 139.77,
        "lat": 35.68,
        "kind": "city",
        "country": "JP",
    }
    data["routes"]["northern"]["legs"][0]["to"] = "tokyo"
    return str(written(tmp_path, data, "gap.yaml"))


def test_a_route_without_a_path_keeps_its_record_with_the_reason(document, gap_file):
    first, second = document("routes", "--catalog", gap_file)
    assert "Karaganda – Tokyo" in first["fault"]
    assert first["distance_km"] is None
    assert second["fault"] is None
    (verdict,) = document("verdicts", "--catalog", gap_file)
    assert verdict["verdict"] == "not measurable"


def test_a_route_without_a_path_is_told_on_the_terminal_too(run, gap_file):
    code, out, err = run("routes", "--catalog", gap_file)
    assert code == 0
    assert "forked" in out
    assert "Karaganda – Tokyo" in out + err


def test_check_counts_what_it_read(run, document, small_file):
    code, out, err = run("check", small_file)
    assert (code, err) == (0, "")
    assert out.startswith("routes.yaml: 3 places, 2 routes, 1 sources, 1 claims, 1 facts")
    assert document("check", small_file)["valid"] is True
    assert run("check", "--catalog", small_file)[0] == 0


def test_check_of_a_bad_file_prints_nothing_on_standard_output(run, tmp_path):
    path = written(tmp_path, "places:\n\tkaraganda: {}\n")
    code, out, err = run("check", str(path), "--json")
    assert (code, out) == (2, "")
    assert err.startswith("routes.yaml:2: indented with a tab")


def test_measure_prints_one_way(run, document):
    record = document(*RIDE)
    assert {"distance_km", "snap_km", "countries"} <= set(record)
    code, out, err = run(*RIDE)
    assert (code, err) == (0, "")
    assert out == f"{record['distance_km']:,.1f} km; KZ\n"


def test_measure_takes_vias_in_order(document):
    assert (
        len(document(*RIDE, "--via", "47.22,73.354", "--via", "48.26,72.859")["via_snap_km"]) == 2
    )


def test_measure_reads_the_southern_and_western_half_of_the_world(document):
    record = document("measure", "--mode", "sea", "--from=-33.9,18.4", "--to=-22.9,-43.2")
    # Cape Town to Rio: 6,060 km on the globe, by haversine
    assert 6000 < record["distance_km"] < 1.1 * 6060


def test_a_position_from_a_minus_needs_no_equals_sign(document):
    ends = ("-33.9,18.4", "-22.9,-43.2")
    apart = document("measure", "--mode", "sea", "--from", ends[0], "--to", ends[1])
    bound = document("measure", "--mode", "sea", f"--from={ends[0]}", f"--to={ends[1]}")
    assert apart == bound


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        pytest.param(["measure"], "--mode, --from and --to", id="nothing given"),
        pytest.param(RIDE[:5], "--to", id="no end"),
        pytest.param([*RIDE[:-1], "51.18"], "write LAT,LON", id="half a position"),
        pytest.param([*RIDE[:-1], "95,71"], "not on Earth", id="off the Earth"),
        pytest.param([*RIDE, "--via", "x"], "write LAT,LON", id="a via that is none"),
        pytest.param([*RIDE, "--avoid", "XX"], "XX", id="an unknown country"),
        pytest.param([*RIDE[:-1], "35.68,139.77"], "no railway joins", id="no railway"),
        pytest.param([*RIDE[:-1], "49.799,73.114"], "same position", id="from here to here"),
        pytest.param(["measure", "--csv", "/none.csv"], "can't be read", id="a missing file"),
        pytest.param(["claims", "--catalog", "/none.yaml"], "can't be read", id="no catalog"),
        pytest.param(["serve", "--port", "70000"], "1 to 65535", id="no port"),
        pytest.param(["check", "--articles", "/none"], "can't be read", id="no articles"),
    ],
)
def test_bad_input_is_told_on_standard_error_with_exit_2(run, words, reason):
    code, out, err = run(*words, "--json")
    assert (code, out) == (2, "")
    assert reason in err


@pytest.mark.parametrize(
    "words",
    [[], ["fly"], ["claims", "--jsonn"], ["measure", "--mode", "air"], ["claims", "--source"]],
    ids=["no command", "unknown command", "unknown option", "unknown mode", "value lacks"],
)
def test_wrong_usage_exits_with_2_and_shows_how(capsys, words):
    with pytest.raises(SystemExit) as caught:
        main(words)
    said = capsys.readouterr()
    assert (caught.value.code, said.out) == (2, "")
    assert said.err.startswith("usage: waybill")


def test_measure_csv_reports_faults_row_by_row(tmp_path, run, document):
    path = tmp_path / "ways.csv"
    path.write_text(
        HEADER + "ride,rail,49.799,73.114,51.18,71.446,\ntokyo,rail,49.799,73.114,35.68,139.77,\n"
    )
    good, bad = document("measure", "--csv", str(path))
    assert good["distance_km"] > 200
    assert "no railway joins" in bad["error"]
    code, out, err = run("measure", "--csv", str(path))
    assert (code, err) == (0, "")
    assert [row.split(",")[0] for row in out.splitlines()] == ["id", "ride", "tokyo"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("a,b\n1,2\n", "missing column id, mode", id="bad columns"),
        pytest.param(HEADER + "x,train,1,2,3,4,\n", "ways.csv:2: mode: 'train'", id="a bad mode"),
        pytest.param(HEADER + "x,rail,one,2,3,4,\n", "ways.csv:2: from_lat", id="a bad number"),
    ],
)
def test_measure_csv_refuses_a_bad_file(tmp_path, run, text, reason):
    path = tmp_path / "ways.csv"
    path.write_text(text)
    code, out, err = run("measure", "--csv", str(path))
    assert (code, out) == (2, "")
    assert reason in err


def test_tables_for_people_have_one_line_a_record(run, small_file):
    code, out, _ = run("claims", "--catalog", small_file)
    assert code == 0
    assert len(out.splitlines()) == 2
    assert "The ride is 240 km long." in out
    code, out, _ = run("verdicts", "--catalog", small_file)
    assert "agrees" in out
    code, out, _ = run("routes", "--catalog", small_file)
    assert len(out.splitlines()) == 4  # a head and three ways


def test_a_reader_that_stops_early_is_no_error():
    python = sys.executable
    done = subprocess.run(
        [
            "bash",
            "-c",
            '"$0" -m geo claims --json | head -c 20; echo "exit ${PIPESTATUS[0]}"',
            python,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert "exit 0" in done.stdout


def test_the_process_prints_chinese_on_a_terminal_of_any_locale():
    done = process("claims", env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "LANG": "C"})
    assert (done.returncode, done.stderr) == (0, "")
    ascii_only = {"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "ascii"}
    done = process("claims", "--json", env=ascii_only)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


def test_the_process_exits_with_2_and_without_traceback(tmp_path):
    path = written(tmp_path, "")
    done = process("claims", "--json", "--catalog", str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "routes.yaml:1: the file is empty; expected the sections places and routes.\n"
    )


def test_light_commands_leave_heavy_libraries_alone():
    program = (
        "import sys\nfrom geo.cli import main\nmain(['claims', '--json'])\n"
        "heavy = {'numpy', 'pandas', 'shapely', 'geopandas', 'matplotlib', 'streamlit', 'folium'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == "[]\n"
