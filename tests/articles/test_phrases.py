"""Made-up sentences in three languages, each with the figures that a reader would mark."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from geo.articles import read_figures

CASES = [
    pytest.param(language, case["text"], case["figures"], id=f"{language}{kind}-{index}")
    for language in ("zh", "en", "ru")
    for kind in ("", "_constructions")
    for index, case in enumerate(
        yaml.safe_load(
            Path(__file__).with_name(f"{language}{kind}.yaml").read_text(encoding="utf-8")
        )
    )
]


def expected(row):
    """Read "words | metric form | low .. high | unit"."""
    words, kind, interval, unit = (part.strip() for part in row.split("|"))
    low, high = (float(end) if end.strip() else None for end in interval.split(".."))
    return words, (*kind.split(), low, high, unit)


@pytest.mark.parametrize(("language", "text", "figures"), CASES)
def test_sentence_gives_its_figures(language, text, figures):
    found = read_figures(text, language={"zh": "zh-Hans"}.get(language, language))
    wanted = [expected(row) for row in figures]
    assert [(c.metric, c.form, c.low, c.high, c.unit) for c in found] == [w for _, w in wanted]
    position = 0
    for candidate, (words, _) in zip(found, wanted, strict=True):
        start = text.index(words, position)
        position = start + len(words)
        assert candidate.start < position
        assert start < candidate.end
        assert candidate.quote == text[candidate.start : candidate.end]
