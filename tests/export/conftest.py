"""The built-in catalog, and copies of it that are made to break a file."""

from __future__ import annotations

import pytest

from geo.catalog import load
from geo.export.options import View
from geo.export.selection import select

HOSTILE = [
    "<script>alert(1)</script>",
    "$x^2$ and $\\frac{",
    "line\nbreak\ttab\x00\x1b[31m",
    "n" * 300,
    "\u202eevil\u202c",
    "里海 🚂 Каспий ∎",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "]]></script>{{ 7*7 }}`${1}`",
]


@pytest.fixture(scope="session")
def catalog():
    return load().catalog


@pytest.fixture
def selected(catalog):
    def choose(*routes, options=None, **shown):
        return select(catalog, View(routes=routes or None, **shown), options, sha256="0" * 64)

    return choose


@pytest.fixture(params=HOSTILE, ids=range(len(HOSTILE)))
def hostile(request, catalog):
    """A catalog whose every name and text is hostile, and that text.

    Copies are not validated, so this holds whatever the catalog's own rules let through.
    """
    text = request.param

    def named(record):
        names = {"en": text, "zh": text, "ru": text}
        return record.model_copy(update={"name": record.name.model_copy(update=names)})

    changed = catalog.model_copy(
        update={
            "places": {key: named(place) for key, place in catalog.places.items()},
            "routes": {
                key: named(catalog.routes[key]) for key in ("caspian-iran", "middle-corridor")
            },
            "claims": {
                "corridor-length": catalog.claims["corridor-length"].model_copy(
                    update={"summary": text}
                )
            },
            "sources": {
                key: source.model_copy(update={"publisher": text, "title": text})
                for key, source in catalog.sources.items()
            },
        }
    )
    return changed, text
