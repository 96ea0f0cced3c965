"""Pages, looks, languages, extents: what a picture's options change, and what they leave."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from geo import export
from geo.errors import ExportError, InputError
from geo.export import fonts, link, look, picture
from geo.export.options import LOOKS, PAGES, Options, View, seen
from geo.export.page import Box
from geo.export.plane import CONIC, Plane, fit, outline
from geo.measure.scenario import scenario
from tests.export.drawn import check_texts, page_of, texts

ROUTES = ("caspian-iran", "middle-corridor")
NO_RUSSIA = scenario(
    closures=["Russia", "suez"],
    regime="congested",
    service="wagonload",
    overrides=[("ferry.wait_days", 5), ("sea.speed_kmh", 25), ("port.handling_usd_per_feu", 900)],
)
STATES = [
    ("16:9", "light", "en", (), {}),
    ("16:9", "dark", "ru", ROUTES, {"metric": "duration"}),
    ("square", "grey", "en", (), {"destination": "los-angeles", "metric": "cost"}),
    ("square", "light", "zh", ROUTES, {}),
    ("a4-portrait", "light", "ru", (), {"destination": "new-york"}),
    ("a4-portrait", "dark", "en", ("sea-suez",), {}),
    ("a4-landscape", "grey", "zh", (), {}),
    ("16:9", "light", "en", (), {"scenario": NO_RUSSIA, "hedges": "wide"}),
    ("square", "dark", "en", ("russia", "sea-suez"), {"scenario": NO_RUSSIA, "unit": "tonne"}),
]
PDFTOPPM = shutil.which("pdftoppm")


def _png(catalog, view=None, **options):
    return Image.open(io.BytesIO(export.render(catalog, ".png", view, Options(**options))))


@pytest.mark.parametrize(("form", "shade", "lang", "routes", "choice"), STATES)
def test_no_two_texts_overlap_and_none_is_cut(selected, form, shade, lang, routes, choice):
    chosen = Options(page=form, look=shade, lang=lang, base="https://maps.example.org/waybill")
    page = page_of(selected(*routes, options=chosen, **choice))
    check_texts(page)
    # four letters in five of the smallest text are as high as a capital; 9.4 px is 4.7 at half size
    assert min(words.size for words in page.words) >= 12


@pytest.mark.parametrize(
    ("form", "scale", "size"),
    [
        ("16:9", "1", (1600, 900)),
        ("16:9", "2", (3200, 1800)),
        ("square", "1", (1200, 1200)),
        ("a4-portrait", "1", (1131, 1600)),
        ("a4-landscape", "300dpi", (3508, 2480)),  # A4 at 300 dpi
    ],
)
def test_page_and_scale_give_the_promised_pixels(catalog, form, scale, size):
    image = _png(catalog, View(routes=("caspian-iran",)), page=form, scale=scale)
    assert image.size == pytest.approx(size, abs=1)
    if scale == "300dpi":
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)


@pytest.mark.parametrize("shade", LOOKS)
def test_look_keeps_text_readable(shade):
    def brightness(name):
        code = look.colour(shade, name)
        parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one, two):
        high, low = sorted((brightness(one), brightness(two)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    # WCAG 2.2, 1.4.3: at least 4.5 to 1
    for text in (look.INK, look.MUTED, look.WARNING):
        assert contrast(text, look.PAPER) >= 4.5
    assert contrast(look.SEA_TEXT, look.SEA) >= 4.5
    assert contrast(look.LAND_TEXT, look.LAND) >= 4.5


def test_grey_holds_no_colour_and_numbers_the_routes(catalog, selected):
    image = _png(catalog, View(routes=ROUTES), look="grey").convert("RGB")
    pixels = np.asarray(image, dtype=int)
    assert (pixels.max(axis=2) - pixels.min(axis=2)).max() <= 2
    page = page_of(selected(*ROUTES, options=Options(look="grey")))
    told = texts(page)
    assert told.count("1") == told.count("2") == 2  # on the line and in the legend


@pytest.mark.parametrize(("lang", "place"), [("zh", "里海"), ("ru", "Каспий")])
def test_names_are_in_the_language_chosen(selected, catalog, lang, place):
    page = page_of(selected("caspian-iran", options=Options(lang=lang)))
    told = " ".join(texts(page))
    assert getattr(catalog.places["bandar-abbas"].name, lang) in told
    assert place in told
    assert "Bandar Abbas" not in told
    assert not page.lacks_glyphs


def test_missing_font_is_told_with_its_remedy(catalog, monkeypatch):
    def forget():
        fonts.outline.cache_clear()
        fonts._set_in.cache_clear()

    monkeypatch.setattr(fonts, "_installed", lambda: ())
    forget()
    with pytest.raises(ExportError, match="apt-get install fonts-noto-cjk"):
        export.render(catalog, ".png", View(routes=("russia",)), Options(lang="zh"))
    forget()


@pytest.mark.parametrize("form", PAGES)
def test_code_on_the_picture_is_the_link_in_the_file(catalog, form):
    view = View(routes=ROUTES, metric="cost", destination="yokohama")
    image = _png(catalog, view, page=form, look="dark", base="https://maps.example.org/waybill")
    codes = zxingcpp.read_barcodes(image.convert("RGB"))
    written = json.loads(image.text["Waybill"])["link"]
    assert [code.text for code in codes] == [written]
    assert written.startswith("https://maps.example.org/waybill/?metric=cost&to=yokohama&routes=")
    assert image.text["Source"] == written


def test_link_in_the_file_gives_the_same_picture(catalog):
    view = View(
        routes=("middle-corridor",),
        sources=("netease-c5-summit",),
        variants={"middle-corridor": "kuryk"},
    )
    chosen = Options(
        page="square", look="dark", graticule=True, extent="40,35,80,55", title="К & =1"
    )
    first = export.render(catalog, ".png", view, chosen, sha256="ab")
    written = json.loads(Image.open(io.BytesIO(first)).text["Waybill"])["link"]
    found, drawn, notices = link.read(link.parse(written), catalog)
    assert not notices
    assert export.render(catalog, ".png", found, drawn, sha256="ab") == first


def test_chosen_variant_is_the_one_drawn_and_listed(selected, catalog):
    from geo.export.selection import select

    usual = selected("middle-corridor")
    other = select(
        catalog, View(routes=("middle-corridor",), variants={"middle-corridor": "mersin"})
    )
    assert usual.shown_way("middle-corridor").variant == "poti"
    assert other.shown_way("middle-corridor").destination == "mersin"
    assert other.band("middle-corridor", "distance") != usual.band("middle-corridor", "distance")


def test_box_is_what_the_map_shows(selected):
    selection = selected(*ROUTES, options=Options(extent="45,35,60,48"))
    frame, inset = picture._framed("45,35,60,48", [], [], picture.Box(0, 0, 800, 600))
    assert inset is None
    corners = frame.px(np.array([[45, 35], [60, 35], [60, 48], [45, 48]], dtype=float))
    assert frame.holds(corners, -1).all()
    told = " ".join(texts(page_of(selection)))
    assert "Karaganda" in told  # in the legend
    assert "Aktau" in told


def test_whole_needs_no_second_map(selected):
    fitted = page_of(selected("china-khorgos", destination="los-angeles"))
    whole = page_of(
        selected("china-khorgos", destination="los-angeles", options=Options(extent="whole"))
    )
    title = "The whole of the ways by sea"
    assert title in texts(fitted)
    assert title not in texts(whole)


def test_graticule_is_drawn_when_asked(selected):
    plain, ruled = (
        page_of(selected("caspian-iran", options=Options(graticule=ruled)))
        for ruled in (False, True)
    )
    assert "50°N" not in texts(plain)
    assert {"50°N", "40°N"} & {*texts(ruled)}


@pytest.mark.parametrize(("lang", "said"), [("zh", "北纬40°"), ("ru", "40° с. ш.")])
def test_graticule_speaks_the_language(selected, lang, said):
    page = page_of(selected("caspian-iran", options=Options(graticule=True, lang=lang)))
    assert said in texts(page)
    assert not [text for text in texts(page) if text.endswith(("°N", "°E"))]


def test_arrow_points_north_along_the_meridian():
    frame = fit(Plane(CONIC), [outline(90, 30, 130, 60)], Box(0, 0, 800, 600), 20)
    # east of the conic's own meridian, 65° E, north leans to the left
    across, down = frame.north()
    assert down < 0
    assert -0.9 < across < -0.3
    # sin(cone constant times the way from the meridian), n = 0.676 for 30 and 55° N (Snyder, 16-4)
    lon = 110 - 65
    assert across == pytest.approx(-np.sin(np.radians(0.676 * lon)), abs=0.05)


def test_own_title_stands_on_the_picture(selected):
    page = page_of(selected("russia", options=Options(title="Ours\nonly", subtitle="More")))
    told = texts(page)
    assert "Ours only" in told
    assert "More" in told


@pytest.mark.parametrize(
    "choice",
    [{"page": "a3"}, {"look": "pink"}, {"lang": "fr"}, {"scale": "9"}, {"title": "x" * 200}],
)
def test_unknown_option_names_itself(choice):
    with pytest.raises(InputError, match=next(iter(choice))):
        Options(**choice)


@pytest.mark.skipif(PDFTOPPM is None, reason="there is no pdftoppm (Debian: poppler-utils)")
def test_pdf_is_one_a4_page_that_looks_like_the_png(catalog, tmp_path):
    chosen = Options(page="a4-landscape")
    view = View(routes=ROUTES)
    (tmp_path / "x.pdf").write_bytes(export.render(catalog, ".pdf", view, chosen))
    subprocess.run(
        [PDFTOPPM, "-png", "-r", "120", "x.pdf", "x"],
        cwd=tmp_path,
        check=True,
        env={**os.environ, "LC_ALL": "C"},
    )
    (made,) = tmp_path.glob("x*.png")
    image = Image.open(made).convert("L")
    assert image.size == pytest.approx((1403, 992), abs=1)  # 297 by 210 mm at 120 to the inch
    image = image.reduce(4)  # the two programs smooth letters differently
    drawn = _png(catalog, view, page="a4-landscape").convert("L").resize(image.size)
    apart = np.abs(np.asarray(image, dtype=int) - np.asarray(drawn, dtype=int))
    assert apart.mean() < 4


def test_plane_of_the_picture_is_named(selected):
    page = page_of(selected("land-bridge"))
    assert any(Plane("").name().split(",")[0] in text for text in texts(page))


@pytest.mark.parametrize(
    ("edges", "extent"),
    [
        ("46.123,35.456,90.789,56.04", "46.1,35.5,90.8,56"),
        ("-60,-20,190,80", "-25,-20,155,80"),  # 250° wide: 180° about its middle, 65° E
        ("400,30,460,60", "40,30,100,60"),  # once round the world
        ("150,-89,230,89", "150,-85,230,85"),
        ("", "fitted"),
        ("a,b,c,d", "fitted"),
        ("nan,0,10,10", "fitted"),
        ("inf,0,10,10", "fitted"),
        ("1,2,3", "fitted"),
        ("10,20,10.1,20.1", "fitted"),  # a box that no picture can show
    ],
)
def test_extent_is_taken_from_what_the_map_shows(edges, extent):
    assert seen(edges) == extent
    Options(extent=extent)


@given(st.lists(st.floats(-1000, 1000), min_size=4, max_size=4))
def test_whatever_the_map_shows_is_an_extent_that_can_be_drawn(edges):
    Options(extent=seen(",".join(map(str, edges))))
