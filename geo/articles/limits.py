"""Limits of what is read as an article: ``settings`` of ``geo/data/parameters.yaml``."""

from __future__ import annotations

from geo.parameters import parameters


def limit(name: str) -> float:
    """Give a limit: ``article_bytes``, ``article_characters``, ``article_pages`` or ``article_figures``."""
    return parameters().value(f"{name}_max")
