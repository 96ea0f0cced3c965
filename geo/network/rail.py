"""The rail network: ``rail().path([(lon, lat), …])``."""

from __future__ import annotations

from functools import cache

from geo.network.lines import LineNetwork


class RailNetwork(LineNetwork):
    """Rail lines of ``geo/data/rail.npz``."""

    file = "rail.npz"
    noun = "railway"


@cache
def rail() -> RailNetwork:
    """Load the rail network once a process."""
    return RailNetwork.load()
