"""Which country a point lies in, and where lines cross borders (Natural Earth 1:10m)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.network import geodesy
from geo.network.geodesy import FULL_TURN_DEG
from geo.network.settings import DATA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

HALVINGS = 14  # 2**-14 of a 100 km edge is 6 m, finer than the drawn borders
COAST_DEG = 0.3  # ports and bridges stand a little off the drawn coast; beyond, no country


@dataclass(frozen=True, slots=True)
class CountryTable:
    """Codes in a fixed order (0 is "no country") with the main-line gauge of each [mm]."""

    codes: tuple[str, ...]
    gauge_mm: dict[str, int]
    by_natural_earth: dict[str, int]


def country_table() -> CountryTable:
    """Read ``geo/data/gauges.csv``."""
    with (DATA / "gauges.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = ("", *sorted({row["code"] for row in rows}))
    gauges = {row["code"]: int(row["gauge_mm"]) for row in rows if row["gauge_mm"]}
    keys = {row["natural_earth"]: codes.index(row["code"]) for row in rows}
    return CountryTable(codes, gauges, keys)


class Countries:
    """Looks up countries by position."""

    def __init__(
        self,
        topology: dict[str, Any],
        table: CountryTable,
        territories: Sequence[dict[str, Any]] = (),
    ) -> None:
        import shapely

        self._shapely = shapely
        self._polygons, self._owner = _polygons(topology, table)
        self._circles = [
            (
                np.array(entry["centre"]),
                float(entry["radius_km"]),
                table.codes.index(entry["country"]),
            )
            for entry in territories
        ]
        self._tree = shapely.STRtree(self._polygons)

    def at(self, lonlat: Floats) -> NDArray[np.int16]:
        """Give the country number of each point, shape (n,); 0 far out at sea."""
        found = np.zeros(len(lonlat), dtype=np.int16)
        points = np.asarray(self._shapely.points(lonlat))
        which, polygon = self._tree.query(points, predicate="intersects")
        found[which] = self._owner[polygon]
        lost = np.flatnonzero(found == 0)
        near = self._tree.query_nearest(points[lost], max_distance=COAST_DEG, all_matches=False)
        found[lost[near[0]]] = self._owner[near[1]]
        for centre, radius_km, country in self._circles:
            ends = np.broadcast_to(centre, lonlat.shape)
            found[geodesy.flat_km(lonlat, ends) <= radius_km] = country
        return found

    def crossing(self, starts: Floats, ends: Floats, before: NDArray[np.int16]) -> Floats:
        """Find where each segment leaves its first country, as a share of its length."""
        low, high = np.zeros(len(starts)), np.ones(len(starts))
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            inside = self.at(starts + (ends - starts) * middle[:, None]) == before
            low, high = np.where(inside, middle, low), np.where(inside, high, middle)
        return (low + high) / 2


def _polygons(topology: dict[str, Any], table: CountryTable) -> tuple[Any, NDArray[np.int16]]:
    """Decode TopoJSON; rings over the antimeridian are unwrapped and laid on both sides."""
    import shapely
    from shapely import affinity

    scale, origin = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + origin for arc in topology["arcs"]]
    shapes, owner = [], []
    for country in topology["objects"]["countries"]["geometries"]:
        key = country.get("id") or country["properties"]["name"]
        number = table.by_natural_earth.get(key, 0)
        parts = country.get("arcs", [])
        for part in [parts] if country["type"] == "Polygon" else parts:
            rings = [ring for ring in (_ring(arcs, turn) for turn in part) if len(ring) > 3]  # noqa: PLR2004, a closed ring has four points
            if number == 0 or not rings:
                continue
            polygon = shapely.make_valid(shapely.Polygon(rings[0], rings[1:]))
            for shift in (-FULL_TURN_DEG, 0.0, FULL_TURN_DEG):
                moved = affinity.translate(polygon, xoff=shift)
                west, _, east, _ = moved.bounds
                if west <= FULL_TURN_DEG / 2 and east >= -FULL_TURN_DEG / 2:
                    shapes.append(moved)
                    owner.append(number)
    return np.array(shapes), np.array(owner, dtype=np.int16)


def _ring(arcs: list[Floats], turn: list[int]) -> Floats:
    """Join arcs (``~n`` means arc n backwards) and make their longitudes continuous."""
    pieces = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in turn]
    ring = np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])
    ring[:, 0] = np.unwrap(ring[:, 0], period=FULL_TURN_DEG)
    return ring if abs(ring[-1, 0] - ring[0, 0]) < 1.0 else ring[:0]
