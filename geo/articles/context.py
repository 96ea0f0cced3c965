"""A figure with what stands around it, and what it is read as."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.articles.direction import is_level, sign_of

if TYPE_CHECKING:
    from geo.articles.flows import Flow
    from geo.articles.hedges import Hedged
    from geo.articles.quantity import Quantity
    from geo.articles.sentences import Sentence

# In Chinese characters' worth (see `Lexicon.reach`): how far a word may stand from a figure and
# still speak of it; how near it certainly does; how near a word out of scope rules the figure.
NEAR = 36.0
FAR = 60.0
OFF_BESIDE = 10.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure is about; ``factor``, ``sign`` and ``shift`` turn its number into the value.

    ``hedge`` is the relation of a hedge that stands apart from the figure.
    """

    metric: str
    form: str
    unit: str
    sign: int = 1
    factor: float = 1.0
    shift: float = 0.0
    hedge: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """A figure with its surroundings.

    Parameters
    ----------
    clause
        The span of the figure's clause.
    before
        The sentences before the figure's own, the nearest first.
    flow
        What the latest flow before was: its metric and its period.
    per
        The latest denominator of money before.
    metric
        That of the figure just before.
    since
        How far back that figure ends, in Chinese characters' worth.
    joined
        The sign of a difference that this figure is joined to by 'and'.
    behind
        The two sentences after the figure's own.
    rejected
        The figure just before, if it was out of scope.
    known
        How far words of a role are, kept for asking again.
    """

    quantity: Quantity
    hedged: Hedged
    sentence: Sentence
    clause: tuple[int, int]
    before: tuple[Sentence, ...] = ()
    flow: Flow | None = None
    per: str | None = None
    metric: str | None = None
    since: float = float("inf")
    joined: int = 0
    behind: tuple[Sentence, ...] = ()
    rejected: Quantity | None = None
    known: dict[str, float] = field(default_factory=dict)

    def gap(self, *roles: str) -> float:
        """Give how far the nearest word of some roles is."""
        known = self.known
        for role in roles:
            if role not in known:
                known[role] = self.sentence.gap(role, self.quantity.start, self.quantity.end)
        return min(map(known.__getitem__, roles))

    def in_clause(self, *roles: str) -> bool:
        """Tell whether a word of some roles stands in the figure's clause."""
        return self.sentence.has(roles, *self.clause)

    def answers(self, *roles: str) -> bool:
        """Tell whether one of the two sentences before asks about something of some roles."""
        return any(
            asked.text[asked.start : asked.end].rstrip(" \n\"'").endswith("?") and asked.has(roles)
            for asked in self.before[:2]
        )

    @property
    def follows_in_sentence(self) -> bool:
        """Whether the figure just before stands in the same sentence."""
        before = self.quantity.start - self.since * self.sentence.lexicon.reach
        return before >= self.sentence.start

    def asks(self, *roles: str) -> bool:
        """Tell whether the figure is doubted, and the sentences behind speak of some roles."""
        sentence = self.sentence
        asked = sentence.text[self.hedged.end : sentence.end].lstrip(" '\"")[:1] == "?"
        return asked and any(s.has(roles) for s in self.behind)

    @property
    def size(self) -> float:
        """The larger end of the figure."""
        return max(abs(self.quantity.low), abs(self.quantity.high))

    def absolute_or_difference(self, metric: str, unit: str) -> Reading:
        """Read a figure in km, days, money or tonnes by the words that rule it."""
        sign = sign_of(self.quantity, self.hedged, self.sentence)
        if sign == 0 and self.joined and not is_level(self.hedged, self.sentence):
            sign = self.joined
        if self.quantity.part or sign == 0:
            return Reading(metric, "absolute", unit)
        return Reading(metric, "difference", unit, sign=sign)
