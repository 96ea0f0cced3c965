"""Turn a bound round that its clause denies: 'never in under 30 days' is 30 or more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.articles.hedges import Hedged
    from geo.articles.sentences import Sentence

_TURNED = {"at_most": "at_least", "at_least": "at_most"}
_WITHIN = 24.0  # in Chinese characters' worth


def turned(hedged: Hedged, sentence: Sentence) -> Hedged:
    """Turn 'under' and the like round where a word such as 'never' stands in the clause."""
    comparing = sentence.lexicon.comparing
    if hedged.relation not in _TURNED:
        return hedged
    behind = sentence.text[hedged.start : hedged.end].endswith(sentence.lexicon.comparing_behind)
    if not behind and not any(form in comparing for form in hedged.taken):
        return hedged
    low, high = sentence.clause_of(hedged.start, hedged.end)
    low = max(low, hedged.start - int(_WITHIN * sentence.lexicon.reach))
    if not (
        sentence.has(("negator",), low, hedged.start)
        or sentence.has(("negator behind",), hedged.end, high)
    ):
        return hedged
    return replace(hedged, relation=_TURNED[hedged.relation])
