"""What a claimed change is read of: the same pairs, whichever side is called the subject."""

from __future__ import annotations

from itertools import combinations

import pytest

from geo.catalog import DEFAULT_PATH, load
from geo.compare.ways import pairs
from geo.model import Claim
from tests.compare.worlds import claim_data

CATALOG = load(DEFAULT_PATH).catalog


def pairs_of(route, baseline, catalog=CATALOG, **scope):
    scope |= {"baseline": [baseline]}
    said = {"route": [route], "form": "difference", "low": -9, "high": -9, "scope": scope}
    return set(pairs(catalog, Claim.model_validate(claim_data(**said))))


@pytest.mark.parametrize("scope", [{}, {"from": ["karaganda"]}, {"to": ["rotterdam"]}])
@pytest.mark.parametrize(("one", "other"), list(combinations(CATALOG.routes, 2)))
def test_a_claim_and_its_mirror_are_read_of_the_same_pairs(one, other, scope):
    turned = {(way, baseline) for baseline, way in pairs_of(other, one, **scope)}
    assert pairs_of(one, other, **scope) == turned


def test_a_diversion_is_no_side_of_a_change_until_it_is_named():
    variants = {baseline.variant for _, baseline in pairs_of("land-bridge", "sea-suez")}
    assert variants == {"suez"}
    named = {baseline.variant for _, baseline in pairs_of("land-bridge", "sea-suez/cape")}
    assert named == {"cape"}
    assert {way.variant for way, _ in pairs_of("sea-suez", "land-bridge")} == {"suez"}
