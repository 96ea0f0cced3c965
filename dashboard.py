"""Waybill: what articles assert about freight routes, beside what is measured."""

from __future__ import annotations

import streamlit as st

from geo import ui, ui_claims
from geo.tuning import tune

st.session_state["entered"] = True
page = ui.pages()
catalog = ui.catalog_file().catalog
ui.restore(catalog)
ui.style()
ui.sidebar_title()
ui.catalog_notice()
page.run()
ui.sidebar(catalog)  # after the page, whose map takes longest to draw
ui_claims.hedge_control()
ui.remember(catalog)
tune()
