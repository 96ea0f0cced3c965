"""Decide whether a figure speaks of freight on a route, and of what: the metric, form and unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.articles.direction import is_level, ratio_sign, sign_of
from geo.articles.flows import period_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.articles.flows import Flow
    from geo.articles.forms import Forms
    from geo.articles.hedges import Hedged
    from geo.articles.quantities import Quantity
    from geo.articles.sentences import Sentence

# In Chinese characters' worth: a word farther away does not speak of the figure.
_NEAR = 36.0
_FAR = 60.0
_KM = (5.0, 60_000.0)
_DAYS = (0.01, 250.0)
_LONG_DAYS = 60.0
_PER_BOX = {"USD": 60_000, "EUR": 60_000, "CHF": 60_000, "CNY": 400_000, "RUB": 5e6, "KZT": 3e7}
_COST_RULES = 5.0  # "the rate for transit": the cost word rules the others
_AFTER_PENALTY = 12.0
_SURCHARGE = 16.0
_CAN = 8.0
_OFF_BESIDE = 10.0
_METRICS = ("cost", "duration", "traffic", "capacity", "distance")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure is about; ``factor`` and ``shift`` turn its number into the value."""

    metric: str
    form: str
    unit: str
    sign: int = 1
    factor: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Context:
    """A figure with its surroundings.

    Parameters
    ----------
    before
        The sentences before the figure's own, the nearest first; not beyond the paragraph's topic.
    flow
        What the latest flow before was: its metric and its period.
    per
        The latest denominator of money before.
    metric
        That of the figure just before.
    joined
        The sign of a difference that this figure is joined to by 'and'.
    """

    quantity: Quantity
    hedged: Hedged
    sentence: Sentence
    before: tuple[Sentence, ...]
    flow: Flow | None = None
    per: str | None = None
    metric: str | None = None
    joined: int = 0

    def gap(self, *roles: str) -> float:
        """Give how far the nearest word of some roles is."""
        q = self.quantity
        return min(self.sentence.gap(role, q.start, q.end) for role in roles)

    @property
    def clause(self) -> tuple[int, int]:
        """The span of the figure's clause."""
        return self.sentence.clause_of(self.quantity.start, self.quantity.end)


def read(context: Context) -> Reading | None:
    """Read one figure; None: it is out of scope (articles/README.md, "What counts")."""
    reader = _READERS.get(context.quantity.kind)
    if reader is None or context.sentence.gap("passenger", *_span(context)) < _NEAR:
        return None
    return reader(context)


def _span(context: Context) -> tuple[int, int]:
    return context.quantity.start, context.quantity.end


def _size(context: Context) -> float:
    return max(abs(context.quantity.low), abs(context.quantity.high))


def _absolute_or_difference(context: Context, metric: str, unit: str) -> Reading:
    sign = sign_of(context.quantity, context.hedged, context.sentence)
    if sign == 0 and context.joined and not is_level(context.hedged, context.sentence):
        sign = context.joined
    if context.quantity.part or sign == 0:
        return Reading(metric, "absolute", unit)
    return Reading(metric, "difference", unit, sign=sign)


def _length(context: Context) -> Reading | None:
    if not _KM[0] <= _size(context) <= _KM[1]:
        return None
    low, high = context.clause
    if (
        context.gap("off_length") <= _OFF_BESIDE + 4
        and context.sentence.has(("off_length",), low, high)
        and not sign_of(context.quantity, context.hedged, context.sentence)
    ):
        return None
    topic = context.gap("distance", "moving", "duration", "cost", "rail")
    if topic > _FAR and not any(s.has(("distance", "rail")) for s in context.before[:2]):
        return None
    return _absolute_or_difference(context, "distance", "km")


def _time(context: Context) -> Reading | None:
    if not _DAYS[0] <= _size(context) <= _DAYS[1]:
        return None
    topic = min(context.gap("duration"), context.gap("moving") + 2)
    off = context.gap("off_time")
    if _follows(context, context.sentence.lexicon.off_before):
        return None
    if context.quantity.weak and context.gap("duration") > 3:
        return None
    if topic > _NEAR or off <= topic or _is_period(context):
        return None
    return _absolute_or_difference(context, "duration", "day")


def _is_period(context: Context) -> bool:
    """Tell whether the time is the one that a flow is counted over: за девять месяцев."""
    sentence, quantity = context.sentence, context.quantity
    if quantity.low < _LONG_DAYS:
        return False
    found = sentence.lexicon.period_pattern.finditer(sentence.text, sentence.start, sentence.end)
    return any(m.start() <= quantity.start and quantity.end <= m.end() + 1 for m in found)


def _follows(context: Context, words: Forms) -> bool:
    """Tell whether a figure comes right after one of some words."""
    sentence, end = context.sentence, context.quantity.start
    while end > sentence.start and sentence.text[end - 1] in " \u00a0":
        end -= 1
    return words.before(sentence.text, end, sentence.start) is not None


def _money(context: Context) -> Reading | None:
    quantity, sentence = context.quantity, context.sentence
    per = quantity.per or _denominator(context)
    cost = context.gap("cost")
    if per is None:
        return None
    unit, factor = ("t", 1000.0) if per == "kg" else (per, 1.0)
    limit = _PER_BOX.get(quantity.symbol, 60_000)
    if _size(context) * factor > limit:
        return None
    if quantity.per is not None and per in {"FEU", "TEU", "container"}:
        return _cost(context, unit, factor)
    off_goods = context.gap("off_goods")
    off_money = context.gap("off_money")
    if off_money < min(cost, _NEAR) and off_money < sentence.gap(f"per {per}", *_span(context)) + 4:
        return None
    if not sentence.has((f"per {per}",)) and any(s.has(("off_goods",)) for s in context.before[:1]):
        return None
    low, high = context.clause
    if context.metric == "cost" and context.per == per and cost > _NEAR:
        return _cost(context, unit, factor)
    if per in {"t", "kg"}:
        if off_goods < _NEAR and not sentence.has(("freight",), low, high):
            return None
        if min(cost, context.gap("mode_air", "mode_sea", "rail", "traffic")) > _NEAR:
            return None
    elif off_goods < min(cost, 12.0):
        return None
    return _cost(context, unit, factor)


def _cost(context: Context, unit: str, factor: float) -> Reading:
    if context.gap("surcharge") <= _SURCHARGE and context.sentence.has(("surcharge",), *context.clause):
        return Reading("cost", "difference", f"{context.quantity.symbol}/{unit}", 1, factor)
    reading = _absolute_or_difference(context, "cost", f"{context.quantity.symbol}/{unit}")
    return Reading(reading.metric, reading.form, reading.unit, reading.sign, factor)


def _denominator(context: Context) -> str | None:
    """Find what the money is for: a word beside it, in its sentence, or in the ones before."""
    best, per = float("inf"), None
    for role in context.sentence.roles:
        if role.startswith("per "):
            gap = context.gap(role)
            # 'a 40-foot container' names the size a little farther off than the container.
            gap += 5.0 if role == "per container" else 0.0
            if gap < best and not _precedes(context, role):
                gap += _AFTER_PENALTY
            if gap < best:
                best, per = gap, role.removeprefix("per ")
    if per == "container":
        sizes = {size: context.gap(f"per {size}") for size in ("FEU", "TEU")}
        size = min(sizes, key=lambda name: sizes[name])
        per = size if sizes[size] < _FAR else per
    if per is not None and best < _FAR:
        return per
    if context.gap("cost") > _NEAR:
        return None if context.metric != "cost" else context.per
    for sentence in context.before[:4]:
        for role in ("per FEU", "per TEU", "per container", "per truck", "per t", "per kg"):
            if sentence.has((role,)):
                return role.removeprefix("per ")
    return context.per


def _precedes(context: Context, role: str) -> bool:
    return any(end <= context.quantity.start for _, end in context.sentence.roles.get(role, ()))


def _flow(context: Context) -> Reading | None:
    quantity = context.quantity
    capacity, traffic = context.gap("capacity"), context.gap("traffic")
    topic = min(capacity, traffic)
    off = context.gap("off_cargo", "off_trucks") if quantity.kind == "trucks" else context.gap("off_cargo")
    if quantity.kind == "mass" and context.sentence.has(("pipe",)):
        return None
    period, told = period_of(context.sentence, *_span(context))
    if quantity.per:
        period, told = quantity.per, True
    if quantity.kind == "mass":
        if off < max(min(topic, _NEAR), _OFF_BESIDE):
            return None
        if topic > _NEAR and context.metric not in {"traffic", "capacity"}:
            return None
    if quantity.kind != "mass":
        if off < min(max(topic, _OFF_BESIDE), _NEAR):
            return None
        if topic > _NEAR and not told:
            return None
        if quantity.kind in {"trains", "trucks"} and not told and traffic > 14:
            return None
    if quantity.symbol == "trains" and not context.sentence.has(("rail",)):
        return None
    low, _ = context.clause
    bonus = _CAN if context.sentence.has(("capacity",), low, quantity.start) else -_CAN / 2
    metric = "capacity" if capacity < _FAR and capacity <= traffic + bonus else "traffic"
    if context.metric in {"capacity", "traffic"} and topic > _NEAR:
        metric = context.metric
    if metric == "capacity" and period.endswith("mo"):
        period = "year"
    if metric == "traffic" and not told and context.flow and context.flow.period:
        period = context.flow.period
    return _absolute_or_difference(context, metric, f"{quantity.symbol}/{period}")


def _ratio(context: Context) -> Reading | None:
    quantity, sentence = context.quantity, context.sentence
    metric = _ratio_metric(context)
    share = _is_share_of_route(context)
    if share:
        return Reading("share", "absolute", "fraction")
    if metric is None:
        return None
    if _is_level_of(context):
        return Reading(metric, "ratio", "fraction", shift=-1.0)
    sign = ratio_sign(quantity, context.hedged, sentence)
    if sign == 0 or is_level(context.hedged, sentence) and quantity.kind == "fraction" and not quantity.written and sentence.lexicon.language == "zh":
        return None
    if sign < 0 and _size(context) > 1:
        return None
    return Reading(metric, "ratio", "fraction", sign=sign)


def _ratio_metric(context: Context) -> str | None:
    gaps = {metric: context.gap(metric) for metric in _METRICS}
    if context.sentence.has(("mode_air", "mode_sea")) and gaps["cost"] > _NEAR:
        gaps["cost"] = min(gaps["cost"], context.gap("mode_air", "mode_sea") + 10)
    metric = min(_METRICS, key=lambda name: gaps[name] - _COST_RULES * (name == "cost"))
    low, high = context.clause
    if context.sentence.has(("off_goods",), low, high) and not context.sentence.has(
        ("freight",), low, high
    ):
        return None
    off = context.gap("off_percent", "off_goods", "off_money", "off_cargo")
    if gaps[metric] <= _NEAR:
        return None if off < gaps[metric] else metric
    return None if off < _FAR else context.metric


def _is_level_of(context: Context) -> bool:
    lexicon = context.sentence.lexicon
    text = context.sentence.text
    if lexicon.language == "zh":
        low = max(context.sentence.start, context.hedged.start - 24)
        return lexicon.level_of.search(text, low, context.hedged.start) is not None
    return lexicon.level_of.match(text, context.hedged.end) is not None


def _is_share_of_route(context: Context) -> bool:
    """Tell whether so much of the freight goes along a route or through a place."""
    lexicon = context.sentence.lexicon
    near = next(context.sentence.spans(("share",), context.hedged.end, context.hedged.end + int(4 * lexicon.reach)), None)
    return near is not None and context.quantity.kind == "fraction" and context.gap("traffic") < 10


def _times(context: Context) -> Reading | None:
    metric = _ratio_metric(context)
    if metric is None:
        return None
    from geo.articles.multiples import read_times

    return read_times(context, metric)


def _change(context: Context) -> Reading | None:
    quantity = context.quantity
    metric = _ratio_metric(context)
    if metric is None:
        return None
    if quantity.multiple and ratio_sign(quantity, context.hedged, context.sentence) < 0:
        times = quantity.low + 1.0
        return Reading(metric, "ratio", "fraction", factor=(1.0 / times - 1.0) / quantity.low)
    return Reading(metric, "ratio", "fraction")


_READERS: dict[str, Callable[[Context], Reading | None]] = {
    "length": _length,
    "time": _time,
    "money": _money,
    "mass": _flow,
    "boxes": _flow,
    "trains": _flow,
    "trucks": _flow,
    "fraction": _ratio,
    "times": _times,
    "change": _change,
}
