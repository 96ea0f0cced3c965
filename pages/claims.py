"""Every claim with its verdict; one opened: its evidence, its hedge and its readings."""

from __future__ import annotations

import streamlit as st

from geo import ui, ui_claims
from geo.view import arithmetic, charts, claimhtml, claimtext, html, tables, text

file = ui.catalog_file()
scene = ui.scene(file)
st.title("Claims, with their evidence and every reading", anchor=False)
st.text(text.summary(scene))
claims = ui_claims.filtered(scene)
opened = scene.state.claim if scene.state.claim in claims else None
if claims:
    rows = tables.claim_rows(scene, claims)
    ui.pick_list("claim", claimhtml.matrix(rows, list(claims), opened))
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
    with facts:
        ui_claims.article(scene, opened)
    bands = charts.reading_rows(scene, opened)
    bars = [html.bars(bands, text.unit_of(claim))] if bands else []
    agree = claimtext.what_if(scene, opened)
    told = [html.note(said) for said in (verdict.sentence, agree) if said]
    picture.html(html.section("How it reads", [*told, *bars], text.bars_key() if bars else ""))
    if claim.metric != "quality":
        others = claimhtml.listed(claimtext.beside(scene, opened))
        picture.html(html.section("What other sources say", [others]))
    readings = tables.reading_rows(scene, claim, verdict.readings)
    if readings:
        marked = claimtext.flipping(scene, opened)
        key = text.readings_key() if marked else ""
        table = html.table(readings, label="Readings", scroll="both", marked=marked)
        st.html(html.section(text.counted_readings(len(readings)), [table], key))
    if verdict.nearest:
        sums = arithmetic.rows(scene.board, claim, verdict.nearest)
        table = html.table(sums, label="Arithmetic", scroll="across")
        st.html(html.section("Arithmetic of the reading that fits best", [table]))
