"""The matrix of claims, an article's passage and lists: no text becomes markup."""

from __future__ import annotations

import re

import pytest

from geo.compare.verdicts import WORDS
from geo.evidence import Passage
from geo.view import claimhtml
from tests.view.markup import EVIL, claim, read

TRICKS = "`${alert(1)}` </mark><script>alert(1)</script> \u202etxt.exe"
HOSTILE = {
    "matrix": claimhtml.matrix([dict.fromkeys(claim(), EVIL)], [EVIL], EVIL),
    "passage": claimhtml.passage(Passage(EVIL, EVIL, EVIL)),
    "listed": claimhtml.listed([EVIL]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_stays_text(name):
    assert EVIL in read(HOSTILE[name]).text
    assert "<script" not in HOSTILE[name]


def test_every_public_function_has_a_hostile_case():
    public = {
        name
        for name, item in vars(claimhtml).items()
        if callable(item) and not name.startswith("_") and item.__module__ == claimhtml.__name__
    }
    assert public == set(HOSTILE)


def test_a_passage_keeps_every_trick_as_text():
    found = read(claimhtml.passage(Passage("", TRICKS, "")))
    assert TRICKS in found.text
    assert len(found.named("mark")) == 1


def test_each_claim_is_marked_in_the_column_of_its_verdict():
    rows = [claim(verdict=word, flags="") for word in reversed(WORDS)]
    drawn = claimhtml.matrix(rows, list("abcdef"), "c")
    lines = re.findall(r"<tr data-pick.*?</tr>", drawn)
    heads = re.findall(r'<th scope="col" class="wb-m">\S+ (.*?)<small>1</small>', drawn)
    assert tuple(heads) == WORDS
    for line, word in zip(lines, reversed(WORDS), strict=True):
        cells = re.findall(r'<td class="wb-m">(.*?)</td>', line)
        assert [word in cell for cell in cells] == [each == word for each in WORDS]
    current = [row.get("aria-current") for row in read(drawn).named("tr")]
    assert current == [None, None, None, "true", None, None, None]
    assert len(read(drawn).named("button")) == len(WORDS)


def test_flags_are_told_where_there_are_any():
    assert "wb-flag" not in claimhtml.matrix([claim(flags="")], ["a"], None)
    assert "inconsistent" in claimhtml.matrix([claim(flags="inconsistent")], ["a"], None)
