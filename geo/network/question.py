"""What a network is asked: the points of a way, and what it keeps out of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geo.network.path import LonLat
    from geo.network.search import Graph
    from geo.network.snap import Feet

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Closed:
    """What a way keeps out of.

    Attributes
    ----------
    countries
        ISO 3166-1 alpha-2 codes; at sea, names of passages.
    places
        Positions that no line of the way may pass. [deg]
    planned
        Whether links that are not open yet are closed.
    """

    countries: frozenset[str] = frozenset()
    places: tuple[LonLat, ...] = ()
    planned: bool = True

    def without(self, country: str) -> Closed:
        """Close one country, or passage, more."""
        return replace(self, countries=self.countries | {country})


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A way that is looked for on one network.

    Attributes
    ----------
    points
        From, via…, to; longitudes within 180. [deg]
    closed
        What the way keeps out of.
    graph
        The open part of the network.
    open_edges
        Whether each edge may be used, shape (m,).
    found
        Where each point may join the network.
    charge
        What each of these feet costs in the search, point by point. [km]
    access
        The part of it that counts as length, point by point; see `geo.network.access`. [km]
    """

    points: tuple[LonLat, ...]
    closed: Closed
    graph: Graph
    open_edges: NDArray[np.bool_]
    found: tuple[Feet, ...]
    charge: tuple[Floats, ...]
    access: tuple[Floats, ...]
