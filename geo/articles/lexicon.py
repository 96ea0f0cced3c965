"""A language's vocabulary: ``data/*.yaml``, compiled once into patterns and one word automaton."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import yaml

from geo.articles.forms import Forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import ahocorasick

Language = Literal["zh", "en", "ru"]
FOLDER = Path(__file__).resolve().parent / "data"
_LETTER = "a-zа-я"
_SPACE = "[ \u00a0]"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit's words mean: kind of quantity, symbol, factor to it for numbers ``below``."""

    kind: str
    symbol: str
    factor: float
    weak: bool = False
    below: float = float("inf")


@dataclass(frozen=True, slots=True)
class Change:
    """What 翻番, halved or вдвое mean: (new/old) - 1; ``level``: of something just named."""

    value: float
    level: bool
    multiple: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """A numeral that is a phrase: 'a couple of', полтора, 'a third'."""

    low: float
    high: float
    kind: str


class Lexicon:
    """The compiled vocabulary of one language."""

    def __init__(self, language: Language) -> None:
        path = FOLDER / f"{language}.yaml"
        self.language = language
        self.data: dict[str, Any] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        self.spaced = language != "zh"
        self.reach = 1.0 if language == "zh" else 2.4  # letters that say what one 字 says
        self.decimal: str = self.data["decimal"]
        self.numerals = _numerals(self.data)
        self.phrases = _phrases(self.data)
        self._phrase_patterns = [(re.compile(form), phrase) for form, phrase in self.phrases]
        self.number = self._number_pattern()
        self._scales = {str(k): float(v) for k, v in self.data["scales"].items()}
        gap = f"{_SPACE}?" if self.spaced else ""
        end = f"(?![{_LETTER}])" if self.spaced else ""
        self.scale = re.compile(rf"{gap}(?:{_any(self._scales)}){end}")
        self.odd = re.compile(self.data["odd"])
        self.units, self.unit_pattern, self.halves = self._units()
        self.changes, self.change_pattern = self._changes()
        self.periods, self.period_pattern = self._periods()
        self.rates = frozenset(
            f"p{index}" for index, item in enumerate(self.data["periods"]) if item.get("rate")
        )
        self.per_before = self._denominators("per_before", "(?:{})" + _SPACE + "{{0,2}}$")
        self.per_after = self._denominators("per_after", "(?:{})" + end)
        self.frequencies, self.frequency_pattern = self._frequencies()
        self.inverted = self._pattern("inverted")
        self.singulars, self.singular_pattern = self._singulars()
        self.half_after = self._pattern("half_after")
        self.sentence_end = re.compile(self.data["sentence_end"])
        self.clause_end = re.compile(self.data["clause_end"])
        self.joiner = re.compile(self.data["joiner"])
        self.between = re.compile(f"(?:{self.data['between']}){_SPACE}*$")
        self.and_word: str = self.data.get("and") or "和"
        self.level_of = re.compile(self.data["level_of"])
        self.multiplied = [re.compile(text) for text in self.data["multiplied"]]
        self.around = [
            (
                re.compile(item["before"] + _SPACE + "?$"),
                re.compile(item["after"]),
                item["relation"],
            )
            for item in self.data["hedges_around"]
        ]
        self.before = self._hedges("hedges_before")
        self.after = self._hedges("hedges_after")
        self.nearly = frozenset(self.data["hedges_before"].get("nearly", ()))
        self.not_beyond: dict[str, list[str]] = self.data.get("not_beyond", {})
        self.money_before = self._forms(self.data["money_before"])
        self.level = self._forms(dict.fromkeys(self.data["level"], "level"))
        self.origin = self._forms(dict.fromkeys(self.data["from"], "from"))
        self.off_before = self._forms(dict.fromkeys(self.data["off_before"], "off"))
        self.taking = self._forms(dict.fromkeys(self.data["taking"], "taking"))
        self.singular_before = self._forms(
            dict.fromkeys(self.data.get("singular_before", ()), "one")
        )
        scope = ("away", "routed", "elliptic", "other_per")
        self.away, self.routed, self.elliptic, self.other_per = map(self._pattern, scope)
        # What may follow a number that takes its unit from the one before: no noun of its own.
        self.links = self._whole_words("links")
        self.comparatives = self._whole_words("comparatives")
        self.comparing = frozenset(self.data["comparing"])
        self.comparing_behind = tuple(self.data.get("comparing_behind", ()))
        self.words = self._automaton()

    def scale_value(self, text: str) -> float:
        """Give a scale word's factor."""
        return self._scales[text.strip(" \u00a0")]

    def phrase(self, text: str, start: int, end: int) -> Phrase:
        """Give the phrase that the number pattern found."""
        for pattern, phrase in self._phrase_patterns:
            match = pattern.match(text, start)
            if match and match.end() == end:
                return phrase
        message = f"no phrase for {text[start:end]!r}"
        raise LookupError(message)

    def _number_pattern(self) -> re.Pattern[str]:
        digit_start = r"(?=\d)(?<!\d)(?<!\d[.,])"
        marks = {"zh": ",\u00a0'", "en": ",\u00a0'", "ru": " \u00a0'."}[self.language]
        digits = (
            rf"{digit_start}(?P<digits>\d{{1,3}}(?:[{marks}]\d{{3}}(?!\d))+(?:[.,]\d+)?"
            r"|\d+(?:[.,]\d+)*)"
        )
        if self.language == "zh":
            numerals = "零一二两三四五六七八九十百千万亿几数多余来点"
            part = (
                rf"(?P<part>百分之(?:\d{{1,4}}(?:\.\d{{1,3}})?|[{numerals}]{{1,10}})"
                r"|[二三四五六七八九十百]{1,3}分之[一二两三四五六七八九十]{1,3}|一半|半数)"
            )
            first = "零一二两三四五六七八九十廿卅百千几数半"
            rest = "零一二两三四五六七八九十廿卅百千万亿几多余来点、"
            myriads = rf"(?P<myriads>上[百千万亿]{{1,2}}|[{first}][{rest}]{{0,24}}|几|数)"
            return re.compile(f"{part}|{digits}|{myriads}")
        left, right = f"(?<![{_LETTER}])", f"(?![{_LETTER}])"
        word = f"(?:{_any(self.numerals)}){right}"
        phrases = "|".join(form for form, _ in self.phrases)
        join = "[ \u00a0-]" if self.language == "en" else "[ \u00a0]"
        also = "(?:(?<=hundred)[ ]and[ ]|(?<=thousand)[ ]and[ ])?" if self.language == "en" else ""
        return re.compile(
            rf"{digits}|{left}(?=[{_LETTER}])(?:(?P<phrase>{phrases}){right}"
            rf"|(?P<words>{word}(?:(?:{also or '(?!)'}|{join}){word}){{0,7}}))"
        )

    def _units(self) -> tuple[dict[str, Unit], re.Pattern[str], re.Pattern[str]]:
        units, parts, halves = {}, [], []
        end = f"(?![{_LETTER}])" if self.spaced else ""
        for index, item in enumerate(self.data["units"]):
            name = f"u{index}"
            units[name] = Unit(
                item["kind"],
                item["unit"],
                float(item.get("factor", 1)),
                bool(item.get("weak")),
                float(item.get("below", "inf")),
            )
            forms = "|".join(item["forms"])
            parts.append(rf"(?P<{name}>(?:{forms}){end})")
            if "half" in item:
                units[f"h{index}"] = units[name]
                halves.append(f"(?P<h{index}>{item['half']})")
        adjectives = self.data.get("adjectives") or ""
        gap = rf"(?:{_SPACE}{{0,2}}|-)(?:{adjectives}){{0,2}}" if self.spaced else f"{_SPACE}?"
        return (
            units,
            re.compile(gap + f"(?:{'|'.join(parts)})"),
            re.compile("|".join(halves) or "(?!)"),
        )

    def _changes(self) -> tuple[dict[str, Change], re.Pattern[str]]:
        changes, parts = {}, []
        left = f"(?<![{_LETTER}])" if self.spaced else ""
        for index, item in enumerate(self.data["changes"]):
            changes[f"c{index}"] = Change(
                item["value"], bool(item.get("level")), bool(item.get("multiple"))
            )
            parts.append(f"(?P<c{index}>{'|'.join(item['forms'])})")
        return changes, re.compile(f"{left}(?:{'|'.join(parts)})")

    def _denominators(self, name: str, frame: str) -> list[tuple[str, re.Pattern[str]]]:
        return [
            (unit, re.compile(frame.format("|".join(forms))))
            for unit, forms in self.data[name].items()
        ]

    def _singulars(self) -> tuple[dict[str, tuple[float, bool]], re.Pattern[str]]:
        values, parts = {}, []
        longest_first = sorted(self.data.get("singular", []), key=lambda i: not i.get("sure"))
        for index, item in enumerate(longest_first):
            values[f"s{index}"] = (float(item["value"]), bool(item.get("sure")))
            parts.append(f"(?P<s{index}>{'|'.join(item['forms'])})")
        words = "|".join(parts) or "(?!)"
        return values, re.compile(f"(?<![{_LETTER}])(?:{words})(?![{_LETTER}])")

    def _frequencies(self) -> tuple[dict[str, tuple[float, str]], re.Pattern[str]]:
        values, parts = {}, []
        left, right = (f"(?<![{_LETTER}])", f"(?![{_LETTER}])") if self.spaced else ("", "")
        for index, item in enumerate(self.data["every_other"]):
            values[f"f{index}"] = (float(item["value"]), str(item.get("per", "day")))
            parts.append(f"(?P<f{index}>{'|'.join(item['forms'])})")
        return values, re.compile(f"{left}(?:{'|'.join(parts)}){right}")

    def _periods(self) -> tuple[dict[str, str], re.Pattern[str]]:
        periods, parts = {}, []
        left = f"(?<![{_LETTER}])" if self.spaced else ""
        for index, item in enumerate(self.data["periods"]):
            periods[f"p{index}"] = item["unit"]
            parts.append(f"(?P<p{index}>{'|'.join(item['forms'])})")
        return periods, re.compile(f"{left}(?:{'|'.join(parts)})")

    def _forms(self, meanings: dict[str, str]) -> Forms:
        return Forms(meanings, spaced=self.spaced)

    def _pattern(self, name: str) -> re.Pattern[str]:
        return re.compile(self.data.get(name) or "(?!)")

    def _whole_words(self, name: str) -> re.Pattern[str]:
        forms = "|".join(self.data.get(name, ())) or "(?!)"
        return re.compile(f"{_SPACE}?(?:{forms})(?![{_LETTER}])")

    def _hedges(self, name: str) -> Forms:
        pairs = [(form, relation) for relation, forms in self.data[name].items() for form in forms]
        pairs += [(form, "stop") for form in self.data.get(f"stop_{name}", ())]
        if name == "hedges_before":
            for relation, parts in self.data.get("hedged_verbs", {}).items():
                pairs += [(form, relation) for form in _combined(parts)]
        if name == "hedges_before":
            pairs += [(form, "none") for form in self.data["no_bound"]]
        exact = {form: relation for form, relation in pairs if relation != "nearly"}
        return self._forms(exact)

    def _automaton(self) -> ahocorasick.Automaton:
        import ahocorasick

        entries: dict[str, list[tuple[str, bool]]] = {}
        groups = {
            **self.data["words"],
            **{f"per {unit}": forms for unit, forms in self.data["denominators"].items()},
        }
        for role, forms in groups.items():
            for form in map(str, forms):
                entries.setdefault(form.removesuffix("$"), []).append((role, form.endswith("$")))
        for form in _combined(self.data.get("able", ())):
            entries.setdefault(form, []).append(("capacity", False))
        automaton = ahocorasick.Automaton()
        for form, roles in entries.items():
            automaton.add_word(form, (len(form), tuple(roles)))
        automaton.make_automaton()
        return automaton


def _combined(parts: Sequence[Sequence[str]]) -> Iterator[str]:
    """Give all words made of one of each part: 能 and 拉, 可以 and 处理."""
    return map("".join, product(*parts)) if parts else iter(())


def _numerals(data: dict[str, Any]) -> dict[str, float]:
    plain = {str(word): float(value) for word, value in (data.get("number") or {}).items()}
    cases = data.get("number_cases", {})
    return plain | {word: float(value) for value, words in cases.items() for word in words}


def _phrases(data: dict[str, Any]) -> list[tuple[str, Phrase]]:
    found = []
    for item in data.get("number_phrases", []):
        phrase = Phrase(float(item["low"]), float(item["high"]), "plain")
        found += [(form, phrase) for form in item["forms"]]
    for item in data.get("fractions", []):
        phrase = Phrase(float(item["value"]), float(item["value"]), "fraction")
        found += [(form, phrase) for form in item["forms"]]
    return found


def _any(words: dict[str, float]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def lexicon(language: Language) -> Lexicon:
    """Give a language's vocabulary, compiled once a process."""
    return Lexicon(language)
