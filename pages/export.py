"""A picture, a map or the data of what is shown, and a link that reopens it."""

from __future__ import annotations

import streamlit as st

from geo import ui, ui_export, ui_scenario

file = ui.catalog_file()
scene = ui.scene(file)
st.title("Export: picture, map, data, link", anchor=False)
left, right = st.columns([1, 3])
with left:
    ui_export.controls(file)
found = ui_export.selection(file, ui_scenario.board(scene, file.sha256))
if found is not None:
    with right:
        ui_export.preview(found)
        ui_export.downloads(found)
