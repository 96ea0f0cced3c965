"""The least that a dashboard with a slider and a map can be, the map without its scripts.

It is the floor of ``test_slider.py``; nothing is tuned.
"""

from __future__ import annotations

import folium
import streamlit as st
from streamlit_folium import st_folium

st.text(f"at {st.slider('Value', 0, 100, 50)}")
page = folium.Map([40, 90], zoom_start=2, tiles=None)
page.default_js, page.default_css = [], []
st_folium(page, key="map", height=500, returned_objects=[])
