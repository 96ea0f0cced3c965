"""Parameters of the networks, read once from ``geo/data/network.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from geo.errors import InputError

DATA = Path(__file__).resolve().parent.parent / "data"


@cache
def _parameters() -> dict[str, dict[str, dict[str, Any]]]:
    with (DATA / "network.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def parameter(name: str) -> float:
    """Look up a number such as ``snap.radius_km``; its unit and reason stand beside it."""
    return float(entry(name)["value"])


def entry(name: str) -> dict[str, Any]:
    """Look up a parameter with its unit and reason."""
    group, _, key = name.partition(".")
    try:
        return _parameters()[group][key]
    except KeyError:
        raise InputError(f"geo/data/network.toml has no parameter {name!r}; add it") from None
