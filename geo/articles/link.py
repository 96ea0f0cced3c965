"""Link a figure to the catalog's routes and places that its sentence, or one before, names."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from geo.articles.lexicon import FOLDER
from geo.articles.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ahocorasick

    from geo.articles.reader import Figure
    from geo.model import Catalog

_ENDINGS = "аеийоуыьюя"
_MIN_STEM = 4
_MAX_ENDING = 3
_BACK = 400
_BASELINE_REACH = 40
_CLAUSE_END = re.compile(r"[,;.!?。\n]")
_FACILITIES = frozenset({"port", "terminal", "border-crossing"})
_FACILITY_METRICS = frozenset({"traffic", "capacity"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a route, a place or a word for 'than' stands in folded text."""

    start: int
    end: int
    kind: str
    name: str


class Links:
    """All mentions of a text."""

    def __init__(self, text: str, catalog: Catalog) -> None:
        self.mentions = sorted(_mentions(text, _names(catalog)), key=lambda m: m.start)
        self._starts = [m.start for m in self.mentions]
        self._compared = frozenset(self._behind_than(text))

    def _between(self, start: int, end: int) -> list[Mention]:
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.mentions[low:high]

    def subject_and_baseline(
        self, figure: Figure
    ) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
        """Give what a figure is about, and what it is compared with.

        The route named last before the figure counts, in its sentence or a little before; a port,
        terminal or border crossing only for what passes it.
        """
        sentence, start = figure.sentence, figure.hedged.start
        inside = self._between(sentence.start, sentence.end)
        compared = [m for m in inside if m in self._compared]
        relative = figure.reading.form != "absolute"
        baseline = tuple(dict.fromkeys(m.name for m in compared if m.kind == "route"))
        earlier = self._between(max(0, start - _BACK), sentence.start)
        subject = self._nearest(inside, figure) or self._nearest(earlier, figure)
        return subject, (baseline or None) if relative else None

    def _behind_than(self, text: str) -> Iterator[Mention]:
        """Give the mentions that something is compared with."""
        for than in self.mentions:
            if than.kind != "than":
                continue
            end = than.end + _BASELINE_REACH
            stop = _CLAUSE_END.search(text, than.end, end)
            yield from self._between(than.end, stop.start() if stop else end)

    def _nearest(self, mentions: list[Mention], figure: Figure) -> tuple[str, ...]:
        start = figure.hedged.start
        kinds = ["route"]
        if figure.reading.metric in _FACILITY_METRICS:
            kinds.append("facility")
        known = [m for m in mentions if m.kind in kinds and m not in self._compared]
        if not known:
            return ()
        nearest = min(known, key=lambda m: (m.start > start, abs(start - m.start)))
        return (nearest.name,)


def _mentions(text: str, automaton: ahocorasick.Automaton) -> Iterator[Mention]:
    taken = 0
    for last, (length, kind, name) in automaton.iter_long(text):
        start, end = last + 1 - length, last + 1
        if start < taken:
            continue
        first = text[start]
        if first.isalpha() and first < "\u3400":
            if start and text[start - 1].isalpha():
                continue
            after = text[end : end + _MAX_ENDING + 1]
            ending = next((i for i, c in enumerate(after) if not c.isalpha()), len(after))
            if ending > (_MAX_ENDING if first >= "\u0400" else 0):
                continue
        taken = end
        yield Mention(start, end, kind, name)


def _names(catalog: Catalog) -> ahocorasick.Automaton:
    import ahocorasick

    aliases = _aliases()
    automaton = ahocorasick.Automaton()

    def add(form: str, kind: str, name: str) -> None:
        folded = fold(form).text.strip()
        if folded:
            automaton.add_word(folded, (len(folded), kind, name))

    for place_id, place in catalog.places.items():
        kind = "facility" if place.kind in _FACILITIES else "place"
        for form in (
            place.name.en,
            place.name.zh,
            place.name.ru,
            *aliases["places"].get(place_id, ()),
        ):
            add(_stem(form), kind, place_id)
    for route_id, route in catalog.routes.items():
        for form in (
            route.name.en,
            route.name.zh,
            route.name.ru,
            *aliases["routes"].get(route_id, ()),
        ):
            add(_stem(form), "route", route_id)
    for form in aliases["than"]:
        add(form, "than", "")
    automaton.make_automaton()
    return automaton


def _stem(name: str) -> str:
    """Take a Russian name's ending off, so that its other cases are found."""
    if "\u0400" <= name[:1] <= "\u04ff" and len(name) > _MIN_STEM and name[-1] in _ENDINGS:
        return name[:-1]
    return name


@cache
def _aliases() -> dict[str, Any]:
    aliases: dict[str, Any] = yaml.load(
        (FOLDER / "aliases.yaml").read_bytes(), Loader=yaml.CSafeLoader
    )
    return aliases
