"""Rows of the page's tables: strings and numbers ready to show, nothing silently dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.measure.gazetteer import Gazetteer
from geo.model import Leg
from geo.wording import name, number, of_interval, quantity, span, unit

if TYPE_CHECKING:
    from geo.compare.readings import Reading
    from geo.itinerary import Itinerary
    from geo.measure.distance import Band, MeasuredLeg
    from geo.model import Claim
    from geo.view.scene import Scene

Row = dict[str, Any]
_NONE = "–"
_KILOMETRES_SHOWN = 0.1


def _ends(scene: Scene, way: Itinerary | Leg) -> str:
    start, end = (way.start, way.end) if isinstance(way, Leg) else (way.origin, way.destination)
    return f"{name(scene.catalog, start)} – {name(scene.catalog, end)}"


def band_text(band: Band | None) -> str:
    """Print a band's range, or a dash."""
    return _NONE if band is None else span(band.low, band.high)


def leg_rows(scene: Scene, route_id: str) -> list[Row]:
    """One row a leg of the way shown: mode, countries, km, days, cost, and how it was measured."""
    way = scene.ways[route_id]
    measured = scene.board.measure(way)
    if measured is None:
        return []
    scene.board.estimate([way])
    spreads = scene.board.estimates[way].legs
    return [
        {
            "leg": _ends(scene, leg.leg),
            "mode": leg.leg.mode,
            "countries": " ".join(leg.path.countries) or _NONE,
            "km": round(leg.distance_km.mid),
            "days": band_text(spread.duration_days),
            "USD/FEU": band_text(spread.cost_usd_per_feu),
            "line": _line_note(leg),
        }
        for leg, spread in zip(measured.legs, spreads, strict=True)
    ]


def _line_note(leg: MeasuredLeg) -> str:
    notes = []
    if leg.patches:
        links = ", ".join(leg.patches).replace("-", " ")
        notes.append(f"{number(leg.patch_km)} km on patch links ({links})")
    off = max(leg.path.snap_km[0], leg.path.snap_km[-1])
    if off >= _KILOMETRES_SHOWN:
        notes.append(f"ends up to {off:.1f} km off the line")
    if leg.leg.note:
        notes.append(leg.leg.note)
    return "; ".join(notes) or "on the network"


def event_rows(scene: Scene, route_id: str) -> list[Row]:
    """One row a border, gauge break or change of mode, in order along the way shown."""
    measured = scene.board.measure(scene.ways[route_id])
    places = Gazetteer(scene.catalog.places)
    rows: list[Row] = []
    done_km = 0.0
    before = None
    for leg in measured.legs if measured else ():
        if before and before != leg.leg.mode:
            place = name(scene.catalog, leg.leg.start)
            rows.append(
                {
                    "km": round(done_km),
                    "event": "transhipment",
                    "where": f"{place}: {before} to {leg.leg.mode}",
                }
            )
        rows += [
            {
                "km": round(done_km + event.at_km),
                "event": event.kind.replace("-", " "),
                "where": f"{event.before} to {event.after}{_millimetres(event.kind)}"
                + _place(places.near(event.lon, event.lat)),
            }
            for event in leg.path.events
        ]
        done_km += leg.distance_km.mid
        before = leg.leg.mode
    return rows


def _place(near: tuple[str, float] | None) -> str:
    return f", {near[0]} ({near[1]:.0f} km off)" if near else ""


def _millimetres(kind: str) -> str:
    return " mm" if kind == "gauge-break" else ""


def claim_rows(scene: Scene, claims: dict[str, Claim]) -> list[Row]:
    """One row a claim: who says what, how it is read, what is measured, and the verdict."""
    rows = []
    for claim_id, claim in claims.items():
        verdict = scene.judgements.verdict(claim_id)
        nearest = verdict.nearest
        source = scene.catalog.sources[claim.source]
        band = nearest.measured if nearest else None
        rows.append(
            {
                "verdict": verdict.word,
                "flags": ", ".join(verdict.flags),
                "claim": claim.summary,
                "asserted": of_interval(claim, verdict.asserted) if verdict.asserted else _NONE,
                "measured": quantity(claim, band.low, band.high) if band else _NONE,
                "about": subject(scene, claim),
                "source": source.publisher,
                "date": str(source.published or "undated"),
                "words": claim.evidence.words,
            }
        )
    return rows


def subject(scene: Scene, claim: Claim) -> str:
    """Name what a claim is about."""
    return ", ".join(name(scene.catalog, item) for item in claim.route or (claim.facility,))


def reading_rows(scene: Scene, claim: Claim, readings: tuple[Reading, ...]) -> list[Row]:
    """One row a reading: the assumptions, what is measured under them, and how far off it is."""
    rows = []
    for reading in readings:
        band = reading.measured
        row: Row = {"verdict": "agrees" if reading.agrees else "differs"}
        if reading.way is not None:
            row |= {
                "route": name(scene.catalog, reading.way.route),
                "variant": _variant(scene, reading.way.route, reading.way.variant),
                "from": name(scene.catalog, reading.way.origin),
                "to": name(scene.catalog, reading.way.destination),
            }
        if reading.baseline is not None:
            against = reading.baseline
            variant = _variant(scene, against.route, against.variant)
            row["against"] = name(scene.catalog, against.route) + (
                f" ({variant})" if variant else ""
            )
        if reading.fact is not None:
            fact = scene.catalog.facts[reading.fact]
            row["published in"] = fact.source.title
            row["year"] = str(fact.year or "")
            row["note"] = fact.note or ""
        row["measured"] = quantity(claim, band.low, band.high)
        factor, symbol = (100, "%") if claim.form == "ratio" else (1, unit(claim.unit))
        side = "above" if reading.gap > 0 else "below"
        gap = f"{number(abs(reading.gap) * factor)} {symbol} {side}"
        row["the claim lies"] = "within" if reading.agrees else gap
        rows.append(row)
    return rows


def _variant(scene: Scene, route: str, variant: str | None) -> str:
    return scene.catalog.routes[route].variants[variant].en if variant else ""


def filtered(
    scene: Scene, about: str | None, metrics: list[str], verdicts: list[str]
) -> dict[str, Claim]:
    """Give the shown claims on a route or facility (None: any), those with a figure first."""
    found = {
        claim_id: claim
        for claim_id, claim in scene.claims.items()
        if (about is None or about in (*claim.route, claim.facility))
        and claim.metric in metrics
        and scene.judgements.verdict(claim_id).word in verdicts
    }
    return _figures_first(found)


def of_source(scene: Scene, source: str) -> dict[str, Claim]:
    """Give all claims of one source, those with a figure first."""
    every = scene.catalog.claims.items()
    return _figures_first({key: claim for key, claim in every if claim.source == source})


def _figures_first(claims: dict[str, Claim]) -> dict[str, Claim]:
    return dict(sorted(claims.items(), key=lambda item: item[1].metric == "quality"))
