"""Numbers in English and Russian words: 'twenty-five', тридцать одни, 'two and a half'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TEN = 10.0
_DOZEN = 12.0
_TWENTY = 20.0  # and more take a unit behind them: twenty-five
_HUNDRED = 100.0
_SCALES_FROM = 1000.0
_SEPARATORS = re.compile("[ \u00a0-]+")


def read_run(run: str, numerals: Mapping[str, float]) -> tuple[float, float] | None:
    """Read numerals that follow each other.

    Returns
    -------
    tuple of float or None
        The number twice, or both ends where the run holds two ('ten-twelve'); None: neither.
    """
    values = [numerals[word] for word in _SEPARATORS.split(run) if word != "and"]
    whole = _value(values)
    if whole is not None:
        return whole, whole
    for cut in range(1, len(values)):
        low, high = _value(values[:cut]), _value(values[cut:])
        if low is not None and high is not None and low < high:
            return low, high
    return None


def _value(values: Sequence[float]) -> float | None:
    """Add and multiply numerals as long as they descend; None if they can't be one number."""
    total = section = 0.0
    smallest_scale = float("inf")
    room = float("inf")  # the next numeral of a section must be smaller
    for value in values:
        if value >= _SCALES_FROM:
            if value >= smallest_scale:
                return None
            total += (section or 1.0) * value
            section, smallest_scale, room = 0.0, value, float("inf")
        elif value == _HUNDRED and 0 < section < _TEN:
            section *= value
            room = _HUNDRED
        elif value == _DOZEN and section:
            return None
        else:
            if value >= room:
                return None
            section += value
            room = _HUNDRED if value >= _HUNDRED else _TEN if value >= _TWENTY else 0.0
    return total + section
