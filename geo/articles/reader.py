"""From an article's text to its figures, in one pass from the first sentence to the last."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from geo.articles.context import Context, Reading
from geo.articles.direction import sign_of
from geo.articles.flows import Flow, period_of
from geo.articles.hedges import Hedged, read_hedges, without_direction
from geo.articles.joining import is_period, joined
from geo.articles.missing import (
    WITH_UNIT,
    follows,
    may_be_counted,
    per_ahead,
    unit_before,
    unit_of_next,
)
from geo.articles.negation import turned
from geo.articles.quantities import bounded, quantities, with_denominator
from geo.articles.scope import read
from geo.articles.sentences import Sentence, sentences
from geo.articles.wordless import changes, frequencies, singulars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.articles.lexicon import Lexicon
    from geo.articles.quantity import Quantity

_SENTENCES_BACK = 4
_LOOK_AHEAD = 2
_FOLLOWS_WITHIN = 66.0  # in Chinese characters' worth: a figure farther on starts a new topic
_NEVER = float("inf")
_RIGHT_BEHIND = 10  # letters: room for 'longer' or 'дольше'
_RIGHT_AHEAD = 16  # letters: room for 'add another' or 'накинуть еще'
_VERB_FOLLOWS = (" and ", " и ")
_AND = frozenset(
    {"and", "и", "和", "、", "与", "以及", ", and", "and about", "и еще", "and some"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is in scope, still in folded offsets."""

    quantity: Quantity
    hedged: Hedged
    reading: Reading
    sentence: Sentence
    inferred: bool = False


def figures(text: str, lexicon: Lexicon) -> list[Figure]:
    """Read all figures of a folded text, in order, none overlapping another."""
    return list(_Reader(text, lexicon).figures())


class _Reader:
    """What has been read so far decides how the next figure is read."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.sentences = sentences(text, lexicon)
        self.starts = [s.start for s in self.sentences]
        self.last: Figure | None = None
        self.counted: Figure | None = None  # the last one that has a unit
        self.level: Figure | None = None  # the last one of these that is no difference
        self.flow: Flow | None = None
        self.flow_sentence = -_SENTENCES_BACK
        self.per: str | None = None
        self.rejected: Quantity | None = None

    def figures(self) -> Iterator[Figure]:
        text, lexicon = self.text, self.lexicon
        found = sorted(
            chain(
                bounded(quantities(text, lexicon)),
                changes(text, lexicon),
                frequencies(text, lexicon),
                singulars(text, lexicon),
            ),
            key=lambda q: (q.start, -q.end),
        )
        found = joined(found, text, lexicon)
        end = 0
        for index, quantity in enumerate(found):
            following = found[index + 1 : index + 1 + _LOOK_AHEAD]
            before = found[index - 1] if index else None
            if (
                quantity.start < end
                or quantity.kind == "none"
                or is_period(quantity, before, following, text, lexicon)
            ):
                continue
            figure = self._read(quantity, following, end)
            if quantity.kind != "bare" and not quantity.alone:
                self.rejected = None if figure else quantity
            if figure is not None:
                self._remember(figure)
                end = figure.hedged.end
                yield figure
            elif quantity.kind != "bare" and not quantity.alone:
                end = quantity.end

    def _read(self, quantity: Quantity, following: list[Quantity], floor: int) -> Figure | None:
        index = bisect_right(self.starts, quantity.start) - 1
        if index < 0 or not self._may_be_figure(quantity, following):
            return None
        sentence = self.sentences[index]
        if quantity.kind == "bare":
            quantity = unit_of_next(quantity, following, self.text, self.lexicon)
        floor = max(floor, sentence.start)
        hedged = read_hedges(quantity.start, quantity.end, self.text, self.lexicon, floor)
        hedged = turned(without_direction(hedged, quantity, self.lexicon), sentence)
        if quantity.alone and not self._is_counted(hedged, sentence):
            return None
        inferred = quantity.kind == "bare"
        if inferred:
            completed = self._completed(quantity, hedged, sentence)
            if completed is None:
                return None
            quantity = completed
        if quantity.part == "shared":
            return self._shared(quantity, hedged, sentence)
        reading = read(self._context(quantity, hedged, sentence, index))
        if reading and self.last and self._repeats(quantity, reading):
            reading = self.last.reading
        return Figure(quantity, hedged, reading, sentence, inferred) if reading else None

    def _completed(self, quantity: Quantity, hedged: Hedged, sentence: Sentence) -> Quantity | None:
        """Give a number the unit of the last figure, or of the last level if it fits that one."""
        if self.counted is None or self.level is None:
            return unit_before(
                quantity, hedged, sentence, self.counted.quantity if self.counted else None
            )
        end = self.counted.quantity.end
        for figure in (self.counted, self.level):
            model = figure.quantity._replace(end=end)
            completed = unit_before(quantity, hedged, sentence, model)
            if completed is not None:
                self.counted = figure
                return completed
        return None

    def _may_be_figure(self, quantity: Quantity, following: list[Quantity]) -> bool:
        """Tell quickly that most numbers without a unit are none."""
        if quantity.kind != "bare":
            return True
        likely = any(
            may_be_counted(quantity, figure.quantity if figure else None, self.text, self.lexicon)
            for figure in (self.counted, self.level)
        )
        return likely or (unit_of_next(quantity, following, self.text, self.lexicon).kind != "bare")

    def _shared(self, quantity: Quantity, hedged: Hedged, sentence: Sentence) -> Figure | None:
        """Read a number that shares the unit of the figure before it."""
        if self.counted is None:
            return None
        reading = replace(self.counted.reading, form="absolute", sign=1)
        if reading.metric == "cost":
            own = with_denominator(quantity, self.text, self.lexicon, quantity.start)
            per = own.per or per_ahead(quantity, self.counted.quantity.end, sentence)
            if per:
                quantity = own
                hedged = replace(hedged, end=max(hedged.end, own.end))
                reading = replace(reading, unit=f"{own.symbol}/{per}", factor=1.0)
        period, _ = period_of(sentence, quantity.start, hedged.end)
        if reading.metric == "traffic" and period.endswith("mo") and period != "1mo":
            reading = replace(reading, unit=f"{reading.unit.partition('/')[0]}/{period}")
        elif reading.unit.endswith("mo") and sentence.has(
            ("whole year",), max(sentence.start, self.counted.quantity.end)
        ):
            reading = replace(reading, unit=f"{quantity.symbol}/year")
        clause = sentence.clause_of(quantity.start, quantity.end)
        able = sentence.has(("capacity",), *clause)
        if reading.metric == "traffic" and able:
            reading = replace(reading, metric="capacity")
        elif reading.metric == "capacity" and not able and self._has_moved(hedged, sentence):
            reading = replace(reading, metric="traffic")
        goes_on = self.text.startswith(_VERB_FOLLOWS, hedged.end)
        behind = sentence.has(("less", "more"), hedged.end, hedged.end + _RIGHT_BEHIND)
        ahead = max(sentence.start, hedged.head - _RIGHT_AHEAD)
        added = reading.metric == "cost" and sentence.has(("adding",), ahead, hedged.head)
        if added or (behind and not goes_on):
            sign = sign_of(quantity, hedged, sentence)
            if sign:
                reading = replace(reading, form="difference", sign=sign)
        return Figure(quantity, hedged, reading, sentence)

    def _has_moved(self, hedged: Hedged, sentence: Sentence) -> bool:
        """Tell whether a flow is what passes or passed, rather than the start of a change."""
        clause = sentence.clause_of(hedged.start, hedged.end)
        counted = self.counted.hedged.end if self.counted else 0
        moved = sentence.has(("carrying", "traffic"), max(clause[0], counted), clause[1])
        really = sentence.has(("actual",), *clause) and not sentence.has(("now",), *clause)
        return (moved or really) and not follows(self.text, hedged.head, self.lexicon.origin)

    def _context(
        self, quantity: Quantity, hedged: Hedged, sentence: Sentence, index: int
    ) -> Context:
        last = self.last
        since = (quantity.start - last.quantity.end) / self.lexicon.reach if last else _NEVER
        return Context(
            quantity,
            hedged,
            sentence,
            sentence.clause_of(quantity.start, quantity.end),
            before=tuple(self.sentences[max(0, index - _SENTENCES_BACK) : index][::-1]),
            flow=self.flow if index - self.flow_sentence < _SENTENCES_BACK else None,
            per=self.per,
            metric=last.reading.metric if last and since < _FOLLOWS_WITHIN else None,
            since=since,
            joined=self._joined(quantity),
            behind=tuple(self.sentences[index + 1 : index + 3]),
            rejected=self.rejected,
        )

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

    def _is_counted(self, hedged: Hedged, sentence: Sentence) -> bool:
        """Tell whether a unit without a number is an amount: behind a hedge, or 'take'."""
        words = self.lexicon.singular_before
        return (
            hedged.relation != "eq"
            or sentence.has(("less", "more"), hedged.end, hedged.end + _RIGHT_BEHIND)
            or any(form in words.meanings for form in hedged.taken)
            or follows(self.text, hedged.head, words)
        )

    def _remember(self, figure: Figure) -> None:
        self.last = figure
        if figure.quantity.kind in WITH_UNIT:
            self.counted = figure
            if figure.reading.form == "absolute":
                self.level = figure
        reading = figure.reading
        denominator = reading.unit.partition("/")[2]
        kept = self.flow and self.flow.period.endswith("mo") and reading.metric == "capacity"
        if reading.metric in {"traffic", "capacity"} and denominator and not kept:
            self.flow = Flow(reading.metric, denominator)
            self.flow_sentence = bisect_right(self.starts, figure.sentence.start) - 1
        if reading.metric == "cost" and denominator:
            self.per = denominator
