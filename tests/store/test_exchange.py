"""Saved articles as YAML and back: the same records, never the text, all or nothing."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from geo import cli, yamlfile
from geo.catalog import load
from geo.errors import InputError
from geo.store.content import Content, Edit
from geo.store.exchange import as_yaml, take_in
from geo.store.saved import Store
from tests.fixtures import small, written, yaml_text
from tests.store.articles import add, claim_of, source_of, text_of


@pytest.fixture
def catalog(tmp_path):
    return load(written(tmp_path, small())).catalog


def saved_as(folder, text):
    path = folder / "saved.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_exported_is_imported_elsewhere_as_it_was(store, catalog, tmp_path):
    scope = {"from": "karaganda", "baseline": None}
    odd = claim_of("ride", form="difference", low=-3.5, high=None, relation="at_least", scope=scope)
    several = claim_of("ride", route=["northern", "forked"], wording="odd", status="planned")
    store.add(
        "ride", source_of("ride", published="2025-11-13"), text_of("ride"), [odd, several], ()
    )
    text = as_yaml(store.content())
    assert text_of("ride")[:20] not in text
    other = Store(f"sqlite:///{tmp_path}/other.sqlite")
    done = take_in(other, saved_as(tmp_path, text), catalog)
    assert done == ["source ride", "claim ride-duration", "claim ride-duration-2"]
    assert other.content().sources == store.content().sources
    assert other.content().claims == store.content().claims
    assert take_in(other, tmp_path / "saved.yaml", catalog) == []
    other.close()


def test_the_two_sections_fit_into_a_catalog(store, tmp_path):
    add(store, "ride")
    data = small()
    found = yaml.safe_load(as_yaml(store.content(), ["ride"]))
    for section in ("sources", "claims"):
        data[section] |= json.loads(json.dumps(found[section], default=str))
    path = written(tmp_path, yaml_text(data))
    catalog = load(path).catalog
    assert catalog.claims["ride-duration"] == claim_of("ride")
    assert catalog.sources["ride"] == source_of("ride")


hostile = some.text(
    some.characters(blacklist_categories=["Cc", "Cs"]), min_size=1, max_size=40
) | some.sampled_from(["no", "null", "1e3", "- x", "a: b", "#", "'", "&a *a", "{}", "2025-01-01"])


@given(title=hostile, words=hostile)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_come_through_yaml(title, words):
    source = source_of("ride", title=title, length=100)
    evidence = {"start": 0, "end": len(words[:20]), "words": words[:20]}
    claim = claim_of("ride", evidence=evidence, summary=title)
    text = as_yaml(Content(1, {"ride": source}, {"ride-x": claim}))
    found = yamlfile.parse("saved.yaml", text.encode()).data
    assert type(source).model_validate(found["sources"]["ride"]) == source
    assert type(claim).model_validate(found["claims"]["ride-x"]) == claim


def test_a_fault_in_the_file_saves_nothing_and_names_the_line(store, catalog, tmp_path):
    add(store, "ride")
    good = as_yaml(store.content())
    other = Store(f"sqlite:///{tmp_path}/other.sqlite")
    for old, new, told in (
        ("route: northern", "route: norhtern", "did you mean 'northern'?"),
        ("metric: duration", "metric: weight", "weight"),
        ("  ride-duration:", "  ride-length:", "the catalog has one of this name"),
        ("source: ride", "source: gazette", "a source of the catalog"),
    ):
        path = saved_as(tmp_path, good.replace(old, new))
        row = (
            path.read_text(encoding="utf-8")
            .splitlines()
            .index(
                next(line for line in path.read_text(encoding="utf-8").splitlines() if new in line)
            )
        )
        with pytest.raises(InputError, match=rf"saved.yaml:{row + 1}: .*{told}") as error:
            take_in(other, path, catalog)
        assert told in str(error.value)
    assert other.content() == Content()
    other.close()


def test_an_entry_that_differs_is_written_over_only_when_asked(store, catalog, tmp_path):
    add(store, "ride")
    path = saved_as(tmp_path, as_yaml(store.content()).replace("takes 12", "took 12"))
    with pytest.raises(InputError, match="claim ride-duration is saved already and differs"):
        take_in(store, path, catalog)
    assert store.content().claims["ride-duration"].summary == "The ride takes 12 days."
    take_in(store, path, catalog, replace=True)
    assert store.content().claims["ride-duration"].summary == "The ride took 12 days."
    assert store.text(source_of("ride").sha256) == text_of("ride")


def test_the_commands(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("WAYBILL_STORE", str(tmp_path / "mine.sqlite"))
    path = str(written(tmp_path, small()))
    store = Store()
    add(store, "ride")
    assert cli.main(["store", "export"]) == 0
    exported = capsys.readouterr().out
    monkeypatch.setenv("WAYBILL_STORE", str(tmp_path / "theirs.sqlite"))
    file = saved_as(tmp_path, exported)
    assert cli.main(["store", "--catalog", path, "--json", "import", str(file)]) == 0
    assert json.loads(capsys.readouterr().out) == {"saved": ["source ride", "claim ride-duration"]}
    assert cli.main(["claims", "--catalog", path, "--json"]) == 0
    assert [c["id"] for c in json.loads(capsys.readouterr().out)] == ["ride-length"]
    assert cli.main(["claims", "--catalog", path, "--json", "--store", "--source", "ride"]) == 0
    assert [c["id"] for c in json.loads(capsys.readouterr().out)] == ["ride-duration"]
    assert cli.main(["store", "export", "--source", "rid"]) == 2
    assert "no saved source 'rid'; known: ride" in capsys.readouterr().err
    store.close()


def test_exported_texts_verify_the_exported_claims(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("WAYBILL_STORE", str(tmp_path / "mine.sqlite"))
    store = Store()
    add(store, "ride")
    texts = tmp_path / "texts"
    texts.mkdir()
    data = small()
    data["sources"], data["claims"] = {}, {}
    assert cli.main(["store", "export", "--articles", str(texts)]) == 0
    found = yaml.safe_load(capsys.readouterr().out)
    path = written(tmp_path, yaml_text(data | found))
    assert cli.main(["check", str(path), "--articles", str(texts)]) == 0
    assert "ride: ride.txt, 1 claims verified" in capsys.readouterr().out
    assert cli.main(["store", "export", "--articles", str(texts)]) == 2
    store.close()


def test_a_route_that_is_gone_leaves_a_notice_and_the_saved_claim(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("WAYBILL_STORE", str(tmp_path / "mine.sqlite"))
    store = Store()
    add(store, "ride")
    store.apply("stray", [Edit("claim", "stray", claim_of("ride", route="gone"))])
    path = str(written(tmp_path, small()))
    assert cli.main(["claims", "--catalog", path, "--json", "--store"]) == 0
    told = capsys.readouterr()
    assert [c["id"] for c in json.loads(told.out)] == ["ride-length", "ride-duration"]
    assert "saved claim stray: there is no route 'gone'" in told.err
    assert "stray" in store.content().claims
    store.close()
