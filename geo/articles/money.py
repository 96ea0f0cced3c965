"""Money: what a container, a tonne or a truck costs to move; prices and investments are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.articles.context import FAR, NEAR, Context, Reading
from geo.articles.flows import rate_behind

if TYPE_CHECKING:
    from collections.abc import Iterator

# More than this per unit is no freight rate but the value of goods, a deal or an investment.
_MOST = {"USD": 60_000, "EUR": 60_000, "CHF": 60_000, "CNY": 400_000, "RUB": 5e6, "KZT": 3e7}
_BOXES = ("FEU", "TEU", "container")
_BY_WEIGHT = ("t", "kg")
_KG_PER_T = 1000.0
_SIZE_NAMED_FARTHER = 5.0  # 'a 40-foot container': the size stands behind the container's word
_AFTER_PENALTY = 12.0
_GOODS_BESIDE = 12.0
_SURCHARGE = 16.0
_SENTENCES_BACK = 4


def read_money(context: Context) -> Reading | None:
    """Read money that has a denominator and speaks of transport."""
    quantity = context.quantity
    if quantity.per is None and (
        rate_behind(context.hedged.end, context.sentence) or _is_per_other(context)
    ):
        return None  # a wage, a rent; the price of a litre
    per = quantity.per or _denominator(context)
    if per is None:
        return None
    if context.size * (_KG_PER_T if per == "kg" else 1.0) > _MOST[quantity.symbol]:
        return None
    told = quantity.per in _BOXES or not _is_other_money(context, per)
    return _cost(context, per) if told else None


def _is_per_other(context: Context) -> bool:
    """Tell whether it is the price of a litre, a barrel, a ticket."""
    return (
        context.sentence.lexicon.other_per.match(context.sentence.text, context.hedged.end)
        is not None
    )


def _is_other_money(context: Context, per: str) -> bool:
    cost, goods = context.gap("cost"), context.gap("off_goods")
    if context.in_clause("insurance"):
        return True
    other = context.gap("off_money")
    if other < min(cost, NEAR) and other < context.gap(f"per {per}") + 4:
        return True
    named = context.sentence.has((f"per {per}",))
    if not named and any(s.has(("off_goods",)) for s in context.before[:1]):
        return True
    if context.metric == "cost" and context.per == per and goods > context.since:
        return False
    if per in _BY_WEIGHT:
        return _is_price_of_goods(context, per)
    return goods < min(cost, _GOODS_BESIDE)


def _is_price_of_goods(context: Context, per: str) -> bool:
    """Tell the price of a tonne or a kilogram of goods from that of carrying it."""
    if context.metric == "duration" and context.follows_in_sentence:
        return False  # so long and so much: a way's time and price
    if per == "kg" and any(s.has(("mode_air",)) for s in context.before[:2]):
        return False
    cost = context.gap("cost", "mode_air", "mode_sea", "rail", "traffic", "carrying")
    unasked = cost > NEAR and not context.answers("cost")
    return (context.gap("off_goods") < NEAR and not context.in_clause("freight")) or unasked


def _cost(context: Context, per: str) -> Reading:
    unit = f"{context.quantity.symbol}/{'t' if per == 'kg' else per}"
    factor = _KG_PER_T if per == "kg" else 1.0
    if context.gap("surcharge") <= _SURCHARGE and context.in_clause("surcharge"):
        return Reading("cost", "difference", unit, 1, factor)
    reading = context.absolute_or_difference("cost", unit)
    return Reading("cost", reading.form, unit, reading.sign, factor)


def _denominator(context: Context) -> str | None:
    """Find what the money is for: in its sentence, or in the ones before."""
    gaps = dict(_gaps(context))
    per = min(gaps, key=lambda name: gaps[name], default=None)
    if per == "container":
        size = min(("FEU", "TEU"), key=lambda name: gaps.get(name, FAR))
        per = size if context.gap(f"per {size}") < FAR else per
        if per == "container" and context.per in _BOXES:
            return context.per  # the size has been told before
    if per and context.metric == "cost" and context.per and not _is_ahead(context, per):
        return context.per
    if per is not None and gaps[min(gaps, key=lambda name: gaps[name])] < FAR:
        return per
    if context.gap("cost") > NEAR and not any(s.has(("cost",)) for s in context.before[:2]):
        return context.per if context.metric == "cost" else None
    for sentence in context.before[:_SENTENCES_BACK]:
        for unit in (*_BOXES, "truck", *_BY_WEIGHT):
            if sentence.has((f"per {unit}",)):
                return unit
    return context.per


def _is_ahead(context: Context, unit: str) -> bool:
    spans = context.sentence.roles.get(f"per {unit}", ())
    return any(end <= context.quantity.start for _, end in spans)


def _gaps(context: Context) -> Iterator[tuple[str, float]]:
    for role in context.sentence.roles:
        if not role.startswith("per "):
            continue
        unit = role.removeprefix("per ")
        gap = context.gap(role) + (0.0 if _is_ahead(context, unit) else _AFTER_PENALTY)
        yield (
            unit,
            gap + (_SIZE_NAMED_FARTHER if role == "per container" else 0.0),
        )
