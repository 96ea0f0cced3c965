"""Ways by rail and ship: rail to a named port, ship to another, and on by rail.

The ports and the two ends make a small graph. Each of its edges is first bounded from below by
the geodesic, and measured on its network only when the shortest way so far uses it: when all its
edges are measured, that way is the shortest (lazy evaluation; e.g. C. Dellin, S. Srinivasa,
A unifying formalism for shortest path problems with expensive edge evaluations, ICAPS 2016).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import NetworkError, NoPathError
from geo.network import geodesy, sea
from geo.network.alternatives import by_closing
from geo.network.question import Closed
from geo.network.rail import rail
from geo.network.settings import parameter
from geo.network.transfers import transfers
from geo.network.way import Part, Way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.network.path import LonLat, Path
    from geo.network.transfers import Transfer

    Floats = NDArray[np.float64]

Link = tuple[str, str]
"""Ids of the ports between which a ship sails; two empty ones: rail all the way."""

RAIL_ONLY: Link = ("", "")
SHIPS = {"caspian": "ferry", "ocean": "sea"}
_PATHS_KEPT = 1024
_SLACK_KM = 60.0  # both ends of a path may be joined to it this much nearer to each other


@dataclass(frozen=True, slots=True)
class Limits:
    """What a mixed way keeps out of.

    Attributes
    ----------
    land
        What rail keeps out of; its countries close their ports too.
    passages
        Closed passages, as `sea.closed_passages` names them.
    ports
        Ids of ports where nothing is transhipped.
    """

    land: Closed
    passages: frozenset[str] = sea.CLOSED
    ports: frozenset[str] = frozenset()


def ways(points: Sequence[LonLat], limits: Limits, count: int = 1) -> list[Way]:
    """Find the shortest way by rail and ship through points, and others that really differ.

    A ship counts as ``mixed.transfer_km`` longer than it sails, for the handling and waiting at
    both its ports; distances given back are true. Closing something never shortens what is
    counted (`counted_km`); the true length may fall when a ship takes a short cut that was not
    worth its handling while the rails were open.

    Parameters
    ----------
    points
        From, via…, to, each near a railway; lon, lat. [deg]
    count
        How many ways to find at most.

    Raises
    ------
    NoPathError
        If neither rail nor ships join two points.
    PlaceOffNetworkError
        If a point lies too far from any open railway.
    """
    for point in points:  # a point off the network is explained by the network itself
        rail().ask([point, point], limits.land)

    def find(banned: frozenset[Link]) -> tuple[Way, list[frozenset[Link]]]:
        way = _whole(points, limits, banned)
        return way, [banned | {link} for link in _links(way)]

    return by_closing(frozenset[Link](), find, count, parameter("alternatives.rounds"))


def counted_km(way: Way) -> float:
    """Give the length that the search keeps least: the true one, and the handling of ships."""
    ships = sum(part.mode != "rail" for part in way.parts)
    return way.distance_km + ships * parameter("mixed.transfer_km")


def _whole(points: Sequence[LonLat], limits: Limits, banned: frozenset[Link]) -> Way:
    pieces = [_Search(pair, limits, banned).run() for pair in pairwise(points)]
    return Way(tuple(part for piece in pieces for part in piece))


def _links(way: Way) -> list[Link]:
    ships = sorted({(part.start, part.end) for part in way.parts if part.mode != "rail"})
    return ships or [RAIL_ONLY]


@lru_cache(maxsize=_PATHS_KEPT)
def _rail(start: LonLat, end: LonLat, land: Closed) -> Path | None:
    network = rail()
    try:
        return network.answer(network.ask([start, end], land))
    except NetworkError:
        return None


@lru_cache(maxsize=_PATHS_KEPT)
def _ship(start: LonLat, end: LonLat, passages: frozenset[str]) -> Path | None:
    try:
        return sea.alternatives([start, end], Closed(passages), 1)[0]
    except NetworkError:
        return None


@dataclass(slots=True)
class _Search:
    """One leg of a mixed way: nodes are its start, the open ports, its end."""

    ends: tuple[LonLat, LonLat]
    limits: Limits
    banned: frozenset[Link]
    ports: list[Transfer] = field(init=False)
    paths: dict[tuple[str, int, int], Path] = field(init=False, default_factory=dict)
    cost: dict[str, Floats] = field(init=False)

    def __post_init__(self) -> None:
        closed = self.limits.land.countries
        self.ports = [
            port
            for port in transfers()
            if port.country not in closed and port.id not in self.limits.ports
        ]
        places = np.array([self.ends[0], *(p.position for p in self.ports), self.ends[1]])
        size = len(places)
        i, j = np.indices((size, size)).reshape(2, -1)
        floor = geodesy.segment_km(places[i], places[j]).reshape(size, size) - _SLACK_KM
        floor = np.maximum(floor, 0.0)
        basin = np.array(["", *(port.basin for port in self.ports), "-"])
        ship = np.where(basin[:, None] == basin[None, :], floor, np.inf)
        ship += parameter("mixed.transfer_km")
        np.fill_diagonal(ship, np.inf)
        land = floor.copy()
        np.fill_diagonal(land, np.inf)
        if RAIL_ONLY in self.banned:
            land[0, -1] = np.inf
        for a, port in enumerate(self.ports, start=1):
            for b, other in enumerate(self.ports, start=1):
                if (port.id, other.id) in self.banned:
                    ship[a, b] = np.inf
        self.cost = {"rail": land, "ship": ship}

    def run(self) -> list[Part]:
        """Measure the edges of the shortest way until all of them are measured."""
        while True:
            way = self._shortest()
            fresh = [edge for edge in way if edge not in self.paths]
            if not fresh:
                return [self._part(*edge) for edge in way]
            for edge in fresh:
                self._measure(edge)

    def _measure(self, edge: tuple[str, int, int]) -> None:
        mode, a, b = edge
        start, end = self._at(a), self._at(b)
        if mode == "rail":
            path = _rail(start, end, self.limits.land)
        else:
            path = _ship(start, end, self.limits.passages)
        if path is None:
            self.cost[mode][a, b] = self.cost[mode][b, a] = np.inf
            return
        extra = 0.0 if mode == "rail" else parameter("mixed.transfer_km")
        self.cost[mode][a, b] = path.distance_km + extra
        self.paths[edge] = path

    def _shortest(self) -> list[tuple[str, int, int]]:
        """Find the cheapest way of rail, ship, rail, …; layers of as many ships as allowed."""
        land, ship = self.cost["rail"], self.cost["ship"]
        size = len(land)
        layers = [land[0]]
        back: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
        for _ in range(int(parameter("mixed.ships"))):
            aboard = layers[-1][:, None] + ship
            landed = aboard.min(axis=0)
            onward = landed[:, None] + land
            back.append((aboard.argmin(axis=0), onward.argmin(axis=0)))
            layers.append(onward.min(axis=0))
        totals = [float(layer[-1]) for layer in layers]
        ships = int(np.argmin(totals))
        if not np.isfinite(totals[ships]):
            raise NoPathError(self._why_not())
        node, way = size - 1, []
        for aboard_from, onward_from in reversed(back[:ships]):
            port = int(onward_from[node])
            way.append(("rail", port, node))
            node = int(aboard_from[port])
            way.append(("ship", node, port))
        return [("rail", 0, node), *reversed(way)]

    def _why_not(self) -> str:
        (a, b) = self.ends
        reached = [
            sorted({p.id for n, p in enumerate(self.ports, start=1) if np.isfinite(row[n])})
            for row in (self.cost["rail"][0], self.cost["rail"][:, -1])
        ]
        here, there = (", ".join(ports) or "no open port" for ports in reached)
        return (
            f"neither rail nor ships join ({a[1]:.3f} N, {a[0]:.3f} E) and ({b[1]:.3f} N, "
            f"{b[0]:.3f} E): rail reaches {here} from the first, {there} from the second, and no "
            "open ship's way leads from those to these"
        )

    def _at(self, node: int) -> LonLat:
        if node in {0, len(self.ports) + 1}:
            return self.ends[bool(node)]
        return self.ports[node - 1].position

    def _part(self, mode: str, a: int, b: int) -> Part:
        names = [self.ports[n - 1].id if 0 < n <= len(self.ports) else "" for n in (a, b)]
        if mode == "ship":
            mode = SHIPS[self.ports[a - 1].basin]
        return Part(mode, self.paths[("rail" if mode == "rail" else "ship", a, b)], *names)
