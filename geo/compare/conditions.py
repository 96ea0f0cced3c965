"""Which assumptions decide between the readings of a claim: the fewest that make all agree."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from geo.compare.sentences import name_of_way
from geo.measure.board import Way
from geo.wording import name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.compare.readings import Reading
    from geo.model import Catalog

Assumption = tuple[str, str]
"""What is assumed (``destination``, ``baseline``, …), and its value."""

Group = tuple[Assumption, ...]
"""Assumptions made together."""

_MOST = 3
_ALTERNATIVES = 3


def assumptions(reading: Reading) -> tuple[Assumption, ...]:
    """Give what a reading assumes, the weightiest first."""
    way, base = reading.way, reading.baseline
    if way is None:
        both = (("fact", reading.fact), ("baseline fact", reading.base_fact))
        return tuple((key, value) for key, value in both if value)
    found = [("destination", way.destination or ""), ("route", way.route)]
    if base is not None:
        found.insert(1, ("baseline", base.route))
        found.append(("baseline variant", f"{base.route}/{base.variant or ''}"))
    found += [("origin", way.origin or ""), ("variant", f"{way.route}/{way.variant or ''}")]
    return tuple(found)


def deciding(readings: Sequence[Reading]) -> tuple[Group, ...]:
    """Find the fewest assumptions under which every reading agrees.

    Of several of equal number, the one that the most agreeing readings make comes first; further
    ones follow as long as they add agreeing readings.

    Returns
    -------
    tuple of tuple of Assumption
        Empty when all readings agree, none does, or no three assumptions part them.
    """
    if all(reading.agrees for reading in readings):
        return ()
    telling = _telling(readings)
    made = [(r.agrees, [a for a in assumptions(r) if a in telling]) for r in readings]
    for size in range(1, _MOST + 1):
        every: Counter[Group] = Counter()
        agreeing: Counter[Group] = Counter()
        for agrees, found in made:
            for group in combinations(found, size):
                every[group] += 1
                agreeing[group] += agrees
        pure = [group for group, count in agreeing.items() if count and count == every[group]]
        if pure:
            return tuple(_chosen(pure, [set(found) for agrees, found in made if agrees]))
    return ()


def _chosen(pure: list[Group], agreeing: list[set[Assumption]]) -> Iterator[Group]:
    """Pick the groups that cover the most of what is left, one after another."""
    left = agreeing
    for _ in range(_ALTERNATIVES):
        best = max(pure, key=lambda group: sum(made.issuperset(group) for made in left))
        rest = [made for made in left if not made.issuperset(best)]
        if len(rest) == len(left):
            return
        yield best
        left = rest


def _telling(readings: Sequence[Reading]) -> set[Assumption]:
    """Give the assumptions that not all readings make."""
    counts = Counter(a for reading in readings for a in assumptions(reading))
    return {assumption for assumption, count in counts.items() if count < len(readings)}


def in_words(catalog: Catalog, groups: Sequence[Group]) -> str:
    """Say groups of assumptions in words, as alternatives; what all share is said once."""
    shared = set(groups[0]).intersection(*groups[1:])
    first = [_words(catalog, *each) for each in groups[0] if each in shared]
    rest = [
        " and ".join(_words(catalog, *each) for each in group if each not in shared)
        for group in groups
    ]
    return " and ".join([*first, *([", or ".join(rest)] if any(rest) else [])])


def meets(reading: Reading, groups: Sequence[Group]) -> bool:
    """Say whether a reading makes all assumptions of one of the groups."""
    made = set(assumptions(reading))
    return any(made.issuperset(group) for group in groups)


def _words(catalog: Catalog, key: str, value: str) -> str:
    if key in ("destination", "origin"):
        return f"the {key} is {name(catalog, value)}"
    if key in ("baseline", "route"):
        return f"the {key} is “{name(catalog, value)}”"
    if key.endswith("variant"):
        route, _, variant = value.partition("/")
        role = "baseline" if key.startswith("baseline") else "route"
        return f"the {role} is {name_of_way(catalog, Way(route, variant or None))}"
    fact = catalog.facts[value]
    return f"the published figure is that of “{fact.source.title}” for {fact.year or 'any year'}"
