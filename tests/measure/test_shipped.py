"""The legs that come with the program are those that its networks measure."""

from __future__ import annotations

import numpy as np
import pytest

from geo.catalog import DEFAULT_PATH, load
from geo.measure import memory
from geo.measure.board import every_way
from geo.measure.distance import every_leg

HOW_TO_MEND = "the networks or routes.yaml have changed: run `waybill network legs`"


@pytest.fixture(scope="module")
def measured():
    catalog = load(DEFAULT_PATH).catalog
    return every_leg(catalog, every_way(catalog))


def test_every_leg_of_the_catalog_comes_measured(measured):
    assert set(memory.shipped()) == set(measured), HOW_TO_MEND


def test_they_are_as_measured_anew(measured):
    for name, kept in memory.shipped().items():
        path = measured[name]
        assert np.array_equal(kept.lonlat, path.lonlat), HOW_TO_MEND
        assert kept.distance_km == path.distance_km, HOW_TO_MEND
        assert (kept.snap_km, kept.stretches, kept.events) == (
            tuple(path.snap_km),
            path.stretches,
            path.events,
        ), HOW_TO_MEND


def test_none_is_used_once_the_networks_have_changed(monkeypatch):
    monkeypatch.setattr(memory, "stamp", lambda: "of other networks")
    assert memory.shipped.__wrapped__() == {}


def test_the_program_works_without_them(tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "SHIPPED", tmp_path / "none.npz")
    assert memory.shipped.__wrapped__() == {}
