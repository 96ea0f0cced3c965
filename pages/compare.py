"""All routes on the map, the chosen one's panel, and what is asserted against what is measured."""

from __future__ import annotations

import streamlit as st

from geo import ui, ui_export
from geo.view import charts, html, tables, text

file = ui.catalog_file()
catalog = file.catalog
head, switch = st.columns([4, 1], vertical_alignment="bottom")
head.title("Freight routes out of Kazakhstan: asserted beside measured", anchor=False)
with switch:
    ui.metric_control()
overview, panel = st.container(), st.container()
route = st.session_state["route"]
if route is not None:
    with panel:
        ui.variant_control(catalog, route)
scene = ui.scene(file)
metric = scene.state.metric
head.container(key="summary").text(text.summary(scene))

left, right = overview.columns([5, 3])
with left:
    ui.draw_map(scene, file)
    ui_export.one_click(file, scene.board)
with right:
    drawn = html.route_list(charts.route_rows(scene), route, charts.value_unit(metric))
    ui.pick_list("route", drawn)

if route is not None:
    figures, course = panel.columns([3, 2])
    legs, events = tables.leg_rows(scene, route), tables.event_rows(scene, route)
    title, values, notes = text.panel(scene, route)
    figures.html(html.route_panel(title, values, legs, notes))
    with course:
        steps = charts.progress_rows(scene, route)
        ui.drawing("course", html.course(steps, events, text.progress(scene, route)))

groups = charts.comparison_rows(scene, metric)
bars = [html.bars(rows, unit) for unit, rows in groups.items()]
key = text.comparison_key() if bars else ""
bars = bars or [html.note(text.nothing_asserted(scene, metric))]
claims = scene.claims_on(route) if route else scene.numeric_claims(metric)
listed = [html.claim_table(tables.claim_rows(scene, claims))] if claims else []
st.html(html.section(text.comparison_title(metric), bars, key))
st.html(html.section(text.claims_title(scene), listed))
