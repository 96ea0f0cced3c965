"""Saved articles as further sources of the catalog, and what happens when they don't fit."""

from __future__ import annotations

import pytest

from geo.catalog import CatalogKeeper, load
from geo.measure.board import Board
from geo.model import Catalog
from geo.store import joined as module
from geo.store.content import Content, Edit
from geo.store.joined import Library, joined
from geo.store.saved import Store
from geo.view.scene import Judgements
from tests.fixtures import small, written
from tests.store.articles import add, claim_of, source_of


@pytest.fixture
def mine(monkeypatch, tmp_path):
    """The user's store: where it is, not yet made."""
    monkeypatch.setenv("WAYBILL_STORE", str(tmp_path / "mine.sqlite"))
    monkeypatch.setattr(module, "_RETRY_AFTER_S", 0)
    return tmp_path / "mine.sqlite"


@pytest.fixture
def library(mine, tmp_path):
    assert not mine.exists()
    return Library(CatalogKeeper(written(tmp_path, small())))


def test_without_a_store_the_catalog_is_as_its_file_and_no_store_is_made(library, mine):
    assert library.current() == load(library.catalogs.path)
    assert not mine.exists()


def test_what_anybody_saves_is_there_at_the_next_look(library):
    before = library.current()
    store = Store()
    add(store, "ride")
    after = library.current()
    assert list(after.catalog.sources) == ["gazette", "ride"]
    assert after.catalog.claims["ride-duration"] == claim_of("ride")
    assert after.sha256 != before.sha256
    assert after.ground_sha256 == before.ground_sha256
    assert library.notices == ()
    store.undo(store.revision())
    assert library.current() == before
    store.close()


def test_colleagues_see_what_another_saves(url, monkeypatch, tmp_path):
    monkeypatch.setenv("WAYBILL_STORE", url)
    here, there = (Library(CatalogKeeper(written(tmp_path, small()))) for _ in range(2))
    add(here.saved.store(), "ride")
    assert "ride-duration" in there.current().catalog.claims
    add(there.saved.store(), "walk")
    assert list(here.current().catalog.sources) == ["gazette", "ride", "walk"]
    for library in (here, there):
        library.saved.store().close()


def test_what_stands_in_the_file_may_be_changed_while_articles_are_saved(library, tmp_path):
    store = Store()
    add(store, "ride")
    assert "ride-duration" in library.current().catalog.claims
    data = small()
    data["routes"]["nordic"] = data["routes"].pop("northern") | {"name": "Nordic way"}
    data["claims"], data["facts"] = {}, {}
    written(tmp_path, data)
    found = library.current()
    assert "ride-duration" not in found.catalog.claims
    assert "ride" in found.catalog.sources
    (notice,) = library.notices
    assert "saved claim ride-duration: there is no route 'northern'" in notice
    written(tmp_path, small())
    assert "ride-duration" in library.current().catalog.claims
    assert library.notices == ()
    store.close()


def test_an_article_that_has_become_part_of_the_catalog_is_not_shown_twice(tmp_path):
    file = load(written(tmp_path, small()))
    gazette = file.catalog.sources["gazette"]
    found, notices = joined(file, Content(1, {"mine": gazette}, {"x": claim_of("mine")}))
    assert found == file
    assert len(notices) == 1
    assert "the catalog has this article now, as 'gazette'" in notices[0]
    other = source_of("ride")
    found, notices = joined(file, Content(1, {"gazette": other}, {}))
    assert found == file
    assert "another source of this name" in notices[0]


def test_a_store_that_breaks_leaves_what_was_read_last(library, mine):
    store = Store()
    add(store, "ride")
    assert "ride" in library.current().catalog.sources
    store.close()
    library.saved.store().close()
    good = mine.read_bytes()
    for side in mine.parent.glob("mine.sqlite-*"):
        side.unlink()
    mine.write_bytes(b"no database at all " * 200)
    assert "ride" in library.current().catalog.sources
    assert "not a database" in library.saved.fault
    mine.write_bytes(good)
    assert "ride" in library.current().catalog.sources
    assert library.saved.fault == ""


def test_an_address_that_is_wrong_is_told_and_the_catalog_is_there(monkeypatch, tmp_path):
    monkeypatch.setenv("WAYBILL_STORE", "mysql://host/x")
    library = Library(CatalogKeeper(written(tmp_path, small())))
    assert list(library.current().catalog.sources) == ["gazette"]
    assert "'mysql' is no kind of store" in library.saved.fault


def test_saving_an_article_measures_nothing_again(library):
    file = library.current()
    judged = Judgements(Board(file.catalog))
    judged.warm()
    known = judged.verdict("ride-length")
    store = Store()
    add(store, "ride", claims=0)
    length = claim_of("ride", metric="distance", unit="km", low=900.0, high=900.0)
    store.apply("a claim", [Edit("claim", "too-long", length)])
    catalog = library.current().catalog
    again = judged.with_claims(catalog)
    assert again.board.measured is judged.board.measured
    assert again.verdict("ride-length") is known
    assert again.verdict("too-long").word == "differs"
    corrected = catalog.model_copy(
        update={"claims": catalog.claims | {"too-long": catalog.claims["ride-length"]}}
    )
    assert isinstance(corrected, Catalog)
    assert again.with_claims(corrected).verdict("too-long").word == known.word
    store.close()
