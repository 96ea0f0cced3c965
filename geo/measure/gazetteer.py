"""Names that a person may give, and places that an event may be named after."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from geo.countries import countries
from geo.errors import InputError
from geo.network import geodesy, sea
from geo.network.transfers import transfers
from geo.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from geo.model import Place
    from geo.network.path import LonLat

AFLOAT = ("sea", "ferry")
_LANGUAGES = ("en", "zh", "ru")


@dataclass(frozen=True, slots=True)
class Avoided:
    """What a way keeps out of, each name resolved.

    Attributes
    ----------
    countries
        ISO 3166-1 alpha-2 codes.
    passages
        Passages at sea, by a name that `sea.passage` knows.
    places
        Positions that no line may pass. [deg]
    ports
        Ids of transfer places where nothing is transhipped.
    """

    countries: frozenset[str] = frozenset()
    passages: frozenset[str] = frozenset()
    places: tuple[LonLat, ...] = ()
    ports: frozenset[str] = frozenset()


class Gazetteer:
    """Places of a catalog and the ports of the transfer list, by any of their names."""

    def __init__(self, places: Mapping[str, Place] | None = None) -> None:
        self.places = places or {}

    @cached_property
    def _positions(self) -> dict[str, LonLat]:
        found: dict[str, LonLat] = {}
        for port in transfers():
            for name in (port.id, *port.names):
                found[_key(name)] = port.position
        for slug, place in self.places.items():
            names = (getattr(place.name, language) for language in _LANGUAGES)
            for name in (slug, *filter(None, names)):
                found[_key(name)] = place.lon, place.lat
        return found

    def position(self, name: str) -> LonLat | None:
        """Give the position of a place by its id or one of its names; None: not known."""
        return self._positions.get(_key(name))

    def avoided(self, names: Iterable[str], mode: str) -> Avoided:
        """Resolve what a way by a mode keeps out of.

        Parameters
        ----------
        names
            Countries (ISO code or name), passages at sea, or places.
        mode
            At sea there are no countries, on land no passages; ``mixed`` knows both, and takes
            a name that both have for the passage.

        Raises
        ------
        InputError
            If nothing of that name is known, or it means nothing to the mode.
        """
        codes, passages, places, ports = set(), set(), [], set()
        for name in names:
            key = _key(name)
            if mode not in ("rail", "road") and key in sea.PASSAGES:
                passages.add(key)
            elif mode not in AFLOAT and (code := _country(name)):
                codes.add(code)
            elif place := self.position(name):
                places.append(place)
                ports |= {p.id for p in transfers() if key in map(_key, (p.id, *p.names))}
            else:
                raise InputError(self._unknown(name, mode))
        return Avoided(frozenset(codes), frozenset(passages), tuple(places), frozenset(ports))

    def _unknown(self, name: str, mode: str) -> str:
        if _key(name) in sea.PASSAGES:
            return f"{name} is a passage at sea, which a way by {mode} does not take"
        if _country(name):
            return f"the country {name} can't be avoided at sea; name a passage, such as suez"
        known = [*sea.PASSAGES, *self._positions, *_countries()]
        near = get_close_matches(_key(name), known, n=1)
        hint = f"; did you mean {near[0]}?" if near else "."
        return (
            f"nothing is known by the name '{name}'{hint} Give a country (ISO code such as KZ, or "
            "name), a passage at sea, or a place of the catalog"
        )

    def near(self, lon: float, lat: float) -> tuple[str, float] | None:
        """Name the place nearest to a position, border crossings first, and its distance [km]."""
        names, other, positions = self._named
        gaps = geodesy.flat_km(positions, np.broadcast_to((lon, lat), positions.shape))
        within = np.flatnonzero(gaps <= self._match_km)
        if not len(within):
            return None
        best = int(within[np.lexsort((gaps[within], other[within]))[0]])
        return names[best], float(gaps[best])

    @cached_property
    def _named(self) -> tuple[list[str], NDArray[np.bool_], NDArray[np.float64]]:
        """Give names, whether each is no border crossing, and positions, shape (n, 2) [deg]."""
        places = [place for place in self.places.values() if place.kind != "mine"]
        names = [*(place.name.en for place in places), *(port.names[0] for port in transfers())]
        other = [place.kind != "border-crossing" for place in places]
        other += [True] * len(transfers())
        positions = [(place.lon, place.lat) for place in places]
        positions += [port.position for port in transfers()]
        return names, np.array(other), np.array(positions)

    @cached_property
    def _match_km(self) -> float:
        return parameters().model["place_match_km"].mode


def _key(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _countries() -> dict[str, str]:
    return {
        _key(record[language]): code
        for code, record in countries().items()
        for language in _LANGUAGES
        if record.get(language)
    }


def _country(name: str) -> str | None:
    code = name.strip().upper()
    return code if code in countries() else _countries().get(_key(name))
