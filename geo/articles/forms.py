"""Sets of words looked up at one place of a text, the longest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Forms:
    """Words with a meaning each, found where one ends or begins.

    Parameters
    ----------
    meanings
        Meaning by word.
    spaced
        Whether words are parted by spaces, so that one may not end inside another.
    """

    def __init__(self, meanings: dict[str, str], *, spaced: bool) -> None:
        self.meanings = meanings
        self.spaced = spaced
        self._by_last = _buckets(meanings, -1)
        self._by_first = _buckets(meanings, 0)

    def before(self, text: str, end: int, floor: int = 0) -> str | None:
        """Give the longest word that ends at an offset and starts at ``floor`` or later."""
        if end <= floor:
            return None
        for form in self._by_last.get(text[end - 1], ()):
            start = end - len(form)
            if start < floor or not text.startswith(form, start):
                continue
            if self.spaced and start and form[0].isalpha() and text[start - 1].isalpha():
                continue
            return form
        return None

    def after(self, text: str, start: int) -> str | None:
        """Give the longest word that starts at an offset."""
        for form in self._by_first.get(text[start : start + 1], ()):
            if not text.startswith(form, start):
                continue
            end = start + len(form)
            if self.spaced and form[-1].isalpha() and text[end : end + 1].isalpha():
                continue
            return form
        return None

    def ending(self, head: str) -> str | None:
        """Give the longest word that a text ends with."""
        return self.before(head, len(head))


def _buckets(forms: Iterable[str], index: int) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        found.setdefault(form[index], []).append(form)
    return {character: tuple(words) for character, words in found.items()}
