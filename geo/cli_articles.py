"""The commands that read articles: ``waybill extract`` and ``waybill score``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from geo.errors import InputError

if TYPE_CHECKING:
    import argparse

    from geo.articles import Candidate
    from geo.articles.score import Fault

_SHOWN = ("start", "metric", "form", "low", "high", "unit")


class _AddCommand(Protocol):
    def __call__(self, name: str, run: Any, text: str) -> argparse.ArgumentParser: ...  # noqa: ANN401


def register(command: _AddCommand) -> None:
    """Add the commands to the command line's parser."""
    extract = command("extract", _extract, "find the freight figures of articles")
    extract.add_argument("files", nargs="+", type=Path, metavar="FILE")
    extract.add_argument("--language", choices=("zh-Hans", "zh-Hant", "en", "ru"))
    score = command("score", _score, "compare what is read with annotated articles")
    score.add_argument("--gold", type=Path, required=True, metavar="FILE")


def _extract(options: argparse.Namespace) -> None:
    from geo.articles import read_figures
    from geo.articles.text import text_of
    from geo.catalog import DEFAULT_PATH, load

    catalog = load(options.catalog or DEFAULT_PATH).catalog
    documents = []
    for path in options.files:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InputError(f"{path}: can't be read: {error.strerror}") from None
        text = text_of(data, path.name)
        found = read_figures(text, article=path.name, language=options.language, catalog=catalog)
        documents.append({"file": str(path), "candidates": [asdict(c) for c in found]})
        if not options.json:
            _print(path, found)
    if options.json:
        json.dump(documents, sys.stdout, ensure_ascii=False, indent=1, allow_nan=False)
        print()


def _print(path: Path, found: list[Candidate]) -> None:
    print(f"{path}: {len(found)} figures")
    for c in found:
        ends = " … ".join("" if n is None else f"{n:,.10g}" for n in (c.low, c.high))
        kind = f"{c.metric} {c.form} {c.relation} [{ends}] {c.unit} {c.status}"
        print(f"  {c.start:>7}  {kind}  {', '.join(c.subject)}".rstrip())


def _score(options: argparse.Namespace) -> None:
    from geo.articles.score import score

    scores, faults = score(options.gold)
    if options.json:
        document = {
            name: {
                "right": s.right,
                "wrong": s.wrong,
                "missed": s.missed,
                "precision": round(s.precision, 4),
                "recall": round(s.recall, 4),
                "f1": round(s.f1, 4),
            }
            for name, s in scores.items()
        }
        json.dump(document, sys.stdout, indent=1)
        print()
        return
    for fault in faults:
        print(_line_of(fault))
    print("language   right  wrong  missed  precision  recall     F1")
    for name, s in scores.items():
        counts = f"{name:<9}{s.right:>7}{s.wrong:>7}{s.missed:>8}"
        print(f"{counts}{s.precision:>11.3f}{s.recall:>8.3f}{s.f1:>7.3f}")


def _line_of(fault: Fault) -> str:
    found = "; ".join(
        f"{c.start} {c.metric} {c.form} {c.low} {c.high} {c.unit}" for c in fault.found
    )
    if fault.gold is None:
        return f"{fault.article}: wrong {found}"
    wanted = " ".join(str(fault.gold[key]) for key in _SHOWN)
    return f"{fault.article}: missed {wanted}; read {found or 'nothing'}"
