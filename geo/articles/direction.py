"""Tell whether a figure is a level or a change, and which way the change goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.articles.hedges import Hedged
    from geo.articles.quantity import Quantity
    from geo.articles.sentences import Sentence

# How far, in Chinese characters' worth, a word may stand from the figure whose direction it gives.
_BEFORE = {"zh": 6.0, "en": 11.0, "ru": 13.0}
_BEFORE_SHORT = 1  # words of one character stand inside others; a detour rules what it is long
_AFTER = 9.0
_AFTER_AND = 14.0
_REACH_BY = 40.0
_REACH_RATIO = 20.0
_HEAD = 14
_COMPARED_WITHIN = 20
_CHANGE_NOUN = re.compile(
    r"[ -](?:long )?(?:detour|saving|reduction|cut|increase|extension|shortcut|gain|delay)"
)
_BY = {"by", "на"}
_NEARER = {"近"}  # 'nearly', but 'nearer by' in a comparison
_COMPARED = re.compile("比(?!例|重|率|去年|上年|原)")
_COPULA = re.compile(
    r"(?:s? (?:is|was|are|were|has|had|averag|now|stands|stood|reach|hit)"
    r"|已?达|已?为|已?是|长?达|已?有)"
)
_HARD_LEVELS: dict[str, frozenset[str] | None] = {
    "zh": None,  # all of the vocabulary's
    "en": frozenset({"to", "at", "from", "towards", "toward", "reached"}),
    "ru": frozenset({"до", "с", "со", "из"}),
}
_UP_TO: dict[str, frozenset[str]] = {
    "ru": frozenset({"до"}),
    "en": frozenset(),
    "zh": frozenset(),
}


def sign_of(quantity: Quantity, hedged: Hedged, sentence: Sentence) -> int:
    """Give -1 for less, +1 for more, 0 for a level: of a figure in km, days, money, tonnes."""
    if _is_attribute(quantity, sentence):
        return 0
    start, end = quantity.start, quantity.end
    inside = _nearest(sentence, start, end, start, start) if sentence.lexicon.spaced else 0
    return inside or _sign_around(quantity, hedged, sentence)


def _sign_around(quantity: Quantity, hedged: Hedged, sentence: Sentence) -> int:
    lexicon = sentence.lexicon
    low, high = sentence.clause_of(quantity.start, quantity.end)
    turned = lexicon.language == "ru" and " на " in sentence.text[quantity.start : quantity.end]
    if turned or _is_by(hedged):
        reach = int(_REACH_BY * lexicon.reach)
        span = max(low, hedged.head - reach), min(high, hedged.end + reach)
        return _nearest_of_verb(sentence, *span, hedged) or _nearest(
            sentence, *span, hedged.head, hedged.end
        )
    behind = _behind(hedged, sentence, low)
    level = is_level(hedged, sentence)
    if level and not (behind and _UP_TO[lexicon.language] & set(hedged.taken)):
        return 0
    if lexicon.language == "en":
        behind_and = _AFTER_AND if sentence.text.startswith(" and ", hedged.end) else _AFTER
        after = min(high, hedged.end + int(behind_and * lexicon.reach))
        ahead = _nearest(sentence, hedged.end, after, hedged.head, hedged.end)
        return ahead or behind
    if lexicon.language == "zh" and not behind and _NEARER & set(hedged.taken):
        low = max(sentence.start, hedged.head - _COMPARED_WITHIN)
        compared = _COMPARED.search(sentence.text, low, hedged.head)
        return -1 if compared else 0
    return behind


def _nearest_of_verb(sentence: Sentence, low: int, high: int, hedged: Hedged) -> int:
    """Give the sign of what stands before a next verb: сократит на 500 км и позволит больше."""
    if sentence.lexicon.language != "ru":
        return 0
    following = sentence.text.find(" и ", hedged.end, high)
    return _nearest(sentence, low, following, hedged.head, hedged.end) if following > 0 else 0


def _is_attribute(quantity: Quantity, sentence: Sentence) -> bool:
    """Tell whether a hyphen makes it an attribute, of a noun that is no change: '900-km line'."""
    if sentence.lexicon.language != "en":
        return False
    text = sentence.text
    hyphen = text.find("-", quantity.start, quantity.end)
    if hyphen < 0 or quantity.low < quantity.high or not text[hyphen + 1 : quantity.end].isalpha():
        return False
    return _CHANGE_NOUN.match(text, quantity.end) is None


def _is_by(hedged: Hedged) -> bool:
    """Tell whether 'by' or 'на' stands before the figure, maybe at the end of a hedge."""
    return any(form.rpartition(" ")[2] in _BY for form in hedged.taken)


def _behind(hedged: Hedged, sentence: Sentence, low: int) -> int:
    """Give the sign of a word like 'add', 'save' or 多付 that rules the figure."""
    lexicon = sentence.lexicon
    start = max(low, hedged.head - int(_BEFORE[lexicon.language] * lexicon.reach))
    best, ruling = -1, None
    end = hedged.head if lexicon.spaced else hedged.start  # 早到 ends in what a filling word is
    for span in sentence.spans(("adding",), start, end):
        if span[0] >= hedged.head:
            continue
        single = not lexicon.spaced and (
            span[1] - span[0] == 1 or span in sentence.roles.get("detour", ())
        )
        if single and hedged.head - span[1] > _BEFORE_SHORT:
            continue
        if span in sentence.roles.get("delay", ()) and _COPULA.match(sentence.text, span[1]):
            continue  # 'the delay is now three days' tells how long it is
        if span[1] > best:
            best, ruling = span[1], span
    if ruling is None:
        return 0
    return _nearest(sentence, ruling[0], ruling[1], ruling[1], ruling[1]) or 1


def is_level(hedged: Hedged, sentence: Sentence) -> bool:
    """Tell whether a word such as 'to' or 'from' says that the figure is a level."""
    lexicon = sentence.lexicon
    hard = _HARD_LEVELS[lexicon.language]
    head = sentence.text[max(sentence.start, hedged.head - _HEAD) : hedged.head]
    if hard is not None:
        near = {*hedged.taken[-2:], *head.split()[-1:]}
        return bool(hard & near) and not _is_by(hedged)
    levels, origins = lexicon.level, lexicon.origin
    if any(
        start < hedged.start - 1 and hedged.head <= end <= hedged.start
        for start, end in sentence.spans(("adding",), sentence.start, hedged.start)
        if sentence.text[end - 1] == "到"
    ):
        return False  # 晚到三天: three days late
    if any(form in levels.meanings or form in origins.meanings for form in hedged.taken):
        return True
    return bool(levels.ending(head) or origins.ending(head) or origins.ending(head + "的"))


def ratio_sign(quantity: Quantity, hedged: Hedged, sentence: Sentence) -> int:
    """Give -1 for down, +1 for up, 0 for neither: of a share, a fraction, a multiple."""
    low, high = sentence.clause_of(quantity.start, quantity.end)
    found = _nearest(sentence, low, high, hedged.head, hedged.end)
    if found or high - low > _REACH_BY * sentence.lexicon.reach:
        return found
    reach = int(_REACH_RATIO * sentence.lexicon.reach)
    span = max(sentence.start, hedged.start - reach), min(sentence.end, hedged.end + reach)
    return _nearest(sentence, *span, hedged.head, hedged.end)


def _nearest(sentence: Sentence, low: int, high: int, start: int, end: int) -> int:
    """Give the sign of the word for less or more, inside a span, that is nearest to a figure."""
    best, sign = float("inf"), 0
    for role, value in (("less", -1), ("more", 1)):
        for span in sentence.spans((role,), low, high):
            if start <= span[0] < end:
                continue
            gap = max(start - span[1], span[0] - end, 0)
            # Of two words at one place the longer one speaks: 'more' in 'no more'.
            rank = gap - (span[1] - span[0]) / 100
            if rank < best:
                best, sign = rank, value
    return sign
