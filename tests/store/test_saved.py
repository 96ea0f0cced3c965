"""What is saved comes back whole; a change that can't be made changes nothing."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from geo.errors import ConflictError, NewerStoreError, StoreError
from geo.store import place
from geo.store.content import Edit
from geo.store.saved import Store
from geo.store.tables import claims, metadata
from tests.store.articles import add, claim_of, source_of, text_of


def reopened(store):
    """What another process finds in the same store."""
    other = Store(store.url)
    content = other.content()
    other.close()
    return content


def test_an_article_comes_back_as_it_was_saved(store):
    scope = {"from": "karaganda", "to": None, "baseline": None}
    claims = [
        claim_of("ride", scope=scope, form="difference", low=-3.5, high=None, relation="at_least"),
        claim_of("ride", status="planned", year=2027, unit_inferred=True, wording="odd"),
    ]
    name = store.add("ride", source_of("ride"), text_of("ride"), claims, taken=())
    content = reopened(store)
    assert content.sources == {"ride": source_of("ride")}
    assert list(content.claims.values()) == claims
    assert {claim.source for claim in content.claims.values()} == {name}
    assert store.text(source_of("ride").sha256) == text_of("ride")
    assert content.faults == ()


def test_identifiers_that_are_taken_are_followed_by_a_number(store):
    name = store.add(
        "ride", source_of("ride"), text_of("ride"), [claim_of("ride")], taken={"ride", "ride-2"}
    )
    assert name == "ride-3"
    assert store.add("ride-3", source_of("b"), text_of("b"), [], taken=()) == "ride-3-2"
    assert list(store.content().claims) == ["ride-3-duration"]


def test_the_same_text_is_saved_once(store):
    add(store, "ride")
    with pytest.raises(ConflictError, match="saved already, as 'ride'"):
        store.add("other", source_of("ride", title="Other"), text_of("ride"), [], taken=())
    assert list(reopened(store).sources) == ["ride"]


def test_of_two_who_edit_the_same_claim_the_second_is_told(store):
    add(store, "ride")
    (claim_id,) = store.content().claims
    read = store.content().revisions["claim", claim_id]
    first = claim_of("ride", low=13.0, high=13.0, summary="The first was here.")
    second = claim_of("ride", low=14.0, high=14.0, summary="The second was here.")
    store.apply("correct", [Edit("claim", claim_id, first, read)])
    before = store.revision()
    with pytest.raises(ConflictError, match=f"{claim_id}: somebody else changed it"):
        store.apply("correct", [Edit("claim", claim_id, second, read)])
    assert reopened(store).claims == {claim_id: first}
    assert store.revision() == before


def test_a_change_with_one_conflict_writes_none_of_its_rows(store):
    add(store, "ride")
    edits = [
        Edit("source", "ride", source_of("ride", title="New"), store.revision()),
        Edit("claim", "no-such", claim_of("ride"), 7),
    ]
    with pytest.raises(ConflictError, match="no-such: somebody else deleted it"):
        store.apply("change", edits)
    assert reopened(store).sources["ride"].title == "A ride: ride"


def test_a_source_with_a_claim_that_was_added_meanwhile_is_not_deleted(store):
    add(store, "ride", claims=0)
    store.apply("add", [Edit("claim", "late", claim_of("ride"))])
    with pytest.raises(ConflictError, match="in the meantime"):
        store.apply("delete", [Edit("source", "ride", None, 1)])
    assert list(reopened(store).claims) == ["late"]


def test_deleting_is_undone_and_done_again(store):
    add(store, "ride", claims=2)
    before = store.content()
    edits = [Edit(kind, row, None, at) for (kind, row), at in before.revisions.items()]
    deleted = store.apply("delete ride", edits)
    assert reopened(store).sources == {}
    assert reopened(store).claims == {}
    undone = store.undo(deleted)
    assert reopened(store).sources == before.sources
    assert reopened(store).claims == before.claims
    assert store.text(before.sources["ride"].sha256) == text_of("ride")
    store.undo(undone)
    assert reopened(store).sources == {}
    assert [change.what for change in store.changes(2)] == [
        "undo: undo: delete ride",
        "undo: delete ride",
    ]


def test_what_was_changed_since_is_not_undone(store):
    add(store, "ride")
    (claim_id,) = store.content().claims
    first = store.apply("one", [Edit("claim", claim_id, claim_of("ride", low=10.0), 1)])
    store.apply("two", [Edit("claim", claim_id, claim_of("ride", low=11.0), first)])
    with pytest.raises(ConflictError, match="changed since"):
        store.undo(first)
    assert reopened(store).claims[claim_id].low == 11
    with pytest.raises(StoreError, match="no change 99"):
        store.undo(99)


def test_a_row_that_this_version_cannot_read_is_told_and_left_alone(store):
    add(store, "ride")
    engine = sa.create_engine(store.url)
    with engine.begin() as connection:
        record = connection.execute(sa.select(claims.c.record)).scalar_one()
        connection.execute(sa.update(claims).values(record=record | {"metric": "colour"}))
    content = store.content()
    engine.dispose()
    assert content.claims == {}
    assert list(content.sources) == ["ride"]
    assert "ride-duration: metric" in content.faults[0]


def test_the_migrations_make_the_tables_that_the_program_uses(store):
    engine = sa.create_engine(store.url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def _version_of(url, version):
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    engine.dispose()


def test_a_store_of_a_newer_version_is_refused_and_left_as_it_is(store):
    add(store, "ride")
    store.close()
    _version_of(store.url, "99")
    file = place.file_of(store.url)
    before = file and hashlib.sha256(file.read_bytes()).hexdigest()
    with pytest.raises(NewerStoreError, match="newer Waybill: its version is 99"):
        Store(store.url)
    assert before == (file and hashlib.sha256(file.read_bytes()).hexdigest())
    _version_of(store.url, "1")
    assert list(reopened(store).claims) == ["ride-duration"]


def test_a_file_that_is_no_store_is_refused_and_left_as_it_is(tmp_path):
    prose = tmp_path / "notes.sqlite"
    prose.write_bytes(b"These are my notes, and no database." * 50)
    with pytest.raises(StoreError, match="not a database"):
        Store(f"sqlite:///{prose}")
    assert prose.read_bytes().startswith(b"These are my notes")
    foreign = tmp_path / "other.sqlite"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE claims (damage TEXT)")
        connection.execute("INSERT INTO claims VALUES ('flood')")
    with pytest.raises(StoreError, match="no store of Waybill's"):
        Store(f"sqlite:///{foreign}")
    with sqlite3.connect(foreign) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
        assert tables == [("claims",)]


def test_a_server_that_does_not_answer_is_told_without_the_password():
    with pytest.raises(StoreError) as told:
        Store("postgresql+psycopg://me:secret@127.0.0.1:1/waybill")
    assert "127.0.0.1" in str(told.value)
    assert "secret" not in str(told.value)


def test_the_store_s_place(monkeypatch, tmp_path):
    monkeypatch.delenv(place.VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert place.address() == f"sqlite:///{tmp_path}/waybill/store.sqlite"
    assert not place.is_there(place.address())
    monkeypatch.setenv(place.VARIABLE, "postgres://me@host/team")
    assert place.address() == "postgresql+psycopg://me@host/team"
    assert place.is_there(place.address())
    monkeypatch.setenv(place.VARIABLE, "~/articles.db")
    assert place.address() == f"sqlite:///{Path.home()}/articles.db"
    monkeypatch.setenv(place.VARIABLE, "mysql://host/x")
    with pytest.raises(StoreError, match="'mysql'"):
        place.address()
    monkeypatch.setenv(place.VARIABLE, "sqlite://")
    with pytest.raises(StoreError, match="names no file"):
        place.address()


def test_a_relative_path_stays_the_same_in_another_folder(monkeypatch, tmp_path):
    monkeypatch.setenv(place.VARIABLE, "mine.sqlite")
    monkeypatch.chdir(tmp_path)
    place.pin()
    monkeypatch.chdir("/")
    assert place.address() == f"sqlite:///{tmp_path}/mine.sqlite"


def test_a_store_copied_while_it_is_open_is_whole(tmp_path):
    """The README's advice for a backup: sqlite3's own copy."""
    store = Store(f"sqlite:///{tmp_path}/store.sqlite")
    add(store, "ride")
    with sqlite3.connect(tmp_path / "store.sqlite") as here:
        there = sqlite3.connect(tmp_path / "copy.sqlite")
        here.backup(there)
        there.close()
    store.close()
    shutil.rmtree(tmp_path / "store.sqlite", ignore_errors=True)
    copy = Store(f"sqlite:///{tmp_path}/copy.sqlite")
    assert list(copy.content().sources) == ["ride"]
    copy.close()
