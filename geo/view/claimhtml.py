"""HTML of the claims' pages: the matrix, an article's passage, sources side by side."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from geo.compare.verdicts import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.evidence import Passage

Row = dict[str, Any]

_LINES_KEPT = 4_000
_KEYS = (
    "verdict", "claim", "about", "flags", "asserted", "measured", "source", "date", "words",
)  # fmt: skip
# A shape a verdict, so that none hangs on colour alone.
SHAPES = {
    "agrees": "●",
    "depends": "◐",
    "says little": "○",
    "differs": "✕",
    "not comparable": "?",
    "not measurable": "–",
}


def matrix(rows: Sequence[Row], names: Sequence[str], chosen: str | None) -> Markup:
    """Draw claims (rows) by verdict (columns); a row can be chosen.

    Parameters
    ----------
    rows
        As :func:`geo.view.tables.claim_rows` gives them, with ``flags``.
    names
        Identifiers of the claims, in the same order.
    chosen
        The chosen one.
    """
    counts = {word: sum(row["verdict"] == word for row in rows) for word in WORDS}
    columns = _join(
        Markup('<th scope="col" class="wb-m">{} {}<small>{}</small></th>').format(
            SHAPES[word], word, counts[word]
        )
        for word in WORDS
    )
    head = Markup(
        "<tr><th>Claim<small>{}</small></th>{}<th>Asserted</th><th>Measured</th><th>Source</th></tr>"
    )
    lines = _join(
        _line(name, name == chosen, *(row[key] for key in _KEYS))
        for row, name in zip(rows, names, strict=True)
    )
    return Markup(
        '<div class="wb-scroll"><table class="wb wb-stack" aria-label="Claims">'
        "<thead>{}</thead><tbody>{}</tbody></table></div>"
    ).format(head.format(len(rows), columns), lines)


@lru_cache(maxsize=_LINES_KEPT)
def _line(name: str, current: bool, verdict: str, *texts: str) -> Markup:  # noqa: FBT001 - cached
    claim, about, flags, *rest = texts
    marks = _join(
        Markup('<td class="wb-m">{}</td>').format(
            Markup('{} <span class="wb-word">{}</span>').format(SHAPES[word], word)
            if word == verdict
            else ""
        )
        for word in WORDS
    )
    return Markup(
        '<tr data-pick="{}" data-verdict="{}"{}><td><button type=button>{}</button>'
        '<small>{}</small>{}</td>{}<td data-label="asserted">{}</td>'
        '<td data-label="measured">{}</td><td>{}<small>{} · “{}”</small></td></tr>'
    ).format(
        name,
        verdict,
        Markup(' aria-current="true"') if current else "",
        claim,
        about,
        Markup('<small class="wb-flag">{}</small>').format(flags) if flags else "",
        marks,
        *rest,
    )


def passage(found: Passage) -> Markup:
    """Draw a figure highlighted in the part of its article around it."""
    return Markup(
        '<blockquote class="wb-passage"><bdi>…{}</bdi><mark><bdi>{}</bdi></mark><bdi>{}…</bdi>'
        "</blockquote>"
    ).format(found.before, found.words, found.after)


def listed(items: Sequence[str]) -> Markup:
    """Draw sentences as a list."""
    return Markup("<ul class='wb-list'>{}</ul>").format(
        _join(Markup("<li>{}</li>").format(item) for item in items)
    )


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
