"""Which stop, speed and rate holds at which border and in which country."""

from __future__ import annotations

import pytest

from geo.measure import services
from geo.parameters import parameters

KNOWN = parameters().model


@pytest.mark.parametrize(
    ("before", "after", "mode", "service", "stop"),
    [
        pytest.param("CN", "KZ", "rail", "block-train", "border.rail_days.cn", id="from China"),
        pytest.param("KZ", "CN", "rail", "block-train", "border.rail_days.cn", id="into China"),
        pytest.param("KZ", "RU", "rail", "block-train", "border.rail_days.eaeu", id="no customs"),
        pytest.param("BY", "PL", "rail", "block-train", "border.rail_days.eu", id="into the EU"),
        pytest.param("TM", "IR", "rail", "block-train", "border.rail_days.ir", id="into Iran"),
        pytest.param("CN", "VN", "rail", "block-train", "border.rail_days.vn", id="into Vietnam"),
        pytest.param("AZ", "GE", "rail", "block-train", "border.rail_days.other", id="any other"),
        pytest.param("RU", "LV", "rail", "block-train", "border.rail_days.other", id="Latvia"),
        pytest.param(
            "CN", "KZ", "rail", "wagonload", "border.wagonload_days.from_cn", id="wagons from China"
        ),
        pytest.param(
            "KZ", "CN", "rail", "wagonload", "border.wagonload_days.other", id="wagons into China"
        ),
        pytest.param("KZ", "CN", "road", "block-train", "border.road_days", id="by road"),
    ],
)
def test_each_border_has_its_stop(before, after, mode, service, stop):
    days, fees = services.border(before, after, mode, service)
    assert days == stop
    assert days in KNOWN
    assert not fees or fees in KNOWN
    assert (fees == "") is (stop == "border.rail_days.eaeu")


@pytest.mark.parametrize(
    ("before", "after", "mode"),
    [("PL", "DE", "rail"), ("LT", "PL", "rail"), ("DE", "NL", "road"), ("KZ", "RU", "road")],
)
def test_some_borders_stop_nobody(before, after, mode):
    assert services.border(before, after, mode, "block-train") is None


@pytest.mark.parametrize(
    "country", ["CN", "KZ", "RU", "BY", "UZ", "TM", "KG", "AZ", "GE", "TR", "IR", "PL", "DE", "LV"]
)
def test_every_corridor_country_has_speed_and_rates(country):
    for service in ("block-train", "wagonload"):
        assert services.speed("rail", country, service, KNOWN)
        assert services.rate_per_tonne("rail", country, service, KNOWN)
    assert services.rate_per_feu("rail", country, KNOWN)


def test_a_country_without_figures_of_its_own_takes_the_world_s():
    assert services.speed("rail", "AU", "block-train", KNOWN) == "rail.speed_kmh.world"
    assert services.rate_per_feu("rail", "AU", KNOWN) == (("rail.rate_usd_per_feu_km.other", 1),)


def test_what_the_parameters_lack_has_no_figure():
    assert services.speed("rail", "AU", "block-train", {}) is None
    assert services.rate_per_feu("rail", "AU", {}) is None
    assert services.rate_per_tonne("rail", "AU", "wagonload", {}) is None
    assert services.emissions("rail", "AU", {}) is None


def test_a_rate_by_the_tonne_is_multiplied_by_the_payload_of_a_container():
    assert services.rate_per_feu("rail", "IR", KNOWN) == (
        ("rail.rate_usd_per_tonne_km.ir", 1),
        ("payload_tonnes_per_feu", 1),
    )


def test_where_no_wagon_rate_is_published_the_tonne_goes_in_a_container():
    assert services.rate_per_tonne("rail", "RU", "wagonload", KNOWN) == (
        ("rail.rate_usd_per_feu_km.eaeu", 1),
        ("payload_tonnes_per_feu", -1),
    )
