"""Read the hedges and bounds on both sides of a quantity."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.articles.lexicon import Lexicon
    from geo.articles.quantity import Quantity

_REACH = 60
_MAX_WORDS = 4
_MAX_WORDS_AFTER = 2
_BLANK = " \u00a0"
_STRENGTH = {"eq": 0, "approx": 1, "range": 2, "at_least": 3, "at_most": 3}


@dataclass(frozen=True, slots=True)
class Hedged:
    """What stands around a quantity.

    Parameters
    ----------
    start, end
        The span with its hedges.
    relation
        ``eq``, ``approx``, ``at_least`` or ``at_most``.
    nearly
        Whether the hedge says 'a little less'.
    head
        Where the text before all hedges and filling words ends.
    taken
        The words that were passed over, from the number outwards.
    """

    start: int
    end: int
    relation: str
    nearly: bool
    head: int
    taken: tuple[str, ...]


def read_hedges(start: int, end: int, text: str, lexicon: Lexicon, floor: int) -> Hedged:
    """Read outwards from a quantity, at most a few words and not before ``floor``."""
    for before, after, relation in lexicon.around:
        right = after.match(text, end)
        left = right and before.search(text, max(floor, start - _REACH), start)
        if left and right:
            return Hedged(
                left.start(), right.end(), relation, nearly=False, head=left.start(), taken=()
            )
    inside = next((w for w in lexicon.not_beyond if f" {w} " in text[start:end]), "")
    relations, outer, head, taken = _read_before(start, text, lexicon, floor, inside)
    tail = end
    for _ in range(_MAX_WORDS_AFTER):
        found = _word_after(text, tail, lexicon)
        if found is None:
            break
        meaning, beyond = found
        if meaning == "stop":
            break
        tail = beyond
        relations.append(meaning)
    strongest = max(relations, key=lambda name: _STRENGTH[name], default="eq")
    nearly = not lexicon.nearly.isdisjoint(taken)
    return Hedged(outer, tail, strongest, nearly, head, tuple(taken))


def without_direction(hedged: Hedged, quantity: Quantity, lexicon: Lexicon) -> Hedged:
    """Take a direction for no bound: 'дешевле вдвое' says which way, not at most."""
    if quantity.kind != "change" or not hedged.taken:
        return hedged
    if lexicon.comparatives.fullmatch(hedged.taken[0]) is None:
        return hedged
    return replace(hedged, start=quantity.start, head=quantity.start, relation="eq", taken=())


def _read_before(
    start: int, text: str, lexicon: Lexicon, floor: int, inside: str
) -> tuple[list[str], int, int, list[str]]:
    """Give the relations named before a quantity, where hedges and all words begin, the words.

    ``inside`` is a word that stands in the quantity as if before it: дней на десять.
    """
    relations: list[str] = []
    taken: list[str] = []
    outer = head = start
    barred = lexicon.not_beyond
    for _ in range(_MAX_WORDS):
        found = _word_before(text, head, lexicon, floor)
        if found is None:
            break
        form, meaning, begin = found
        if meaning == "stop" or form in barred.get(taken[-1] if taken else inside, ()):
            break
        head = begin
        taken.append(form)
        if meaning != "none":
            relations.append(meaning)
            outer = head
    return relations, outer, head, taken


def _word_before(
    text: str, position: int, lexicon: Lexicon, floor: int
) -> tuple[str, str, int] | None:
    end = position
    while end > floor and text[end - 1] in _BLANK:
        end -= 1
    form = lexicon.before.before(text, end, floor)
    return None if form is None else (form, lexicon.before.meanings[form], end - len(form))


def _word_after(text: str, position: int, lexicon: Lexicon) -> tuple[str, int] | None:
    start = position
    while start < len(text) and text[start] in _BLANK:
        start += 1
    form = lexicon.after.after(text, start)
    return None if form is None else (lexicon.after.meanings[form], start + len(form))
