"""Sets of words looked up at one place of a text, the longest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEY = 2  # words are kept by their first or last two characters


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
        self._by_end = _buckets(meanings, -_KEY, None)
        self._by_start = _buckets(meanings, None, _KEY)

    def before(self, text: str, end: int, floor: int = 0) -> str | None:
        """Give the longest word that ends at an offset and starts at ``floor`` or later."""
        for key in (text[max(0, end - _KEY) : end], text[max(0, end - 1) : end]):
            for form in self._by_end.get(key, ()):
                start = end - len(form)
                if start < floor or not text.startswith(form, start):
                    continue
                if self.spaced and start and form[0].isalpha() and text[start - 1].isalpha():
                    continue
                return form
        return None

    def after(self, text: str, start: int) -> str | None:
        """Give the longest word that starts at an offset."""
        for key in (text[start : start + _KEY], text[start : start + 1]):
            for form in self._by_start.get(key, ()):
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


def _buckets(
    forms: Iterable[str], start: int | None, end: int | None
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        found.setdefault(form[start:end], []).append(form)
    return {key: tuple(words) for key, words in found.items()}
