"""Reading an article: its freight figures, with where they stand and what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.articles.candidate import Candidate
from geo.articles.intervals import candidate_of
from geo.articles.languages import Script, detect_language
from geo.articles.lexicon import Language, lexicon
from geo.articles.limits import check_length
from geo.articles.link import Links
from geo.articles.normalise import fold
from geo.articles.reader import figures
from geo.errors import InputError

if TYPE_CHECKING:
    from geo.model import Catalog

__all__ = ["Candidate", "Script", "detect_language", "read_figures"]

_LANGUAGES: dict[str, Language] = {"zh-Hans": "zh", "zh-Hant": "zh", "en": "en", "ru": "ru"}


def read_figures(
    text: str,
    *,
    article: str = "",
    language: str | None = None,
    catalog: Catalog | None = None,
) -> list[Candidate]:
    """Find the freight figures of an article.

    Parameters
    ----------
    text
        The article as it stands.
    article
        Its name, for the records.
    language
        ``zh-Hans``, ``zh-Hant``, ``en`` or ``ru``; None: told from the text.
    catalog
        Routes and places that figures are linked to; None: none are.

    Returns
    -------
    list of Candidate
        In the order of the text; no two spans overlap.

    Raises
    ------
    InputError
        If the language is not one of the four, or the text is over the limits.
    """
    script = language or detect_language(text)
    if script not in _LANGUAGES:
        known = ", ".join(_LANGUAGES)
        raise InputError(f"language={script!r} is not read; expected one of {known}")
    check_length(text, article)
    folded = fold(text)
    found = figures(folded.text, lexicon(_LANGUAGES[script]))
    links = Links(folded.text, catalog) if catalog and found else None
    return [candidate_of(figure, folded, text, article, links) for figure in found]
