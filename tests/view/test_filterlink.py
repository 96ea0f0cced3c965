"""The filters of the claims' pages stand in the page's address."""

from __future__ import annotations

import pytest

from geo.compare.verdicts import WORDS
from geo.view import filterlink, permalink
from tests.fixtures import catalog_of, small

CATALOG = catalog_of(small())
USUAL = permalink.usual(CATALOG)
SUBJECT = filterlink.subjects(CATALOG)[0]


def written(**choices):
    return permalink.write(USUAL | choices, CATALOG)


def test_no_filter_needs_no_word():
    assert written() == {}
    assert written(about=None, quantity=[], verdict=None) == {}


@pytest.mark.parametrize(
    ("choices", "query"),
    [
        ({"about": SUBJECT}, {"about": SUBJECT}),
        ({"quantity": ["distance"]}, {"quantity": "distance"}),
        ({"verdict": ["says little", "differs"]}, {"verdict": "says-little.differs"}),
        ({"verdict": list(WORDS)}, {"verdict": ".".join(WORDS).replace(" ", "-")}),
    ],
)
def test_a_filter_survives_the_address(choices, query):
    assert written(**choices) == query
    assert permalink.read(query, CATALOG) == (USUAL | choices, [])


def test_what_is_not_known_is_left_out_and_told_and_the_rest_kept():
    query = {"about": "atlantis", "quantity": "distance.colour", "verdict": "differs.lies"}
    choices, notices = permalink.read(query | {"article": "nobody"}, CATALOG)
    assert choices == USUAL | {"quantity": ["distance"], "verdict": ["differs"]}
    told = ("about=atlantis", "quantity=colour", "verdict=lies", "article=nobody")
    assert [notice.split(" ")[0] for notice in notices] == list(told)


def test_choices_that_the_catalog_has_lost_are_let_go():
    stale = {"about": "gone", "quantity": ["cost", "distance"], "verdict": [], "article": "gone"}
    assert filterlink.known(stale, CATALOG) == {
        "about": None,
        "quantity": ["distance"],
        "verdict": [],
        "article": next(iter(CATALOG.sources)),
    }
    assert written(about="gone", quantity=["cost"], article="gone") == {}
