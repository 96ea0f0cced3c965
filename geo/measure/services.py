"""Which parameter holds where: speeds, rates and stops by mode, country and service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Container

    from geo.measure.draws import Factors
    from geo.model import Mode

Service = Literal["block-train", "wagonload"]
"""A container train booked as a whole, or single wagons in mixed trains."""

PAYLOAD = "payload_tonnes_per_feu"

# Countries whose railways work alike, or of which only the group has published figures.
_BALTIC = frozenset({"EE", "LV", "LT"})
_EUROPE = frozenset(
    {"AL", "AT", "BA", "BE", "BG", "CH", "CZ", "DE", "DK", "ES", "FI", "FR", "GB", "GR", "HR", "HU"}
    | {"IE", "IT", "LI", "LU", "ME", "MK", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK"}
    | {"XK"}
)
_CENTRAL_ASIA = frozenset({"UZ", "TM", "KG", "TJ"})
_SOUTH_EAST_ASIA = frozenset({"VN", "LA", "MM"})
_CAUCASUS = frozenset({"AZ", "GE", "AM"})
_BROAD = frozenset({"RU", "BY", "UA", "MD", "MN"}) | _BALTIC
# Ports there see feeders only: shallow seas, few containers, or sanctions.
FEEDER_COUNTRIES = frozenset({"GE", "RU", "UA", "BG", "EE", "LV", "LT", "FI", "IR"})
_CUSTOMS_UNION = frozenset({"RU", "BY", "KZ", "KG", "AM"})
_OWN_RATES = frozenset({"cn", "kz", "ir", "eu"})
WORLD = "world"
"""The group of countries that nothing is published for here; other railways stand in."""
_OWN = {"CN": "cn", "KZ": "kz", "IR": "ir", "TR": "tr"}


def railway(country: str) -> str:
    """Give the group of railways that a country belongs to; `WORLD` where none is known."""
    groups = (
        ("eu", _EUROPE),
        ("ru", _BROAD),
        ("ca", _CENTRAL_ASIA),
        ("caucasus", _CAUCASUS),
    )
    return _OWN.get(country) or next((name for name, has in groups if country in has), WORLD)


def speed(mode: Mode, country: str, service: Service, known: Container[str]) -> str | None:
    """Name the speed that holds for a mode in a country; None: no source."""
    name = f"{mode}.speed_kmh"
    if mode == "rail":
        wagons = service == "wagonload"
        name = "rail.wagonload_speed_kmh" if wagons else f"rail.speed_kmh.{railway(country)}"
    return name if name in known else None


def rate_per_feu(mode: Mode, country: str, known: Container[str]) -> Factors | None:
    """Give the rate of a container in USD/km; None: no source."""
    names = {"sea": ("sea.rate_usd_per_feu_km",), "ferry": ("ferry.rate_usd_per_feu_km",)}
    if mode == "road":
        return _first(known, ("road.rate_usd_per_tonne_km", PAYLOAD))
    if mode != "rail":
        return _first(known, names[mode])
    group = _rate_group(country)
    return _first(
        known,
        (f"rail.rate_usd_per_feu_km.{group}",),
        (f"rail.rate_usd_per_tonne_km.{group}", PAYLOAD),
    )


def rate_per_tonne(
    mode: Mode, country: str, service: Service, known: Container[str]
) -> Factors | None:
    """Give the rate of a tonne: in a wagon where wagonload has one, else in a container."""
    name = f"rail.rate_usd_per_tonne_km.{_rate_group(country)}"
    wagon = name if mode == "rail" else f"{mode}.rate_usd_per_tonne_km"
    if wagon in known and (mode != "rail" or service == "wagonload"):
        return ((wagon, 1),)
    container = rate_per_feu(mode, country, known)
    return None if container is None else (*container, (PAYLOAD, -1))


def emissions(mode: Mode, country: str, known: Container[str]) -> Factors | None:
    """Name the emissions of a tonne by a mode, by the railway's own figure where it has one."""
    general = f"{mode}.co2e_g_per_tonne_km"
    return _first(known, (f"{general}.{railway(country)}",), (general,))


def border(before: str, after: str, mode: Mode, service: Service) -> tuple[str, str] | None:
    """Name the stop and the fees at a border; None where nothing stops.

    Returns
    -------
    tuple of str
        Parameters of the time [days] and the fees [USD/FEU]; empty where none are taken.
    """
    both = {before, after}
    union = both <= _CUSTOMS_UNION
    if both <= _EUROPE | _BALTIC or (mode == "road" and union):
        return None
    if mode == "road":
        return "border.road_days", "border.road_usd_per_feu"
    if union:
        return "border.rail_days.eaeu", ""
    kind = "other"
    if "CN" in both:
        kind = "vn" if both & _SOUTH_EAST_ASIA else "cn"
    elif "IR" in both:
        kind = "ir"
    elif both & _EUROPE and both & _BROAD:
        kind = "eu"
    if service == "wagonload":
        where = "from_cn" if before == "CN" else "other"
        return f"border.wagonload_days.{where}", "border.rail_usd_per_feu"
    return f"border.rail_days.{kind}", "border.rail_usd_per_feu"


def _rate_group(country: str) -> str:
    group = railway(country)
    return "eaeu" if group == "ru" else group if group in _OWN_RATES else "other"


def _first(known: Container[str], *choices: tuple[str, ...]) -> Factors | None:
    for names in choices:
        if all(name in known for name in names):
            return tuple((name, 1) for name in names)
    return None
