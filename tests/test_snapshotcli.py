"""``waybill snapshot``: its options, links, notices and refusals, as a shell sees them."""

from __future__ import annotations

import json

import pytest
from PIL import Image

from geo.catalog import load
from geo.cli import main
from geo.export import SUFFIXES
from geo.store.saved import Store
from geo.view import permalink
from tests.fixtures import small, written
from tests.store.articles import add


def snapshot(*words):
    return main(["snapshot", *map(str, words)])


def head(path):
    text = json.loads(path.read_text(encoding="utf-8"))
    return text["waybill"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_each_suffix_is_written(tmp_path, suffix, capsys):
    out = tmp_path / f"x{suffix}"
    assert snapshot("--out", out, "--route", "russia") == 0
    assert out.stat().st_size > 1_000
    assert capsys.readouterr().err == f"wrote {out}\n"


def test_link_in_a_picture_makes_the_same_picture(tmp_path):
    first, again = tmp_path / "1.png", tmp_path / "2.png"
    words = ("--route", "caspian-iran", "--metric", "cost", "--page", "square", "--look", "grey")
    assert snapshot("--out", first, *words, "--graticule", "--subtitle", "=1+1 & more") == 0
    link = Image.open(first).text["Source"]
    assert snapshot("--out", again, "--from-url", link) == 0
    assert again.read_bytes() == first.read_bytes()


def test_query_alone_is_a_link_and_words_go_before_it(tmp_path):
    out = tmp_path / "x.geojson"
    query = "metric=cost&without=lude-tungsten&route=russia"
    assert snapshot("--out", out, "--from-url", query, "--metric", "duration") == 0
    state = head(out)
    assert state["metric"] == "duration"
    assert state["routes"] == ["russia"]
    assert "lude-tungsten" not in state["sources"]


def test_outdated_values_are_told_and_left_out(tmp_path, capsys):
    out = tmp_path / "x.geojson"
    assert snapshot("--out", out, "--from-url", "?route=gone&x=1&look=pink&metric=cost") == 0
    notices = capsys.readouterr().err
    for value in ("route=gone", "x=1", "look=pink"):
        assert f"notice: {value} is not known here and was left out" in notices
    assert head(out)["metric"] == "cost"


def test_address_to_print_is_chosen(tmp_path, monkeypatch):
    out = tmp_path / "x.geojson"
    monkeypatch.setenv("WAYBILL_BASE_URL", "https://one.example")
    assert snapshot("--out", out) == 0
    assert head(out)["link"] == "https://one.example/"
    assert snapshot("--out", out, "--base-url", "https://two.example/w", "--to", "yokohama") == 0
    assert head(out)["link"] == "https://two.example/w/?to=yokohama"


SCENARIO = ("--close", "Suez", "--regime", "congested", "--service", "wagonload")


def test_words_of_a_scenario_make_the_link_that_makes_the_same_picture(tmp_path):
    first, again = tmp_path / "1.png", tmp_path / "2.png"
    words = (*SCENARIO, "--set", "ferry.wait_days=4", "--hedges", "wide", "--metric", "cost")
    assert snapshot("--out", first, *words, "--unit", "tonne") == 0
    text = Image.open(first).text
    state = json.loads(text["Waybill"])
    assert state["scenario"] == {
        "words": "Suez closed, congested year, single wagons by rail, "
        "wait for the ferry 4 days (usually 1)",
        "closures": ["suez"],
        "regime": "congested",
        "service": "wagonload",
        "set": {"ferry.wait_days": 4},
    }
    assert (state["hedges"], state["unit"]) == ("wide", "tonne")
    assert snapshot("--out", again, "--from-url", text["Source"]) == 0
    assert again.read_bytes() == first.read_bytes()


def test_address_of_the_scenario_or_the_claims_page_is_reproduced(tmp_path, capsys):
    catalog = load().catalog
    out = tmp_path / "x.geojson"
    choices = {"close": ["RU"], "regime": "calm", "judge": True, "draw": ["russia"]}
    query = permalink.write(permalink.usual(catalog) | choices, catalog)
    address = "http://localhost:8501/scenario?" + "&".join(f"{k}={v}" for k, v in query.items())
    assert snapshot("--out", out, "--from-url", address) == 0
    assert head(out)["scenario"]["words"] == "Russia closed, calm year"
    claims = "http://localhost:8501/claims?claim=corridor-length&hedges=narrow"
    assert snapshot("--out", out, "--from-url", claims) == 0
    assert head(out)["hedges"] == "narrow"
    assert head(out)["claims"][0] == "corridor-length"
    assert "notice" not in capsys.readouterr().err


def test_words_go_before_a_links_scenario_part_by_part(tmp_path):
    out = tmp_path / "x.geojson"
    query = "close=suez~RU&regime=calm&set=ferry.wait_days~4"
    assert snapshot("--out", out, "--from-url", query, "--close", "Iran") == 0
    found = head(out)["scenario"]
    assert (found["closures"], found["regime"]) == (["IR"], "calm")
    assert found["set"] == {"ferry.wait_days": 4}


def test_saved_articles_are_shown_when_asked_for(tmp_path, monkeypatch):
    monkeypatch.setenv("WAYBILL_STORE", str(tmp_path / "mine.sqlite"))
    catalog = written(tmp_path, small())
    store = Store()
    add(store, "ride")
    store.close()
    out = tmp_path / "x.geojson"
    words = ("--catalog", catalog, "--out", out, "--metric", "duration")
    assert snapshot(*words) == 0
    assert head(out)["sources"] == ["gazette"]
    assert snapshot(*words, "--store") == 0
    assert head(out)["sources"] == ["gazette", "ride"]
    assert "ride-duration" in head(out)["claims"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--close", "Rusia"), "nearest is 'Russia'"),
        (("--regime", "odd"), "no regime 'odd'"),
        (("--set", "x=1"), "no model parameter 'x'"),
        (("--set", "ferry.wait_days=1e9"), "ferry.wait_days=1e+09: at most"),
        (("--claim", "gone"), "no claim 'gone'"),
        (("--page", "a3"), "choose one of 16:9, square, a4-portrait, a4-landscape"),
        (("--look", "pink"), "light, dark, grey"),
        (("--lang", "fr"), "en, zh, ru"),
        (("--scale", "3"), "1, 2, 300dpi"),
        (("--extent", "here"), "west,south,east,north"),
        (("--base-url", "ftp://x"), "--base-url or WAYBILL_BASE_URL"),
        (("--route", "gone"), "no route 'gone'; known: russia"),
        (("--to", "almaty"), "places that they go to"),
        (("--from", "gone"), "no place 'gone'"),
        (("--from", "moscow", "--route", "russia"), "may start from"),
    ],
)
def test_bad_option_is_refused_with_what_it_may_be(tmp_path, words, message, capsys):
    assert snapshot("--out", tmp_path / "x.png", *words) == 2
    assert message in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
