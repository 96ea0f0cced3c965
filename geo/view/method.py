"""Rows and charts of the method page: accuracy, parameters, hedges, calibration, data."""

from __future__ import annotations

from functools import cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from geo.measure import published as published_figures
from geo.network import published as published_lengths
from geo.parameters import WIDTHS, parameters

if TYPE_CHECKING:
    from geo.parameters import HedgeEnds

DISTANCE = (
    "Rail and road run on graphs of OpenStreetMap's lines, compiled once: gaps are healed by "
    "evidence, missing lines are added as patch links with their published length. Sea and "
    "ferry run on searoute's lanes. Every length is geodesic on the WGS84 ellipsoid; the "
    "distance from a place to its line is told apart. Each mode's error against published "
    "lengths widens what is measured into a band. Where a way begins and ends is decided with "
    "nothing closed; if the line there is closed, it begins on an open one as near, and what that "
    "spares counts as length, so that closing something never shortens a way; where no open line "
    "is as near, the way is refused and the nearest open line named."
)
DAYS_AND_COST = (
    "Days are running time by leg, plus border, gauge-break, port and ferry waits; cost is "
    "freight by tariff, plus every fee and lift on the way. 10,000 seeded draws share what a "
    "congested year slows alike; p10 to p90 is shown. Emissions are tonne-kilometres times a "
    "published well-to-wheel intensity of each mode (ISO 14083, GLEC Framework)."
)
JUDGING = (
    "A claim's words become an interval by its hedge. What its text leaves open (origin, "
    "destination, branch, baseline) is filled in every way that the route allows: each is a "
    "reading, and the verdict says under how many of them the interval and what is measured meet. "
    "It tells how a claim stands to a measurement, not whether it is true."
)

Row = dict[str, Any]
Spec = dict[str, Any]

_DATA = FilePath(__file__).resolve().parent.parent / "data"


@cache
def accuracy_rows() -> tuple[Row, ...]:
    """Measure every usable published length: one row each, with its source."""
    rows = []
    for record in published_lengths.published():
        if record.use:
            measured_km = published_lengths.measure(record).distance_km
            rows.append(
                {
                    "route": record.name,
                    "mode": record.mode,
                    "published km": round(record.distance_km),
                    "measured km": round(measured_km),
                    "error %": round(100 * (measured_km / record.distance_km - 1), 2),
                    "source": record.source_title,
                    "address": record.source_url,
                }
            )
    return tuple(rows)


def accuracy_summary() -> list[Row]:
    """Give the error quantiles that widen every measured length."""
    return [
        {
            "mode": mode,
            "rows": error.n,
            "median error %": error.median_absolute,
            "p10 %": error.p10,
            "p90 %": error.p90,
            "covers": error.covers,
        }
        for mode, error in parameters().distance_error.items()
    ]


def left_out_rows() -> list[Row]:
    """List the published lengths that are no test, each with the reason."""
    return [
        {"route": r.name, "published km": round(r.distance_km), "reason": r.reason}
        for r in published_lengths.published()
        if not r.use
    ]


def accuracy_spec() -> Spec:
    """Draw published against measured, one dot a row, with the line of equality."""
    scale = {"type": "log", "nice": False}
    field: Spec = {"type": "quantitative", "scale": scale, "axis": {"format": ",.0f"}}
    return {
        "height": 380,
        "padding": {"left": 0, "top": 0, "right": 24, "bottom": 0},
        "layer": [
            {
                "mark": {"type": "line", "color": "#8895a1", "strokeDash": [4, 4]},
                "encoding": {
                    "x": {"field": "published km", **field},
                    "y": {"field": "published km", **field},
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 55, "opacity": 0.8},
                "encoding": {
                    "x": {"field": "published km", **field},
                    "y": {"field": "measured km", "title": "measured km", **field},
                    "color": {
                        "field": "mode",
                        "type": "nominal",
                        "scale": {
                            "domain": ["rail", "sea", "road"],
                            "range": ["#0072b2", "#d55e00", "#009e73"],
                        },
                        "legend": {"orient": "top", "title": None},
                    },
                    "tooltip": [
                        {"field": "route"},
                        {"field": "published km", "type": "quantitative", "format": ",.0f"},
                        {"field": "measured km", "type": "quantitative", "format": ",.0f"},
                        {"field": "error %", "type": "quantitative"},
                        {"field": "source"},
                    ],
                },
            },
        ],
        "config": {"view": {"stroke": None}},
    }


@cache
def calibration_rows(which: published_figures.Quantity) -> tuple[Row, ...]:
    """Set published days (``times``) or costs beside the model's."""
    return tuple(
        {
            "way": check.published.what,
            "published": _span(check.published.low, check.published.high),
            "p10": round(check.band.low, 1),
            "p50": round(check.band.mid, 1),
            "p90": round(check.band.high, 1),
            "meets": "yes" if check.covered else "no",
            "use": check.published.use,
            "source": check.published.source_title,
            "address": check.published.source_url,
        }
        for check in published_figures.compare(which)
    )


def _span(low: float, high: float) -> str:
    return f"{low:,g}" if low == high else f"{low:,g} to {high:,g}"


def hedge_rows() -> list[Row]:
    """List how each hedge is read, strictly, usually and leniently."""
    return [
        {
            "hedge": name.replace("_", " "),
            **{width: _hedge_span(hedge.at(width)) for width in WIDTHS},
            "means": hedge.covers,
        }
        for name, hedge in parameters().hedges.items()
    ]


def _hedge_span(ends: HedgeEnds) -> str:
    low, high = _hedge_end(ends.low, ends.low_steps), _hedge_end(ends.high, ends.high_steps)
    return low if low == high else f"{low} to {high}"


def _hedge_end(factor: float | None, steps: float) -> str:
    if factor is None:
        return "open"
    return f"{factor:g} ×" + (f" {steps:+g} of the last digit" if steps else "")


def parameter_rows() -> list[Row]:
    """List every parameter with its range, unit, year and source."""
    file = parameters()
    return [
        {
            "parameter": name,
            "low": record.low,
            "most likely": record.mode,
            "high": record.high,
            "unit": record.unit,
            "year": str(record.year or record.source.year or ""),
            "covers": record.covers,
            "source": record.source.title,
            "address": record.source.url,
        }
        for name, record in {**file.settings, **file.model}.items()
    ]


def data_notes() -> str:
    """Give the page that names each data file's source, licence, date and making."""
    return (_DATA / "README.md").read_text(encoding="utf-8")
