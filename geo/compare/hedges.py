"""From a hedge to an interval: what "about 4,000 km" or "40-odd days" allows.

The factors stand in ``geo/data/parameters.yaml`` (``hedges``) and are shown to the user.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geo.model import Interval
from geo.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.model import Claim
    from geo.parameters import HedgeEnds, Width


def asserted(claim: Claim, hedges: Mapping[str, HedgeEnds] | Width = "usual") -> Interval | None:
    """Read a claim's figure with its hedge.

    The hedge speaks of the magnitude: "over 800 km shorter" allows every change at or below
    -800 km.

    Parameters
    ----------
    hedges
        Factors by relation or wording; or the built-in ones as a ``narrow``, ``usual`` or ``wide``
        reader reads them.

    Returns
    -------
    Interval or None
        In the claim's unit, signed; None for a quality claim.
    """
    numbers = [number for number in (claim.low, claim.high) if number is not None]
    if not numbers or claim.relation is None:
        return None
    rules = parameters().hedges_at(hedges) if isinstance(hedges, str) else hedges
    hedge = rules[claim.wording or claim.relation]
    if min(numbers) < 0 < max(numbers):
        farther = 1.0 if hedge.high is None else max(1.0, hedge.high)
        return Interval(low=min(numbers) * farther, high=max(numbers) * farther)
    negative = max(numbers) < 0 or (max(numbers) == 0 and claim.low is None)
    magnitudes = sorted(abs(number) for number in numbers)
    low, high = magnitudes[0], magnitudes[-1]
    step = last_digit(low)
    ends = (
        None if hedge.low is None else low * hedge.low + step * hedge.low_steps,
        None if hedge.high is None else high * hedge.high + step * hedge.high_steps,
    )
    if claim.form == "absolute" and ends[0] is not None:
        ends = (max(ends[0], 0.0), ends[1])
    if not negative:
        return Interval(low=ends[0], high=ends[1])
    return Interval(low=_negated(ends[1]), high=_negated(ends[0]))


def _negated(number: float | None) -> float | None:
    return None if number is None else -number


def last_digit(number: float) -> float:
    """Give the value of one step of a number's last non-zero digit: 0.1 for 4.5, 1000 for 9000.

    Trailing zeros of a figure in the news are taken as rounding.
    """
    if number == 0:
        return 1.0
    digits = f"{number:.10g}"
    mantissa, _, exponent = f"{float(digits):.9e}".partition("e")
    decimals = len(mantissa.rstrip("0").partition(".")[2])
    return math.pow(10, int(exponent) - decimals)
