"""What a person does and sees in the dashboard: the words that the journeys are written in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from geo.view import permalink

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator, Page

MAP = 'iframe[title*="st_folium"]'
EVENTS = "Borders, gauge breaks and transhipments"

# A point of a route's hit area that is in view and on top, in the frame's coordinates.
_POINT_ON_TOP = """(route) => {
  const path = document.querySelector(`path[data-route="${route}"]`);
  const length = path.getTotalLength(), matrix = path.getScreenCTM();
  for (let n = 1; n < 600; n++) {
    const at = path.getPointAtLength(length * ((n * 0.618034) % 1)).matrixTransform(matrix);
    const far = at.x < 50 || at.y < 5 || at.x > innerWidth - 20 || at.y > innerHeight - 30;
    if (!far && document.elementFromPoint(at.x, at.y) === path) return [at.x, at.y];
  }
  return null;
}"""

# Two points, well apart, where the same several routes lie under the pointer; the routes from the
# upper to the lower, as they lie at the first point.
_SHARED_POINTS = """() => {
  const under = (x, y) => [...new Set(document.elementsFromPoint(x, y).map(
    (element) => element.dataset && element.dataset.route).filter(Boolean))];
  const seen = {};
  for (const path of document.querySelectorAll("path[data-route]")) {
    const length = path.getTotalLength(), matrix = path.getScreenCTM();
    for (let n = 1; n < 300; n++) {
      const at = path.getPointAtLength(length * ((n * 0.618034) % 1)).matrixTransform(matrix);
      const far = at.x < 50 || at.y < 5 || at.x > innerWidth - 20 || at.y > innerHeight - 30;
      const top = document.elementFromPoint(at.x, at.y);
      if (far || !top || !top.dataset || !top.dataset.route) continue;
      const ids = under(at.x, at.y);
      const key = [...ids].sort().join();
      if (ids.length < 2) continue;
      const one = (seen[key] = seen[key] || { at, ids });
      if (Math.hypot(one.at.x - at.x, one.at.y - at.y) > 25) {
        return { one: [one.at.x, one.at.y], ids: one.ids, other: [at.x, at.y] };
      }
    }
  }
  return null;
}"""

# Of every line that is drawn for the eye: its colour, dashes, and points as latitude, longitude.
_LINES = """() => {
  const lines = [];
  map.eachLayer((layer) => {
    const { color, dashArray, interactive, pane } = layer.options;
    if (layer instanceof L.Polyline && pane !== "base" && !interactive) {
      const points = layer.getLatLngs().flat(Infinity).map((point) => [point.lat, point.lng]);
      lines.push({ colour: color, dashes: dashArray || "", points });
    }
  });
  return lines;
}"""

_STILL = """() => !map._animatingZoom && !(map._panAnim && map._panAnim._inProgress)
  && !map.dragging.moving()"""


def settle(page: Page) -> None:
    """Wait until the script has run and all that it draws is there, nothing old besides."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    replaced = "[data-stale=true], [data-testid=stSkeleton]"
    page.wait_for_function("(old) => !document.querySelector(old)", arg=replaced)


def show(found: Locator) -> Locator:
    """Scroll to something; before, wait until the page stands still.

    Without playwright's own wait for an element that stands still: it fails when a run of the
    script puts a new element in the old one's place, where every later step simply finds the new.
    """
    settle(found.page)
    found.evaluate("(element) => element.scrollIntoView({ block: 'center' })")
    return found


def map_of(page: Page) -> Frame:
    """The map's frame, once its routes are drawn."""
    frame = page.wait_for_selector(MAP, state="attached").content_frame()
    frame.wait_for_selector("path[data-route]", state="attached")
    frame.wait_for_function("() => window.map && map.getSize().y > 100")
    return frame


def lines_on(frame: Frame) -> list[dict[str, Any]]:
    """All lines drawn for the eye."""
    return frame.evaluate(_LINES)


def view_of(frame: Frame) -> list[float]:
    """The map's centre and zoom, once it moves no more."""
    frame.wait_for_function(_STILL)
    return frame.evaluate("() => [map.getCenter().lat, map.getCenter().lng, map.getZoom()]")


def mark_map(page: Page) -> Frame:
    """Mark the map and its frame, to tell later whether they are still the same."""
    frame = map_of(page)
    frame.evaluate("() => { window.marked = map }")
    page.evaluate("(map) => { window.marked = document.querySelector(map).contentWindow }", MAP)
    return frame


def map_survives(page: Page, frame: Frame) -> bool:
    """Whether the marked map is still there, neither reloaded nor made anew."""
    same = "(map) => window.marked === document.querySelector(map).contentWindow"
    return (
        not frame.is_detached()
        and page.evaluate(same, MAP)
        and frame.evaluate("() => window.marked === map")
    )


def expect_on_map(frame: Frame, route: str) -> None:
    """Wait until a route is the chosen one on the map ('' for none)."""
    expect(frame.locator(".leaflet-container")).to_have_attribute("data-selected", route)


def point_of(page: Page, route: str) -> tuple[float, float]:
    """A point of the window where a click meets a route's line and nothing else."""
    show(page.locator(MAP))
    at = map_of(page).evaluate(_POINT_ON_TOP, route)
    assert at, f"nowhere on the map can {route} be clicked"
    box = page.locator(MAP).bounding_box()
    return box["x"] + at[0], box["y"] + at[1]


def click_route(page: Page, route: str) -> None:
    """Click a route's line with the mouse."""
    x, y = point_of(page, route)
    page.mouse.move(x, y)
    page.mouse.click(x, y)


def shared_point(page: Page) -> tuple[tuple[float, float], list[str], tuple[float, float]]:
    """A point of the window where several routes lie, those, and another such point of theirs."""
    show(page.locator(MAP))
    found = map_of(page).evaluate(_SHARED_POINTS)
    assert found, "no two routes share a line that is in view"
    box = page.locator(MAP).bounding_box()
    one, other = ((box["x"] + x, box["y"] + y) for x, y in (found["one"], found["other"]))
    return one, found["ids"], other


def counts(page: Page) -> Locator:
    """The line that counts what is shown."""
    return page.get_by_text(" sources shown: ").first


def table(page: Page, name: str) -> Locator:
    """The table of this name, as one who doesn't see it is told of it."""
    return page.get_by_role("table", name=name, exact=True)


def cells(found: Locator) -> list[list[str]]:
    """A table's rows, as texts."""
    return found.locator("tbody tr").evaluate_all(
        "(rows) => rows.map((row) => [...row.children].map((cell) => cell.innerText))"
    )


def rows_of(page: Page, name: str) -> Locator:
    """A table whose rows can be chosen, drawn and in view."""
    found = table(page, name)
    expect(found.locator("tbody tr[data-pick]").first).to_be_attached()  # not the page before
    return show(found)


def row(found: Locator, text: str) -> Locator:
    """The row of a table that holds a text."""
    return found.locator("tbody tr", has_text=text)


def pick(found: Locator, identifier: str) -> Locator:
    """The row of a table that chooses what has this identifier."""
    return found.locator(f'tbody tr[data-pick="{identifier}"]')


def click_row(found: Locator, identifier: str, *, column: int = 0) -> None:
    """Click a row of a table with the mouse, in the middle of a cell."""
    expect(pick(found, identifier)).to_have_count(1)
    show(pick(found, identifier)).locator("td").nth(column).click()


def expect_chosen(found: Locator, identifier: str | None) -> None:
    """Wait until a row is the only chosen one of its table (None: none is)."""
    chosen = found.locator("tbody tr[aria-current]")
    expect(chosen).to_have_count(0 if identifier is None else 1)
    if identifier is not None:
        expect(chosen).to_have_attribute("data-pick", identifier)
        expect(chosen).to_have_attribute("aria-current", "true")


def choose_route(page: Page, route: str) -> None:
    """Choose a route, or let it go, by its row in the list."""
    click_row(rows_of(page, "Routes"), route)


def expect_panel(page: Page, name: str) -> Locator:
    """Wait for the panel of a chosen route."""
    found = page.locator("section", has=page.locator("h2", has_text=name)).filter(
        has=page.locator(".wb-figures")
    )
    expect(found).to_have_count(1)
    expect(found.locator("h2")).to_have_text(name)
    return found


def bars(page: Page, title: str) -> Locator:
    """The bars that stand under a heading, without their axes."""
    section = page.locator("section", has=page.locator("h2", has_text=title))
    return section.locator(".wb-bars .wb-bar").filter(has=page.locator(".wb-track"))


def evidence(page: Page) -> Locator:
    """The opened claim's evidence, in view."""
    return show(page.locator("dl.wb-dl"))


def control(page: Page, key: str) -> Locator:
    """A control by the name of the choice that it holds."""
    return page.locator(f".st-key-{re.sub(r'[^a-zA-Z0-9_-]', '-', key)}")


def toggle(page: Page, source: str) -> None:
    """Turn a source on or off."""
    control(page, permalink.source_key(source)).locator("label").first.click()


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a select box by typing its name."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option).first.click()


def go_to(page: Page, title: str) -> None:
    """Go to another page by its link at the top."""
    page.locator("[data-testid=stTopNavLink]", has_text=title).click()


def luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance of an sRGB colour, as WCAG 2.2 defines it."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (part / 255 for part in colour[:3])
    ]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


_COLOURS = """(element) => {
  const parts = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const over = (top, below) => {
    const alpha = top.length > 3 ? top[3] : 1;
    return below.map((part, n) => alpha * top[n] + (1 - alpha) * part);
  };
  const layers = [];
  for (let at = element; at; at = at.parentElement) {
    layers.push(parts(getComputedStyle(at).backgroundColor));
  }
  const ground = layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  let opacity = 1;
  for (let at = element; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
  const text = parts(getComputedStyle(element).color);
  const shown = [...text.slice(0, 3), (text.length > 3 ? text[3] : 1) * opacity];
  return { text: over(shown, ground), ground };
}"""


def colours(element: Locator) -> dict[str, list[float]]:
    """The colour of an element's text as it is seen, and of what lies behind it."""
    return element.evaluate(_COLOURS)


def contrasts(elements: Locator) -> dict[str, float]:
    """The contrast of each element's text with its ground, by its text."""
    found = elements.evaluate_all(f"(all) => all.map((one) => [one.innerText, ({_COLOURS})(one)])")
    return {text: contrast(seen["text"], seen["ground"]) for text, seen in found}
