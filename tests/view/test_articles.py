"""An article being read as HTML: every character of it, escaped, its figures marked in place."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.catalog import load
from geo.drafts.draft import read_text
from geo.drafts.proposal import Proposal
from geo.view import articles
from tests.fixtures import ROOT

MARK = re.compile(r'<mark class="wb-m-(\w+)" data-at="(\d+)">(.*?)</mark>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def catalog():
    return load(ROOT / "routes.yaml").catalog


def figure(text, start, end):
    """A proposal that marks a span."""
    words = text[start:end]
    return Proposal({"metric": "cost"}, start, end, words[:20], words)


@given(some.text(max_size=80), some.lists(some.tuples(some.integers(0, 80), some.integers(1, 9))))
def test_the_marked_text_reads_as_the_text(text, spans):
    found = [figure(text, start, min(start + size, len(text))) for start, size in sorted(spans)]
    drawn = str(articles.marked(text, [p for p in found if p.start < p.end]))
    if text:
        assert unescape(TAG.sub("", drawn)) == unescape(text.replace("&", "&amp;"))
    marks = MARK.findall(drawn)
    assert all(metric == "cost" for metric, _, _ in marks)


def test_marks_stand_where_the_figures_are():
    text = "<b>It</b> takes 15 days & costs 2,000 dollars"
    found = [figure(text, 16, 23), figure(text, 32, 45), figure(text, 33, 38)]
    marks = MARK.findall(str(articles.marked(text, found)))
    assert [(n, words) for _, n, words in marks] == [("0", "15 days"), ("1", "2,000 dollars")]


def test_of_a_long_text_what_stands_around_the_figures_is_shown():
    text = f"{'a' * 60_000}It takes 15 days.{'z' * 60_000}"
    at = text.index("15 days")
    drawn = str(articles.marked(text, [figure(text, at, at + 7)]))
    assert len(drawn) < 3_000
    assert ">15 days</mark>" in drawn
    assert drawn.startswith("a" * 400 + "<small")
    assert f"{at - 800:,} characters" in drawn


def test_the_list_tells_what_a_figure_lacks(catalog):
    draft = read_text("Freight by rail takes 15 days.", catalog)
    drawn = str(articles.review(draft, catalog, None))
    assert "Choose what it is about before it is accepted." in drawn
    assert 'data-lacks="1"' in drawn
    draft.set_topic(("russia",), catalog)
    drawn = str(articles.review(draft, catalog, 0))
    assert "Through Russia" in drawn
    assert 'data-lacks=""' in drawn
    assert 'aria-current="true"' in drawn


def test_the_counts_are_told(catalog):
    draft = read_text("Freight by rail takes 15 days and covers 4,000 km.", catalog)
    draft.decisions = {0: "accepted"}
    assert articles.counted(draft) == "2 figures: 1 accepted, 0 rejected, 1 open (not saved)."
    nothing = read_text("No figure here.", catalog)
    assert "No freight figure was found" in articles.counted(nothing)
