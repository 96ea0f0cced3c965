"""Legs that the catalog needs, their events, and what is said when there is no way."""

import pytest

from geo.errors import InputError, NoPathError, PlaceOffNetworkError
from geo.network import sea
from geo.network.rail import rail
from geo.network.road import road

KARAGANDA, AGADYR, ZHARYK = (73.114, 49.799), (72.859, 48.26), (72.836, 48.857)
LIANYUNGANG, ROTTERDAM = (119.45, 34.734), (4.467, 51.9)
TBILISI, KARS, ANKARA, HALKALI = (44.80, 41.72), (43.105, 40.6), (32.84, 39.93), (28.77, 41.02)
RASHT, ASTARA = (49.6, 37.22), (48.87, 38.44)
KASHGAR, ANDIJAN = (75.987, 39.49), (72.35, 40.78)
AKTAU, ALAT = (51.221, 43.604), (49.441, 39.976)


@pytest.mark.parametrize(
    ("points", "countries", "km"),
    [
        pytest.param(
            [KARAGANDA, (71.43, 51.19), (69.15, 54.87), (60.6, 56.86), (30.3, 59.9)],
            ("KZ", "RU"), 3440, id="Karaganda-Petropavl-Yekaterinburg-St Petersburg",
        ),
        pytest.param(
            [AGADYR, ZHARYK, (67.706, 47.794), (61.157, 47.099), (55.2, 45.317), (51.6, 43.2)],
            ("KZ",), 2200, id="Agadyr-Zhezkazgan-Beyneu-Kuryk",
        ),
        pytest.param(
            [(52.86, 43.34), (55.51, 39.245), (54.44, 36.85), (51.4, 35.657), (56.25, 27.2)],
            ("KZ", "TM", "IR"), 2770, id="Uzen-Bereket-Gorgan-Tehran-Bandar Abbas",
        ),
        pytest.param([KARS, ANKARA, HALKALI], ("TR",), 1900, id="Kars-Ankara-Marmaray-Halkali"),
        pytest.param([TBILISI, (41.66, 42.15)], ("GE",), 310, id="Tbilisi-Poti"),
        pytest.param(
            [(80.416, 44.203), (82.9, 44.6), (87.53, 43.84)], ("CN",), 680, id="Khorgos-Urumqi",
        ),
    ],
)  # fmt: skip
def test_leg_goes_the_known_way(points, countries, km):
    path = rail().path(points)
    assert path.countries == countries
    assert path.distance_km == pytest.approx(km, rel=0.08)
    assert len(path.snap_km) == len(points)


def test_dostyk_alashankou_reports_border_and_gauge_break():
    path = rail().path([KARAGANDA, (87.53, 43.84)])
    assert path.countries == ("KZ", "CN")
    kinds = {(event.kind, event.before, event.after) for event in path.events}
    assert {("border", "KZ", "CN"), ("gauge-break", "1520", "1435")} <= kinds
    assert all(abs(event.lon - 82.5) < 0.5 and abs(event.lat - 45.2) < 0.3 for event in path.events)


def test_kars_tbilisi_breaks_gauge_at_akhalkalaki_not_at_the_border():
    (gauge,) = [e for e in rail().path([KARS, TBILISI]).events if e.kind == "gauge-break"]
    assert (gauge.before, gauge.after) == ("1435", "1520")
    assert (gauge.lon, gauge.lat) == pytest.approx((43.486, 41.405), abs=0.12)


@pytest.mark.parametrize(
    ("points", "patch", "km"),
    [
        pytest.param(
            [(37.565, 55.743), (34.37, 53.2), (34.074, 52.318), (34.02, 52.18), (30.49, 50.44)],
            "suzemka-zernovo", 487 + 15 + 355, id="Moscow-Suzemka-Zernovo-Kyiv, station pages",
        ),
        pytest.param([(126.63, 45.76), (126.5, 48.24)], "hailun-beian", 333, id="Harbin-Bei'an"),
        pytest.param(
            [(71.93, 30.3), (73.1, 31.4), (74.11, 32.44)],
            "khanewal-abdul-hakim", 325, id="Khanewal-Faisalabad-Wazirabad",
        ),
        pytest.param(
            [(51.4, 35.657), (28.77, 41.02)], "lake-van-ferry", 3000, id="Tehran-Istanbul",
        ),
        pytest.param(
            [(12.565, 55.672), (13.0, 55.609)], "oresund-link", 42, id="Copenhagen-Malmo",
        ),
    ],
)  # fmt: skip
def test_missing_link_makes_the_line_as_long_as_published(points, patch, km):
    path = rail().path(points)
    assert patch in {stretch.patch for stretch in path.stretches}
    assert path.distance_km == pytest.approx(km, rel=0.04)


def test_a_train_over_the_amur_bridge_meets_border_and_gauge_break():
    birobidzhan, jiamusi = (132.92, 48.79), (130.35, 46.8)
    path = rail().path([birobidzhan, jiamusi])
    kinds = {(event.kind, event.before, event.after) for event in path.events}
    assert {("border", "RU", "CN"), ("gauge-break", "1520", "1435")} <= kinds
    assert path.distance_km < 500


def test_stretches_cover_the_path():
    path = rail().path([KARAGANDA, LIANYUNGANG])
    assert sum(s.distance_km for s in path.stretches) == pytest.approx(path.distance_km)
    assert path.stretches[0].start == 0
    assert path.stretches[-1].end == len(path.lonlat) - 1
    assert all(a.end == b.start for a, b in zip(path.stretches, path.stretches[1:], strict=False))


def test_line_under_construction_is_used_only_when_allowed():
    points = [KASHGAR, (74.1, 41.2), ANDIJAN]
    with pytest.raises(PlaceOffNetworkError, match="not open"):
        rail().path(points)
    path = rail().path(points, allow_planned=True)
    assert {s.patch for s in path.stretches} >= {"kashgar-makmal", "makmal-jalal-abad"}


def test_rasht_astara_is_missing_today():
    today = rail().path([RASHT, ASTARA]).distance_km
    assert today > 2000
    assert rail().path([RASHT, ASTARA], allow_planned=True).distance_km < 200


def test_closed_country_is_explained():
    with pytest.raises(NoPathError, match="without CN, KG, RU"):
        rail().path([(21.0, 52.22), KARAGANDA], avoid_countries={"KG", "RU", "CN", "UZ", "TM"})


def test_far_point_names_the_nearest_line():
    with pytest.raises(PlaceOffNetworkError, match="nearest railway is"):
        rail().path([(73.264, 48.686), KARAGANDA])


def test_unknown_country_is_refused():
    with pytest.raises(InputError, match="unknown country"):
        rail().path([KARAGANDA, AGADYR], avoid_countries={"Russia"})


def test_islands_are_not_joined():
    with pytest.raises(NoPathError, match="km apart"):
        rail().path([KARAGANDA, (139.75, 35.68)])


def test_mine_access_road_has_its_published_length():
    assert road().path([(73.264, 48.686), AGADYR]).distance_km == pytest.approx(65, rel=0.05)


def test_closing_suez_sends_ships_round_the_cape():
    direct = sea.path([LIANYUNGANG, ROTTERDAM])
    cape = sea.path([LIANYUNGANG, ROTTERDAM], avoid={"suez"})
    assert cape.distance_km > direct.distance_km + 3000
    assert cape.lonlat[:, 1].min() < -33


def test_caspian_ferry_ends_at_the_ports():
    path = sea.path([AKTAU, ALAT])
    assert path.lonlat[0] == pytest.approx(AKTAU)
    assert path.lonlat[-1] == pytest.approx(ALAT)
    assert max(path.snap_km) < 1
    assert path.distance_km == pytest.approx(508, rel=0.04)


def test_pacific_line_does_not_jump_over_the_map():
    path = sea.path([LIANYUNGANG, (-118.271, 33.75)])
    assert abs(path.lonlat[1:, 0] - path.lonlat[:-1, 0]).max() < 60


def test_inland_point_is_off_the_sea():
    with pytest.raises(PlaceOffNetworkError, match="shipping lane"):
        sea.path([KARAGANDA, ROTTERDAM])


def test_unknown_passage_is_refused():
    with pytest.raises(InputError, match="unknown passage"):
        sea.path([LIANYUNGANG, ROTTERDAM], avoid={"Kiel"})
