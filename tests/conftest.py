"""What holds for all tests: nothing is left out in silence, and in CI nothing at all.

A test that can't run here (no browser, no database) is skipped, and the reason stands once, in one
line at the end. With ``WAYBILL_CI=1`` it fails instead.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Generator

CI = os.environ.get("WAYBILL_CI") == "1"

settings.register_profile("waybill", deadline=None, derandomize=CI)
settings.load_profile("waybill")


def _fail_if_left_out(report: pytest.TestReport | pytest.CollectReport) -> None:
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"left out, which CI doesn't allow: {_reason(report)}"


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    what = report.longrepr[-1] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return what.removeprefix("Skipped: ")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _fail_if_left_out(report)
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_if_left_out(report)
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory):
    """Measure anew in each session of tests, and leave the user's own saved articles alone."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data"))
    os.environ.pop("WAYBILL_STORE", None)


@pytest.fixture
def failed_so_far(request):
    """Whether the test that asks has failed; to be called while it is torn down."""
    return lambda: request.node.stash.get(FAILED, False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left_out = Counter(
        _reason(report)
        for report in terminalreporter.stats.get("skipped", [])
        if not hasattr(report, "wasxfail")
    )
    for reason, count in left_out.items():
        tests = "1 test" if count == 1 else f"{count} tests"
        terminalreporter.write_line(f"NOT RUN: {tests}: {reason}", yellow=True)
