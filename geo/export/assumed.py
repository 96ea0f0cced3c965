"""What a view assumes besides the catalog, in words, and what follows for its ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.measure.scenario import BASE, name_of_closure
from geo.parameters import parameters
from geo.view.parameterwords import parameter_words
from geo.wording import number

if TYPE_CHECKING:
    from geo.export.options import View
    from geo.export.selection import Selection
    from geo.measure.board import Way
    from geo.measure.scenario import Scenario
    from geo.parameters import Width

_HEDGES: dict[Width, str] = {"narrow": "strictly", "wide": "leniently"}
_BECAUSE = " is closed: "


def assumptions(view: View) -> str:
    """Say what is assumed, in sentences; empty for the base case with the usual reading."""
    told = []
    if view.scenario != BASE:
        told.append(f"Scenario: {scenario_words(view.scenario)}.")
    if view.hedges in _HEDGES:
        told.append(f"Words such as “about” are read {_HEDGES[view.hedges]}.")
    return " ".join(told)


def scenario_words(scenario: Scenario) -> str:
    """Describe a scenario in a few words.

    >>> from geo.measure.scenario import scenario
    >>> scenario_words(scenario(closures=["suez"], regime="congested"))
    'Suez closed, congested year'
    """
    if scenario == BASE:
        return "base case"
    parts = []
    if scenario.closures:
        *others, last = map(name_of_closure, scenario.closures)
        shut = f"{', '.join(others)} and {last}" if others else last
        parts.append(f"{shut[0].upper()}{shut[1:]} closed")
    if scenario.regime != BASE.regime:
        parts.append(f"{scenario.regime} year")
    if scenario.service != BASE.service:
        parts.append("single wagons by rail")
    parts += [_setting(name, value) for name, value in scenario.overrides]
    return ", ".join(parts)


def _setting(name: str, value: float) -> str:
    record = parameters().model[name]
    words = parameter_words(name).replace(", ", " in ")
    words = f"{words[0].lower()}{words[1:]}"
    return f"{words} {number(value)} {record.unit} (usually {number(record.mode)})"


def note(selection: Selection, way: Way) -> str:
    """Say how a way is led round what is closed, or which stands in for it; else empty."""
    board = selection.board
    if way not in selection.unmeasured:
        return " ".join(board.detours.get(way, ()))
    fault = selection.unmeasured[way]
    return (board.why_not(way) or "").removeprefix(fault).strip()


def reasons(fault: str) -> list[str]:
    """Shorten the explanation why a way is closed: without its leg, then without its rest."""
    _, _, reason = fault.rpartition(_BECAUSE)
    return [reason.rstrip("."), reason.split(",")[0].rstrip(".")]
