"""Whatever is brought, the answer is figures or a clear refusal."""

from __future__ import annotations

import pytest

from geo.articles import read_figures
from geo.articles.limits import limit
from geo.errors import InputError

LENGTH = 30_000
ODD = {
    "one long line": "运输时间缩短",
    "digits": "7",
    "groups of digits": "1,234",
    "open brackets": "(",
    "mixed scripts": "5 км 三天 $400 ДФЭ 万吨 a TEU ",
    "lone surrogates": "\ud800 5 天 ",
    "zero bytes": "\x00",
    "numerals": "三千三百多",
    "number words": "one hundred and ",
    "parts": "三分之",
}


@pytest.mark.parametrize("piece", ODD.values(), ids=ODD)
def test_odd_input_is_read(piece):
    text = (piece * LENGTH)[:LENGTH]
    found = read_figures(text)
    assert all(c.quote == text[c.start : c.end] for c in found)


@pytest.mark.parametrize(
    ("piece", "what"), [("1 ", "numbers"), ("运费翻番。", "figures"), ("1天", "figures")]
)
def test_tables_are_refused_with_the_limit(piece, what):
    with pytest.raises(InputError, match=rf"more than [\d,]+ {what}: it is a table"):
        read_figures(piece * (limit(what) + 1))


def test_too_long_a_text_is_refused_with_its_length():
    with pytest.raises(InputError, match=r"novel: 5,000,001 characters are over the limit"):
        read_figures(" " * (limit("characters") + 1), article="novel")


def test_unknown_language_is_refused():
    with pytest.raises(InputError, match="language='fr' is not read; expected one of zh-Hans"):
        read_figures("15 jours", language="fr")
