"""Figures are linked to the catalog's routes and facilities by any of their names."""

from __future__ import annotations

import pytest

from geo.articles import read_figures
from geo.catalog import load

CATALOG = load().catalog


@pytest.mark.parametrize(
    ("text", "subject", "baseline"),
    [
        ("中间走廊全程约7600公里。", ("middle-corridor",), None),
        ("По Срединному коридору груз идёт 15 суток.", ("middle-corridor",), None),
        ("На ТМТМ перевезли 4 млн тонн грузов.", ("middle-corridor",), None),
        ("A box takes 25 days on the North-South corridor.", ("north-south",), None),
        ("Порт Актау обработал за год 4 млн т грузов.", ("aktau",), None),
        ("中吉乌铁路建成后年运能1500万吨。", ("china-kyrgyzstan-uzbekistan",), None),
        (
            "The Middle Corridor is 2,000 km shorter than the Northern Corridor.",
            ("middle-corridor",),
            ("russia",),
        ),
        ("Груз идёт 15 суток.", (), None),
    ],
)
def test_subject_and_baseline(text, subject, baseline):
    (candidate,) = read_figures(text, catalog=CATALOG)
    assert (candidate.subject, candidate.baseline) == (subject, baseline)


def test_the_route_named_a_sentence_before_counts():
    text = "The Middle Corridor crosses the Caspian. A container takes 20 days."
    (candidate,) = read_figures(text, catalog=CATALOG)
    assert candidate.subject == ("middle-corridor",)


@pytest.mark.parametrize(
    ("text", "status", "year", "wording"),
    [
        ("In 2024 the port handled 4 million tonnes of cargo.", "stated", 2024, None),
        ("К 2030 году порт сможет обработать 10 млн тонн грузов.", "planned", 2030, None),
        ("宣传册说运输时间12天,货代直摇头。", "disputed", None, None),
        ("运输时间四十余天。", "stated", None, "odd"),
        ("运输时间近40天。", "stated", None, "nearly"),
        ("绕行数千公里。", "stated", None, "several"),
    ],
)
def test_status_year_and_wording(text, status, year, wording):
    (candidate,) = read_figures(text)
    assert (candidate.status, candidate.year, candidate.wording) == (status, year, wording)
