"""Exports: the page that makes them, the button by the map, and files opened in a browser."""

from __future__ import annotations

import io
import json
import zipfile
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from geo import export
from geo.catalog import load
from geo.export import link
from geo.export.options import Options, View
from tests.browser import steps

CATALOG = load().catalog
MAX_HTML_BYTES = 1_500_000
HOSTILE = "</script><img src=x onerror=alert(1)>`${alert(1)}`"

_SQUARE = """() => {
  const image = document.querySelector("[data-testid=stImage] img");
  return image && image.naturalWidth && image.naturalWidth === image.naturalHeight;
}"""


def _preview(page):
    image = page.locator("[data-testid=stImage] img")
    expect(image).to_be_visible()
    steps.settle(page)
    return image


def _shape(page):
    """Width over height of the preview; Streamlit makes wide pictures smaller."""
    return _preview(page).evaluate("(image) => image.naturalWidth / image.naturalHeight")


def _downloaded(page, name):
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_one_click_by_the_map_saves_the_picture_of_what_is_shown(open_page):
    page = open_page("/?route=caspian-iran&metric=cost")
    name, content = _downloaded(page, "Save as picture")
    assert name == "waybill-caspian-iran-cost.png"
    state = json.loads(Image.open(io.BytesIO(content)).text["Waybill"])
    assert state["routes"] == ["caspian-iran"]
    assert state["metric"] == "cost"
    # the link leads back to this very server and view
    assert state["link"].split("?")[0].rstrip("/") == page.url.split("?")[0].rstrip("/")
    page.get_by_role("link", name="Other formats").click()
    _preview(page)
    expect(page.get_by_test_id("stCode")).to_contain_text("?metric=cost&route=caspian-iran")


def test_choices_change_the_preview_and_the_address_and_a_link_reopens_them(open_page):
    page = open_page("/export?route=middle-corridor")
    assert _shape(page) == pytest.approx(16 / 9, abs=0.01)
    steps.control(page, "picture-page").get_by_role("radio", name="Square").click()
    page.wait_for_function(_SQUARE)
    steps.control(page, "picture-look").get_by_role("radio", name="Dark").click()
    steps.settle(page)
    page.wait_for_function("() => location.search.includes('look=dark')")
    query = {key: value for key, (value,) in parse_qs(urlsplit(page.url).query).items()}
    assert query == {"route": "middle-corridor", "page": "square", "look": "dark"}
    other = open_page("/export?" + urlsplit(page.url).query)
    assert _shape(other) == 1
    expect(steps.control(other, "picture-look").get_by_role("radio", name="Dark")).to_be_checked()


def test_archive_holds_all_and_is_what_the_command_line_writes(open_page):
    page = open_page("/export?route=caspian-iran&metric=duration&lang=zh")
    _preview(page)
    name, content = _downloaded(page, "ZIP")
    assert name == "waybill-caspian-iran-duration.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert {"." + n.rsplit(".", 1)[1] for n in names} == {".txt", *export.SUFFIXES} - {".zip"}
        picture = archive.read(next(n for n in names if n.endswith(".png")))
        lines = json.loads(archive.read(next(n for n in names if n.endswith(".geojson"))))
    assert lines["waybill"]["routes"] == ["caspian-iran"]
    state = json.loads(Image.open(io.BytesIO(picture)).text["Waybill"])
    view, options, notices = link.read(link.parse(state["link"]), CATALOG)
    base = state["link"].split("?")[0]
    options = Options(lang=options.lang, base=base)
    again = export.render(CATALOG, ".png", view, options, sha256=state["catalog_sha256"])
    assert again == picture
    assert not notices


def test_extent_is_what_the_map_shows_after_one_click(open_page):
    page = open_page("/")
    frame = steps.map_of(page)
    before = page.evaluate("sessionStorage.getItem('waybill-seen')")
    frame.get_by_role("button", name="Zoom in").click()
    page.wait_for_function("(old) => sessionStorage.getItem('waybill-seen') !== old", arg=before)
    steps.view_of(frame)
    page.get_by_role("link", name="Other formats").click()
    _preview(page)
    west, south, east, north = _edges(page.evaluate("sessionStorage.getItem('waybill-seen')"))
    page.get_by_role("button", name="Extent as the map shows").click()
    page.wait_for_function("() => location.search.includes('extent=')")
    query = parse_qs(urlsplit(page.url).query)
    assert _edges(query["extent"][0]) == pytest.approx([west, south, east, north], abs=0.06)
    _preview(page)
    expect(page.get_by_test_id("stCode")).to_contain_text("extent=")


def _edges(text):
    return [float(edge) for edge in text.split(",")]


def test_unknown_choice_in_a_link_is_left_out_with_a_notice(open_page):
    page = open_page("/export?page=a3&look=pink&routes=russia.atlantis")
    expect(page.get_by_text("look=pink is not known here")).to_be_visible()
    assert _shape(page) == pytest.approx(16 / 9, abs=0.01)
    expect(page.get_by_test_id("stCode")).to_contain_text("route=russia")


@pytest.fixture
def offline(browser):
    """Open a file in a browser without any network, and keep what it asked for."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    asked = []

    def open_file(path):
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: asked.append(str(error)))
        page.on("console", lambda message: asked.append(message.text))
        page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        return page, asked

    yield open_file
    context.close()


def test_html_map_opens_without_network_and_its_tooltips_work(offline, tmp_path):
    out = tmp_path / "x.html"
    export.write(CATALOG, out, View(destination="los-angeles"))
    assert out.stat().st_size <= MAX_HTML_BYTES
    page, asked = offline(out)
    lines = page.locator("path[data-route]")
    expect(lines).to_have_count(len(CATALOG.routes))
    at = page.evaluate(steps._POINT_ON_TOP, "russia")
    page.mouse.move(*at)
    expect(page.locator(".waybill-tip")).to_contain_text("Through Russia")
    expect(page.locator(".waybill-tip")).to_contain_text("asserted")
    page.mouse.click(*at)
    expect(page.locator("#map")).to_have_attribute("data-selected", "russia")
    expect(page.locator("tr[data-pick=russia]")).to_have_attribute("aria-current", "true")
    page.locator("tr[data-pick=land-bridge] button").click()
    expect(page.locator("#map")).to_have_attribute("data-selected", "land-bridge")
    expect(page.locator(".waybill-legend")).to_be_attached()
    expect(page.get_by_role("table", name="Claims")).to_contain_text("depends")
    expect(page.locator("footer")).to_contain_text("OpenStreetMap")
    assert asked == [out.as_uri()]


def test_html_map_speaks_the_language_chosen(offline, tmp_path):
    out = tmp_path / "x.html"
    export.write(CATALOG, out, View(routes=("middle-corridor",)), Options(lang="zh"))
    page, asked = offline(out)
    expect(page.locator(".waybill-legend summary")).to_have_text("图例")
    expect(page.locator(".waybill-legend")).to_contain_text("墨卡托投影")
    page.mouse.move(*page.evaluate(steps._POINT_ON_TOP, "middle-corridor"))
    expect(page.locator(".waybill-tip")).to_contain_text("中间走廊")
    expect(page.locator(".waybill-tip")).to_contain_text("所称")
    expect(page.get_by_role("table", name="说法")).to_contain_text("意义不大")
    assert asked == [out.as_uri()]


def test_hostile_texts_stay_text_in_the_html_map(offline, tmp_path):
    def named(record):
        return record.model_copy(update={"name": record.name.model_copy(update={"en": HOSTILE})})

    hostile = CATALOG.model_copy(
        update={
            "places": {key: named(place) for key, place in CATALOG.places.items()},
            "routes": {key: named(route) for key, route in CATALOG.routes.items()},
            "claims": {
                key: claim.model_copy(update={"summary": HOSTILE})
                for key, claim in CATALOG.claims.items()
            },
            "sources": {
                key: source.model_copy(update={"publisher": HOSTILE})
                for key, source in CATALOG.sources.items()
            },
        }
    )
    out = tmp_path / "x.html"
    export.write(hostile, out, options=Options(title=HOSTILE, look="dark"))
    page, asked = offline(out)
    expect(page.locator("path[data-route]")).to_have_count(len(CATALOG.routes))
    expect(page.locator("h1")).to_have_text(HOSTILE)
    assert page.locator("img").count() == 0
    assert asked == [out.as_uri()]


def test_svg_is_rendered_like_the_png(offline, tmp_path):
    view = View(routes=("caspian-iran", "middle-corridor"))
    out = tmp_path / "x.svg"
    export.write(CATALOG, out, view)
    page, asked = offline(out)
    box = page.locator("svg").first.bounding_box()
    clip = {"x": 0, "y": 0, "width": box["width"], "height": box["height"]}
    page.set_viewport_size({"width": round(box["width"]), "height": round(box["height"])})
    seen = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("L").resize((400, 225))
    png = Image.open(io.BytesIO(export.render(CATALOG, ".png", view))).convert("L")
    apart = np.abs(np.asarray(seen, dtype=int) - np.asarray(png.resize((400, 225)), dtype=int))
    assert apart.mean() < 4
    assert asked == [out.as_uri()]
