"""The parts of a leg in one country, and the gauge breaks that a train really meets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.measure.distance import MeasuredLeg
    from geo.network.path import Event

SHIPS = ("sea", "ferry")
_SAME_KM = 0.01  # sums of the same lengths in another order differ by less


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a leg in one country, in km from the leg's start."""

    country: str
    start_km: float
    end_km: float
    point: int


def runs_of(leg: MeasuredLeg, excursion_km: float, breaks_km: Sequence[float] = ()) -> list[Run]:
    """Merge a leg's stretches by country, parted where the gauge changes.

    Parameters
    ----------
    excursion_km
        A shorter part of a leg in another country counts as the country around it. [km]
    breaks_km
        Where the gauge changes, from the leg's start. [km]

    Returns
    -------
    list of Run
        Without a gap; a ship sails in no country.
    """
    path = leg.path
    if leg.leg.mode in SHIPS or not path.stretches:
        return [Run("", 0.0, path.distance_km, 0)]
    known = [s.country for s in path.stretches if s.country] or [""]
    parts: list[tuple[str, float, int]] = []
    country = known[0]
    for stretch in path.stretches:
        country = stretch.country or country
        parts.append((country, stretch.distance_km, stretch.start))
    merged = _merged(parts)
    inner = list(zip(merged, merged[1:], merged[2:], strict=False))
    brief = {id(part) for a, part, b in inner if a[0] == b[0] and part[1] < excursion_km}
    home = [
        (merged[i - 1][0] if id(part) in brief else part[0], part[1], part[2])
        for i, part in enumerate(merged)
    ]
    runs = list(_cumulated(_merged(home)))
    for part in _cumulated(parts):
        if any(abs(at_km - part.start_km) < _SAME_KM for at_km in breaks_km):
            runs = [piece for run in runs for piece in _parted(run, part)]
    return runs


def _parted(run: Run, at: Run) -> list[Run]:
    """Part a run where another one starts, unless that is outside it or at its very end."""
    if not run.start_km + _SAME_KM < at.start_km < run.end_km - _SAME_KM:
        return [run]
    return [replace(run, end_km=at.start_km), replace(run, start_km=at.start_km, point=at.point)]


def _merged(parts: list[tuple[str, float, int]]) -> list[tuple[str, float, int]]:
    merged: list[tuple[str, float, int]] = []
    for country, km, point in parts:
        if merged and merged[-1][0] == country:
            merged[-1] = (country, merged[-1][1] + km, merged[-1][2])
        else:
            merged.append((country, km, point))
    return merged


def _cumulated(parts: list[tuple[str, float, int]]) -> Iterator[Run]:
    at_km = 0.0
    for country, km, point in parts:
        yield Run(country, at_km, at_km + km, point)
        at_km += km


def gauge_breaks(leg: MeasuredLeg, excursion_km: float) -> list[Event]:
    """Drop breaks that undo each other within a short way: a line of the other gauge beside."""
    breaks = [event for event in leg.path.events if event.kind == "gauge-break"]
    kept: list[Event] = []
    for event in breaks:
        near = kept and event.at_km - kept[-1].at_km < excursion_km
        if near and event.after == kept[-1].before:
            kept.pop()
        else:
            kept.append(event)
    return kept
