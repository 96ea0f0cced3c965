"""``waybill verdicts`` on a catalog of two newspapers: flags, other sources, hedges."""

from __future__ import annotations

import json

import pytest

from geo.cli import main
from tests.fixtures import small, written


@pytest.fixture
def path(tmp_path):
    data = small()
    data["sources"]["herald"] = data["sources"]["gazette"] | {"publisher": "Herald"}
    ride = data["claims"]["ride-length"]
    fast = {"metric": "duration", "relation": "at_most", "low": None, "high": 2, "unit": "hour"}
    data["claims"] |= {
        "ride-hours": ride | fast,
        "ride-longer": ride | {"source": "herald", "low": 260, "high": 260},
    }
    return written(tmp_path, data)


@pytest.fixture
def verdicts(path, capsys):
    def judged(*words):
        assert main(["verdicts", "--catalog", str(path), "--json", *words]) == 0
        return {record["claim"]: record for record in json.loads(capsys.readouterr().out)}

    return judged


def test_figures_that_do_not_fit_are_flagged_with_their_reason(verdicts):
    found = verdicts()
    for claim in ("ride-length", "ride-hours"):  # 235 km in two hours
        assert found[claim]["flags"] == ["inconsistent"]
        (finding,) = found[claim]["inconsistent"]
        assert finding["claims"] == ["ride-length", "ride-hours"]
        assert "km/h, and freight by rail goes at most 75" in finding["text"]
        assert finding["text"] in found[claim]["sentence"]
    assert found["ride-longer"]["flags"] == []


def test_what_the_other_source_says_stands_beside_each_claim(verdicts):
    found = verdicts()
    assert [found[c]["across"] for c in ("ride-length", "ride-hours", "ride-longer")] == [
        "conflict",
        "only one",
        "conflict",
    ]
    (other,) = found["ride-longer"]["others"]
    assert other == {
        "claim": "ride-length",
        "source": "gazette",
        "stands": "conflicts",
        "gap": -10,
        "unit": "km",
        "why": "",
    }


@pytest.mark.parametrize(
    ("width", "interval", "across"),
    [("narrow", (239.5, 240.5), "conflict"), ("usual", (235, 245), "conflict"),
     ("wide", (230, 250), "agree")],
)  # fmt: skip
def test_hedges_are_read_as_asked(verdicts, width, interval, across):
    record = verdicts("--hedges", width)["ride-length"]
    assert record["hedges"] == width
    asserted = record["asserted"]
    assert (asserted["low"], asserted["high"]) == pytest.approx(interval)
    assert record["across"] == across


def test_another_width_is_refused(path, capsys):
    with pytest.raises(SystemExit) as refusal:
        main(["verdicts", "--catalog", str(path), "--hedges", "lax"])
    assert refusal.value.code == 2
    assert "narrow" in capsys.readouterr().err
