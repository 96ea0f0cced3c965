"""Scenarios: what a reader may assume, and what it does to the shipped routes."""

from __future__ import annotations

import pytest

from geo.catalog import DEFAULT_PATH, load
from geo.errors import InputError
from geo.measure.board import Board, Way
from geo.measure.scenario import BASE, closure, scenario, setting

CATALOG = load(DEFAULT_PATH).catalog
OWN = [Way(r, v) for r, route in CATALOG.routes.items() for v in route.variants or [None]]
SEA = [Way(w.route, w.variant, None, to) for w in OWN for to in CATALOG.routes[w.route].onward]


@pytest.fixture(scope="module")
def base():
    return Board(CATALOG)


def _changed(base, board, ways):
    found = set()
    for way in ways:
        before, after = base.measure(way), board.measure(way)
        if after is None or after.distance_km != before.distance_km:
            found.add(way)
    return found


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Russia", "RU"),
        ("ir", "IR"),
        ("中国", "CN"),
        ("Казахстан", "KZ"),
        ("Suez", "suez"),
        ("Caspian", "caspian"),
        (" Panama", "panama"),
        ("PA", "PA"),
    ],
)
def test_a_closure_is_known_by_any_of_its_names(name, code):
    assert closure(name) == code


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"closures": ["Rusia"]}, "nearest is 'Russia'"),
        ({"regime": "calmer"}, "nearest is 'calm'"),
        ({"service": "wagon"}, "nearest is 'wagonload'"),
        ({"overrides": [("ferry.wait_day", 3)]}, "nearest is 'ferry.wait_days'"),
        ({"overrides": [("draws", 3)]}, "no model parameter 'draws'"),
    ],
)
def test_what_is_not_known_is_refused_with_the_nearest_name(given, says):
    with pytest.raises(InputError, match=says):
        scenario(**given)


@pytest.mark.parametrize("text", ["ferry.wait_days", "ferry.wait_days=", "ferry.wait_days=long"])
def test_a_setting_needs_a_number(text):
    with pytest.raises(InputError, match="NAME=VALUE"):
        setting(text)


def test_the_same_assumptions_make_the_same_scenario():
    one = scenario(closures=["Iran", "RU"], overrides=[("ferry.wait_days", 3)])
    other = scenario(closures=["ru", "iran", "RU"], overrides=[("ferry.wait_days", 3.0)])
    assert one == other
    assert hash(one) == hash(other)
    assert scenario(overrides=[("ferry.wait_days", 1.0)]) == BASE


@pytest.mark.parametrize("country", ["RU", "IR", "TM", "CN", "GE"])
def test_closing_a_country_changes_exactly_the_routes_that_enter_it(base, country):
    board = Board(CATALOG, scenario(closures=[country]))
    uses = {
        way
        for way in OWN
        if any(
            country in leg.path.countries
            or country in {CATALOG.places[p].country for p in (leg.leg.start, leg.leg.end)}
            for leg in base.measure(way).legs
        )
    }
    assert uses
    assert _changed(base, board, OWN) == uses
    for way in uses:
        assert "closed" in (board.why_not(way) or "") or board.detours[way]


def test_closing_the_caspian_closes_exactly_the_routes_with_a_ferry(base):
    board = Board(CATALOG, scenario(closures=["caspian"]))
    ferries = {w for w in OWN if any(leg.leg.mode == "ferry" for leg in base.measure(w).legs)}
    assert _changed(base, board, OWN) == ferries
    assert all("crosses the Caspian" in board.why_not(way) for way in ferries)


@pytest.mark.parametrize("passage", ["suez", "panama"])
def test_closing_a_canal_leads_ships_round_and_touches_nothing_else(base, passage):
    board = Board(CATALOG, scenario(closures=[passage]))
    ways = [*OWN, *SEA]
    changed = _changed(base, board, ways)
    assert changed == set(board.detours)
    for way in changed:
        before, after = base.measure(way), board.measure(way)
        assert after.distance_km.mid > before.distance_km.mid
        assert passage.title() in " ".join(board.detours[way])
        assert after.legs[:-1] == before.legs[:-1]


def test_the_ship_that_has_lost_suez_sails_round_the_cape(base):
    board = Board(CATALOG, scenario(closures=["suez"]))
    cape = base.measure(Way("sea-suez", "cape")).distance_km.mid
    assert board.measure(Way("sea-suez", "suez")).distance_km.mid == pytest.approx(cape)
    assert board.measure(Way("sea-suez", "cape")).distance_km.mid == pytest.approx(cape)


def test_a_closed_way_names_its_leg_its_cause_and_the_nearest_way_left():
    board = Board(CATALOG, scenario(closures=["caspian"]))
    why = board.why_not(Way("caspian-iran", "amirabad"))
    assert "ferry leg Aktau – Amirabad is closed: it crosses the Caspian" in why
    assert "nearest open way is Caspian and Iran (By land through Turkmenistan)" in why


def test_when_nothing_is_left_it_says_so():
    board = Board(CATALOG, scenario(closures=["RU", "IR", "CN", "KZ"]))
    assert board.why_not(Way("north-south")).endswith("No other way is open.")


def test_estimates_follow_the_scenario(base):
    way = Way("middle-corridor", "poti")
    slow = Board(CATALOG, scenario(overrides=[("ferry.wait_days", 6)]))
    wagons = Board(CATALOG, scenario(service="wagonload"))
    calm, busy = (Board(CATALOG, scenario(regime=r)) for r in ("calm", "congested"))
    days = [board.band(way, "duration").mid for board in (calm, base, busy)]
    assert days == sorted(days)
    assert slow.band(way, "duration").mid > base.band(way, "duration").mid + 2
    assert wagons.band(way, "duration").mid > 1.5 * base.band(way, "duration").mid


def test_differences_follow_the_scenario(base):
    pair = (Way("middle-corridor", "poti"), Way("russia"))
    slow = Board(CATALOG, scenario(overrides=[("ferry.wait_days", 6)]))
    usual, slower = (b.contrast([pair], "duration")[0].difference.mid for b in (base, slow))
    assert slower > usual + 2
