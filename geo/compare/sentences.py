"""One plain sentence for a verdict, made from its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import MEASURED_METRICS
from geo.wording import name, number, of_interval, quantity, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.compare.consistency import Finding
    from geo.compare.readings import Reading
    from geo.measure.board import Way
    from geo.model import Catalog, Claim, Interval


def sentence(
    catalog: Catalog,
    claim: Claim,
    word: str,
    interval: Interval | None,
    found: tuple[Reading, ...],
    reason: str,
) -> str:
    """Say a verdict in one sentence.

    Parameters
    ----------
    word
        The verdict.
    interval
        What the claim's hedge allows; None for a quality.
    found
        The readings that could be measured.
    reason
        Why there is none, if there is none.
    """
    if interval is None or not found:
        return f"{word.capitalize()}: {reason}."
    says = f"Its words allow {of_interval(claim, interval)}"
    best = min(found, key=lambda r: (not r.agrees, abs(r.gap)))
    worst = max(found, key=lambda r: abs(r.gap))
    if word == "differs":
        nearest = "at the nearest, " if len(found) > 1 else ""
        return f"{says}, but {nearest}{_told(catalog, claim, best)}; {_off(claim, best)}."
    if word == "depends":
        agreeing = [reading for reading in found if reading.agrees]
        return (
            f"{says}, which agrees under {len(agreeing)} of {len(found)} readings"
            f"{_common(catalog, agreeing)}: {_told(catalog, claim, best)}. It differs most where "
            f"{_told(catalog, claim, worst)}; {_off(claim, worst)}."
        )
    every = {1: "", 2: "; both readings agree"}.get(
        len(found), f"; all {len(found)} readings agree"
    )
    link = ", which says little: " if word == "says little" else ", and "
    return f"{says}{link}{_told(catalog, claim, best)}{every}."


def remarks(claim: Claim, findings: Sequence[Finding]) -> str:
    """Say what else a reader must know: figures that don't fit, a dropped unit, a mere plan."""
    parts = [f"The article's own figures do not fit: {finding.text}." for finding in findings]
    if claim.unit_inferred:
        parts.append(f"The unit ({unit(claim.unit)}) is implied, the text drops it.")
    if claim.status != "stated" and claim.metric != "quality":
        parts.append(f"The article tells the figure as {claim.status}.")
    return " ".join(parts)


def _told(catalog: Catalog, claim: Claim, reading: Reading) -> str:
    """Say what is measured under one reading, and for what."""
    band = reading.measured
    value = quantity(claim, band.low, band.high)
    if reading.fact is not None:
        text = f"{_cited(catalog, reading.fact)} publishes {value}"
        if reading.base_fact is not None:
            text += f" than {_cited(catalog, reading.base_fact)}"
        return text
    assert reading.way is not None  # noqa: S101 - a reading without fact has a way
    how = "measured" if claim.metric == MEASURED_METRICS[0] else "estimated"
    at = " at" if claim.form == "absolute" else ""
    text = f"{way_words(catalog, reading.way)} is {how}{at} {value}"
    if reading.baseline is not None:
        text += f" than {name_of_way(catalog, reading.baseline)}"
    return text


def _cited(catalog: Catalog, fact_id: str) -> str:
    fact = catalog.facts[fact_id]
    return f"“{fact.source.title}”" + (f" ({fact.year})" if fact.year else "")


def way_words(catalog: Catalog, way: Way) -> str:
    """Name a way with its ends."""
    start, end = name(catalog, way.origin), name(catalog, way.destination)
    return f"{name_of_way(catalog, way)} from {start} to {end}"


def name_of_way(catalog: Catalog, way: Way) -> str:
    """Name a way's route and variant."""
    route = catalog.routes[way.route]
    if way.variant is None:
        return f"“{route.name.en}”"
    return f"“{route.name.en}” ({route.variants[way.variant].en})"


def _off(claim: Claim, reading: Reading) -> str:
    """Say how far the claim lies off, in units and percent, and to which side."""
    factor, symbol = (100, "percentage points") if claim.form == "ratio" else (1, unit(claim.unit))
    if claim.metric == "share":
        factor, symbol = 100, "percentage points"
    size = f"{number(abs(reading.gap) * factor)} {symbol}"
    band, above = reading.measured, reading.gap > 0
    both_sides = claim.form != "absolute" and band.low < 0 < band.high
    if claim.form != "ratio" and claim.metric != "share" and band.mid and not both_sides:
        size += f" ({abs(reading.gap / band.mid):,.0%})".replace("%", " %")
    if claim.form == "absolute" or both_sides:
        return f"the claim lies {size} {'above' if above else 'below'}"
    asserted_end = (band.high if above else band.low) + reading.gap
    if asserted_end * band.mid < 0:
        return f"the claim points the other way, {size} off"
    return f"the claim {'overstates' if above == (band.mid > 0) else 'understates'} it by {size}"


def _common(catalog: Catalog, agreeing: list[Reading]) -> str:
    """Name the assumptions that all agreeing readings share."""
    destinations = {reading.way.destination for reading in agreeing if reading.way}
    against = {reading.baseline.route for reading in agreeing if reading.baseline}
    to = [name(catalog, next(iter(destinations)))] if len(destinations) == 1 else []
    other = [catalog.routes[next(iter(against))].name.en] if len(against) == 1 else []
    shared = [*(f"to {place}" for place in to), *(f"against “{route}”" for route in other)]
    return f" ({'all ' if len(agreeing) > 1 else ''}{' '.join(shared)})" if shared else ""
