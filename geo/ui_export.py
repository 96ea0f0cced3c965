"""The export page's Streamlit part: its controls, the preview, and the buttons that write files."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

import streamlit as st

from geo import ui
from geo.errors import WaybillError
from geo.export import SUFFIXES, link, render_selection
from geo.export.options import (
    BASE_VARIABLE,
    FITTED,
    LANGS,
    LOOKS,
    MAX_TITLE,
    PAGES,
    SCALES,
    WHOLE,
    seen,
)
from geo.export.selection import select
from geo.export.texts import file_stem
from geo.measure.scenario import BASE
from geo.view.mapfiles import STATIC

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.catalog import CatalogFile
    from geo.export.options import Options, View
    from geo.export.selection import Selection
    from geo.measure.board import Board

_PREVIEWS_KEPT = 16
_PAGE_NAMES = {"16:9": "16:9", "square": "Square", "a4-portrait": "A4", "a4-landscape": "A4 wide"}
_LANG_NAMES = {"en": "English", "zh": "中文", "ru": "Русский"}
_SCALE_NAMES = {"1": "1×", "2": "2×", "300dpi": "300 dpi"}
_KINDS = {
    ".png": "picture",
    ".svg": "picture, vector",
    ".pdf": "picture, print",
    ".html": "map, opens offline",
    ".geojson": "lines, places, claims",
    ".gpkg": "for QGIS",
    ".parquet": "GeoParquet",
    ".kml": "for Google Earth",
    ".csv": "table",
    ".xlsx": "workbook",
    ".zip": "all of these",
}
_COLUMNS = 3
_extent = st.components.v2.component(
    "waybill_extent",
    html="<div class='wb-acts'><button type='button'>Extent as the map shows</button></div>",
    js=(STATIC / "extent.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)
Width = Literal["stretch", "content"]


@st.cache_data(max_entries=_PREVIEWS_KEPT, show_spinner="Drawing the picture …")
def _preview(sha256: str, address: str, _found: Selection) -> bytes:  # noqa: ARG001 - the key
    return render_selection(_found, ".png")


def _base() -> str:
    """Give the address that links lead to: the configured one, else the reader's own."""
    here = st.context.url or ""
    return os.environ.get(BASE_VARIABLE) or here.removesuffix("/").removesuffix("/export")


def selection(file: CatalogFile, board: Board) -> Selection | None:
    """Take what the controls hold; explain it when that can't be drawn."""
    try:
        return _selected(file, board)
    except WaybillError as error:
        st.error(ui.plain(str(error)), icon=":material/error:")
        return None


def _selected(file: CatalogFile, board: Board) -> Selection:
    held = ui.choices()
    options = link.options_of(held, _base())
    return _found(file, board, link.view_of(held, file.catalog), options)


def _found(file: CatalogFile, board: Board, view: View, options: Options) -> Selection:
    found = select(file.catalog, view, options, sha256=file.sha256, board=board)
    found.link  # noqa: B018 - a wrong base is to be told here, before anything is drawn
    return found


def controls(file: CatalogFile) -> None:
    """Draw the choices of an export; they live in the page's address."""
    routes = file.catalog.routes
    st.multiselect(
        "Routes", list(routes), key=link.ROUTES, persist_state="session",
        placeholder="the chosen route, or all",
        format_func=lambda route: routes[route].name.en if route in routes else route,
    )  # fmt: skip
    _choice("Page", "page", PAGES, _PAGE_NAMES.__getitem__)
    _choice("Look", "look", LOOKS, str.capitalize)
    _choice("Language", "lang", LANGS, _LANG_NAMES.__getitem__)
    _choice("PNG", "scale", SCALES, _SCALE_NAMES.__getitem__)
    st.selectbox(
        "Extent", [FITTED, WHOLE], key=link.option_key("extent"), persist_state="session",
        accept_new_options=True, required=True,
        help="fitted: the legs on land; whole: the sea legs too; or type west,south,east,north "
        "in degrees, such as 46,35,90,56",
    )  # fmt: skip
    _as_the_map_shows()
    st.toggle("Meridians and parallels", key=link.option_key("graticule"), persist_state="session")
    for name in ("title", "subtitle"):
        st.text_input(
            name.capitalize(), key=link.option_key(name), persist_state="session",
            max_chars=MAX_TITLE, placeholder="made from what is shown",
        )  # fmt: skip


def _as_the_map_shows() -> None:
    """Draw the button that takes the extent from the map as it was seen last in this tab."""

    def taken() -> None:
        st.session_state[link.option_key("extent")] = seen(st.session_state["extent-seen"].seen)

    _extent(key="extent-seen", on_seen_change=taken)


def _choice(label: str, name: str, values: tuple[str, ...], words: Callable[[str], str]) -> None:
    st.segmented_control(
        label, list(values), required=True, key=link.option_key(name), persist_state="session",
        format_func=words,
    )  # fmt: skip


def preview(found: Selection) -> None:
    """Show the picture as it would be written, at its designed size."""
    small = replace(found, options=replace(found.options, scale="1"))
    try:
        picture = _preview(small.sha256, small.link, small)
    except WaybillError as error:
        st.error(ui.plain(str(error)), icon=":material/error:")
        return
    st.image(picture, width="stretch", caption="Preview")


def downloads(found: Selection) -> None:
    """Draw a button a kind of file; a file is made when it is asked for."""
    columns = st.columns(_COLUMNS)
    for index, suffix in enumerate(SUFFIXES):
        with columns[index % _COLUMNS]:
            _download(found, suffix, f"**{suffix[1:].upper()}** {_KINDS[suffix]}", width="stretch")
    st.caption("A link that reopens this view and makes the same picture:")
    st.code(found.link, language=None, wrap_lines=True)


def one_click(file: CatalogFile, board: Board) -> None:
    """Draw the main view's own button for a picture of what is shown, and the way to the rest."""
    with st.container(horizontal=True, vertical_alignment="center"):
        # An option that can't be drawn is explained on its own page; this one must not stop.
        with suppress(WaybillError):
            held = ui.choices()
            # The main view shows the base case, and no claim opened, whatever other pages hold.
            plain = replace(link.view_of(held, file.catalog), scenario=BASE, unit="feu", claim=None)
            found = _found(file, board, plain, link.options_of(held, _base()))
            _download(found, ".png", "Save as picture")
        st.page_link("pages/export.py", label="Other formats", icon=":material/tune:")


def _download(found: Selection, suffix: str, label: str, width: Width = "content") -> None:
    st.download_button(
        label,
        partial(render_selection, found, suffix),
        file_name=file_stem(found) + suffix,
        key=f"save{suffix}",
        on_click="ignore",
        icon=":material/download:",
        width=width,
    )
