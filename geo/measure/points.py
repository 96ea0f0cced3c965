"""Measure between bare positions: one way, or a file of many."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, TextIO

from geo.errors import InputError, NetworkError, NoPathError
from geo.measure.gazetteer import Gazetteer
from geo.measure.ways import MODES, find_ways
from geo.network import geodesy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geo.network.path import Event, LonLat
    from geo.network.way import Way

COLUMNS = ("id", "mode", "from_lat", "from_lon", "to_lat", "to_lon")
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
    mode: str,
    points: Sequence[LonLat],
    *,
    avoid: Sequence[str] = (),
    allow: Sequence[str] = (),
    alternatives: int = 0,
    gazetteer: Gazetteer | None = None,
) -> dict[str, Any]:
    """Measure the shortest way on a mode's network.

    Parameters
    ----------
    mode
        ``rail``, ``sea``, ``ferry``, ``road`` or ``mixed``.
    points
        From, via…, to; longitude and latitude. [deg]
    avoid
        Countries, passages at sea, or places to keep out of.
    allow
        Passages at sea that are closed unless asked for (``northwest``, ``volga-don``).
    alternatives
        How many other ways to list at most.
    gazetteer
        Places that ``avoid`` may name, and that events are named after; None: the ports only.

    Returns
    -------
    dict
        ``distance_km``, ``snap_km`` of both ends, ``countries``, and the rest of what the network
        knows: ``access_km`` (see `geo.network.access`; part of the distance), ``via_snap_km`` (not
        for ``mixed``), ``great_circle_km``, ``detour_ratio``, ``patches``, ``events``, ``legs`` by
        mode, and ``alternatives``, each of the same kind.

    Raises
    ------
    InputError
        If a name is not known.
    NetworkError
        If there is no such way.
    """
    if points[0] == points[-1] and len(points) == len(("from", "to")):
        message = "from and to are the same position; the distance is 0 km"
        raise NoPathError(message)
    names = gazetteer or Gazetteer()
    avoided = names.avoided(avoid, mode)
    best, *others = find_ways(mode, points, avoided=avoided, allow=allow, count=1 + alternatives)
    floor_km = geodesy.distance_km(points[0], points[-1])
    record = _record(best, floor_km, names)
    if mode != "mixed":
        record["via_snap_km"] = [round(snap, 2) for snap in best.parts[0].path.snap_km[1:-1]]
    record["alternatives"] = [_record(way, floor_km, names) for way in others]
    return record


def _record(way: Way, floor_km: float, names: Gazetteer) -> dict[str, Any]:
    return {
        "distance_km": round(way.distance_km, 2),
        "snap_km": [round(snap, 2) for snap in way.snap_km],
        "access_km": round(way.access_km, 2),
        "countries": list(way.countries),
        "great_circle_km": round(floor_km, 2),
        "detour_ratio": round(way.distance_km / floor_km, 3) if floor_km else None,
        "patches": list(way.patches),
        "events": [_event(event, names) for event in way.events],
        "legs": [
            {
                "mode": part.mode,
                "from": part.start or None,
                "to": part.end or None,
                "distance_km": round(part.path.distance_km, 2),
                "countries": list(part.path.countries),
            }
            for part in way.parts
        ],
    }


def _event(event: Event, names: Gazetteer) -> dict[str, Any]:
    place, place_km = names.near(event.lon, event.lat) or (None, None)
    return {
        "kind": event.kind,
        "place": place,
        "place_km": None if place_km is None else round(place_km, 1),
        "lat": round(event.lat, 4),
        "lon": round((event.lon + _MAX_LON_DEG) % (2 * _MAX_LON_DEG) - _MAX_LON_DEG, 4),
        "at_km": round(event.at_km, 1),
        "before": event.before,
        "after": event.after,
    }


def measure_file(
    path: Path,
    *,
    avoid: Sequence[str] = (),
    allow: Sequence[str] = (),
    gazetteer: Gazetteer | None = None,
) -> list[dict[str, Any]]:
    """Measure every row of a CSV file; a row without a way says why in ``error``.

    Parameters
    ----------
    avoid, allow, gazetteer
        For all rows; see `measure_points`.

    Raises
    ------
    InputError
        If the file, its columns or a row's values are not as expected; names the line.
    """
    limits = {"avoid": avoid, "allow": allow, "gazetteer": gazetteer}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _rows(csv.DictReader(file), path.name, limits)
    except OSError as error:
        message = f"{path}: can't be read ({error.strerror}); check the path"
        raise InputError(message) from error
    except (UnicodeDecodeError, csv.Error) as error:
        message = f"{path.name}: not a CSV file in UTF-8 ({error})"
        raise InputError(message) from error


def _rows(reader: csv.DictReader[str], name: str, limits: dict[str, Any]) -> list[dict[str, Any]]:
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
            record |= measure_points(mode, points, **limits)
        except NetworkError as error:
            record["error"] = str(error)
        found.append(record)
    return found


def _row_way(row: dict[str, str], where: str) -> tuple[str, list[LonLat]]:
    mode = (row["mode"] or "").strip()
    if mode not in MODES:
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


def sentences(record: dict[str, Any]) -> list[str]:
    """Tell a measured way in lines: length and countries, then events, then other ways."""
    where = ", ".join(record["countries"]) or "open sea"
    lines = [f"{record['distance_km']:,.1f} km; {where}"]
    if record["access_km"]:
        lines.append(f"{record['access_km']:>11,.1f} km  of it to the nearest line that is open")
    for event in record["events"]:
        name = f"{event['lat']:.2f} N, {event['lon']:.2f} E"
        if event["place"]:
            name = f"{event['place']} ({event['place_km']:.0f} km off)"
        change = f"{event['kind'].replace('-', ' ')} {event['before']} to {event['after']}"
        lines.append(f"{event['at_km']:>11,.1f} km  {change}: {name}")
    for other in record.get("alternatives", ()):
        lines += ["or", *sentences(other)]
    return lines


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
