"""The fact sheet: every verdict with its evidence, in every form, the same bytes each time."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from geo import report
from geo.catalog import DEFAULT_PATH, load
from geo.cli import main
from geo.errors import ExportError, InputError
from geo.report import claimreview, markdown, page, paper
from geo.report.content import gather
from tests.fixtures import small, verdicts, written

EVIL = "</script><script>alert(1)</script> | `x` ${y} \u202e <img src=x onerror=alert(2)>"


@pytest.fixture(scope="module")
def shipped():
    return gather(load(DEFAULT_PATH), None, "usual")


def hostile(folder):
    """A catalog whose every text of a person is an attack."""
    data = small()
    data["sources"]["gazette"] |= {"publisher": EVIL, "title": EVIL, "note": EVIL}
    data["claims"]["ride-length"] |= {"summary": EVIL, "note": EVIL, "metric": "traffic"}
    data["claims"]["ride-length"] |= {"unit": "Mt/year"}
    data["facts"]["ride-traffic"] |= {"note": EVIL, "source": {"title": EVIL}}
    data["routes"]["northern"]["name"] = EVIL
    return load(written(folder, data))


class Read(HTMLParser):
    """Elements of a page, and the text outside its data."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text, self.data = [], "", ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        last = self.tags[-1][0] if self.tags else ""
        if last == "script":
            self.data += data
        else:
            self.text += data


@pytest.mark.parametrize("form", [markdown, page])
def test_every_claim_stands_in_it_with_verdict_sentence_and_evidence(shipped, form):
    text = form.render(shipped)[0].decode()
    text = re.sub(r"\\(.)", r"\1", text) if form is markdown else Read(text).text
    for claim_id, claim in shipped.claims.items():
        verdict = verdicts()[claim_id]
        source = shipped.file.catalog.sources[claim.source]
        for part in (claim.summary, verdict.word, verdict.sentence, claim.evidence.words):
            assert part in text
        assert f"characters {claim.evidence.start:,} to {claim.evidence.end:,}" in text
        assert source.sha256 in text


@pytest.mark.parametrize("form", [markdown, page])
def test_it_says_what_it_was_made_from_and_how(shipped, form):
    text = form.render(shipped)[0].decode()
    assert load(DEFAULT_PATH).sha256 in text
    for part in ("stamp", "published lengths", "says little", "border.rail", "Method"):
        assert part.replace("_", r"\_" if form is markdown else "_") in text


@pytest.mark.parametrize("form", [markdown, page, claimreview])
def test_the_same_input_gives_the_same_bytes(form):
    one, other = (gather(load(DEFAULT_PATH), ["netease-c5-summit"], "usual") for _ in range(2))
    assert form.render(one) == form.render(other)


def test_a_pdf_repeats_and_holds_its_pages(tmp_path):
    file = load(written(tmp_path, small()))
    first, notes = paper.render(gather(file, None, "usual"))
    again, _ = paper.render(gather(file, None, "usual"))
    assert first == again
    assert first.startswith(b"%PDF-")
    assert first.count(b"/Type /Page\n") + first.count(b"/Type /Page ") >= 1
    assert b"CreationDate" not in first
    assert notes == []


def test_letters_that_no_font_has_are_told(tmp_path):
    data = small()
    data["claims"]["ride-length"]["summary"] = "A cuneiform letter: \U00012000."
    _, notes = paper.render(gather(load(written(tmp_path, data)), None, "usual"))
    assert "letters that no font on this machine has: 1" in notes[0]
    assert "fonts-noto-cjk" in notes[0]


def test_a_page_runs_nothing_and_asks_nobody(shipped):
    found = Read(page.render(shipped)[0].decode())
    assert {a.get("type") for tag, a in found.tags if tag == "script"} == {"application/ld+json"}
    assert not [a for _, a in found.tags if {"src", "href"} & set(a)]
    policy = next(a["content"] for _, a in found.tags if "http-equiv" in a)
    assert policy.startswith("default-src 'none'")


def test_hostile_texts_stay_text(tmp_path):
    made = gather(hostile(tmp_path), None, "usual")
    found = Read(page.render(made)[0].decode())
    assert [tag for tag, _ in found.tags].count("script") == 1
    assert "img" not in {tag for tag, _ in found.tags}
    assert EVIL in found.text
    assert json.loads(found.data)["@graph"][0]["claimReviewed"] == EVIL
    plain = markdown.render(made)[0].decode()
    assert not re.search(r"(?<!\\)<", plain)
    lines = [line for line in plain.splitlines() if line.startswith("|")]
    assert all(re.search(r"(?<!\\)\|$", line) for line in lines)


def test_a_claim_review_has_what_schema_org_asks(shipped):
    graph = json.loads(claimreview.render(shipped)[0])["@graph"]
    assert len(graph) == len(shipped.claims)
    by_id = {review["@id"]: review for review in graph}
    assert len(by_id) == len(graph)
    review = by_id["#china-shorter"]
    assert review["@type"] == "ClaimReview"
    assert review["reviewRating"]["alternateName"] == "depends"
    assert review["reviewRating"]["ratingExplanation"] == verdicts()["china-shorter"].sentence
    assert review["itemReviewed"]["appearance"]["inLanguage"] == "zh-Hant"


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("x.doc", ExportError, r"no kind of report; end the name with one of \.md, \.html, \.pdf"),
        ("gone/x.md", ExportError, "no such folder"),
    ],
)
def test_what_can_not_be_written_is_refused(tmp_path, name, error, message):
    with pytest.raises(error, match=message):
        report.write(load(DEFAULT_PATH), tmp_path / name)


def test_an_unknown_source_is_refused(tmp_path):
    with pytest.raises(InputError, match="no source 'nobody'"):
        report.write(load(DEFAULT_PATH), tmp_path / "x.md", sources=["nobody"])
    assert not list(tmp_path.iterdir())


def test_the_command_writes_one_sources_report(tmp_path, capsys):
    out = tmp_path / "sheet.md"
    arguments = ["report", "--out", str(out), "--source", "netease-c5-summit", "--hedges", "wide"]
    assert main(arguments) == 0
    text = out.read_text(encoding="utf-8")
    assert "1 of 5 sources shown" in text
    assert "**Hedges**: read wide" in text
    assert f"wrote {out}" in capsys.readouterr().err
