"""Countries by ISO 3166-1 alpha-2 code: names, and the box that their places lie in."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path as FilePath
from typing import Any

_PATH = FilePath(__file__).resolve().parent / "data" / "countries.json"


@cache
def countries() -> dict[str, dict[str, Any]]:
    """Give each country's names and bounding box (west, south, east, north, in degrees).

    Boxes come from Natural Earth's 1:50m countries, widened by half a degree for ports and
    offshore berths; see ``geo/data/README.md``.
    """
    records: dict[str, dict[str, Any]] = json.loads(_PATH.read_text(encoding="utf-8"))
    return records


def holds(country: object, lon: float, lat: float) -> bool:
    """Say whether a position lies in a country's box, in degrees."""
    record = countries().get(str(country))
    if record is None:
        return False
    west, south, east, north = record["bbox"]
    return south <= lat <= north and any(west <= lon + turn <= east for turn in (-360, 0, 360))
