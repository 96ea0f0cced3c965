"""Every claim on days and cost in the shipped articles has an estimate beside it, or a reason."""

from __future__ import annotations

import pytest

from geo.catalog import DEFAULT_PATH, load
from geo.compare.verdicts import judge
from geo.measure.board import Board
from geo.measure.scenario import scenario

CATALOG = load(DEFAULT_PATH).catalog
CLAIMS = [k for k, claim in CATALOG.claims.items() if claim.metric in ("duration", "cost")]


@pytest.fixture(scope="module")
def board():
    return Board(CATALOG)


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_a_claim_on_days_or_cost_stands_beside_an_estimate(board, claim_id):
    verdict = judge(board, claim_id)
    assert verdict.readings or verdict.sentence.startswith("Not comparable: ")
    for reading in verdict.readings:
        assert reading.measured.low <= reading.measured.mid <= reading.measured.high


def test_there_are_such_claims():
    assert len(CLAIMS) >= 6


def test_a_claim_whose_routes_are_closed_says_what_closes_them():
    closed = Board(CATALOG, scenario(closures=["RU"]))
    verdict = judge(closed, "russia-detour")
    assert verdict.word == "not measurable"
    assert "the rail leg Karaganda – Saint Petersburg is closed" in verdict.sentence
    assert "Russia, which is closed" in verdict.sentence


def test_dollars_a_tonne_are_set_against_the_tonne_s_cost(board):
    claim = CATALOG.claims["corridor-dearer-per-container"]
    by_tonne = claim.model_copy(
        update={"form": "absolute", "unit": "USD/t", "low": 250.0, "high": 250.0}
    )
    board_of_tonnes = Board(CATALOG.model_copy(update={"claims": {"per-tonne": by_tonne}}))
    verdict = judge(board_of_tonnes, "per-tonne")
    assert verdict.readings
    for reading in verdict.readings:
        board.estimate([reading.way])
        assert reading.measured.mid == pytest.approx(
            board.estimates[reading.way].cost_usd_per_tonne.mid
        )
