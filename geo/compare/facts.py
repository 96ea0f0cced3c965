"""Readings of a claim that is set against published figures: traffic, capacity, share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.measure.distance import Band
from geo.model import MEASURED_METRICS
from geo.parameters import parameters
from geo.units import factor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Catalog, Claim, Fact

Found = tuple[str, str | None, Band]
"""A fact, the fact that a change is counted from, and the band in the claim's unit."""


def published(catalog: Catalog, claim: Claim) -> Iterator[Found]:
    """Give what published figures say on a claim, in its own unit.

    A difference or ratio is taken between two of them: against the baseline's figure of the same
    year or, where no baseline is named, against earlier figures of the same thing.
    """
    for fact_id, fact in comparable_facts(catalog, claim):
        if claim.form == "absolute":
            band = _scaled(fact, claim.unit or "")
            if band is not None:
                yield fact_id, None, band
            continue
        for base_id, base in _bases(catalog, claim, fact):
            change = _change(claim, fact, base)
            if change is not None:
                yield fact_id, base_id, change


def comparable_facts(catalog: Catalog, claim: Claim) -> list[tuple[str, Fact]]:
    """Give the published figures on the same thing and metric, of the same year if one is.

    Where the claim gives a year and no figure is of it, those of years near by
    (``fact_years_apart``) serve.
    """
    about = {*claim.route, claim.facility}
    found = [
        (fact_id, fact)
        for fact_id, fact in catalog.facts.items()
        if fact.about in about and fact.metric == claim.metric
    ]
    if claim.year is None:
        return found
    apart = parameters().value("fact_years_apart")
    near = [item for item in found if _years_apart(item[1], claim.year) <= apart]
    same = [item for item in near if item[1].year == claim.year]
    return same or near


def _years_apart(fact: Fact, year: int) -> int:
    return 0 if fact.year is None else abs(fact.year - year)


def _bases(catalog: Catalog, claim: Claim, fact: Fact) -> Iterator[tuple[str, Fact]]:
    named = {entry.partition("/")[0] for entry in claim.scope.baseline or ()}
    for fact_id, other in catalog.facts.items():
        if other.metric != fact.metric:
            continue
        years = (fact.year, other.year)
        if named:
            if other.about in named and (None in years or years[0] == years[1]):
                yield fact_id, other
        elif other.about == fact.about and other.year and fact.year and other.year < fact.year:
            yield fact_id, other


def _scaled(fact: Fact, unit: str) -> Band | None:
    scale = factor(fact.unit, unit)
    if scale is None:
        return None
    return Band(fact.low * scale, (fact.low + fact.high) / 2 * scale, fact.high * scale)


def _change(claim: Claim, fact: Fact, base: Fact) -> Band | None:
    unit = fact.unit if claim.form == "ratio" else claim.unit or ""
    new, old = _scaled(fact, unit), _scaled(base, unit)
    if new is None or old is None:
        return None
    if claim.form == "difference":
        return Band(new.low - old.high, new.mid - old.mid, new.high - old.low)
    if old.low <= 0:
        return None
    return Band(new.low / old.high - 1, new.mid / old.mid - 1, new.high / old.low - 1)


def missing_fact(catalog: Catalog, claim: Claim) -> tuple[bool, str]:
    """Say why no published figure can be set against a claim.

    Returns
    -------
    tuple
        Whether it is the text that leaves out what a comparison needs, and the reason.
    """
    about = {*claim.route, claim.facility}
    facts = [f for f in catalog.facts.values() if f.about in about and f.metric == claim.metric]
    left_out = _left_out(claim, any_fact=bool(facts))
    if left_out:
        return True, left_out
    near = comparable_facts(catalog, claim)
    if not facts and claim.metric in MEASURED_METRICS:
        reason = f"nothing here measures the {claim.metric} at one place alone"
    elif not facts:
        reason = f"no published figure on its {claim.metric} is in the catalog"
    elif not near:
        years = ", ".join(sorted({str(fact.year) for fact in facts}))
        reason = f"figures on its {claim.metric} are published for {years}, not {claim.year}"
    elif claim.form != "absolute":
        reason = f"no published figure on the {claim.metric} of its baseline is in the catalog"
    else:
        units = ", ".join(sorted({fact.unit for _, fact in near}))
        reason = f"published figures are in {units}, the claim is in {claim.unit}"
    return False, reason


def _left_out(claim: Claim, *, any_fact: bool) -> str:
    """Say what the text leaves out that a comparison needs; empty when it is whole."""
    if claim.metric in MEASURED_METRICS and not any_fact:
        return ""
    flow = claim.metric in ("traffic", "capacity") and claim.form != "ratio"
    if flow and "/" not in (claim.unit or "/"):
        return f"it gives {claim.unit} without a period, such as a year"
    if claim.form != "absolute" and not claim.scope.baseline:
        return f"it does not say from what its {claim.metric} changed, and no earlier figure tells"
    return ""
