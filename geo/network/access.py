"""Where a journey joins the network when something is closed.

Closing something must never make a journey shorter, and what is measured is the way along the
lines: the distance from a place to its line is told apart. So where a journey joins the network is
decided with nothing closed. When a line is closed that it would begin, end or pass on, it may join
another one as near (`snap.end_radius_km`, `snap.via_radius_km`), and what that spares counts as
length, ``access_km``: the way there along the lines as they usually are, or, between lines that
could have been chosen all along, what the search charges for the farther one
(`snap.end_penalty`, `snap.via_penalty`), whichever is less. With these charges, which do not depend
on what is closed, no way is shorter than the usual one: by the triangle inequality for the first,
since the usual way is the cheapest by the second. Where every line as near is closed there is no
way, and the nearest open line is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.network.advance import advance
from geo.network.settings import parameter
from geo.network.snap import Feet, feet, joined, limit_km

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.network.path import LonLat
    from geo.network.search import Graph

    Floats = NDArray[np.float64]

TIE_KM = 1e-3  # of two ways of one length, the one from where the journey usually begins


@dataclass(frozen=True, slots=True, eq=False)
class Usual:
    """Where a point joins the network with nothing closed.

    Attributes
    ----------
    point
        Longitude and latitude. [deg]
    found
        The feet that it may join by.
    chosen
        The number of the one that the usual way takes.
    radius_km
        How far off other lines count as near. [km]
    reach_km
        How far off a line may lie at all. [km]
    weight
        What a kilometre more from the point to its line costs in the search.
    connector_counts
        Whether the way from the point to its line is part of the length.
    end
        Whether the journey begins or ends here; else it passes.
    """

    point: LonLat
    found: Feet
    chosen: int
    radius_km: float
    reach_km: float
    weight: float
    connector_counts: bool
    end: bool

    def charge(self, found: Feet) -> Floats:
        """Charge for joining by other feet that the search could have chosen [km]."""
        if self.connector_counts:
            return np.asarray(self.weight * found.cost_km)
        farther = found.cost_km - self.found.cost_km[self.chosen]
        return np.asarray(self.weight * np.maximum(farther, 0.0))


def candidates(
    usual: Usual, also: Feet, graph: Graph, standing: NDArray[np.bool_]
) -> tuple[Feet, Floats, Floats]:
    """List where a point may join the network, whatever is closed, with charges.

    Parameters
    ----------
    also
        Feet that the search would choose from where more is open than usual.
    graph, standing
        The network with nothing closed, and whether each of its edges is open, shape (m,).

    Returns
    -------
    found
        Feet.
    charge
        What each costs in the search, shape (k,). [km]
    access
        The part of it that counts as length beside the connector, shape (k,). [km]
    """
    own = joined(usual.found, also)
    own_charge = usual.charge(own)
    limit = min(limit_km(usual.found, usual.radius_km), usual.reach_km)
    near = feet(graph.store, usual.point, limit, standing)
    # the way through a via would go to the usual foot and come back: both count
    turns = 1 if usual.end else 2
    along = turns * advance(graph, own_charge / turns, own, near, usual.point).total + TIE_KM
    found = joined(own, near)
    charge = np.concatenate([own_charge, along])
    if usual.connector_counts:
        return found, charge, charge - found.away_km
    return found, charge, charge


def weight(group: str, *, end: bool) -> float:
    """Look up what a kilometre more from a point to its line costs in the search."""
    return parameter(f"{group}.{'end' if end else 'via'}_penalty")
