"""``waybill add``: an article and the figures accepted of it, saved without a browser."""

from __future__ import annotations

import json

import pytest

from geo import cli
from geo.store.saved import Store

TEXT = (
    "A train ride\n\n2025-03-14\n\n"
    "Freight by rail over the Middle Corridor takes 18 days and covers 4,000 km."
)


@pytest.fixture
def article(monkeypatch, tmp_path):
    monkeypatch.setenv("WAYBILL_STORE", str(tmp_path / "store.sqlite"))
    path = tmp_path / "ride.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def saved():
    store = Store()
    content = store.content()
    store.close()
    return content


def test_all_whole_figures_are_accepted(article, capsys):
    words = ["add", str(article), "--accept-all", "--publisher", "Gazette", "--json"]
    assert cli.main([*words, "--route", "middle-corridor"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"source": "gazette-2025-03-14", "figures": 2, "claims": 2}
    content = saved()
    assert content.sources["gazette-2025-03-14"].title == "A train ride"
    assert [(c.metric, c.low) for c in content.claims.values()] == [
        ("duration", 18),
        ("distance", 4000),
    ]


def test_figures_that_extract_lists_are_accepted_when_given_back(article, capsys, tmp_path):
    assert cli.main(["extract", str(article), "--json"]) == 0
    (document,) = json.loads(capsys.readouterr().out)
    chosen = document["candidates"][1] | {"route": "middle-corridor", "low": 4100, "high": 4100}
    accepted = tmp_path / "accepted.json"
    accepted.write_text(json.dumps([chosen], indent=2), encoding="utf-8")
    words = ["add", str(article), "--publisher", "Gazette", "--claims", str(accepted)]
    assert cli.main(words) == 0
    (claim,) = saved().claims.values()
    assert (claim.metric, claim.low, claim.route) == ("distance", 4100, ("middle-corridor",))
    assert claim.evidence.words == TEXT[claim.evidence.start : claim.evidence.end] == "4,000 km"


@pytest.mark.parametrize(
    ("accepted", "told"),
    [
        ("- {start: 0, end: 3}", "figure at 0–3: no figure was found there"),
        ("- {start: 68, end: 90, colour: red}", "unknown key colour"),
        ("- {start: 68, end: 90, route: nowhere}", "there is no route 'nowhere'"),
        ("just words", "expected a list of figures"),
    ],
)
def test_a_list_that_is_wrong_saves_nothing(article, capsys, tmp_path, accepted, told):
    (tmp_path / "accepted.yaml").write_text(accepted, encoding="utf-8")
    words = ["add", str(article), "--publisher", "G", "--claims", str(tmp_path / "accepted.yaml")]
    assert cli.main(words) == 2
    assert told in capsys.readouterr().err
    assert saved().sources == {}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--accept-all"], "give the article's publisher"),
        (["--publisher", "G", "--published", "yesterday"], "expected a date such as 2025-11-13"),
        (["--publisher", "G", "--route", "middle"], "there is no route 'middle'"),
        (["--publisher", "G", "--language", "fr"], "fr"),
    ],
)
def test_what_is_missing_or_wrong_is_told(article, capsys, words, told):
    assert cli.main(["add", str(article), *words]) == 2
    assert told in capsys.readouterr().err
    assert saved().sources == {}
