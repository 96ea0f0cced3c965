"""A few routes between the same places, on a board whose bands are set by hand."""

from __future__ import annotations

from geo.compare.verdicts import judge
from geo.model import Claim
from tests.fixtures import HandSetBoard, catalog_of, small

PORTS = {
    "rotterdam": {"name": "Rotterdam", "lon": 4.4, "lat": 51.9, "kind": "port", "country": "NL"},
    "new-york": {"name": "New York", "lon": -74.0, "lat": 40.7, "kind": "port", "country": "US"},
}


def _route(name, legs, **more):
    return {"name": name, "family": "other", "colour": "#123456", "legs": legs, **more}


def _leg(mode, start, end, *only):
    return {"mode": mode, "from": start, "to": end, "only": list(only)}


def data():
    """Karaganda to Astana by rail, by two roads and, from two places, on to the sea."""
    plain = small()
    plain["places"] |= PORTS
    plain["routes"] = {
        "northern": plain["routes"]["northern"],
        "road": _route(
            "Highway",
            [_leg("road", "karaganda", "astana", v) for v in ("short", "long")],
            variants={"short": "Short", "long": "Long"},
        ),
        "sea": _route(
            "To the sea",
            [_leg("rail", "karaganda", "astana", v) for v in ("day", "night")],
            variants={"day": "Day", "night": "Night"},
            origins=["dostyk"],
            onward=["rotterdam", "new-york"],
        ),
        "away": _route("Away", [_leg("rail", "astana", "dostyk")]),
        "through": _route(
            "All the way", [{**_leg("rail", "karaganda", "rotterdam"), "via": ["astana", "dostyk"]}]
        ),
    }
    figure = {"about": "northern", "metric": "traffic", "unit": "Mt/year"}
    plain["facts"] = {
        f"traffic-{year}": figure
        | {"low": low, "high": high, "year": year, "source": {"title": f"Yearbook {year}"}}
        for year, low, high in ((2023, 2, 2), (2024, 4, 5))
    }
    return plain


def world(bands, **claims):
    """A board on these routes; `claims` replace the catalog's."""
    plain = data()
    if claims:
        plain["claims"] = claims
    return HandSetBoard(catalog_of(plain), bands)


def judged(bands, hedges="usual", **changes):
    """The verdict on one claim about the railway, or as `changes` say."""
    return judge(world(bands, said=claim_data(**changes)), "said", hedges)


def claim_data(**changes):
    """A claim on the railway, as plain data."""
    return {
        "source": "gazette",
        "route": "northern",
        "metric": "distance",
        "relation": "eq",
        "low": 240,
        "high": 240,
        "unit": "km",
        "evidence": {"start": 10, "end": 16, "words": "240 km"},
        "summary": "So it is said.",
        **changes,
    }


def claim_in(_board, **changes):
    """A claim for a board's catalog."""
    return Claim.model_validate(claim_data(**changes))
