"""Turn a figure that was read into the record: its interval on the number line, its offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.articles.candidate import Candidate
from geo.articles.status import status_of, year_of

if TYPE_CHECKING:
    from geo.articles.link import Links
    from geo.articles.normalise import Folded
    from geo.articles.reader import Figure

_DECIMALS = 3
_VERB_REACH = 90


def candidate_of(
    figure: Figure, folded: Folded, text: str, article: str, links: Links | None = None
) -> Candidate:
    """Turn a figure into the record, in the offsets of the text as it stands."""
    subject, baseline = links.subject_and_baseline(figure) if links else ((), None)
    low, high, relation = _interval(figure)
    start, end = folded.span_of(figure.hedged.start, figure.hedged.end)
    wording = figure.quantity.wording or ("nearly" if figure.hedged.nearly else None)
    return Candidate(
        article=article,
        start=start,
        end=end,
        quote=text[start:end],
        metric=figure.reading.metric,
        form=figure.reading.form,
        relation=relation,
        low=low,
        high=high,
        unit=figure.reading.unit,
        status=status_of(figure.hedged.start, figure.hedged.end, figure.sentence),
        subject=subject,
        baseline=baseline,
        wording=wording,
        year=year_of(figure.hedged.start, figure.hedged.end, figure.sentence),
        unit_inferred=figure.inferred,
    )


def _is_end_of_change(figure: Figure) -> bool:
    """Tell whether the 'to' of a change looks like a bound: сократились до, довести до."""
    sentence, hedged = figure.sentence, figure.hedged
    verbs = sentence.lexicon.data.get("level_verbs")
    if not verbs or "до" not in hedged.taken:
        return False
    head = sentence.text[max(sentence.start, hedged.head - _VERB_REACH) : hedged.head]
    return any(f" {verb}" in f" {head}" for verb in verbs)


def _interval(figure: Figure) -> tuple[float | None, float | None, str]:
    """Give the interval on the number line; a bound's open side flips below zero."""
    quantity, reading = figure.quantity, figure.reading
    ends = sorted(
        round(reading.sign * n * reading.factor + reading.shift, _DECIMALS)
        for n in (quantity.low, quantity.high)
    )
    low, high = ends
    relation = quantity.relation
    hedge = figure.hedged.relation
    if low < high:
        return low, high, "range"
    if (relation in {"eq", "approx"} and hedge != "eq") or (
        relation == "at_least" and hedge == "at_most"
    ):
        relation = hedge
    if relation == "at_most" and _is_end_of_change(figure):
        relation = "eq"
    if reading.shift and relation in {"at_least", "at_most"}:
        # Of a level turned into a change, less of the level is more of the change below zero.
        upward = relation == "at_least"
        relation = relation if high >= 0 else ("at_most" if upward else "at_least")
        return (low, None, relation) if upward else (None, high, relation)
    if relation in {"at_least", "at_most"}:
        upward = (relation == "at_least") == (high >= 0)
        return (low, None, relation) if upward else (None, high, relation)
    return low, high, relation
