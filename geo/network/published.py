"""Measure the published distances: the yardstick's own accuracy, by mode."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.network import sea
from geo.network.rail import rail
from geo.network.road import road
from geo.network.settings import DATA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.network.path import LonLat, Path


@dataclass(frozen=True, slots=True)
class Published:
    """A published distance with the points of its route.

    Attributes
    ----------
    points
        From, via…, to; lon, lat. [deg]
    distance_km
        As published. [km]
    use
        Whether it is fit to test the networks; else ``reason`` says why not.
    calibrated
        Whether a section of the network was scaled to it or to a part of it.
    """

    id: str
    mode: str
    name: str
    points: tuple[LonLat, ...]
    distance_km: float
    confidence: str
    use: bool
    calibrated: bool
    reason: str
    source_title: str
    source_url: str


def published() -> tuple[Published, ...]:
    """Read ``geo/data/published_distances.csv``."""
    with (DATA / "published_distances.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_record(row) for row in csv.DictReader(file))


def _record(row: dict[str, str]) -> Published:
    vias = [part.split() for part in row["via"].split(";") if part]
    ends = [(row["from_lat"], row["from_lon"]), (row["to_lat"], row["to_lon"])]
    latlon = [ends[0], *vias, ends[1]]
    return Published(
        id=row["id"],
        mode=row["mode"],
        name=f"{row['from_name']}-{row['to_name']}",
        points=tuple((float(lon), float(lat)) for lat, lon in latlon),
        distance_km=float(row["distance_km"]),
        confidence=row["confidence"],
        use=row["use"] == "yes",
        calibrated=row["calibrated"] == "yes",
        reason=row["reason"],
        source_title=row["source_title"],
        source_url=row["source_url"],
    )


def measure(record: Published) -> Path:
    """Measure the route of a published distance on the network of its mode."""
    if record.mode == "sea":
        return sea.path(record.points)
    network = rail() if record.mode == "rail" else road()
    return network.path(record.points)


def errors(mode: str, *, calibrated: bool = True) -> dict[str, float]:
    """Give the relative error (measured over published, less one) of each usable row by id."""
    return {
        record.id: measure(record).distance_km / record.distance_km - 1.0
        for record in published()
        if record.use and record.mode == mode and (calibrated or not record.calibrated)
    }


def quantiles(values: Sequence[float], shares: Sequence[float] = (0.5, 0.9, 1.0)) -> list[float]:
    """Quantiles of the absolute values, for shares between 0 and 1."""
    return [float(q) for q in np.quantile(np.abs(values), shares)]
