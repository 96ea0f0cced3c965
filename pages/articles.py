"""One article: its claims with their verdicts, whether its figures fit, and what it leaves out."""

from __future__ import annotations

import streamlit as st

from geo import ui, ui_claims
from geo.view import claimhtml, claimtext, html, tables

file = ui.catalog_file()
scene = ui.scene(file)
st.title("Articles, each by itself and side by side", anchor=False)
chosen = ui_claims.choose_article(scene)
left, right = st.columns([2, 3])
left.html(html.section("The article", [html.pairs(claimtext.about_article(scene, chosen))]))
own = claimhtml.listed(claimtext.consistency(scene, chosen))
right.html(html.section("Do its own figures fit together?", [own]))
missing = claimhtml.listed(claimtext.left_out(scene, chosen))
right.html(html.section("What others give and it leaves out", [missing]))
claims = tables.of_source(scene, chosen)
if claims:
    st.html(html.section("Its claims", [html.claim_table(tables.claim_rows(scene, claims))]))
beside = html.table(claimtext.side_by_side(scene), label="Side by side")
st.html(html.section("Side by side: every route and quantity with a figure", [beside]))
