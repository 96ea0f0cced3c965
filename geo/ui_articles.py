"""The page that takes in articles: what it keeps between runs, and its controls."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, get_args

import streamlit as st

from geo import ui
from geo.drafts import draft as drafting
from geo.drafts.saving import delete, save, saved_article
from geo.errors import WaybillError
from geo.model import Language
from geo.ui_correct import editor
from geo.view import articles, mapfiles
from geo.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.catalog import CatalogFile
    from geo.drafts.draft import Draft
    from geo.model import Catalog

_LONGEST = 600
_KINDS = ["txt", "html", "htm", "pdf", "docx"]

_review = st.components.v2.component(
    "waybill_review",
    html="<div class='wb-box'></div>",
    js=(mapfiles.STATIC / "review.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def _drafts() -> dict[str, Draft]:
    held: dict[str, Draft] = st.session_state.setdefault("drafts", {})
    return held


def _tell(text: str, *, fault: bool = False) -> None:
    """Keep a message for the run that follows a click."""
    st.session_state.setdefault("article-messages", []).append((text, fault))


def messages() -> None:
    """Show what became of the last click."""
    for text, fault in st.session_state.pop("article-messages", []):
        if fault:
            st.error(ui.as_text(text), icon=":material/error:")
        else:
            st.success(ui.plain(text), icon=":material/check:")


def intake(catalog: Catalog) -> None:
    """Take in files or a pasted text, and read their figures."""
    reading = bool(_drafts())
    place = st.expander("Another article") if reading else st.container()
    with place.form("article-intake", clear_on_submit=True, border=not reading):
        files_side, text_side = st.columns(2)
        files = files_side.file_uploader(
            "Files: text, web page, PDF or Word", type=_KINDS, accept_multiple_files=True
        )
        text = text_side.text_area("Or paste the article's text", height=110)
        asked = st.form_submit_button("Find the figures", icon=":material/search:")
    if not asked:
        return
    if not files and not text.strip():
        _tell("Choose a file or paste a text first.", fault=True)
    with st.spinner("Reading …"):
        for file in files:
            _take(catalog, drafting.read, file.getvalue(), file.name)
        if text.strip():
            _take(catalog, drafting.read_text, text)
    st.rerun()


def _take(catalog: Catalog, read: Callable[..., Draft], *given: bytes | str) -> None:
    try:
        found = read(*given, catalog)
    except WaybillError as error:
        _tell(str(error), fault=True)
        return
    known = drafting.known_as(found, catalog)
    if known:
        title = catalog.sources[known].title
        _tell(f"{found.name} is here already: {title}")
        return
    _drafts()[found.key] = found
    st.session_state["draft"] = found.key


def chosen_draft() -> Draft | None:
    """Give the article being read, with a switch when there are several."""
    held = _drafts()
    if not held:
        return None
    if st.session_state.get("draft") not in held:
        st.session_state["draft"] = next(iter(held))
    if len(held) > 1:
        st.segmented_control(
            "Articles being read", list(held), key="draft", required=True,
            format_func=lambda key: ui.plain(held[key].name),
        )  # fmt: skip
    return held[st.session_state["draft"]]


def about(draft: Draft, catalog: Catalog) -> None:
    """Ask for what the article does not tell of itself."""
    found, key = draft.about, draft.key

    def noted() -> None:
        _note(draft, catalog)

    left, right = st.columns([3, 2])
    left.text_input(
        "Title, best in your own words", found.title, key=f"title-{key}", max_chars=_LONGEST,
        on_change=noted,
    )  # fmt: skip
    right.text_input(
        "Publisher", found.publisher, key=f"publisher-{key}", max_chars=_LONGEST, on_change=noted
    )
    one, two, three = st.columns(3)
    one.date_input(
        "Published (empty: undated)", found.published, key=f"published-{key}", on_change=noted,
        min_value=date(1500, 1, 1), max_value=date(2999, 12, 31),
    )  # fmt: skip
    two.selectbox(
        "Language", get_args(Language), get_args(Language).index(found.language),
        key=f"language-{key}", format_func=LANGUAGES.__getitem__, on_change=noted,
    )  # fmt: skip
    three.text_input("Kind", found.kind, key=f"kind-{key}", max_chars=_LONGEST, on_change=noted)
    routes = {k: route.name.en for k, route in catalog.routes.items()}
    st.multiselect(
        "About, where the text names no route", routes, draft.topic, key=f"topic-{key}",
        format_func=routes.__getitem__, on_change=noted,
    )  # fmt: skip


def _note(draft: Draft, catalog: Catalog) -> None:
    """Take over what the fields hold now: a click may come before the run that follows a field."""
    held = {
        name: st.session_state[f"{name}-{draft.key}"]
        for name in ("title", "publisher", "published", "language", "kind", "topic")
        if f"{name}-{draft.key}" in st.session_state
    }
    topic = tuple(held.pop("topic", draft.topic))
    language = draft.about.language
    draft.about = replace(draft.about, **held)
    if topic != draft.topic:
        draft.set_topic(topic, catalog)
    if draft.about.language != language and draft.saved is None:
        drafting.reread(draft, draft.about.language, catalog)
        st.session_state.pop("correcting", None)


def review(draft: Draft, file: CatalogFile) -> None:
    """Show text and figures side by side, and take the decisions."""
    catalog = file.catalog
    key = f"review-{draft.key}"

    def decided() -> None:
        draft.decide(st.session_state[key].decisions or {})

    def opened() -> None:
        number = st.session_state[key].opened
        st.session_state["correcting"] = None if number is None else (draft.key, int(number))

    st.html(articles.status(draft))
    current = st.session_state.get("correcting")
    number = current[1] if current and current[0] == draft.key else None
    data = {
        "html": _drawn(draft, file, number),
        "decisions": {str(n): word for n, word in draft.decisions.items()},
        "version": f"{draft.key}-{draft.version}",
        "focus": st.session_state.get("corrected", ""),
    }
    _review(key=key, data=data, on_decisions_change=decided, on_opened_change=opened)
    if number is not None and number < len(draft.proposals):
        editor(draft, number, catalog)


def _drawn(draft: Draft, file: CatalogFile, opened: int | None) -> str:
    """Draw text and list once for all the keys that only accept or reject."""
    of = (draft.key, draft.version, file.sha256, opened)
    held: tuple[object, str] | None = st.session_state.get("article-drawn")
    if held is None or held[0] != of:
        held = (of, str(articles.review(draft, file.catalog, opened)))
        st.session_state["article-drawn"] = held
    return held[1]


def save_bar(draft: Draft, catalog: Catalog) -> None:
    """Draw the buttons that end the reading of an article."""

    def saved() -> None:
        _note(draft, catalog)
        try:
            source_id = save(ui.library().saved.store(), draft, catalog)
        except WaybillError as error:
            _tell(str(error), fault=True)
            return
        claims = len(draft.accepted())
        _tell(f"Saved as {source_id} with {claims} claim{'' if claims == 1 else 's'}.")
        dropped()

    def dropped() -> None:
        _drafts().pop(draft.key, None)

    with st.container(horizontal=True):
        count = len(draft.accepted())
        label = f"Save the article with {count} claim{'' if count == 1 else 's'}"
        st.button(label, on_click=saved, icon=":material/save:", key=f"save-{draft.key}")
        st.button("Accept all that lack nothing", on_click=draft.accept_all, key=f"all-{draft.key}")
        discard = "Leave it as it was" if draft.saved else "Discard"
        st.button(discard, on_click=dropped, key=f"drop-{draft.key}")


def saved_articles(catalog: Catalog) -> None:
    """List the saved articles; one chosen can be edited or deleted, the last change taken back."""
    content = ui.library().saved.current()
    last = content.last
    if last is None:
        return
    st.header("Saved articles", anchor=False)
    chosen = st.session_state.get("saved-article")
    if content.sources:
        counts = {k: len(content.claims_of(k)) for k in content.sources}
        ui.pick_list("saved-article", str(articles.saved_table(content.sources, counts, chosen)))
    else:
        st.text("None is saved now.")

    def acting(act: Callable[[], None]) -> Callable[[], None]:
        def guarded() -> None:
            try:
                act()
            except WaybillError as error:
                _tell(str(error), fault=True)

        return guarded

    def edit() -> None:
        saved = saved_article(content, chosen or "")
        text = ui.library().saved.store().text(saved.source.sha256) or ""
        found = drafting.taken_up(saved, text, catalog)
        _drafts()[found.key] = found
        st.session_state["draft"] = found.key

    def remove() -> None:
        delete(ui.library().saved.store(), saved_article(content, chosen or ""))
        _tell(f"Deleted {chosen}. Undo brings it back.")

    def undo() -> None:
        ui.library().saved.store().undo(last.revision)
        _tell(f"Taken back: {last.what}.")

    with st.container(horizontal=True):
        if chosen in content.sources:
            st.button("Edit", on_click=acting(edit), icon=":material/edit:")
            st.button("Delete", on_click=acting(remove), icon=":material/delete:")
        else:
            st.text("Choose one to edit or delete it.")
        st.button(
            "Undo the last change", on_click=acting(undo), icon=":material/undo:",
            help=ui.plain(f"{last.what} ({last.at})"),
        )  # fmt: skip
