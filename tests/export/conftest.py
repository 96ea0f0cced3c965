"""The built-in catalog, and small ones that are made to break a picture."""

from __future__ import annotations

import pytest

from geo.catalog import load
from geo.export.options import View
from geo.export.selection import select


@pytest.fixture(scope="session")
def catalog():
    return load().catalog


@pytest.fixture
def selected(catalog):
    def choose(*routes, sources=None, metric="distance", destination=None, options=None):
        return select(
            catalog,
            View(
                routes=routes or None,
                sources=sources,
                metric=metric,
                destination=destination,
            ),
            options,
            sha256="0" * 64,
        )

    return choose
