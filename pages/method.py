"""How distances, days and costs are measured, how far off they are, and where data come from."""

from __future__ import annotations

import streamlit as st

from geo import ui
from geo.view import method

ui.catalog_file()
st.markdown("#### Method: how it is measured, and how far off that is")
topic = ui.topic_control(["Distance", "Days and cost", "Hedges", "Parameters", "Data"])

if topic == "Distance":
    st.markdown(
        "Rail and road run on graphs of OpenStreetMap's lines, compiled once: gaps are healed by "
        "evidence, missing lines are added as patch links with their published length. Sea and "
        "ferry run on searoute's lanes. Every length is geodesic on the WGS84 ellipsoid; the "
        "distance from a place to its line is told apart. Each mode's error against published "
        "lengths widens what is measured into a band."
    )
    st.vega_lite_chart(
        list(method.accuracy_rows()),
        method.accuracy_spec(),
        alt="Published against measured lengths; most dots lie on the line of equality",
    )
    st.dataframe(method.accuracy_summary(), hide_index=True)
    st.markdown("##### Published lengths, measured")
    st.dataframe(list(method.accuracy_rows()), hide_index=True, column_config=ui.LINKS)
    st.markdown("##### Published lengths that are no test, and why")
    st.dataframe(method.left_out_rows(), hide_index=True)
elif topic == "Days and cost":
    st.markdown(
        "Days are running time by leg, plus border, gauge-break, port and ferry waits; cost is "
        "freight by tariff, plus every fee and lift on the way. 10,000 seeded draws share what a "
        "congested year slows alike; p10 to p90 is shown. Rows marked *fit* settled parameters; "
        "rows marked *test* did not, though most had been seen. Emissions are tonne-kilometres "
        "times a published well-to-wheel intensity of each mode (ISO 14083, GLEC Framework)."
    )
    for which, title in (("times", "Published days"), ("costs", "Published costs, USD per FEU")):
        st.markdown(f"##### {title}, beside the model's")
        rows = list(method.calibration_rows(which))
        st.dataframe(rows, hide_index=True, column_config=ui.LINKS)
elif topic == "Hedges":
    st.markdown("A hedge becomes an interval: the stated magnitude times each end.")
    st.dataframe(method.hedge_rows(), hide_index=True)
elif topic == "Parameters":
    st.dataframe(method.parameter_rows(), hide_index=True, column_config=ui.LINKS, height=700)
else:
    st.markdown(method.data_notes())
