"""Published end-to-end days and costs, and how far the model's estimates meet them.

``geo/data/published_times.csv`` and ``published_costs.csv`` hold one figure a row with its source.
Parameters cite rows for ``fit`` only; rows for ``test`` gave no parameter its value, but were in
sight while the model was built, so they are no blind test. Column ``legs`` says how the way is
routed: legs are parted by ``|``, each has its mode and its places as ``name@longitude,latitude``
with the country after a port.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path as FilePath
from statistics import median
from typing import TYPE_CHECKING, Literal

from geo.itinerary import Itinerary
from geo.measure.distance import measure
from geo.measure.estimate import estimate
from geo.model import Catalog, Leg, Names, Place, Route

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.measure.distance import Band, MeasuredItinerary

Quantity = Literal["times", "costs"]

_FOLDER = FilePath(__file__).resolve().parents[1] / "data"
_COLUMNS = {
    "times": ("days_low", "days_high"),
    "costs": ("usd_per_feu_low", "usd_per_feu_high"),
}
# Published ways name cities and ports; their terminals lie off the lines by up to this.
_TOLERANCE_KM = 100
_NOWHERE = "XX"


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure, in days or USD/FEU."""

    row: str
    what: str
    legs: str
    low: float
    high: float
    use: str
    source_title: str
    source_url: str
    year: str
    note: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A published figure beside the estimate of its way, in days or USD/FEU."""

    published: Published
    distance_km: float
    band: Band

    @property
    def covered(self) -> bool:
        """Whether the figure meets the estimate's p10 to p90."""
        return self.published.low <= self.band.high and self.band.low <= self.published.high

    @property
    def error(self) -> float:
        """Estimated p50 over the figure's middle, minus one."""
        return self.band.mid / ((self.published.low + self.published.high) / 2) - 1


@dataclass(frozen=True, slots=True)
class Score:
    """How well many estimates meet the published figures."""

    rows: int
    coverage: float
    median_error: float


def published(quantity: Quantity) -> tuple[Published, ...]:
    """Read the published figures."""
    low, high = _COLUMNS[quantity]
    with (_FOLDER / f"published_{quantity}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Published(
                row["id"],
                row["what"],
                row["legs"],
                float(row[low]),
                float(row[high]),
                row["use"],
                row["source_title"],
                row["source_url"],
                row["year"],
                row["note"],
            )
            for row in csv.DictReader(file)
        )


def compare(quantity: Quantity) -> tuple[Comparison, ...]:
    """Measure and estimate the way of every published figure.

    Raises
    ------
    NetworkError
        If a way can't be measured.
    """
    rows = published(quantity)
    ways: list[MeasuredItinerary] = []
    places: dict[str, Place] = {}
    for row in rows:
        way, its_places = routed(row.legs)
        ways.append(way)
        places |= {
            name: place
            for name, place in its_places.items()
            if name not in places or place.country != _NOWHERE
        }
    catalog = Catalog(places=places, routes={"published": _route(ways[0])})
    bands = [
        found.duration_days if quantity == "times" else found.cost_usd_per_feu
        for found in estimate(ways, catalog)
    ]
    return tuple(
        Comparison(row, way.distance_km.mid, band)
        for row, way, band in zip(rows, ways, bands, strict=True)
        if band is not None
    )


def score(compared: Iterable[Comparison]) -> Score:
    """Sum up: share of rows that meet the band, and median of the absolute error of p50."""
    rows = list(compared)
    return Score(
        len(rows),
        sum(row.covered for row in rows) / len(rows),
        median(abs(row.error) for row in rows),
    )


def routed(text: str) -> tuple[MeasuredItinerary, dict[str, Place]]:
    """Measure a way written as in the column ``legs``.

    Returns
    -------
    tuple
        The way and its places.
    """
    places: dict[str, Place] = {}
    legs = tuple(_leg(part.split(), places) for part in text.split(" | "))
    itinerary = Itinerary(route="published", variant=None, legs=legs)
    catalog = Catalog(places=places, routes={"published": _as_route(legs)})
    return measure(catalog, itinerary), places


def _leg(words: list[str], places: dict[str, Place]) -> Leg:
    mode, *stops = words
    avoid = tuple(word.removeprefix("avoid=") for word in stops if "=" in word)
    names = []
    for stop in (word for word in stops if "@" in word):
        name, _, where = stop.partition("@")
        lon, lat, *country = where.split(",")
        known = places[name].country if name in places else _NOWHERE
        places[name] = Place(
            name=Names(en=name),
            lon=float(lon),
            lat=float(lat),
            kind="station",
            country=country[0] if country else known,
            snap_tolerance_km=_TOLERANCE_KM,
        )
        names.append(name)
    return Leg.model_validate(
        {"mode": mode, "from": names[0], "to": names[-1], "via": names[1:-1], "avoid": avoid}
    )


def _route(way: MeasuredItinerary) -> Route:
    return _as_route(way.itinerary.legs)


def _as_route(legs: tuple[Leg, ...]) -> Route:
    return Route(name=Names(en="Published"), family="other", colour="#000000", legs=legs)
