"""The form that corrects one proposed claim."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

import streamlit as st

from geo import ui
from geo.model import Form, Metric, Relation, Wording
from geo.view.permalink import ends, starts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.drafts.draft import Draft
    from geo.model import Catalog

_YEARS = (1900, 2100)  # as the claims' model has it
_STATUS = ("stated", "planned", "disputed")
_FORMS = {"absolute": "a figure", "difference": "a difference", "ratio": "a ratio (new / old - 1)"}
_RELATIONS = {
    "eq": "exactly", "approx": "about", "at_least": "at least", "at_most": "at most",
    "range": "from … to",
}  # fmt: skip


def editor(draft: Draft, number: int, catalog: Catalog) -> None:
    """Open the form of one proposal; a correction that lacks nothing is accepted."""
    st.dialog("Correct the figure", width="large", on_dismiss=_close)(_form)(draft, number, catalog)


def _close() -> None:
    st.session_state.pop("correcting", None)


def _form(draft: Draft, number: int, catalog: Catalog) -> None:
    proposal = draft.proposals[number]
    at = f"{draft.key}-{number}-{draft.version}"
    with st.form(f"correct-{at}", border=False):
        st.markdown(f"**{ui.plain(proposal.quote)}**")
        scope = _scope(proposal.values, at, catalog)
        changed = _figure(proposal.values, at) | scope
        if changed["form"] == "absolute":
            changed["scope"] = {**changed["scope"], "baseline": ()}
        words = st.text_input(
            "In a sentence (empty: made from the figure)", proposal.summary, key=f"summary-{at}",
            max_chars=600,
        )  # fmt: skip
        with st.container(horizontal=True):
            done = st.form_submit_button("Correct and accept", icon=":material/check:")
            left = st.form_submit_button("Leave it")
    if left:
        _close()
        st.rerun()
    if done:
        corrected = replace(
            proposal, values=proposal.values | changed, summary=words.strip(), by_topic=False
        )
        faults = draft.correct(number, corrected, catalog)
        if not faults:
            _close()
            st.session_state["corrected"] = f"{number} {at}"
            st.rerun()
        st.error(ui.as_text("\n".join(faults)), icon=":material/error:")


def _choice(
    label: str,
    options: Sequence[str],
    value: str | None,
    key: str,
    names: Mapping[str, str] | None = None,
) -> str | None:
    index = list(options).index(value) if value is not None and value in options else None
    named = names or {}
    return st.selectbox(
        label, options, index, key=key, format_func=lambda option: named.get(option, option)
    )


def _figure(values: dict[str, Any], at: str) -> dict[str, Any]:
    """Ask for the figure itself."""
    columns = st.columns(4)
    found: dict[str, Any] = {}
    with columns[0]:
        found["metric"] = _choice("Quantity", get_args(Metric), values["metric"], f"metric-{at}")
        found["status"] = _choice("Status", _STATUS, values["status"], f"status-{at}")
    with columns[1]:
        found["form"] = _choice("Form", get_args(Form), values["form"], f"form-{at}", _FORMS)
        found["wording"] = _choice("Wording", get_args(Wording), values["wording"], f"wording-{at}")
    with columns[2]:
        found["relation"] = _choice(
            "Hedge", get_args(Relation), values["relation"], f"relation-{at}", _RELATIONS
        )
        found["unit"] = st.text_input("Unit", values["unit"] or "", key=f"unit-{at}") or None
    with columns[3]:
        for end in ("low", "high"):
            value = None if values[end] is None else float(values[end])
            found[end] = st.number_input(end.title(), value=value, format="%g", key=f"{end}-{at}")
    return found


def _scope(values: dict[str, Any], at: str, catalog: Catalog) -> dict[str, Any]:
    """Ask what the figure is about, from where to where, and against what."""
    scope = values.get("scope") or {}
    routes = {k: route.name.en for k, route in catalog.routes.items()}
    places = {k: place.name.en for k, place in catalog.places.items()}

    def several(label: str, names: dict[str, str], chosen: Any, key: str) -> tuple[str, ...]:  # noqa: ANN401
        known = [item for item in chosen or () if item in names]
        return tuple(st.multiselect(label, names, known, key=key, format_func=names.__getitem__))

    def some(ids: list[str], chosen: Any) -> dict[str, str]:  # noqa: ANN401
        return {k: places[k] for k in [*ids, *(c for c in chosen or () if c not in ids)]}

    one, two = st.columns(2)
    with one:
        about = several("Routes", routes, values.get("route"), f"route-{at}")
        begins = several(
            "From (empty: left open)", some(starts(catalog), scope.get("from")),
            scope.get("from"), f"from-{at}",
        )  # fmt: skip
        against = several(
            "Against (empty: left open)", routes,
            [b.partition("/")[0] for b in scope.get("baseline") or ()], f"baseline-{at}",
        )  # fmt: skip
    with two:
        facility = _choice(
            "Or a place", list(places), values.get("facility"), f"place-{at}", places
        )
        finishes = several(
            "To (empty: left open)", some(ends(catalog), scope.get("to")),
            scope.get("to"), f"to-{at}",
        )  # fmt: skip
        (first, last), year = _YEARS, values.get("year")
        year = st.number_input(
            "Year of the figure", value=year if year and first <= year <= last else None,
            min_value=first, max_value=last, key=f"year-{at}",
        )  # fmt: skip
    return {
        "route": about,
        "facility": facility,
        "year": year,
        "scope": {"from": begins or None, "to": finishes or None, "baseline": against or None},
    }
