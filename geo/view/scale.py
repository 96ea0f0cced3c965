"""Axes of the page's pictures."""

from __future__ import annotations

import math

from markupsafe import Markup

from geo.wording import number

_TICKS = 5


def nice_axis(low: float, high: float) -> tuple[float, float, float]:
    """Widen an interval to whole steps of 1, 2 or 5 times a power of ten: low, high and step."""
    span = (high - low) or 1.0
    raw = span / _TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= raw)
    return math.floor(low / step) * step, math.ceil(high / step) * step or step, step


def kilometre_labels(far_km: float, step_km: float, ends: tuple[float, float], y: float) -> Markup:
    """Label the lower axis of an SVG picture in kilometres.

    The last label ends where the axis does, so that the picture's edge does not cut it.

    Parameters
    ----------
    far_km
        Where the axis ends, a whole number of steps from 0. [km]
    step_km
        From one label to the next. [km]
    ends
        Where the axis starts and ends. [user units]
    y
        The labels' baseline. [user units]
    """
    start, end = ends
    count = round(far_km / step_km)
    label = Markup('<text x="{:.1f}" y="{}" text-anchor="{}">{}</text>')
    labels = [
        label.format(
            start + index / count * (end - start),
            y,
            "end" if index == count else "middle",
            number(index * step_km),
        )
        for index in range(count + 1)
    ]
    return Markup("").join([label.format(4, y, "start", "km"), *labels])
