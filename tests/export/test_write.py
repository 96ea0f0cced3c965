"""Any export: what is refused, and that a file appears whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from geo import export
from geo.errors import ExportError, InputError
from geo.export import geojson
from geo.export.options import View


@pytest.fixture
def _cheap(monkeypatch):
    """A writer that costs nothing, for what does not depend on the content."""
    monkeypatch.setattr(geojson, "render", lambda _selection, _suffix: b"content")


@pytest.mark.parametrize("name", ["x.doc", "x", "x.png.exe", ".png"])
def test_unknown_suffix_names_the_known_ones(catalog, tmp_path, name):
    with pytest.raises(ExportError, match=r"\.png, \.svg, \.pdf, \.html, \.geojson, .*\.xlsx"):
        export.write(catalog, tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("_cheap")
def test_suffix_in_capitals_is_known(catalog, tmp_path):
    export.write(catalog, tmp_path / "X.GEOJSON")
    assert (tmp_path / "X.GEOJSON").read_bytes() == b"content"


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"routes": ["nowhere"]}, "no route 'nowhere'; known: russia"),
        ({"sources": ["nobody"]}, "no source 'nobody'; known: netease"),
        ({"metric": "beauty"}, "no metric 'beauty'; known: distance, duration, cost"),
        ({"destination": "atlantis"}, "no place 'atlantis'"),
        ({"destination": "almaty"}, "no route shown goes to 'almaty'.*los-angeles"),
        ({"routes": ["land-bridge"], "destination": "new-york"}, "places that they go to: rott"),
    ],
)
def test_unknown_choice_is_refused_by_name(catalog, tmp_path, choice, message):
    with pytest.raises(InputError, match=message):
        export.write(catalog, tmp_path / "x.geojson", View(**choice))
    assert not list(tmp_path.iterdir())


def test_missing_folder_is_refused_with_its_remedy(catalog, tmp_path):
    with pytest.raises(ExportError, match="no such folder; make it first"):
        export.write(catalog, tmp_path / "none" / "x.geojson")


def test_folder_in_the_files_place_is_refused(catalog, tmp_path):
    (tmp_path / "x.geojson").mkdir()
    with pytest.raises(ExportError, match="this is a folder"):
        export.write(catalog, tmp_path / "x.geojson")


@pytest.mark.usefixtures("_cheap")
def test_failure_while_writing_keeps_the_old_file_and_leaves_no_rest(
    catalog, tmp_path, monkeypatch
):
    out = tmp_path / "x.geojson"
    out.write_bytes(b"old")

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="No space left"):
        export.write(catalog, out)
    assert [p.name for p in tmp_path.iterdir()] == ["x.geojson"]
    assert out.read_bytes() == b"old"


@pytest.mark.usefixtures("_cheap")
def test_file_is_replaced_and_gets_usual_rights(catalog, tmp_path):
    out = tmp_path / "x.geojson"
    out.write_bytes(b"old")
    export.write(catalog, str(out))
    assert out.read_bytes() == b"content"
    reference = tmp_path / "reference"
    reference.touch()
    assert out.stat().st_mode == Path(reference).stat().st_mode


def test_order_of_the_choices_does_not_matter(selected):
    one = selected("russia", "middle-corridor")
    two = selected("middle-corridor", "russia")
    assert one.routes == two.routes == ("russia", "middle-corridor")
