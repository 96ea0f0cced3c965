"""Names of the model's parameters as a reader would say them."""

from __future__ import annotations

_STEMS = {
    "rail.speed_kmh": "Train speed",
    "rail.wagonload_speed_kmh": "Speed of single wagons",
    "rail.rate_usd_per_feu_km": "Rail rate of a container",
    "rail.rate_usd_per_tonne_km": "Rail rate of a tonne",
    "rail.base_usd_per_feu": "Rail rate, fixed part",
    "border.rail_days": "Train at the border",
    "border.wagonload_days": "Wagon at the border",
    "border.road_days": "Lorry at the border",
    "border.rail_usd_per_feu": "Border fees by rail",
    "border.road_usd_per_feu": "Border fees by road",
    "gauge.change_days": "Change of gauge",
    "gauge.change_usd_per_feu": "Price of a change of gauge",
    "port.dwell_days": "Container in port",
    "port.handling_usd_per_feu": "Handling in port",
    "sea.transhipment_days": "Change of ship",
    "sea.speed_kmh": "Ship's speed",
    "sea.base_usd_per_feu": "Ocean rate, fixed part",
    "sea.short_base_usd_per_feu": "Short sea rate, fixed part",
    "sea.rate_usd_per_feu_km": "Ocean rate by distance",
    "ferry.port_days": "Vessel in a Caspian port",
    "ferry.wait_days": "Wait for the ferry",
    "ferry.speed_kmh": "Ferry's speed",
    "ferry.rate_usd_per_feu_km": "Ferry rate",
    "road.speed_kmh": "Lorry's speed",
    "road.rate_usd_per_tonne_km": "Road rate of a tonne",
    "rail.co2e_g_per_tonne_km": "Emissions by rail",
    "sea.co2e_g_per_tonne_km": "Emissions at sea",
    "ferry.co2e_g_per_tonne_km": "Emissions by ferry",
    "road.co2e_g_per_tonne_km": "Emissions by road",
    "payload_tonnes_per_feu": "Load of a container",
    "regime.calm": "Calm year",
    "regime.congested": "Congested year",
}
_PLACES = {
    "cn": "China",
    "kz": "Kazakhstan",
    "ru": "Russia and neighbours",
    "eaeu": "Eurasian Union",
    "ca": "Central Asia",
    "caucasus": "Caucasus",
    "tr": "Turkey",
    "ir": "Iran",
    "eu": "Europe",
    "from_cn": "out of China",
    "other": "elsewhere",
    "vn": "China – Vietnam",
    "world": "rest of the world",
    "border": "borders",
    "port": "ports",
    "ocean": "ocean rates",
}


def parameter_words(parameter: str) -> str:
    """Turn a parameter's name into words.

    >>> parameter_words("rail.speed_kmh.cn"), parameter_words("ferry.wait_days")
    ('Train speed, China', 'Wait for the ferry')
    """
    stem = next((s for s in _STEMS if parameter == s or parameter.startswith(f"{s}.")), None)
    if stem is None:
        return parameter.replace(".", " ").replace("_", " ")
    where = parameter.removeprefix(stem).lstrip(".")
    return f"{_STEMS[stem]}, {_PLACES.get(where, where)}" if where else _STEMS[stem]
