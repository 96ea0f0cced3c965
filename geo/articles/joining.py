"""Join a figure to a unit without a number: 'five days to a week'; tell a period from a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.articles.missing import follows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.articles.lexicon import Lexicon
    from geo.articles.quantity import Quantity

_FLOWING = frozenset({"trains", "trucks", "boxes", "mass"})
_REACH_PAY = 6.0
_REACH = 20.0  # in Chinese characters' worth


def joined(found: Sequence[Quantity], text: str, lexicon: Lexicon) -> list[Quantity]:
    """Make one range of two times of which a unit alone is one: 'an hour to five', час-два."""
    result: list[Quantity] = []
    for quantity in found:
        last = result[-1] if result else None
        if last is not None and quantity.alone and quantity.start < last.end:
            continue  # the unit of the figure just read
        if last is not None and _is_range(last, quantity, text, lexicon):
            low, high = last, quantity
            if high.kind == "bare":
                high = high._replace(low=high.low * low.low, high=high.high * low.low)
            if low.low < high.high:
                result[-1] = low._replace(
                    end=high.end,
                    high=high.high,
                    relation="range",
                    alone=False,
                )
                continue
            if low.alone and follows(text, low.start, lexicon.origin):  # 'from a week to two days'
                result[-1] = low._replace(part="from", alone=False)
                result.append(high._replace(part="to", alone=False))
                continue
        result.append(quantity)
    return result


def _is_range(low: Quantity, high: Quantity, text: str, lexicon: Lexicon) -> bool:
    between = text[low.end : high.start]
    if not between or lexicon.joiner.fullmatch(between) is None:
        return False
    if low.kind != "time" or low.part:
        return False
    return (high.kind == "time" and (low.alone or high.alone)) or (
        low.alone and high.kind == "bare" and bool(text[low.end : high.start].strip())
    )


def is_period(
    quantity: Quantity,
    last: Quantity | None,
    following: Sequence[Quantity],
    text: str,
    lexicon: Lexicon,
) -> bool:
    """Tell whether a unit without a number is the period of a flow beside it: за сутки 200 фур."""
    one = quantity.alone or (
        not lexicon.spaced and quantity.low == quantity.high == quantity.factor
    )  # 一个月
    if quantity.kind != "time" or not one:
        return False
    kinds = _FLOWING if quantity.alone else _FLOWING | {"money", "bare"}
    reach = _REACH * lexicon.reach
    if not quantity.alone:
        match = lexicon.period_pattern.match(text, quantity.start)
        reach = _REACH_PAY if match else 0.0
    flows = [q for q in following if q.kind in kinds and q.start - quantity.end <= reach]
    if last is not None and last.kind in _FLOWING and quantity.start - last.end <= reach:
        flows.append(last)
    for flow in flows:
        between = text[min(flow.end, quantity.end) : max(flow.start, quantity.start)]
        if between.strip() and not lexicon.clause_end.search(between):
            return True
    return False
