"""What sources say on one route and quantity: who agrees, who contradicts whom, how much."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.compare.hedges import asserted
from geo.compare.spans import (
    apart,
    common_unit,
    converted,
    same_subject,
    span_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.compare.spans import Span
    from geo.model import Catalog, Claim, Metric
    from geo.parameters import Width

Stand = Literal["agrees", "conflicts", "not comparable"]
Across = Literal["agree", "conflict", "only one"]


@dataclass(frozen=True, slots=True)
class Other:
    """What another source says on the same thing.

    Attributes
    ----------
    claim
        The other source's claim.
    stands
        Whether what both allow meets; ``not comparable`` when they speak of other ends, years,
        baselines or units.
    gap
        How far the other lies off, positive when above; 0 when they meet. [``unit``]
    why
        What keeps the two from being compared; empty when they are.
    """

    claim: str
    stands: Stand
    gap: float
    unit: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """All claims with a figure on one quantity of one route or facility.

    Attributes
    ----------
    conflicts
        Each claim that another one contradicts, with that one; a pair stands once.
    """

    about: str
    metric: Metric
    claims: tuple[str, ...]
    across: Across
    conflicts: tuple[tuple[str, Other], ...]


def others(catalog: Catalog, claim_id: str, hedges: Width = "usual") -> tuple[Other, ...]:
    """Set one claim beside what other sources say on the same route or facility and quantity."""
    return _others(catalog, claim_id, catalog.claims, hedges)


def _others(
    catalog: Catalog, claim_id: str, among: Iterable[str], hedges: Width
) -> tuple[Other, ...]:
    claim = catalog.claims[claim_id]
    if claim.metric == "quality":
        return ()
    return tuple(
        _stand(claim, key, other, hedges)
        for key, other in ((key, catalog.claims[key]) for key in among)
        if other.source != claim.source
        and other.metric == claim.metric
        and same_subject(claim, other)
    )


def across(found: tuple[Other, ...]) -> Across:
    """Sum up: a conflict with one source is a conflict; what can't be compared does not count."""
    stands = {other.stands for other in found}
    if "conflicts" in stands:
        return "conflict"
    return "agree" if "agrees" in stands else "only one"


def meetings(catalog: Catalog, hedges: Width = "usual") -> Iterator[Meeting]:
    """Give every route or facility and quantity that a source gives a figure on."""
    groups: dict[tuple[str, Metric], list[str]] = {}
    for claim_id, claim in catalog.claims.items():
        for about in claim.route or (claim.facility,):
            if claim.metric != "quality" and about is not None:
                groups.setdefault((about, claim.metric), []).append(claim_id)
    for (about, metric), keys in groups.items():
        found = [(key, other) for key in keys for other in _others(catalog, key, keys, hedges)]
        conflicts = tuple(
            (key, other)
            for key, other in found
            if other.stands == "conflicts" and keys.index(key) < keys.index(other.claim)
        )
        summed = across(tuple(other for _, other in found))
        yield Meeting(about, metric, tuple(keys), summed, conflicts)


def _stand(claim: Claim, key: str, other: Claim, hedges: Width) -> Other:
    unit = common_unit(claim)
    mine, theirs = _span(claim, unit, hedges), _span(other, unit, hedges)
    why = _difference_in_kind(claim, other)
    if why or mine is None or theirs is None:
        return Other(key, "not comparable", 0.0, unit, why or "their units don't compare")
    gap = apart(theirs, mine)
    if math.isclose(gap, 0):
        return Other(key, "agrees", 0.0, unit)
    return Other(key, "conflicts", gap, unit)


def _span(claim: Claim, unit: str, hedges: Width) -> Span | None:
    interval = asserted(claim, hedges)
    return None if interval is None else converted(span_of(interval), claim, unit)


def _difference_in_kind(one: Claim, other: Claim) -> str:
    """Say why two claims can't be compared; what one leaves open fits whatever the other names."""
    a, b = one.scope, other.scope
    if one.form != other.form:
        return f"one is {_KINDS[one.form]}, the other {_KINDS[other.form]}"
    if not _fit(a.baseline, b.baseline):
        return "they are counted against different baselines"
    if one.year and other.year and one.year != other.year:
        return "they speak of different years"
    if (one.status == "planned") != (other.status == "planned"):
        return "one speaks of what is planned"
    if not (_fit(a.start, b.start) and _fit(a.end, b.end)):
        return "they speak of different ends of the way"
    return ""


def _fit(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> bool:
    return not one or not other or bool(set(one) & set(other))


_KINDS = {"absolute": "a total", "difference": "a difference", "ratio": "a ratio"}
