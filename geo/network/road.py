"""The road network: ``road().path([(lon, lat), …])``."""

from __future__ import annotations

from functools import cache

from geo.network.lines import LineNetwork


class RoadNetwork(LineNetwork):
    """Road lines of ``geo/data/road.npz``."""

    file = "road.npz"
    noun = "road"


@cache
def road() -> RoadNetwork:
    """Load the road network once a process."""
    return RoadNetwork.load()
