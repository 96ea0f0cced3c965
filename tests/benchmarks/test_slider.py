"""A slider of the scenario page moves: until the page is at rest, over a bare page's rerun.

Both dashboards run at once and are moved in turn, so that a busy machine slows both alike. The
clock starts when the browser sends the slider's value (both sliders wait equally long before that)
and stops when the script has ended and nothing changes on the page any more.
"""

from __future__ import annotations

import statistics

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, NO_BROWSER, Server

pytestmark = [pytest.mark.bench, pytest.mark.skipif(not CHROMIUM, reason=NO_BROWSER)]

MOVES = 15
LIMIT = 2.5
SCENARIO = {"slider": "Wait for the ferry", "watched": "[data-testid=stMain]"}
BARE = {"slider": "Value", "watched": "[data-testid=stText]"}

# The time at which the value was sent to the server, and at which the page last changed.
_CLOCK = """() => {
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) { window.sent ??= performance.now();
                                               return send.call(this, data); };
}"""
_WATCH = """(selector) => {
  window.sent = null; window.changed = null;
  window.watcher?.disconnect();
  window.watcher = new MutationObserver(() => {
    if (window.sent !== null) window.changed = performance.now(); });
  window.watcher.observe(document.querySelector(selector),
    { subtree: true, childList: true, characterData: true });
  window.watcher.observe(document.querySelector('[data-test-script-state]'),
    { attributeFilter: ["data-test-script-state"] });
}"""
_SHOWN = """() => document.querySelector('[data-test-script-state]')
  .getAttribute('data-test-script-state') === 'notRunning' && window.changed !== null
  && performance.now() - window.changed > 400"""


def _move(page, words, key):
    page.get_by_role("slider", name=words["slider"]).focus()
    page.evaluate(_WATCH, words["watched"])
    page.keyboard.press(key)
    page.wait_for_function(_SHOWN)
    return page.evaluate("() => window.changed - window.sent")


@pytest.fixture
def pages():
    servers = Server(), Server(app="tests/benchmarks/bare.py")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            opened = []
            for server, path in zip(servers, ("/scenario", "/"), strict=True):
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                page.add_init_script(f"({_CLOCK})()")
                page.goto(server.url + path)
                opened.append(page)
            yield opened
            browser.close()
    finally:
        for server in servers:
            server.stop()


def test_a_slider_s_move_is_shown_within_two_and_a_half_bare_reruns(pages):
    scenario, bare = pages
    times = []
    for turn in range(MOVES):
        key = "ArrowRight" if turn % 5 else "ArrowLeft"
        times.append((_move(scenario, SCENARIO, key), _move(bare, BARE, key)))
    ours, floor = (statistics.median(column) for column in zip(*times[2:], strict=True))
    print(f"\nslider: {ours:.0f} ms over {floor:.0f} ms = {ours / floor:.2f}")
    assert ours <= LIMIT * floor
