"""The address holds the view: a link reopens it, also as a server's first request."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from geo.catalog import DEFAULT_PATH, load
from tests.browser import steps
from tests.fixtures import small, verdicts, written

CATALOG = load(DEFAULT_PATH).catalog
QUERY = {
    "metric": "duration",
    "route": "middle-corridor",
    "from": "upper-kairakty",
    "to": "constanta",
    "by": "middle-corridor.kuryk",
    "hedges": "narrow",
    "without": "netease-c5-summit.mustafin-interview",
}
TITLES = ("Compare", "Claims", "Articles", "Scenario", "Export", "Add article", "Method")
LINK = "/?" + "&".join(f"{key}={value}" for key, value in QUERY.items())


def view(page):
    """All that a link must bring back."""
    frame = steps.map_of(page)
    legs = steps.table(page, "Legs")
    expect(legs.locator("tbody tr").first).to_be_attached()
    steps.settle(page)
    return {
        "counts": steps.counts(page).inner_text(),
        "selects": page.get_by_role("combobox").evaluate_all("(all) => all.map((b) => b.value)"),
        "pressed": page.get_by_role("radio", checked=True).all_inner_texts(),
        "sources": page.get_by_role("switch").evaluate_all("(all) => all.map((b) => b.checked)"),
        "row": steps.table(page, "Routes").locator("[aria-current]").all_inner_texts(),
        "panel": page.locator("section", has=page.locator(".wb-figures")).all_inner_texts(),
        "legs": steps.cells(legs),
        "events": steps.cells(steps.table(page, steps.EVENTS)),
        "on the map": frame.locator(".leaflet-container").get_attribute("data-selected"),
    }


def test_a_link_reopens_the_view_in_another_browser(open_page):
    first = open_page(LINK)
    seen = view(first)
    assert seen["counts"].startswith("3 of 5 sources shown")
    assert seen["selects"] == ["Upper Kairakty", "Constanta"]
    assert sorted(seen["pressed"]) == ["Days", "Kuryk to Poti", "narrow"]
    assert seen["sources"] == [source not in QUERY["without"] for source in CATALOG.sources]
    assert seen["on the map"] == "middle-corridor"
    (row,), (panel,) = seen["row"], seen["panel"]
    assert "Middle Corridor" in row
    assert "Upper Kairakty – Constanta" in row
    assert panel.startswith("Middle Corridor\n")
    assert [leg[1] for leg in seen["legs"]] == ["road", "rail", "ferry", "rail", "sea"]
    held = {key: value for key, (value,) in parse_qs(urlsplit(first.url).query).items()}
    assert held == QUERY
    assert (
        view(open_page(urlsplit(first.url)._replace(scheme="", netloc="").geturl(), fresh=True))
        == seen
    )


def test_a_link_with_a_destination_shows_it_on_the_map(open_page):
    frame = steps.map_of(open_page("/?to=los-angeles"))
    east = max(lng for line in steps.lines_on(frame) for _, lng in line["points"])
    steps.view_of(frame)
    assert frame.evaluate("() => map.getBounds().getEast()") >= east


def test_the_filters_of_the_claims_stand_in_the_link(open_page):
    page = open_page("/claims")
    claims = steps.rows_of(page, "Claims")
    steps.choose(page, "Route or facility", "Middle Corridor")
    for name in ("cost", "says little", "depends"):
        page.get_by_role("button", name=name, exact=True).click()
    query = "about=middle-corridor&quantity=cost&verdict=depends.says-little"
    expect(page).to_have_url(re.compile(rf"/claims\?{re.escape(query)}$"))
    left = [
        claim
        for claim_id, claim in CATALOG.claims.items()
        if "middle-corridor" in claim.route
        and claim.metric == "cost"
        and verdicts()[claim_id].word in ("depends", "says little")
    ]
    assert left
    expect(claims.locator("tbody tr")).to_have_count(len(left))
    seen = steps.cells(claims)
    steps.go_to(page, "Articles")
    steps.choose(page, "Article", "political scientist")
    expect(page).to_have_url(re.compile(rf"{re.escape(query)}&article=mustafin-interview$"))

    other = open_page(f"/claims?{query}&article=mustafin-interview", fresh=True)
    assert steps.cells(steps.rows_of(other, "Claims")) == seen
    pressed = other.get_by_role("button", pressed=True)
    expect(pressed).to_have_text(["cost", "depends", "says little"])
    steps.go_to(other, "Articles")
    expect(other.get_by_role("combobox", name="Article")).to_have_value(
        re.compile("political scientist")
    )


def test_an_unknown_filter_is_left_out_and_told(open_page):
    page = open_page("/claims?quantity=distance.colour&verdict=lies&about=atlantis")
    expect_told(page, "quantity=colour", "verdict=lies", "about=atlantis")
    claims = steps.rows_of(page, "Claims")
    count = sum(claim.metric == "distance" for claim in CATALOG.claims.values())
    expect(claims.locator("tbody tr")).to_have_count(count)
    expect(page).to_have_url(re.compile(r"/claims\?quantity=distance$"))


def test_the_back_button_undoes_a_choice(page):
    frame = steps.map_of(page)
    steps.click_route(page, "russia")
    expect(page).to_have_url(re.compile("route=russia"))
    page.go_back()
    expect(page).not_to_have_url(re.compile("route=russia"))
    steps.expect_on_map(frame, "")


def test_what_a_link_holds_that_is_not_known_is_left_out_and_told(open_page):
    page = open_page("/?route=nowhere&metric=speed&without=nobody.lude-tungsten&by=x.y")
    expect(steps.counts(page)).to_contain_text("4 of 5 sources shown")
    expect(page.get_by_role("radio", checked=True)).to_have_text(["usual", "Distance"])
    expect_told(page, "route=nowhere", "metric=speed", "without=nobody", "by=x.y")
    expect(page).to_have_url(re.compile(r"/\?without=lude-tungsten$"))

    page = open_page("/?to=moon&from=mars&q=1&claim=none")
    expect_told(page, "to=moon", "from=mars", "q=1", "claim=none")
    expect(page).to_have_url(re.compile(r"/$"))


def expect_told(page, *left_out):
    notices = page.get_by_test_id("stToast")
    for told in left_out:
        expect(notices.filter(has_text=told)).to_contain_text("left out")


@pytest.fixture(scope="module")
def small_catalog(tmp_path_factory):
    return {"WAYBILL_CATALOG": str(written(tmp_path_factory.mktemp("small"), small()))}


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/claims?claim=ride-length", "The ride is 240 km long."),
        ("/method", "Method"),
        ("/export", "Export"),
    ],
)
def test_a_page_s_own_address_works_as_the_first_request_of_a_server(
    start_server, open_page, small_catalog, path, shown
):
    page = open_page(path, at=start_server(env=small_catalog).url)
    expect(page.get_by_role("heading", name=shown).first).to_be_visible()
    expect(page.locator("[data-testid=stTopNavLink]")).to_have_text(
        [re.compile(title) for title in TITLES]
    )
    steps.go_to(page, "Compare")
    assert steps.map_of(page).locator("path[data-route]").count() == 2
