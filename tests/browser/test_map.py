"""J1 and J2: all routes on the map, and a route chosen on it, by row or by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from geo.catalog import DEFAULT_PATH, load
from tests.browser import steps

CATALOG = load(DEFAULT_PATH).catalog
CHOSEN = "china-alashankou"
NAME = CATALOG.routes[CHOSEN].name.en


def test_the_map_shows_every_route_on_a_real_line(page):
    frame = steps.map_of(page)
    lengths = dict(
        frame.locator("path[data-route]").evaluate_all(
            "(paths) => paths.map((path) => [path.dataset.route, path.getTotalLength()])"
        )
    )
    assert set(lengths) == set(CATALOG.routes)
    assert min(lengths.values()) > 10, f"in pixels: {lengths}"
    points = dict.fromkeys(CATALOG.routes, 0)
    for line in steps.lines_on(frame):
        for route_id, route in CATALOG.routes.items():
            if line["colour"] == route.colour:
                points[route_id] += len(line["points"])
    straight = {
        route_id: count
        for route_id, count in points.items()
        if count < 12 * len(CATALOG.routes[route_id].legs)
    }
    assert not straight, f"drawn with hardly a bend: {straight}"


def test_the_first_page_answers_without_a_click(page):
    expect(page.get_by_role("switch")).to_have_count(len(CATALOG.sources))
    expect(steps.counts(page)).to_contain_text(
        f"{len(CATALOG.sources)} of {len(CATALOG.sources)} sources shown: "
        f"{len(CATALOG.claims)} claims"
    )
    asserted = [c for c in CATALOG.claims.values() if c.metric == "distance"]
    bars = steps.bars(page, "Distance: asserted against measured")
    expect(bars).to_have_count(len(asserted))
    for mark in (".said", ".near", ".all"):
        expect(bars.locator(mark)).to_have_count(len(asserted))
    claims = steps.table(page, "Claims")
    steps.show(claims)
    expect(claims.locator("tbody tr")).to_have_count(len(asserted))
    for claim in asserted:
        expect(claims).to_contain_text(claim.summary)
    routes = steps.rows_of(page, "Routes")
    expect(routes.locator("tbody tr")).to_have_count(len(CATALOG.routes))
    for route_id, route in CATALOG.routes.items():
        row = steps.pick(routes, route_id)
        expect(row.get_by_role("button", name=route.name.en, exact=True)).to_be_visible()
        assert row.locator(".wb-strip i").count() >= 1


def test_a_click_on_a_line_chooses_its_route_and_a_second_one_lets_it_go(page, page_log):
    frame = steps.map_of(page)
    before = page_log.runs
    at = steps.point_of(page, CHOSEN)
    page.mouse.click(*at)
    steps.expect_on_map(frame, CHOSEN)
    expect(page).to_have_url(re.compile(rf"\?route={CHOSEN}$"))
    expect(steps.counts(page)).to_contain_text(f"Showing {NAME}.")
    panel = steps.expect_panel(page, NAME)
    expect(panel.locator(".wb-figures b")).to_have_text(
        [re.compile(f" {unit}$") for unit in ("km", "days", "USD per FEU", "kg CO2e per tonne")]
    )
    legs = steps.table(page, "Legs")
    expect(legs.locator("tbody tr")).to_have_count(2)
    assert [row[1] for row in steps.cells(legs)] == ["rail", "rail"]
    course = page.locator("section", has_text="On the way")
    expect(course.get_by_role("img", name=re.compile(f"^{re.escape(NAME)}: days"))).to_be_visible()
    events = steps.cells(steps.table(page, steps.EVENTS))
    assert [row[2] for row in events if row[1] == "gauge break"] == [
        "1520 to 1435 mm, Alashankou (4 km off)"
    ]
    routes = steps.rows_of(page, "Routes")
    steps.expect_chosen(routes, CHOSEN)
    assert page_log.runs == before + 1

    steps.show(page.locator(steps.MAP))
    page.mouse.click(*at)
    steps.expect_on_map(frame, "")
    expect(page).to_have_url(re.compile(r"/$"))
    expect(legs).to_have_count(0)
    expect(course).to_have_count(0)
    steps.expect_chosen(routes, None)
    expect(steps.counts(page)).to_contain_text("Showing all routes.")
    assert page_log.runs == before + 2


def test_every_route_has_a_place_where_it_can_be_clicked(page):
    for route in CATALOG.routes:
        assert steps.point_of(page, route)


@pytest.mark.parametrize("column", [0, 1])
def test_a_click_on_a_row_chooses_its_route_on_the_map_too(page, page_log, column):
    mark = steps.mark_map(page)
    before = page_log.runs
    routes = steps.rows_of(page, "Routes")
    steps.click_row(routes, "russia", column=column)
    steps.expect_on_map(mark, "russia")
    steps.expect_chosen(routes, "russia")
    steps.expect_panel(page, "Through Russia")
    expect(steps.table(page, "Legs").locator("tbody tr").first).to_contain_text("Karaganda")
    assert page_log.runs == before + 1
    steps.click_row(routes, CHOSEN, column=column)
    steps.expect_on_map(mark, CHOSEN)
    steps.expect_chosen(routes, CHOSEN)
    steps.expect_panel(page, NAME)
    steps.click_row(routes, CHOSEN, column=column)
    steps.expect_on_map(mark, "")
    steps.expect_chosen(routes, None)
    expect(steps.table(page, "Legs")).to_have_count(0)
    steps.settle(page)
    assert page_log.runs == before + 3
    assert steps.map_survives(page, mark)


def test_the_keyboard_chooses_a_row_and_keeps_its_place(page):
    frame = steps.map_of(page)
    routes = steps.rows_of(page, "Routes")
    names = list(CATALOG.routes)
    buttons = [steps.pick(routes, route).get_by_role("button") for route in names[:2]]
    buttons[0].focus()
    page.keyboard.press("Tab")
    expect(buttons[1]).to_be_focused()
    for key, chosen in (("Enter", names[1]), ("Space", None)):
        page.keyboard.press(key)
        steps.expect_chosen(routes, chosen)
        steps.expect_on_map(frame, chosen or "")
        steps.settle(page)
        expect(buttons[1]).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(buttons[0]).to_be_focused()


def test_the_keyboard_chooses_a_route_and_lets_it_go(page):
    frame = steps.map_of(page)
    frame.locator(".leaflet-container").focus()
    focused = "document.activeElement.dataset.route || ''"
    for _ in CATALOG.routes:
        page.keyboard.press("Tab")
        if frame.evaluate(focused) == "russia":
            break
    path = frame.locator('path[data-route="russia"]')
    assert frame.evaluate(focused) == "russia"
    expect(path).to_have_attribute("aria-label", "Through Russia")
    expect(path).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Enter")
    steps.expect_on_map(frame, "russia")
    expect(path).to_have_attribute("aria-pressed", "true")
    steps.expect_chosen(steps.table(page, "Routes"), "russia")
    expect(path).to_be_focused()
    page.keyboard.press("Space")
    steps.expect_on_map(frame, "")
    expect(path).to_have_attribute("aria-pressed", "false")
    expect(path).to_be_focused()


def test_where_routes_share_a_line_each_can_be_chosen_by_clicks_at_one_place(page):
    frame = steps.map_of(page)
    (x, y), ids, _ = steps.shared_point(page)
    upper = ids[0]
    found = []
    for _ in ids:
        page.mouse.click(x, y)
        expect(frame.locator(".leaflet-container")).not_to_have_attribute("data-selected", "")
        found.append(frame.locator(".leaflet-container").get_attribute("data-selected"))
        steps.settle(page)
        page.mouse.click(x, y)
        steps.expect_on_map(frame, "")
        steps.settle(page)
    assert found[0] == upper
    assert sorted(found) == sorted(ids)


def test_a_click_elsewhere_on_a_shared_line_takes_another_route_than_the_chosen(page):
    frame = steps.map_of(page)
    (x, y), ids, (other_x, other_y) = steps.shared_point(page)
    page.mouse.click(x, y)
    steps.expect_on_map(frame, ids[0])
    steps.settle(page)
    page.mouse.click(other_x, other_y)
    chosen = frame.locator(".leaflet-container")
    expect(chosen).not_to_have_attribute("data-selected", ids[0])
    assert chosen.get_attribute("data-selected") in ids[1:]


def test_the_map_keeps_its_place_whatever_the_line_above_it_says(open_page):
    for width in (1440, 1100, 390):
        page = open_page(width=width)
        steps.map_of(page)
        top = page.locator(steps.MAP).evaluate("(map) => map.offsetTop")
        for route in ("land-bridge", "western-europe-western-china"):
            steps.choose_route(page, route)
            steps.expect_panel(page, CATALOG.routes[route].name.en)
            assert page.locator(steps.MAP).evaluate("(map) => map.offsetTop") == top


@pytest.mark.parametrize("width", [1440, 720, 390])
def test_the_chosen_route_lies_in_the_middle_of_the_map(open_page, width):
    frame = steps.map_of(open_page("/?route=middle-corridor", width=width))
    steps.view_of(frame)
    height = frame.evaluate("() => map.getSize().y")
    for name in ("karaganda", "poti"):
        place = CATALOG.places[name]
        y = frame.evaluate("(at) => map.latLngToContainerPoint(at).y", [place.lat, place.lon])
        assert height / 4 < y < height * 3 / 4


def test_the_map_does_not_move_by_itself_for_who_asked_for_less_motion(page):
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    frame = steps.map_of(page)
    zoom_in = """() => {
      const before = map.getZoom();
      document.querySelector(".leaflet-control-zoom-in").click();
      return [map.getZoom() - before, document.querySelectorAll(".leaflet-zoom-anim").length];
    }"""
    assert frame.evaluate(zoom_in) == [0.75, 0]


def test_pointing_at_a_line_names_its_route(page):
    frame = steps.map_of(page)
    page.mouse.move(*steps.point_of(page, CHOSEN))
    expect(frame.locator(".waybill-tip")).to_contain_text(NAME)
    expect(frame.locator(".waybill-tip")).to_contain_text("km")
