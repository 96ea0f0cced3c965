"""The foot of a picture: where all of it comes from, and the link that makes it again."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import segno

from geo.export.look import CODE, CODE_PAPER, MUTED
from geo.export.page import Box, Style
from geo.export.plane import CONIC, Plane
from geo.export.texts import ATTRIBUTION, NO_ENDORSEMENT, provenance

if TYPE_CHECKING:
    from geo.export.page import Page
    from geo.export.selection import Selection

_TEXT = Style(size=13, colour=MUTED)
_LINE_PX = 17.0
_TOP_PX, _BELOW_PX = 12.0, 14.0
_MODULE_PX = 2.0
_QUIET_MODULES = 2
_MOST_CODE_PX = 150.0  # a longer link stands in the file and as text only
_GAP_PX = 18.0
_LINES = 2  # of each text
_CODES_KEPT = 16
_SEAM_PX = 0.2  # closes the hair lines between modules that are drawn side by side


def height(page: Page, selection: Selection, width: float) -> float:
    """Give the room that the foot needs [px]."""
    lines = sum(map(len, _texts(page, selection, None, width)))
    return _TOP_PX + max(lines * _LINE_PX, _code_px(selection.link)) + _BELOW_PX


def draw(page: Page, selection: Selection, plane: Plane | None, box: Box) -> None:
    """Write the texts, with the code at their right."""
    y = box.top + _TOP_PX
    for lines in _texts(page, selection, plane, box.width):
        for text in lines:
            page.text(box.left, y, text, _TEXT)
            y += _LINE_PX
    size = _code_px(selection.link)
    if size:
        _code(
            page, selection.link, Box(box.right - size, box.top + 4, box.right, box.top + 4 + size)
        )


def _texts(page: Page, selection: Selection, plane: Plane | None, width: float) -> list[list[str]]:
    room = width - _code_px(selection.link) - _GAP_PX
    # Before the map is drawn the longer of the projections' names holds the place.
    say = selection.say
    projection = (plane or Plane(CONIC)).name(selection.options.lang)
    told = [say(NO_ENDORSEMENT), say("{sentence}.", sentence=projection), provenance(selection)]
    if page.lacks_glyphs:
        told.append(say("Some letters need a font that is not installed here."))
    return [
        page.wrapped(say(ATTRIBUTION), room, _TEXT, _LINES),
        page.wrapped(" ".join(told), room, _TEXT, _LINES),
        _broken(page, say("Link: {link}", link=selection.link), room),
    ]


def _broken(page: Page, link: str, width: float) -> list[str]:
    """Break a link after its signs, so that it can be read off the paper."""
    lines = [""]
    for piece in re.split(r"(?<=[&?.~])", link):
        if page.width(lines[-1] + piece, _TEXT) <= width or not lines[-1]:
            lines[-1] += piece
        elif len(lines) < _LINES:
            lines.append(piece)
        else:
            lines[-1] += piece
    return [page.clipped(line, width, _TEXT) for line in lines]


def _code_px(link: str) -> float:
    side = (len(_modules(link)) + 2 * _QUIET_MODULES) * _MODULE_PX
    return side if side <= _MOST_CODE_PX else 0.0


@lru_cache(maxsize=_CODES_KEPT)
def _modules(link: str) -> list[list[int]]:
    code = segno.make_qr(link, error="l", boost_error=False)
    return [list(row) for row in code.matrix]


def _code(page: Page, link: str, box: Box) -> None:
    """Draw the link as a QR code, one rectangle for each run of dark modules."""
    page.rectangle(box, CODE_PAPER, z=20)
    rings = []
    for row, modules in enumerate(_modules(link)):
        padded = np.array([0, *modules, 0])
        changes = np.flatnonzero(np.diff(padded))
        for start, end in changes.reshape(-1, 2).tolist():
            left, right = (box.left + (_QUIET_MODULES + at) * _MODULE_PX for at in (start, end))
            top = box.top + (_QUIET_MODULES + row) * _MODULE_PX
            low = top + _MODULE_PX
            rings.append(np.array([(left, top), (right, top), (right, low), (left, low)]))
    page.polygons(rings, CODE, CODE, _SEAM_PX, z=21, clip=box)
