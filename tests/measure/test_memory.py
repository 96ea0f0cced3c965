"""Legs kept on disk: the same answer without measuring, and never a stale or broken one."""

from __future__ import annotations

import numpy as np
import pytest

from geo.errors import NoPathError
from geo.measure import memory
from geo.measure.distance import network_path

KARS_TBILISI = ((43.105, 40.6), (44.83, 41.69))


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def refuse():
    message = "measured again"
    raise AssertionError(message)


def test_a_kept_leg_is_read_back_whole():
    measured = memory.remembered(("leg",), lambda: network_path("rail", KARS_TBILISI))
    kept = memory.remembered(("leg",), refuse)
    assert np.array_equal(kept.lonlat, measured.lonlat)
    assert kept.distance_km == measured.distance_km
    assert kept.stretches == measured.stretches
    assert kept.events == measured.events
    assert any(event.kind == "gauge-break" for event in kept.events)


def test_another_question_is_measured():
    memory.remembered(("leg",), lambda: network_path("rail", KARS_TBILISI))
    with pytest.raises(AssertionError, match="measured again"):
        memory.remembered(("another leg",), refuse)


def test_a_damaged_file_is_measured_anew():
    memory.remembered(("leg",), lambda: network_path("rail", KARS_TBILISI))
    (file,) = memory.folder().iterdir()
    file.write_bytes(file.read_bytes()[:100])
    again = memory.remembered(("leg",), lambda: network_path("rail", KARS_TBILISI))
    assert again.distance_km == network_path("rail", KARS_TBILISI).distance_km
    assert memory.remembered(("leg",), refuse).distance_km == again.distance_km


def test_networks_that_changed_forget_all(monkeypatch):
    memory.remembered(("leg",), lambda: network_path("rail", KARS_TBILISI))
    monkeypatch.setattr(memory, "stamp", lambda: "of other networks")
    with pytest.raises(AssertionError, match="measured again"):
        memory.remembered(("leg",), refuse)


def test_a_folder_that_cannot_be_written_costs_only_time(home):
    (home / "waybill").write_text("a file where a folder should be")
    path = memory.remembered(("leg",), lambda: network_path("rail", KARS_TBILISI))
    assert path.distance_km > 0


def test_no_way_is_not_kept():
    for _ in range(2):
        with pytest.raises(NoPathError):
            memory.remembered(("none",), lambda: (_ for _ in ()).throw(NoPathError("no way")))
    assert not memory.folder().exists() or not list(memory.folder().iterdir())
