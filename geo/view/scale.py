"""Axes of the page's pictures."""

from __future__ import annotations

import math

_TICKS = 5


def nice_axis(low: float, high: float) -> tuple[float, float, float]:
    """Widen an interval to whole steps of 1, 2 or 5 times a power of ten: low, high and step."""
    span = (high - low) or 1.0
    raw = span / _TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= raw)
    return math.floor(low / step) * step, math.ceil(high / step) * step or step, step
