"""Units of the figures: a closed list of symbols, converted by pint; ambiguous ones are refused."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.errors import InputError

if TYPE_CHECKING:
    import pint

MEASURED_UNITS = {"distance": "km", "duration": "day", "cost": "USD/FEU"}

# A month is 30 days (the articles' months are round figures), a year 365.25 (IAU); a nautical mile
# is 1852 m (SI brochure), a mile 1.609344 km, a verst 1.0668 km. A container whose size is not said
# is read as one forty-foot unit. These alone are defined: reading all of pint's own units would
# take a fifth of the time of a snapshot.
_DEFINITIONS = (
    "m = [length]",
    "km = 1000 * m",
    "mile = 1609.344 * m",
    "nmi = 1852 * m",
    "verst = 1066.8 * m",
    "day = [time]",
    "hour = day / 24",
    "week = 7 * day",
    "month = 30 * day",
    "year = 365.25 * day",
    "TEU = [containers]",
    "FEU = 2 * TEU",
    "truck = [trucks]",
    "train = [trains]",
    "fraction = []",
    "t = [mass]",
    "kt = 1e3 * t",
    "Mt = 1e6 * t",
    "tkm = t * km",
    *(f"{money} = [{money.lower()}]" for money in ("USD", "EUR", "CNY", "RUB", "KZT", "CHF")),
)
_SAME = {"container": "FEU", "containers": "FEU", "trucks": "truck", "trains": "train"}
_LENGTHS = ("km", "m", "mile", "nmi", "verst")
_TIMES = ("day", "hour", "week", "month", "year")
_MONEY = ("USD", "EUR", "CNY", "RUB", "KZT", "CHF")
_CARGO = (
    "TEU",
    "FEU",
    "container",
    "containers",
    "t",
    "kt",
    "Mt",
    "train",
    "trains",
    "truck",
    "trucks",
    "t-km",
)
SYMBOLS = (*_LENGTHS, *_TIMES, *_MONEY, *_CARGO, "fraction")
_AMBIGUOUS = {"nm": "write nmi for nautical miles", "mi": "write mile", "ton": "write t or Mt"}
_PART_OF_YEAR = re.compile(r"([1-9]|1[0-2])mo")


def check(unit: str) -> None:
    """Refuse a unit that is not made of known symbols.

    A unit is one symbol, or two with a slash (``USD/FEU``, ``Mt/year``, ``TEU/9mo`` for a flow of
    nine months, ``USD/t/km`` for a rate).

    Raises
    ------
    InputError
        Naming the unit and what is known.
    """
    for symbol in unit.split("/"):
        if symbol in _AMBIGUOUS:
            message = f"the unit '{unit}' is ambiguous; {_AMBIGUOUS[symbol]}"
            raise InputError(message)
        if symbol not in SYMBOLS and not _PART_OF_YEAR.fullmatch(symbol):
            known = ", ".join(SYMBOLS)
            message = f"the unit '{unit}' is not known; expected {known}, or two with a slash"
            raise InputError(message)


@cache
def _registry() -> pint.UnitRegistry[float]:
    import pint

    registry: pint.UnitRegistry[float] = pint.UnitRegistry(None)
    for definition in _DEFINITIONS:
        registry.define(definition)
    return registry


@cache
def factor(unit: str, target: str) -> float | None:
    """Give the factor that turns a figure in one unit into another; None if they don't compare.

    Raises
    ------
    InputError
        If a unit is unknown or its symbol ambiguous.
    """
    check(unit)
    check(target)
    here, there = ("/".join(_SAME.get(part, part) for part in u.split("/")) for u in (unit, target))
    if here == there:
        return 1.0
    import pint

    registry = _registry()
    here, there = (
        _PART_OF_YEAR.sub(r"(\1*month)", text.replace("t-km", "tkm")) for text in (here, there)
    )
    try:
        return float((registry(here) / registry(there)).to("dimensionless").magnitude)
    except pint.DimensionalityError:
        return None
