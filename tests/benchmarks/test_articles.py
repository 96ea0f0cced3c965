"""How well and how fast articles are read, beside quantulum3 and Recognizers-Text.

``WAYBILL_GOLD`` names the annotated articles (a ``gold.jsonl``); without it the made-up sentences
of ``tests/articles`` are the set. The peers are installed into a throwaway environment, since they
need old versions of what the app uses.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import venv
from pathlib import Path

import pytest
import yaml

from geo.articles import read_figures
from geo.articles.score import score
from geo.errors import InputError
from tests.fixtures import ROOT

pytestmark = pytest.mark.bench

BYTES_PER_SECOND = 1_000_000
HOSTILE_BYTES = 5_000_000
HOSTILE_LIMIT_S = 10.0
PEERS = ("quantulum3==0.9.2", "recognizers-text-suite==1.0.2a2", "emoji<2", "setuptools<81")
PEERS_SCRIPT = Path(__file__).with_name("peers.py")
PLAIN_SENTENCES = 10
PROSE = {
    "zh": "业内人士认为，这条通道的前景取决于沿线各国能否协调口岸作业和收费办法，短期内难有定论。",
    "en": "Officials along the line say that much depends on how well the neighbours agree. ",
    "ru": "Участники рынка полагают, что всё зависит от соседей и их правил. ",
}
HOSTILE = {
    "one long line": "运输时间缩短",
    "ten million digits": "9" * 10,
    "numbers": "1 ",
    "nested brackets": "([{",
    "mixed scripts": "5 км 三天 $400 ДФЭ 万吨 a TEU ",
    "lone surrogates": "\ud800 5 天 ",
    "zero bytes": "\x00",
    "figures": "运输时间20天,",
    "chinese numerals": "三千三百多",
    "dashes": "1-",
    "number words": "one hundred and ",
    "parts": "三分之",
    "weeks": "неделю ",
    "vocabulary": "运费",
    "days of the month": "八日",
}


def sentences():
    """Give the made-up sentences of all languages, each with plain prose between, as news has."""
    for language, plain in PROSE.items():
        path = ROOT / "tests" / "articles" / f"{language}.yaml"
        cases = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield language, "".join(f"{case['text']}\n{plain * PLAIN_SENTENCES}\n" for case in cases)


@pytest.fixture(scope="module")
def gold(tmp_path_factory):
    """Give the annotated articles: those that the environment names, or the made-up sentences."""
    if os.environ.get("WAYBILL_GOLD"):
        return Path(os.environ["WAYBILL_GOLD"])
    folder = tmp_path_factory.mktemp("gold")
    rows = []
    for language in ("zh", "en", "ru"):
        path = ROOT / "tests" / "articles" / f"{language}.yaml"
        for index, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            name = f"{language}-{index:03}"
            (folder / f"{name}.txt").write_text(case["text"], encoding="utf-8")
            rows += [marked(name, language, case["text"], row) for row in case["figures"]]
    (folder / "gold.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder / "gold.jsonl"


def marked(article, language, text, row):
    words, kind, interval, unit = (part.strip() for part in row.split("|"))
    metric, form = kind.split()
    low, high = (float(end) if end.strip() else None for end in interval.split(".."))
    start = text.index(words)
    place = {"article": article, "lang": language, "start": start, "end": start + len(words)}
    return {**place, "metric": metric, "form": form, "low": low, "high": high, "unit": unit}


@pytest.mark.parametrize(("language", "text"), list(sentences()))
def test_speed(language, text):
    text *= BYTES_PER_SECOND // len(text.encode()) + 1
    read_figures(text[:1000])
    begin = time.process_time()
    found = read_figures(text)
    seconds = time.process_time() - begin
    rate = len(text.encode()) / seconds
    print(f"\n{language}: {rate / 1e6:.2f} MB/s, {len(found)} figures in {seconds:.2f} s")
    assert rate >= BYTES_PER_SECOND


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_hostile_input_ends_soon(piece):
    size = len(piece.encode("utf-8", "surrogatepass"))
    text = piece * (HOSTILE_BYTES // size)
    begin = time.process_time()
    try:
        result = f"{len(read_figures(text))} figures"
    except InputError as error:
        result = str(error)
    seconds = time.process_time() - begin
    print(f"\n{seconds:.2f} s: {result[:90]}")
    assert seconds < HOSTILE_LIMIT_S


def test_beside_the_peers(gold, tmp_path):
    """Score all three; the peers, that name no metric or form, on span and value alone."""
    venv.create(tmp_path, with_pip=True)
    python = tmp_path / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = [python, "-m", "pip", "install", "--quiet", *PEERS]
    if subprocess.run(install, check=False).returncode:
        pytest.skip("the peers could not be installed from PyPI")
    done = subprocess.run(
        [python, PEERS_SCRIPT, gold], check=True, stdout=subprocess.PIPE, text=True
    )
    scores, _ = score(gold)
    print("\nWaybill, span, metric, form, both ends and unit:")
    for name, result in scores.items():
        print(f"  {name:<8} F1 {result.f1:.3f}", file=sys.stdout)
    print(done.stdout)
