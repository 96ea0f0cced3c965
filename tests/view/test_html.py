"""Markup of the page: no text becomes markup, and every mark stands where its number says."""

from __future__ import annotations

import re

import pytest

from geo.view import html
from tests.view.markup import EVIL, bar, claim, place, read, route, step

HOSTILE = {
    "table": html.table([{EVIL: EVIL, "b": EVIL}], label=EVIL, scroll="both"),
    "claim_table": html.claim_table([dict.fromkeys(claim(), EVIL)]),
    "route_list": html.route_list(
        [
            dict.fromkeys(route(), EVIL) | {"legs": [{"mode": "rail", "km": 1}]},
        ],
        EVIL,
        EVIL,
    ),
    "bars": html.bars(
        [
            bar(
                1,
                None,
                (0, 2),
                (1, 2),
                **dict.fromkeys(("label", "note", "colour", "sentence"), EVIL),
            )
        ],
        EVIL,
    ),
    "pairs": html.pairs([(EVIL, EVIL)]),
    "progress": html.progress([step(0, 0, 0, 0, EVIL), step(9, 1, 2, 3, EVIL)], EVIL),
    "section": html.section(EVIL, [], EVIL),
    "note": html.note(EVIL),
    "route_panel": html.route_panel(EVIL, [(EVIL, EVIL)], [{EVIL: EVIL}], EVIL),
    "course": html.course([step(0, 0, 0, 0, EVIL)], [{EVIL: EVIL}], EVIL),
    "course without days": html.course([], [], EVIL),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_stays_text(name):
    found = read(HOSTILE[name])
    assert EVIL in found.text
    assert "<script" not in HOSTILE[name]
    assert "onerror='" not in HOSTILE[name]


@pytest.mark.parametrize(
    ("name", "tag", "attribute"),
    [
        ("table", "table", "aria-label"),
        ("table", "td", "data-label"),
        ("route_list", "tr", "data-pick"),
        ("bars", "div", "title"),
        ("bars", "div", "aria-label"),
        ("progress", "svg", "aria-label"),
    ],
)
def test_a_hostile_text_in_an_attribute_does_not_end_it(name, tag, attribute):
    values = [a[attribute] for a in read(HOSTILE[name]).named(tag) if attribute in a]
    assert EVIL in values


def test_every_public_function_has_a_hostile_case():
    public = {
        name
        for name, item in vars(html).items()
        if callable(item) and not name.startswith("_") and item.__module__ == html.__name__
    }
    tried = {name.split(" ")[0] for name in HOSTILE}
    assert public - tried == {"position_bar"}, "it takes two numbers"


def test_a_table_without_rows_is_nothing():
    assert html.table([], label="x") == ""
    assert html.table([], label="x", scroll="both") == ""


def test_a_table_s_numbers_stand_right_and_have_separators():
    rows = [{"leg": "A – B", "km": 12345, "days": "1 to 2"}, {"leg": "B – C", "km": 6, "days": "–"}]
    drawn = html.table(rows, label="Legs")
    assert re.findall(r"<th[^>]*>([^<]*)</th>", drawn) == ["leg", "km", "days"]
    right = re.findall(r'<td data-label="\w+" class="n">([^<]*)</td>', drawn)
    assert right == ["12,345", "1 to 2", "6", "–"]
    assert re.findall(r'<td data-label="\w+">([^<]*)</td>', drawn) == ["A – B", "B – C"]
    assert read(drawn).named("table") == [{"class": "wb wb-stack", "aria-label": "Legs"}]


def test_marked_rows_of_a_table_stand_out():
    drawn = html.table([{"a": 1}, {"a": 2}, {"a": 3}], label="x", marked=[0, 2])
    classes = [row.get("class") for row in read(drawn).named("tr")]
    assert classes == [None, "wb-on", None, "wb-on"]


def test_only_the_chosen_row_is_current():
    rows = [route(id=name, route=name) for name in ("a", "b", "c")]
    found = read(html.route_list(rows, "b", "km")).named("tr")
    assert [a.get("data-pick") for a in found] == [None, "a", "b", "c"]
    assert [a.get("aria-current") for a in found] == [None, None, "true", None]


def test_claims_that_can_not_be_chosen_have_no_button():
    found = read(html.claim_table([claim()]))
    assert found.named("button") == []
    assert [a for a in found.named("tr") if a] == []


def test_strips_share_a_scale():
    rows = [route(), route(legs=[{"mode": "road", "km": 500}]), route(legs=[])]
    found = read(html.route_list(rows, None, "km")).named("i")
    widths = [re.search(r"width:([\d.]+)%", a["style"])[1] for a in found]
    assert widths == ["75.00", "25.00", "50.00"]
    assert [a["title"] for a in found] == ["rail 750 km", "sea 250 km", "road 500 km"]


def test_no_routes_and_none_measured_draw_nothing_wrong():
    assert read(html.route_list([], None, "km")).named("i") == []
    assert read(html.route_list([route(legs=[])], None, "km")).named("i") == []


# From -100 to 400 in steps of 100: a percent is five.
WIDE = [bar(-100, 150, (0, 400), (50, 200)), bar(300, 400)]


def test_marks_stand_where_their_numbers_say():
    found = read(html.bars(WIDE, "km"))
    assert [place(a) for a in found.of("zero")] == [(20.0,), (20.0,)]
    assert [place(a) for a in found.of("said")] == [(0.0, 50.0), (80.0, 20.0)]
    assert [place(a) for a in found.of("all")] == [(20.0, 80.0)]
    assert [place(a) for a in found.of("near")] == [(30.0, 30.0)]
    assert found.of("open") == []
    ticks = re.findall(r'<span style="left:([\d.]+)%">([^<]*)</span>', html.bars(WIDE, "km"))
    assert [(float(at), text) for at, text in ticks] == [
        (0, "-100"), (20, "0"), (40, "100"), (60, "200"), (80, "300"), (100, "400"),
    ]  # fmt: skip


def test_the_narrow_measured_mark_is_drawn_over_the_wide_and_the_claim_over_both():
    (names,) = [
        [a["class"] for a in read(html.bars([bar(1, 2, (0, 5), (1, 4))], "")).named("i")],
    ]
    assert names == ["zero", "all", "near", "said"]


def test_every_bar_says_its_sentence():
    tracks = read(html.bars([bar(1, 2), bar(1, 2, sentence="other")], "")).of("wb-track")
    assert [(a["role"], a["aria-label"]) for a in tracks] == [
        ("img", "sentence"),
        ("img", "other"),
    ]


@pytest.mark.parametrize(
    ("ends", "mark", "side", "at"),
    [
        pytest.param((100, None), "›", "right", (50.0, 50.0), id="at least"),
        pytest.param((None, 100), "‹", "left", (0.0, 50.0), id="at most"),
    ],
)
def test_an_open_end_reaches_the_edge_and_is_marked(ends, mark, side, at):
    markup = html.bars([bar(*ends, every=(0, 200))], "km")
    found = read(markup)
    assert [place(a) for a in found.of("said")] == [at]
    (drawn,) = found.of("open")
    assert drawn["style"].startswith(f"{side}:0")
    assert f">{mark}</b>" in markup


def test_a_row_without_figures_has_no_mark():
    found = read(html.bars([bar()], "km"))
    assert len(found.of("zero")) == 1
    assert found.of("said") == found.of("near") == found.of("all") == found.of("open") == []


def test_a_point_has_a_width_that_can_be_seen():
    ((left, width),) = (place(a) for a in read(html.bars([bar(50, 50, (0, 100))], "")).of("said"))
    assert left == 50
    assert 0 < width <= 1


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(bar(0, 0), id="zero"),
        pytest.param(bar(0, 0, (0, 0), (0, 0)), id="all zero"),
        pytest.param(bar(-3, -1), id="all negative"),
        pytest.param(bar(0.001, 0.002), id="tiny"),
        pytest.param(bar(1e7, 2e7), id="huge"),
        pytest.param(bar(-0.3, 0.7, (-0.6, 1.4)), id="fractions"),
    ],
)
def test_a_single_row_stays_on_its_axis(row):
    found = read(html.bars([row], "km"))
    marks = found.of("said") + found.of("all") + found.of("near") + found.of("zero")
    for attributes in marks:
        left, *width = place(attributes)
        assert 0 <= left <= 100
        assert left + sum(width) <= 100.61
    ticks = [float(at) for at in re.findall(r'<span style="left:([\d.]+)%', html.bars([row], ""))]
    assert 2 <= len(ticks) <= 9
    assert (ticks[0], ticks[-1]) == (0, 100)
    assert ticks == sorted(ticks)


def test_no_rows_leave_an_axis_that_fails_nowhere():
    found = read(html.bars([], "km"))
    assert found.of("wb-track") == []
    assert "km" in found.text


@pytest.mark.parametrize(("start", "length", "at"), [(0, 10, 0.0), (1726, 3998, 43.17)])
def test_a_figure_s_place_in_its_text(start, length, at):
    (here,) = read(html.position_bar(start, length)).of("here")
    assert place(here) == (at,)


# 640 by 250 with margins 44, 26, 14 and 34: 582 by 190 for 1000 km and 10 days.
COURSE = [step(0, 0, 0, 0, "start"), step(500, 2, 4, 5), step(500, 3, 6, 8), step(1000, 5, 8, 10)]


def test_the_way_in_time_goes_through_its_points_in_order():
    found = read(html.progress(COURSE, "North"))
    (line,), (fan,) = found.named("polyline"), found.named("polygon")
    assert line["points"] == "44.0,216.0 335.0,143.2 335.0,106.8 626.0,70.4"
    assert fan["points"] == (
        "44.0,216.0 335.0,179.6 335.0,161.4 626.0,125.0 "
        "626.0,34.0 335.0,70.4 335.0,125.0 44.0,216.0"
    )
    dots = [f"{a['cx']},{a['cy']}" for a in found.named("circle")]
    assert dots == line["points"].split(" ")
    across = [float(p.split(",")[0]) for p in dots]
    assert across == sorted(across)
    assert "start: 0 days at 0 km" in found.text
    assert "rail: 8 days at 1,000 km" in found.text


def test_the_way_in_time_has_whole_steps_on_both_axes():
    texts = re.findall(r"<text [^>]*>([^<]*)</text>", html.progress(COURSE, "North"))
    assert texts == [
        "km", *("0", "200", "400", "600", "800", "1,000"),
        *("0", "2", "4", "6", "8", "10"), "days",
    ]  # fmt: skip


def test_the_last_label_of_an_axis_ends_where_the_axis_does():
    drawn = html.progress(COURSE, "North")
    found = re.search(r'<text x="([\d.]+)" y="\d+" text-anchor="(\w+)">1,000<', drawn)
    assert found
    (width,) = re.findall(r'viewBox="0 0 (\d+)', drawn)
    assert (found[2], float(found[1]) < float(width)) == ("end", True)


def test_a_way_of_one_point_is_drawn():
    (line,) = read(html.progress([step(0, 0, 0, 0)], "x")).named("polyline")
    assert line["points"] == "44.0,216.0"


def test_a_course_without_days_or_events_says_so():
    found = read(html.course([], [], "North: no estimate of days"))
    assert "North: no estimate of days" in found.text
    assert found.named("svg") == found.named("table") == []


def test_a_panel_has_its_figures_in_order_and_no_table_without_legs():
    found = read(html.route_panel("North", [("5 km", "4 to 6"), ("no days", "")], [], "note"))
    assert found.text == "North5 km4 to 6no daysnote"
    assert found.named("table") == []


def test_a_section_without_a_key_has_none():
    assert html.section("T", [html.note("x")]) == "<section><h2>T</h2><p>x</p></section>"
