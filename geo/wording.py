"""Figures in words: numbers with unit, direction and range, the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import Catalog, Claim, Interval

LANGUAGES: dict[str, str] = {
    "zh-Hans": "Chinese, simplified",
    "zh-Hant": "Chinese, traditional",
    "en": "English",
    "ru": "Russian",
}
METRIC_LABELS: dict[str, str] = {"distance": "Distance", "duration": "Days", "cost": "Cost"}
COST_UNITS: dict[str, str] = {"feu": "USD per FEU", "tonne": "USD per tonne"}
METRIC_UNITS: dict[str, str] = {"distance": "km", "duration": "days", "cost": "USD per FEU"}
_PLURALS = {
    "agrees": "agree",
    "depends": "depend",
    "says little": "say little",
    "differs": "differ",
}
_LESS_MORE = {
    "distance": ("shorter", "longer"),
    "duration": ("less", "more"),
    "cost": ("cheaper", "dearer"),
}
_SINGLE = {
    "hours": "hour",
    "days": "day",
    "weeks": "week",
    "months": "month",
    "years": "year",
    "miles": "mile",
    "versts": "verst",
}
_UNITS = {
    "USD/FEU": "USD per FEU",
    "USD/container": "USD per container",
    **{single: several for several, single in _SINGLE.items()},
}
_WHOLE_FROM = 100
_ROUND_TO_TEN_FROM = 1_000


def number(value: float) -> str:
    """Print a number with thousands separators and no false precision.

    >>> number(15762.4), number(31.26), number(508.4), number(0)
    ('15,760', '31.3', '508', '0')
    """
    size = abs(value)
    if size >= _ROUND_TO_TEN_FROM:
        return f"{round(value, -1):,.0f}"
    if size >= _WHOLE_FROM or value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.2g}" if size < 1 else f"{value:,.1f}"


def counted(words: Sequence[str], order: Iterable[str]) -> str:
    """Count verdicts, each with its verb in the right number.

    >>> counted(["agrees", "differs", "differs"], ["differs", "depends", "agrees"])
    '2 differ, 1 agrees'
    """
    counts = [(words.count(word), word) for word in order if word in words]
    return ", ".join(f"{n} {word if n == 1 else _PLURALS.get(word, word)}" for n, word in counts)


def unit(name: str | None) -> str:
    """Print a unit as a reader expects it after a number."""
    if name is None:
        return ""
    return _UNITS.get(name, name.replace("/", " a ") if name.endswith(("year", "day")) else name)


def span(low: float | None, high: float | None) -> str:
    """Print an interval's numbers: ``3,600 to 4,400``, ``over 8,000``, ``at most 25``."""
    if low is None or (high is not None and low == 0 < high):
        return f"at most {number(high)}" if high is not None else "any"
    if high is None:
        return f"over {number(low)}"
    first, last = number(low), number(high)
    return first if first == last else f"{first} to {last}"


def quantity(claim: Claim, low: float | None, high: float | None) -> str:
    """Print an interval in a claim's own terms, such as ``9,000 to 10,000 km shorter``."""
    if claim.form == "absolute":
        if claim.unit == "fraction":
            return f"{span(_scaled(low, 100), _scaled(high, 100))} %"
        return _with_unit(span(low, high), unit(claim.unit))
    factor = 100 if claim.form == "ratio" else 1
    symbol = "%" if claim.form == "ratio" else unit(claim.unit)
    low, high = _scaled(low, factor), _scaled(high, factor)
    less, more = _LESS_MORE.get(claim.metric, ("less", "more"))
    if (high if high is not None else low or 0) <= 0:
        return f"{_with_unit(span(_scaled(high, -1), _scaled(low, -1)), symbol)} {less}"
    if (low if low is not None else 0) >= 0:
        return f"{_with_unit(span(low, high), symbol)} {more}"
    return f"{number(abs(low or 0))} {symbol} {less} to {number(high or 0)} {symbol} {more}"


def _with_unit(numbers: str, symbol: str) -> str:
    one = numbers in ("1", "at most 1", "over 1")
    return f"{numbers} {_SINGLE.get(symbol, symbol) if one else symbol}".strip()


def _scaled(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor + 0.0  # no minus zero


def of_interval(claim: Claim, interval: Interval) -> str:
    """Print a claim's asserted interval."""
    return quantity(claim, interval.low, interval.high)


def name(catalog: Catalog, identifier: str | None) -> str:
    """Give the English name of a place or route."""
    if identifier is None:
        return ""
    record = catalog.places.get(identifier) or catalog.routes.get(identifier)
    return record.name.en if record else identifier
