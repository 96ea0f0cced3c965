"""Markup of a scenario's pictures: no text becomes markup, and marks stand where they belong."""

from __future__ import annotations

import re

import pytest

from geo.measure.distance import Band
from geo.view import pictures
from tests.view.markup import EVIL, read

POINTS = [
    {"km": 0.0, "low": 0.0, "days": 0.0, "high": 0.0, "step": EVIL},
    {"km": 500.0, "low": 1.0, "days": 2.0, "high": 4.0, "step": EVIL},
]
INPUT = dict.fromkeys(("name", "value", "covers", "source", "year"), EVIL) | {"url": ""}
FALL = {
    "label": EVIL, "leg": 0, "days": Band(1, 2, 3), "cost": Band(10, 20, 30), "co2e": None,
    "from": 0.0, "to": 20.0, "formula": EVIL, "inputs": [INPUT],
}  # fmt: skip
SWING = {"name": EVIL, "parameter": EVIL, "low": 8.0, "usual": 9.0, "high": 12.0, "ends": EVIL}
EFFECT = {
    "id": EVIL, "colour": EVIL, "route": EVIL, "way": EVIL, "note": EVIL, "closed": False,
    "figures": [(EVIL, EVIL, EVIL)],
}  # fmt: skip

HOSTILE = {
    "space_time": pictures.space_time(
        [{"route": EVIL, "colour": EVIL, "points": POINTS, "before": POINTS}]
    ),
    "waterfall": pictures.waterfall([FALL], (10, 20, 30), EVIL),
    "tornado": pictures.tornado([SWING], EVIL),
    "effect_table": pictures.effect_table([EFFECT], [EVIL], EVIL),
    "effect_table closed": pictures.effect_table([EFFECT | {"closed": True}], [EVIL], None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_stays_text(name):
    assert EVIL in read(HOSTILE[name]).text
    assert "<script" not in HOSTILE[name]
    assert "onerror='" not in HOSTILE[name]


def test_every_public_function_has_a_hostile_case():
    public = {
        name
        for name, item in vars(pictures).items()
        if callable(item) and not name.startswith("_") and item.__module__ == pictures.__name__
    }
    assert public == {name.split(" ")[0] for name in HOSTILE}


@pytest.mark.parametrize("draw", [pictures.space_time, lambda rows: pictures.tornado(rows, "days")])
def test_without_rows_a_sentence_stands_in_the_picture_s_place(draw):
    assert re.fullmatch(r"<p>[A-Z][^<]+\.</p>", draw([]))


def test_dwell_stands_as_a_vertical_step():
    waits = [*POINTS, POINTS[1] | {"low": 3.0, "days": 5.0, "high": 8.0}]
    drawn = pictures.space_time(
        [{"route": "A", "colour": "#123456", "points": waits, "before": []}]
    )
    (line,) = read(drawn).named("polyline")
    (_, (x1, y1), (x2, y2)) = (map(float, point.split(",")) for point in line["points"].split())
    assert x1 == x2
    assert y2 < y1


def test_the_baseline_is_drawn_where_it_differs_and_told():
    row = {"route": "A", "colour": "#123456", "points": POINTS}
    alone = pictures.space_time([row | {"before": []}])
    both = pictures.space_time([row | {"before": POINTS}])
    assert len(read(alone).named("polyline")) == 1
    assert len(read(both).named("polyline")) == 2
    assert ("the baseline" in alone, "the baseline" in both) == (False, True)


def test_a_second_way_has_other_dashes():
    rows = [{"route": r, "colour": "#123456", "points": POINTS, "before": []} for r in ("A", "B")]
    lines = read(pictures.space_time(rows)).named("polyline")
    assert len({line["stroke-dasharray"] for line in lines}) == 2


def test_a_step_falls_from_where_the_one_before_ended():
    second = FALL | {"from": 20.0, "to": 60.0}
    drawn = pictures.waterfall([FALL, second], (50.0, 60.0, 80.0), "USD per FEU")
    places = re.findall(r'class="near" style="left:([\d.]+)%?;width:([\d.]+)%', drawn)
    (a_left, a_width), (b_left, b_width), (_, whole) = [tuple(map(float, p)) for p in places]
    assert a_left == 0
    assert b_left == pytest.approx(a_left + a_width)
    assert b_left + b_width == pytest.approx(whole) == pytest.approx(75)


def test_only_a_web_address_becomes_a_link():
    linked = FALL | {"inputs": [INPUT | {"url": "https://example.org/a"}]}
    found = read(pictures.waterfall([linked], None, "USD")).named("a")
    assert [a["href"] for a in found] == ["https://example.org/a"]
    assert "noopener" in found[0]["rel"]
    assert read(HOSTILE["waterfall"]).named("a") == []


def test_the_ends_of_a_swing_touch_at_its_usual_value():
    drawn = pictures.tornado([SWING], "days")
    left, width = map(
        float, re.search(r'"less" style="left:([\d.]+)%;width:([\d.]+)%', drawn).groups()
    )
    start = float(re.search(r'"more" style="left:([\d.]+)%', drawn)[1])
    assert left + width == pytest.approx(start, abs=0.02)


def test_a_closed_route_has_no_figures_and_only_the_chosen_one_is_current():
    rows = [EFFECT | {"id": "a", "closed": True}, EFFECT | {"id": "b"}]
    found = read(pictures.effect_table(rows, ["days"], "b")).named("tr")
    assert [a.get("aria-current") for a in found if "data-pick" in a] == [None, "true"]
