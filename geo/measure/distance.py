"""Measure a way leg by leg on the networks, with the error that the published lengths show.

The band of a leg is its length over one plus the error quantiles of its mode, taken from the
comparison with published lengths (``geo/data/parameters.yaml``, ``distance_error``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.errors import NetworkError, NoPathError, PlaceOffNetworkError
from geo.measure.memory import name_of, remembered
from geo.network import explain, geodesy
from geo.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.itinerary import Itinerary
    from geo.model import Catalog, Leg, Mode, Place
    from geo.network.lines import LineNetwork
    from geo.network.path import LonLat, Path

Question = tuple["Mode", tuple["LonLat", ...], tuple[str, ...], bool, float]
_LEGS_KEPT = 512


@dataclass(frozen=True, slots=True)
class Band:
    """A measured or estimated quantity with its spread; the unit is the context's."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True)
class MeasuredLeg:
    """One leg on its network.

    Attributes
    ----------
    leg
        What was asked.
    path
        Line, length, countries and events.
    distance_km
        Length along the network with its error band. [km]
    great_circle_km
        Geodesic from the leg's start to its end, the floor of any way. [km]
    """

    leg: Leg
    path: Path
    distance_km: Band
    great_circle_km: float

    @property
    def patches(self) -> tuple[str, ...]:
        """Patch links that stand in for lines which the network's source lacks."""
        return tuple(dict.fromkeys(s.patch for s in self.path.stretches if s.patch))

    @property
    def patch_km(self) -> float:
        """Length on patch links, in km."""
        return sum(s.distance_km for s in self.path.stretches if s.patch)


@dataclass(frozen=True, slots=True)
class MeasuredItinerary:
    """A whole way: its legs and their sum, in km."""

    itinerary: Itinerary
    legs: tuple[MeasuredLeg, ...]
    distance_km: Band


def measure(catalog: Catalog, itinerary: Itinerary) -> MeasuredItinerary:
    """Measure every leg of a way.

    Returns
    -------
    MeasuredItinerary
        The sum's band adds the legs' bands: errors of one network lean the same way, so they are
        not assumed to cancel.

    Raises
    ------
    NetworkError
        If a place lies too far from any line or two places are not joined; named by place.
    """
    planned = _may_be_planned(catalog, itinerary)
    legs = tuple(measure_leg(catalog, leg, allow_planned=planned) for leg in itinerary.legs)
    return MeasuredItinerary(itinerary, legs, total(legs))


def total(legs: Sequence[MeasuredLeg]) -> Band:
    """Sum lengths, and their bands end by end, in km."""
    return Band(
        sum(leg.distance_km.low for leg in legs),
        sum(leg.distance_km.mid for leg in legs),
        sum(leg.distance_km.high for leg in legs),
    )


def measure_leg(catalog: Catalog, leg: Leg, *, allow_planned: bool = False) -> MeasuredLeg:
    """Measure one leg; see :func:`measure`."""
    stops = _stops(catalog, leg)
    asked = question(catalog, leg, allow_planned=allow_planned)
    try:
        path = _leg_path(*asked)
    except NetworkError as error:
        names = " – ".join(stop.name.en for stop in stops)
        message = f"{leg.mode} leg {names}: {_named(str(error), stops)}"
        raise type(error)(message) from error
    _check_snaps(leg, stops, path)
    floor_km = _geodesic_km(asked[1][0], asked[1][-1])
    return MeasuredLeg(leg, path, error_band(leg.mode, path.distance_km), floor_km)


def _named(text: str, stops: list[Place]) -> str:
    """Name the places whose positions an explanation gives."""
    for stop in stops:
        where = explain.position((stop.lon, stop.lat))
        text = text.replace(where, f"{stop.name.en} {where}")
    return text


def _stops(catalog: Catalog, leg: Leg) -> list[Place]:
    return [catalog.places[name] for name in (leg.start, *leg.via, leg.end)]


def question(catalog: Catalog, leg: Leg, *, allow_planned: bool = False) -> Question:
    """Give all that a leg's path depends on besides the networks."""
    stops = _stops(catalog, leg)
    points = tuple((stop.lon, stop.lat) for stop in stops)
    tolerance_km = max(_tolerance_km(stop) for stop in stops)
    return leg.mode, points, leg.avoid, allow_planned, tolerance_km


def every_leg(catalog: Catalog, itineraries: Iterable[Itinerary]) -> dict[str, Path]:
    """Measure the legs of many ways anew, whatever was measured before; each by its name."""
    asked = {
        question(catalog, leg, allow_planned=_may_be_planned(catalog, way))
        for way in itineraries
        for leg in way.legs
    }
    paths = {name_of(one): _measured(*one) for one in asked}
    return dict(sorted(paths.items()))


def _may_be_planned(catalog: Catalog, way: Itinerary) -> bool:
    return catalog.routes[way.route].status == "under-construction"


@lru_cache(maxsize=_LEGS_KEPT)
def _geodesic_km(start: LonLat, end: LonLat) -> float:
    return geodesy.distance_km(start, end)


def error_band(mode: Mode, distance_km: float) -> Band:
    """Widen a measured length by its mode's error quantiles, in km."""
    error = parameters().distance_error[mode]
    return Band(
        distance_km / (1 + error.p90 / 100), distance_km, distance_km / (1 + error.p10 / 100)
    )


def _tolerance_km(place: Place) -> float:
    return place.snap_tolerance_km or parameters().value("snap_tolerance_km")


def _check_snaps(leg: Leg, stops: list[Place], path: Path) -> None:
    for stop, snap_km in zip(stops, path.snap_km, strict=True):
        tolerance_km = _tolerance_km(stop)
        if snap_km > tolerance_km:
            message = (
                f"{stop.name.en} lies {snap_km:,.1f} km from the nearest {leg.mode} line of the "
                f"way; its tolerance is {tolerance_km:g} km. Correct lon and lat, or set "
                "snap_tolerance_km of the place if the line really runs that far off."
            )
            raise PlaceOffNetworkError(message)


@lru_cache(maxsize=_LEGS_KEPT)
def _leg_path(
    mode: Mode,
    points: tuple[LonLat, ...],
    avoid: tuple[str, ...],
    allow_planned: bool,  # noqa: FBT001 - the cache's key is by position
    tolerance_km: float,
) -> Path:
    asked = (mode, points, avoid, allow_planned, tolerance_km)
    return remembered(asked, lambda: _measured(*asked))


def _measured(
    mode: Mode,
    points: tuple[LonLat, ...],
    avoid: tuple[str, ...],
    allow_planned: bool,  # noqa: FBT001 - as the question has it
    tolerance_km: float,
) -> Path:
    return network_path(mode, points, avoid, allow_planned=allow_planned, tolerance_km=tolerance_km)


def network_path(
    mode: Mode,
    points: tuple[LonLat, ...],
    avoid: tuple[str, ...] = (),
    *,
    allow_planned: bool = False,
    tolerance_km: float | None = None,
) -> Path:
    """Ask a mode's network for the way from, via and to the points.

    Parameters
    ----------
    points
        Longitude and latitude. [deg]
    avoid
        Country codes on rail and road, passages at sea.
    allow_planned
        Whether links under construction may be used.
    tolerance_km
        How far a point may lie from the line; None: as far as the network allows.
    """
    for start, end in pairwise(points):
        if start == end:
            message = "the way names the same position twice in a row; remove one"
            raise NoPathError(message)
    if mode in ("sea", "ferry"):
        from geo.network import sea

        return sea.path(points, avoid=avoid, tolerance_km=tolerance_km)
    if mode == "rail":
        from geo.network.rail import rail

        network: LineNetwork = rail()
    else:
        from geo.network.road import road

        network = road()
    return network.path(
        points, avoid_countries=avoid, allow_planned=allow_planned, tolerance_km=tolerance_km
    )
