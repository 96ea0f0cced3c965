"""Mixed ways, what to avoid by name, other ways, and the places of events."""

from __future__ import annotations

import pytest

from geo.errors import InputError, NetworkError
from geo.measure.gazetteer import Gazetteer
from geo.measure.points import measure_points, sentences
from tests.fixtures import board

KARAGANDA, LIANYUNGANG = (73.114, 49.799), (119.45, 34.733)
KHORGOS, DUISBURG = (80.416, 44.203), (6.765, 51.432)
DOSTYK, ALASHANKOU = (82.484, 45.253), (82.57, 45.17)
KARS, TBILISI = (43.105, 40.6), (44.8, 41.72)
AKTAU, ROTTERDAM, SHANGHAI = (51.221, 43.604), (4.442, 51.904), (121.497, 31.4)
SUEZ = (32.55, 29.93)


@pytest.fixture(scope="module")
def places():
    return Gazetteer(board().catalog.places)


def test_without_russia_a_mixed_way_to_duisburg_crosses_the_caspian(places):
    record = measure_points("mixed", [KHORGOS, DUISBURG], avoid=["RU"], gazetteer=places)
    assert "RU" not in record["countries"]
    ferries = [leg for leg in record["legs"] if leg["mode"] == "ferry"]
    assert [leg["to"] for leg in ferries] == ["alat"]
    assert ferries[0]["from"] in {"aktau", "kuryk", "turkmenbashi"}
    assert sum(leg["distance_km"] for leg in record["legs"]) == pytest.approx(
        record["distance_km"], abs=0.1
    )
    kinds = [event["kind"] for event in record["events"]]
    assert kinds.count("transhipment") >= 2
    at_km = [event["at_km"] for event in record["events"]]
    assert at_km == sorted(at_km)


def test_a_closed_port_sends_the_ferry_elsewhere(places):
    avoid = ["RU", "turkmenbashi", "Актау"]
    record = measure_points("mixed", [KHORGOS, DUISBURG], avoid=avoid, gazetteer=places)
    (ferry,) = [leg for leg in record["legs"] if leg["mode"] == "ferry"]
    assert ferry["from"] == "kuryk"


def test_by_rail_alone_the_way_without_russia_crosses_lake_van_on_its_train_ferry():
    record = measure_points("rail", [KHORGOS, DUISBURG], avoid=["Russia"])
    assert "RU" not in record["countries"]
    assert {"IR", "TR"} < set(record["countries"])
    assert "lake-van-ferry" in record["patches"]


def test_by_rail_alone_there_is_no_way_without_russia_and_iran_and_the_gap_is_named():
    with pytest.raises(NetworkError, match=r"without IR, RU.* km apart, at .*'mixed'"):
        measure_points("rail", [KHORGOS, DUISBURG], avoid=["Russia", "IR"])


def test_a_mixed_way_needs_no_ship_where_rails_lead_all_the_way():
    mixed = measure_points("mixed", [KARAGANDA, LIANYUNGANG])
    assert [leg["mode"] for leg in mixed["legs"]] == ["rail"]
    assert mixed["distance_km"] == measure_points("rail", [KARAGANDA, LIANYUNGANG])["distance_km"]


def test_no_mixed_way_says_which_ports_were_reached():
    closed = ["RU", "CN", "KG", "UZ", "TM", "aktau", "kuryk"]
    with pytest.raises(NetworkError, match="no open port from the first"):
        measure_points("mixed", [KARAGANDA, DUISBURG], avoid=closed)


@pytest.mark.parametrize("name", ["dostyk", "Достык", "多斯特克"])
def test_a_place_is_avoided_by_any_of_its_names(places, name):
    record = measure_points("rail", [KARAGANDA, LIANYUNGANG], avoid=[name], gazetteer=places)
    (border,) = [event for event in record["events"] if event["kind"] == "border"]
    assert border["place"] in {"Altynkol", "Khorgos"}


@pytest.mark.parametrize(
    ("mode", "name", "words"),
    [
        pytest.param("rail", "suez", "passage at sea", id="a passage on land"),
        pytest.param("sea", "RU", "country RU can't be avoided at sea", id="a country at sea"),
        pytest.param("mixed", "sues", "did you mean suez", id="a slip of the pen"),
    ],
)
def test_a_name_that_means_nothing_is_refused(places, mode, name, words):
    with pytest.raises(InputError, match=words):
        measure_points(mode, [KARAGANDA, LIANYUNGANG], avoid=[name], gazetteer=places)


def test_dostyk_alashankou_has_its_border_and_gauge_break(places):
    record = measure_points("rail", [DOSTYK, ALASHANKOU], gazetteer=places)
    assert record["countries"] == ["KZ", "CN"]
    changes = [(event["kind"], event["before"], event["after"]) for event in record["events"]]
    assert changes == [("border", "KZ", "CN"), ("gauge-break", "1520", "1435")]
    assert 11.4 < record["distance_km"] < 1.2 * 11.4  # 11.4 km on the globe, by haversine


def test_kars_tbilisi_names_akhalkalaki_as_its_gauge_break(places):
    record = measure_points("rail", [KARS, TBILISI], gazetteer=places)
    (gauge,) = [event for event in record["events"] if event["kind"] == "gauge-break"]
    assert gauge["place"] == "Akhalkalaki"
    assert gauge["place_km"] < 12
    assert any("gauge break 1435 to 1520: Akhalkalaki" in line for line in sentences(record))


def test_ocean_ships_do_not_reach_the_caspian_unless_the_canal_is_allowed():
    with pytest.raises(NetworkError, match="Volga-Don canal: allow volga-don"):
        measure_points("sea", [AKTAU, ROTTERDAM])
    assert measure_points("sea", [AKTAU, ROTTERDAM], allow=["volga-don"])["distance_km"] > 7000


def test_other_ways_by_sea_take_other_passages():
    record = measure_points("sea", [SHANGHAI, ROTTERDAM], alternatives=3)
    cape = measure_points("sea", [SHANGHAI, ROTTERDAM], avoid=["suez"])["distance_km"]
    lengths = [other["distance_km"] for other in record["alternatives"]]
    assert cape in lengths
    assert lengths == sorted(lengths)
    assert min(lengths) > record["distance_km"]


def test_a_port_in_a_passage_that_has_no_other_way_keeps_its_one():
    record = measure_points("sea", [SUEZ, ROTTERDAM], alternatives=2)
    assert record["distance_km"] == pytest.approx(6200, rel=0.03)
    assert record["alternatives"] == []


def test_other_ways_by_rail_really_differ(places):
    record = measure_points("rail", [KHORGOS, DUISBURG], alternatives=2, gazetteer=places)
    assert len(record["alternatives"]) == 2
    ways = [record, *record["alternatives"]]
    assert len({tuple(way["countries"]) for way in ways}) == 3
    for way in record["alternatives"]:
        assert record["distance_km"] < way["distance_km"] <= 1.5 * record["distance_km"]
        assert way["detour_ratio"] == pytest.approx(
            way["distance_km"] / record["great_circle_km"], abs=0.001
        )
