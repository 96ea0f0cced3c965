"""What is wrong with a file: each fault with its line, key, what was expected and the remedy."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from geo.countries import holds
from geo.errors import InputError
from geo.model import Catalog

if TYPE_CHECKING:
    from geo.yamlfile import Document, Key

_MAX_FAULTS_SHOWN = 25


@dataclass(frozen=True)
class Fault:
    """What is wrong at one key."""

    key: Key
    text: str


def refusal(document: Document, faults: list[Fault]) -> InputError:
    """Make the error that tells all faults of a file, one a line."""
    rows = [
        f"{document.name}:{document.line(fault.key)}: {_dotted(fault.key)}: {fault.text}"
        for fault in sorted(faults, key=lambda fault: document.line(fault.key))
    ]
    if len(rows) > _MAX_FAULTS_SHOWN:
        rest = len(rows) - _MAX_FAULTS_SHOWN
        rows = [*rows[:_MAX_FAULTS_SHOWN], f"… and {rest} more faults"]
    return InputError("\n".join(rows))


def deepest(faults: list[Fault]) -> list[Fault]:
    """Drop what only follows from a fault inside: a list short of the entry that is wrong."""
    outer = {fault.key[:depth] for fault in faults for depth in range(len(fault.key))}
    return [fault for fault in faults if fault.key not in outer]


def _dotted(key: Key) -> str:
    text = ""
    for part in key:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".") or "file"


def from_pydantic(error: Any, data: dict[str, Any]) -> Fault:  # noqa: ANN401 - pydantic's dict
    """Put one of pydantic's errors into the words of the file's readers."""
    key: Key = tuple(part for part in error["loc"] if part != "[key]")
    if error["type"] == "fault":
        return Fault((*key, error["ctx"]["key"]), error["ctx"]["text"])
    return Fault(key, _text(key, error, data))


def _text(key: Key, error: Any, data: dict[str, Any]) -> str:  # noqa: ANN401 - pydantic's dict
    given, context = error.get("input"), error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            text = f"unknown key; {_expected(str(key[-1]), _known_keys(key))}"
        case "missing":
            text = f"missing key; add '{key[-1]}:' here"
        case "literal_error":
            allowed = context["expected"].replace(" or ", ",").split(",")
            names = [name.strip(" '") for name in allowed]
            text = f"{_shown(given)} is not allowed; {_expected(str(given), names)}"
        case "value_error":
            text = f"{context['error']}"
        case "model_type" | "dict_type" | "model_attributes_type":
            text = f"expected {_wanted(key)}, found {_what(given)}; check the indentation"
        case "too_short":
            text = "expected at least one entry, found none; add one"
        case "string_pattern_mismatch":
            text = f"{_shown(given)} does not have the form {context['pattern']}{_hint(key)}"
        case _:
            text = f"{_what(given)}: {error['msg'][0].lower()}{error['msg'][1:]}{_hint(key)}"
            if error["type"] == "string_type" and isinstance(given, (int, float)):
                text += "; put it in quotes"
            text += _swap_hint(key, data)
    return text


def _wanted(key: Key) -> str:
    names = _known_keys((*key, ""))
    return (
        f"keys such as {', '.join(names[:4])}" if len(key) > 1 else "a mapping of names to entries"
    )


def _what(value: object) -> str:
    if value is None:
        return "nothing"
    return "a list" if isinstance(value, list) else _shown(value)


def _hint(key: Key) -> str:
    last = key[-1] if key else ""
    if last == "country":
        return "; use the ISO 3166-1 alpha-2 code, such as KZ"
    if last == "colour":
        return "; write it as '#1b7f5a', in quotes"
    if last == "sha256":
        return "; copy the 64 hexadecimal digits that sha256sum prints for the file"
    if last == "published":
        return "; write a day such as 2025-11-13, or null"
    if len(key) == 2:  # noqa: PLR2004 - section and name
        return "; use lower-case letters, digits and hyphens, such as 'middle-corridor'"
    return ""


def _swap_hint(key: Key, data: dict[str, Any]) -> str:
    if not key or key[-1] not in ("lat", "lon"):
        return ""
    place = data.get(str(key[0]), {}).get(key[1], {}) if len(key) > 1 else {}
    try:
        lon, lat = float(place["lon"]), float(place["lat"])
    except (KeyError, TypeError, ValueError):
        return ""
    return "; lon and lat look swapped" if holds(place.get("country"), lat, lon) else ""


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"  # noqa: PLR2004 - fits a line


def _expected(given: str, names: list[str]) -> str:
    near = difflib.get_close_matches(given, names, n=1, cutoff=0.6)
    text = "expected one of " + ", ".join(names) if names else "nothing stands here"
    return f"did you mean '{near[0]}'? ({text})" if near else text


def _known_keys(key: Key) -> list[str]:
    model: Any = Catalog
    for part in key[:-1]:
        fields = getattr(model, "model_fields", None)
        if fields is None:
            break
        field = _field(fields, part)
        if field is None:
            continue
        model = _record_in(field.annotation) or model
    return [f.alias or name for name, f in model.model_fields.items()]


def _field(fields: dict[str, Any], part: str | int) -> Any:  # noqa: ANN401 - pydantic's FieldInfo
    return next((f for name, f in fields.items() if part in (name, f.alias)), None)


def _record_in(annotation: Any) -> Any:  # noqa: ANN401 - a type
    if hasattr(annotation, "model_fields"):
        return annotation
    found = (_record_in(argument) for argument in get_args(annotation))
    return next((record for record in found if record is not None), None)
