"""The map's static files: lines, countries and script, which the browser keeps between visits."""

from __future__ import annotations

import json
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from geo import basemap
from geo.view.lines import lines
from geo.view.mapscript import script_json

if TYPE_CHECKING:
    from geo.measure.board import Board

STATIC = FilePath(__file__).resolve().parent / "static"


def write(folder: FilePath, board: Board) -> None:
    """Write ``lines.js``, ``basemap.js`` and ``waybill.js`` into a folder."""
    countries = json.dumps(basemap.load(), separators=(",", ":"))
    drawn = script_json(lines(board))
    (folder / "lines.js").write_text(f"window.WAYBILL_LINES={drawn};", encoding="utf-8")
    (folder / "basemap.js").write_text(f"window.WAYBILL_BASEMAP={countries};", encoding="utf-8")
    (folder / "waybill.js").write_bytes((STATIC / "waybill.js").read_bytes())
