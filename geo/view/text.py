"""Sentences of the page, made from the scene's numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.compare.verdicts import WORDS
from geo.model import MEASURED_METRICS
from geo.parameters import parameters
from geo.wording import (
    LANGUAGES,
    METRIC_LABELS,
    METRIC_UNITS,
    counted,
    name,
    number,
    of_interval,
    span,
    unit,
)

if TYPE_CHECKING:
    from geo.model import Claim, Metric
    from geo.view.scene import Scene


def summary(scene: Scene) -> str:
    """Say what is shown in one line: claims, sources, verdicts, and the chosen route."""
    figures = [k for k, claim in scene.claims.items() if claim.metric != "quality"]
    words = [scene.judgements.verdict(claim_id).word for claim_id in figures]
    verdicts = counted(words, WORDS)
    chosen = scene.catalog.routes[scene.state.route].name.en if scene.state.route else "all routes"
    return (
        f"{len(scene.state.sources)} of {len(scene.catalog.sources)} sources shown: "
        f"{counted_claims(len(scene.claims))}, {len(figures)} with a figure"
        f"{f' ({verdicts})' if verdicts else ''}. Showing {chosen}."
    )


def counted_claims(count: int) -> str:
    """Say how many claims."""
    return f"{count} claim{'' if count == 1 else 's'}"


def counted_readings(count: int) -> str:
    """Say how many readings."""
    return f"{count} reading{'' if count == 1 else 's'}"


def panel(scene: Scene, route_id: str) -> tuple[str, list[tuple[str, str]], str]:
    """Give the chosen route's name, its figures with their spread, and its notes."""
    figures = []
    for metric in MEASURED_METRICS:
        band = scene.band(route_id, metric)
        figures.append(
            (f"{number(band.mid)} {METRIC_UNITS[metric]}", span(band.low, band.high))
            if band
            else (f"no estimate of {METRIC_LABELS[metric].lower()}", "")
        )
    found = scene.board.estimates.get(scene.ways[route_id])
    if found and found.co2e_kg_per_tonne:
        band = found.co2e_kg_per_tonne
        figures.append((f"{number(band.mid)} kg CO2e per tonne", span(band.low, band.high)))
    return scene.catalog.routes[route_id].name.en, figures, route_note(scene, route_id)


def progress(scene: Scene, route_id: str) -> str:
    """Say the space-time diagram in words."""
    band = scene.band(route_id, "duration")
    route = scene.catalog.routes[route_id].name.en
    if band is None:
        return f"{route}: no estimate of days"
    return f"{route}: days against kilometres, {number(band.mid)} days in the middle case"


def route_note(scene: Scene, route_id: str) -> str:
    """Say what the figures leave out, and what is special about the route."""
    way = scene.ways[route_id]
    fault = scene.board.faults.get(way)
    if fault:
        return plain_fault(fault)
    route = scene.catalog.routes[route_id]
    notes = [route.note] if route.note else []
    if route.status == "under-construction":
        notes.append("Under construction.")
    if scene.state.destination not in (None, way.destination):
        where = name(scene.catalog, scene.state.destination)
        notes.append(f"This route has no way on to {where}; it is shown to its own end.")
    left_out = " ".join(scene.board.estimates[way].omitted)
    return " ".join([*notes, f"Left out of days and cost: {left_out}"])


def plain_fault(fault: str) -> str:
    """Put a network's explanation into the page's words."""
    return f"This way can't be measured: {fault}"


def comparison_title(metric: Metric) -> str:
    """Head the comparison."""
    return f"{METRIC_LABELS[metric]}: asserted against measured"


def comparison_key() -> str:
    """Explain the marks of the comparison."""
    return (
        "Coloured bar: what the claim's hedge allows, one colour a source; ‹ and › mark an open "
        "end. Strong grey: measured under the closest reading; faint grey: under all readings of "
        "what the text leaves open."
    )


def claims_title(scene: Scene) -> str:
    """Head the table of claims."""
    if scene.state.route is None:
        return f"{METRIC_LABELS[scene.state.metric]} claims"
    return f"Claims about {scene.catalog.routes[scene.state.route].name.en}"


def nothing_asserted(scene: Scene, metric: Metric) -> str:
    """Say why the comparison is empty and what to do next."""
    silent = [
        source.publisher
        for source_id, source in scene.catalog.sources.items()
        if source_id in scene.state.sources
        and not any(claim.source == source_id for claim in scene.claims.values())
    ]
    if not scene.state.sources:
        return "No source is shown. Turn one on at the left."
    which = f" {' and '.join(silent)} assert nothing about a route." if silent else ""
    return (
        f"The sources shown assert no {METRIC_LABELS[metric].lower()}.{which} "
        "Turn on another source, or compare another quantity."
    )


def claim_title(scene: Scene, claim_id: str) -> str:
    """Head an opened claim with its verdict."""
    verdict = scene.judgements.verdict(claim_id)
    flags = f" ({', '.join(verdict.flags)})" if verdict.flags else ""
    return f"{scene.catalog.claims[claim_id].summary} {verdict.word.capitalize()}{flags}."


def evidence(scene: Scene, claim_id: str) -> list[tuple[str, str]]:
    """List where a claim comes from and how its figure was read: label and value."""
    claim = scene.catalog.claims[claim_id]
    source = scene.catalog.sources[claim.source]
    interval = scene.judgements.verdict(claim_id).asserted
    start, end, length = claim.evidence.start, claim.evidence.end, source.length
    position = f"characters {start:,} to {end:,} of {length:,}, {start / length:.0%} of the way"
    rows = [
        ("Source", f"{source.publisher} ({source.kind}), {source.title}"),
        (
            "Language and date",
            f"{LANGUAGES[source.language]}; {source.published or source.dates or 'undated'}",
        ),
        ("The figure's own words", claim.evidence.words),
        ("Position in the text", position),
        ("Status", claim.status),
    ]
    if interval is not None and claim.relation is not None:
        rule = claim.wording or claim.relation
        covers, how = parameters().hedges[rule].covers, scene.state.hedges
        rows.append(("How the hedge is read", f"{rule.replace('_', ' ')}, {how} ({covers})"))
        rows.append(("What it allows", of_interval(claim, interval)))
    if claim.unit_inferred:
        rows.append(("Unit", f"{unit(claim.unit)}, inferred: the text drops it"))
    if claim.note:
        rows.append(("Note", claim.note))
    return rows


def nothing_filtered() -> str:
    """Say what to do when no claim is left."""
    return "No claim is left. Turn on more sources at the left, or clear the filters above."


def readings_key() -> str:
    """Explain the marked readings."""
    return "Marked: readings under the assumption that decides; all of them agree."


def bars_key() -> str:
    """Explain the marks of a claim's readings."""
    return (
        "Coloured bar: what the claim's hedge allows. Grey: what is measured or published; "
        "readings that differ only in start or branch stand as one."
    )


def open_hint() -> str:
    """Say how to open a claim."""
    return "Choose a row to see its evidence, how the hedge was read, and all readings."


def unit_of(claim: Claim) -> str:
    """Name the axis of a claim's readings."""
    return "percent against the baseline" if claim.form == "ratio" else unit(claim.unit)
