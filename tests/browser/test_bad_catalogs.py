"""A catalog that breaks while the dashboard runs, one broken from the start, and a hostile one."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from geo.catalog import DEFAULT_PATH
from geo.view.permalink import variant_key
from tests.browser import steps
from tests.fixtures import line_of, small, written, yaml_text

SCRIPT = "</script><script>window.hacked=1</script>"
IMAGE = "<img src=x onerror='window.hacked=1'>"
MARKDOWN = "![p](http://evil.example/p.png) [l](http://evil.example/)"
TEX = r"`${window.hacked=1}` $\sqrt{x}$ **b** :red[r]"
RIGHT_TO_LEFT = "\u202egnol\u202c"


def spoilt(text, old, new):
    """The text with one place changed."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def test_a_catalog_that_breaks_leaves_the_last_good_one_in_use(start_server, open_page, tmp_path):
    path = tmp_path / "routes.yaml"
    good = DEFAULT_PATH.read_text(encoding="utf-8")
    path.write_text(good, encoding="utf-8")
    page = open_page(at=start_server(env={"WAYBILL_CATALOG": str(path)}).url)
    notice = page.get_by_test_id("stAlert").filter(has_text="catalog")
    expect(notice).to_have_count(0)

    tab = spoilt(good, "    family: caspian-iran", "\tfamily: caspian-iran")
    path.write_text(tab, encoding="utf-8")
    steps.toggle(page, "lude-tungsten")
    expect(notice).to_contain_text(f"routes.yaml:{line_of(tab, chr(9) + 'family')}")
    expect(notice).to_contain_text("tab")
    expect(notice).to_contain_text("last good version")
    expect(steps.counts(page)).to_contain_text("4 of 5 sources shown")

    unknown = spoilt(good, "    family: caspian-iran", "    famly: caspian-iran")
    path.write_text(unknown, encoding="utf-8")
    steps.choose_route(page, "russia")
    expect(notice).to_contain_text(f"routes.yaml:{line_of(unknown, 'famly')}")
    expect(notice).to_contain_text("routes.caspian-iran.famly")
    expect(notice).to_contain_text("did you mean 'family'?")
    steps.expect_panel(page, "Through Russia")
    expect(steps.table(page, "Legs")).to_have_count(1)
    steps.expect_on_map(steps.map_of(page), "russia")

    path.write_text(good, encoding="utf-8")
    steps.toggle(page, "lude-tungsten")
    expect(notice).to_have_count(0)
    expect(steps.counts(page)).to_contain_text("5 of 5 sources shown")
    steps.expect_on_map(steps.map_of(page), "russia")


def test_the_notice_of_a_broken_catalog_leaves_the_map_alone(start_server, open_page, tmp_path):
    path = written(tmp_path, small())
    page = open_page(at=start_server(env={"WAYBILL_CATALOG": str(path)}).url)
    mark = steps.mark_map(page)
    path.write_text("places:\n\tx: 1\n", encoding="utf-8")
    steps.toggle(page, "gazette")
    expect(page.get_by_test_id("stAlert").filter(has_text="last good version")).to_be_visible()
    steps.settle(page)
    assert steps.map_survives(page, mark)
    written(tmp_path, small())
    steps.toggle(page, "gazette")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    steps.settle(page)
    assert steps.map_survives(page, mark)


def test_a_server_started_on_a_broken_catalog_explains_and_recovers(
    start_server, open_page, tmp_path
):
    data = small()
    data["routes"]["northern"]["legs"][0]["to"] = "astna"
    path = written(tmp_path, data)
    page = open_page(at=start_server(env={"WAYBILL_CATALOG": str(path)}).url)
    notice = page.get_by_test_id("stAlert")
    row = line_of(path.read_text(encoding="utf-8"), "astna")
    expect(notice).to_contain_text(f"routes.yaml:{row}: routes.northern.legs[0].to")
    expect(notice).to_contain_text("did you mean 'astana'?")
    expect(page.locator(steps.MAP)).to_have_count(0)

    written(tmp_path, small())
    page.reload()
    assert steps.map_of(page).locator("path[data-route]").count() == 2
    expect(notice).to_have_count(0)


@pytest.fixture(scope="module")
def hostile_server(start_server, tmp_path_factory):
    data = small()
    data["places"]["astana"]["name"] = f"Astana {SCRIPT}"
    data["places"]["karaganda"]["name"] = {"en": f"Karaganda {IMAGE}", "zh": SCRIPT, "ru": TEX}
    route = data["routes"]["northern"]
    route["name"] = f"North {SCRIPT} {TEX}"
    data["routes"]["harmless"] = {
        **route,
        "name": "Harmless",
        "note": f"Note {MARKDOWN} {TEX} {SCRIPT}",
    }
    data["routes"]["forked"]["name"] = f"Fork {IMAGE} {RIGHT_TO_LEFT}"
    data["routes"]["forked"]["variants"] = {"east": f"East {MARKDOWN}", "back": f"Back {TEX}"}
    source = data["sources"]["gazette"]
    source["publisher"] = f"Gazette {MARKDOWN} {SCRIPT}"
    source["title"] = f"Title {IMAGE} {TEX}"
    source["dates"] = f"Dates {MARKDOWN}"
    claim = data["claims"]["ride-length"]
    claim["summary"] = f"The ride {SCRIPT} {MARKDOWN} {TEX}"
    claim["note"] = f"Note {IMAGE}"
    claim["evidence"] = {"start": 10, "end": 26, "words": "240 km <i>$x$`${"}
    data["facts"]["ride-traffic"]["source"]["title"] = f"Yearbook {SCRIPT}"
    path = written(tmp_path_factory.mktemp("hostile"), yaml_text(data))
    return start_server(env={"WAYBILL_CATALOG": str(path)}).url


def assert_harmless(page):
    for frame in page.frames:
        assert frame.evaluate("() => window.hacked") is None
        assert frame.locator("[src*='evil.example']").count() == 0
        for link in frame.locator("[href*='evil.example']").all():  # an address, shown as it is
            assert link.inner_text() == link.get_attribute("href")
    assert page.locator(".katex").count() == 0
    assert page.get_by_test_id("stMarkdownContainer").locator("img").count() == 0
    drawn = page.locator(".wb-pick, [data-testid=stHtml]")
    assert drawn.locator("img, script, iframe, a, [onerror]").count() == 0


def test_texts_of_a_hostile_catalog_are_shown_as_text(hostile_server, open_page):
    page = open_page(at=hostile_server)
    frame = steps.map_of(page)
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar).to_contain_text(f"Gazette {MARKDOWN} {SCRIPT}")
    expect(sidebar).to_contain_text(f"Title {IMAGE} {TEX}")
    page.mouse.move(*steps.point_of(page, "northern"))
    expect(frame.locator(".waybill-tip")).to_contain_text(f"North {SCRIPT} {TEX}")
    expect(frame.locator(".waybill-tip")).to_contain_text(f"Astana {SCRIPT}")
    routes = steps.rows_of(page, "Routes")
    expect(steps.pick(routes, "northern")).to_contain_text(f"North {SCRIPT} {TEX}")
    expect(steps.pick(routes, "northern")).to_contain_text(f"Karaganda {IMAGE} – Astana {SCRIPT}")
    expect(steps.pick(routes, "forked")).to_contain_text(f"Fork {IMAGE} {RIGHT_TO_LEFT}")
    steps.choose_route(page, "northern")
    steps.expect_on_map(frame, "northern")
    steps.expect_panel(page, f"North {SCRIPT} {TEX}")
    expect(steps.table(page, "Legs")).to_contain_text(f"Karaganda {IMAGE} – Astana {SCRIPT}")
    claims = steps.table(page, "Claims")
    expect(claims).to_contain_text(f"The ride {SCRIPT} {MARKDOWN} {TEX}")
    expect(claims).to_contain_text(f"Gazette {MARKDOWN} {SCRIPT}")
    bar = steps.bars(page, "Distance")
    expect(bar).to_contain_text(f"North {SCRIPT} {TEX}")
    expect(frame.locator(".waybill-label").filter(has_text="Karaganda")).to_contain_text(IMAGE)
    expect(steps.counts(page)).to_contain_text(f"Showing North {SCRIPT} {TEX}.")
    assert_harmless(page)


def test_a_route_s_hostile_note_is_shown_as_text(hostile_server, open_page):
    page = open_page("/?route=harmless", at=hostile_server)
    steps.map_of(page)
    panel = steps.expect_panel(page, "Harmless")
    expect(panel.locator(".wb-key")).to_contain_text(f"Note {MARKDOWN} {TEX} {SCRIPT}")
    assert_harmless(page)


def test_variants_hostile_names_are_shown_as_text(hostile_server, open_page):
    page = open_page("/?route=forked", at=hostile_server)
    variants = steps.control(page, variant_key("forked"))
    expect(variants).to_contain_text("East")
    assert f"East {MARKDOWN}" in variants.inner_text()
    assert f"Back {TEX}" in variants.inner_text()
    assert_harmless(page)


def test_a_hostile_claim_is_shown_as_text(hostile_server, open_page):
    page = open_page("/claims?claim=ride-length", at=hostile_server)
    summary = f"The ride {SCRIPT} {MARKDOWN} {TEX}"
    expect(page.get_by_role("heading", name=summary)).to_be_visible()
    expect(steps.pick(steps.rows_of(page, "Claims"), "ride-length")).to_contain_text(summary)
    evidence = steps.evidence(page)
    expect(evidence).to_contain_text("240 km <i>$x$`${")
    expect(evidence).to_contain_text(f"Title {IMAGE} {TEX}")
    expect(evidence).to_contain_text(f"Dates {MARKDOWN}")
    expect(evidence).to_contain_text(f"Note {IMAGE}")
    readings = steps.table(page, "Readings")
    expect(readings).to_contain_text(f"North {SCRIPT} {TEX}")
    expect(readings).to_contain_text(f"Karaganda {IMAGE}")
    assert_harmless(page)


def test_a_hostile_link_is_shown_as_text(hostile_server, open_page):
    page = open_page(
        "/?route=%3Cscript%3Ewindow.hacked%3D1%3C/script%3E![p](//evil.example/p.png)",
        at=hostile_server,
    )
    notice = page.get_by_test_id("stToast")
    expect(notice).to_contain_text(
        "route=<script>window.hacked=1</script>![p](//evil.example/p.png)"
    )
    assert_harmless(page)
    expect(page).to_have_url(re.compile(r"/$"))
