"""Range and step of the sliders that move a parameter."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.parameters import Parameter

_FEWEST, _MOST = 20, 80
_PARTS = (1, 2, 5)


def slider_range(record: Parameter) -> tuple[float, float, float, int]:
    """Give a slider's ends, step and decimals for a parameter.

    From half to double the most likely value, within the sources: the whole spread moves with it.
    Ends and the most likely value lie on whole steps, as the browser wants.

    Returns
    -------
    tuple
        Low, high, step and the number of decimals shown.
    """
    low, high = max(record.low, record.mode / 2), min(record.high, record.mode * 2)
    coarsest = (high - low) / _FEWEST
    power = 10.0 ** math.floor(math.log10(coarsest))
    steps = [part * power / 10**fine for fine in range(4) for part in reversed(_PARTS)]
    fitting = [s for s in steps if s <= coarsest and _whole(record.mode / s)]
    step = fitting[0] if fitting else (high - low) / _MOST
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    first, last = (round(end / step) * step for end in (low, high))
    return round(first, digits), round(last, digits), round(step, digits), digits


def _whole(number: float) -> bool:
    return math.isclose(number, round(number), abs_tol=1e-6)
