"""Charts of one claim: its place in the text, and its readings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from geo.wording import name, unit

if TYPE_CHECKING:
    from geo.compare.readings import Reading
    from geo.view.scene import Scene

Row = dict[str, Any]
Spec = dict[str, Any]

_OPEN_END_FACTOR = 1.25


def position_rows(scene: Scene, claim_id: str) -> list[Row]:
    """Place a claim's words in its article."""
    claim = scene.catalog.claims[claim_id]
    length = scene.catalog.sources[claim.source].length
    return [{"row": "text", "start": claim.evidence.start, "length": length}]


def position_spec() -> Spec:
    """Draw the article as a bar with the claim's place marked."""
    x = {"type": "quantitative", "title": "characters", "axis": {"format": ",.0f", "tickCount": 4}}
    return {
        "height": 26,
        "layer": [
            {
                "mark": {"type": "bar", "height": 10, "color": "#8895a1", "opacity": 0.35},
                "encoding": {"x": {"field": "length", **x}},
            },
            {
                "mark": {"type": "tick", "thickness": 4, "height": 20, "color": "#d55e00"},
                "encoding": {"x": {"field": "start", **x}},
            },
        ],
        "config": {"view": {"stroke": None}},
    }


_READINGS_SHOWN = 24


def reading_rows(scene: Scene, claim_id: str) -> list[Row]:
    """Group a claim's readings by what decides them, and set each over the asserted interval."""
    claim = scene.catalog.claims[claim_id]
    verdict = scene.judgements.verdict(claim_id)
    if verdict.asserted is None:
        return []
    factor = 100 if claim.form == "ratio" else 1
    rows: dict[str, Row] = {}
    for reading in verdict.readings:
        label = _reading_label(scene, reading)
        row = rows.setdefault(
            label,
            {"reading": label, "low": math.inf, "high": -math.inf, "agreeing": 0, "of": 0},
        )
        row["low"] = min(row["low"], reading.measured.low * factor)
        row["high"] = max(row["high"], reading.measured.high * factor)
        row["agreeing"] += reading.agrees
        row["of"] += 1
    ends = [v for r in rows.values() for v in (r["low"], r["high"])]
    low, high = verdict.asserted.low, verdict.asserted.high
    for row in rows.values():
        some = "some readings agree" if row["agreeing"] else "differs"
        row["outcome"] = "agrees" if row["agreeing"] == row["of"] else some
        row["asserted low"] = min(0, *ends) if low is None else low * factor
        row["asserted high"] = max(0, *ends) * _OPEN_END_FACTOR if high is None else high * factor
    return list(rows.values())[:_READINGS_SHOWN]


def _reading_label(scene: Scene, reading: Reading) -> str:
    if reading.way is None:
        fact = scene.catalog.facts[reading.fact or ""]
        return f"{fact.source.title} ({fact.year})" if fact.year else fact.source.title
    label = f"{name(scene.catalog, reading.way.route)} to "
    label += name(scene.catalog, reading.way.destination)
    if reading.baseline is not None:
        label += f" against {name(scene.catalog, reading.baseline.route)}"
    return label


def reading_spec(scene: Scene, claim_id: str) -> Spec:
    """Draw the asserted interval as a column behind the measured bands of all readings."""
    claim = scene.catalog.claims[claim_id]
    symbol = "percent" if claim.form == "ratio" else unit(claim.unit)
    y: Spec = {
        "field": "reading",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"labelLimit": 330, "labelOverlap": False, "ticks": False, "domain": False},
    }
    axis = {"format": ",.0f", "tickCount": 6}
    outcomes = {"agrees": "#009e73", "some readings agree": "#b58900", "differs": "#c8511b"}
    return {
        "height": {"step": 26},
        "encoding": {"y": y},
        "layer": [
            {
                "mark": {"type": "bar", "height": {"band": 1}, "color": "#4a7fb5", "opacity": 0.28},
                "encoding": {
                    "x": {
                        "field": "asserted low",
                        "type": "quantitative",
                        "title": symbol,
                        "axis": axis,
                    },
                    "x2": {"field": "asserted high"},
                },
            },
            {
                "mark": {"type": "bar", "height": 9, "cornerRadius": 2},
                "encoding": {
                    "x": {"field": "low", "type": "quantitative"},
                    "x2": {"field": "high"},
                    "color": {
                        "field": "outcome",
                        "type": "nominal",
                        "scale": {
                            "domain": list(outcomes),
                            "range": list(outcomes.values()),
                        },
                        "legend": {"title": None, "orient": "top"},
                    },
                    "tooltip": [
                        {"field": "reading"},
                        {"field": "low", "type": "quantitative", "format": ",.1f"},
                        {"field": "high", "type": "quantitative", "format": ",.1f"},
                        {"field": "agreeing"},
                        {"field": "of"},
                    ],
                },
            },
        ],
        "config": {"view": {"stroke": None}},
    }
