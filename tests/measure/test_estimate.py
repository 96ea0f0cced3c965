"""Days and cost of hand-made ways, where every figure can be worked out on paper."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from geo.errors import InputError
from geo.itinerary import Itinerary
from geo.measure.distance import Band, MeasuredItinerary, MeasuredLeg
from geo.measure.estimate import ALWAYS_OMITTED, estimate
from geo.measure.scenario import Scenario
from geo.model import Catalog, Leg, Place, Route
from geo.network.path import Event, Path, Stretch
from geo.parameters import parameters

PLACES = {
    "a": ("KZ", 70.0, 45.0, "station"),
    "b": ("CN", 80.0, 45.0, "border-crossing"),
    "c": ("CN", 90.0, 45.0, "port"),
    "d": ("US", 230.0 - 360.0, 40.0, "port"),
    "e": ("GE", 41.7, 42.2, "port"),
    "f": ("XX", 0.0, 0.0, "station"),
}
CATALOG = Catalog(
    places={
        name: Place(name=name, lon=lon, lat=lat, kind=kind, country=country)
        for name, (country, lon, lat, kind) in PLACES.items()
    },
    routes={
        "r": Route(
            name="r", family="other", colour="#000000", legs=(Leg(mode="rail", start="a", end="b"),)
        )
    },
)
DWELL = [n for n in parameters().model if n.endswith("_days") or "_days." in n]
SPEEDS = [n for n in parameters().model if "speed_kmh" in n]


def leg(mode, start, end, *parts):
    """A straight leg; parts are (country, gauge in mm, km)."""
    x, y = ((PLACES[name][1], PLACES[name][2]) for name in (start, end))
    lonlat = np.linspace(x, y, len(parts) + 1)
    stretches = tuple(
        Stretch(country, gauge, None, km, i, i + 1) for i, (country, gauge, km) in enumerate(parts)
    )
    events, at_km = [], 0.0
    for (i, before), after in zip(enumerate(parts), parts[1:], strict=False):
        at_km += before[2]
        where = float(lonlat[i + 1][0]), float(lonlat[i + 1][1]), at_km
        if before[0] != after[0]:
            events.append(Event("border", *where, before[0], after[0]))
        if before[1] != after[1]:
            events.append(Event("gauge-break", *where, str(before[1]), str(after[1])))
    km = sum(part[2] for part in parts)
    path = Path(lonlat, km, (0.0, 0.0), stretches, tuple(events))
    return MeasuredLeg(Leg(mode=mode, start=start, end=end), path, Band(km, km, km), km)


def way(*legs):
    itinerary = Itinerary(route="r", variant=None, legs=tuple(one.leg for one in legs))
    km = sum(one.path.distance_km for one in legs)
    return MeasuredItinerary(itinerary, legs, Band(km, km, km))


KAZAKH = way(leg("rail", "a", "b", ("KZ", 1520, 1000.0)))
TO_CHINA = way(leg("rail", "a", "c", ("KZ", 1520, 1000.0), ("CN", 1435, 3000.0)))
TO_AMERICA = way(*TO_CHINA.legs, leg("sea", "c", "d", ("", None, 10_000.0)))
FERRY = way(leg("rail", "a", "b", ("KZ", 1520, 500.0)), leg("ferry", "b", "c", ("", None, 480.0)))
WAYS = (KAZAKH, TO_CHINA, TO_AMERICA, FERRY)


def one(measured, *, params=None, overrides=(), **assumed):
    scenario = Scenario(overrides=tuple(dict(overrides).items()), **assumed)
    return estimate([measured], CATALOG, params=params, scenario=scenario)[0]


def exact(**values):
    """Parameters whose spread is nil, so that every draw is the value given or the mode."""
    given_ = parameters()
    model = {
        name: record.model_copy(
            update=dict.fromkeys(("low", "mode", "high"), values.get(name, record.mode))
        )
        for name, record in given_.model.items()
    }
    return given_.model_copy(update={"model": model})


def test_a_way_through_china_by_hand():
    params = exact(
        **{
            "rail.speed_kmh.kz": 40,
            "rail.speed_kmh.cn": 50,
            "border.rail_days.cn": 1,
            "gauge.change_days": 0.25,
            "rail.rate_usd_per_feu_km.kz": 0.5,
            "rail.rate_usd_per_feu_km.cn": 0.4,
            "rail.base_usd_per_feu.cn": 100,
            "border.rail_usd_per_feu": 200,
            "gauge.change_usd_per_feu": 150,
        }
    )
    got = one(TO_CHINA, params=params)
    # 1000 km / 40 km/h = 25 h; 3000 km / 50 km/h = 60 h; a day at the border, six hours reloading
    assert got.duration_days.mid == pytest.approx(85 / 24 + 1.25)
    assert got.cost_usd_per_feu.mid == pytest.approx(500 + 1200 + 100 + 200 + 150)
    assert got.duration_days.low == pytest.approx(got.duration_days.high)
    assert [(step.kind, step.start_km, step.end_km) for step in got.steps] == [
        ("run", 0, 1000),
        ("border", 1000, 1000),
        ("gauge-break", 1000, 1000),
        ("run", 1000, 4000),
    ]


def test_a_tonne_pays_the_wagon_rate_where_one_is_published():
    params = exact(**{"rail.rate_usd_per_tonne_km.kz": 0.08})
    wagons = one(KAZAKH, params=params, service="wagonload")
    assert wagons.cost_usd_per_tonne.mid == pytest.approx(80)


def test_a_tonne_in_a_container_pays_its_share_of_it():
    params = exact(**{"rail.rate_usd_per_feu_km.kz": 0.5, "payload_tonnes_per_feu": 25})
    assert one(KAZAKH, params=params).cost_usd_per_tonne.mid == pytest.approx(500 / 25)


@pytest.mark.parametrize(("regime", "factor"), [("calm", 0.5), ("typical", 1), ("congested", 3)])
def test_the_kind_of_year_stretches_borders_and_ports_and_leaves_running_time(regime, factor):
    names = ("calm.border", "calm.port", "congested.border", "congested.port")
    stretch = {f"regime.{n}": 0.5 if "calm" in n else 3 for n in names}
    params = exact(**stretch)
    usual, got = one(TO_AMERICA, params=params), one(TO_AMERICA, params=params, regime=regime)
    for before, after in zip(usual.steps, got.steps, strict=True):
        times = 1 if before.kind == "run" else factor
        assert after.days.mid == pytest.approx(before.days.mid * times)


def test_ports_and_waiting_stand_where_land_meets_water():
    assert [s.kind for s in one(FERRY).steps] == ["run", "port", "ferry-wait", "run"]
    assert [s.kind for s in one(TO_AMERICA).steps][-2:] == ["port", "run"]


def test_a_deep_sea_way_from_a_feeder_port_changes_ship():
    far = way(leg("sea", "e", "d", ("", None, 12_000.0)))
    near = way(leg("sea", "e", "d", ("", None, 1_000.0)))
    assert [s.kind for s in one(far).steps] == ["transhipment", "run"]
    assert [s.kind for s in one(near).steps] == ["run"]


@pytest.mark.parametrize("measured", WAYS)
def test_halving_every_speed_doubles_running_time_and_leaves_dwell(measured):
    slow = {name: parameters().model[name].mode / 2 for name in SPEEDS}
    usual, slower = one(measured), one(measured, overrides=slow)
    for before, after in zip(usual.steps, slower.steps, strict=True):
        factor = 2 if before.kind == "run" else 1
        assert after.days.mid == pytest.approx(factor * before.days.mid)
        assert after.days.high == pytest.approx(factor * before.days.high)


@pytest.mark.parametrize("measured", WAYS)
def test_without_dwell_only_running_time_is_left(measured):
    got = one(measured, overrides=dict.fromkeys(DWELL, 0.0), params=exact())
    running = sum(step.days.mid for step in got.steps if step.kind == "run")
    assert got.duration_days.mid == pytest.approx(running)
    assert all(step.days.high == 0 for step in got.steps if step.kind != "run")


def test_the_same_seed_gives_the_same_figures_and_another_seed_nearly_so():
    seeded = parameters().model
    other = parameters().model_copy(
        update={"model": seeded | {"seed": seeded["seed"].model_copy(update={"mode": 7.0})}}
    )
    first, again, moved = one(TO_AMERICA), one(TO_AMERICA), one(TO_AMERICA, params=other)
    assert first == again
    assert moved != first
    assert moved.duration_days.mid == pytest.approx(first.duration_days.mid, rel=0.02)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_the_ways_changes_nothing_for_each(order):
    together = estimate([WAYS[i] for i in order], CATALOG)
    for position, i in enumerate(order):
        alone = one(WAYS[i])
        got = together[position]
        assert got.steps == alone.steps
        assert got.duration_days.mid == pytest.approx(alone.duration_days.mid, rel=1e-5)
        assert got.cost_usd_per_feu.high == pytest.approx(alone.cost_usd_per_feu.high, rel=1e-5)


AUSTRALIA = way(leg("rail", "a", "b", ("KZ", 1520, 100.0), ("AU", 1435, 100.0)))


def test_a_country_without_figures_of_its_own_takes_the_world_s_and_says_so():
    got = one(AUSTRALIA)
    assert got.duration_days.mid > one(KAZAKH).duration_days.mid / 10
    assert any("No railway of AU has published figures here" in text for text in got.omitted)
    assert not any("railway of KZ" in text for text in got.omitted)


def test_a_country_without_any_figures_leaves_no_total_and_says_why():
    params = parameters()
    left = {n: p for n, p in params.model.items() if n != "rail.speed_kmh.world"}
    got = one(AUSTRALIA, params=params.model_copy(update={"model": left}))
    assert got.duration_days is None
    assert "No published speed of rail freight in AU." in got.omitted


@pytest.mark.parametrize("measured", [*WAYS, way(leg("sea", "e", "d", ("", None, 9_000.0)))])
def test_steps_follow_each_other_along_the_way(measured):
    steps = one(measured).steps
    assert all(b.start_km == pytest.approx(a.end_km) for a, b in itertools.pairwise(steps))
    assert steps[-1].end_km == pytest.approx(measured.distance_km.mid)


def test_a_gauge_break_inside_a_country_parts_the_run():
    inland = way(leg("rail", "a", "b", ("GE", 1520, 60.0), ("GE", 1435, 40.0), ("TR", 1435, 90.0)))
    assert [(s.kind, s.start_km, s.end_km) for s in one(inland).steps] == [
        ("run", 0, 60),
        ("gauge-break", 60, 60),
        ("run", 60, 100),
        ("border", 100, 100),
        ("run", 100, 190),
    ]


def test_the_fixed_part_of_the_chinese_tariff_is_paid_once():
    halves = way(*TO_CHINA.legs, leg("rail", "c", "c", ("CN", 1435, 500.0)))
    paid = [s for s in one(halves).steps if "rail.base_usd_per_feu.cn" in s.parameters]
    assert len(paid) == 1


def test_a_formula_shows_the_value_that_was_put_in():
    got = one(KAZAKH, overrides={"rail.speed_kmh.kz": 50})
    assert "1,000 km ÷ 24 h/day ÷ 50 km/h = 0.83 days" in got.steps[0].formula


def test_the_spread_grows_with_its_exponent_and_its_usual_value_stays():
    narrow, wide = (one(KAZAKH, overrides={"spread_exponent": value}) for value in (0, 0.5))
    assert wide.duration_days.low < narrow.duration_days.low
    assert wide.duration_days.high > narrow.duration_days.high
    assert wide.duration_days.mid == pytest.approx(narrow.duration_days.mid, rel=0.1)
    assert wide.cost_usd_per_feu == narrow.cost_usd_per_feu


def test_no_way_gives_no_estimate():
    assert estimate([], CATALOG) == ()


def test_what_is_always_left_out_is_said():
    assert all(ALWAYS_OMITTED in got.omitted for got in estimate(WAYS, CATALOG))


def test_a_line_that_grazes_a_neighbour_makes_no_border_stop():
    grazing = way(
        leg("rail", "a", "b", ("KZ", 1520, 500.0), ("KG", 1520, 20.0), ("KZ", 1520, 500.0))
    )
    assert [step.kind for step in one(grazing).steps] == ["run"]


def test_a_border_between_two_legs_is_not_lost():
    joined = way(
        leg("rail", "a", "b", ("KZ", 1520, 1000.0)), leg("rail", "b", "c", ("CN", 1435, 3000.0))
    )
    got = one(joined)
    assert [(s.kind, s.place) for s in got.steps[1:3]] == [("border", "b"), ("gauge-break", "b")]
    assert got.duration_days.mid == pytest.approx(one(TO_CHINA).duration_days.mid, rel=1e-5)


def test_a_lorry_that_takes_over_at_a_border_waits_there_too():
    over = way(
        leg("rail", "a", "b", ("KZ", 1520, 100.0)), leg("road", "b", "c", ("CN", None, 60.0))
    )
    stops = [step.parameters[0] for step in one(over).steps if step.kind != "run"]
    assert stops == ["border.road_days"]


def test_lorry_to_wagon_says_that_nothing_is_published():
    got = one(way(leg("road", "a", "b", ("KZ", None, 60.0)), KAZAKH.legs[0]))
    assert any("lorry and wagon at a" in sentence for sentence in got.omitted)


def test_legs_and_steps_add_up_to_the_whole_when_nothing_is_drawn():
    got = one(TO_AMERICA, params=exact())
    assert sum(leg.duration_days.mid for leg in got.legs) == pytest.approx(got.duration_days.mid)
    assert sum(s.cost_usd_per_feu.mid for s in got.steps) == pytest.approx(got.cost_usd_per_feu.mid)


def test_single_wagons_are_slower_and_wait_as_shippers_do():
    train, wagons = one(TO_CHINA), one(TO_CHINA, service="wagonload")
    border = next(step for step in wagons.steps if step.kind == "border")
    assert border.parameters[0] == "border.wagonload_days.other"
    assert wagons.duration_days.mid > 2 * train.duration_days.mid


def test_an_override_moves_the_spread_in_proportion():
    usual = one(KAZAKH)
    got = one(KAZAKH, overrides={"rail.rate_usd_per_feu_km.kz": 1.0})
    factor = 1.0 / parameters().model["rail.rate_usd_per_feu_km.kz"].mode
    for end in ("low", "mid", "high"):
        assert getattr(got.cost_usd_per_feu, end) == pytest.approx(
            factor * getattr(usual.cost_usd_per_feu, end)
        )


@pytest.mark.parametrize(
    ("overrides", "says"),
    [
        ({"rail.speed_kmh.kx": 40}, "nearest is 'rail.speed_kmh.k"),
        ({"rail.speed_kmh.kz": 0}, "above 0"),
        ({"ferry.wait_days": -1}, "0 or more"),
        ({"ferry.wait_days": float("nan")}, "0 or more"),
    ],
)
def test_a_bad_override_is_refused(overrides, says):
    with pytest.raises(InputError, match=says):
        one(KAZAKH, overrides=overrides)


def test_every_step_leads_to_sources():
    for got in estimate(WAYS, CATALOG):
        for step in got.steps:
            assert step.parameters
            assert all(parameters().model[name].source.title for name in step.parameters)
            assert "=" in step.formula
