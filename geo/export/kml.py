"""Legs and places as KML 2.2, in the routes' colours.

All stand in one folder: GDAL, and so QGIS, would make a layer of each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from geo.export import rows
from geo.wording import number, span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from geo.export.selection import Selection

_NAMESPACE = "http://www.opengis.net/kml/2.2"
_LINE_PX = "3"


def render(selection: Selection, suffix: str) -> bytes:
    """Write a selection as KML.

    Parameters
    ----------
    suffix
        ``.kml``.
    """
    del suffix
    root = ET.Element("kml", xmlns=_NAMESPACE)
    document = ET.SubElement(root, "Document")
    about = rows.about(selection)
    _text(document, "name", about["title"])
    told = [f"{key}: {text}" for key, text in about.items()]
    _text(document, "description", "\n".join([*told, *_claims(selection)]))
    for route in selection.routes:
        _style(document, route, selection.catalog.routes[route].colour)
    _data(document, about)
    for leg in rows.legs(selection):
        ends = f"{leg.row['from_name']} – {leg.row['to_name']}"
        title = f"{leg.row['route_name']}: {ends} ({leg.row['mode']})"
        mark = _placemark(document, title, _figures(leg.row))
        ET.SubElement(mark, "styleUrl").text = f"#{leg.row['route']}"
        _data(mark, leg.row)
        several = ET.SubElement(mark, "MultiGeometry")
        for part in leg.parts:
            line = ET.SubElement(several, "LineString")
            ET.SubElement(line, "tessellate").text = "1"
            ET.SubElement(line, "coordinates").text = _coordinates(part)
    for place in rows.places(selection):
        mark = _placemark(document, place.row["name"], place.row["place_kind"])
        _data(mark, place.row)
        point = ET.SubElement(mark, "Point")
        ET.SubElement(point, "coordinates").text = f"{place.at[0]},{place.at[1]}"
    ET.indent(root, " ")
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = rows.clean(text)


def _style(document: ET.Element, route: str, colour: str) -> None:
    style = ET.SubElement(ET.SubElement(document, "Style", id=route), "LineStyle")
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    ET.SubElement(style, "color").text = f"ff{blue}{green}{red}".lower()  # KML counts backwards
    ET.SubElement(style, "width").text = _LINE_PX


def _placemark(document: ET.Element, title: str, description: str) -> ET.Element:
    mark = ET.SubElement(document, "Placemark")
    _text(mark, "name", title)
    _text(mark, "description", description)
    return mark


def _figures(row: Mapping[str, Any]) -> str:
    parts = [f"{number(row['distance_km'])} km"]
    if row["duration_days_p50"] is not None:
        days = span(row["duration_days_p10"], row["duration_days_p90"])
        parts.append(f"{days} days")
    if row["cost_usd_per_feu_p50"] is not None:
        cost = span(row["cost_usd_per_feu_p10"], row["cost_usd_per_feu_p90"])
        parts.append(f"{cost} USD per FEU")
    return ", ".join(parts)


def _claims(selection: Selection) -> list[str]:
    return [
        f"{row['summary']} {row['verdict']}: {row['sentence']}"
        for row in rows.claim_rows(selection)
    ]


def _data(parent: ET.Element, values: Mapping[str, Any]) -> None:
    held = ET.SubElement(parent, "ExtendedData")
    for key, value in values.items():
        if value is not None:
            _text(ET.SubElement(held, "Data", name=key), "value", str(value))


def _coordinates(part: NDArray[np.float64]) -> str:
    points: Sequence[list[float]] = part.tolist()
    return " ".join(f"{lon},{lat}" for lon, lat in points)
