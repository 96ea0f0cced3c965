"""A way by one mode or several: its parts, and what happens between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo.network import geodesy
from geo.network.path import Event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.network.path import Path


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A stretch of a way by one mode.

    Attributes
    ----------
    mode
        ``rail``, ``road``, ``sea`` or ``ferry``.
    path
        Line, length, countries and events.
    start, end
        Names of the transfer places at its ends; empty where the way itself starts or ends.
    """

    mode: str
    path: Path
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """Parts that follow each other; where the mode changes, the cargo is transhipped."""

    parts: tuple[Part, ...]

    @property
    def distance_km(self) -> float:
        """Length of all parts [km]."""
        return sum(part.path.distance_km for part in self.parts)

    @property
    def access_km(self) -> float:
        """What counts because lines at its ends are closed, part of the length [km]."""
        return sum(part.path.access_km for part in self.parts)

    @property
    def lonlat(self) -> NDArray[np.float64]:
        """Points of all parts, shape (n, 2), longitudes unwrapped [deg]."""
        return geodesy.unwrap(np.concatenate([part.path.lonlat for part in self.parts]))

    @property
    def countries(self) -> tuple[str, ...]:
        """Countries in order of travel, without repeats in a row."""
        codes = [code for part in self.parts for code in part.path.countries]
        return tuple(code for code, _ in groupby(codes))

    @property
    def patches(self) -> tuple[str, ...]:
        """Patch links in order of travel, each once."""
        used = (s.patch for part in self.parts for s in part.path.stretches if s.patch)
        return tuple(dict.fromkeys(used))

    @property
    def snap_km(self) -> tuple[float, float]:
        """Distance of the first and the last point from their lines [km]."""
        return self.parts[0].path.snap_km[0], self.parts[-1].path.snap_km[-1]

    @property
    def events(self) -> tuple[Event, ...]:
        """Borders, gauge breaks and transhipments in order; lengths count from the start."""
        return tuple(self._events())

    def _events(self) -> Iterator[Event]:
        done_km = 0.0
        for part, following in pairwise((*self.parts, None)):
            if part is None:
                return
            for event in part.path.events:
                yield replace(event, at_km=done_km + event.at_km)
            done_km += part.path.distance_km
            if following and following.mode != part.mode:
                lon, lat = (float(value) for value in part.path.lonlat[-1])
                yield Event("transhipment", lon, lat, done_km, part.mode, following.mode)
