"""Make pictures of every page, light and dark, wide and narrow, and those of the README.

    python tests/screenshots.py --out FOLDER [--docs]

It starts a dashboard of its own on the shipped catalog; it needs chromium, like the journeys.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from geo import export  # noqa: E402 - the path comes first
from geo.catalog import load  # noqa: E402
from geo.export.options import Options, View  # noqa: E402
from tests.browser import conftest, steps  # noqa: E402

PAGES = {
    "compare": "/",
    "compare-route": "/?route=middle-corridor&metric=duration",
    "compare-sea": "/?to=los-angeles&metric=cost",
    "claims": "/claims",
    "add-article": "/add_article",
    "claims-opened": "/claims?claim=china-shorter",
    "articles": "/articles",
    "scenario": "/scenario?close=suez&regime=congested&route=land-bridge",
    "export": "/export?route=middle-corridor",
    "method": "/method",
}
WIDTHS = {1440: 900, 390: 844}
THEMES = ("light", "dark")
README = {
    "compare-light.png": ("/?route=middle-corridor", "light"),
    "claims-dark.png": ("/claims?claim=china-shorter", "dark"),
}
SNAPSHOTS = {
    "export-caspian.png": (
        View(routes=("caspian-iran", "middle-corridor", "north-south")),
        Options(graticule=True),
    ),
    "export-pacific.png": (
        View(routes=("russia", "china-khorgos"), metric="duration", destination="los-angeles"),
        Options(look="dark"),
    ),
}
MAX_BYTES = 300_000
WAIT_MS = 60_000
DRAWN = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(
  (chart) => chart.querySelector('svg .role-mark')) && document.fonts.status === 'loaded'"""


def main() -> None:
    """Make them all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--docs", action="store_true", help="make the README's as well")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    folder = tempfile.TemporaryDirectory()  # no article of whoever makes the pictures
    server = conftest.Server(env={"WAYBILL_STORE": f"{folder.name}/store.sqlite"})
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=conftest.CHROMIUM, args=conftest.FLAGS
            )
            for theme in THEMES:
                for width, height in WIDTHS.items():
                    for name, path in PAGES.items():
                        size = (width, height)
                        picture = _picture(browser, server.url + path, size, theme, whole=True)
                        (options.out / f"{name}-{theme}-{width}.png").write_bytes(picture)
            for name, (path, theme) in README.items() if options.docs else ():
                picture = _picture(browser, server.url + path, (1440, 900), theme, whole=False)
                (ROOT / "docs").mkdir(exist_ok=True)
                (ROOT / "docs" / name).write_bytes(_compressed(picture))
            for name in SNAPSHOTS if options.docs else ():
                (ROOT / "docs" / name).write_bytes(_snapshot(name))
            browser.close()
    finally:
        server.stop()
        folder.cleanup()


def _picture(browser, address, size, theme, *, whole):
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, locale="en-GB"
    )
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.goto(address)
    steps.settle(page)
    if page.locator(steps.MAP).count():
        steps.view_of(steps.map_of(page))
    if whole:  # Streamlit scrolls inside the page: make the window as tall as what it holds
        tall = page.get_by_test_id("stMain").evaluate("(main) => main.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, tall + 20)})
    page.wait_for_function(DRAWN)
    steps.settle(page)
    page.mouse.move(1, 1)
    picture = page.screenshot(animations="disabled")
    context.close()
    return picture


def _snapshot(name):
    file = load()
    picture = export.render(file.catalog, ".png", *SNAPSHOTS[name], sha256=file.sha256)
    return _compressed(picture)


def _compressed(picture):
    """Keep every pixel if the file is small enough for the repository, else take 256 colours."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    packed = io.BytesIO()
    image.save(packed, "PNG", optimize=True)
    if packed.tell() > MAX_BYTES:
        packed = io.BytesIO()
        image.quantize(256, Image.Quantize.FASTOCTREE).save(packed, "PNG", optimize=True)
    return packed.getvalue()


if __name__ == "__main__":
    main()
