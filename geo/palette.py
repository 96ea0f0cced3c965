"""Colours that mean the same on the page, in a picture and in an HTML map."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.model import Catalog

# One a source, safe for colour-blind readers (Okabe and Ito, 2008).
SOURCE_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9")


def source_colour(catalog: Catalog, source_id: str) -> str:
    """Give a source's colour, by its place in the catalog."""
    return SOURCE_COLOURS[list(catalog.sources).index(source_id) % len(SOURCE_COLOURS)]
