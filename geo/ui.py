"""The one module that knows Streamlit: caches, the state of the controls, and the map component.

Pages import it, read state, call one view function and draw.
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.components.v1 import declare_component
from streamlit.runtime import exists, get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit_folium import st_folium

from geo.catalog import DEFAULT_PATH, CatalogFile, CatalogKeeper
from geo.errors import InputError
from geo.export import link
from geo.measure.board import Board
from geo.store import place
from geo.store.joined import Library
from geo.view import mapfiles, permalink, text
from geo.view.mapscript import base_map, state_group
from geo.view.mapstate import map_state
from geo.view.scene import Judgements, Scene, State
from geo.wording import LANGUAGES, METRIC_LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Catalog, Metric

ICON = str(mapfiles.STATIC / "icon.svg")
_MAP_HEIGHT = 620
_HEAD_START_S = 0.35
_CATALOGS_KEPT = 3
# What means something in Markdown: anywhere, and at the start of a line.
_MARKS = re.compile(r"[\\`*_\[\]<>~$|]|:(?=[A-Za-z]|[\w+-]+:)|&(?=[#\w])|(?<=\d)[.)](?=\s)")
_STARTS = re.compile(r"^(\s*)([-+#=])", re.MULTILINE)


@st.cache_resource(max_entries=_CATALOGS_KEPT)
def _library(path: str, store: str) -> Library:  # noqa: ARG001 - the cache's key
    return Library(CatalogKeeper(Path(path)))


@st.cache_resource(max_entries=_CATALOGS_KEPT, show_spinner="Measuring the routes …")
def _measured(ground_sha256: str, _catalog: Catalog) -> list[Judgements]:  # noqa: ARG001 - the key
    """Give the last judgements on one ground, as the only entry of a list."""
    judgements = Judgements(Board(_catalog))
    judgements.warm()
    return [judgements]


@st.cache_resource(max_entries=_CATALOGS_KEPT, show_spinner=False)
def _judgements(sha256: str, _file: CatalogFile) -> Judgements:  # noqa: ARG001 - the cache's key
    latest = _measured(_file.ground_sha256, _file.catalog)
    latest[0] = latest[0].with_claims(_file.catalog)
    return latest[0]


@st.cache_resource(max_entries=_CATALOGS_KEPT, show_spinner="Measuring the routes …")
def _map_files(ground_sha256: str, _judgements: Judgements) -> Any:  # noqa: ANN401 - a component
    """Write the map's static files once a catalog's ground and let Streamlit serve them."""
    folder = mapfiles.written(ground_sha256, _judgements.board)
    return declare_component(f"map{folder.name[:10]}", path=str(folder))


def library() -> Library:
    """Give the catalog and the store in use, as their environment variables name them."""
    path = os.environ.get("WAYBILL_CATALOG", str(DEFAULT_PATH))
    return _library(path, os.environ.get(place.VARIABLE, ""))


def pages() -> Any:  # noqa: ANN401 - Streamlit's page
    """Declare the pages, and give the one asked for."""
    # The icon is a file of our own: Streamlit would fetch a symbol from outside.
    st.set_page_config(page_title="Waybill", page_icon=ICON, layout="wide", menu_items={})
    return st.navigation(
        [
            st.Page("pages/compare.py", title="Compare", icon=":material/map:", default=True),
            st.Page("pages/claims.py", title="Claims", icon=":material/format_quote:"),
            st.Page("pages/articles.py", title="Articles", icon=":material/article:"),
            st.Page("pages/scenario.py", title="Scenario", icon=":material/tune:"),
            st.Page("pages/export.py", title="Export", icon=":material/download:"),
            st.Page("pages/add_article.py", title="Add article", icon=":material/note_add:"),
            st.Page("pages/method.py", title="Method", icon=":material/straighten:"),
        ],
        position="top",
    )


def catalog_file() -> CatalogFile:
    """Give the catalog in use; stop the page with the explanation when there never was one.

    A server's very first run, when its address names a page, skips ``dashboard.py``: Streamlit
    takes ``pages/`` for its old menu until the pages are declared. Then it is run again.
    """
    if "entered" not in st.session_state:
        pages()
        st.rerun()
    try:
        return library().current()
    except InputError as error:
        st.error(as_text(str(error)), icon=":material/error:")
        st.stop()


def catalog_notice() -> None:
    """Tell what is wrong with the catalog file or the store; what was last good stays in use."""
    found = library()
    slot = st.container()  # always there: what follows must not move, or the map is loaded again
    if found.catalogs.fault:
        slot.warning(
            "The catalog file has changed and is not valid; the last good version stays in "
            f"use.\n\n{as_text(found.catalogs.fault)}",
            icon=":material/warning:",
        )
    unfit = "\n".join([found.saved.fault, *found.notices]).strip()
    if unfit:
        slot.warning(
            f"Not everything that is saved is shown; it stays in the store.\n\n{as_text(unfit)}",
            icon=":material/warning:",
        )


def as_text(text: str) -> str:
    """Show lines as they are, whatever Markdown they may contain."""
    return "```text\n" + text.replace("```", "'''") + "\n```"


def restore(catalog: Catalog) -> None:
    """Take the choices from the page's address: in a new session, or after the back button.

    At other times the address may be one run behind the controls, and is only written.
    """
    held = st.session_state
    context = get_script_run_ctx()
    if "restored" not in held or (context and context.is_history_navigation):
        held["restored"] = True
        own, rest = link.split(st.query_params.to_dict())
        of_view, notices = permalink.read(rest, catalog)
        of_export, more = link.read_own(own, catalog)
        held.update(of_view | of_export)
        for notice in notices + more:
            st.toast(plain(notice), icon=":material/link_off:", duration="long")
    present = choices()
    for key, value in (permalink.usual(catalog) | link.usual()).items():
        if key not in present:
            held[key] = value


def choices() -> dict[str, Any]:
    """Copy the session's choices at once: each single look into Streamlit's own costs more."""
    return st.session_state.to_dict()


def remember(catalog: Catalog) -> None:
    """Write the choices into the page's address, so that it reopens the same view."""
    held = choices()
    query = permalink.write(held, catalog) | link.write_own(held, catalog)
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)


def sidebar_title() -> None:
    """Open the sidebar, so that the page beside it has its width before the controls stand."""
    st.sidebar.header("Sources", anchor=False)


def sidebar(catalog: Catalog) -> None:
    """Draw the controls that all pages share; their values live in the page's address."""
    with st.sidebar:
        counts = Counter(claim.source for claim in catalog.claims.values())
        for source_id, source in catalog.sources.items():
            when = f"{source.published:%-d %b %Y}" if source.published else "undated"
            count = counts[source_id]
            claims = text.counted_claims(count) if count else "no route figure"
            language = LANGUAGES[source.language]
            about = plain(f"{source.publisher} · {language} · {when} · {claims}")
            st.toggle(
                f"{plain(source.title)}  \n{about}", key=permalink.source_key(source_id),
                persist_state="session", help=plain(source.dates or when),
            )  # fmt: skip
        st.header("Way", anchor=False)
        starts, ends = permalink.starts(catalog), permalink.ends(catalog)
        _place_select("From", "from", starts, catalog, "each route's own start")
        _place_select("On by sea to", "to", ends, catalog, "each corridor's end")


def _place_select(
    label: str, key: str, places: list[str], catalog: Catalog, otherwise: str
) -> None:
    st.selectbox(
        label, places, index=None, key=key, persist_state="session", placeholder=otherwise,
        format_func=lambda place: catalog.places[place].name.en,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """Take Markdown's meaning from a text that comes from outside.

    No more than that: a control's name is read out as it is written, backslashes and all.
    """
    return _STARTS.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", text))


def scene(file: CatalogFile) -> Scene:
    """Read the controls' state and join it with measurements and verdicts."""
    held, catalog = choices(), file.catalog
    metric: Metric = held.get("metric") or "distance"
    route = held.get("route")
    state = State(
        sources=tuple(s for s in catalog.sources if held.get(permalink.source_key(s), True)),
        metric=metric,
        route=route if route in catalog.routes else None,
        variants=permalink.variants(held, catalog),
        origin=held.get("from"),
        destination=held.get("to"),
        claim=held.get("claim"),
        hedges=held.get("hedges") or "usual",
        theme="dark" if st.context.theme.type == "dark" else "light",
    )
    found = Scene(_judgements(file.sha256, file).under(state.hedges), state)
    found.prepare()
    return found


def metric_control() -> None:
    """Draw the switch between distance, days and cost."""
    st.segmented_control(
        "Compare", list(METRIC_LABELS), required=True, key="metric", persist_state="session",
        format_func=METRIC_LABELS.__getitem__, label_visibility="collapsed",
    )  # fmt: skip


def variant_control(catalog: Catalog, route_id: str) -> None:
    """Draw the choice of a route's variant, if it has several."""
    variants = catalog.routes[route_id].variants
    if variants:
        st.pills(
            "Variant", list(variants), required=True, key=permalink.variant_key(route_id),
            persist_state="session",
            format_func=lambda variant: plain(variants[variant].en), label_visibility="collapsed",
        )  # fmt: skip


def filter_pills(label: str, options: Sequence[str], key: str) -> list[str]:
    """Draw a filter; nothing chosen means everything."""
    chosen: list[str] = st.pills(
        label, options, selection_mode="multi", key=key, persist_state="session"
    )
    return chosen or list(options)


def topic_control(topics: list[str]) -> str:
    """Draw the method page's contents."""
    chosen: str = st.segmented_control(
        "Topic", topics, default=topics[0], required=True, key="topic",
        label_visibility="collapsed",
    )  # fmt: skip
    return chosen


def choose(route: str | None) -> None:
    """Choose a route, or let it go when it was the chosen one."""
    st.session_state["route"] = None if st.session_state.get("route") == route else route


def _map_clicked() -> None:
    choose((st.session_state.get("map") or {}).get("route"))


def draw_map(found: Scene, file: CatalogFile) -> None:
    """Draw the map; its frame is never reloaded, only its state changes.

    A session's first map gets a head start: what comes in the meantime would be drawn before it,
    by the one thread that a browser gives to a page and its frames.
    """
    files = _map_files(file.ground_sha256, found.judgements)
    if exists():
        get_instance().component_registry.register_component(files)
    page = base_map()
    page.default_js = [("map", f"../{files.name}/map.js")]
    page.default_css = [("leaflet", f"../{files.name}/leaflet.css")]
    st_folium(
        page, key="map", height=_MAP_HEIGHT, use_container_width=True, returned_objects=[],
        feature_group_to_add=state_group(map_state(found)), on_change=_map_clicked,
    )  # fmt: skip
    if "map_drawn" not in st.session_state:
        st.session_state["map_drawn"] = True
        time.sleep(_HEAD_START_S)


@cache
def _css() -> str:
    return (mapfiles.STATIC / "page.css").read_text(encoding="utf-8")


def style() -> None:
    """Style the page's own HTML, and use the width that there is."""
    st.html(
        "<style>[data-testid=stMainBlockContainer]{padding:3.2rem clamp(.8rem,2.4vw,2.6rem) 3rem;"
        "max-width:1680px}[data-testid=stSidebarUserContent]{padding-top:.4rem}"
        "[data-testid=stCaptionContainer]{color:inherit;opacity:.82}" + _css() + "</style>"
    )


_KILOMETRES = st.column_config.NumberColumn(format="localized")
COLUMNS = {
    "address": st.column_config.LinkColumn("source's address", width="medium"),
    "published km": _KILOMETRES,
    "measured km": _KILOMETRES,
    "error %": st.column_config.NumberColumn(format="%.2f"),
}


_pick = st.components.v2.component(
    "waybill_pick",
    html="<div class='wb-pick'></div>",
    js=(mapfiles.STATIC / "pick.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def drawing(key: str, drawn: str) -> None:
    """Draw HTML that holds a picture (SVG), which Streamlit's own HTML element takes out."""
    _pick(key=key, data=str(drawn))


def pick_list(key: str, drawn: str) -> None:
    """Draw HTML whose rows choose what ``key`` holds; a second choice of a row lets it go."""
    table = f"{key}-list"

    def picked() -> None:
        value = st.session_state[table].picked
        st.session_state[key] = None if st.session_state.get(key) == value else value

    _pick(key=table, data=str(drawn), on_picked_change=picked)
