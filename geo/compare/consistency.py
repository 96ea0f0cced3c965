"""Whether the figures of one article fit together, without any measurement.

Each finding names the claims that can't all hold, and says why in words. A figure that can't hold
by itself (a share above one) is a finding of one claim.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

from geo.compare.hedges import asserted
from geo.compare.spans import (
    apart,
    common_unit,
    converted,
    minus,
    over,
    same_ends,
    same_subject,
    same_time,
    span_of,
)
from geo.parameters import parameters
from geo.wording import number, quantity, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.compare.spans import Span
    from geo.model import Catalog, Claim, Metric, Mode
    from geo.parameters import Width

_HOURS_PER_DAY = 24


@dataclass(frozen=True, slots=True)
class Finding:
    """Claims of one source that can't all hold, and why, as the end of a sentence."""

    claims: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim with its interval, as numbers in the unit common to its kind."""

    key: str
    claim: Claim
    span: Span

    @property
    def words(self) -> str:
        low, high = (None if math.isinf(end) else end for end in self.span)
        return quantity(self.claim.model_copy(update={"unit": self.unit}), low, high)

    @property
    def unit(self) -> str:
        return common_unit(self.claim)


def findings(catalog: Catalog, source: str, hedges: Width = "usual") -> tuple[Finding, ...]:
    """Find what does not fit together in one source."""
    said = list(_said(catalog, source, hedges))
    return (
        *(f for one in said for f in _alone(one)),
        *_wholes(said),
        *(f for alike in _alike(said) for pair in combinations(alike, 2) for f in _twice(*pair)),
        *(f for pair in _crossed(said, "distance", "duration") for f in _speed(catalog, *pair)),
        *(f for pair in _crossed(said, "traffic", "capacity") for f in _overfull(*pair)),
        *_changes(said),
    )


def _alike(said: list[_Said]) -> Iterable[list[_Said]]:
    """Group claims on the same quantity, in the same form, of the same thing."""
    groups: defaultdict[object, list[_Said]] = defaultdict(list)
    for one in said:
        claim = one.claim
        groups[claim.metric, claim.form, claim.facility, frozenset(claim.route)].append(one)
    return groups.values()


def _crossed(said: list[_Said], first: Metric, second: Metric) -> Iterable[tuple[_Said, _Said]]:
    """Pair the totals of one quantity with those of another."""
    plain = [one for one in said if one.claim.form == "absolute"]
    one, other = ([o for o in plain if o.claim.metric == metric] for metric in (first, second))
    return product(one, other)


def _said(catalog: Catalog, source: str, hedges: Width) -> Iterator[_Said]:
    for key, claim in catalog.claims.items():
        interval = asserted(claim, hedges) if claim.source == source else None
        if interval is None:
            continue
        span_ = converted(span_of(interval), claim, common_unit(claim))
        if span_ is not None:
            yield _Said(key, claim, span_)


def _alone(one: _Said) -> Iterator[Finding]:
    claim = one.claim
    stated = max(abs(n) for n in (claim.low, claim.high) if n is not None)
    if claim.metric == "share" and claim.form == "absolute" and stated > 1:
        yield Finding((one.key,), f"a share of {one.words} is more than the whole")
    if claim.form == "ratio" and one.span[1] <= -1:
        yield Finding((one.key,), f"nothing can be {one.words}")


def _wholes(said: list[_Said]) -> Iterator[Finding]:
    """Find shares of different things that sum to more than the whole."""
    shares = [one for one in said if one.claim.metric == "share" and one.claim.form == "absolute"]
    for first in shares:
        group: dict[object, _Said] = {}
        for other in shares:
            alike = same_ends(first.claim, other.claim) and same_time(first.claim, other.claim)
            if alike and first.claim.scope.baseline == other.claim.scope.baseline:
                group.setdefault((other.claim.route, other.claim.facility), other)
        least = sum(max(one.span[0], 0) for one in group.values())
        if len(group) > 1 and least > 1 and not math.isclose(least, 1):
            keys = tuple(one.key for one in group.values())
            if first.key == keys[0]:
                words = " and ".join(one.words for one in group.values())
                yield Finding(keys, f"shares of {words} sum to at least {number(least * 100)} %")


def _twice(one: _Said, other: _Said) -> Iterator[Finding]:
    """Find two figures on the same thing that don't meet."""
    a, b = one.claim, other.claim
    if not (same_ends(a, b) and same_time(a, b) and a.scope.baseline == b.scope.baseline):
        return
    second = converted(other.span, b.model_copy(update={"unit": other.unit}), one.unit)
    if second is not None and apart(one.span, second):
        yield Finding((one.key, other.key), f"it gives both {one.words} and {other.words}")


def _speed(catalog: Catalog, length: _Said, time: _Said) -> Iterator[Finding]:
    """Find a length and days of the same way whose speed no vehicle of its modes has."""
    a, b = length.claim, time.claim
    if not (same_subject(a, b) and same_ends(a, b)):
        return
    if (length.unit, time.unit) != ("km", "day"):
        return
    hours = (time.span[0] * _HOURS_PER_DAY, time.span[1] * _HOURS_PER_DAY)
    low, high = over(length.span, hours)
    both = set(a.route) & set(b.route)
    modes = {leg.mode for route in both for leg in catalog.routes[route].legs}
    bounds = [_possible(mode) for mode in modes]
    if not bounds:
        return
    slowest, fastest = min(b[0] for b in bounds), max(b[1] for b in bounds)
    if low > fastest or high < slowest:
        pace = span(low, None if math.isinf(high) else high)
        limit = f"at most {number(fastest)}" if low > fastest else f"at least {number(slowest)}"
        by = " and ".join(sorted(modes))
        yield Finding(
            (length.key, time.key),
            f"{length.words} in {time.words} is {pace} km/h, and freight by {by} goes {limit}",
        )


def _possible(mode: Mode) -> tuple[float, float]:
    record = parameters().settings[f"possible_speed_kmh.{mode}"]
    return record.low, record.high


def _overfull(moved: _Said, room: _Said) -> Iterator[Finding]:
    """Find traffic above the capacity that the same source gives."""
    a, b = moved.claim, room.claim
    if not (same_subject(a, b) and same_time(a, b)):
        return
    second = converted(room.span, b.model_copy(update={"unit": room.unit}), moved.unit)
    if second is not None and moved.span[0] > second[1]:
        yield Finding(
            (moved.key, room.key), f"traffic of {moved.words} exceeds a capacity of {room.words}"
        )


def _changes(said: list[_Said]) -> Iterator[Finding]:
    """Find a stated change that contradicts both ends, which the same source states too."""
    plain = [one for one in said if one.claim.form == "absolute"]
    for change in said:
        claim = change.claim
        against = {entry.partition("/")[0] for entry in claim.scope.baseline or ()}
        if claim.form == "absolute" or len(against) != 1:
            continue
        same = [o for o in plain if o.claim.metric == claim.metric and same_time(o.claim, claim)]
        ends = [o for o in same if same_ends(o.claim, claim)]
        here = [o for o in ends if set(o.claim.route) & set(claim.route)]
        there = [o for o in ends if set(o.claim.route) == against]
        for new in here:
            for old in there:
                yield from _contradiction(change, new, old)


def _contradiction(change: _Said, new: _Said, old: _Said) -> Iterator[Finding]:
    if new.unit != old.unit:
        return
    if change.claim.form == "difference":
        implied = minus(new.span, old.span)
        unit = change.unit
    else:
        quotient = over(new.span, old.span)
        implied, unit = (quotient[0] - 1, quotient[1] - 1), new.unit
    if unit == new.unit and apart(change.span, implied):
        low, high = (None if math.isinf(end) else end for end in implied)
        told = quantity(change.claim.model_copy(update={"unit": change.unit}), low, high)
        yield Finding(
            (change.key, new.key, old.key),
            f"{new.words} against {old.words} is {told}, and it says {change.words}",
        )
