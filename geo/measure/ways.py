"""Ways between bare positions by any mode, with what they keep out of and their alternatives."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.errors import NoPathError
from geo.measure.gazetteer import AFLOAT, Avoided
from geo.network import mixed, sea
from geo.network.alternatives import alternatives
from geo.network.question import Closed
from geo.network.rail import rail
from geo.network.road import road
from geo.network.way import Part, Way

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.network.lines import LineNetwork
    from geo.network.path import LonLat, Path

MODES = ("rail", "sea", "ferry", "road", "mixed")


def find_ways(
    mode: str,
    points: Sequence[LonLat],
    *,
    avoided: Avoided | None = None,
    allow: Collection[str] = (),
    count: int = 1,
) -> list[Way]:
    """Find the shortest way and, if more are asked for, others that really differ.

    Parameters
    ----------
    mode
        One of `MODES`; ``mixed`` goes by rail and, between named ports, by ship.
    points
        From, via…, to; longitude and latitude. [deg]
    avoided
        What the way keeps out of; see `Gazetteer.avoided`.
    allow
        Passages at sea that are closed unless asked for, such as ``volga-don``.
    count
        How many ways to find at most.

    Returns
    -------
    list of Way
        The shortest first; fewer than asked for where no more differ.

    Raises
    ------
    NetworkError
        If there is no way.
    InputError
        If a passage is unknown.
    """
    for start, end in pairwise(points):
        if start == end:
            message = "the way names the same position twice in a row; remove one"
            raise NoPathError(message)
    avoided = avoided or Avoided()
    passages = sea.closed_passages(avoided.passages, allow)
    if mode in AFLOAT:
        closed = Closed(passages, avoided.places)
        return _ways(mode, sea.alternatives(points, closed, count, allow))
    land = Closed(avoided.countries, avoided.places)
    if mode == "mixed":
        return mixed.ways(points, mixed.Limits(land, passages, avoided.ports), count)
    network: LineNetwork = rail() if mode == "rail" else road()
    question = network.ask(points, land)
    try:
        best = network.answer(question)
    except NoPathError as error:
        if mode != "rail":
            raise
        message = f"{error}. By rail and ship: the mode 'mixed'"
        raise NoPathError(message) from None
    return _ways(mode, alternatives(network, question, best, count))


def _ways(mode: str, paths: Sequence[Path]) -> list[Way]:
    return [Way((Part(mode, path),)) for path in paths]
