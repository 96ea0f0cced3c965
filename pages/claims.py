"""Every claim with its verdict; one opened: its evidence, its hedge and its readings."""

from __future__ import annotations

import streamlit as st

from geo import ui
from geo.compare.verdicts import WORDS
from geo.view import claimcharts, tables, text

file = ui.catalog_file()
scene = ui.scene(file.catalog, file.sha256)
st.markdown("#### Claims, with their evidence and every reading")
st.text(text.summary(scene))

by_metric, by_verdict = st.columns(2)
with by_metric:
    metrics = ui.filter_pills("Quantity", tables.metrics_of(scene), "metrics")
with by_verdict:
    verdicts = ui.filter_pills("Verdict", WORDS, "verdicts")
claims = tables.filtered(scene, metrics, verdicts)
if not claims:
    st.info(text.nothing_filtered(), icon=":material/info:")
    st.stop()
ui.choice_table("claim", tables.claim_rows(scene, claims), list(claims), ui.CLAIM_COLUMNS)

opened = scene.state.claim
if opened not in claims:
    st.caption("Select a row to see the evidence, how the hedge was read, and all readings.")
    st.stop()
claim = claims[opened]
st.markdown(f"##### {ui.plain(text.claim_title(scene, opened))}")
facts, picture = st.columns([2, 3])
with facts:
    st.dataframe(tables.pairs(text.evidence(scene, opened)), hide_index=True)
    st.vega_lite_chart(
        claimcharts.position_rows(scene, opened),
        claimcharts.position_spec(),
        alt="Position in the text",
    )
with picture:
    st.text(scene.judgements.verdict(opened).sentence)
    rows = claimcharts.reading_rows(scene, opened)
    if rows:
        st.vega_lite_chart(
            rows,
            claimcharts.reading_spec(scene, opened),
            alt=scene.judgements.verdict(opened).sentence,
        )
readings = scene.judgements.verdict(opened).readings
if readings:
    st.markdown(f"##### {len(readings)} readings")
    st.dataframe(tables.reading_rows(scene, claim, readings), hide_index=True)
