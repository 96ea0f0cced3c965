"""A scenario's choices as keys of a page's address, and as the scenario that they describe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.errors import InputError
from geo.measure.scenario import BASE, REGIMES, SERVICES, USUAL_CLOSURES, closure, scenario
from geo.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.measure.scenario import Scenario
    from geo.model import Catalog

KEYS = ("close", "regime", "service", "unit", "set", "draw", "judge")
UNITS = ("feu", "tonne")
_SET = "set:"
_DIGITS = 12
_TIMES_HIGH = 10


def setting_key(parameter: str) -> str:
    """Name the choice of a parameter's value."""
    return f"{_SET}{parameter}"


def usual() -> dict[str, Any]:
    """Give the choices of the base case."""
    return {
        "close": [],
        "close-more": [],
        "regime": BASE.regime,
        "service": BASE.service,
        "unit": UNITS[0],
        "draw": [],
        "judge": False,
    }


def chosen(choices: Mapping[str, Any]) -> Scenario:
    """Give the scenario that the choices describe."""
    return scenario(
        closures=[*(choices.get("close") or ()), *(choices.get("close-more") or ())],
        regime=choices.get("regime") or BASE.regime,
        service=choices.get("service") or BASE.service,
        overrides=_settings(choices).items(),
    )


def choices_of(assumed: Scenario) -> dict[str, Any]:
    """Give the choices that describe a scenario; :func:`chosen` turns them back."""
    shut = assumed.closures
    return {
        "close": [closed for closed in shut if closed in USUAL_CLOSURES],
        "close-more": [closed for closed in shut if closed not in USUAL_CLOSURES],
        "regime": assumed.regime,
        "service": assumed.service,
        **{setting_key(name): value for name, value in assumed.overrides},
    }


def _settings(choices: Mapping[str, Any]) -> dict[str, float]:
    """Give the parameters whose value is not their own."""
    model = parameters().model
    return {
        name: float(choices[key])
        for key in choices
        if key.startswith(_SET) and (name := key.removeprefix(_SET)) in model
        if choices[key] is not None and choices[key] != model[name].mode
    }


def read(key: str, value: str, choices: dict[str, Any], catalog: Catalog) -> list[str]:
    """Take one key of the address into the choices.

    Returns
    -------
    list of str
        A notice for each part that is not known and was left out.
    """
    parts = value.split("~")
    if key == "set":
        return _read_settings(parts, choices)
    if key == "close":
        return _read_closures(parts, choices)
    if key == "draw":
        choices["draw"] = [part for part in parts if part in catalog.routes]
        return [_unknown(key, part) for part in parts if part not in catalog.routes]
    known = {"regime": REGIMES, "service": SERVICES, "unit": UNITS, "judge": ("1",)}[key]
    if value not in known:
        return [_unknown(key, value)]
    choices[key] = value if key != "judge" else True
    return []


def _read_closures(parts: list[str], choices: dict[str, Any]) -> list[str]:
    notices = []
    for part in parts:
        try:
            found = closure(part)
        except InputError as error:
            notices.append(f"close={part[:60]}: {error}")
            continue
        kept = choices["close" if found in USUAL_CLOSURES else "close-more"]
        if found not in kept:
            kept.append(found)
    return notices


def _read_settings(parts: list[str], choices: dict[str, Any]) -> list[str]:
    notices = []
    model = parameters().model
    for name, text in zip(parts[::2], [*parts[1::2], ""], strict=False):
        try:
            value = float(text)
            scenario(overrides=[(name, value)])
        except (ValueError, InputError):
            notices.append(_unknown("set", f"{name}~{text}"))
            continue
        within = 0 <= value <= greatest(name)
        choices[setting_key(name)] = value if within else model[name].mode
        if not within:
            notices.append(f"set={name}~{text[:_DIGITS]} is out of reach and was left out")
    return notices


def greatest(parameter: str) -> float:
    """Give the greatest value that an address may set a parameter to, in its unit."""
    return _TIMES_HIGH * parameters().model[parameter].high


def _unknown(key: str, value: str) -> str:
    return f"{key}={value[:60]} is not known here and was left out"


def write(choices: Mapping[str, Any]) -> dict[str, str]:
    """Turn choices into keys of the address; those of the base case need none."""
    plain = usual()
    shut = [*(choices.get("close") or ()), *(choices.get("close-more") or ())]
    closed = [c for c in USUAL_CLOSURES if c in shut]
    closed += [c for c in shut if c not in USUAL_CLOSURES]
    settings = _settings(choices)
    query = {
        "close": "~".join(closed),
        "set": "~".join(f"{name}~{value:.{_DIGITS}g}" for name, value in settings.items()),
        "draw": "~".join(choices.get("draw") or ()),
        "judge": "1" if choices.get("judge") else "",
    }
    for key in ("regime", "service", "unit"):
        query[key] = choices[key] if choices.get(key) not in (None, plain[key]) else ""
    return {key: value for key, value in query.items() if value}
