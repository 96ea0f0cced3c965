"""How distances, days and costs are measured, how far off they are, and where data come from."""

from __future__ import annotations

import streamlit as st

from geo import ui
from geo.view import html, method

ui.catalog_file()
st.title("Method: how it is measured, and how far off that is", anchor=False)
topic = ui.topic_control(["Distance", "Days and cost", "Hedges", "Parameters", "Data"])

if topic == "Distance":
    st.markdown(method.DISTANCE)
    st.vega_lite_chart(
        list(method.accuracy_rows()),
        method.accuracy_spec(),
        alt="Published against measured lengths; most dots lie on the line of equality",
    )
    st.html(html.table(method.accuracy_summary(), label="Errors by mode"))
    st.header("Published lengths, measured", anchor=False)
    st.dataframe(list(method.accuracy_rows()), hide_index=True, column_config=ui.COLUMNS)
    st.header("Published lengths that are no test, and why", anchor=False)
    st.html(html.table(method.left_out_rows(), label="Lengths left out"))
elif topic == "Days and cost":
    marks = "Rows marked *fit* settled parameters; rows marked *test* did not, though seen."
    st.markdown(f"{method.DAYS_AND_COST} {marks}")
    for which, title in (("times", "Published days"), ("costs", "Published costs, USD per FEU")):
        st.header(f"{title}, beside the model's", anchor=False)
        rows = list(method.calibration_rows(which))
        st.dataframe(rows, hide_index=True, column_config=ui.COLUMNS)
elif topic == "Hedges":
    st.markdown(method.JUDGING)
    st.markdown("A hedge becomes an interval: the stated magnitude times each end.")
    st.html(html.table(method.hedge_rows(), label="Hedges"))
elif topic == "Parameters":
    st.dataframe(method.parameter_rows(), hide_index=True, column_config=ui.COLUMNS, height=700)
else:
    st.markdown(method.data_notes())
