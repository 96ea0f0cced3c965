"""Pictures: size, metadata, repeatable bytes, lengths true to the scale bar, hostile names."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from geo import export
from geo.export import link, picture
from geo.export.options import Options, View
from geo.export.page import Box, Page, Style
from geo.export.plane import CONIC, Plane, choose, fit, tracks
from geo.export.strands import Line, share_out, strands
from geo.export.texts import plain
from geo.model import Catalog
from tests.export.drawn import check_texts, page_of, texts

ROUTES = ("caspian-iran", "middle-corridor")


@pytest.fixture(scope="module")
def png(catalog):
    return export.render(catalog, ".png", View(routes=ROUTES), sha256="ab" * 32)


def test_png_has_the_promised_size_and_says_what_it_shows(png):
    image = Image.open(io.BytesIO(png))
    assert image.size == (1600, 900)
    state = json.loads(image.text["Waybill"])
    assert state["catalog_sha256"] == "ab" * 32
    assert state["routes"] == list(ROUTES)
    assert state["metric"] == "distance"
    assert state["claims"] == ["corridor-length"]
    assert "OpenStreetMap" in image.text["Copyright"]
    assert image.text["Software"].startswith("Waybill")
    assert state["versions"].keys() >= {"waybill", "matplotlib"}


def test_state_in_the_file_gives_the_same_picture(catalog, png):
    state = json.loads(Image.open(io.BytesIO(png)).text["Waybill"])
    view, options, notices = link.read(link.parse(state["link"]), catalog)
    again = export.render(catalog, ".png", view, options, sha256=state["catalog_sha256"])
    assert not notices
    assert again == png


def test_another_state_gives_another_picture(catalog, png):
    assert export.render(catalog, ".png", View(routes=ROUTES[:1]), sha256="ab" * 32) != png


@pytest.mark.parametrize("suffix", [".svg", ".pdf"])
def test_vector_files_repeat_and_carry_no_date(catalog, suffix):
    one, two = (
        export.render(catalog, suffix, View(routes=ROUTES[:1]), sha256="ab") for _ in range(2)
    )
    assert one == two
    assert not re.search(rb"CreationDate|<dc:date>", one)
    if suffix == ".svg":
        assert ET.fromstring(one).tag.endswith("svg")  # noqa: S314
        assert b"catalog_sha256" in one
    else:
        assert one.startswith(b"%PDF")


def test_nothing_is_drawn_in_the_margin(png):
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("L"))
    for edge in (pixels[:8], pixels[-8:], pixels[:, :12], pixels[:, -12:]):
        assert (edge == 255).all()


@pytest.mark.parametrize("route", ["russia", "middle-corridor", "land-bridge", "sea-suez"])
def test_lengths_on_the_picture_agree_with_the_scale_bar(selected, route):
    """Measure the route in the file itself, by the bar in it, as a reader with a ruler."""
    selection = selected(route)
    told = next(m for m in map(_BAR.match, texts(page_of(selection))) if m)
    bar_km, error = float(told[1].replace(",", "")), float(told[2]) / 100
    strokes = _strokes(export.render_selection(selection, ".svg"))
    colour = selection.catalog.routes[route].colour.lower()
    bar = _length(_the_one(strokes, "#1d2730", width_px=5))
    drawn = sum(
        _length(xy)
        for stroke, width_px, xy in strokes
        if stroke == colour and width_px == pytest.approx(3.4) and not _is_swatch(xy)
    )
    figure_km = selection.band(route, "distance").mid
    assert drawn / bar * bar_km == pytest.approx(figure_km, rel=error)
    assert error <= (0.2 if route == "sea-suez" else 0.1)


_BAR = re.compile(r"([\d,]+) km, ±(\d+)%")


def _strokes(svg):
    """List the straight-lined strokes of a file: colour, width [px of the page], points."""
    found = []
    for path in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}path"):  # noqa: S314
        pairs = (part.split(":", 1) for part in path.get("style", "").split(";") if part.strip())
        style = {key.strip(): value.strip() for key, value in pairs}
        numbers = path.get("d", "").replace("M", " ").replace("L", " ").replace("z", " ")
        if style.get("stroke", "none") != "none" and not {"Q", "C"} & set(numbers):
            xy = np.array(numbers.split(), dtype=float).reshape(-1, 2)
            found.append((style["stroke"], float(style["stroke-width"]) / 0.6, xy))
    return found


def _the_one(strokes, colour, width_px):
    (xy,) = [xy for c, w, xy in strokes if c == colour and w == pytest.approx(width_px)]
    return xy


def _is_swatch(xy):
    """Say whether a stroke is one of the legend's: level and 28 px long."""
    return np.ptp(xy[:, 1]) == 0 and _length(xy) == pytest.approx(28 * 0.6)


def _length(xy):
    return np.linalg.norm(np.diff(xy, axis=0), axis=1).sum()


def test_eurasia_gets_the_conic_and_oceans_an_uncut_plane(selected):
    land = [line.track for line in picture._lines(selected("land-bridge"))]
    assert choose(land).definition == CONIC
    lines = picture._lines(selected("china-khorgos", "russia", destination="los-angeles"))
    world = [line.track for line in lines]
    plane = choose(world)
    assert plane.centre is not None
    for line in world:
        steps = np.linalg.norm(np.diff(plane.project(line.lonlat), axis=0), axis=1)
        # no jump from one edge of the map to the other
        assert np.isfinite(steps).all()
        assert steps.max() < 5 * line.length_km.max()


def test_shared_track_is_drawn_as_parallel_strands(selected):
    lines = picture._lines(selected(*ROUTES))
    main = [line for line in lines if line.main and line.mode == "rail"]
    first = {line.route: line for line in main[::-1]}
    shifts = {route: np.median(line.shift[:50]) for route, line in first.items()}
    assert sorted(shifts.values()) == [-0.5, 0.5]
    frame = fit(Plane(CONIC), [first[0].track], Box(0, 0, 800, 500), 20)
    one, two = (
        np.concatenate([s.px for s in strands([first[r]], frame, lambda _: 4.0)]) for r in (0, 1)
    )
    middle = one[len(one) // 4]
    nearest = np.linalg.norm(two - middle, axis=1).min()
    assert nearest == pytest.approx(4.0, abs=1.3)


def test_routes_that_run_against_each_other_keep_to_different_sides():
    there = np.array([[60.0, 50.0], [62.0, 50.0], [64.0, 50.5], [66.0, 50.0]])
    lines = [
        Line(
            route=route,
            mode="rail",
            main=True,
            lonlat=lonlat,
            patch=np.zeros(3, bool),
            shift=np.zeros(3),
            fresh=np.ones(3, bool),
            track=track,
            km=track.length_km.sum(),
        )
        for route, lonlat in enumerate((there, there[::-1]))
        for track in tracks([lonlat])
    ]
    share_out(lines)
    frame = fit(Plane(CONIC), [lines[0].track], Box(0, 0, 800, 500), 20)
    one, two = (next(strands([line], frame, lambda _: 4.0)).px for line in lines)
    gaps = np.linalg.norm(one[:, None] - two[None], axis=2).min(axis=1)
    assert gaps[5:-5] == pytest.approx(4.0, abs=0.8)


def test_hostile_names_do_not_break_a_picture(hostile):
    catalog, _ = hostile
    content = export.render(catalog, ".svg")
    root = ET.fromstring(content)  # noqa: S314
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    pixels = np.asarray(
        Image.open(io.BytesIO(export.render(catalog, ".png"))).convert("L"), dtype=int
    )
    assert (pixels[:, -12:] == 255).all()


def test_plain_text_is_one_line_without_controls_and_bounded():
    assert plain("a\n\tb\x00\u202ec") == "a bc"
    assert len(plain("x" * 500)) == 160


def test_corridor_is_named_on_the_map_beside_its_own_line(selected):
    selection = selected(*ROUTES)
    page = page_of(selection)
    for route in ROUTES:
        record = selection.catalog.routes[route]
        (name,) = [m.words for m in page.marks if m.words and m.face == record.colour.lower()]
        assert name.text == record.name.en
        middle = np.array([(name.box.left + name.box.right), (name.box.top + name.box.bottom)]) / 2
        nearest = {}
        for mark in page.marks:
            if mark.edge and mark.clip and mark.width == pytest.approx(3.4):
                away = np.abs(mark.path.vertices - middle) - [name.box.right - middle[0], 0]
                gap = np.linalg.norm(np.maximum(away, 0), axis=1).min()
                nearest[mark.edge] = min(gap, nearest.get(mark.edge, np.inf))
        assert nearest[record.colour.lower()] < 30
        assert min(nearest, key=nearest.get) == record.colour.lower()


def test_long_title_becomes_smaller_before_it_is_cut(selected):
    chosen = Options(page="square")
    routes = ("middle-corridor", "china-khorgos")
    said = texts(page_of(selected(*routes, destination="los-angeles", options=chosen)))
    assert (
        "Middle Corridor and China by Khorgos to Los Angeles: distance asserted and measured"
        in said
    )


def test_text_is_clipped_and_wrapped_to_its_room():
    page = Page(400, 200)
    style = Style(size=14)
    text = "one two three four five six seven eight nine ten"
    assert page.width(page.clipped(text, 100, style), style) <= 100
    lines = page.wrapped(text, 120, style, 2)
    assert len(lines) == 2
    assert all(page.width(line, style) <= 120 for line in lines)
    assert lines[1].endswith("…")


def test_route_that_can_not_be_measured_is_named_and_left_out(catalog):
    raw = catalog.model_dump(by_alias=True, mode="json")
    raw["places"]["poti"] |= {"lon": 41.0, "lat": 44.5}
    raw["routes"] = {key: raw["routes"][key] for key in ("russia", "middle-corridor")}
    raw["routes"]["middle-corridor"]["variants"] = {"poti": {"en": "Poti"}}
    raw["routes"]["middle-corridor"]["legs"] = [
        leg for leg in raw["routes"]["middle-corridor"]["legs"] if "poti" in leg["only"]
    ]
    for leg in raw["routes"]["middle-corridor"]["legs"]:
        leg["only"] = []
    raw["claims"] = {}
    broken = Catalog.model_validate(raw)
    from geo.export.selection import select

    selection = select(broken)
    page = Page(1600, 900)
    picture.compose(page, selection)
    told = texts(page)
    assert "not measurable" in told
    assert "Middle Corridor" in told
    assert {line.route for line in picture._lines(selection)} == {0}


@pytest.mark.parametrize(
    ("routes", "choice"),
    [
        ((), {}),
        ((), {"destination": "los-angeles", "metric": "cost"}),
        ((), {"destination": "new-york", "metric": "duration"}),
        (ROUTES, {"destination": "yokohama", "metric": "cost"}),
        (("sea-suez",), {"sources": ["lude-tungsten"]}),
        ((), {"metric": "cost", "options": Options(lang="ru", page="a4-portrait")}),
    ],
)
def test_no_two_texts_overlap_and_none_is_cut(selected, routes, choice):
    check_texts(page_of(selected(*routes, **choice)))
