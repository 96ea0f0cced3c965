"""Bringing an article: from a file of each kind to one more source that outlives a restart."""

from __future__ import annotations

import io
import re

import docx
import pytest
from playwright.sync_api import expect

from geo.store.content import Edit
from geo.store.saved import Store
from tests.browser import article_steps as do
from tests.browser import steps
from tests.browser.test_bad_catalogs import IMAGE, MARKDOWN, SCRIPT, TEX, assert_harmless

TEXTS = {
    "zh-Hans": "经哈萨克斯坦的中间走廊铁路货运全程约4000公里，运输时间缩短到十五天左右。",
    "zh-Hant": "經哈薩克斯坦的中間走廊鐵路貨運全程約4000公里，運輸時間縮短到十五天左右。",
    "en": "Rail freight over the Middle Corridor covers about 4,000 km and takes 15 days.",
    "ru": "Грузы по Среднему коридору идут около 4000 км, доставка занимает 15 суток.",
}
FILES = {"txt": "zh-Hans", "html": "ru", "pdf": "en", "docx": "zh-Hant"}
LANGUAGES = {
    "zh-Hans": "Chinese, simplified",
    "zh-Hant": "Chinese, traditional",
    "en": "English",
    "ru": "Russian",
}
MEASURING_MS = 90_000  # a new server measures all routes before it shows the first map
DISTANCE, DURATION = re.compile(r"4,?000"), re.compile("15|十五")


def page_of(text, title="A page"):
    """A web page with a paragraph."""
    return f"<html><head><meta charset=utf-8><title>{title}</title></head><p>{text}</p></html>"


@pytest.fixture(scope="module")
def make_file(browser):
    """A real file of a kind, with a text."""

    def make(kind, text):
        if kind == "docx":
            document, held = docx.Document(), io.BytesIO()
            document.add_paragraph(text)
            document.save(held)
            return held.getvalue()
        if kind == "pdf":
            printer = browser.new_page()
            printer.set_content(page_of(text))
            printed = printer.pdf()
            printer.close()
            return printed
        return (page_of(text) if kind == "html" else text).encode()

    return make


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The file of the store that these journeys share."""
    return tmp_path_factory.mktemp("store") / "articles.sqlite"


@pytest.fixture(scope="module")
def shared(start_server, place):
    """A dashboard with a store of its own."""
    return start_server(env={"WAYBILL_STORE": str(place)}).url


@pytest.fixture
def own(shared, place):
    """That dashboard, with nothing saved."""
    store = Store(f"sqlite:///{place}")
    left = store.content().revisions.items()
    store.apply("clear", [Edit(kind, row, None, at) for (kind, row), at in left])
    store.close()
    return shared


def saved(place):
    """What is in the store."""
    store = Store(f"sqlite:///{place}")
    content = store.content()
    store.close()
    return content


@pytest.mark.parametrize("kind", FILES)
def test_a_file_becomes_a_source_that_toggles_like_the_others(
    kind, own, open_page, make_file, place
):
    language = FILES[kind]
    page = open_page("/add_article", at=own)
    do.upload(page, (f"Article 1.{kind}", make_file(kind, TEXTS[language])))
    expect(do.figures(page)).to_have_count(2)
    text = page.get_by_role("region", name="Text of the article")
    expect(text.locator("mark.wb-m-distance")).to_have_text(DISTANCE)
    expect(text.locator("mark.wb-m-duration")).to_have_text(DURATION)
    expect(page.get_by_role("combobox", name="Language")).to_have_value(LANGUAGES[language])
    do.fill(page, "Title, best in your own words", "Over the corridor")
    do.fill(page, "Publisher", "Gazette")
    do.about_the_corridor(page)
    steps.show(do.figures(page).first).focus()
    page.keyboard.press("a")
    page.keyboard.press("a")
    do.state(do.figures(page).first, "accepted")
    do.state(do.figures(page).last, "accepted")
    expect(page.get_by_role("button", name="with 2 claims")).to_be_visible()
    do.save(page)

    (source_id,) = saved(place).sources
    expect(page.get_by_test_id("stSidebar")).to_contain_text("Over the corridor")
    steps.go_to(page, "Compare")
    expect(steps.counts(page)).to_contain_text("6 of 6 sources shown", timeout=MEASURING_MS)
    claim = steps.row(steps.table(page, "Claims"), "Middle Corridor: distance about 4,000 km")
    expect(claim).to_have_count(1)
    bars = steps.bars(page, "Distance")
    drawn = bars.count()
    steps.toggle(page, source_id)
    expect(steps.counts(page)).to_contain_text("5 of 6 sources shown")
    expect(claim).to_have_count(0)
    expect(bars).to_have_count(drawn - 1)
    assert f"without={source_id}" in page.url
    steps.toggle(page, source_id)
    steps.go_to(page, "Claims")
    days = steps.row(steps.rows_of(page, "Claims"), "15 days")
    expect(days).to_contain_text("Gazette")
    days.get_by_role("button").click()
    expect(steps.evidence(page)).to_contain_text("Over the corridor")
    expect(steps.table(page, "Readings")).to_be_visible()


def test_a_saved_article_outlives_a_restart(start_server, open_page, tmp_path):
    place = tmp_path / "articles.sqlite"
    first = start_server(env={"WAYBILL_STORE": str(place)})
    page = open_page("/add_article", at=first.url)
    do.add(page, TEXTS["en"], "Gazette")
    page.goto("about:blank")
    first.stop()
    second = start_server(env={"WAYBILL_STORE": str(place)})
    page = open_page("/add_article", at=second.url)
    expect(page.get_by_test_id("stSidebar")).to_contain_text("Gazette's article")
    (source_id,) = saved(place).sources
    steps.click_row(steps.rows_of(page, "Saved articles"), source_id)
    do.press(page, "Edit")
    expect(page.get_by_role("region", name="Text of the article")).to_have_text(TEXTS["en"])
    expect(do.figures(page)).to_have_count(2)
    do.state(do.figures(page).first, "accepted")


def test_the_keyboard_decides_and_the_form_corrects(own, open_page, place):
    page = open_page("/add_article", at=own)
    do.paste(page, "A freight train takes 9 days.\n\n" + TEXTS["en"])
    vague, distance, duration = (do.figures(page).nth(n) for n in range(3))
    steps.show(distance).focus()
    page.keyboard.press("r")
    do.state(distance, "rejected")
    expect(duration).to_be_focused()
    expect(page.locator("mark.here")).to_have_text("15 days")
    page.keyboard.press("k")
    expect(distance).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(vague).to_be_focused()
    page.keyboard.press("a")  # the text does not say of what it speaks: the form opens instead
    form = page.get_by_role("dialog")
    expect(form).to_contain_text("9 days")
    form.get_by_role("button", name="Correct and accept").click()
    expect(form.get_by_test_id("stAlert")).to_contain_text("route")
    form.get_by_role("combobox", name="Routes").click()
    page.get_by_role("option", name="Through Russia").click()
    page.keyboard.press("Escape")
    form.get_by_label("High").fill("11")
    form.get_by_label("High").press("Tab")
    form.get_by_role("button", name="Correct and accept").click()
    expect(form).to_have_count(0)
    do.state(vague, "accepted")
    do.state(distance, "rejected")
    expect(vague).to_contain_text("9 to 11 days")
    expect(vague).to_contain_text("Through Russia")
    expect(distance).to_be_focused()
    do.fill(page, "Title, best in your own words", "One train")
    do.fill(page, "Publisher", "Gazette")
    do.save(page)
    (claim,) = saved(place).claims.values()
    assert (claim.route, claim.low, claim.high) == (("russia",), 9, 11)
    assert claim.evidence.words == "9 days"


def test_an_article_is_edited_deleted_and_brought_back(own, open_page, place):
    page = open_page("/add_article", at=own)
    do.add(page, TEXTS["en"], "Gazette")
    before = saved(place)
    (source_id,) = before.sources
    steps.click_row(steps.rows_of(page, "Saved articles"), source_id)
    do.press(page, "Edit")
    do.fill(page, "Title, best in your own words", "A better title")
    do.figures(page).first.get_by_role("button", name="Reject").click()
    expect(page.get_by_role("button", name="with 1 claim")).to_be_visible()
    do.save(page)
    expect(page.get_by_test_id("stSidebar")).to_contain_text("A better title")
    assert len(saved(place).claims) == 1
    do.press(page, "Undo the last change")
    expect(page.get_by_test_id("stSidebar")).to_contain_text("Gazette's article")
    assert saved(place).claims == before.claims
    do.press(page, "Delete")
    expect(page.get_by_test_id("stAlert")).to_contain_text("Undo brings it back")
    expect(page.get_by_test_id("stSidebar")).not_to_contain_text("Gazette's article")
    assert saved(place).sources == {}
    do.press(page, "Undo the last change")
    expect(page.get_by_test_id("stSidebar")).to_contain_text("Gazette's article")
    assert saved(place).claims == before.claims


def test_several_files_are_read_one_after_the_other(own, open_page, make_file):
    page = open_page("/add_article", at=own)
    do.upload(
        page,
        ("one.txt", make_file("txt", TEXTS["en"])),
        ("two.html", make_file("html", TEXTS["ru"])),
        ("broken.pdf", b"no pdf at all"),
    )
    expect(page.get_by_test_id("stAlert")).to_contain_text("broken.pdf")
    text = page.get_by_role("region", name="Text of the article")
    expect(text).to_contain_text("коридору")
    page.get_by_role("radio", name="one.txt").or_(
        page.get_by_role("button", name="one.txt")
    ).first.click()
    expect(text).to_contain_text("over the Middle Corridor")
    do.press(page, "Discard")
    expect(text).to_contain_text("коридору")


def test_a_text_that_is_here_already_is_told(own, open_page):
    page = open_page("/add_article", at=own)
    do.add(page, TEXTS["en"], "Gazette")
    page.get_by_label("Or paste the article's text").fill(TEXTS["en"])
    do.press(page, "Find the figures")
    told = page.get_by_test_id("stAlert").filter(has_text="is here already")
    expect(told).to_contain_text("Gazette's article")
    expect(do.figures(page)).to_have_count(0)


def test_a_figure_that_another_article_gives_too_is_told(own, open_page):
    page = open_page("/add_article", at=own)
    do.add(page, TEXTS["en"], "Gazette")
    do.paste(page, TEXTS["en"] + " So says another article.")
    do.about_the_corridor(page)
    expect(do.figures(page).first).to_contain_text("Also said by Gazette")


def test_hostile_text_is_shown_as_text(own, open_page):
    hostile = f"{SCRIPT} {IMAGE} {MARKDOWN} {TEX}"
    text = f"{hostile}\nRail freight takes 15 days {SCRIPT} by the Middle Corridor. </mark></div>"
    page = open_page("/add_article", at=own)
    do.upload(page, (f"{MARKDOWN[:7]}<b>.txt".replace("/", ""), text.encode()))
    expect(page.get_by_role("region", name="Text of the article")).to_have_text(text)
    do.fill(page, "Title, best in your own words", hostile)
    do.fill(page, "Publisher", hostile)
    do.about_the_corridor(page)
    do.press(page, "Accept all that lack nothing")
    expect(page.get_by_role("status").filter(has_text="0 open")).to_be_visible()
    assert_harmless(page)
    do.save(page)
    expect(page.get_by_test_id("stSidebar")).to_contain_text(hostile)
    expect(steps.table(page, "Saved articles")).to_contain_text(hostile)
    assert_harmless(page)
    steps.go_to(page, "Claims")
    claims = steps.rows_of(page, "Claims")
    expect(steps.row(claims, "15 days").first).to_contain_text(hostile)
    assert_harmless(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_a_phone_nothing_sticks_out_and_everything_is_legible(own, open_page, theme):
    page = open_page("/add_article", at=own, width=390, height=844, theme=theme)
    do.paste(page, TEXTS["zh-Hans"])
    do.about_the_corridor(page)
    do.figures(page).first.get_by_role("button", name="Accept").click()
    do.state(do.figures(page).first, "accepted")
    do.figures(page).last.get_by_role("button", name="Reject").click()
    do.state(do.figures(page).last, "rejected")
    expect(page.get_by_role("status")).to_contain_text("1 accepted, 1 rejected")
    main = page.get_by_test_id("stMain")
    assert main.evaluate("(main) => main.scrollWidth <= main.clientWidth")
    shown = page.locator(".wb-text mark, .wb-tag, .wb-acts button, .wb-figs small, .wb-figs b")
    assert min(steps.contrasts(shown).values()) >= 4.5
    for row in do.figures(page).all():
        box = row.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_a_store_that_cannot_be_opened_is_told_and_the_catalog_is_there(
    start_server, open_page, tmp_path
):
    place = tmp_path / "articles.sqlite"
    place.write_bytes(b"no database at all " * 99)
    page = open_page(at=start_server(env={"WAYBILL_STORE": str(place)}).url)
    expect(page.get_by_test_id("stAlert")).to_contain_text("not a database")
    expect(steps.counts(page)).to_contain_text("5 of 5 sources shown", timeout=MEASURING_MS)
    assert place.read_bytes().startswith(b"no database")
