"""The filters of the claims' pages, and the article chosen there, as keys of a page's address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from geo.compare.verdicts import WORDS
from geo.model import Metric

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.model import Catalog

ABOUT, QUANTITIES, VERDICTS, ARTICLE = "about", "quantity", "verdict", "article"
KEYS = (ABOUT, QUANTITIES, VERDICTS, ARTICLE)


def subjects(catalog: Catalog) -> list[str]:
    """Give the routes and facilities that any claim speaks of."""
    every = [about for c in catalog.claims.values() for about in (*c.route, c.facility)]
    return [about for about in dict.fromkeys(every) if about is not None]


def quantities(catalog: Catalog) -> list[str]:
    """Give the quantities that any claim speaks of, those with figures first."""
    spoken = {claim.metric for claim in catalog.claims.values()}
    return [metric for metric in get_args(Metric) if metric in spoken]


def usual(catalog: Catalog) -> dict[str, Any]:
    """Give the choices that filter nothing."""
    return {ABOUT: None, QUANTITIES: [], VERDICTS: [], ARTICLE: next(iter(catalog.sources), None)}


def known(choices: Mapping[str, Any], catalog: Catalog) -> dict[str, Any]:
    """Give the choices, without what the catalog, which may have changed, does not know."""
    plain = usual(catalog)
    about, article = choices.get(ABOUT), choices.get(ARTICLE)
    return {
        ABOUT: about if about and about in subjects(catalog) else None,
        QUANTITIES: _among(choices.get(QUANTITIES), quantities(catalog)),
        VERDICTS: _among(choices.get(VERDICTS), WORDS),
        ARTICLE: article if article in catalog.sources else plain[ARTICLE],
    }


def _among(chosen: Iterable[str] | None, options: Iterable[str]) -> list[str]:
    held = chosen or ()
    return [option for option in options if option in held]


def read(key: str, value: str, choices: dict[str, Any], catalog: Catalog) -> list[str]:
    """Take one key of the address into the choices.

    Returns
    -------
    list of str
        What of the value is not known; it was left out.
    """
    single = key in (ABOUT, ARTICLE)
    texts = [value] if single else value.split(".")
    words = [text.replace("-", " ") if key == VERDICTS else text for text in texts]
    found = known({key: words[0] if single else words}, catalog)[key]
    choices[key] = found
    kept = [found] if single else found
    return [text for text, word in zip(texts, words, strict=True) if word not in kept]


def write(choices: Mapping[str, Any], catalog: Catalog) -> dict[str, str]:
    """Turn the choices into a part of the query; the usual ones need none."""
    plain = usual(catalog)
    if all(choices.get(key) in (None, plain[key]) for key in KEYS):
        return {}
    found = known(choices, catalog)
    texts = {key: _text(key, found[key]) for key in KEYS if found[key] != plain[key]}
    return {key: text for key, text in texts.items() if text}


def _text(key: str, value: str | list[str]) -> str:
    if isinstance(value, str):
        return value
    return ".".join(word.replace(" ", "-") if key == VERDICTS else word for word in value)
