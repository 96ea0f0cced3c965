"""Seeded random draws of the model's quantities, and sums of products of them.

A quantity is drawn from a triangle over its low, mode and high by the inverse of its distribution
function, which needs nothing but additions, products and square roots: the same seed gives the
same figures on any machine. Each quantity has a stream of its own, named after it, so that adding
one leaves the others as they were.

Quantities of one family (all borders, all ports) lie equally far from their usual value in a share
of the draws: a congested year slows them together, and each keeps its published spread. Railways,
borders and ports do so in the same draws (:mod:`geo.measure.sampling`).
"""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import InputError
from geo.measure import sampling
from geo.measure.distance import Band

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from geo.measure.sampling import Drawn
    from geo.parameters import Parameter, Parameters

Factors = tuple[tuple[str, int], ...]
"""Parameters and the powers that they are raised to."""

_FAMILIES = {
    "rail.speed": "rail",
    "rail.wagonload_speed": "rail",
    "border.": "border",
    "gauge.": "border",
    "port.": "port",
    "sea.transhipment": "port",
    "ferry.port": "port",
    "ferry.wait": "port",
    "rail.rate": "rate",
    "rail.base": "rate",
    "ferry.rate": "rate",
    "sea.base": "ocean",
    "sea.short_base": "ocean",
    "sea.rate": "ocean",
    "road.rate": "rate",
}


def family(name: str) -> str:
    """Give the family that a quantity moves with; empty: none."""
    return next((found for start, found in _FAMILIES.items() if name.startswith(start)), "")


@dataclass(frozen=True, slots=True)
class Term:
    """A known number times a product of drawn quantities.

    Attributes
    ----------
    coefficient
        The number, in the unit that the product needs.
    factors
        The quantities.
    text
        How the number is written in a formula; empty for one.
    """

    coefficient: float
    factors: Factors
    text: str = ""


Total = tuple[Term, ...]
"""A sum of terms."""

_Row = tuple[tuple[Factors, float], ...]


class Model:
    """The parameters of one estimate: their values, and their draws.

    Parameters
    ----------
    parameters
        The parameter file.
    draws
        How many draws; None: as the parameter file says.
    overrides
        The most likely value that a parameter is given instead of its own. Its spread keeps its
        shape: low and high move in proportion.
    """

    def __init__(
        self, parameters: Parameters, draws: int | None, overrides: Mapping[str, float]
    ) -> None:
        self.parameters = parameters.model
        self.draws = draws or round(self.parameters["draws"].mode)
        self.seed = round(self.parameters["seed"].mode)
        self._spreads: dict[str, Drawn] = {}
        self._values_known: dict[str, float] = {}
        self._scale = {name: self._scaled(name, value) for name, value in overrides.items()}

    def _scaled(self, name: str, value: float) -> float:
        if name not in self.parameters:
            near = difflib.get_close_matches(name, self.parameters, 1, 0)
            message = f"there is no model parameter {name!r}; the nearest is {near[0]!r}"
            raise InputError(message)
        if not np.isfinite(value) or value < 0 or (value == 0 and "speed" in name):
            least = "above 0" if "speed" in name else "0 or more"
            message = f"{name}={value:g}: expected a number {least}"
            raise InputError(message)
        return value / self.parameters[name].mode

    def __contains__(self, name: object) -> bool:
        return name in self.parameters

    def parameter(self, name: str) -> Parameter:
        """Give a parameter's record."""
        return self.parameters[name]

    def value(self, name: str) -> float:
        """Give a parameter's most likely value, as overridden."""
        if name not in self._values_known:
            self._values_known[name] = self.parameters[name].mode * self._scale.get(name, 1.0)
        return self._values_known[name]

    def at_mode(self, total: Total, **instead: float) -> float:
        """Give a sum with every quantity at its most likely value.

        Parameters
        ----------
        instead
            Other values of some quantities, by name.
        """
        return sum(
            term.coefficient
            * math.prod(instead.get(n, self.value(n)) ** p for n, p in term.factors)
            for term in total
        )

    def ends(self, name: str) -> tuple[float, float]:
        """Give the low and high of a parameter's sources, moved as it is overridden."""
        record, scale = self.parameters[name], self._scale.get(name, 1.0)
        return record.low * scale, record.high * scale

    def bands(self, totals: Sequence[Total]) -> list[Band]:
        """Draw many sums at once.

        Returns
        -------
        list of Band
            p10, p50 and p90 of each, in its own unit.
        """
        rows = [self._row(total) for total in totals]
        many = [row for row in dict.fromkeys(rows) if len(row) > 1]
        drawn = sampling.quantiles(self._values(many).astype(np.float32))
        found = {row: Band(*map(float, band)) for row, band in zip(many, drawn, strict=True)}
        return [found[row] if row in found else self._single(row) for row in rows]

    def contrasts(self, pairs: Sequence[tuple[Total, Total]]) -> list[tuple[Band, Band]]:
        """Draw pairs of sums together.

        Returns
        -------
        list of tuple
            p10, p50 and p90 of first less second, and of first over second less one.
        """
        if not pairs:
            return []
        totals = {id(total): total for pair in pairs for total in pair}
        values = self._values([self._row(total) for total in totals.values()])
        drawn = dict(zip(totals, values, strict=True))
        found = []
        for pair in pairs:
            first, second = (drawn[id(total)] for total in pair)
            both = np.stack([first - second, first / second - 1]).astype(np.float32)
            both = sampling.quantiles(both)
            found.append((Band(*map(float, both[0])), Band(*map(float, both[1]))))
        return found

    def _row(self, total: Total) -> _Row:
        """Join a sum's terms of equal factors, in an order that hangs on their names alone."""
        row: dict[Factors, float] = {}
        for term in total:
            scale = math.prod(self._scale.get(n, 1.0) ** p for n, p in term.factors)
            row[term.factors] = row.get(term.factors, 0.0) + term.coefficient * scale
        return tuple(sorted(row.items()))

    def _single(self, row: _Row) -> Band:
        if not row:
            return Band(0.0, 0.0, 0.0)
        ((factors, coefficient),) = row
        low, mid, high = sampling.column_quantiles(self._drawn(factors), self.seed, self.draws)
        return Band(coefficient * low, coefficient * mid, coefficient * high)

    def _values(self, rows: Sequence[_Row]) -> NDArray[np.float64]:
        """Draw sums of products, shape (rows, draws).

        One product after the other, in the row's order: a library's matrix product adds in an
        order of its own, and its last digits differ from machine to machine.
        """
        values = np.zeros((len(rows), self.draws))
        part = np.empty(self.draws)
        for number, row in enumerate(rows):
            for factors, coefficient in row:
                column = sampling.column(self._drawn(factors), self.seed, self.draws)
                np.multiply(column, coefficient, out=part)
                values[number] += part
        return values

    def _drawn(self, factors: Factors) -> tuple[tuple[Drawn, int], ...]:
        return tuple((self._spread(name), power) for name, power in factors)

    def _spread(self, name: str) -> Drawn:
        if name not in self._spreads:
            self._spreads[name] = self._spread_of(name)
        return self._spreads[name]

    def _spread_of(self, name: str) -> Drawn:
        record = self.parameters[name]
        kin = family(name)
        share = self.value(f"shared_rank.{kin}") if kin else 0.0
        low, high = record.low, record.high
        if "speed" in name:
            stretch = self.value("spread_exponent")
            low *= (low / record.mode) ** stretch
            high *= (high / record.mode) ** stretch
        return (name, low, record.mode, high, kin, share)
