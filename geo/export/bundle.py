"""Every kind of file of one view in one archive, for a report."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from geo.export import SUFFIXES, render_selection
from geo.export.rows import about
from geo.export.texts import file_stem

if TYPE_CHECKING:
    from geo.export.selection import Selection

# Any fixed moment: the same view gives the same bytes.
_MOMENT = (2000, 1, 1, 0, 0, 0)
_RIGHTS = 0o644 << 16


def render(selection: Selection, suffix: str) -> bytes:
    """Write a selection in all kinds, and what they are, as one archive.

    Parameters
    ----------
    suffix
        ``.zip``.
    """
    stem = file_stem(selection)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        told = "".join(f"{key}: {text}\n" for key, text in about(selection).items())
        archive.writestr(_entry(f"{stem}/README.txt"), told)
        for kind in SUFFIXES:
            if kind != suffix:
                archive.writestr(_entry(f"{stem}/{stem}{kind}"), render_selection(selection, kind))
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = _RIGHTS
    return entry
