"""From an article's text to its figures, in one pass from the first sentence to the last."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from geo.articles.candidate import Candidate
from geo.articles.context import Context, Reading
from geo.articles.flows import Flow
from geo.articles.hedges import Hedged, read_hedges
from geo.articles.normalise import Folded
from geo.articles.quantities import Quantity, bounded, changes, frequencies, quantities, singulars
from geo.articles.scope import read
from geo.articles.sentences import Sentence, sentences
from geo.articles.status import status_of, year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.articles.forms import Forms
    from geo.articles.lexicon import Lexicon
    from geo.articles.link import Links

_SENTENCES_BACK = 4
_BARE_REACH = 55.0
_BARE_RATIO = 6.0
_FOLLOWS_WITHIN = 66.0
_NEVER = float("inf")
_DECIMALS = 3
_VERB_REACH = 90
_SHARED_REACH = 14.0
_WITH_UNIT = frozenset({"length", "time", "money", "mass", "boxes", "trains", "trucks"})
_YEARS = (1900, 2100)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is in scope, still in folded offsets."""

    quantity: Quantity
    hedged: Hedged
    reading: Reading
    sentence: Sentence
    inferred: bool = False


class _Reader:
    """What has been read so far decides how the next figure is read."""

    def __init__(self, folded: Folded, lexicon: Lexicon) -> None:
        self.text = folded.text
        self.lexicon = lexicon
        self.sentences = sentences(folded.text, lexicon)
        self.starts = [s.start for s in self.sentences]
        self.last: Figure | None = None
        self.counted: Figure | None = None  # the last one that has a unit of its own
        self.flow: Flow | None = None
        self.flow_sentence = -1
        self.per: str | None = None

    def figures(self) -> Iterator[Figure]:
        end = 0
        found = _ordered(
            chain(
                bounded(quantities(self.text, self.lexicon)),
                changes(self.text, self.lexicon),
                frequencies(self.text, self.lexicon),
                singulars(self.text, self.lexicon),
            )
        )
        for index, quantity in enumerate(found):
            if quantity.start < end:
                continue
            if quantity.kind == "bare":
                quantity = self._unit_of_next(quantity, found[index + 1 : index + 3])
            figure = self._read(quantity, end)
            if figure is None:
                end = end if quantity.kind == "bare" or quantity.alone else quantity.end
            else:
                self._remember(figure)
                end = figure.hedged.end
                yield figure

    def _read(self, quantity: Quantity, floor: int) -> Figure | None:
        index = bisect_right(self.starts, quantity.start) - 1
        if index < 0 or quantity.kind == "none":
            return None
        sentence = self.sentences[index]
        hedged = read_hedges(
            quantity.start, quantity.end, self.text, self.lexicon, max(floor, sentence.start)
        )
        if quantity.alone and not self._is_counted(hedged):
            return None
        inferred = False
        if quantity.kind == "bare":
            found = self._missing_unit(quantity, hedged, sentence)
            if found is None:
                return None
            quantity, inferred = found, True
            if self.counted and quantity.part == "shared":
                reading = replace(self.counted.reading, form="absolute", sign=1)
                if reading.metric == "traffic" and sentence.has(
                    ("capacity",), *sentence.clause_of(quantity.start, quantity.end)
                ):
                    reading = replace(reading, metric="capacity")
                return Figure(quantity, hedged, reading, sentence)
        reading = read(self._context(quantity, hedged, sentence, index))
        if reading is not None and self._repeats(quantity, reading):
            reading = self.last.reading if self.last else reading
        return reading and Figure(quantity, hedged, reading, sentence, inferred)

    def _context(
        self, quantity: Quantity, hedged: Hedged, sentence: Sentence, index: int
    ) -> Context:
        last = self.last
        since = (quantity.start - last.quantity.end) / self.lexicon.reach if last else _NEVER
        return Context(
            quantity,
            hedged,
            sentence,
            before=tuple(self.sentences[max(0, index - _SENTENCES_BACK) : index][::-1]),
            flow=self.flow if index - self.flow_sentence < _SENTENCES_BACK else None,
            per=self.per,
            metric=last.reading.metric if last and since < _FOLLOWS_WITHIN else None,
            since=since,
            joined=self._joined(quantity),
        )

    def _unit_of_next(self, quantity: Quantity, following: list[Quantity]) -> Quantity:
        """Give the start of a change the unit of its end: 'from 38 to about 18 days'."""
        if following and self._listed(quantity, following):
            last = following[-1] if following[0].kind == "bare" else following[0]
            low, high = quantity.low * last.factor, quantity.high * last.factor
            return replace(
                quantity, low=low, high=high, kind=last.kind, symbol=last.symbol, factor=last.factor
            )
        if not _follows(self.text, quantity.start, self.lexicon.origin):
            return quantity
        for other in following:
            near = other.start - quantity.end < _SHARED_REACH * self.lexicon.reach
            if not near or other.kind not in _WITH_UNIT:
                continue
            low, high = quantity.low * other.factor, quantity.high * other.factor
            if other.low / _BARE_RATIO <= high and low <= other.high * _BARE_RATIO:
                return replace(
                    quantity,
                    low=low,
                    high=high,
                    kind=other.kind,
                    symbol=other.symbol,
                    factor=other.factor,
                    part="from",
                )
        return quantity

    def _listed(self, quantity: Quantity, following: list[Quantity]) -> bool:
        """Tell whether numbers stand in a list that shares its last one's unit: 23, 27 and 31 days."""
        end = quantity.end
        for other in following:
            if self.text[end : other.start].strip(" \u00a0") not in _LIST:
                return False
            if other.kind in {"time", "length", "mass", "boxes"}:
                return other.low / _BARE_RATIO <= quantity.high * other.factor
            if other.kind != "bare":
                return False
            end = other.end
        return False

    def _joined(self, quantity: Quantity) -> int:
        """Give the sign of the difference that this figure is joined to; 0 if to none."""
        if self.last is None or self.last.reading.form != "difference":
            return 0
        between = self.text[self.last.hedged.end : quantity.start].strip(" \u00a0")
        return self.last.reading.sign if between in _AND else 0

    def _repeats(self, quantity: Quantity, reading: Reading) -> bool:
        """Tell whether the figure just before is said again, as when it is contested."""
        if self.last is None or reading.unit != self.last.reading.unit:
            return False
        same = {self.last.quantity.low, self.last.quantity.high}
        return quantity.low == quantity.high and quantity.low in same

    def _is_counted(self, hedged: Hedged) -> bool:
        """Tell whether a unit without a number is an amount: after a hedge or a word like 'take'."""
        if hedged.relation != "eq":
            return True
        words = self.lexicon.singular_before
        if any(form in words.meanings for form in hedged.taken):
            return True
        return _follows(self.text, hedged.head, words)

    def _missing_unit(
        self, quantity: Quantity, hedged: Hedged, sentence: Sentence
    ) -> Quantity | None:
        """Give a number without a unit that of its neighbour, or of the word before it."""
        following = self.text[hedged.end : hedged.end + 1]
        if following.isalnum() and not (
            self.lexicon.spaced is False and self.text.startswith("不等", hedged.end)
        ):
            return None
        if self.lexicon.language == "zh":
            named = self._named_unit(quantity, hedged)
            if named:
                return named
        last = self.counted
        if last is None:
            return None
        gap = (quantity.start - last.hedged.end) / self.lexicon.reach
        told = (
            bool(hedged.taken)
            or hedged.relation != "eq"
            or quantity.scaled
            or _follows(self.text, hedged.head, self.lexicon.origin)
        ) or sentence.has(("denial",), sentence.start, quantity.start)
        factor = last.quantity.factor
        if gap > _BARE_REACH or not told or not _alike(quantity.low * factor, last):
            return None
        if _YEARS[0] <= quantity.low <= _YEARS[1] and last.quantity.kind != "length":
            return None
        rest = self.text[hedged.end : hedged.end + 24].lstrip(" \u00a0")
        if self.lexicon.spaced and rest[:1].isalpha() and not _LINKS.match(rest):
            return None
        return replace(
            quantity,
            low=quantity.low * factor,
            high=quantity.high * factor,
            kind=last.quantity.kind,
            symbol=last.quantity.symbol,
            part="shared",
        )

    def _named_unit(self, quantity: Quantity, hedged: Hedged) -> Quantity | None:
        head = self.text[max(0, hedged.head - 6) : hedged.head]
        tail = self.text[hedged.end : hedged.end + 4]
        if _TIME_TAKEN.search(head) and 1 <= quantity.low <= 200:
            return replace(quantity, kind="time", symbol="day")
        if (_WAY.search(head) or _WAY_AFTER.match(tail)) and 100 <= quantity.low <= 40_000:
            return replace(quantity, kind="length", symbol="km")
        return None

    def _remember(self, figure: Figure) -> None:
        self.last = figure
        if figure.quantity.kind not in {"fraction", "change", "times"}:
            self.counted = figure
        reading = figure.reading
        if reading.metric in {"traffic", "capacity"} and "/" in reading.unit:
            period = reading.unit.partition("/")[2]
            self.flow = Flow(reading.metric, period)
            self.flow_sentence = bisect_right(self.starts, figure.sentence.start) - 1
        if reading.metric == "cost" and "/" in reading.unit:
            self.per = reading.unit.partition("/")[2]


_LIST = frozenset({",", "and", ", and", "и", "、", "和"})
_AND = frozenset({"and", "и", "和", "、", "与", "以及", ", and", "and about", "и еще", "and some"})
_LINKS = re.compile(
    r"(?:and|or|in|by|on|at|for|from|to|with|but|via|through|over|before|after|per|a|as|when|while|once|next|then|now|within|under|against|if|across|until|between"
    r"|и|или|в|на|за|по|с|от|до|при|через|но|а|из|для|к|против)(?![a-zа-я])"
)
_TIME_TAKEN = re.compile("(?:耗时|耗去|历时|用时|需时|费时|耗费|动辄)$")
_WAY = re.compile("(?:里程|全程|路程|运距|航程|全长)$")
_WAY_AFTER = re.compile("的?(?:里程|路程|运距)")


def _follows(text: str, end: int, words: Forms) -> bool:
    """Tell whether one of some words stands right before an offset."""
    while end and text[end - 1] in " \u00a0":
        end -= 1
    return words.before(text, end) is not None


def _alike(low: float, last: Figure) -> bool:
    """Tell whether a number without a unit may be of the same kind as the figure before it."""
    known = [abs(n) for n in (last.quantity.low, last.quantity.high) if n]
    return any(known) and low <= _BARE_RATIO * max(known) and low * _BARE_RATIO >= min(known)


def _ordered(found: Iterable[Quantity]) -> list[Quantity]:
    return sorted(found, key=lambda q: (q.start, -q.end))


def read_folded(folded: Folded, lexicon: Lexicon) -> list[Figure]:
    """Read all figures of a folded text, in order, none overlapping another."""
    return list(_Reader(folded, lexicon).figures())


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
