"""Decide whether a figure speaks of freight on a route, and of what.

The rules are those of the annotated articles: lengths, times, costs and flows of routes and of the
facilities on them count; passengers, construction, trade, mines and markets do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.articles.cargo import read_cargo
from geo.articles.context import FAR, NEAR
from geo.articles.direction import sign_of
from geo.articles.money import read_money
from geo.articles.ratios import read_change, read_fraction, read_times

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.articles.context import Context, Reading
    from geo.articles.sentences import Sentence

_KM = (5.0, 60_000.0)
_DAYS = (0.01, 250.0)
_LONG_DAYS = 60.0  # as long a time may be the period of a flow
_BESIDE = 3.0
_OFF_WITHIN = 14.0
_STRUCTURE_WITHIN = 15.0
_DAILY_WITHIN = 5.0
_CARRIED = 20.0  # the figure before was a duration
_RELATIVE = frozenset({"fraction", "change", "times"})
_HAVING_CHANGES = frozenset({"money", "fraction"})
_TOPICS = (
    "cost",
    "duration",
    "traffic",
    "capacity",
    "distance",
    "price",
    "speed",
    "rail",
    "moving",
)
_NEEDS = frozenset({"需", "约需", "只需", "仅需", "需要"})
_ARRIVALS = frozenset("到抵达")


def read(context: Context) -> Reading | None:
    """Read one figure; None: it is out of scope."""
    reader = _READERS.get(context.quantity.kind)
    if reader is None or _is_of_passengers(context) or _goes_with_rejected(context):
        return None
    return reader(context)


def _goes_with_rejected(context: Context) -> bool:
    """Tell whether it belongs to a figure out of scope: '41 billion roubles, up 12%'."""
    rejected, quantity, sentence = context.rejected, context.quantity, context.sentence
    if rejected is None or rejected.start < sentence.start:
        return False
    if quantity.kind in _RELATIVE:
        alike = rejected.kind in _HAVING_CHANGES
    else:
        alike = rejected.kind == quantity.kind == "length"
    topics = ("distance", "rail") if quantity.kind == "length" else _TOPICS
    start = rejected.end
    if rejected.kind == "money":  # '$4bn in tolls, 60% less': what the money is for is no topic
        start = max(start, context.clause[0])
    own = sentence.has(topics, start, context.clause[1])
    return alike and not own


def _is_of_passengers(context: Context) -> bool:
    """Tell whether the sentence has spoken of passengers, and the figure's clause not of goods."""
    sentence = context.sentence
    if context.gap("price", "speed") <= _BESIDE and _is_freight_compared(sentence):
        return False
    if context.gap("passenger") < NEAR and not _is_of_freight(context):
        return True
    named = sentence.has(("passenger",), sentence.start, context.quantity.start)
    return named and not context.in_clause("freight")


def _is_freight_compared(sentence: Sentence) -> bool:
    """Tell whether the sentence speaks of freight first: '… cheaper than by plane'."""
    first = {role: sentence.roles.get(role, ()) for role in ("freight", "passenger")}
    starts = {role: min((s for s, _ in spans), default=None) for role, spans in first.items()}
    freight, passenger = starts["freight"], starts["passenger"]
    return freight is not None and passenger is not None and freight < passenger


def _is_of_freight(context: Context) -> bool:
    """Tell whether the figure's clause speaks of freight and not of passengers."""
    return context.in_clause("freight") and not context.in_clause("passenger")


def _length(context: Context) -> Reading | None:
    if not _KM[0] <= context.size <= _KM[1]:
        return None
    if _is_of_structure(context) or any(is_no_way(context) for is_no_way in _NO_WAYS):
        return None
    topic = context.gap("distance", "moving", "duration", "cost", "rail")
    if topic > FAR and not any(s.has(("distance", "rail")) for s in context.before[:2]):
        return None
    return context.absolute_or_difference("distance", "km")


def _is_of_structure(context: Context) -> bool:
    """Tell whether it is the length of a bridge, which is no route but may shorten one."""
    return context.gap("structure") <= _STRUCTURE_WITHIN and not sign_of(
        context.quantity, context.hedged, context.sentence
    )


def _is_of_other(context: Context) -> bool:
    """Tell whether a word out of scope stands near, before the figure or in its clause."""
    if context.gap("off_length") > _OFF_WITHIN:
        return False
    return context.sentence.has(("off_length",), context.sentence.start, context.clause[1])


def _is_of_pipe(context: Context) -> bool:
    """Tell whether the sentence has spoken of a pipeline, and no railway since."""
    sentence, start = context.sentence, context.quantity.start
    piped = sentence.has(("pipe",), sentence.start, start)
    return piped and not sentence.has(("rail",), sentence.start, context.clause[1])


def _is_away(context: Context) -> bool:
    """Tell whether it says how far off something lies: '40 km from the railway'."""
    away = context.sentence.lexicon.away.match(context.sentence.text, context.hedged.end)
    return away is not None and not context.in_clause("distance")


def _is_daily(context: Context) -> bool:
    """Tell whether so many kilometres a day are meant: a speed, or somebody's walk."""
    sentence, quantity = context.sentence, context.quantity
    lexicon, reach = sentence.lexicon, int(_DAILY_WITHIN * sentence.lexicon.reach)
    low, high = context.clause
    start, end = max(low, quantity.start - reach), min(high, quantity.end + reach)
    return any(
        match.group(name) is not None
        and lexicon.periods[name] == "day"
        and " and " not in sentence.text[quantity.end : match.start() + 1]
        for match in lexicon.period_pattern.finditer(sentence.text, start, end)
        for name in lexicon.rates
    )


_NO_WAYS = (_is_of_other, _is_away, _is_of_pipe, _is_daily)


def _time(context: Context) -> Reading | None:
    if not _DAYS[0] <= context.size <= _DAYS[1] or _is_date_like(context):
        return None
    topic = min(context.gap("duration"), context.gap("moving") + 2)
    if context.metric == "duration" or _arrives(context):
        topic = min(topic, _CARRIED)
    if topic > NEAR and (_is_routed(context) or context.answers("duration", "moving")):
        topic = _CARRIED
    if topic > NEAR and _is_subject(context):
        topic = _CARRIED
    if topic > NEAR and context.asks("duration", "moving", "denial"):
        topic = _CARRIED
    if topic > NEAR or context.gap("off_time") <= topic or _is_of_halt(context):
        return None
    return context.absolute_or_difference("duration", "day")


def _is_of_halt(context: Context) -> bool:
    """Tell whether something stood still so long: in the clause, or before it, goods unnamed."""
    sentence, start = context.sentence, context.quantity.start
    if context.in_clause("halted"):
        return True
    halts = [end for _, end in sentence.spans(("halted",), sentence.start, start)]
    return bool(halts) and not sentence.has(("freight", "duration"), halts[-1], context.clause[1])


def _is_date_like(context: Context) -> bool:
    """Tell whether it is a date (25日), 'the past 20 days' or the period of a flow."""
    sentence, quantity = context.sentence, context.quantity
    if quantity.weak and not _is_weak_time(context):
        return True
    end = quantity.start
    while end > sentence.start and sentence.text[end - 1] in " \u00a0":
        end -= 1
    if sentence.lexicon.off_before.before(sentence.text, end, sentence.start):
        return True
    if quantity.low < _LONG_DAYS:
        return False
    found = sentence.lexicon.period_pattern.finditer(sentence.text, sentence.start, sentence.end)
    return any(m.start() <= quantity.start and quantity.end <= m.end() + 1 for m in found)


def _is_weak_time(context: Context) -> bool:
    """Tell whether 日 counts days: 需时八日, 停上六至八日, but not 十月八日."""
    quantity, text = context.quantity, context.sentence.text
    if _arrives(context) or _is_routed(context):
        return True
    if _NEEDS & set(context.hedged.taken) or context.gap("duration") <= _BESIDE:
        return True
    month = text[max(0, quantity.start - 1) : quantity.start] == "月"
    dated = month or text[quantity.end - 1] != "日"
    return quantity.written and not dated and context.gap("moving") <= _BESIDE


def _is_subject(context: Context) -> bool:
    """Tell whether a time is what the sentence has spoken of, asides between."""
    sentence, start = context.sentence, context.quantity.start
    named = sentence.has(("duration",), sentence.start, start)
    other = sentence.has(("off_time", "halted"), sentence.start, start)
    return named and not other and context.gap("duration") <= FAR


def _is_routed(context: Context) -> bool:
    """Tell whether a way follows at once: 'twelve days from Chongqing to Tbilisi'."""
    sentence = context.sentence
    return sentence.lexicon.routed.match(sentence.text, context.hedged.end) is not None


def _arrives(context: Context) -> bool:
    """Tell whether an arrival follows at once: 10天到欧洲."""
    following = context.sentence.text[context.hedged.end : context.hedged.end + 1]
    return following in _ARRIVALS


_READERS: dict[str, Callable[[Context], Reading | None]] = {
    "length": _length,
    "time": _time,
    "money": read_money,
    "mass": read_cargo,
    "boxes": read_cargo,
    "trains": read_cargo,
    "trucks": read_cargo,
    "fraction": read_fraction,
    "times": read_times,
    "change": read_change,
}
