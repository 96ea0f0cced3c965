"""The scenario page's controls and caches; like :mod:`geo.ui` it knows Streamlit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from geo import ui
from geo.countries import countries
from geo.measure.board import Board, Way
from geo.measure.scenario import BASE, REGIMES, SERVICES, USUAL_CLOSURES, name_of_closure
from geo.measure.sensitivity import leading
from geo.model import PASSAGES
from geo.parameters import parameters
from geo.view import scenariolink
from geo.view.effects import Effects
from geo.view.parameterwords import parameter_words
from geo.view.scene import Judgements
from geo.view.sliders import slider_range
from geo.wording import COST_UNITS

if TYPE_CHECKING:
    from geo.measure.scenario import Scenario
    from geo.measure.steps import Quantity
    from geo.view.scene import Scene

_SCENARIOS_KEPT = 24
_SLIDERS = (6, 4)
"""How many parameters of days and of cost."""
_SERVICE_WORDS = {"block-train": "Block train", "wagonload": "Single wagons"}


@st.cache_resource(max_entries=_SCENARIOS_KEPT)
def _judgements(sha256: str, scenario: Scenario, _catalog: Any) -> Judgements:  # noqa: ANN401, ARG001 - the cache's key
    return Judgements(Board(_catalog, scenario))


@st.cache_resource(max_entries=_SCENARIOS_KEPT)
def _leading(
    sha256: str,  # noqa: ARG001 - the cache's key
    scenario: Scenario,
    unit: Quantity,
    _board: Board,
) -> tuple[str, ...]:
    """Name the parameters that get a slider: the same for every origin and destination."""
    routes = _board.catalog.routes.items()
    ways = [Way(name, None, None, end) for name, route in routes for end in (None, *route.onward)]
    measured = [found for way in ways if (found := _board.measure(way))]
    quantities: tuple[Quantity, Quantity] = ("days", unit)
    names = [
        name
        for quantity, count in zip(quantities, _SLIDERS, strict=True)
        for name in leading(measured, _board.catalog, scenario, quantity, count)
    ]
    return tuple(dict.fromkeys(names))


def board(scene: Scene, sha256: str) -> Board:
    """Give the measurements under the scenario that the choices describe."""
    scenario = scenariolink.chosen(ui.choices())
    if scenario == BASE:
        return scene.board
    return _judgements(sha256, scenario, scene.catalog).board


def effects(scene: Scene, sha256: str) -> Effects:
    """Join the choices with the measurements of the baseline and of the scenario."""
    found = Effects(scene.board, board(scene, sha256), scene.ways, st.session_state["unit"])
    found.prepare()
    return found


def judgements(scene: Scene, found: Effects, sha256: str) -> Judgements:
    """Give the verdicts under the scenario."""
    if found.board.scenario == BASE:
        return scene.judgements
    return _judgements(sha256, found.board.scenario, scene.catalog).under(scene.state.hedges)


def controls(scene: Scene, sha256: str) -> None:
    """Draw the choices of a scenario; they live in the page's address."""
    one, two, three = st.columns([3, 3, 4])
    with one:
        _segments("Cost of", "unit", list(COST_UNITS), {"feu": "A container", "tonne": "A tonne"})
        _segments("By rail", "service", list(SERVICES), _SERVICE_WORDS)
    with two:
        _segments("Kind of year", "regime", list(REGIMES), {r: r.title() for r in REGIMES})
        st.button("Reset to the base case", on_click=_reset, icon=":material/restart_alt:")
    with three:
        st.pills(
            "Closed", USUAL_CLOSURES, selection_mode="multi", key="close", persist_state="session",
            format_func=_closure_words,
        )  # fmt: skip
        others = [c for c in (*countries(), *PASSAGES) if c not in USUAL_CLOSURES]
        st.multiselect(
            "Also closed", others, key="close-more", persist_state="session",
            format_func=_closure_words, placeholder="another country or sea passage",
        )  # fmt: skip
    scenario = scenariolink.chosen(ui.choices())
    usual = BASE if scenario.service == BASE.service else _service_only(scenario)
    names = _leading(sha256, usual, st.session_state["unit"], scene.board)
    given = [name for name, _ in scenario.overrides if name not in names]
    with st.expander("Parameters that matter most", expanded=True):
        columns = st.columns(5)
        for index, name in enumerate([*names, *given]):
            with columns[index % len(columns)]:
                _slider(name)


def _service_only(scenario: Scenario) -> Scenario:
    return type(scenario)(service=scenario.service)


def _closure_words(closed: str) -> str:
    name = name_of_closure(closed).removeprefix("the ")
    return f"{name} (sea)" if closed in PASSAGES and closed.upper() in countries() else name


def _segments(label: str, key: str, options: list[str], words: dict[str, str]) -> None:
    st.segmented_control(
        label, options, required=True, key=key, persist_state="session",
        format_func=words.__getitem__,
    )  # fmt: skip


def _slider(name: str) -> None:
    record = parameters().model[name]
    key = scenariolink.setting_key(name)
    value = float(st.session_state.setdefault(key, record.mode))
    low, high, step, digits = slider_range(record)
    st.slider(
        f"{parameter_words(name)}, {record.unit}",
        min(low, value), max(high, value), step=step, format=f"%.{digits}f",
        key=key, persist_state="session", help=ui.plain(
            f"{name}, most likely value; its spread moves in proportion. {record.covers}"
        ),
    )  # fmt: skip


def _reset() -> None:
    st.session_state.update(scenariolink.usual())
    for key in [str(k) for k in st.session_state if str(k).startswith("set:")]:
        st.session_state[key] = parameters().model[key.removeprefix("set:")].mode


def route_choice(scene: Scene) -> list[str]:
    """Draw the choice of the routes in the space-time diagram."""
    routes = scene.catalog.routes
    drawn: list[str] = st.multiselect(
        "Routes drawn", list(routes), key="draw", persist_state="session",
        format_func=lambda route: routes[route].name.en,
        placeholder="the route chosen above and its neighbours",
    )  # fmt: skip
    return drawn


def judge_choice() -> bool:
    """Draw the switch that judges all claims under the scenario."""
    return st.toggle("Judge the claims under this scenario", key="judge", persist_state="session")
