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
from geo.export import link, picture, routemap
from geo.export.options import View
from geo.export.page import Box, Page, Style
from geo.export.plane import CONIC, Plane, choose, fit, tracks
from geo.export.strands import Line, share_out, strands
from geo.export.texts import plain
from geo.model import Catalog
from geo.network import geodesy
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


@pytest.mark.parametrize(
    ("routes", "destination"),
    [(("land-bridge", "caspian-iran"), None), (("sea-suez",), None)],
)
def test_lengths_on_the_picture_agree_with_the_scale_bar(selected, routes, destination):
    selection = selected(*routes, destination=destination)
    lines = picture._lines(selection)
    box = Box(20, 80, 1160, 600)
    ready = [line.track for line in lines]
    frame = fit(choose(ready), ready, box, 46)
    page = Page(1600, 900)
    error = routemap.draw(page, frame, routemap.Content(lines, ["#000000"] * len(lines), [], []))
    bar_km, bar_px = _bar(page)
    for route in routes:
        way = selection.measured[selection.shown_way(route)]
        for leg in way.legs:
            lonlat = leg.path.lonlat
            dense = tracks([lonlat])[0].lonlat
            drawn_px = np.linalg.norm(np.diff(frame.px(dense), axis=0), axis=1).sum()
            by_bar_km = drawn_px / bar_px * bar_km
            assert by_bar_km == pytest.approx(geodesy.length_km(lonlat), rel=error)
    assert error <= (0.05 if routes != ("sea-suez",) else 0.2)


def _bar(page):
    """Read the scale bar off the page: its text, and the one line that lies on top."""
    found = [re.match(r"([\d,]+) km, ±", text) for text in texts(page)]
    km = next(float(match[1].replace(",", "")) for match in found if match)
    (bar,) = [mark.path for mark in page.marks if mark.z == 21 and mark.edge and not mark.face]
    return km, np.ptp(bar.vertices[:, 0])


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
    ],
)
def test_no_two_texts_overlap_and_none_is_cut(selected, routes, choice):
    check_texts(page_of(selected(*routes, **choice)))
