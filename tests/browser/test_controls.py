"""J3: sources, quantity and destination change the figures, and leave the map where it is."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from geo.catalog import DEFAULT_PATH, load
from tests.browser import steps
from tests.fixtures import verdicts

CATALOG = load(DEFAULT_PATH).catalog
SOURCE = "netease-c5-summit"
SEA_DASHES = "9 7"
_FIRST_WORDS = {
    "Compare": "Freight routes",
    "Claims": "Claims",
    "Articles": "Articles",
    "Scenario": "Scenario",
    "Export": "Export",
    "Add article": "Add an article",
    "Method": "Method",
}
UNITS = {"distance": "km", "duration": "days", "cost": "USD per FEU"}


@pytest.fixture
def moved(page):
    """A page whose map was panned and zoomed by hand; its frame bears a mark."""
    frame = steps.map_of(page)
    before = steps.view_of(frame)
    frame.locator(".leaflet-control-zoom-in").click()
    frame.wait_for_function("(zoom) => map.getZoom() > zoom", arg=before[2])
    steps.view_of(frame)
    box = page.locator(steps.MAP).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 60
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 90, y + 40, steps=4)
    page.mouse.up()
    frame.wait_for_function("(lng) => Math.abs(map.getCenter().lng - lng) > 3", arg=before[1])
    return page, steps.mark_map(page), steps.view_of(frame)


def assert_undisturbed(page, frame, view):
    assert steps.map_survives(page, frame)
    assert steps.view_of(frame) == view


def claims_of(metric, *, without=()):
    return {
        claim_id: claim
        for claim_id, claim in CATALOG.claims.items()
        if claim.metric == metric and claim.source not in without
    }


def expect_comparison(page, title, claims):
    """A bar and a row for each claim, and none besides."""
    bars = steps.bars(page, title)
    expect(bars).to_have_count(len(claims))
    said = bars.locator(".wb-track").evaluate_all("(all) => all.map((bar) => bar.ariaLabel)")
    sentences = {claim_id: verdict.sentence for claim_id, verdict in verdicts().items()}
    assert sorted(said) == sorted(sentences[key] for key in claims)
    found = steps.table(page, "Claims")
    steps.show(found)
    expect(found.locator("tbody tr")).to_have_count(len(claims))
    for claim in claims.values():
        expect(found).to_contain_text(claim.summary)


def test_a_source_turned_off_leaves_the_figures_and_the_map_stays(moved, page_log):
    page, frame, view = moved
    gone = [c.summary for c in claims_of("distance").values() if c.source == SOURCE]
    assert gone
    before = page_log.runs
    steps.toggle(page, SOURCE)
    left = [c for c in CATALOG.claims.values() if c.source != SOURCE]
    expect(steps.counts(page)).to_contain_text(f"4 of 5 sources shown: {len(left)} claims")
    expect_comparison(page, "Distance", claims_of("distance", without=(SOURCE,)))
    expect(steps.table(page, "Claims")).not_to_contain_text(gone[0])
    assert page_log.runs == before + 1
    assert_undisturbed(page, frame, view)

    steps.toggle(page, SOURCE)
    expect(steps.counts(page)).to_contain_text(f"5 of 5 sources shown: {len(CATALOG.claims)}")
    expect_comparison(page, "Distance", claims_of("distance"))
    assert page_log.runs == before + 2
    assert_undisturbed(page, frame, view)


def test_sources_are_named_as_they_are_read(page):
    names = page.get_by_role("switch").evaluate_all("(all) => all.map((one) => one.ariaLabel)")
    for name, source in zip(names, CATALOG.sources.values(), strict=True):
        assert " ".join(name.split()).startswith(f"{source.title} {source.publisher} · Chinese, ")
        assert not re.search(r"[\\\[\]]|:\w", name), name


def test_every_page_has_one_heading_above_all_others(page):
    for title in ("Claims", "Articles", "Scenario", "Export", "Add article", "Method", "Compare"):
        steps.go_to(page, title)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.get_by_role("heading", level=1)).to_contain_text(_FIRST_WORDS[title])


def test_with_all_sources_off_the_page_says_what_to_do(page):
    for source in CATALOG.sources:
        steps.toggle(page, source)
    expect(steps.counts(page)).to_contain_text("0 of 5 sources shown: 0 claims")
    expect(page.locator("section").filter(has_text="asserted against")).to_contain_text(
        "Turn one on"
    )
    expect(steps.table(page, "Claims")).to_have_count(0)
    expect(page.locator(".wb-bar")).to_have_count(0)


def test_the_quantity_changes_the_comparison_and_the_map_stays(moved, page_log):
    page, frame, view = moved
    before = page_log.runs
    for name, metric in (("Days", "duration"), ("Cost", "cost"), ("Distance", "distance")):
        page.get_by_role("radio", name=name).click()
        expect(page.get_by_text(f"{name}: asserted against measured")).to_be_visible()
        expect_comparison(page, f"{name}: asserted", claims_of(metric))
        expect(steps.table(page, "Routes").locator("th.n")).to_have_text(UNITS[metric])
        assert_undisturbed(page, frame, view)
    assert page_log.runs == before + 3


def test_going_on_by_sea_draws_the_way_over_the_pacific_and_changes_the_figures(page):
    frame = steps.map_of(page)
    routes = steps.rows_of(page, "Routes")
    name = CATALOG.routes["china-alashankou"].name.en
    kilometres = _kilometres(routes, name)
    steps.choose(page, "On by sea to", "Los Angeles")
    expect(steps.row(routes, name)).to_contain_text("Los Angeles")
    assert _kilometres(routes, name) > kilometres + 9000

    drawn = [line for line in steps.lines_on(frame) if line["dashes"] == SEA_DASHES]
    colour = CATALOG.routes["china-alashankou"].colour
    pacific = [line for line in drawn if line["colour"] == colour]
    assert pacific
    beyond = max(lng for line in pacific for _, lng in line["points"])
    assert beyond > 230, "Los Angeles lies at 241.8 degrees, beyond the antimeridian"
    frame.wait_for_function("(lng) => map.getBounds().getEast() >= lng", arg=beyond)
    jumps = [
        abs(after[1] - before[1])
        for line in steps.lines_on(frame)
        for before, after in pairwise(line["points"])
    ]
    assert max(jumps) < 90


def test_an_origin_changes_the_way_and_the_figures(page):
    frame = steps.map_of(page)
    routes = steps.rows_of(page, "Routes")
    name = CATALOG.routes["russia"].name.en
    kilometres = _kilometres(routes, name)
    steps.choose(page, "From", CATALOG.places["north-katpar"].name.en)
    expect(steps.row(routes, name)).to_contain_text(CATALOG.places["north-katpar"].name.en)
    assert _kilometres(routes, name) != kilometres
    assert any(line["dashes"] == "1 5" for line in steps.lines_on(frame)), "a road to the railhead"


def _kilometres(routes, name):
    value, _ = steps.row(routes, name).locator("td.n").inner_text().split("\n")
    return float(value.replace(",", ""))
