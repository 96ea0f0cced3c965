"""Tonnes, containers, trains and trucks: what moved (traffic) or could move (capacity)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.articles.context import FAR, NEAR, OFF_BESIDE
from geo.articles.flows import period_of

if TYPE_CHECKING:
    from geo.articles.context import Context, Reading

_RIGHT_BESIDE = 1.5
_CAN = 8.0  # a word for capacity rules from farther off when it stands ahead in the clause
_COUNTED_WITHIN = 14.0  # vehicles without a period must stand near a word for traffic
_MANY = 1000  # fewer boxes without a period are one shipment
_FLOWS = frozenset({"traffic", "capacity"})
_ONE_MONTH = "1mo"


def read_cargo(context: Context) -> Reading | None:
    """Read a flow; reserves, output, fleets and single shipments are out of scope."""
    quantity, sentence = context.quantity, context.sentence
    capacity, traffic = context.gap("capacity"), context.gap("traffic", "carrying")
    if _is_able(context):
        capacity = min(capacity, context.gap("carrying"))
        traffic = max(traffic, capacity + _CAN)
    if _is_by_way_of(context):
        traffic = min(traffic, context.gap("exported"))
    period, told = period_of(sentence, quantity.start, quantity.end)
    if quantity.per:
        period, told = quantity.per, True
    if not _is_flow(context, min(capacity, traffic), traffic, told=told):
        return None
    low, _ = context.clause
    bonus = _CAN if sentence.has(("capacity",), low, quantity.start) else -_CAN / 2
    able = capacity < FAR and capacity <= max(traffic + bonus, _RIGHT_BESIDE)
    metric = "capacity" if able else "traffic"
    told_none = min(capacity, traffic) > context.since and not context.in_clause(
        "capacity", "traffic", "carrying", "exported"
    )
    if context.metric in _FLOWS and (told_none or min(capacity, traffic) > NEAR):
        metric = context.metric
    ahead = context.sentence.start, quantity.start
    if context.hedged.relation == "at_most" and sentence.has(("permitted",), *ahead):
        metric = "capacity"
    named = capacity < min(context.since, NEAR)  # 'the capacity of … is now …'
    if context.in_clause("actual") and not context.in_clause("capacity", "planned") and not named:
        metric = "traffic"
    if metric == "capacity" and period.endswith("mo"):
        period = "year"
    if not told and context.flow and _goes_on(context, metric):
        period = context.flow.period
    period = "month" if period == _ONE_MONTH else period
    return context.absolute_or_difference(metric, f"{quantity.symbol}/{period}")


def _is_of_vessel(context: Context) -> bool:
    """Tell whether it is what one ship holds."""
    ahead = context.sentence.start, context.quantity.start
    sentence, (low, high) = context.sentence, context.clause
    return sentence.has(("vessel",), *ahead) and sentence.has(("holds",), low, high)


def _is_often(context: Context) -> bool:
    """Tell whether a rate stands in the clause, or a flow before: one a day, instead of one."""
    lexicon = context.sentence.lexicon
    found = lexicon.period_pattern.finditer(context.sentence.text, *context.clause)
    return context.quantity.per is not None or any(
        match.group(name) is not None for match in found for name in lexicon.rates
    )


def _is_rated(context: Context) -> bool:
    """Tell whether the clause names a period."""
    pattern = context.sentence.lexicon.period_pattern
    return pattern.search(context.sentence.text, *context.clause) is not None


def _is_able(context: Context) -> bool:
    """Tell whether 'can' or 'could' rules a verb of carrying, words between."""
    sentence, (low, high) = context.sentence, context.clause
    end = context.quantity.start
    ahead = any(
        sentence.has(("carrying",), able, end) for _, able in sentence.spans(("able",), low, end)
    )
    return ahead or any(  # 'up to 14 trains a day can squeeze through'
        sentence.has(("carrying",), able, high)
        for _, able in sentence.spans(("able",), context.hedged.end, high)
    )


def _is_by_way_of(context: Context) -> bool:
    """Tell whether the clause says by what way goods are exported."""
    sentence, (low, high) = context.sentence, context.clause
    return sentence.has(("exported",), low, high) and sentence.has(("way",), low, high)


def _is_flow(context: Context, topic: float, traffic: float, *, told: bool) -> bool:
    quantity, sentence = context.quantity, context.sentence
    off = context.gap("off_cargo", *(("off_trucks",) if quantity.kind == "trucks" else ()))
    follows = context.metric in _FLOWS
    if off < min(max(topic, OFF_BESIDE), NEAR):
        return False
    if quantity.kind != "mass" and context.size <= 1 and not _is_often(context):
        return False
    if not _is_rated(context) and (
        _is_of_vessel(context) or (quantity.kind == "trucks" and context.in_clause("standing"))
    ):
        return False
    if quantity.kind == "mass":
        return context.size > 1 and not sentence.has(("pipe",)) and (topic <= NEAR or follows)
    enough = context.size >= _MANY or min(context.gap("capacity"), context.gap("traffic")) <= NEAR
    if told or follows:
        counted = True
    elif quantity.kind == "boxes":
        counted = topic <= NEAR and enough
    else:
        counted = context.size > 1 and topic <= NEAR and traffic <= _COUNTED_WITHIN
    return counted and (
        quantity.symbol != "trains" or _is_by_rail(context, regular=told or follows)
    )


def _is_by_rail(context: Context, *, regular: bool) -> bool:
    """Tell whether departures, services or 班 are those of trains."""
    if _is_train(context) or context.sentence.has(("rail",)):
        return True
    if any(s.has(("other_mode",)) for s in (context.sentence, *context.before[:1])):
        return False
    return regular or any(s.has(("rail",)) for s in context.before)


def _goes_on(context: Context, metric: str) -> bool:
    """Tell whether a flow without a period is for that of the flow before."""
    if context.flow is None or context.in_clause("planned"):
        return False
    if context.flow.period.endswith("mo"):
        return metric == "traffic"
    return context.since <= NEAR


def _is_train(context: Context) -> bool:
    """Tell whether the unit says trains by itself: 列, 对, but not 班 or 趟."""
    unit = context.sentence.text[context.quantity.start : context.quantity.end]
    return unit.endswith(("列", "对")) or "列车" in unit
