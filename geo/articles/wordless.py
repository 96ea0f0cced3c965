"""Figures without a number of their own: 'doubled', 'every other day', 'a week'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.articles.limits import limited
from geo.articles.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.articles.lexicon import Lexicon


def changes(text: str, lexicon: Lexicon) -> Iterator[Quantity]:
    """Find the words that are a change by themselves: 翻番, halved, вдвое."""
    for match in limited(lexicon.change_pattern.finditer(text), "figures"):
        change = lexicon.changes[match.lastgroup or ""]
        yield Quantity(
            *match.span(),
            low=change.value,
            high=change.value,
            relation="eq",
            wording=None,
            kind="change",
            symbol="fraction",
            level=change.level,
            multiple=change.multiple,
        )


def frequencies(text: str, lexicon: Lexicon) -> Iterator[Quantity]:
    """Find 'every other day', 'twice a week' and the like: half a train a day, two a week."""
    for match in limited(lexicon.frequency_pattern.finditer(text), "figures"):
        value, per = lexicon.frequencies[match.lastgroup or ""]
        yield Quantity(
            *match.span(),
            low=value,
            high=value,
            relation="eq",
            wording=None,
            kind="trains",
            symbol="trains",
            per=per,
        )


def singulars(text: str, lexicon: Lexicon) -> Iterator[Quantity]:
    """Find units that stand for one of them: 'a week', больше недели."""
    for match in limited(lexicon.singular_pattern.finditer(text), "numbers"):
        value, sure = lexicon.singulars[match.lastgroup or ""]
        yield Quantity(
            *match.span(),
            low=value,
            high=value,
            relation="eq",
            wording=None,
            kind="time",
            symbol="day",
            alone=not sure,
        )
