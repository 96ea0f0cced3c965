"""Named places where cargo changes between rail and ship: ``geo/data/transfers.csv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.network.settings import DATA

if TYPE_CHECKING:
    from geo.network.path import LonLat


@dataclass(frozen=True, slots=True)
class Transfer:
    """A port with rails.

    Attributes
    ----------
    names
        In English, Chinese and Russian.
    country
        ISO 3166-1 alpha-2 code.
    position
        Longitude and latitude. [deg]
    basin
        Ships sail between ports of one basin: ``ocean`` or ``caspian``.
    """

    id: str
    names: tuple[str, ...]
    country: str
    position: LonLat
    basin: str


@cache
def transfers() -> tuple[Transfer, ...]:
    """Read the transfer places once a process."""
    with (DATA / "transfers.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Transfer(
                id=row["id"],
                names=(row["name"], row["zh"], row["ru"]),
                country=row["country"],
                position=(float(row["lon"]), float(row["lat"])),
                basin=row["basin"],
            )
            for row in csv.DictReader(file)
        )
