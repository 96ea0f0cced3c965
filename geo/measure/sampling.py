"""Seeded ranks, triangles over them, and products of those, kept once drawn."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Drawn = tuple[str, float, float, float, str, float]
"""A quantity as it is drawn: name, low, mode, high, family, share of draws in step with it."""

_IN_STEP = {"rail": "service", "border": "service", "port": "service"}
"""Families that share their common ranks: fast on the line, at borders and in ports alike."""

_QUANTILES = (0.1, 0.5, 0.9)
_Real = TypeVar("_Real", np.float32, np.float64)


def triangular(
    ranks: NDArray[np.float64], low: float, mode: float, high: float
) -> NDArray[np.float64]:
    """Turn ranks into draws from a triangle.

    Parameters
    ----------
    ranks
        Uniform between 0 and 1.
    low, mode, high
        Ends and peak of the triangle.

    Returns
    -------
    ndarray
        Draws, of the same shape and in the same order as the ranks.
    """
    if low == high:
        return np.full_like(ranks, mode)
    width = high - low
    rising = low + np.sqrt(ranks * width * (mode - low))
    falling = high - np.sqrt((1 - ranks) * width * (high - mode))
    return np.where(ranks * width < mode - low, rising, falling)


@lru_cache(maxsize=512)
def ranks_of(name: str, seed: int, draws: int) -> NDArray[np.float64]:
    """Draw ranks between 0 and 1 from the stream of a name: PCG64, seeded by seed and name."""
    stream = np.random.SeedSequence([seed, zlib.crc32(name.encode())])
    return np.random.Generator(np.random.PCG64(stream)).random(draws)


@lru_cache(maxsize=512)
def column(factors: tuple[tuple[Drawn, int], ...], seed: int, draws: int) -> NDArray[np.float64]:
    """Draw a product of quantities, shape (draws,); the array is shared and can't be written.

    A divisor is drawn from the other end of its ranks, so that a high rank is a high product:
    slow trains go with long stops.
    """
    product = np.ones(draws)
    for (name, low, mode, high, kin, share), power in factors:
        ranks = ranks_of(name, seed, draws)
        if kin:
            common = ranks_of(f"family {_IN_STEP.get(kin, kin)}", seed, draws)
            alike = ranks_of(f"alike {kin}", seed, draws) < share
            ranks = np.where(alike, common, ranks)
        if power < 0:
            ranks = 1 - ranks
        product = product * triangular(ranks, low, mode, high) ** power
    product.setflags(write=False)
    return product


@lru_cache(maxsize=512)
def column_quantiles(
    factors: tuple[tuple[Drawn, int], ...], seed: int, draws: int
) -> tuple[float, float, float]:
    """Give p10, p50 and p90 of one product."""
    low, mid, high = quantiles(column(factors, seed, draws)[np.newaxis])[0]
    return float(low), float(mid), float(high)


def quantiles(values: NDArray[_Real]) -> NDArray[_Real]:
    """Pick p10, p50 and p90 of each row: draws that occurred, not means of two."""
    at = [round(quantile * (values.shape[1] - 1)) for quantile in _QUANTILES]
    return np.sort(values, axis=1)[:, at]
