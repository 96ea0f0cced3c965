"""Charts as Vega-Lite specifications with their rows; the specifications never change shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.view.scene import METRIC_LABELS, METRIC_UNITS
from geo.view.tables import subject
from geo.wording import name, of_interval, quantity

if TYPE_CHECKING:
    from geo.measure.estimate import Step
    from geo.model import Claim, Metric
    from geo.view.scene import Scene

Row = dict[str, Any]
Spec = dict[str, Any]

_ROW_HEIGHT = 34
_STRIP_HEIGHT = 21
_LABEL_LIMIT = 360
_OPEN_END_FACTOR = 1.25
_ROW_AXIS = {"labelOverlap": False, "ticks": False, "domain": False}
_MODE_ORDER = ("rail", "road", "ferry", "sea")
# One colour a source, safe for colour-blind readers (Okabe and Ito, 2008); shape tells the verdict.
SOURCE_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9")
VERDICT_SHAPES = {
    "agrees": "circle",
    "depends": "diamond",
    "says little": "triangle-up",
    "differs": "cross",
    "not comparable": "square",
    "not measurable": "square",
}


def comparison_rows(scene: Scene, metric: Metric) -> dict[str, list[Row]]:
    """Set every asserted interval over what is measured, grouped by unit.

    Returns
    -------
    dict
        Rows by unit; an open end reaches to the axis' edge and ``open`` says which end it is.
    """
    groups: dict[str, list[Row]] = {}
    for claim_id, claim in scene.numeric_claims(metric).items():
        row = _comparison_row(scene, claim_id, claim)
        unit = "percent" if claim.form == "ratio" else claim.unit or ""
        groups.setdefault("USD per FEU" if unit.startswith("USD/") else unit, []).append(row)
    for rows in groups.values():
        _close_open_ends(rows)
    return groups


def _comparison_row(scene: Scene, claim_id: str, claim: Claim) -> Row:
    verdict = scene.judgements.verdict(claim_id)
    factor = 100 if claim.form == "ratio" else 1
    bands = [reading.measured for reading in verdict.readings]
    nearest = verdict.nearest
    interval = verdict.asserted
    source = scene.catalog.sources[claim.source]
    return {
        "claim": f"{subject(scene, claim)}: {of_interval(claim, interval) if interval else ''}",
        "source": f"{source.publisher}, {source.title}",
        "verdict": verdict.word,
        "low": None if interval is None or interval.low is None else interval.low * factor,
        "high": None if interval is None or interval.high is None else interval.high * factor,
        "open": "",
        "all low": min(band.low for band in bands) * factor if bands else None,
        "all high": max(band.high for band in bands) * factor if bands else None,
        "near low": nearest.measured.low * factor if nearest else None,
        "near high": nearest.measured.high * factor if nearest else None,
        "measured": quantity(claim, nearest.measured.low, nearest.measured.high)
        if nearest
        else "nothing comparable",
        "sentence": verdict.sentence,
    }


def _close_open_ends(rows: list[Row]) -> None:
    ends = ("low", "high", "all low", "all high")
    values = [row[key] for row in rows for key in ends if row[key] is not None]
    lowest, highest = min([0, *values]), max([0, *values])
    for row in rows:
        if row["low"] is None:
            row["low"], row["open"] = min(lowest * _OPEN_END_FACTOR, 0), "low"
        if row["high"] is None:
            row["high"], row["open"] = highest * _OPEN_END_FACTOR, "high"
        row["middle"] = (row["low"] + row["high"]) / 2
        row["edge"] = row[row["open"]] if row["open"] else None


def comparison_spec(scene: Scene, unit: str) -> Spec:
    """Draw asserted bars, coloured by source, over measured bands; one row a claim."""
    titles = [f"{s.publisher}, {s.title}" for s in scene.catalog.sources.values()]
    colour = {
        "field": "source",
        "type": "nominal",
        "scale": {"domain": titles, "range": list(SOURCE_COLOURS[: len(titles)])},
        "legend": None,
    }
    tooltip = [
        {"field": field, "type": "nominal"}
        for field in ("claim", "measured", "verdict", "source", "sentence")
    ]
    y: Spec = {
        "field": "claim",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {
            "labelLimit": _LABEL_LIMIT,
            "labelOverlap": False,
            "ticks": False,
            "domain": False,
        },
    }
    unit_title = {"day": "days", "percent": "percent against the baseline"}.get(unit, unit)
    x_scale = {"title": unit_title, "axis": {"format": ",.0f", "tickCount": 7, "grid": True}}

    def bar(low: str, high: str, height: int, mark: Spec) -> Spec:
        x = {"field": low, "type": "quantitative", **x_scale}
        marks: Spec = {"type": "bar", "height": height, **mark}
        return {"mark": marks, "encoding": {"x": x, "x2": {"field": high}}}

    grey = {"color": "#8895a1", "tooltip": True}
    asserted = bar("low", "high", 5, {"cornerRadius": 2})
    asserted["encoding"]["color"] = colour
    points: Spec = {
        "mark": {"type": "point", "filled": True, "size": 95, "opacity": 1},
        "encoding": {
            "x": {"field": "middle", "type": "quantitative"},
            "color": colour,
            "shape": {
                "field": "verdict",
                "type": "nominal",
                "scale": {"domain": list(VERDICT_SHAPES), "range": list(VERDICT_SHAPES.values())},
                "legend": None,
            },
        },
    }
    arrows: Spec = {
        "transform": [{"filter": "datum.edge !== null"}],
        "mark": {"type": "text", "dx": 4, "fontSize": 15, "fontWeight": "bold"},
        "encoding": {
            "x": {"field": "edge", "type": "quantitative"},
            "text": {"value": "›"},
            "color": colour,
        },
    }
    return {
        "height": {"step": _ROW_HEIGHT},
        "encoding": {"y": y, "tooltip": tooltip},
        "layer": [
            bar("all low", "all high", 18, {**grey, "opacity": 0.28}),
            bar("near low", "near high", 18, {**grey, "opacity": 0.75}),
            {"mark": {"type": "rule", "opacity": 0.5}, "encoding": {"x": {"datum": 0}, "y": None}},
            asserted,
            arrows,
            points,
        ],
        "config": {"view": {"stroke": None}},
    }


def strip_rows(scene: Scene) -> list[Row]:
    """One piece a leg of every route's way, with its true length."""
    rows = []
    for route_id, route in scene.catalog.routes.items():
        measured = scene.board.measure(scene.ways[route_id])
        for number, leg in enumerate(measured.legs if measured else ()):
            ends = f"{name(scene.catalog, leg.leg.start)} – {name(scene.catalog, leg.leg.end)}"
            rows.append(
                {
                    "id": route_id,
                    "route": route.name.en,
                    "mode": leg.leg.mode,
                    "leg": ends,
                    "number": number,
                    "km": round(leg.distance_km.mid),
                    "colour": route.colour,
                    "opacity": 1.0 if scene.state.route in (None, route_id) else 0.3,
                }
            )
    return rows


def strip_spec() -> Spec:
    """Draw the routes as straight strips of their true length, legs in order."""
    shades = {"rail": 1.0, "road": 0.8, "ferry": 0.62, "sea": 0.42}
    x = {"field": "km", "type": "quantitative", "stack": "zero"}
    return {
        "height": {"step": _STRIP_HEIGHT},
        "mark": {"type": "bar", "height": 12, "stroke": "#8895a1", "strokeWidth": 0.6},
        "encoding": {
            "y": {
                "field": "route",
                "type": "nominal",
                "sort": None,
                "title": None,
                "axis": {**_ROW_AXIS, "labelLimit": 200},
            },
            "x": {**x, "title": "true length, km", "axis": {"format": ",.0f", "tickCount": 5}},
            "color": {"field": "colour", "type": "nominal", "scale": None},
            "order": {"field": "number"},
            "opacity": {
                "field": "mode",
                "type": "nominal",
                "scale": {"domain": list(shades), "range": list(shades.values())},
                "legend": None,
            },
            "strokeOpacity": {"value": 1},
            "tooltip": [
                {"field": "route"},
                {"field": "leg"},
                {"field": "mode"},
                {"field": "km", "type": "quantitative", "format": ",.0f"},
            ],
        },
        "config": {"view": {"stroke": None}},
    }


def progress_rows(scene: Scene, route_id: str) -> list[Row]:
    """Follow a consignment along the way shown: kilometres against days, p10 to p90.

    Waits stand as vertical steps. Spreads add up step by step, so the band is wider than that
    of the drawn total, whose spreads partly cancel.
    """
    way = scene.ways[route_id]
    if scene.board.measure(way) is None:
        return []
    scene.board.estimate([way])
    steps = scene.board.estimates[way].steps
    rows = [_progress_row(0.0, (0.0, 0.0, 0.0), "start")]
    low = mid = high = 0.0
    for step in steps:
        if step.days is None:
            return []
        low, mid, high = low + step.days.low, mid + step.days.mid, high + step.days.high
        rows.append(_progress_row(step.end_km, (low, mid, high), _step_words(scene, step)))
    return rows


def _progress_row(km: float, days: tuple[float, float, float], what: str) -> Row:
    low, mid, high = days
    return {"km": round(km), "low": low, "days": mid, "high": high, "step": what}


def _step_words(scene: Scene, step: Step) -> str:
    place = f" at {name(scene.catalog, step.place)}" if step.place else ""
    return f"{step.kind.replace('-', ' ')}{place} ({step.mode})"


def progress_spec() -> Spec:
    """Draw distance across and days up, with the band around the middle line."""
    x = {"field": "km", "type": "quantitative", "title": "km", "axis": {"format": ",.0f"}}
    return {
        "height": 220,
        "layer": [
            {
                "mark": {"type": "area", "opacity": 0.22, "color": "#4a7fb5"},
                "encoding": {
                    "x": x,
                    "y": {"field": "low", "type": "quantitative", "title": "days"},
                    "y2": {"field": "high"},
                },
            },
            {
                "mark": {"type": "line", "strokeWidth": 2.2, "color": "#4a7fb5"},
                "encoding": {
                    "x": x,
                    "y": {"field": "days", "type": "quantitative"},
                    "order": {"field": "days"},
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 40, "color": "#4a7fb5"},
                "encoding": {
                    "x": x,
                    "y": {"field": "days", "type": "quantitative"},
                    "tooltip": [
                        {"field": "step"},
                        {"field": "km", "type": "quantitative", "format": ",.0f"},
                        {"field": "days", "type": "quantitative", "format": ".1f"},
                    ],
                },
            },
        ],
        "config": {"view": {"stroke": None}},
    }


def text_alternative(scene: Scene, metric: Metric) -> str:
    """Say in words what the comparison chart shows."""
    sentences = [
        f"{claim.summary} {scene.judgements.verdict(claim_id).word}."
        for claim_id, claim in scene.numeric_claims(metric).items()
    ]
    what = f"{METRIC_LABELS[metric]} in {METRIC_UNITS[metric]}"
    return f"{what}, asserted against measured. " + " ".join(sentences)
