"""Sea and ferry lines: searoute's lanes, compiled like the other networks.

Measuring on the compiled lanes instead of calling searoute starts in milliseconds, joins a port to
the nearest point of a lane instead of its nearest node, and sums geodesics on WGS 84.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import InputError, NoPathError
from geo.network import geodesy
from geo.network.alternatives import by_closing
from geo.network.lines import LineNetwork
from geo.network.path import Path, Stretch
from geo.network.question import Closed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.network.path import LonLat

PASSAGES = {
    "suez": "suez",
    "panama": "panama",
    "bosporus": "bosporus",
    "bosphorus": "bosporus",
    "dardanelles": "dardanelles",
    "hormuz": "ormuz",
    "ormuz": "ormuz",
    "babelmandeb": "babalmandab",
    "babalmandab": "babalmandab",
    "malacca": "malacca",
    "sunda": "sunda",
    "gibraltar": "gibraltar",
    "northwest": "northwest",
    "bering": "bering",
    "magellan": "chili",
    "chili": "chili",
    "cape": "south_africa",
    "southafrica": "south_africa",
    "volgadon": "volga-don",
}
"""Names that ``avoid`` takes, in small letters without blanks and signs, to searoute's."""

PANAMA, VOLGA_DON = "panama", "volga-don"

CLOSED = frozenset({"northwest", VOLGA_DON})
"""Passages closed unless ``allow`` opens them: ice, or locks that ocean ships can't use."""


class SeaNetwork(LineNetwork):
    """Lanes of ``geo/data/sea.npz``; the place of a country is taken by the passage."""

    file = "sea.npz"
    noun = "shipping lane"
    snap = "sea_snap"
    area = "passage"
    shut = Closed(CLOSED)
    connectors_count = True


@cache
def sea() -> SeaNetwork:
    """Load the lanes once a process."""
    return SeaNetwork.load()


def passage(name: str) -> str:
    """Translate a passage's name to searoute's.

    Raises
    ------
    InputError
        If the passage is unknown.
    """
    key = "".join(letter for letter in name.lower() if letter.isalpha())
    if key not in PASSAGES:
        raise InputError(f"unknown passage {name!r}; known are {', '.join(sorted(PASSAGES))}")
    return PASSAGES[key]


def path(
    points: Sequence[LonLat],
    *,
    avoid: Collection[str] = (),
    allow: Collection[str] = (),
    tolerance_km: float | None = None,
) -> Path:
    """Find the shortest way by sea through points in order.

    Parameters
    ----------
    points
        From, via…, to; each lon, lat. [deg]
    avoid
        Passages to close, by any name in `PASSAGES`.
    allow
        Passages to open that are closed unless asked for: those of `CLOSED`, and Panama between
        ports whose shortest way, with nothing closed, does not use it (`_preferred`).
    tolerance_km
        How far a point may lie from the nearest lane; without it, ``sea_snap.tolerance_km``.

    Returns
    -------
    Path
        The line starts and ends at the ports themselves: the connectors from port to lane are
        drawn and are part of ``distance_km``; ``snap_km`` gives their lengths.

    Raises
    ------
    PlaceOffNetworkError
        If a point lies farther than the tolerance from every lane.
    NoPathError
        If no lane joins two points, or every way uses a closed passage.
    """
    closed = Closed(closed_passages(avoid, allow))
    return _from_port_to_port(points, _preferred(points, closed, allow, tolerance_km))


def closed_passages(avoid: Collection[str], allow: Collection[str] = ()) -> frozenset[str]:
    """Name what is closed as searoute does: `CLOSED`, less what is allowed, and what is avoided.

    Raises
    ------
    InputError
        If a passage is unknown.
    """
    return (CLOSED - {passage(name) for name in allow}) | {passage(name) for name in avoid}


def alternatives(
    points: Sequence[LonLat], closed: Closed, count: int, allow: Collection[str] = ()
) -> list[Path]:
    """Find the shortest way by sea, and others that differ by the passages they take.

    The passages of each way found are closed one by one; what then is the shortest way counts when
    it shares little with those before (:mod:`geo.network.alternatives`).

    Parameters
    ----------
    closed
        Passages that no way may take (see `closed_passages`), and places that none may pass.
    count
        How many ways to find at most.
    allow
        As for `path`; what else it opens, ``closed`` says already.

    Raises
    ------
    PlaceOffNetworkError
        If a point lies too far from every lane, or every lane near it is closed.
    NoPathError
        If there is no way at all.
    """

    def find(closures: Closed) -> tuple[Path, list[Closed]]:
        lane = _preferred(points, closures, allow, None)
        following = [closures.without(name) for name in dict.fromkeys(lane.countries)]
        return _from_port_to_port(points, lane), following

    return by_closing(closed, find, count)


def _from_port_to_port(points: Sequence[LonLat], lane: Path) -> Path:
    """Add the connectors from the ports to their lanes, as part of the length."""
    ends = np.array([points[0], points[-1]], dtype=np.float64)
    line = np.concatenate([ends[:1], lane.lonlat, ends[1:]])
    fresh = np.append(True, (np.diff(line, axis=0) != 0).any(axis=1))
    line = geodesy.unwrap(line[fresh])
    total = lane.distance_km + lane.snap_km[0] + lane.snap_km[-1]
    # a ship keeps its gauge and meets no border that a timetable would know
    whole = Stretch("", None, _patch(lane), total, 0, len(line) - 1)
    return replace(lane, lonlat=line, distance_km=total, stretches=(whole,), events=())


def _preferred(
    points: Sequence[LonLat], closed: Closed, allow: Collection[str], tolerance_km: float | None
) -> Path:
    """Take the shortest way, by Panama's locks only where they are on the usual one.

    Ships between Asia and Europe go round the Cape when Suez is closed, though Panama is up to
    1,000 km shorter (Pub. 151): its locks take fewer and smaller ships. Whether they are used is
    decided with nothing closed, so that closing more never makes a way shorter.
    """
    usual = Closed(CLOSED)
    hints = []
    if VOLGA_DON in closed.countries:
        hints.append("only river-sea ships pass the Volga-Don canal: allow volga-don")
    allowed = PANAMA in {passage(name) for name in allow}
    if closed != usual and PANAMA not in closed.countries and not allowed:
        try:
            by_panama = PANAMA in sea().answer(sea().ask(points, usual, tolerance_km)).countries
        except NoPathError:
            by_panama = True  # no usual way: what the question opens leads there
        if not by_panama:
            closed = closed.without(PANAMA)
            hints.append("ships between these ports do not usually pass Panama: allow panama")
    try:
        return sea().answer(sea().ask(points, closed, tolerance_km))
    except NoPathError as error:
        message = f"{error} ({'; '.join(hints)})" if hints else str(error)
        raise NoPathError(message) from None


def _patch(lane: Path) -> str | None:
    """Name the connector of ``geo/data/patches.yaml`` that the way uses, if any."""
    used = [stretch.patch for stretch in lane.stretches if stretch.patch]
    return ", ".join(dict.fromkeys(used)) or None
