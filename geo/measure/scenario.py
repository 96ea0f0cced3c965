"""What a reader assumes besides the catalog: closures, the kind of year, the service, figures.

A scenario is a frozen record, so that boards and caches can be kept by it.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from geo.countries import countries
from geo.errors import InputError
from geo.measure.services import Service
from geo.model import PASSAGES
from geo.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Iterable

Regime = Literal["calm", "typical", "congested"]
REGIMES: tuple[Regime, ...] = get_args(Regime)
SERVICES: tuple[Service, ...] = get_args(Service)

CASPIAN = "caspian"
USUAL_CLOSURES = ("RU", "IR", "suez", "panama", CASPIAN)
"""What a page offers first; any other country or passage may be closed too."""

_SETTINGS = frozenset({"draws", "seed"})


@dataclass(frozen=True, slots=True)
class Scenario:
    """Assumptions under which ways are measured and estimated; the default is the base case.

    Attributes
    ----------
    closures
        Country codes, sea passages, or ``caspian``: no leg may use them. Sorted.
    regime
        How congested borders and ports are: ``typical`` takes the published spread as it is.
    service
        How cargo goes by rail.
    overrides
        Most likely values by parameter name, in the parameter's unit. Sorted.
    """

    closures: tuple[str, ...] = ()
    regime: Regime = "typical"
    service: Service = "block-train"
    overrides: tuple[tuple[str, float], ...] = ()


BASE = Scenario()
"""The case that every other is set against: nothing assumed."""


def scenario(
    *,
    closures: Iterable[str] = (),
    regime: str = "typical",
    service: str = "block-train",
    overrides: Iterable[tuple[str, float]] = (),
) -> Scenario:
    """Make a scenario from a reader's words.

    Parameters
    ----------
    closures
        Countries by name or code, sea passages, or the Caspian.
    overrides
        Parameter name and most likely value, in the parameter's unit; the last of a name wins.

    Raises
    ------
    InputError
        Naming what is not known, and the nearest that is.
    """
    model = parameters().model
    values = dict(overrides)
    for name in values:
        _check(name, set(model) - _SETTINGS, "model parameter")
    _check(regime, REGIMES, "regime")
    _check(service, SERVICES, "service")
    return Scenario(
        closures=tuple(sorted({closure(name) for name in closures})),
        regime=next(known for known in REGIMES if known == regime),
        service=next(known for known in SERVICES if known == service),
        overrides=tuple(sorted((n, v) for n, v in values.items() if v != model[n].mode)),
    )


def closure(name: str) -> str:
    """Give a country's code, or a passage's name, from any of its names.

    Raises
    ------
    InputError
        If it is neither.
    """
    key = name.strip().casefold()
    if key in (*PASSAGES, CASPIAN):
        return key
    for code, record in countries().items():
        if key in {code.casefold(), *(str(record[k]).casefold() for k in ("en", "zh", "ru"))}:
            return code
    known = [*(record["en"] for record in countries().values()), *PASSAGES, CASPIAN]
    _check(name, known, "country or sea passage")
    return key


def name_of_closure(closed: str) -> str:
    """Name what is closed, as it stands in a sentence."""
    if closed in countries():
        return str(countries()[closed]["en"])
    return {"cape": "the Cape of Good Hope", CASPIAN: "the Caspian"}.get(closed, closed.title())


def _check(name: str, known: Iterable[str], what: str) -> None:
    names = list(known)
    if name not in names:
        near = difflib.get_close_matches(name, names, 1, 0)
        message = f"there is no {what} {name!r}; the nearest is {near[0]!r}"
        raise InputError(message)


def setting(text: str) -> tuple[str, float]:
    """Read ``name=value``.

    Raises
    ------
    InputError
        If it isn't that.
    """
    name, _, value = text.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError:
        message = f"'{text}' is no setting; write NAME=VALUE, such as ferry.wait_days=3"
        raise InputError(message) from None
