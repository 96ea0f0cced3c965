"""The text of an article's file: plain text, web page, PDF or Word."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from pathlib import PurePath
from typing import TYPE_CHECKING

from geo.articles.limits import check_length, limit
from geo.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pypdf import PdfReader

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,20})", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_READ = (
    "script, style, noscript, template, svg, iframe, nav, header nav, footer nav, button, form"
)
_UNPACKED = 10  # a Word file's text may be so many times as long as the limit of the file
# What the libraries raise on damaged files besides their own errors.
_PDF_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
_WORD_FAULTS = (AttributeError, LookupError, NotImplementedError, OSError, ValueError)
_BLOCKS = (
    "p, div, br, li, tr, h1, h2, h3, h4, h5, h6, article, section, blockquote, figcaption, td, th"
)


def text_of(data: bytes, name: str) -> str:
    """Take the text out of a file.

    Parameters
    ----------
    data
        The file.
    name
        Its name, of which only the suffix counts: .txt, .html, .htm, .pdf, .docx.

    Returns
    -------
    str
        Of a plain text every character as it stands.

    Raises
    ------
    InputError
        If the file is of another kind, damaged, locked, empty or over the limits.
    """
    suffix = PurePath(name).suffix.lower()
    read = _READERS.get(suffix)
    if read is None:
        known = ", ".join(_READERS)
        raise InputError(f"{_shown(name)}: {suffix or 'no suffix'} is not read; expected {known}")
    most = limit("bytes")
    if len(data) > most:
        raise InputError(
            f"{_shown(name)}: {len(data):,} bytes are over the limit of {most:,}; split the file"
        )
    text = read(data, _shown(name))
    if not text.strip():
        hint = " (a scan holds pictures, no text: run it through text recognition first)"
        raise InputError(f"{_shown(name)}: holds no text{hint if suffix == '.pdf' else ''}")
    check_length(text, _shown(name))
    return text


def _shown(name: str) -> str:
    return PurePath(name).name[:120] or "the file"


def _plain(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, name)
    return _decoded(data, "utf-8", name)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        where = f" at byte {error.start:,}" if isinstance(error, UnicodeDecodeError) else ""
        raise InputError(f"{name}: is not {encoding}{where}; save it as UTF-8") from None


def _html(data: bytes, name: str) -> str:
    from selectolax.lexbor import LexborHTMLParser

    declared = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    marked = any(data.startswith(mark) for mark, _ in _MARKS)
    if declared and not marked:
        page = _decoded(data, declared.group(1).decode("ascii"), name)
    else:
        page = _plain(data, name)
    tree = LexborHTMLParser(page.encode("utf-8", "replace").decode("utf-8"))
    body = tree.body
    if body is None:
        return ""
    for node in body.css(_NOT_READ):
        node.decompose()
    for node in body.css(_BLOCKS):
        node.insert_after("\n")
    lines = (" ".join(line.split(" ")).strip(" \t") for line in body.text().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _pdf(data: bytes, name: str) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
        text = "" if pages > limit("pages") else _text_of_pages(reader, pages)
    except (PyPdfError, *_PDF_FAULTS):
        raise InputError(
            f"{name}: is no readable PDF; open it, save it anew, or paste its text"
        ) from None
    if locked:
        raise InputError(f"{name}: is locked with a password; save it without one")
    if pages > limit("pages"):
        raise InputError(f"{name}: {pages} pages are over the limit of {limit('pages')}; split it")
    return text


def _text_of_pages(reader: PdfReader, pages: int) -> str:
    return "\n".join(reader.pages[index].extract_text() for index in range(pages))


def _docx(data: bytes, name: str) -> str:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist() if _is_xml(item.filename))
        small = unpacked <= _UNPACKED * limit("bytes")
        document = docx.Document(io.BytesIO(data)) if small else None
    except (zipfile.BadZipFile, OpcError, LxmlError, *_WORD_FAULTS):
        raise InputError(
            f"{name}: is no readable Word file; open it, save it as .docx anew, or paste its text"
        ) from None
    if document is None:
        raise InputError(f"{name}: unpacks to {unpacked:,} bytes; paste its text instead")
    parts = []
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            parts += ["\t".join(cell.text for cell in row.cells) for row in item.rows]
        else:
            parts.append(item.text)
    return "\n".join(parts)


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


_READERS: dict[str, Callable[[bytes, str], str]] = {
    ".txt": _plain,
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
    ".docx": _docx,
}
