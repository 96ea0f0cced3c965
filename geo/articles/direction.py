"""Tell whether a figure is a level or a change, and which way the change goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.articles.hedges import Hedged
    from geo.articles.quantities import Quantity
    from geo.articles.sentences import Sentence

# How far, in Chinese characters' worth, a word may stand from the figure whose direction it gives.
_BEFORE = {"zh": 6, "en": 11, "ru": 10}
_AFTER = {"zh": 2, "en": 9, "ru": 9}
_BY = {"by", "на"}
_REACH_BY = 40
_LEVELS_EN = {"to", "at", "from", "towards", "toward", "is", "was", "are", "were", "reached"}


def sign_of(quantity: Quantity, hedged: Hedged, sentence: Sentence) -> int:
    """Give -1 for less, +1 for more, 0 for a level: of a figure in km, days, money, tonnes."""
    lexicon = sentence.lexicon
    if is_level(hedged, sentence):
        return 0
    inside = _nearest(sentence, hedged.start, quantity.end, quantity.start, quantity.end)
    if inside and lexicon.spaced:
        return inside
    low, high = sentence.clause_of(quantity.start, quantity.end)
    if _BY & set(hedged.taken):
        reach = int(_REACH_BY * lexicon.reach)
        return _nearest(sentence, max(low, hedged.head - reach), min(high, hedged.end + reach), hedged.head, hedged.end)
    before = int(_BEFORE[lexicon.language] * lexicon.reach)
    after = int(_AFTER[lexicon.language] * lexicon.reach)
    ahead = _nearest(sentence, hedged.end, min(high, hedged.end + after), hedged.head, hedged.end)
    behind = _nearest(sentence, max(low, hedged.head - before), hedged.head, hedged.head, hedged.end)
    if lexicon.language == "zh":
        return behind or ahead
    if lexicon.language == "ru":
        return behind
    return ahead or behind


def is_level(hedged: Hedged, sentence: Sentence) -> bool:
    """Tell whether a word such as 'to' or 'from' says that the figure is a level."""
    lexicon = sentence.lexicon
    levels = {form for form, _ in lexicon.level} | {form for form, _ in lexicon.origin}
    if lexicon.language == "ru":
        return bool({"до", "с", "со", "из"} & set(hedged.taken))
    if lexicon.language == "en":
        levels &= _LEVELS_EN
        head = sentence.text[max(sentence.start, hedged.head - 12) : hedged.head].split()
        near = {*hedged.taken[-2:], *head[-1:]}
        return bool(levels & near) and "by" not in hedged.taken
    if levels & set(hedged.taken):
        return True
    head = sentence.text[max(sentence.start, hedged.head - 6) : hedged.head]
    return any(head.endswith(form) for form in levels)


def ratio_sign(quantity: Quantity, hedged: Hedged, sentence: Sentence) -> int:
    """Give -1 for down, +1 for up, 0 for neither: of a share, a fraction, a multiple."""
    low, high = sentence.clause_of(quantity.start, quantity.end)
    found = _nearest(sentence, low, high, hedged.head, hedged.end)
    if found or high - low > _REACH_BY * sentence.lexicon.reach:
        return found
    reach = int(_REACH_BY / 2 * sentence.lexicon.reach)
    return _nearest(
        sentence,
        max(sentence.start, hedged.start - reach),
        min(sentence.end, hedged.end + reach),
        hedged.head,
        hedged.end,
    )


def _nearest(sentence: Sentence, low: int, high: int, start: int, end: int) -> int:
    """Give the sign of the word for less or more, inside a span, that is nearest to a figure."""
    best, sign = float("inf"), 0
    for role, value in (("less", -1), ("more", 1)):
        for span in sentence.spans((role,), low, high):
            if start <= span[0] < end and end - start > 0 and not (span[0] >= start and low == start and high == end):
                continue
            gap = max(start - span[1], span[0] - end, 0)
            # Of two words at one place the longer one speaks: 'more' in 'no more'.
            rank = gap - (span[1] - span[0]) / 100
            if rank < best:
                best, sign = rank, value
    return sign
