"""J4: a reader opens an article; the figure is shown in it, or the text is refused and why."""

from __future__ import annotations

import hashlib

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.fixtures import small, written

WORDS = "240 km"
TRICKS = (
    "<script>window.hacked=1</script> `${window.hacked=1}` </mark> \u202egnol\u202c "
    f"**b** {WORDS} <img src=x onerror='window.hacked=1'> $x$ "
)
ARTICLE = TRICKS + "<b>one line</b> " * 150_000


def source_of(text):
    """A catalog whose only claim points into a text."""
    data = small()
    start = text.index(WORDS)
    data["sources"]["gazette"] |= {
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "length": len(text),
    }
    data["claims"]["ride-length"]["evidence"] = {
        "start": start,
        "end": start + len(WORDS),
        "words": WORDS,
    }
    return data


@pytest.fixture(scope="module")
def opened(start_server, tmp_path_factory):
    """The address of a claim whose article is hostile and two megabytes long, in one line."""
    path = written(tmp_path_factory.mktemp("article"), source_of(ARTICLE))
    return start_server(env={"WAYBILL_CATALOG": str(path)}).url + "/claims?claim=ride-length"


def bring(page, text):
    """Open a file with the article's picker."""
    file = {"name": "gazette.txt", "mimeType": "text/plain", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)


def test_the_right_text_is_shown_at_its_figure_and_runs_nothing(open_page, opened):
    assert len(ARTICLE) > 2_000_000
    page = open_page(at=opened, path="")
    bring(page, ARTICLE)
    passage = page.locator("blockquote.wb-passage")
    expect(passage.locator("mark")).to_have_text(WORDS)
    for text in ("<script>window.hacked=1</script>", "`${window.hacked=1}`", "</mark>", "**b**"):
        expect(passage).to_contain_text(text)
    expect(passage).to_contain_text("⟨U+202E⟩gnol⟨U+202C⟩")
    assert len(passage.inner_text()) < 600
    assert page.evaluate("() => window.hacked") is None
    expect(passage.locator("script, img, b")).to_have_count(0)


def test_a_text_with_one_changed_digit_is_refused_with_its_reason(open_page, opened):
    page = open_page(at=opened, path="")
    bring(page, ARTICLE.replace("240 km", "250 km"))
    refused = page.locator("section", has_text="This text can't be shown")
    expect(refused).to_contain_text("Refused: gazette.txt has sha256")
    expect(refused).to_contain_text("another version of the text")
    expect(page.locator("blockquote")).to_have_count(0)
    bring(page, ARTICLE)
    expect(page.locator("blockquote mark")).to_have_text(WORDS)
    expect(refused).to_have_count(0)


def test_on_a_phone_no_table_is_wider_than_the_page(open_page):
    page = open_page("/claims?claim=china-shorter", width=390, height=844)
    for name in ("Claims", "Readings", "Arithmetic"):
        table = steps.table(page, name)
        steps.show(table.locator("tbody tr").first)
        box = table.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
