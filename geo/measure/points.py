"""Measure between bare positions: one way, or a file of many."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, TextIO

from geo.errors import InputError, NetworkError, NoPathError
from geo.measure.distance import network_path
from geo.network import geodesy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geo.model import Mode
    from geo.network.path import LonLat

COLUMNS = ("id", "mode", "from_lat", "from_lon", "to_lat", "to_lon")
MODES: tuple[Mode, ...] = ("rail", "sea", "ferry", "road")
_MAX_ROWS = 100_000
_MAX_LAT_DEG, _MAX_LON_DEG = 90, 180


def position(text: str, *, separator: str = ",") -> LonLat:
    """Read ``LAT,LON`` in degrees.

    Returns
    -------
    LonLat
        Longitude first, as everywhere inside.

    Raises
    ------
    InputError
        If it isn't two numbers in range.
    """
    parts = [part for part in text.strip().split(separator) if part.strip()]
    try:
        lat, lon = (float(part) for part in parts)
    except ValueError:
        message = (
            f"'{text}' is not a position; write LAT{separator}LON, such as 49.8{separator}73.1"
        )
        raise InputError(message) from None
    return _checked(lat, lon)


def _checked(lat: float, lon: float) -> LonLat:
    if not (abs(lat) <= _MAX_LAT_DEG and abs(lon) <= _MAX_LON_DEG):
        hint = "; lat and lon look swapped" if abs(lon) <= _MAX_LAT_DEG < abs(lat) else ""
        message = (
            f"lat {lat:g}, lon {lon:g} is not on Earth: lat is -90 to 90, lon -180 to 180{hint}"
        )
        raise InputError(message)
    return lon, lat


def measure_points(
    mode: Mode, points: Sequence[LonLat], *, avoid: Sequence[str] = ()
) -> dict[str, Any]:
    """Measure one way on a mode's network.

    Parameters
    ----------
    points
        From, via…, to; longitude and latitude. [deg]
    avoid
        Country codes (rail, road) or sea passages (sea, ferry).

    Returns
    -------
    dict
        ``distance_km``, ``snap_km`` of both ends, ``countries``, and the rest of what the network
        knows: ``via_snap_km``, ``great_circle_km``, ``detour``, ``events``, ``patches``.

    Raises
    ------
    NetworkError
        If there is no such way.
    """
    if points[0] == points[-1] and len(points) == len(("from", "to")):
        message = "from and to are the same position; the distance is 0 km"
        raise NoPathError(message)
    path = network_path(mode, tuple(points), tuple(avoid))
    floor_km = geodesy.distance_km(points[0], points[-1])
    return {
        "distance_km": round(path.distance_km, 2),
        "snap_km": [round(path.snap_km[0], 2), round(path.snap_km[-1], 2)],
        "countries": list(path.countries),
        "via_snap_km": [round(snap, 2) for snap in path.snap_km[1:-1]],
        "great_circle_km": round(floor_km, 2),
        "detour": round(path.distance_km / floor_km, 3) if floor_km else None,
        "patches": list(dict.fromkeys(s.patch for s in path.stretches if s.patch)),
        "events": [
            {
                "kind": event.kind,
                "lat": round(event.lat, 4),
                "lon": round(event.lon, 4),
                "at_km": round(event.at_km, 1),
                "before": event.before,
                "after": event.after,
            }
            for event in path.events
        ],
    }


def measure_file(path: Path) -> list[dict[str, Any]]:
    """Measure every row of a CSV file; a row without a way says why in ``error``.

    Raises
    ------
    InputError
        If the file, its columns or a row's values are not as expected; names the line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _rows(csv.DictReader(file), path.name)
    except OSError as error:
        message = f"{path}: can't be read ({error.strerror}); check the path"
        raise InputError(message) from error
    except (UnicodeDecodeError, csv.Error) as error:
        message = f"{path.name}: not a CSV file in UTF-8 ({error})"
        raise InputError(message) from error


def _rows(reader: csv.DictReader[str], name: str) -> list[dict[str, Any]]:
    lacking = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if lacking:
        message = (
            f"{name}:1: missing column {', '.join(lacking)}; expected "
            f"{', '.join(COLUMNS)} and, if wanted, via"
        )
        raise InputError(message)
    found = []
    for row in reader:
        if reader.line_num > _MAX_ROWS:
            message = f"{name}: more than {_MAX_ROWS:,} lines; split the file"
            raise InputError(message)
        mode, points = _row_way(row, f"{name}:{reader.line_num}")
        record: dict[str, Any] = {"id": row["id"], "mode": mode}
        try:
            record |= measure_points(mode, points)
        except NetworkError as error:
            record["error"] = str(error)
        found.append(record)
    return found


def _row_way(row: dict[str, str], where: str) -> tuple[Mode, list[LonLat]]:
    mode = next((known for known in MODES if known == (row["mode"] or "").strip()), None)
    if mode is None:
        message = f"{where}: mode: '{row['mode']}' is not one of {', '.join(MODES)}"
        raise InputError(message)
    try:
        start = _checked(float(row["from_lat"]), float(row["from_lon"]))
        end = _checked(float(row["to_lat"]), float(row["to_lon"]))
        vias = [position(text, separator=" ") for text in (row.get("via") or "").split(";") if text]
    except (TypeError, ValueError):
        message = f"{where}: from_lat, from_lon, to_lat and to_lon must be numbers in degrees"
        raise InputError(message) from None
    except InputError as error:
        message = f"{where}: {error}"
        raise InputError(message) from None
    return mode, [start, *vias, end]


def write_csv(rows: list[dict[str, Any]], file: TextIO) -> None:
    """Write measured rows as CSV."""
    columns = ("id", "mode", "distance_km", "snap_from_km", "snap_to_km", "countries", "error")
    writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        snap_from, snap_to = row.get("snap_km", ("", ""))
        countries = " ".join(row.get("countries", ()))
        ends = {"snap_from_km": snap_from, "snap_to_km": snap_to, "countries": countries}
        writer.writerow({**row, **ends})
