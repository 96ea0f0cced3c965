"""Every offset leads back to the characters as they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import detect_language, read_figures
from geo.articles.normalise import fold

READINGS = ("", "(jù)", "(biāo)", "\u200b", "\u00ad")
PIECES = st.lists(
    st.tuples(st.sampled_from("據標箱運5天A ，０ё。"), st.sampled_from(READINGS)), max_size=60
)


@given(PIECES)
def test_each_folded_character_stands_for_one_of_the_original(pieces):
    text = "".join(character + reading for character, reading in pieces)
    folded = fold(text)
    for offset, character in enumerate(folded.text):
        start, end = folded.span_of(offset, offset + 1)
        assert end == start + 1
        assert fold(text[start]).text == character


@given(st.text(max_size=300))
def test_any_text_is_read_and_quoted_as_it_stands(text):
    last = 0
    for candidate in read_figures(text):
        assert last <= candidate.start < candidate.end <= len(text)
        assert candidate.quote == text[candidate.start : candidate.end]
        last = candidate.end


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("據(jù)報道", "据报道"),
        ("５.７萬標(biāo)箱", "5.7万标箱"),
        ("(約4000公里)", "(约4000公里)"),
        ("6\u00a0800–7\u202f200", "6\u00a0800-7\u00a0200"),
        ("Путь ЧЁРНЫЙ", "путь черный"),
        ("un\u00adder", "under"),
    ],
)
def test_folding(text, folded):
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("班列全程运行时间15天", "zh-Hans"),
        ("運輸時間壓縮至25天以內", "zh-Hant"),
        ("The train takes 15 days", "en"),
        ("Поезд идёт 15 суток", "ru"),
        ("RZD: 上海至莫斯科的集装箱运费上涨", "zh-Hans"),
        ("", "en"),
    ],
)
def test_language_is_told(text, language):
    assert detect_language(text) == language
