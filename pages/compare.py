"""All routes on the map, the chosen one's panel, and what is asserted against what is measured."""

from __future__ import annotations

import streamlit as st

from geo import ui
from geo.view import charts, tables, text

file = ui.catalog_file()
catalog = file.catalog
head, switch = st.columns([3, 1], vertical_alignment="bottom")
head.markdown("#### Freight routes out of Kazakhstan: asserted beside measured")
with switch:
    ui.metric_control()
left, right = st.columns([13, 8])
with right:
    route = ui.route_control(catalog)
    if route is not None:
        ui.variant_control(catalog, route)
scene = ui.scene(catalog, file.sha256)
metric = scene.state.metric
head.text(text.summary(scene))

with left:
    ui.draw_map(scene, file.sha256)
with right:
    if route is None:
        st.caption(text.hint(scene))
        st.vega_lite_chart(charts.strip_rows(scene), charts.strip_spec(), alt=text.strips(scene))
    else:
        st.markdown(text.figures(scene, route))
        st.dataframe(tables.leg_rows(scene, route), hide_index=True, column_config=ui.LEG_COLUMNS)
        progress = charts.progress_rows(scene, route)
        if progress:
            st.vega_lite_chart(progress, charts.progress_spec(), alt=text.progress(scene, route))
        st.caption(text.route_note(scene, route))

if route is not None:
    about = scene.claims_on(route)
    on_way, said = st.columns([1, 2])
    with on_way:
        st.markdown("##### On the way")
        st.dataframe(tables.event_rows(scene, route), hide_index=True)
    with said:
        st.markdown("##### Claims about this route")
        st.dataframe(
            tables.claim_rows(scene, about), hide_index=True, column_config=ui.CLAIM_COLUMNS
        )

st.markdown(f"##### {text.comparison_title(metric)}")
groups = charts.comparison_rows(scene, metric)
if not groups:
    st.info(text.nothing_asserted(scene, metric), icon=":material/info:")
for unit, rows in groups.items():
    st.vega_lite_chart(
        rows,
        charts.comparison_spec(scene, unit),
        alt=charts.text_alternative(scene, metric),
    )
st.caption(text.comparison_key(scene))
st.dataframe(
    tables.claim_rows(scene, scene.numeric_claims(metric)),
    hide_index=True,
    column_config=ui.CLAIM_COLUMNS,
)

st.markdown("##### All routes")
ui.choice_table("route", tables.route_rows(scene), list(catalog.routes), ui.ROUTE_COLUMNS)
