"""J4: from the list of claims to the evidence, the sentence and the readings of one."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from geo.catalog import DEFAULT_PATH, load
from tests.browser import steps
from tests.fixtures import verdicts

CATALOG = load(DEFAULT_PATH).catalog
OPENED = "china-shorter"
WHAT_IF = "Agrees if the destination is Los Angeles and the baseline is “Through Russia”."


def test_a_claim_is_found_by_filters_and_opened_to_its_evidence(page, page_log):
    steps.go_to(page, "Claims")
    expect(page).to_have_url(re.compile(r"/claims$"))
    steps.rows_of(page, "Claims")
    page.get_by_role("button", name="distance", exact=True).click()
    claims = steps.rows_of(page, "Claims")
    measured = [c for c in CATALOG.claims.values() if c.metric == "distance"]
    expect(claims.locator("tbody tr")).to_have_count(len(measured))
    page.get_by_role("button", name="depends", exact=True).click()
    expect(claims.locator("tbody tr[data-verdict=agrees]")).to_have_count(0)
    rows = steps.cells(claims)
    assert 0 < len(rows) < len(measured)
    expect(claims.locator("tbody tr[data-verdict=depends]")).to_have_count(len(rows))

    claim = CATALOG.claims[OPENED]
    source = CATALOG.sources[claim.source]
    before = page_log.runs
    steps.click_row(claims, OPENED, column=2)
    expect(page).to_have_url(
        re.compile(rf"/claims\?claim={OPENED}&quantity=distance&verdict=depends$")
    )
    steps.expect_chosen(claims, OPENED)
    expect(page.get_by_role("heading", name=claim.summary)).to_be_visible()
    evidence = steps.evidence(page)
    for text in (
        claim.evidence.words,
        f"{claim.evidence.start:,} to {claim.evidence.end:,} of {source.length:,}",
        source.publisher,
        "Chinese, traditional",
        "approx",
    ):
        expect(evidence).to_contain_text(text)
    verdict = verdicts()[OPENED]
    expect(page.get_by_text(verdict.sentence, exact=True).last).to_be_visible()
    expect(page.get_by_text(WHAT_IF, exact=True)).to_be_visible()
    assert re.search("agrees under .*differs", verdict.sentence)
    bars = steps.bars(page, "How it reads")
    said = bars.locator(".wb-track").evaluate_all("(all) => all.map((bar) => bar.ariaLabel)")
    assert any(": differs, measured" in text for text in said)
    assert any(": agrees" in text for text in said)
    readings = steps.table(page, "Readings")
    steps.show(readings)
    expect(readings.locator("tbody tr")).to_have_count(len(verdict.readings))
    assert {row[0] for row in steps.cells(readings)} == {"agrees", "differs"}
    marked = readings.locator("tbody tr.wb-on")
    # Two routes, four ports and two origins each, against both of Russia's ports.
    expect(marked).to_have_count(32)
    expect(marked.filter(has_text="Los Angeles").filter(has_text="Through Russia")).to_have_count(
        32
    )
    expect(steps.table(page, "Arithmetic")).to_contain_text("published lengths")
    assert page_log.runs == before + 1

    steps.click_row(steps.rows_of(page, "Claims"), OPENED)
    expect(evidence).to_have_count(0)
    steps.expect_chosen(claims, None)
    assert page_log.runs == before + 2


def test_a_claim_that_was_closed_is_no_longer_in_the_link(open_page):
    page = open_page(f"/claims?claim={OPENED}")
    claims = steps.rows_of(page, "Claims")
    steps.expect_chosen(claims, OPENED)
    steps.click_row(claims, OPENED)
    expect(page.locator("dl.wb-dl")).to_have_count(0)
    steps.settle(page)
    assert "claim=" not in page.url


def test_a_claim_is_opened_and_closed_by_the_keyboard(page):
    steps.go_to(page, "Claims")
    claims = steps.rows_of(page, "Claims")
    button = steps.pick(claims, OPENED).get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    steps.expect_chosen(claims, OPENED)
    expect(page.locator("dl.wb-dl")).to_be_visible()
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    steps.expect_chosen(claims, None)
    expect(page.locator("dl.wb-dl")).to_have_count(0)


def test_filters_that_leave_nothing_say_so(page):
    steps.go_to(page, "Claims")
    page.get_by_role("button", name="quality", exact=True).click()
    page.get_by_role("button", name="agrees", exact=True).click()
    expect(page.get_by_test_id("stAlert")).to_contain_text("No claim is left")


def test_claims_are_filtered_by_what_they_are_about(page):
    steps.go_to(page, "Claims")
    steps.rows_of(page, "Claims")
    steps.choose(page, "Route or facility", "Khorgos")
    claims = steps.rows_of(page, "Claims")
    about = [c for c in CATALOG.claims.values() if c.facility == "khorgos"]
    expect(claims.locator("tbody tr")).to_have_count(len(about))


def test_a_wider_reading_of_hedges_changes_verdicts_and_stands_in_the_address(page):
    steps.go_to(page, "Claims")
    claims = steps.rows_of(page, "Claims")
    row = steps.pick(claims, "china-cheaper")
    expect(row).to_have_attribute("data-verdict", "differs")
    steps.control(page, "hedges").get_by_role("radio", name="wide").click()
    expect(row).to_have_attribute("data-verdict", "depends")
    expect(page).to_have_url(re.compile(r"hedges=wide"))


def test_a_link_opens_the_same_reading_of_hedges(open_page):
    page = open_page("/claims?hedges=wide")
    claims = steps.rows_of(page, "Claims")
    row = steps.pick(claims, "china-cheaper")
    expect(row).to_have_attribute("data-verdict", "depends")


def test_an_article_tells_its_claims_and_what_others_give(page):
    steps.go_to(page, "Articles")
    expect(page).to_have_url(re.compile(r"/articles$"))
    steps.choose(page, "Article", "political scientist")
    expect(page.get_by_text("Its own figures do not contradict each other.")).to_be_visible()
    expect(page.get_by_text("Over 4.5 Mt moved on the Trans-Caspian route")).to_be_visible()
    claims = steps.table(page, "Claims").locator("tbody tr")
    expect(claims).to_have_count(
        sum(c.source == "mustafin-interview" for c in CATALOG.claims.values())
    )
    expect(steps.table(page, "Side by side")).to_contain_text("9,000 to 10,000 km shorter")


def test_a_source_without_a_date_gives_the_dates_of_its_own_text(open_page):
    page = open_page(f"/claims?claim={OPENED}")
    source = CATALOG.sources[CATALOG.claims[OPENED].source]
    assert source.published is None
    evidence = steps.evidence(page)
    expect(evidence).to_contain_text(source.dates)


def test_the_choices_stay_when_one_goes_to_another_page_and_back(page):
    frame = steps.map_of(page)
    steps.click_route(page, "russia")
    steps.expect_on_map(frame, "russia")
    steps.toggle(page, "netease-c5-summit")
    expect(steps.counts(page)).to_contain_text("4 of 5 sources")
    steps.go_to(page, "Claims")
    expect(page.get_by_text("Claims, with their evidence")).to_be_visible()
    steps.settle(page)
    assert "4 of 5 sources" in steps.counts(page).inner_text()
    assert "route=russia" in page.url
    steps.go_to(page, "Compare")
    frame = steps.map_of(page)
    steps.expect_on_map(frame, "russia")
    expect(page).to_have_url(re.compile(r"route=russia"))
    expect(steps.counts(page)).to_contain_text("4 of 5 sources")
