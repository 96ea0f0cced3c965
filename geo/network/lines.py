"""Queries on a network of lines, rails and roads alike."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, ClassVar, Self

import numpy as np

from geo.errors import InputError, NetworkError, NoPathError, PlaceOffNetworkError
from geo.network import access, explain
from geo.network.advance import Leg, advance, pieces
from geo.network.geodesy import FULL_TURN_DEG
from geo.network.question import Closed, Question
from geo.network.search import Arcs, Graph
from geo.network.settings import DATA, parameter
from geo.network.snap import Feet, choose, feet
from geo.network.store import Store
from geo.network.trace import trace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path as FilePath

    from numpy.typing import NDArray

    from geo.network.path import LonLat, Path

JOINS = 1024  # points whose candidate feet are kept ready: routes share their places
MASKS = 16  # sets of closed countries kept ready: a slider or a table asks for the same few


class LineNetwork:
    """A compiled network of lines; immutable, so that sessions can share it."""

    file: ClassVar[str]
    noun: ClassVar[str]
    snap: ClassVar[str] = "snap"
    """Group of parameters in ``geo/data/network.toml`` for the ends of a path."""
    area: ClassVar[str] = "country"
    hint: ClassVar[str] = "give ISO 3166-1 alpha-2 codes such as KZ"
    shut: ClassVar[Closed] = Closed()
    """What is closed unless a question opens it."""
    connectors_count: ClassVar[bool] = False
    """Whether the ways from the ends to their lines are part of the length."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._arcs = cache(lambda: Arcs(store))
        self._opened = lru_cache(maxsize=MASKS)(self._open)
        self._joins = lru_cache(maxsize=JOINS)(self._feet)
        self._usual = lru_cache(maxsize=JOINS)(self._choose)

    @classmethod
    def load(cls, path: FilePath | None = None) -> Self:
        """Read the compiled file; without a path, the one in ``geo/data``."""
        return cls(Store.load(path or DATA / cls.file, straight=cls.connectors_count))

    def path(
        self,
        points: Sequence[LonLat],
        *,
        avoid_countries: Collection[str] = (),
        avoid_places: Collection[LonLat] = (),
        allow_planned: bool = False,
        tolerance_km: float | None = None,
    ) -> Path:
        """Find the shortest way through points in order.

        Avoiding more never shortens the way, and allowing more never lengthens it, wherever the
        points lie: where the way joins the network is decided with nothing closed, and what
        another beginning, end or via spares counts as length (`geo.network.access`).

        Parameters
        ----------
        points
            From, via…, to; each lon, lat. [deg]
        avoid_countries
            ISO 3166-1 alpha-2 codes of countries that the way must not enter.
        avoid_places
            Positions that no line of the way may pass; closes the lines between the junctions
            around them. [deg]
        allow_planned
            Use links that are under construction too.
        tolerance_km
            How far a point may lie from the nearest line; without it, ``snap.tolerance_km``.

        Raises
        ------
        InputError
            If fewer than two points are given, a position is impossible, or a country unknown.
        PlaceOffNetworkError
            If a point lies farther than the tolerance from every line, or every line as near as
            the one that it usually joins is closed.
        NoPathError
            If no open line joins two consecutive points.
        """
        closed = Closed(frozenset(avoid_countries), tuple(avoid_places), planned=not allow_planned)
        return self.answer(self.ask(points, closed, tolerance_km))

    def ask(
        self, points: Sequence[LonLat], closed: Closed, tolerance_km: float | None = None
    ) -> Question:
        """Prepare a question: what is open, and where each point may join it; see `path`."""
        _check(points)
        places = tuple((_wrapped(lon), lat) for lon, lat in points)
        if strange := closed.countries - set(self.store.codes):
            raise InputError(f"unknown {self.area} {', '.join(sorted(strange))}; {self.hint}")
        reach = parameter(f"{self.snap}.tolerance_km") if tolerance_km is None else tolerance_km
        if closed == self.shut:
            return self._plain(places, closed, reach)
        return self._restricted(places, closed, reach)

    def _plain(self, points: tuple[LonLat, ...], closed: Closed, reach_km: float) -> Question:
        """Let each point join the lines that are nearest among those open."""
        graph, open_edges = self._opened(closed)
        last = len(points) - 1
        found = tuple(
            self._joins(point, self._radius_km(end=n in {0, last}), reach_km, closed)
            for n, point in enumerate(points)
        )
        charge = tuple(
            access.weight(self.snap, end=n in {0, last}) * (f.cost_km - f.cost_km[0])
            for n, f in enumerate(found)
        )
        none = tuple(np.zeros(len(f)) for f in found)
        return Question(points, closed, graph, open_edges, found, charge, none)

    def _restricted(self, points: tuple[LonLat, ...], closed: Closed, reach_km: float) -> Question:
        """Let each point join where it does with nothing closed, or near there at a charge."""
        graph, open_edges = self._opened(closed)
        standing = Closed(
            self.shut.countries & closed.countries, planned=self.shut.planned and closed.planned
        )
        usual_closed, choices = self._usual(points, standing, reach_km)
        whole, stands = self._opened(standing)
        columns = []
        for number, (point, found, chosen) in enumerate(choices):
            end = number in {0, len(points) - 1}
            radius = self._radius_km(end=end)
            also = found.only(np.array([], dtype=np.int64))
            if standing != usual_closed:
                also = self._joins(point, radius, reach_km, standing)
            cost = access.weight(self.snap, end=end)
            counts = end and self.connectors_count
            usual = access.Usual(
                point, found, chosen, radius, reach_km, cost, connector_counts=counts, end=end
            )
            near, charge, extra = access.candidates(usual, also, whole, stands)
            kept = open_edges[near.edge] & np.isfinite(charge)
            if not kept.any():
                raise PlaceOffNetworkError(
                    explain.closed_off(self.store, self.noun, point, closed, open_edges)
                )
            columns.append((near.only(kept), charge[kept], extra[kept]))
        return Question(points, closed, graph, open_edges, *zip(*columns, strict=True))

    def _choose(
        self, points: tuple[LonLat, ...], standing: Closed, reach_km: float
    ) -> tuple[Closed, list[tuple[LonLat, Feet, int]]]:
        """Find where each point joins the network with nothing closed.

        Only if that has no answer, what the question opens is taken as open.
        """
        for closed in dict.fromkeys((self.shut, standing)):
            try:
                question = self._plain(points, closed, reach_km)
                chosen, _ = self._search(question.graph, question)
            except NetworkError:
                if closed == standing:
                    raise
            else:
                ways = zip(points, chosen, strict=True)
                return closed, [(point, found, number) for point, (found, number) in ways]
        raise AssertionError  # the last of the two has answered or raised

    def answer(self, question: Question, factor: NDArray[np.float64] | None = None) -> Path:
        """Find the cheapest way for a question.

        Parameters
        ----------
        factor
            What a kilometre of each edge costs, at least 1; None: 1 everywhere, so that the
            cheapest way is the shortest.
        """
        graph = question.graph
        if factor is not None:
            graph = Graph(self._arcs(), question.open_edges, factor)
        chosen, legs = self._search(graph, question)
        parts = []
        for (start, a), (goal, b), leg in zip(chosen[:-1], chosen[1:], legs, strict=True):
            ends = ((int(f.edge[k]), float(f.at_km[k])) for f, k in ((start, a), (goal, b)))
            parts.append(pieces(graph, next(ends), next(ends), leg.way(b)))
        snaps = tuple(float(f.away_km[k]) for f, k in chosen)
        counted = zip(question.access, chosen, strict=True)
        return trace(self.store, parts, snaps, sum(float(km[k]) for km, (_, k) in counted))

    def _open(self, closed: Closed) -> tuple[Graph, NDArray[np.bool_]]:
        numbers = [n for n, code in enumerate(self.store.codes) if code in closed.countries]
        open_edges = ~np.isin(self.store.country, numbers)
        if closed.planned:
            open_edges &= ~self.store.planned
        for place in closed.places:
            found = feet(self.store, place, parameter(f"{self.snap}.end_radius_km"), open_edges)
            open_edges[found.edge] = False
        graph = Graph(self._arcs(), open_edges)
        if closed == Closed():
            graph.part = self.store.component  # known since the compilation
        return graph, open_edges

    def _feet(self, point: LonLat, radius_km: float, reach_km: float, closed: Closed) -> Feet:
        _, open_edges = self._opened(closed)
        near = feet(self.store, point, min(2 * radius_km, reach_km), open_edges)
        if not len(near):
            near = feet(self.store, point, reach_km, open_edges)
        if len(near):
            return choose(self.store, near, radius_km)
        raise PlaceOffNetworkError(
            explain.off_network(self.store, self.noun, point, reach_km, closed)
        )

    def _search(self, graph: Graph, question: Question) -> tuple[list[tuple[Feet, int]], list[Leg]]:
        """Choose one foot a point and the junctions between; the least total cost wins."""
        points, found, charge = question.points, question.found, question.charge
        cost = charge[0]
        legs: list[Leg] = []
        for number in range(1, len(points)):
            leg = advance(graph, cost, found[number - 1], found[number], points[number])
            cost = leg.total + charge[number]
            if not np.isfinite(cost).any():
                raise NoPathError(explain.no_path(self.noun, question, number))
            legs.append(leg)
        chosen = [int(np.argmin(cost))]
        for leg in reversed(legs):
            chosen.append(leg.parent(chosen[-1]))
        return list(zip(found, reversed(chosen), strict=True)), legs

    def _radius_km(self, *, end: bool) -> float:
        return parameter(f"{self.snap}.{'end' if end else 'via'}_radius_km")


def _wrapped(lon: float) -> float:
    """Bring a longitude into the range that the lines are stored in [deg]."""
    half = FULL_TURN_DEG / 2
    return lon if -half <= lon <= half else (lon + half) % FULL_TURN_DEG - half


def _check(points: Sequence[LonLat]) -> None:
    if len(points) < 2:  # noqa: PLR2004, a way has two ends
        raise InputError(f"a path needs two points or more; {len(points)} given")
    for lon, lat in points:
        if not (np.isfinite(lon) and -90 <= lat <= 90):  # noqa: PLR2004, the poles
            raise InputError(f"({lon}, {lat}) is no position; give longitude, then latitude")
