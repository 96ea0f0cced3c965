"""What closures, a congested year, or other figures do to every route, against the baseline."""

from __future__ import annotations

import streamlit as st

from geo import ui, ui_scenario
from geo.view import effects, pictures, spacetime
from geo.view.html import bars, note, section, table
from geo.wording import COST_UNITS

file = ui.catalog_file()


@st.fragment
def scenario() -> None:
    """Rerun alone when a choice of the scenario changes."""
    scene = ui.scene(file)
    ui_scenario.controls(scene, file.sha256)
    found = ui_scenario.effects(scene, file.sha256)
    unit = COST_UNITS[found.unit]
    route = effects.shown(found, st.session_state["route"])
    rows = effects.route_rows(found)
    ui.pick_list(
        "route", pictures.effect_table(rows, ["km", "days", unit, "kg CO2e per tonne"], route)
    )
    days, cost = st.columns(2)
    days.html(
        section("Days: scenario over baseline", [bars(effects.bar_rows(found, "days"), "days")])
    )
    cost.html(
        section("Cost: scenario over baseline", [bars(effects.bar_rows(found, "cost"), unit)])
    )
    left, right = st.columns(2)
    with left:
        drawn = ui_scenario.route_choice(scene)
        courses = spacetime.course_rows(found, drawn or effects.usual_courses(found, route))
        ui.drawing("courses", section("On the way", [pictures.space_time(courses)]))
    with right:
        steps, whole = effects.waterfall_rows(found, route), effects.whole(found, route)
        fall = pictures.waterfall(steps, whole, unit)
        ui.drawing("waterfall", section(effects.waterfall_title(found, route), [fall]))
    for column, quantity in zip(st.columns(2), effects.quantities(found), strict=True):
        swings = effects.tornado_rows(found, route, quantity)
        picture = pictures.tornado(swings, effects.unit_of(found, quantity))
        column.html(section(effects.tornado_title(found, route, quantity), [picture]))
    if ui_scenario.judge_choice():
        judged = ui_scenario.judgements(scene, found, file.sha256)
        changes = effects.verdict_changes(scene, judged)
        st.html(table(changes, label="Verdicts that change") or note(effects.no_change()))
    ui.remember(file.catalog)


st.title("Scenario: what a closure, a bad year or other figures do to every route", anchor=False)
scenario()
