"""What several test files start from: a small valid catalog, the shipped one, and its measurements.

Measuring is slow, so the shipped catalog's board is made once a process.
"""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path

from geo.catalog import load
from geo.compare.verdicts import judge
from geo.measure.board import Board, ways_of
from geo.measure.contrast import Contrast
from geo.measure.distance import Band
from geo.measure.scenario import BASE
from geo.model import Catalog

ROOT = Path(__file__).parents[1]

SMALL = {
    "places": {
        "karaganda": {
            "name": "Karaganda",
            "lon": 73.114,
            "lat": 49.799,
            "kind": "station",
            "country": "KZ",
        },
        "astana": {"name": "Astana", "lon": 71.446, "lat": 51.18, "kind": "city", "country": "KZ"},
        "dostyk": {
            "name": "Dostyk",
            "lon": 82.484,
            "lat": 45.253,
            "kind": "border-crossing",
            "country": "KZ",
        },
    },
    "routes": {
        "northern": {
            "name": "Northern way",
            "family": "russia",
            "colour": "#c8511b",
            "legs": [{"mode": "rail", "from": "karaganda", "to": "astana"}],
        },
        "forked": {
            "name": "Forked way",
            "family": "china",
            "colour": "#0b6fae",
            "variants": {"east": "East", "back": "Back"},
            "legs": [
                {"mode": "rail", "from": "astana", "to": "karaganda"},
                {"mode": "rail", "from": "karaganda", "to": "dostyk", "only": ["east"]},
            ],
        },
    },
    "sources": {
        "gazette": {
            "publisher": "Gazette",
            "kind": "newspaper",
            "language": "en",
            "title": "A train ride",
            "file": "gazette.txt",
            "sha256": "ab" * 32,
            "length": 100,
        },
    },
    "claims": {
        "ride-length": {
            "source": "gazette",
            "route": "northern",
            "metric": "distance",
            "relation": "eq",
            "low": 240,
            "high": 240,
            "unit": "km",
            "evidence": {"start": 10, "end": 16, "words": "240 km"},
            "summary": "The ride is 240 km long.",
        },
    },
    "facts": {
        "ride-traffic": {
            "about": "northern",
            "metric": "traffic",
            "low": 2,
            "high": 3,
            "unit": "Mt/year",
            "source": {"title": "Yearbook"},
        },
    },
}


def small():
    """A fresh copy of a small valid catalog, to be spoilt in one place."""
    return copy.deepcopy(SMALL)


def yaml_text(data):
    """One key a line; numbers, words and lists as JSON, which YAML reads."""
    return "\n".join(_yaml_rows(data, 0)) + "\n"


def _yaml_rows(value, depth):
    for key, item in value.items():
        start = f"{'  ' * depth}{key}:"
        if isinstance(item, dict) and item:
            yield start
            yield from _yaml_rows(item, depth + 1)
        elif isinstance(item, list) and item and isinstance(item[0], dict):
            yield start
            for entry in item:
                rows = [row[2 * (depth + 2) :] for row in _yaml_rows(entry, depth + 2)]
                pad = "  " * (depth + 1)
                yield f"{pad}- {rows[0]}"
                yield from (f"{pad}  {row}" for row in rows[1:])
        elif isinstance(item, float) and item != item:  # noqa: PLR0124 - NaN only
            yield f"{start} .nan"
        else:
            yield f"{start} {json.dumps(item, ensure_ascii=False)}"


def line_of(text, row):
    """The number of the only line that holds some text."""
    found = [number for number, line in enumerate(text.splitlines(), 1) if row in line]
    assert len(found) == 1, f"{row!r} stands on lines {found}"
    return found[0]


def written(folder, data, name="routes.yaml"):
    """Write a catalog into a folder."""
    path = folder / name
    path.write_text(data if isinstance(data, str) else yaml_text(data), encoding="utf-8")
    return path


def all_ways(catalog):
    """Every variant of every route from every origin to its own end."""
    return [way for route_id in catalog.routes for way in ways_of(catalog, route_id)]


@cache
def board():
    """The shipped catalog with all its ways measured and estimated; don't change it."""
    made = Board(load(ROOT / "routes.yaml").catalog)
    made.estimate(all_ways(made.catalog))
    return made


@cache
def verdicts():
    """Every claim of the shipped catalog, judged."""
    return {claim_id: judge(board(), claim_id) for claim_id in board().catalog.claims}


class HandSetBoard:
    """A board whose bands are set by hand: route -> (low, mid, high) or variant by variant."""

    def __init__(self, catalog, bands):
        self.catalog = catalog
        self.scenario = BASE
        self._bands = bands

    def estimate(self, ways):
        """Nothing to do: the bands are there."""

    def band(self, way, metric, *, per="feu"):  # noqa: ARG002 - set by hand, by whatever unit
        """The band of a route, of its variant, or of its destination."""
        for key in (
            (metric, way.route, way.destination),
            (way.route, way.destination),
            (way.route, way.variant),
            way.route,
        ):
            if key in self._bands:
                found = self._bands[key]
                return None if found is None else Band(*found)
        return None

    def contrast(self, pairs, metric, *, per="feu"):  # noqa: ARG002 - the same
        """Ways against their baselines, by the worst ends of both bands."""
        return [self._contrast(self.band(a, metric), self.band(b, metric)) for a, b in pairs]

    def _contrast(self, a, b):
        if a is None or b is None:
            return None
        return Contrast(
            Band(a.low - b.high, a.mid - b.mid, a.high - b.low),
            Band(a.low / b.high - 1, a.mid / b.mid - 1, a.high / b.low - 1),
        )


def catalog_of(data):
    """A catalog straight from plain data."""
    return Catalog.model_validate(data)
