"""Ways that really differ: by penalties or by closing, held to the criteria of Abraham et al.

On land the lines that ways found so far use are made dearer, step by step, and the search is
repeated (penalty method). A way found so counts as an alternative when it shares little with those
before, is not much longer than the shortest, and has no pointless detour (I. Abraham, D. Delling,
A. V. Goldberg, R. F. Werneck: Alternative Routes in Road Networks, SEA 2010: limited sharing,
bounded stretch, local optimality by the T-test). At sea, and for ways by rail and ship, what the
ways found use is closed instead (`by_closing`), and the T-test is left out. Limits:
``alternatives`` in ``geo/data/network.toml``.
"""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np

from geo.errors import NetworkError
from geo.network import geodesy
from geo.network.settings import parameter

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from geo.network.lines import LineNetwork
    from geo.network.path import Path
    from geo.network.question import Question
    from geo.network.store import Store

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]


class HasLine(Protocol):
    """A path, or a way of several."""

    @property
    def distance_km(self) -> float:
        """Length [km]."""
        ...

    @property
    def lonlat(self) -> Floats:
        """Points, shape (n, 2). [deg]."""
        ...


_Closures = TypeVar("_Closures", bound="Hashable")
_Found = TypeVar("_Found", bound=HasLine)


def alternatives(network: LineNetwork, question: Question, best: Path, count: int) -> list[Path]:
    """Find ways that differ from the best one and from each other.

    Parameters
    ----------
    question
        What the best way was asked for.
    count
        How many ways to find at most, the best one included.

    Returns
    -------
    list of Path
        The best way first, then in order of length; fewer than asked for when no more differ.
    """
    found = [best]
    factor = np.ones(len(network.store.ends))
    latest = best
    for _ in range(int(parameter("alternatives.rounds"))):
        if len(found) >= count:
            break
        factor[_near(network.store, latest)] *= parameter("alternatives.penalty")
        latest = network.answer(question, factor)
        if differs(latest.lonlat, latest.distance_km, found, best.distance_km) and _straight(
            network, question, latest, found
        ):
            found.append(latest)
    return [best, *sorted(found[1:], key=lambda path: path.distance_km)]


def by_closing(
    closures: _Closures,
    find: Callable[[_Closures], tuple[_Found, Iterable[_Closures]]],
    count: int,
    most_asked: float = math.inf,
) -> list[_Found]:
    """Find ways that differ, by closing one by one what each way found uses.

    Parameters
    ----------
    closures
        What is closed to begin with.
    find
        Gives the shortest way with closures, and the closures to try next because of it.
    count
        How many ways to find at most, the best one included.
    most_asked
        How many closures to try at most, fewest closed first.

    Returns
    -------
    list
        The best way first, then in order of length.

    Raises
    ------
    NetworkError
        If there is no way with the first closures.
    """
    best, following = find(closures)
    found, asked, waiting = [best], {closures}, deque(following)
    while waiting and len(found) < count and len(asked) <= most_asked:
        closures = waiting.popleft()
        if closures in asked:
            continue
        asked.add(closures)
        try:
            way, following = find(closures)
        except NetworkError:
            continue
        if differs(way.lonlat, way.distance_km, found, best.distance_km):
            found.append(way)
        waiting += following
    return [best, *sorted(found[1:], key=lambda way: way.distance_km)]


def differs(line: Floats, distance_km: float, found: Sequence[HasLine], best_km: float) -> bool:
    """Say whether a way is short enough, and shares little enough with those before it."""
    if distance_km > best_km * (1 + parameter("alternatives.stretch")):
        return False
    limit_km = parameter("alternatives.sharing") * best_km
    return all(shared_km(line, path.lonlat) <= limit_km for path in found)


def shared_km(line: Floats, other: Floats) -> float:
    """Measure how much of a line runs along another one, second tracks included [km]."""
    from scipy.spatial import cKDTree

    reach_km = parameter("alternatives.same_line_km")
    points, step_km = _sampled(line, reach_km)
    rail, _ = _sampled(other, reach_km)
    away, _ = cKDTree(_sphere(rail)).query(_sphere(points), distance_upper_bound=2 * reach_km)
    return float(step_km[away <= reach_km].sum())


def _near(store: Store, path: Path) -> Bools:
    """Mark the edges that run along a way: both ends and the middle lie on it."""
    from scipy.spatial import cKDTree

    reach_km = parameter("alternatives.same_line_km")
    tree = cKDTree(_sphere(_sampled(path.lonlat, reach_km)[0]))
    middle = (store.first[:-1] + store.first[1:] - 1) // 2
    halves = (store.lonlat[middle] + store.lonlat[(store.first[:-1] + store.first[1:]) // 2]) / 2
    both = np.flatnonzero(_within(tree, store.junction, reach_km)[store.ends].all(axis=1))
    near = np.zeros(len(store.ends), dtype=bool)
    near[both] = _within(tree, halves[both], reach_km)
    return near


def _within(tree: object, lonlat: Floats, reach_km: float) -> Bools:
    away, _ = tree.query(_sphere(lonlat), distance_upper_bound=reach_km)  # type: ignore[attr-defined]
    return np.asarray(np.isfinite(away))


def _sampled(line: Floats, step_km: float) -> tuple[Floats, Floats]:
    """Put points on a line at most a step apart, and give the length that each stands for."""
    length = geodesy.flat_km(line[:-1], line[1:])
    parts = np.maximum(np.ceil(length / step_km), 1).astype(np.int64)
    owner = np.repeat(np.arange(len(length)), parts)
    inner = np.arange(len(owner)) - np.repeat(np.cumsum(parts) - parts, parts)
    share = ((inner + 0.5) / parts[owner])[:, None]
    return line[owner] + (line[owner + 1] - line[owner]) * share, (length / parts)[owner]


def _sphere(lonlat: Floats) -> Floats:
    lon, lat = np.radians(lonlat).T
    unit = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    return np.asarray(parameter("source.sphere_radius_km") * unit)


def _straight(network: LineNetwork, question: Question, path: Path, found: Sequence[Path]) -> bool:
    """Test at the middle of every new stretch that the way goes on as directly as it could."""
    window_km = parameter("alternatives.local_share") * found[0].distance_km
    at_km = np.concatenate([[0.0], np.cumsum(geodesy.flat_km(path.lonlat[:-1], path.lonlat[1:]))])
    stops = [_position(path.lonlat, at_km, point) for point in question.points[1:-1]]
    for middle_km in _middles(path, found):
        low = max([0.0, middle_km - window_km / 2, *(s for s in stops if s <= middle_km)])
        high = min([at_km[-1], middle_km + window_km / 2, *(s for s in stops if s > middle_km)])
        ends = [tuple(_at(path.lonlat, at_km, km).tolist()) for km in (low, high)]
        try:
            direct = network.answer(network.ask(ends, question.closed))
        except NetworkError:
            continue
        along = _length_km(path, at_km, low, high)
        if along > direct.distance_km * (1 + parameter("alternatives.slack")):
            return False
    return True


def _middles(path: Path, found: Sequence[Path]) -> Iterator[float]:
    """Give the middle of every stretch of a way that no way before it has [km along]."""
    from scipy.spatial import cKDTree

    reach_km = parameter("alternatives.same_line_km")
    points, step_km = _sampled(path.lonlat, reach_km)
    known = np.concatenate([_sampled(other.lonlat, reach_km)[0] for other in found])
    fresh = ~_within(cKDTree(_sphere(known)), points, reach_km)
    end_km = np.cumsum(step_km)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], fresh.astype(np.int8), [0]])))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        low, high = end_km[first] - step_km[first], end_km[last - 1]
        if high - low >= parameter("alternatives.least_new_km"):
            yield float(low + high) / 2


def _position(line: Floats, at_km: Floats, point: tuple[float, float]) -> float:
    """Find where on a line a point lies nearest, by its vertices [km along]."""
    ends = np.broadcast_to(np.array(point), line.shape)
    return float(at_km[int(np.argmin(geodesy.flat_km(line, ends)))])


def _at(line: Floats, at_km: Floats, km: float) -> Floats:
    return np.array([np.interp(km, at_km, line[:, axis]) for axis in (0, 1)])


def _length_km(path: Path, at_km: Floats, low: float, high: float) -> float:
    """Length along the network between two positions of the drawn line: stretch by stretch."""
    total = 0.0
    for stretch in path.stretches:
        start, end = at_km[stretch.start], at_km[stretch.end]
        inside = max(0.0, min(high, end) - max(low, start))
        total += stretch.distance_km * (inside / (end - start)) if end > start else 0.0
    return total
