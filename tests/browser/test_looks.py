"""A phone's width and the dark theme: everything is there, within reach, and can be read."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import expect

from tests.browser import steps

READABLE = 4.5  # WCAG 2.2, 1.4.3 (AA): contrast of text

# The colour of the sea (the container's ground) and of land, from the canvas at Karaganda.
MAP_COLOURS = """() => {
  const canvas = document.querySelector(".leaflet-base-pane canvas");
  const at = map.latLngToContainerPoint([60, 100]), box = canvas.getBoundingClientRect();
  const scale = canvas.width / box.width;
  const [x, y] = [(at.x - box.x) * scale, (at.y - box.y) * scale];
  const pixel = canvas.getContext("2d").getImageData(x, y, 1, 1);
  const parts = (text) => text.match(/[\\d.]+/g).map(Number);
  const label = [...document.querySelectorAll(".waybill-label span")].find(
    (span) => span.style.visibility !== "hidden"
  );
  return {
    land: [...pixel.data].slice(0, 3),
    sea: parts(getComputedStyle(document.querySelector(".leaflet-container")).backgroundColor),
    label: parts(getComputedStyle(label).color),
  };
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read_on_page_and_map(open_page, theme):
    page = open_page(theme=theme)
    frame = steps.map_of(page)
    ground = steps.colours(page.get_by_test_id("stApp"))["ground"]
    assert (steps.luminance(ground) < 0.05) == (theme == "dark")
    texts = {
        "counts": steps.counts(page),
        "heading": page.get_by_role("heading").first,
        "source": page.get_by_test_id("stSidebar").locator("label p").first,
    }
    found = {name: steps.contrast(**_pair(steps.colours(item))) for name, item in texts.items()}
    assert min(found.values()) >= READABLE, found

    frame.wait_for_function("() => document.querySelector('.leaflet-base-pane canvas')")
    seen = frame.evaluate(MAP_COLOURS)
    for place in ("land", "sea"):
        assert (steps.luminance(seen[place]) < 0.05) == (theme == "dark"), seen
        assert steps.contrast(seen["label"], seen[place]) >= READABLE, seen


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/?route=middle-corridor", "/claims?claim=china-shorter"])
def test_small_text_can_be_read(open_page, path, theme):
    page = open_page(path, theme=theme)
    captions = steps.contrasts(page.get_by_test_id("stCheckbox").locator("p"))
    assert captions
    ours = ".wb small, .wb-bar small, .wb th, .wb td, .wb-axis span, .wb-key, .wb-dl dd, .wb-dl dt"
    drawn = steps.contrasts(page.locator(ours))
    assert len(drawn) > 20
    found = captions | drawn
    assert min(found.values()) >= READABLE, {k: v for k, v in found.items() if v < READABLE}


def _pair(found):
    return {"one": found["text"], "other": found["ground"]}


@pytest.mark.parametrize("path", ["/", "/claims?claim=china-shorter"])
def test_a_phone_s_bars_have_room_below_their_labels(open_page, path):
    page = open_page(path, width=390, height=844)
    bars = page.locator(".wb-bar", has=page.locator(".wb-track"))
    expect(bars.first).to_be_attached()
    steps.show(bars.first)
    for bar in bars.all():
        track = bar.locator(".wb-track").bounding_box()
        label = bar.locator("div").first.bounding_box()
        assert track["width"] > 300
        assert label["y"] + label["height"] <= track["y"] + 1


# Tables that are cut at the right, with nothing to scroll them by.
CUT_TABLES = """() => [...document.querySelectorAll("table")].filter((table) => {
  for (let at = table.parentElement; at; at = at.parentElement) {
    if (["auto", "scroll"].includes(getComputedStyle(at).overflowX)
        && at.dataset.testid !== "stMain") return at.getBoundingClientRect().right > innerWidth;
  }
  return table.getBoundingClientRect().right > innerWidth;
}).map((table) => table.ariaLabel)"""


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/", id="Compare"),
        pytest.param("/?route=middle-corridor", id="a route"),
        pytest.param("/claims?claim=china-shorter", id="a claim"),
    ],
)
def test_no_table_is_cut_on_a_phone(open_page, path):
    page = open_page(path, width=390, height=844)
    expect(page.get_by_role("table").first).to_be_attached()
    assert page.evaluate(CUT_TABLES) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_open_end_s_mark_can_be_seen(open_page, theme):
    page = open_page(theme=theme)
    steps.map_of(page)  # what stands below it moves until it is there
    row = page.locator(".wb-bar", has=page.locator(".open")).first
    one, other = (_picture(row, shown) for shown in ("visible", "hidden"))
    changed = ImageChops.difference(one, other).convert("L").point(lambda v: 255 * (v > 60))
    assert changed.histogram()[255] >= 15, "the bar of the same colour hides the mark"


def _picture(row, visibility):
    row.locator(".open").evaluate_all(
        "(all, value) => all.forEach((mark) => { mark.style.visibility = value })", visibility
    )
    return Image.open(io.BytesIO(row.screenshot())).convert("RGB")


# How far one can scroll below the lowest thing that is drawn.
BELOW_THE_END = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const drawn = [...main.querySelectorAll("p, table, svg, button, .wb-scroll")].filter(
    (one) => !one.parentElement.closest(".wb-scroll"));
  const bottom = Math.max(...drawn.map((one) => one.getBoundingClientRect().bottom));
  return main.scrollHeight - (bottom + main.scrollTop);
}"""


@pytest.mark.parametrize("path", ["/claims", "/claims?claim=china-shorter", "/articles"])
def test_a_page_ends_where_its_content_does(open_page, path):
    page = open_page(path)
    expect(page.get_by_role("table").first).to_be_attached()
    assert page.evaluate(BELOW_THE_END) < 150


def test_a_page_on_a_phone_can_be_scrolled_past_the_map(open_page):
    page = open_page(width=390, height=844)
    frame = steps.map_of(page)
    box = page.locator(steps.MAP).bounding_box()
    assert 300 < box["height"] < 844 / 2
    legend = frame.locator(".waybill-legend").bounding_box()
    assert legend["y"] + legend["height"] <= box["y"] + box["height"]


@pytest.mark.parametrize("path", ["/?route=china-khorgos&to=new-york", "/scenario?to=new-york"])
def test_a_phone_s_diagrams_can_be_read_and_are_not_cut(open_page, path):
    page = open_page(path, width=390, height=844)
    picture = page.locator("svg.wb-svg").first
    steps.show(picture)
    frame = picture.bounding_box()
    boxes = [text.bounding_box() for text in picture.locator("text").all()]
    assert len(boxes) > 6
    assert min(box["height"] for box in boxes) >= 11
    assert min(box["x"] for box in boxes) >= frame["x"] - 1
    assert max(box["x"] + box["width"] for box in boxes) <= frame["x"] + frame["width"] + 1


def test_a_phone_shows_everything_without_scrolling_sideways(open_page):
    page = open_page(width=390, height=844)
    frame = steps.map_of(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    main = page.get_by_test_id("stMain")
    assert main.evaluate("(main) => main.scrollWidth - main.clientWidth") <= 0
    steps.show(page.locator(steps.MAP))
    box = page.locator(steps.MAP).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["width"] > 300
    steps.click_route(page, "russia")
    steps.expect_on_map(frame, "russia")
    steps.expect_panel(page, "Through Russia")
    expect(steps.table(page, "Legs")).to_have_count(1)
    page.get_by_role("radio", name="Days").click()
    expect(page.get_by_text("Days: asserted against measured")).to_be_attached()
    assert main.evaluate("(main) => main.scrollWidth - main.clientWidth") <= 0

    page.get_by_test_id("stExpandSidebarButton").click()
    steps.toggle(page, "netease-c5-summit")
    expect(page.get_by_role("switch", checked=False)).to_have_count(1)
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(steps.counts(page)).to_contain_text("4 of 5 sources shown")
    expect(steps.counts(page)).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/claims?claim=china-shorter", "/method"])
def test_other_pages_fit_a_phone_too(open_page, path):
    page = open_page(path, width=390, height=844)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("(main) => main.scrollWidth - main.clientWidth") <= 0
