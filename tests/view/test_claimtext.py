"""Sentences of the claims' pages on a catalog of two newspapers that contradict each other."""

from __future__ import annotations

import pytest

from geo.view import claimtext
from geo.view.scene import Judgements, Scene, State
from tests.compare.worlds import claim_data, data
from tests.fixtures import HandSetBoard, catalog_of

BANDS = {"northern": (235, 240, 245)}


@pytest.fixture
def scene():
    plain = data()
    gazette = plain["sources"]["gazette"]
    plain["sources"]["herald"] = gazette | {"publisher": "Herald", "title": "The other paper"}
    plain["claims"] = {
        "near": claim_data(low=240, high=240),
        "far": claim_data(source="herald", low=300, high=310, relation="range"),
        "twice": claim_data(source="herald", low=100, high=100, relation="range"),
        "moved": claim_data(metric="traffic", unit="Mt/year", low=4.5, high=4.5),
    }
    judgements = Judgements(HandSetBoard(catalog_of(plain), BANDS))
    return Scene(judgements, State(sources=("gazette", "herald")))


def test_the_other_source_is_quoted_with_its_gap(scene):
    assert claimtext.beside(scene, "near") == [
        "Herald (The other paper) allows 300 to 310 km: it contradicts this one, 55 km above.",
        "Herald (The other paper) allows 100 km: it contradicts this one, 135 km below.",
    ]
    assert claimtext.beside(scene, "moved") == ["No other source gives a figure on this."]


def test_side_by_side_tells_who_contradicts_whom_and_by_how_much(scene):
    first, second = claimtext.side_by_side(scene)
    assert (first["about"], first["across sources"]) == ("Northern way", "conflict")
    assert "“The other paper” lies 55 km above “A train ride”" in first["contradictions"]
    assert (second["quantity"], second["across sources"]) == ("traffic", "only one")
    assert second["contradictions"] == ""


def test_an_article_that_contradicts_itself_says_so(scene):
    (told,) = claimtext.consistency(scene, "herald")
    assert told.startswith("It gives both 300 to 310 km and 100 km (")
    assert claimtext.consistency(scene, "gazette") == [
        "Its own figures do not contradict each other."
    ]


def test_what_others_give_and_an_article_leaves_out(scene):
    (left_out,) = claimtext.left_out(scene, "herald")
    assert left_out.startswith("Northern way, traffic: ")
    assert claimtext.left_out(scene, "gazette") == [
        "The other articles give no figure on what this one speaks of."
    ]


def test_an_article_is_described_with_its_verdicts(scene):
    rows = dict(claimtext.about_article(scene, "herald"))
    assert rows["Claims"] == "2: 2 differ"
