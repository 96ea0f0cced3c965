"""Limits of what is read as an article: ``settings`` of ``geo/data/parameters.yaml``."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from geo.errors import InputError
from geo.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_Item = TypeVar("_Item")


def limit(name: str) -> int:
    """Give the limit ``article_<name>_max``: of ``bytes``, ``characters``, ``numbers`` …."""
    return int(parameters().value(f"article_{name}_max"))


def check_length(text: str, name: str) -> None:
    """Refuse a text that is too long to be an article.

    Raises
    ------
    InputError
        With the length and the limit.
    """
    most = limit("characters")
    if len(text) > most:
        raise InputError(
            f"{name or 'the article'}: {len(text):,} characters are over the limit of {most:,};"
            " split it"
        )


def limited(items: Iterable[_Item], name: str) -> Iterator[_Item]:
    """Pass items on, up to a limit.

    Raises
    ------
    InputError
        If there are more.
    """
    most = limit(name)
    for count, item in enumerate(items, 1):
        if count > most:
            raise InputError(
                f"the article holds more than {most:,} {name}: it is a table rather than a text;"
                " bring the parts that speak of freight"
            )
        yield item
