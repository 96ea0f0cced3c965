"""Ways when countries or sea passages are closed: unchanged, led round, or closed with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.countries import countries
from geo.errors import ClosedError, NetworkError
from geo.measure.distance import MeasuredItinerary, measure, measure_leg, total
from geo.measure.runs import SHIPS, runs_of
from geo.measure.scenario import CASPIAN, name_of_closure
from geo.model import PASSAGES
from geo.parameters import parameters

if TYPE_CHECKING:
    from geo.itinerary import Itinerary
    from geo.measure.distance import MeasuredLeg
    from geo.model import Catalog

_SAME_KM = 0.5  # the same lanes searched with another mask: rounding only
_CASPIAN_DEG = (46.0, 36.0, 56.0, 48.0)  # no other navigable water lies in this box


@dataclass(frozen=True, slots=True)
class Opened:
    """A way that keeps out of what is closed.

    Attributes
    ----------
    notes
        One sentence for each leg that had to be led round.
    """

    way: MeasuredItinerary
    notes: tuple[str, ...]


def measure_open(catalog: Catalog, itinerary: Itinerary, closures: tuple[str, ...]) -> Opened:
    """Measure a way while some countries and passages are closed.

    A leg that uses none of them stays as it is. Another one is led round them where its network
    offers a way that is not too long; ``via`` places in a closed country are given up.

    Parameters
    ----------
    closures
        As in :class:`geo.measure.scenario.Scenario`.

    Raises
    ------
    ClosedError
        If a leg has no other way: which leg, what is closed there, and what is left.
    NetworkError
        As :func:`geo.measure.distance.measure`.
    """
    usual = measure(catalog, itinerary)
    planned = catalog.routes[itinerary.route].status == "under-construction"
    detours = [_Detour(catalog, leg, closures, planned) for leg in usual.legs]
    legs = [detour.open() for detour in detours]
    notes = tuple(detour.note for detour in detours if detour.note)
    if not notes:
        return Opened(usual, ())
    whole = MeasuredItinerary(
        itinerary.model_copy(update={"legs": tuple(leg.leg for leg in legs)}),
        tuple(legs),
        total(legs),
    )
    return Opened(whole, notes)


class _Detour:
    """One leg under closures; ``note`` says how it was led round, if it was."""

    def __init__(
        self,
        catalog: Catalog,
        leg: MeasuredLeg,
        closures: tuple[str, ...],
        planned: bool,  # noqa: FBT001 - one flag
    ) -> None:
        self.catalog, self.usual, self.closed, self.planned = catalog, leg, closures, planned
        self.leg = leg.leg
        ends = (catalog.places[place].name.en for place in (self.leg.start, self.leg.end))
        self.words = f"The {self.leg.mode} leg {' – '.join(ends)}"
        self.note = ""

    def open(self) -> MeasuredLeg:
        """Give the leg itself, or its way round."""
        for place_id in (self.leg.start, self.leg.end):
            place = self.catalog.places[place_id]
            if place.country in self.closed:
                named = name_of_closure(place.country)
                raise ClosedError(
                    f"{self.words} is closed: {place.name.en} lies in {named}, which is closed."
                )
        return self._at_sea() if self.leg.mode in SHIPS else self._on_land()

    def _at_sea(self) -> MeasuredLeg:
        if CASPIAN in self.closed and _in_caspian(self.usual):
            raise ClosedError(f"{self.words} is closed: it crosses the Caspian, which is closed.")
        passages = [c for c in self.closed if c in PASSAGES]
        used = [p for p in passages if not self._same(self._measured((p,), self.leg.via))]
        if not used:
            return self.usual
        found = self._measured(tuple(passages), self.leg.via)
        if found is None:
            named = _named(used)
            raise ClosedError(f"{self.words} is closed: no way by sea is left without {named}.")
        self._tell(found, used)
        return found

    def _on_land(self) -> MeasuredLeg:
        passed = _countries(self.usual)
        used = [c for c in self.closed if c in passed]
        if not used:
            return self.usual
        closed = tuple(c for c in self.closed if c in countries())
        via = tuple(v for v in self.leg.via if self.catalog.places[v].country not in closed)
        ways = [self._measured(closed, some) for some in dict.fromkeys((via, ()))]
        found = min(filter(None, ways), key=lambda way: way.path.distance_km, default=None)
        lead = f"{self.words} is closed: it runs through {_named(used)}"
        if found is None:
            raise ClosedError(f"{lead}, and no other {self.leg.mode} line joins the two places.")
        longer = found.path.distance_km / self.usual.path.distance_km
        if longer > parameters().value("detour_ratio"):
            raise ClosedError(
                f"{lead}, and the only other way by {self.leg.mode} is {longer:.1f} times as long "
                f"({found.path.distance_km:,.0f} km by {' '.join(found.path.countries)})."
            )
        self._tell(found, used)
        return found

    def _measured(self, avoid: tuple[str, ...], via: tuple[str, ...]) -> MeasuredLeg | None:
        all_avoided = tuple(dict.fromkeys((*self.leg.avoid, *avoid)))
        other = self.leg.model_copy(update={"avoid": all_avoided, "via": via})
        try:
            return measure_leg(self.catalog, other, allow_planned=self.planned)
        except NetworkError:
            return None

    def _same(self, other: MeasuredLeg | None) -> bool:
        if other is None:
            return False
        return abs(other.path.distance_km - self.usual.path.distance_km) < _SAME_KM

    def _tell(self, found: MeasuredLeg, used: list[str]) -> None:
        self.note = (
            f"{self.words} keeps out of {_named(used)}: {found.path.distance_km:,.0f} km instead "
            f"of {self.usual.path.distance_km:,.0f} km."
        )


def _named(closed: list[str]) -> str:
    return " and ".join(map(name_of_closure, closed))


def _countries(leg: MeasuredLeg) -> set[str]:
    """Give the countries that a leg by land really passes, without grazed corners."""
    return {run.country for run in runs_of(leg, parameters().model["excursion_km"].mode)}


def _in_caspian(leg: MeasuredLeg) -> bool:
    west, south, east, north = _CASPIAN_DEG
    lon, lat = leg.path.lonlat.T
    return bool(((west < lon) & (lon < east) & (south < lat) & (lat < north)).all())
