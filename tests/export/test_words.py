"""Fixed words in every language: none is missing, and pictures and maps follow the choice."""

from __future__ import annotations

import ast
import re
from string import Formatter

import pytest

from geo.compare.verdicts import WORDS
from geo.export import htmlwords, words
from geo.export.options import LANGS, Options
from geo.export.texts import ATTRIBUTION, NO_ENDORSEMENT
from geo.measure.scenario import name_of_closure, scenario
from geo.model import PASSAGES, Interval
from geo.parameters import parameters
from geo.view.mapfiles import STATIC
from geo.view.parameterwords import parameter_words
from geo.view.text import comparison_key
from geo.wording import COST_UNITS, METRIC_LABELS, METRIC_UNITS, unit
from tests.export.drawn import page_of, texts
from tests.fixtures import ROOT

OTHERS = [lang for lang in LANGS if lang != "en"]
CODE = sorted((ROOT / "geo" / "export").glob("*.py"))
INTERNAL = {"draws", "number", "fraction", "km"}  # of the sampling, which no reader sets
SETTABLE = [n for n, p in parameters().model.items() if p.unit not in INTERNAL]
SHUT = scenario(
    closures=["suez", "caspian"],
    regime="congested",
    service="wagonload",
    overrides=[("ferry.wait_days", 2), ("rail.base_usd_per_feu.cn", 500)],
)
STATES = [
    {},
    {"metric": "duration", "destination": "los-angeles"},
    {"metric": "cost", "unit": "tonne", "hedges": "wide"},
    {"scenario": SHUT, "hedges": "narrow", "metric": "cost"},
    {"sources": ()},
]


def _parts(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _asked():
    """List the literals that code asks to have translated."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for item in node.args if called == "say" else ():
                if isinstance(item, ast.Constant) and isinstance(item.value, str):
                    yield item.value


def test_every_text_has_every_language_with_the_same_parts():
    for text, found in words.words().items():
        assert set(found) == set(OTHERS), text
        assert all(_parts(told) == _parts(text) for told in found.values()), text
        assert all(told.strip() for told in found.values()), text


def test_no_text_that_the_code_says_is_missing():
    asked = set(_asked())
    assert len(asked) > 30
    assert not asked - set(words.words())


def test_no_word_of_a_closed_vocabulary_is_missing(catalog):
    measured = {unit(c.unit) for c in catalog.claims.values() if c.metric in METRIC_LABELS}
    said = {
        *WORDS,
        *METRIC_LABELS.values(),
        *METRIC_UNITS.values(),
        *COST_UNITS.values(),
        *(word for word in measured if word not in ("", "fraction")),
        *(name_of_closure(passage) for passage in (*PASSAGES, "caspian")),
        *(f"{regime} year" for regime in ("calm", "congested")),
        *(part for name in SETTABLE for part in parameter_words(name).split(", ")),
        *(parameters().model[name].unit for name in SETTABLE),
        *("Rail", "Road", "Sea", "Ferry", "rail", "road", "sea", "ferry"),
        ATTRIBUTION,
        NO_ENDORSEMENT,
        comparison_key(),
    }
    assert not said - set(words.words())


def test_no_word_of_the_maps_script_is_missing():
    script = (STATIC / "waybill.js").read_text(encoding="utf-8")
    legend = script[script.index("function legend(") : script.index("function legendRow(")]
    said = set(re.findall(r'say\("([^"]+)"\)', script))
    said |= {text for text in re.findall(r'"([^"]+)"', legend) if " " in text}
    assert len(said) > 8
    assert not said - set(words.words())


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("state", STATES, ids=range(len(STATES)))
def test_no_fixed_text_of_a_picture_stays_english(selected, lang, state):
    said = texts(page_of(selected(options=Options(lang=lang), **state)))
    plain = [text for text in words.words() if "{" not in text]
    assert not set(said) & {text for text in plain if text != words.say(lang, text)}
    opened = [re.split(r"\{\w+\}", text) for text in words.words() if "{" in text]
    longest = {max(pieces, key=len).strip() for pieces in opened}
    english = {piece for piece in longest if len(piece) > 8 and piece.isascii()}
    assert not [text for text in said for piece in english if piece in text]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", ["<th>判断</th>", "卡拉干达", "距离：所称与实测", 'lang="zh-Hans"']),
        ("ru", ["<th>Вывод</th>", "Караганда", "Расстояние: утв", 'lang="ru"']),
    ],
)
def test_html_map_follows_the_language(selected, lang, said):
    from geo.export import render_selection

    page = render_selection(selected("middle-corridor", options=Options(lang=lang)), ".html")
    text = page.decode()
    assert all(piece in text for piece in said)
    for english in ("<th>Verdict</th>", "Route and true length<", "says little <", ">depends<"):
        assert english not in text


def test_tooltip_names_ends_length_and_figures_in_the_language(selected):
    from geo.export.htmlmap import _scene

    selection = selected("middle-corridor", options=Options(lang="ru"))
    first, *rest = htmlwords.tooltip(selection, _scene(selection), "middle-corridor")
    assert first.startswith("Караганда – Поти: 3\N{NO-BREAK SPACE}")
    assert first.endswith(" км")
    assert any("утверждается: ≥ 8\N{NO-BREAK SPACE}000 км" in line for line in rest)


@pytest.mark.parametrize(
    ("low", "high", "claim", "told"),
    [
        (9000, 10000, "china-shorter", "+9,000 … +10,000 km"),
        (-4400, -3600, "china-shorter", "−4,400 … −3,600 km"),
        (None, -100, "china-shorter", "≤ −100 km"),
        (8000, None, "corridor-length", "≥ 8,000 km"),
        (25, 25, "corridor-length", "25 km"),
    ],
)
def test_interval_is_printed_by_signs(catalog, low, high, claim, told):
    interval = Interval(low=low, high=high)
    assert words.asserted("en", catalog.claims[claim], interval) == told


def test_unit_of_somebodys_own_stays_as_it_is():
    assert words.say("ru", "camels") == "camels"
    assert words.signs("ru", "1,234.5") == "1\N{NO-BREAK SPACE}234,5"
