"""Every claim with its verdict; one opened: its evidence, its hedge and its readings."""

from __future__ import annotations

import streamlit as st

from geo import ui
from geo.compare.verdicts import WORDS
from geo.view import charts, html, tables, text

file = ui.catalog_file()
scene = ui.scene(file)
st.markdown("#### Claims, with their evidence and every reading")
st.text(text.summary(scene))
metrics = ui.filter_pills("Quantity", tables.metrics_of(scene), "metrics")
verdicts = ui.filter_pills("Verdict", WORDS, "verdicts")
claims = tables.filtered(scene, metrics, verdicts)
opened = scene.state.claim if scene.state.claim in claims else None
if claims:
    drawn = html.claim_table(tables.claim_rows(scene, claims), list(claims), opened)
    ui.pick_list("claim", drawn)
else:
    st.info(text.nothing_filtered(), icon=":material/info:")

if opened is None:
    st.html(html.note(text.open_hint()))
else:
    claim, verdict = claims[opened], scene.judgements.verdict(opened)
    source = file.catalog.sources[claim.source]
    facts, picture = st.columns([2, 3])
    place = html.position_bar(claim.evidence.start, source.length)
    evidence = html.pairs(text.evidence(scene, opened))
    facts.html(html.section(text.claim_title(scene, opened), [evidence, place]))
    rows = charts.reading_rows(scene, opened)
    bars = [html.bars(rows, text.unit_of(claim))] if rows else []
    picture.html(html.section("How it reads", [html.note(verdict.sentence), *bars]))
    readings = tables.reading_rows(scene, claim, verdict.readings)
    if readings:
        table = html.table(readings, label="Readings", scroll=True)
        st.html(html.section(f"{len(readings)} readings", [table]))
