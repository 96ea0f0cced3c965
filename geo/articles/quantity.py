"""A number with its unit."""

from __future__ import annotations

from typing import NamedTuple


class Quantity(NamedTuple):
    """A number with its unit, before anything around it is read.

    Parameters
    ----------
    start, end
        Span in the folded text, hedges not included.
    kind
        ``length``, ``time``, ``money``, ``mass``, ``boxes``, ``trains``, ``trucks``, ``fraction``,
        ``times`` (so many times), ``change`` (doubled, 翻番) or ``bare`` (no unit).
    symbol
        Unit that low and high are in.
    weak
        The unit's word has other meanings that are more frequent.
    part
        For the ends of a change from one figure to another: ``from`` or ``to``.
    level
        A change's word that names a level of something named before (…的一半).
    multiple
        A change's word that goes up or down by what stands beside it (вдвое).
    factor
        From the unit as written to ``symbol``.
    alone
        There is no number, the unit stands for one.
    leading
        The unit stands before the number.
    per
        What money is for, if it stands right beside: ``FEU``, ``t`` …; a frequency's period.
    """

    start: int
    end: int
    low: float
    high: float
    relation: str
    wording: str | None
    kind: str
    symbol: str
    weak: bool = False
    part: str | None = None
    level: bool = False
    multiple: bool = False
    scaled: bool = False
    written: bool = False
    factor: float = 1.0
    alone: bool = False
    leading: bool = False
    per: str | None = None
