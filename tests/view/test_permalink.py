"""How hedges are read stands in the page's address."""

from __future__ import annotations

import pytest

from geo.view import permalink
from tests.fixtures import catalog_of, small

CATALOG = catalog_of(small())


@pytest.mark.parametrize("width", ["narrow", "wide"])
def test_the_reading_of_hedges_survives_the_address(width):
    query = permalink.write(permalink.usual(CATALOG) | {"hedges": width}, CATALOG)
    assert query == {"hedges": width}
    choices, notices = permalink.read(query, CATALOG)
    assert (choices["hedges"], notices) == (width, [])


def test_the_usual_reading_needs_no_word():
    assert permalink.write(permalink.usual(CATALOG), CATALOG) == {}


def test_an_unknown_reading_is_left_out_and_told():
    choices, notices = permalink.read({"hedges": "lax"}, CATALOG)
    assert choices["hedges"] == "usual"
    assert "hedges=lax" in notices[0]
