"""Bring an article: its figures are found, looked at, and saved as one more source."""

from __future__ import annotations

import streamlit as st

from geo import ui, ui_articles
from geo.view import html

file = ui.catalog_file()
st.title("Add an article", anchor=False)
ui_articles.messages()
ui_articles.intake(file.catalog)
draft = ui_articles.chosen_draft()
if draft is None:
    st.html(
        html.note(
            "Waybill finds distances, days, costs and traffic in Chinese, English and Russian. You "
            "look at each figure, then the article is one more source on every page. Its text "
            "stays in your own store."
        )
    )
else:
    ui_articles.about(draft, file.catalog)
    ui_articles.review(draft, file)
    ui_articles.save_bar(draft, file.catalog)
ui_articles.saved_articles(file.catalog)
