"""Tell a change from one figure to another ('cut from 38 days to 18') from a spread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from geo.articles.lexicon import Lexicon

_REACH_BEFORE = 60
_REACH_AFTER = 24
_BLANK = " \u00a0"


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def is_change(here: _Span, there: _Span, text: str, lexicon: Lexicon) -> bool:
    """Tell whether two joined figures are the start and the end of a change.

    The first must follow a word for 'from', and a word for going up or down must stand near.
    """
    head = text[max(0, here.start - _REACH_BEFORE) : here.start].rstrip(_BLANK)
    origin = lexicon.origin.ending(head)
    if origin is None:
        return False
    if origin.startswith("由"):
        return True
    if lexicon.language == "ru" and origin == "от":
        return False
    start = max(0, here.start - _REACH_BEFORE)
    end = min(len(text), there.end + (_REACH_AFTER if lexicon.language == "zh" else 0))
    for last, (length, roles) in lexicon.words.iter(text[start:end]):
        first = start + last + 1 - length
        if here.start <= first < there.end:
            continue
        if lexicon.spaced and first and text[first - 1].isalpha():
            continue
        if any(role in {"less", "more"} for role, _ in roles):
            return True
    return False
