"""The controls of the claims' pages: how hedges are read, filters, an article that one opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import ui
from geo.compare.verdicts import WORDS
from geo.errors import EvidenceError
from geo.evidence import passage
from geo.parameters import WIDTHS
from geo.view import claimhtml, claimtext, filterlink, html, tables
from geo.wording import name

if TYPE_CHECKING:
    from geo.model import Catalog, Claim
    from geo.view.scene import Scene


def hedge_control() -> None:
    """Draw the switch between a strict, a usual and a lenient reading of a figure's words."""
    with st.sidebar:
        st.segmented_control(
            "How words such as “about” are read", list(WIDTHS), required=True, key="hedges",
            persist_state="session", help=claimtext.HEDGES_HELP,
        )  # fmt: skip


def filtered(scene: Scene) -> dict[str, Claim]:
    """Draw the filters; give the claims that they leave."""
    catalog = scene.catalog
    _keep_known(catalog)
    subject, quantity = st.columns([2, 3])
    about = subject.selectbox(
        "Route or facility", filterlink.subjects(catalog), index=None, key=filterlink.ABOUT,
        persist_state="session", placeholder="every route",
        format_func=lambda key: name(catalog, key),
    )  # fmt: skip
    with quantity:
        spoken = filterlink.quantities(catalog)
        metrics = ui.filter_pills("Quantity", spoken, filterlink.QUANTITIES)
    verdicts = ui.filter_pills("Verdict", WORDS, filterlink.VERDICTS)
    return tables.filtered(scene, about, metrics, verdicts)


def _keep_known(catalog: Catalog) -> None:
    """Let go of choices whose route, quantity or article the catalog has lost."""
    held = ui.choices()
    found = filterlink.known(held, catalog)
    st.session_state.update({key: value for key, value in found.items() if held[key] != value})


def article(scene: Scene, claim_id: str) -> None:
    """Let the reader open the claim's article, and show the figure in it.

    The text stays in the session. It is shown only when it is the very text that was read and its
    words say the figure, digit for digit.
    """
    claim = scene.catalog.claims[claim_id]
    source = scene.catalog.sources[claim.source]
    key = f"article-{claim.source}"
    brought = st.file_uploader(
        f"Open the article's text ({ui.plain(source.file)}) to see the figure in it",
        type="txt", key=f"{key}-file",
    )  # fmt: skip
    if brought is not None:
        st.session_state[key] = brought.getvalue()
    raw = st.session_state.get(key)
    if raw is None:
        return
    try:
        found = passage(source, claim, raw)
    except EvidenceError as error:
        del st.session_state[key]
        st.html(html.section("This text can't be shown", [html.note(f"Refused: {error}.")]))
        return
    st.html(html.section("In the article", [claimhtml.passage(found)], claimtext.VERIFIED))


def choose_article(scene: Scene) -> str:
    """Draw the choice of an article."""
    sources = scene.catalog.sources
    _keep_known(scene.catalog)
    chosen: str = st.selectbox(
        "Article", list(sources), key=filterlink.ARTICLE, persist_state="session",
        format_func=lambda key: f"{sources[key].publisher}: {sources[key].title}",
    )  # fmt: skip
    return chosen
