"""What a query gives back: a line, its length, and what happens on the way."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LonLat = tuple[float, float]
"""One position: longitude, latitude [deg]."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at one place of a path.

    Attributes
    ----------
    kind
        A border between two countries, a change of track gauge, or of the mode of transport.
    lon, lat
        Where. [deg]
    at_km
        Distance from the start of the path. [km]
    before, after
        Country codes (ISO 3166-1 alpha-2) for a border, gauges in mm as text for a gauge break,
        modes for a transhipment.
    """

    kind: Literal["border", "gauge-break", "transhipment"]
    lon: float
    lat: float
    at_km: float
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a path on which country, gauge and origin of the line do not change.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2 code; empty on the high seas or where no country is known.
    gauge_mm
        Track gauge; ``None`` for roads, sea and unknown. [mm]
    patch
        Id of the patch link in ``geo/data/patches.yaml``, when the stretch is one.
    distance_km
        Length along the line. [km]
    start, end
        Index range into the path's points; neighbours share the point between them.
    """

    country: str
    gauge_mm: int | None
    patch: str | None
    distance_km: float
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """A measured way along a network.

    Attributes
    ----------
    lonlat
        Points of the line, shape (n, 2), longitudes unwrapped. [deg]
    distance_km
        Length along the network, from the foot of the first point to that of the last, and
        ``access_km``. [km]
    snap_km
        For each given point (from, via…, to) its distance to the line. [km]
    stretches
        Parts of equal country, gauge and patch, in order.
    events
        Border crossings and gauge breaks, in order.
    access_km
        What counts for beginning, passing or ending elsewhere than with nothing closed, because
        the line there is closed; see `geo.network.access`. [km]
    """

    lonlat: NDArray[np.float64]
    distance_km: float
    snap_km: tuple[float, ...]
    stretches: tuple[Stretch, ...]
    events: tuple[Event, ...]
    access_km: float = 0.0

    @property
    def countries(self) -> tuple[str, ...]:
        """Countries in order of travel; consecutive repeats and unknown parts are dropped."""
        codes = (stretch.country for stretch in self.stretches if stretch.country)
        return tuple(code for code, _ in groupby(codes))
