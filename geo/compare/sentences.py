"""One plain sentence for a verdict, made from its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.wording import name, number, of_interval, quantity, unit

if TYPE_CHECKING:
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
        lead = "Not measurable" if word == "not measurable" else "Not comparable"
        return f"{lead}: {reason}."
    says = of_interval(claim, interval)
    best = min(found, key=lambda r: (not r.agrees, abs(r.gap)))
    worst = max(found, key=lambda r: abs(r.gap))
    if word == "agrees":
        return f"The claim allows {says}; measured: {_measured(catalog, claim, best)}."
    if word == "says little":
        return (
            f"True but weak: the claim says {says}, and what is measured lies far beyond it, "
            f"{_measured(catalog, claim, best)}."
        )
    if word == "differs":
        return (
            f"The claim allows {says}; the closest reading is "
            f"{_measured(catalog, claim, best)}, {_off(claim, best)}."
        )
    agreeing = sum(reading.agrees for reading in found)
    return (
        f"The claim allows {says}. It agrees under {agreeing} of {len(found)} readings"
        f"{_common(catalog, [r for r in found if r.agrees])}, such as "
        f"{_measured(catalog, claim, best)}; it differs most with "
        f"{_measured(catalog, claim, worst)}, {_off(claim, worst)}."
    )


def _measured(catalog: Catalog, claim: Claim, reading: Reading) -> str:
    band = reading.measured
    value = quantity(claim, band.low, band.high)
    if reading.fact is not None:
        fact = catalog.facts[reading.fact]
        year = f", {fact.year}" if fact.year else ""
        return f"{value} ({fact.source.title}{year})"
    assert reading.way is not None  # noqa: S101 - a reading without fact has a way
    text = f"{value} for {way_words(catalog, reading.way)}"
    if reading.baseline is not None:
        text += f" against {name_of_way(catalog, reading.baseline)}"
    return text


def way_words(catalog: Catalog, way: Way) -> str:
    """Name a way with its ends."""
    ends = f"{name(catalog, way.origin)} to {name(catalog, way.destination)}"
    return f"{name_of_way(catalog, way)}, {ends}"


def name_of_way(catalog: Catalog, way: Way) -> str:
    """Name a way's route and variant."""
    route = catalog.routes[way.route]
    if way.variant is None:
        return route.name.en
    return f"{route.name.en} ({route.variants[way.variant].en})"


def _off(claim: Claim, reading: Reading) -> str:
    factor, symbol = (100, "percentage points") if claim.form == "ratio" else (1, unit(claim.unit))
    side = "above" if reading.gap > 0 else "below"
    size = number(abs(reading.gap) * factor)
    relative = ""
    if claim.form == "absolute" and reading.measured.mid:
        relative = f" ({abs(reading.gap / reading.measured.mid):.0%})"
    return f"the claim lies {size} {symbol}{relative} {side} it"


def _common(catalog: Catalog, agreeing: list[Reading]) -> str:
    """Name the assumptions that all agreeing readings share."""
    destinations = {reading.way.destination for reading in agreeing if reading.way}
    against = {reading.baseline.route for reading in agreeing if reading.baseline}
    shared = [
        f"{word} {name(catalog, next(iter(values)))}"
        for word, values in (("to", destinations), ("against", against))
        if len(values) == 1
    ]
    return f" (all {', '.join(shared)})" if shared else ""
