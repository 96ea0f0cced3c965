"""Percentages, fractions, multiples: changes of cost, time, distance or traffic; not shares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.articles.context import FAR, NEAR, OFF_BESIDE, Reading
from geo.articles.direction import is_level, ratio_sign
from geo.articles.flows import rate_behind

if TYPE_CHECKING:
    from geo.articles.context import Context

_METRICS = ("cost", "duration", "traffic", "capacity", "distance")
_COST_RULES = 5.0  # 'the rate for transit': the cost word rules the others
_WEAK = 10.0  # a verb like 'carry' says less of the metric than a noun like 'traffic'
_MODE = 10.0
_SUBJECT_AHEAD = 9.0  # what a change is of is mostly named before it
_HEAD = 24
_NAMED = ("speed", "price", "off_percent", "off_cargo", "off_goods", "off_money")
_SHARE_WITHIN = 4
_BESIDE = 2.5
_ADJACENT = 12.0
_AS_FAST = re.compile(
    r" as (?:fast|quick|cheap|short)"
)  # so many times as fast: a fraction as long

_LEVEL = {"en": frozenset({"to", "at"}), "ru": frozenset[str](), "zh": frozenset[str]()}
_AS_LONG = re.compile(r" (?:as|so) long")


def read_fraction(context: Context) -> Reading | None:
    """Read a percentage or a fraction."""
    if _is_share_of_route(context):
        return Reading("share", "absolute", "fraction")
    metric = _metric(context)
    if metric is None:
        return None
    if _is_level_of(context):
        return Reading(metric, "ratio", "fraction", shift=-1.0, hedge=_level_hedge(context))
    sign = ratio_sign(context.quantity, context.hedged, context.sentence)
    digits = context.sentence.lexicon.language == "zh" and not context.quantity.written
    level = _LEVEL[context.sentence.lexicon.language] & set(context.hedged.taken)
    if sign == 0 or level or (digits and is_level(context.hedged, context.sentence)):
        return None
    if sign < 0 and context.size > 1:
        return None
    return Reading(metric, "ratio", "fraction", sign=sign)


def read_change(context: Context) -> Reading | None:
    """Read a word that is a change by itself: 翻番, halved, вдвое."""
    quantity = context.quantity
    metric = _metric(context)
    if metric is None:
        return None
    if quantity.multiple and ratio_sign(quantity, context.hedged, context.sentence) < 0:
        return Reading(
            metric, "ratio", "fraction", factor=_inverse(quantity.low + 1.0) / quantity.low
        )
    return Reading(metric, "ratio", "fraction")


def read_times(context: Context) -> Reading | None:
    """Read a multiple as a signed fraction (new / old) - 1."""
    quantity, sentence = context.quantity, context.sentence
    rate = rate_behind(quantity.end, sentence)
    if rate:  # three times a week
        unit = f"trains/{rate}"
        return Reading("traffic", "absolute", unit) if sentence.has(("rail",)) else None
    metric = _metric(context)
    language = sentence.lexicon.language
    if metric is None or (language == "en" and quantity.low < 1):
        return None
    sign = ratio_sign(quantity, context.hedged, sentence)
    if language == "zh":
        return _chinese_times(context, metric, sign)
    named = language == "en" and sentence.lexicon.level_of.match(sentence.text, context.hedged.end)
    if named and _AS_FAST.match(sentence.text, context.hedged.end):
        sign, named = -1, None
    if sign < 0 and not named:
        middle = (quantity.low + quantity.high) / 2
        return Reading(metric, "ratio", "fraction", factor=_inverse(middle) / middle)
    if sign == 0 and language == "ru":
        return None
    return Reading(metric, "ratio", "fraction", shift=-1.0)


def _inverse(times: float) -> float:
    """Turn 'so many times less' into a change: three times less is -2/3."""
    return 1.0 / times - 1.0


def _chinese_times(context: Context, metric: str, sign: int) -> Reading | None:
    """Tell 是…的三倍 (+2) from 贵三倍 (+3)."""
    sentence = context.sentence
    head = sentence.text[max(sentence.start, context.hedged.start - _HEAD) : context.hedged.start]
    if head.endswith("的") or any(p.search(head) for p in sentence.lexicon.multiplied):
        return Reading(metric, "ratio", "fraction", shift=-1.0)
    return Reading(metric, "ratio", "fraction") if sign else None


def _metric(context: Context) -> str | None:
    """Give what the share, fraction or multiple is of; None: of something out of scope."""
    if context.since <= _ADJACENT and _is_told_no_metric(context):
        return context.metric
    if _is_part(context) or context.in_clause("finance") or _is_of_insurance(context):
        return None
    if context.in_clause("off_goods") and not context.in_clause("freight"):
        return None
    end = context.quantity.end
    if _AS_LONG.match(context.sentence.text, end) and not context.in_clause("distance"):
        return "duration"
    beside = min(("speed", "price"), key=context.gap)
    if context.gap(beside) <= _BESIDE:  # 'a third faster'
        return "duration" if beside == "speed" else _dearer(context)
    return _nearest_metric(context)


def _nearest_metric(context: Context) -> str | None:
    gaps = _gaps(context)
    rank = gaps | {"cost": gaps["cost"] - _COST_RULES * context.in_clause("cost")}
    metric = min(_METRICS, key=lambda name: rank[name])
    off = context.gap("off_percent", "off_money", "off_cargo")
    if not context.in_clause("freight") or not context.in_clause("cost"):
        off = min(off, context.gap("off_goods"))  # unless it is 'the freight rate for coal'
    if gaps[metric] <= NEAR:
        return None if off < gaps[metric] else metric
    return None if off < min(FAR, context.since) else context.metric


def _gaps(context: Context) -> dict[str, float]:
    """Give how far the words of each metric are."""
    start, end = context.quantity.start, context.quantity.end
    gaps = {
        metric: context.sentence.gap(metric, start, end, behind=_SUBJECT_AHEAD)
        for metric in _METRICS
    }
    able = context.sentence.has(("capacity",), context.clause[0], start)
    if not able or gaps["capacity"] > NEAR:
        gaps["traffic"] = min(gaps["traffic"], context.gap("carrying") + _WEAK)
    if context.in_clause("way"):
        gaps["traffic"] = min(gaps["traffic"], context.gap("exported"))
    if gaps["cost"] > NEAR and _is_level_of(context):  # 'a fifth of air freight'
        gaps["cost"] = min(gaps["cost"], context.gap("mode_air", "mode_sea") + _MODE)
    return gaps


def _dearer(context: Context) -> str | None:
    """Tell what 'dearer' is said of: freight, or goods, rents, fares that the sentence names."""
    sentence, start = context.sentence, context.quantity.start
    other = sentence.has(("off_goods", "off_percent", "passenger"), sentence.start, start)
    return None if other and not sentence.has(("freight",)) else "cost"


def _is_told_no_metric(context: Context) -> bool:
    """Tell whether no word between the figure before and the clause's end names a metric."""
    reach = int(context.since * context.sentence.lexicon.reach)
    behind = min(
        context.clause[1], context.quantity.end + int(OFF_BESIDE * context.sentence.lexicon.reach)
    )
    quantity, named = context.quantity, (*_METRICS, *_NAMED)
    ahead = context.sentence.has(named, quantity.start - reach, quantity.start)
    return not ahead and not context.sentence.has(named, quantity.end, behind)


def _is_part(context: Context) -> bool:
    """Tell whether so much of a whole is meant: 占全球运力的7%."""
    start, end, sentence = context.quantity.start, context.hedged.end, context.sentence
    if sentence.lexicon.language == "zh" and sentence.text.startswith("的", end):
        return not sentence.has(("change noun",), end, context.clause[1])  # 7%的运力
    low = max(context.clause[0], start - int(OFF_BESIDE * context.sentence.lexicon.reach))
    return sentence.has(("part of",), low, start)


def _is_of_insurance(context: Context) -> bool:
    """Tell whether the sentence has spoken of insurers, and the figure's clause not of freight."""
    sentence, start = context.sentence, context.quantity.start
    named = sentence.has(("insurance",), sentence.start, start)
    near = named and context.gap("insurance") <= NEAR
    return context.in_clause("insurance") or (near and not context.in_clause("freight", "cost"))


def _is_level_of(context: Context) -> bool:
    """Tell whether it is a part of something named: 空运的五分之一, 'a tenth of that'."""
    lexicon, text = context.sentence.lexicon, context.sentence.text
    if lexicon.language == "zh":
        low = max(context.sentence.start, context.hedged.start - _HEAD)
        return lexicon.level_of.search(text, low, context.hedged.start) is not None
    return lexicon.level_of.match(text, context.hedged.end) is not None


def _level_hedge(context: Context) -> str | None:
    """Give the relation of a hedge that stands before what it is a part of: 不到目标的一半."""
    low = max(context.clause[0], context.hedged.start - _HEAD)
    head = context.sentence.text[low : context.hedged.start]
    hedges: dict[str, str] = context.sentence.lexicon.data.get("level_hedges", {})
    return next((relation for form, relation in hedges.items() if form in head), None)


def _is_share_of_route(context: Context) -> bool:
    """Tell whether so much of the freight goes along a route or through a place."""
    end = context.hedged.end
    within = end + int(_SHARE_WITHIN * context.sentence.lexicon.reach)
    near = context.sentence.has(("share",), end, within)
    return near and context.gap("traffic", "carrying") < OFF_BESIDE
