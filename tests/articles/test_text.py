"""Files of each kind give their text; what can't be read is refused with a remedy."""

from __future__ import annotations

import io

import docx
import pypdf
import pytest

from geo.articles.text import text_of
from geo.errors import InputError

SENTENCE = "The train takes 15 days and costs $5,000 per FEU."


def word_file(*paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "12 days"
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def pdf_file(text, lock=None):
    """Write the smallest PDF that shows one line."""
    stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += (
        b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (
            table,
            data.rfind(b"endobj\n") + 7,
        )
    )
    if lock:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
        writer.encrypt(lock)
        locked = io.BytesIO()
        writer.write(locked)
        data = locked.getvalue()
    return data


def test_plain_text_stands_as_it_is():
    text = "據(jù)報道\n\u00a0тыс.  \n"
    assert text_of(text.encode(), "a.txt") == text


def test_utf_16_with_its_mark_is_read():
    assert text_of(SENTENCE.encode("utf-16"), "a.TXT") == SENTENCE


def test_web_page_gives_its_paragraphs_without_scripts_and_menus():
    page = (
        '<html><head><meta charset="windows-1251"><title>x</title><script>var a = "9 дней"</script>'
        "</head><body><nav>Меню</nav><p>Поезд идёт <b>15</b> суток.</p><p>Дешевле.</p></body>"
    )
    assert text_of(page.encode("cp1251"), "a.html").split("\n") == [
        "Поезд идёт 15 суток.",
        "Дешевле.",
    ]


def test_pdf_gives_its_line():
    assert text_of(pdf_file(SENTENCE), "a.pdf").strip() == SENTENCE


def test_word_file_gives_paragraphs_and_tables():
    text = text_of(word_file(SENTENCE, "中欧班列"), "a.docx")
    assert text.split("\n")[:2] == [SENTENCE, "中欧班列"]
    assert "12 days" in text


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"x", "a.xlsx", r"a\.xlsx: \.xlsx is not read; expected \.txt, \.html"),
        (b"x", "noend", r"no suffix is not read"),
        (b"\xff\xfe\xfa\xfb\xff", "a.txt", r"save it as UTF-8"),
        ("运费".encode("gbk"), "a.txt", r"is not utf-8 at byte 0; save it as UTF-8"),
        (b"", "a.txt", r"holds no text"),
        (b"%PDF-1.4 broken", "a.pdf", r"is no readable PDF"),
        (pdf_file(""), "scan.pdf", r"a scan holds pictures"),
        (pdf_file("x", lock="secret"), "a.pdf", r"is locked with a password"),
        (b"PK broken", "a.docx", r"is no readable Word file"),
        (b"<p>" + b"x" * 6_000_000, "a.html", r"characters are over the limit of 5,000,000"),
        (b"x" * 10_000_001, "../../a.txt", r"^a\.txt: 10,000,001 bytes are over the limit"),
    ],
)  # fmt: skip
def test_unreadable_files_say_what_to_do(data, name, message):
    with pytest.raises(InputError, match=message):
        text_of(data, name)
