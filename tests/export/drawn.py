"""A picture's page before it is written, and what must hold of the texts on any."""

from __future__ import annotations

import itertools

from geo.export import picture
from geo.export.formats import FORMATS
from geo.export.page import Page

_MANY = 30


def page_of(selection):
    form = FORMATS[selection.options.page]
    page = Page(form.width, form.height, selection.options.look, form.px_per_inch)
    picture.compose(page, selection, upright=form.upright)
    return page


def texts(page):
    return [words.text for words in page.words]


def check_texts(page):
    """Assert that no two texts overlap and none is cut: by the letters' own outlines."""
    assert len(page.words) > _MANY
    overlapping = [
        (one.text, two.text)
        for one, two in itertools.combinations(page.words, 2)
        if min(one.box.right, two.box.right) > max(one.box.left, two.box.left)
        and min(one.box.bottom, two.box.bottom) > max(one.box.top, two.box.top)
    ]
    assert not overlapping
    edge = page.box
    assert all(w.box.left >= 0 and w.box.right <= edge.right for w in page.words)
    assert all(w.box.top >= 0 and w.box.bottom <= edge.bottom for w in page.words)
