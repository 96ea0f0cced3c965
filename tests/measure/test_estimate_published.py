"""The model's days and costs against published ones: rows that no parameter was fitted to."""

from __future__ import annotations

import re

import pytest

from geo.measure import published
from geo.parameters import parameters


@pytest.fixture(scope="module")
def times():
    return published.compare("times")


@pytest.fixture(scope="module")
def costs():
    return published.compare("costs")


def _rows(compared, use):
    return [row for row in compared if row.published.use == use]


def _table(rows):
    return "\n".join(
        f"{r.published.row} {r.published.what}: published {r.published.low:g} to "
        f"{r.published.high:g}, estimated {r.band.low:,.1f} to {r.band.high:,.1f}"
        for r in rows
        if not r.covered
    )


@pytest.mark.parametrize("quantity", ["times", "costs"])
def test_every_published_row_has_its_source_and_is_compared(quantity, request):
    rows = published.published(quantity)
    assert len({row.row for row in rows}) == len(rows)
    for row in rows:
        assert row.low <= row.high
        assert row.use in {"fit", "test"}
        assert row.source_url.startswith("http")
        assert row.source_title
    assert len(request.getfixturevalue(quantity)) == len(rows)


@pytest.mark.parametrize("use", ["fit", "test"])
def test_four_in_five_published_times_meet_the_band(times, use):
    rows = _rows(times, use)
    assert published.score(rows).coverage >= 0.8, _table(rows)


def test_the_median_error_of_published_times_is_15_percent_at_most(times):
    assert published.score(times).median_error <= 0.15


@pytest.mark.parametrize("use", ["fit", "test"])
def test_the_rows_on_the_caspian_meet_the_band_as_well(times, use):
    crossing = [row for row in _rows(times, use) if "ferry" in row.published.legs]
    assert len(crossing) > 5
    assert published.score(crossing).coverage >= 0.8, _table(crossing)


def test_the_band_is_narrow_outside_the_caspian(times):
    on_land = [row for row in times if "ferry" not in row.published.legs]
    assert len(on_land) > 60
    for row in on_land:
        assert row.band.high / row.band.low <= 2.5, row.published.what


@pytest.mark.parametrize("use", ["fit", "test"])
def test_seven_in_ten_published_costs_meet_the_band(costs, use):
    rows = _rows(costs, use)
    assert published.score(rows).coverage >= 0.7, _table(rows)


def test_no_parameter_cites_a_row_kept_for_testing():
    kept = {r.row for q in ("times", "costs") for r in published.published(q) if r.use == "test"}
    for name, record in parameters().model.items():
        assert not kept & set(re.findall(r"[TC]\d{3}", record.covers)), name


def test_about_half_of_the_rows_are_kept_for_testing():
    rows = published.published("times")
    assert 0.4 <= sum(row.use == "test" for row in rows) / len(rows) <= 0.6
