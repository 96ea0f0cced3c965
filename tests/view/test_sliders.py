"""Sliders: every parameter's ends and its own value lie on whole steps."""

from __future__ import annotations

import pytest

from geo.parameters import parameters
from geo.view.sliders import slider_range

WIDE = {n: p for n, p in parameters().model.items() if p.low < p.high and "_" in n and "." in n}


@pytest.mark.parametrize("name", WIDE)
def test_ends_and_value_lie_on_whole_steps_within_the_sources(name):
    record = WIDE[name]
    low, high, step, digits = slider_range(record)
    for value in (low, record.mode, high):
        assert value / step == pytest.approx(round(value / step), abs=1e-6)
        assert round(value, digits) == pytest.approx(value)
    assert low <= record.mode <= high
    assert record.low - step <= low < high <= record.high + step
    assert high <= 2 * record.mode + step
    assert 15 <= (high - low) / step <= 5_000


def test_a_known_one():
    assert slider_range(parameters().model["ferry.wait_days"]) == (0.5, 2.0, 0.05, 2)
