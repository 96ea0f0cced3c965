"""J5: closures, the kind of year and other figures, and what they do to every route."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from geo.catalog import DEFAULT_PATH, load
from geo.measure.board import Board, Way
from geo.measure.scenario import scenario
from geo.wording import number
from tests.browser import steps

CATALOG = load(DEFAULT_PATH).catalog
ROUTES = "Routes under the scenario"
WAIT = "Wait for the ferry, days"
DAYS = 2  # the column of the table


def days_of(page, route):
    return steps.pick(steps.table(page, ROUTES), route).locator("td").nth(DAYS)


def expected_days(route, **assumed):
    return number(Board(CATALOG, scenario(**assumed)).band(Way(route), "duration").mid)


def query(page):
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def close(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    steps.settle(page)


@pytest.fixture
def at_scenario(open_page):
    page = open_page("/scenario")
    expect(days_of(page, "middle-corridor")).to_be_visible()
    return page


def test_closing_a_country_closes_its_routes_says_why_and_leaves_the_others(at_scenario):
    page = at_scenario
    china = days_of(page, "china-khorgos").text_content()
    close(page, "Russia")
    table = steps.table(page, ROUTES)
    for route in ("russia", "land-bridge", "north-south", "western-europe-western-china"):
        expect(steps.pick(table, route)).to_contain_text("closed")
    expect(table).to_contain_text("Saint Petersburg lies in Russia, which is closed")
    expect(table).to_contain_text("The nearest open way is")
    expect(days_of(page, "china-khorgos")).to_have_text(china)
    assert query(page) == {"close": "RU"}


def test_closing_suez_leads_the_ship_round_and_shows_the_change(at_scenario):
    page = at_scenario
    close(page, "Suez")
    row = steps.pick(steps.table(page, ROUTES), "sea-suez")
    expect(row).to_contain_text("26,130")
    expect(row).to_contain_text("+6,120 (+31%)")
    expect(steps.table(page, ROUTES)).to_contain_text("keeps out of Suez: 26,129 km instead of")
    assert steps.bars(page, "Days: scenario over baseline").filter(has_text="unchanged").count() > 5


def test_a_slider_moves_the_days_and_the_address_and_reset_takes_it_back(at_scenario):
    page = at_scenario
    usual = expected_days("middle-corridor")
    expect(days_of(page, "middle-corridor")).to_contain_text(usual)
    slider = page.get_by_role("slider", name=WAIT)
    slider.focus()
    slider.press("End")
    steps.settle(page)
    slow = expected_days("middle-corridor", overrides=[("ferry.wait_days", 2)])
    assert slow != usual
    expect(days_of(page, "middle-corridor")).to_contain_text(slow)
    assert query(page) == {"set": "ferry.wait_days~2"}
    page.get_by_role("button", name="Reset to the base case").click()
    expect(days_of(page, "middle-corridor")).to_contain_text(usual)
    expect(slider).to_have_value("1")
    assert query(page) == {}


def test_a_link_reopens_the_whole_scenario(open_page):
    path = (
        "/scenario?close=suez~KZ~RU&regime=calm&service=wagonload&unit=tonne&set=sea.speed_kmh~30"
    )
    page = open_page(path + "&draw=sea-suez~china-kyrgyzstan-uzbekistan")
    expect(steps.pick(steps.table(page, ROUTES), "middle-corridor")).to_contain_text("closed")
    assumed = {"closures": ["suez", "KZ", "RU"], "regime": "calm", "service": "wagonload"}
    days = expected_days("sea-suez", overrides=[("sea.speed_kmh", 30)], **assumed)
    expect(days_of(page, "sea-suez")).to_contain_text(days)
    expect(page.get_by_role("button", name="Russia", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.locator(".wb-legend > span")).to_have_count(2)
    assert query(page)["close"] == "RU~suez~KZ"
    page.reload()
    expect(days_of(page, "sea-suez")).to_contain_text(days)


def test_a_broken_link_tells_what_it_left_out(open_page):
    page = open_page("/scenario?close=Atlantis&set=ferry.wait_days~long&regime=odd")
    expect(days_of(page, "middle-corridor")).to_contain_text(expected_days("middle-corridor"))
    toasts = page.get_by_test_id("stToast")
    for part in ("Atlantis", "long", "odd"):
        expect(toasts.filter(has_text=part)).to_have_count(1)


def test_a_number_opens_its_arithmetic_with_inputs_and_sources(at_scenario):
    page = at_scenario
    steps.click_row(steps.table(page, ROUTES), "middle-corridor")
    title = page.locator("h2", has_text="Middle Corridor: USD per FEU step by step")
    expect(title).to_be_visible()
    step = page.locator(".wb-steps details", has_text="Wait for the ferry, Aktau")
    step.locator("summary").click()
    opened = step.locator(".wb-sum")
    expect(opened).to_be_visible()
    expect(opened).to_contain_text("1 days = 1.00 days")
    expect(opened).to_contain_text("ferry.wait_days")
    expect(opened.get_by_role("link")).to_have_attribute("href", re.compile("^https://uic.org/"))
    assert query(page) == {"route": "middle-corridor"}


def test_the_space_time_diagram_says_its_ways_in_words(at_scenario):
    drawn = at_scenario.locator("svg[aria-label^='Days against kilometres']")
    expect(drawn).to_have_count(1)
    expect(drawn).to_have_attribute("aria-label", re.compile(r"Through Russia .* days over"))


def test_verdicts_follow_the_scenario(at_scenario):
    page = at_scenario
    page.get_by_text("Judge the claims under this scenario").click()
    expect(page.get_by_text("No verdict on the sources shown changes")).to_be_visible()
    close(page, "Russia")
    changed = steps.table(page, "Verdicts that change")
    expect(changed.locator("tbody tr").first).to_be_visible()
    expect(changed).to_contain_text("detour of several thousand kilometres")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_a_phone_nothing_is_cut_and_all_can_be_read(open_page, theme):
    page = open_page("/scenario?close=RU~caspian~KZ", width=390, height=844, theme=theme)
    expect(steps.table(page, ROUTES)).to_contain_text("closed")
    wide = page.evaluate(
        "() => [...document.querySelectorAll('.wb-pick, .wb-bars, .wb-svg')].filter("
        "(one) => one.getBoundingClientRect().right > innerWidth + 1).length"
    )
    assert wide == 0
    ours = ".wb td, .wb th, .wb small, .wb-change, .wb-bar small, .wb-step span, .wb-legend span"
    ours += ", [data-tag] span"
    found = steps.contrasts(page.locator(ours))
    assert len(found) > 30
    assert min(found.values()) >= 4.5, {k: v for k, v in found.items() if v < 4.5}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_phone_shows_every_figure_of_a_route_within_its_width(open_page, theme):
    page = open_page("/scenario?close=suez", width=390, height=844, theme=theme)
    cells = steps.pick(steps.table(page, ROUTES), "sea-suez").locator("td[data-head]")
    expect(cells.first).to_contain_text("26,130")
    assert cells.count() == 4
    for cell in cells.all():
        box = cell.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert box["width"] > 120
