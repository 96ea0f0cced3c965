"""The columns of every data file: name, type, unit, meaning; one list for all formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["text", "real", "integer", "boolean"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column; ``unit`` is empty where there is none."""

    name: str
    type: Type
    unit: str
    meaning: str


def _text(name: str, meaning: str) -> Field:
    return Field(name, "text", "", meaning)


def _band(name: str, unit: str, what: str) -> tuple[Field, ...]:
    return tuple(
        Field(f"{name}_{part}", "real", unit, f"{what}, {words}")
        for part, words in (
            ("p10", "a tenth of the draws lies below"),
            ("p50", "median of the draws"),
            ("p90", "a tenth of the draws lies above"),
        )
    )


_LENGTH = (
    Field("distance_km", "real", "km", "Geodesic length along the network (WGS 84)"),
    Field("distance_low_km", "real", "km", "Its low end, by the mode's error quantiles"),
    Field("distance_high_km", "real", "km", "Its high end, by the mode's error quantiles"),
)
_FIGURES = (
    *_LENGTH,
    *_band("duration_days", "days", "Estimated time"),
    *_band("cost_usd_per_feu", "USD per FEU", "Estimated cost of a forty-foot container"),
    *_band("cost_usd_per_tonne", "USD per tonne", "Estimated cost of a tonne"),
)
_KIND = _text("kind", "What the row is: route, leg, place or claim")
_ROUTE = (
    _text("route", "Identifier of the route"),
    _text("route_name", "Its name in English"),
    _text("status", "operating or under-construction"),
    _text("variant", "Identifier of the variant, where the route has some"),
    _text("variant_name", "Its name in English"),
)
_ENDS = (
    _text("from", "Identifier of the place where it starts"),
    _text("to", "Identifier of the place where it ends"),
    _text("from_name", "Name of that place in English"),
    _text("to_name", "Name of that place in English"),
    _text("countries", "Countries on the way, ISO 3166-1 alpha-2, in order"),
)
ROUTE_FIELDS = (
    _KIND,
    *_ROUTE,
    Field("shown", "boolean", "", "Whether this way stands for the route in a picture"),
    _text("modes", "Modes of its legs, in order"),
    *_ENDS,
    *_FIGURES,
    _text("left_out", "What days and cost leave out"),
    _text("fault", "Why the way can't be measured, or is closed under the scenario"),
    _text("note", "How it is led round what is closed, or which way is open instead"),
    _text("colour", "The route's colour"),
)
LEG_FIELDS = (
    _KIND,
    *_ROUTE,
    Field("leg", "integer", "", "Position of the leg on the way, from 1"),
    _text("mode", "rail, road, ferry or sea"),
    *_ENDS,
    *_FIGURES,
    Field("patch_km", "real", "km", "Part of the length on links with a published length"),
    Field("snap_from_km", "real", "km", "From the first place to the line, not in the length"),
    Field("snap_to_km", "real", "km", "From the last place to the line, not in the length"),
    _text("data_source", "Where line or position come from"),
    _text("colour", "The route's colour"),
)
PLACE_FIELDS = (
    _KIND,
    _text("place", "Identifier of the place"),
    _text("name", "Name in English"),
    _text("name_zh", "Name in Chinese"),
    _text("name_ru", "Name in Russian"),
    _text("place_kind", "mine, station, border-crossing, port, terminal or city"),
    _text("country", "ISO 3166-1 alpha-2"),
    _text("unlocode", "UN/LOCODE"),
    _text("data_source", "Where line or position come from"),
)
CLAIM_FIELDS = (
    _KIND,
    _text("claim", "Identifier of the claim"),
    _text("source", "Identifier of the article"),
    _text("publisher", "Its publisher"),
    _text("published", "Its date, year-month-day"),
    _text("routes", "Identifiers of the routes that the claim is about"),
    _text("metric", "Quantity that the claim is about"),
    _text("form", "absolute, difference or ratio"),
    _text("unit", "Unit of the asserted and measured figures"),
    _text("summary", "The claim in English"),
    Field("asserted_low", "real", "as unit", "Low end that the claim's hedge allows; empty: open"),
    Field("asserted_high", "real", "as unit", "High end that it allows; empty: open"),
    Field("measured_low", "real", "as unit", "Low end measured under the closest reading"),
    Field("measured_mid", "real", "as unit", "Middle measured under the closest reading"),
    Field("measured_high", "real", "as unit", "High end measured under the closest reading"),
    _text("measured_for", "The way that the closest reading measures"),
    _text(
        "verdict",
        "agrees, differs, depends, says little, not comparable or not measurable",
    ),
    _text("flags", "What else is to be known of the claim"),
    _text("sentence", "The verdict in one sentence"),
)


def merged(*tables: tuple[Field, ...]) -> tuple[Field, ...]:
    """Give the columns of several tables put under each other, each once."""
    found = {field.name: field for table in tables for field in table}
    return tuple(found.values())


FEATURE_FIELDS = merged(LEG_FIELDS, PLACE_FIELDS)
ALL_FIELDS = merged(ROUTE_FIELDS, LEG_FIELDS, PLACE_FIELDS, CLAIM_FIELDS)
