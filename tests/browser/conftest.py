"""The dashboard in a real browser: its server, Chromium, and pages that keep a log.

A journey asks for ``page`` (already at the dashboard's first page), or for ``open_page`` to choose
the address, the size or the theme. After a journey that passed, its log is looked at: a request to
anything but the app, a request that failed or an error in the console makes it fail.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser import steps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import (
        BrowserContext,
        ConsoleMessage,
        Page,
        Request,
        Response,
        WebSocket,
    )

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
FAILURES = HERE / "failures"
START_TIMEOUT_S = 60
STOP_TIMEOUT_S = 5
PAGE_TIMEOUT_MS = 20_000
expect.set_options(timeout=PAGE_TIMEOUT_MS)

# A page's own address is where Streamlit's client first looks for its server: /claims/_stcore/…
# answers 404, and the client then asks one folder up. These two questions are no fault of the app.
PAGES = "add_article|articles|claims|export|method|scenario"
ASKED_IN_VAIN = re.compile(rf"/({PAGES})/_stcore/(health|host-config)$")

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), "")
NO_BROWSER = "there is no chromium or google-chrome on PATH (Debian: apt-get install chromium)"
FLAGS = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No host but this one has an address: what isn't served by the app can't be loaded.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the journeys, and put them last: while playwright runs, asyncio is its own."""
    journeys = [item for item in items if HERE in item.path.parents]
    for item in journeys:
        item.add_marker(pytest.mark.browser)
        if not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))
    items[:] = [item for item in items if item not in journeys] + journeys


class Server:
    """A dashboard in a process of its own."""

    def __init__(
        self, *arguments: str, env: Mapping[str, str] | None = None, app: str = "dashboard.py"
    ) -> None:
        with socket.socket() as probe:
            probe.bind(("localhost", 0))
            port = probe.getsockname()[1]
        self.url = f"http://localhost:{port}"
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - stop() closes it
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "streamlit", "run", app),
                *("--server.port", str(port), "--server.address", "localhost", *arguments),
            ],
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._wait_until_healthy()

    def _wait_until_healthy(self) -> None:
        give_up = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < give_up and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5):
                    return
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                time.sleep(0.05)
        log = self.log()
        self.stop()
        message = f"the dashboard did not start; it printed:\n{log}"
        raise RuntimeError(message)

    def log(self) -> str:
        """What the process has printed so far."""
        return os.pread(self._log.fileno(), 1_000_000, 0).decode(errors="replace")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the process and all that it started."""
        for sign in (how, signal.SIGKILL):
            if self._process.poll() is None:
                os.killpg(self._process.pid, sign)
                try:
                    self._process.wait(STOP_TIMEOUT_S)
                except subprocess.TimeoutExpired:
                    continue
        self._log.close()


@pytest.fixture(scope="session")
def start_server():
    """Start further dashboards: ``start_server("--server.baseUrlPath", "x", env={…})``."""
    started = []

    def start(*arguments: str, env: Mapping[str, str] | None = None) -> Server:
        started.append(Server(*arguments, env=env))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def server(start_server) -> str:
    """The address of the dashboard that all journeys share."""
    return start_server().url


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class PageLog:
    """What the pages of one test asked for, in vain or elsewhere, and what they complained of.

    ``runs`` counts the script's runs, as the server announces them; a fault that one of them shows
    on the page is an error.
    """

    outside: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    runs: int = 0

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", self._connected)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._said)

    def _connected(self, websocket: WebSocket) -> None:
        self._asked(websocket.url)
        websocket.on("framereceived", self._told)

    def _told(self, payload: str | bytes) -> None:
        if isinstance(payload, str):
            return
        message = ForwardMsg.FromString(payload)
        self.runs += message.WhichOneof("type") == "new_session"
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            self.errors.append(f"{element.exception.type}: {element.exception.message}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not ASKED_IN_VAIN.search(message.location["url"]):
            self.errors.append(message.text)

    def _asked(self, url: str) -> None:
        self.requests.append(url)
        parts = urlsplit(url)
        local = parts.hostname in {"localhost", "127.0.0.1"}
        if parts.scheme not in {"data", "blob", "about"} and not local:
            self.outside.append(url)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page itself gave up: it was left
            self.failed.append(f"{request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not ASKED_IN_VAIN.search(response.url):
            self.failed.append(f"{response.url}: {response.status}")

    def assert_clean(self) -> None:
        assert not self.outside, f"asked the outside: {self.outside}"
        assert not self.failed, f"requests failed: {self.failed}"
        assert not self.errors, f"errors in the console: {self.errors}"


@pytest.fixture
def page_log() -> PageLog:
    """Of all pages of this test; clear a list of it where an error is what the test is about."""
    return PageLog()


@pytest.fixture(name="settle")
def settle_fixture():
    return steps.settle


@pytest.fixture(scope="session")
def contexts(browser):
    """Browser contexts by size and theme: what one page has fetched, the next one has cached."""
    made = {}

    def context(width: int, height: int, theme: str, *, fresh: bool = False) -> BrowserContext:
        key = (width, height, theme, len(made) if fresh else None)
        if key not in made:
            made[key] = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=theme, locale="en-GB"
            )
        return made[key]

    yield context
    for context in made.values():
        context.close()


@pytest.fixture
def open_page(request, contexts, server, page_log, failed_so_far):
    """Open the dashboard in a tab: ``open_page("/?x=1", width=390, theme="dark", fresh=True)``.

    A session of Streamlit is a tab's, so tabs share nothing but what the browser has cached; with
    ``fresh`` not even that.
    """
    pages = []

    def open_page(
        path: str = "/",
        *,
        width: int = 1440,
        height: int = 900,
        theme: str = "light",
        at: str = "",
        fresh: bool = False,
    ) -> Page:
        page = contexts(width, height, theme, fresh=fresh).new_page()
        pages.append(page)
        page.set_default_timeout(PAGE_TIMEOUT_MS)
        page_log.watch(page)
        page.goto((at or server) + path)
        steps.settle(page)
        return page

    yield open_page
    if failed_so_far():
        FAILURES.mkdir(exist_ok=True)
        name = re.sub(r"[^\w-]+", "-", request.node.name).strip("-")
        for number, page in enumerate(pages, 1):
            page.screenshot(path=FAILURES / f"{name}-{number}.png")
    for page in pages:
        page.close()
    if not failed_so_far():
        page_log.assert_clean()


@pytest.fixture
def page(open_page) -> Page:
    """The dashboard's first page, 1440 by 900, light."""
    return open_page()
