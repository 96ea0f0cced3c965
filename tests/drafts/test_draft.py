"""From an article's text to proposed claims, to a saved source, and back to be edited."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.articles import Candidate
from geo.catalog import load
from geo.drafts import about
from geo.drafts.draft import identifier, known_as, read, read_text, reread, same_claims, taken_up
from geo.drafts.proposal import MAX_WORDS, attempt, proposed
from geo.drafts.saving import delete, save, saved_article
from geo.errors import ConflictError, InputError
from geo.evidence import claim_faults
from geo.store.saved import Store
from tests.fixtures import ROOT

ENGLISH = (
    "Trains over the Caspian\n\n14 March 2025\n\nThe Middle Corridor takes about 18 days. By sea "
    "the way from Shanghai to Rotterdam costs 2,500 dollars per FEU, up to a third cheaper."
)
TEXTS = {
    "zh-Hans": "经哈萨克斯坦的中间走廊铁路货运全程约4000公里，"
    "运输时间缩短到十五天左右，每标箱运费3200美元。",
    "zh-Hant": "經哈薩克斯坦的中間走廊鐵路貨運全程約4000公里，"
    "運輸時間縮短到十五天左右，每標箱運費3200美元。",
    "en": "Rail freight over the Middle Corridor covers about 4,000 km and takes 15 days; the rate "
    "is 3,200 dollars per TEU.",
    "ru": "Грузы по Среднему коридору идут около 4000 км, доставка занимает 15 суток, ставка — "
    "3200 долларов за ДФЭ.",
}


@cache
def catalog():
    return load(ROOT / "routes.yaml").catalog


def candidate(**changes):
    usual = {
        "article": "", "start": 10, "end": 18, "quote": "4,000 km", "metric": "distance",
        "form": "absolute", "relation": "eq", "low": 4000.0, "high": 4000.0, "unit": "km",
        "status": "stated", "subject": ("middle-corridor",), "baseline": None, "wording": None,
        "year": None, "unit_inferred": False,
    }  # fmt: skip
    return Candidate(**(usual | changes))


@pytest.fixture
def store(tmp_path):
    made = Store(f"sqlite:///{tmp_path}/store.sqlite")
    yield made
    made.close()


@pytest.fixture
def draft():
    found = read_text(ENGLISH, catalog())
    found.about = about.About("en", "Over the Caspian", "Gazette", date(2025, 3, 14), "report")
    found.set_topic(("middle-corridor",), catalog())
    return found


@pytest.mark.parametrize("language", TEXTS)
def test_figures_of_every_language_become_claims(language):
    draft = read_text(TEXTS[language], catalog())
    assert draft.about.language == language
    draft.set_topic(("middle-corridor",), catalog())
    found = {}
    for proposal in draft.proposals:
        claim, faults = attempt(proposal, catalog(), "x")
        assert faults == []
        assert list(claim_faults(claim, draft.text)) == []
        found[claim.metric] = (claim.low, claim.high, claim.unit)
    assert found["distance"] == (4000, 4000, "km")
    assert found["duration"] == (15, 15, "day")
    assert found["cost"] == (3200, 3200, "USD/TEU")


def test_what_a_text_tells_of_itself_is_found():
    found = read_text(ENGLISH, catalog()).about
    assert (found.language, found.title, found.published) == (
        "en",
        "Trains over the Caspian",
        date(2025, 3, 14),
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("北京2025年11月6日电", date(2025, 11, 6)),
        ("Published 2025-11-13 08:00", date(2025, 11, 13)),
        ("13.11.2025, Алматы", date(2025, 11, 13)),
        ("12 ноября 2025, 09:15", date(2025, 11, 12)),
        ("November 3, 2025", date(2025, 11, 3)),
        ("31 Feb 2025, then 3 Mar 2025", None),
        ("2,025 km in 11 days", None),
    ],
)
def test_dates_as_articles_write_them(text, day):
    assert about.found(text, "x.txt").published == day


def test_a_page_s_own_marks_come_first():
    page = (
        "<html><head><title>T - Site</title><meta property='og:title' content='Five &amp; one'>"
        "<meta property='og:site_name' content='The Site'><meta name='date' content='2024-02-29'>"
        "</head><body><p>1 May 2020. The line is 240 km long.</p></body></html>"
    )
    found = read(page.encode(), "page.html", catalog()).about
    assert (found.title, found.publisher, found.published) == (
        "Five & one",
        "The Site",
        date(2024, 2, 29),
    )


@pytest.mark.parametrize("charset", ["no-such", "hex", "punycode", "gb18030"])
def test_a_page_in_any_encoding_is_read_without_fault(charset):
    page = f"<meta charset={charset}><title>T</title><p>约4000公里</p>".encode("gb18030")
    assert about.found("约4000公里", "x.html", page).language == "zh-Hans"


def test_the_subject_gives_route_and_scope():
    both = proposed(candidate(subject=("china-alashankou", "karaganda", "los-angeles")), catalog())
    assert both.values["route"] == ["china-alashankou"]
    assert both.values["scope"]["from"] == ["karaganda"]
    assert both.values["scope"]["to"] == ["los-angeles"]
    port = proposed(candidate(metric="capacity", unit="t/year", subject=("alashankou",)), catalog())
    assert port.values["facility"] == "alashankou"
    assert port.faults == ()
    shorter = candidate(form="difference", low=-800.0, high=-800.0, baseline=("russia",))
    assert proposed(shorter, catalog()).values["scope"]["baseline"] == ["russia"]
    nothing = proposed(candidate(subject=()), catalog())
    assert nothing.faults
    assert attempt(nothing, catalog())[0] is None


@given(
    some.text(some.characters(categories=["L", "Zs", "P"]), min_size=1, max_size=60),
    some.text(some.characters(categories=["L", "Zs", "P"]), max_size=60),
    some.integers(1, 99_999),
)
def test_long_evidence_is_cut_to_what_still_says_the_figure(before, after, number):
    quote = f"{before} {number} {after}"
    long = candidate(
        quote=quote, start=5, end=5 + len(quote), low=float(number), high=float(number)
    )
    found = proposed(long, catalog())
    assert len(found.words) <= MAX_WORDS
    assert found.words == quote[found.start - 5 : found.end - 5]
    assert str(number) in found.words


def test_a_claim_that_others_make_too_is_named():
    known = catalog().claims["china-shorter"]
    draft = read_text("x" * 40, catalog())
    same = candidate(
        form="difference", low=known.low, high=known.high, relation="approx",
        subject=known.route, baseline=("russia",),
    )  # fmt: skip
    draft.proposals = [proposed(same, catalog())]
    assert same_claims(draft, 0, catalog()) == ["china-shorter"]
    draft.proposals = [proposed(candidate(low=9.0, high=9.0), catalog())]
    assert same_claims(draft, 0, catalog()) == []


def test_an_article_is_saved_with_its_accepted_claims_only(store, draft):
    draft.accept_all()
    assert len(draft.accepted()) == len(draft.proposals) > 1
    draft.decisions[0] = "rejected"
    rejected = draft.proposals[0]
    source_id = save(store, draft, catalog())
    assert source_id == "gazette-2025-03-14"
    content = store.content()
    source = content.sources[source_id]
    assert source.sha256 == hashlib.sha256(ENGLISH.encode()).hexdigest()
    assert store.text(source.sha256) == ENGLISH
    starts = [claim.evidence.start for claim in content.claims.values()]
    assert starts == [p.start for p in draft.proposals[1:]]
    assert rejected.start not in starts
    with pytest.raises(ConflictError, match="saved already"):
        save(store, draft, catalog())


def test_a_saved_article_is_edited(store, draft):
    draft.accept_all()
    source_id = save(store, draft, catalog())
    saved = saved_article(store.content(), source_id)
    again = taken_up(saved, ENGLISH, catalog())
    assert [p.saved_as for p in again.proposals] == list(saved.claims)
    assert again.accepted() == again.proposals
    again.about = about.About("en", "A better title", "Gazette", None, "report")
    again.decisions[0] = "rejected"
    first, second = list(saved.claims)[:2]
    changed = again.proposals[1]
    values = changed.values | {"low": 999.0, "high": 999.0}
    assert again.correct(1, replace(changed, values=values), catalog()) == ()
    assert save(store, again, catalog()) == source_id
    content = store.content()
    assert content.sources[source_id].title == "A better title"
    assert content.sources[source_id].sha256 == saved.source.sha256
    assert first not in content.claims
    assert content.claims[second].low == 999
    store.undo(store.revision())
    assert store.content().claims == saved.claims


def test_a_saved_claim_whose_route_is_gone_stays_when_the_article_is_edited(store, draft):
    draft.accept_all()
    source_id = save(store, draft, catalog())
    saved = saved_article(store.content(), source_id)
    routes = {k: v for k, v in catalog().routes.items() if k != "middle-corridor"}
    smaller = catalog().model_copy(update={"routes": routes})
    again = taken_up(saved, ENGLISH, smaller)
    assert any(p.faults for p in again.accepted())
    again.about = about.About("en", "A better title", "Gazette", None, "report")
    again.set_topic(("russia",), smaller)
    save(store, again, smaller)
    content = store.content()
    assert content.sources[source_id].title == "A better title"
    assert content.claims == saved.claims


def test_what_the_list_tells_is_checked(draft):
    draft.decide({"0": "accepted", "1": "perhaps", "99": "rejected", "-1": "accepted", "x": "?"})
    assert draft.decisions == {0: "accepted"}


def test_two_who_edit_one_article_lose_nothing(store, draft):
    draft.accept_all()
    source_id = save(store, draft, catalog())
    mine, theirs = (
        taken_up(saved_article(store.content(), source_id), ENGLISH, catalog()) for _ in range(2)
    )
    mine.about = about.About("en", "Mine", "Gazette", None, "report")
    theirs.about = about.About("en", "Theirs", "Gazette", None, "report")
    save(store, mine, catalog())
    with pytest.raises(ConflictError, match="somebody else changed it"):
        save(store, theirs, catalog())
    assert store.content().sources[source_id].title == "Mine"


def test_a_deleted_article_comes_back(store, draft):
    draft.accept_all()
    source_id = save(store, draft, catalog())
    before = store.content()
    change = delete(store, saved_article(before, source_id))
    assert store.content().sources == {}
    with pytest.raises(ConflictError, match="deleted in the meantime"):
        saved_article(store.content(), source_id)
    store.undo(change)
    assert store.content().claims == before.claims


def test_an_article_of_the_catalog_is_known(draft):
    source = catalog().sources["lude-tungsten"].model_copy(update={"sha256": draft.sha256})
    here = catalog().model_copy(update={"sources": {"lude-tungsten": source}})
    assert known_as(draft, here) == "lude-tungsten"
    assert known_as(draft, catalog()) is None


def test_identifiers_are_made_from_any_publisher(draft):
    for publisher, found in (
        ("The Astana Times", "the-astana-times-2025-03-14"),
        ("网易号", "article-2025-03-14"),
        ("x" * 90, "x" * 29 + "-2025-03-14"),
    ):
        draft.about = about.About("en", "T", publisher, date(2025, 3, 14))
        assert identifier(draft) == found


def test_what_is_missing_is_asked_for(store, draft):
    draft.about = about.About("en", " ", "")
    with pytest.raises(InputError, match="give the article's title and publisher"):
        save(store, draft, catalog())
    with pytest.raises(InputError, match="no text was found"):
        read_text(" \n ", catalog())
    assert store.revision() == 0


def test_characters_that_no_database_holds_keep_their_places():
    draft = read_text("a\x00b\ud800c: the Middle Corridor takes 18 days by rail", catalog())
    assert draft.text.startswith("a\ufffdb\ufffdc:")
    assert draft.text.encode()
    (proposal,) = draft.proposals
    assert draft.text[proposal.start : proposal.end] == proposal.words


def test_another_language_reads_the_figures_anew(draft):
    draft.accept_all()
    reread(draft, "ru", catalog())
    assert draft.about.language == "ru"
    assert draft.decisions == {}


def test_a_topic_that_is_taken_back_takes_its_acceptances_along():
    draft = read_text("Freight by rail takes 18 days and covers 4,000 km.", catalog())
    assert all(p.faults for p in draft.proposals)
    draft.accept_all()
    assert draft.accepted() == []
    draft.set_topic(("russia",), catalog())
    draft.accept_all()
    assert {tuple(p.values["route"]) for p in draft.accepted()} == {("russia",)}
    draft.set_topic((), catalog())
    assert draft.accepted() == []
