"""The contract of the shipped routes.yaml: one test a record, so that a bad one is named.

What the catalog has to hold stands here by hand, after the issue that asked for it; published
lengths are cited where they are used.
"""

from __future__ import annotations

import re

import pytest

from geo.catalog import countries, load
from geo.compare.verdicts import WORDS
from geo.measure.board import Way
from geo.measure.points import measure_points
from geo.model import MEASURED_METRICS
from tests.fixtures import ROOT, all_ways, board, verdicts

CATALOG = load(ROOT / "routes.yaml").catalog
WAYS = all_ways(CATALOG)


def _way_name(way):
    return f"{way.route} {way.variant or 'as it is'} from {way.origin}"


# route, variant: places on the way, in order
REQUIRED = [
    ("russia", "saint-petersburg", "karaganda astana petropavl yekaterinburg saint-petersburg"),
    ("russia", "ust-luga", "karaganda astana petropavl yekaterinburg ust-luga"),
    (
        "caspian-iran",
        "amirabad",
        "karaganda zhezkazgan beyneu aktau amirabad tehran bandar-abbas",
    ),
    ("caspian-iran", "anzali", "karaganda zhezkazgan beyneu aktau anzali tehran bandar-abbas"),
    ("caspian-iran", "land", "uzen bolashak bereket incheh-borun gorgan bandar-abbas"),
    ("middle-corridor", "poti", "karaganda aktau alat tbilisi poti"),
    ("middle-corridor", "batumi", "karaganda aktau alat tbilisi batumi"),
    ("middle-corridor", "kuryk", "karaganda kuryk alat tbilisi poti"),
    ("middle-corridor", "mersin", "karaganda aktau alat tbilisi akhalkalaki kars mersin"),
    ("middle-corridor", "istanbul", "karaganda aktau alat tbilisi akhalkalaki kars istanbul"),
    (
        "china-alashankou",
        "lianyungang",
        "karaganda moiynty aktogay dostyk alashankou urumqi lanzhou xian zhengzhou lianyungang",
    ),
    ("china-alashankou", "qingdao", "dostyk alashankou urumqi lanzhou xian zhengzhou qingdao"),
    ("china-alashankou", "shanghai", "dostyk alashankou urumqi lanzhou xian zhengzhou shanghai"),
    ("china-alashankou", "tianjin", "dostyk alashankou urumqi lanzhou xian zhengzhou tianjin"),
    (
        "china-khorgos",
        "lianyungang",
        "karaganda shu almaty zhetygen altynkol khorgos urumqi lanzhou xian zhengzhou lianyungang",
    ),
    ("china-khorgos", "qingdao", "altynkol khorgos urumqi lanzhou xian zhengzhou qingdao"),
    ("china-khorgos", "shanghai", "altynkol khorgos urumqi lanzhou xian zhengzhou shanghai"),
    ("china-khorgos", "tianjin", "altynkol khorgos urumqi lanzhou xian zhengzhou tianjin"),
    ("land-bridge", None, "lianyungang khorgos minsk brest warsaw berlin rotterdam"),
    ("sea-suez", "suez", "lianyungang rotterdam"),
    ("sea-suez", "cape", "lianyungang rotterdam"),
    ("china-kyrgyzstan-uzbekistan", None, "kashgar jalal-abad andijan"),
    ("north-south", None, "moscow astrakhan anzali bandar-abbas"),
    ("western-europe-western-china", None, "saint-petersburg almaty khorgos lianyungang"),
]
US_PORTS = {"los-angeles", "new-york", "houston"}


@pytest.mark.parametrize(
    ("route", "variant", "places"), REQUIRED, ids=[f"{r} {v or ''}".strip() for r, v, _ in REQUIRED]
)
def test_required_branch_calls_at_its_places_in_order(route, variant, places):
    measured = board().measure(Way(route, variant))
    stops = [measured.legs[0].leg.start]
    for leg in measured.legs:
        stops += [*leg.leg.via, leg.leg.end]
    wanted = places.split()
    assert [stop for stop in stops if stop in wanted] == wanted


@pytest.mark.parametrize(
    ("route", "ports"),
    [
        ("russia", {"rotterdam"} | US_PORTS),
        ("caspian-iran", {"rotterdam"}),
        ("middle-corridor", {"constanta", "rotterdam", "yokohama"} | US_PORTS),
        ("china-alashankou", US_PORTS),
        ("china-khorgos", US_PORTS),
    ],
)
def test_required_ports_are_reached_by_sea(route, ports):
    assert ports <= set(CATALOG.routes[route].onward)
    for variant in CATALOG.routes[route].variants:
        for port in ports:
            measured = board().measure(Way(route, variant, None, port))
            assert measured is not None, board().faults
            assert measured.legs[-1].leg.mode == "sea"
            assert measured.itinerary.destination == port


@pytest.mark.parametrize(
    "route",
    ["russia", "caspian-iran", "middle-corridor", "china-alashankou", "china-khorgos"],
)
def test_cargo_starts_at_either_mine_or_at_karaganda(route):
    starts = {way.origin for way in WAYS if way.route == route}
    assert starts == {"karaganda", "north-katpar", "upper-kairakty"}


@pytest.mark.parametrize("way", WAYS, ids=_way_name)
def test_way_is_measured_leg_by_leg(way):
    measured = board().measure(way)
    assert measured is not None, board().faults[way]
    assert all(leg.distance_km.mid > leg.great_circle_km * 0.995 for leg in measured.legs)
    if way.origin in ("north-katpar", "upper-kairakty"):
        assert measured.legs[0].leg.mode == "road"
    for before, after in zip(measured.legs, measured.legs[1:], strict=False):
        assert before.leg.end == after.leg.start


@pytest.mark.parametrize("way", WAYS, ids=_way_name)
def test_no_leg_is_a_straight_line_between_its_ends(way):
    measured = board().measure(way)
    assert measured is not None, board().faults[way]
    for leg in measured.legs:
        if leg.great_circle_km > 50:
            assert len(leg.path.lonlat) > 5, leg.leg


@pytest.mark.parametrize("place_id", CATALOG.places)
def test_place_lies_inside_its_country_and_says_whence_its_position_is(place_id):
    place = CATALOG.places[place_id]
    west, south, east, north = countries()[place.country]["bbox"]
    assert south <= place.lat <= north
    assert any(west <= place.lon + turn <= east for turn in (-360, 0, 360))
    assert place.source
    assert place.name.zh
    assert place.name.ru
    assert place.unlocode is None or place.unlocode.startswith(place.country)


@pytest.mark.parametrize("route_id", CATALOG.routes)
def test_route_is_named_in_three_languages_and_has_its_own_colour(route_id):
    route = CATALOG.routes[route_id]
    for name in (route.name, *route.variants.values()):
        assert name.en
        assert name.zh
        assert name.ru
    assert [r.colour for r in CATALOG.routes.values()].count(route.colour) == 1


def test_what_is_being_built_is_marked_so():
    planned = {k for k, r in CATALOG.routes.items() if r.status == "under-construction"}
    assert planned == {"china-kyrgyzstan-uzbekistan"}


@pytest.mark.parametrize("claim_id", CATALOG.claims)
def test_claim_has_evidence_and_a_summary(claim_id):
    claim = CATALOG.claims[claim_id]
    assert 1 <= len(claim.evidence.words) <= 20
    assert claim.evidence.end <= CATALOG.sources[claim.source].length
    assert claim.summary.endswith(".")
    if claim.form != "absolute" and claim.metric in MEASURED_METRICS:
        assert claim.scope.baseline != ()


@pytest.mark.parametrize("claim_id", CATALOG.claims)
def test_verdict_is_a_known_word_and_a_plain_sentence(claim_id):
    verdict = verdicts()[claim_id]
    assert verdict.word in WORDS
    assert re.search(r"[a-z%)]\.$", verdict.sentence)
    assert not re.search(r"\b(nan|inf|None)\b|[{}<>\n]|  ", verdict.sentence)


@pytest.mark.parametrize("source_id", CATALOG.sources)
def test_source_says_when_it_was_written(source_id):
    source = CATALOG.sources[source_id]
    assert source.published or source.dates


# source, metric, low, high, unit: the figures that the issue names
REQUIRED_FIGURES = [
    pytest.param("netease-china-transit", "distance", 2000, 9000, "km", id="a detour via Russia"),
    pytest.param("netease-china-transit", "distance", -4000, -4000, "km", id="4,000 km shorter"),
    pytest.param("netease-china-transit", "duration", None, 25, "day", id="within 25 days"),
    pytest.param("netease-china-transit", "cost", -0.3, -0.3, "fraction", id="30 % cheaper"),
    pytest.param("netease-japan-russia", "distance", 8000, None, "km", id="over 8,000 km"),
    pytest.param("netease-japan-russia", "duration", 40, None, "day", id="forty-odd days"),
    pytest.param("netease-japan-russia", "cost", 0.3, None, "fraction", id="over 30 % dearer"),
    pytest.param(
        "netease-japan-russia", "cost", 3000, 3000, "USD/container", id="3,000 USD a container"
    ),
    pytest.param("netease-japan-russia", "traffic", 4.5, None, "Mt/year", id="over 4.5 Mt"),
    pytest.param(
        "netease-japan-russia", "capacity", 66_000, 66_000, "TEU/year", id="66,000 TEU a year"
    ),
    pytest.param("netease-japan-russia", "share", 0.8, None, "fraction", id="over 80 %"),
    pytest.param("netease-c5-summit", "distance", None, -9000, "km", id="9,000-odd km shorter"),
    pytest.param("netease-c5-summit", "duration", -30, -30, "day", id="nearly a month less"),
    pytest.param("netease-c5-summit", "traffic", 300, None, "trains/day", id="300-odd trains"),
]


@pytest.mark.parametrize(("source", "metric", "low", "high", "unit"), REQUIRED_FIGURES)
def test_required_figure_is_a_claim(source, metric, low, high, unit):
    found = [
        claim
        for claim in CATALOG.claims.values()
        if (claim.source, claim.metric, claim.low, claim.high, claim.unit)
        == (source, metric, low, high, unit)
    ]
    assert len(found) == 1


@pytest.mark.parametrize("source", ["lude-tungsten", "mustafin-interview"])
def test_articles_without_figures_have_none_here(source):
    claims = [claim for claim in CATALOG.claims.values() if claim.source == source]
    assert all(claim.metric == "quality" for claim in claims)


@pytest.mark.parametrize(
    ("claim_id", "word"),
    [
        pytest.param("china-shorter", "depends", id="4,000 km shorter depends on the coast"),
        pytest.param("land-bridge-shorter", "agrees", id="9,000-odd km shorter agrees"),
        pytest.param("khorgos-trains", "differs", id="300 trains a day differ by a factor"),
        pytest.param("corridor-length", "says little", id="over 8,000 km says little"),
    ],
)
def test_worked_example_comes_out(claim_id, word):
    assert verdicts()[claim_id].word == word


def test_4000_km_shorter_holds_for_the_west_coast_against_russia():
    found = [r for r in verdicts()["china-shorter"].readings if r.baseline.route == "russia"]
    west = [r.agrees for r in found if r.way.destination == "los-angeles"]
    east = [r.gap for r in found if r.way.destination == "new-york"]
    assert any(west)
    assert east
    assert max(east) < -5000  # the claim lies far below: by China it is longer


def test_the_hedge_of_a_missing_unit_is_flagged():
    flagged = {k for k, v in verdicts().items() if "implied unit" in v.flags}
    assert flagged == {"corridor-days"}


XIAN, LANZHOU, URUMQI = (108.93, 34.26), (103.84, 36.06), (87.53, 43.84)
# Positions: the published table's own; stations in between from their public pages.
PUBLISHED = [
    pytest.param(
        "rail",
        [(119.35, 34.68), XIAN, LANZHOU, URUMQI, (82.57, 45.17)],
        4123,
        # Longhai 1759 + Lanxin 1904 + Beijiang 460;
        # https://en.wikipedia.org/wiki/Lanzhou%E2%80%93Xinjiang_railway
        id="Lianyungang East to Alashankou",
    ),
    pytest.param(
        "rail",
        [(119.35, 34.68), XIAN, LANZHOU, URUMQI, (82.9, 44.6), (81.275, 43.967), (80.437, 44.16)],
        4330.5,
        # 1759 + 1904 + 381.5 + 286; https://eymaps.com/en/Jinghe%E2%80%93Yining%E2%80%93Khorgos_railway
        id="Lianyungang East to Khorgos",
    ),
    pytest.param(
        "rail",
        [(49.849, 40.379), (44.83, 41.69), (43.486, 41.405), (43.105, 40.6)],
        838,
        # https://www.raillynews.com/2017/11/baku-tiflis-carriage-train-mersine-10-arrived-hours-ago/
        id="Baku to Kars",
    ),
    pytest.param(
        "sea",
        [(119.45, 34.734), (4.467, 51.9)],
        20_209,
        # 10,912 nmi; https://github.com/blof/LINERLIB/blob/master/data/dist_dense.csv
        id="Lianyungang to Rotterdam through Suez",
    ),
    pytest.param(
        "rail",
        [
            (37.657, 55.777),
            (40.41, 56.13),  # Vladimir
            (49.655, 58.582),  # Kirov
            (56.184, 58.005),  # Perm
            (60.6, 56.858),  # Yekaterinburg
            (73.385, 54.939),  # Omsk
            (82.898, 55.036),  # Novosibirsk
            (92.83, 56.01),  # Krasnoyarsk
            (104.26, 52.28),  # Irkutsk
            (113.5, 52.03),  # Chita
            (135.07, 48.49),  # Khabarovsk
            (131.882, 43.111),
        ],
        9259,
        # timetable of train 2; http://transsib.eyand.de/transsib_at_a_glance.html
        id="Moscow to Vladivostok by Vladimir",
    ),
]


@pytest.mark.parametrize(("mode", "points", "published_km"), PUBLISHED)
def test_length_is_within_3_percent_of_the_published_one(mode, points, published_km):
    record = measure_points(mode, points)
    assert record["distance_km"] == pytest.approx(published_km, rel=0.03)
    assert max(record["snap_km"]) < 10


@pytest.mark.parametrize(
    ("route", "published_km"),
    [
        pytest.param("china-alashankou", 4123, id="by Alashankou"),
        pytest.param("china-khorgos", 4330.5, id="by Khorgos"),
    ],
)
def test_chinese_part_of_the_china_route_is_within_3_percent(route, published_km):
    measured = board().measure(Way(route, "lianyungang"))
    inside = sum(s.distance_km for s in measured.legs[-1].path.stretches if s.country == "CN")
    assert inside == pytest.approx(published_km, rel=0.03)
    assert measured.legs[-1].path.countries[-1] == "CN"
    kinds = {event.kind for event in measured.legs[-1].path.events}
    assert kinds == {"border", "gauge-break"}
