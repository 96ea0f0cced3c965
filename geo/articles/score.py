"""Score the reading of figures against annotated articles: precision, recall, F1."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.articles import read_figures
from geo.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from geo.articles import Candidate

_FIELDS = ("article", "lang", "start", "end", "metric", "form", "low", "high", "unit")
_TOLERANCE = 5e-4  # the annotations are rounded to three decimals


@dataclass(frozen=True, slots=True)
class Score:
    """Figures that match the annotation, that don't, and that are missing."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the figures found that are right; 1 if none is found."""
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of the annotated figures that are found; 1 if there is none."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        weight = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / weight if weight else 1.0


@dataclass(frozen=True, slots=True)
class Fault:
    """A figure that was not found as annotated, or that is not annotated (``gold`` is None)."""

    article: str
    gold: dict[str, Any] | None
    found: tuple[Candidate, ...]


def score(
    gold_file: Path, read: Callable[[str, str], Sequence[Candidate]] | None = None
) -> tuple[dict[str, Score], list[Fault]]:
    """Read the articles beside a file of annotations and compare.

    A figure is right if its span overlaps the annotated one and metric, form, low, high and unit
    are the same; each annotation counts once. Spans in ``optional.jsonl`` beside the file count
    neither way. Articles without any annotation count under ``none``.

    Parameters
    ----------
    gold_file
        One JSON object a line; the articles are ``<article>.txt`` beside it.
    read
        Another reader to score, from text and article to figures; None: :func:`read_figures`.

    Returns
    -------
    scores
        By language, and ``all``.
    faults
        In the order of the articles.

    Raises
    ------
    InputError
        If a file is missing or not as expected.
    """
    gold = _records(gold_file, _FIELDS)
    optional_file = gold_file.with_name("optional.jsonl")
    optional = _located(optional_file) if optional_file.exists() else {}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    faults: list[Fault] = []
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in gold:
        by_article[record["article"]].append(record)
    articles = sorted({path.stem for path in gold_file.parent.glob("*.txt")} | set(by_article))
    for article in articles:
        text = _article(gold_file, article)
        found = list(read(text, article) if read else read_figures(text, article=article))
        wanted = by_article.get(article, [])
        language = wanted[0]["lang"] if wanted else "none"
        counts[language] += _compare(article, wanted, found, optional.get(article, []), faults)
    total: Counter[str] = sum(counts.values(), Counter())
    return {
        name: Score(c["right"], c["wrong"], c["missed"])
        for name, c in [*sorted(counts.items()), ("all", total)]
    }, faults


def _compare(
    article: str,
    wanted: list[dict[str, Any]],
    found: list[Candidate],
    optional: list[tuple[int, int]],
    faults: list[Fault],
) -> Counter[str]:
    counts: Counter[str] = Counter()
    taken: set[int] = set()
    for record in wanted:
        near = [i for i, c in enumerate(found) if _overlaps(c, record["start"], record["end"])]
        match = next((i for i in near if i not in taken and _same(found[i], record)), None)
        if match is None:
            counts["missed"] += 1
            faults.append(Fault(article, record, tuple(found[i] for i in near)))
        else:
            counts["right"] += 1
            taken.add(match)
    for index, candidate in enumerate(found):
        if index in taken or any(_overlaps(candidate, *span) for span in optional):
            continue
        counts["wrong"] += 1
        faults.append(Fault(article, None, (candidate,)))
    return counts


def _overlaps(candidate: Candidate, start: int, end: int) -> bool:
    return candidate.start < end and start < candidate.end


def _same(candidate: Candidate, record: dict[str, Any]) -> bool:
    return (
        candidate.metric == record["metric"]
        and candidate.form == record["form"]
        and candidate.unit == record["unit"]
        and _equal(candidate.low, record["low"])
        and _equal(candidate.high, record["high"])
    )


def _equal(found: float | None, wanted: float | None) -> bool:
    if found is None or wanted is None:
        return found is wanted
    return abs(found - wanted) <= _TOLERANCE + 1e-9 * abs(wanted)


def _records(path: Path, fields: tuple[str, ...]) -> list[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: can't be read ({error}); expected one JSON object a line"
        ) from None
    records = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path.name}:{number}: is not JSON: {error}") from None
        missing = [name for name in fields if not isinstance(record, dict) or name not in record]
        if missing:
            raise InputError(f"{path.name}:{number}: lacks {', '.join(missing)}")
        records.append(record)
    return records


def _located(path: Path) -> dict[str, list[tuple[int, int]]]:
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for record in _records(path, ("article", "start", "end")):
        spans[record["article"]].append((record["start"], record["end"]))
    return spans


def _article(gold_file: Path, article: str) -> str:
    path = gold_file.with_name(f"{article}.txt")
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: can't be read ({error}); it is annotated in {gold_file.name}"
        ) from None
