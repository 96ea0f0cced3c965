"""The score is that of the rules: overlap, metric, form, both ends and the unit."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from geo.articles import read_figures
from geo.articles.score import score
from geo.cli import main
from geo.errors import InputError

TEXT = "The train takes 15 days. It costs $5,000 per FEU, 20% less than before."


def marked(start, end, kind, value, unit):
    metric, form = kind.split()
    ends = {"low": value, "high": value, "unit": unit}
    return {"start": start, "end": end, "metric": metric, "form": form, **ends}


GOLD = [
    marked(16, 23, "duration absolute", 15, "day"),
    marked(34, 48, "cost absolute", 5000, "USD/FEU"),
    marked(50, 53, "cost ratio", -0.2, "fraction"),
]


@pytest.fixture
def gold(tmp_path):
    rows = [json.dumps({"article": "a", "lang": "en", **record}) for record in GOLD]
    (tmp_path / "gold.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "gold.jsonl"


def test_all_right(gold):
    scores, faults = score(gold)
    assert (scores["en"].right, scores["en"].wrong, scores["en"].missed) == (3, 0, 0)
    assert scores["all"].f1 == 1
    assert not faults


def test_a_wrong_unit_counts_as_wrong_and_as_missed(gold):
    def in_weeks(text, article):
        first, *rest = read_figures(text, article=article)
        return [replace(first, unit="week"), *rest]

    scores, faults = score(gold, in_weeks)
    assert (scores["en"].right, scores["en"].wrong, scores["en"].missed) == (2, 1, 1)
    assert scores["en"].f1 == pytest.approx(2 / 3)
    assert [fault.gold is None for fault in faults] == [False, True]


def test_optional_spans_count_neither_way(gold):
    optional = {"article": "b", "start": 16, "end": 23}
    gold.with_name("b.txt").write_text(TEXT[:25], encoding="utf-8")
    assert score(gold)[0]["none"].wrong == 1
    gold.with_name("optional.jsonl").write_text(json.dumps(optional), encoding="utf-8")
    assert score(gold)[0]["none"].wrong == 0


def test_a_bad_line_is_named(gold):
    gold.write_text('{"article": "a"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:1: lacks lang, start"):
        score(gold)


def test_commands_print_one_document_each(gold, capsys):
    assert main(["extract", str(gold.with_name("a.txt")), "--json"]) == 0
    (document,) = json.loads(capsys.readouterr().out)
    assert [c["quote"] for c in document["candidates"]] == ["15 days", "$5,000 per FEU", "20%"]
    assert {"article", "relation", "status", "subject", "baseline"} <= set(
        document["candidates"][0]
    )
    assert main(["score", "--gold", str(gold), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["all"]["f1"] == 1


def test_a_missing_file_is_bad_input(capsys, tmp_path):
    assert main(["extract", str(tmp_path / "none.txt")]) == 2
    assert "none.txt: can't be read" in capsys.readouterr().err
