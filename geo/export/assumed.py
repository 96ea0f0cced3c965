"""What a view assumes besides the catalog, in words, and what follows for its ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.countries import countries
from geo.export.words import figure, say
from geo.measure.scenario import BASE, name_of_closure
from geo.parameters import parameters
from geo.view.parameterwords import parameter_words

if TYPE_CHECKING:
    from geo.export.options import Lang, View
    from geo.export.selection import Selection
    from geo.measure.board import Way
    from geo.measure.scenario import Scenario
    from geo.parameters import Width

_HEDGES: dict[Width, str] = {
    "narrow": "Words such as “about” are read strictly.",
    "wide": "Words such as “about” are read leniently.",
}
_BECAUSE = " is closed: "


def assumptions(view: View, lang: Lang = "en") -> str:
    """Say what is assumed, in sentences; empty for the base case with the usual reading."""
    told = []
    if view.scenario != BASE:
        told.append(say(lang, "Scenario: {words}.", words=scenario_words(view.scenario, lang)))
    if view.hedges in _HEDGES:
        told.append(say(lang, _HEDGES[view.hedges]))
    return " ".join(told)


def scenario_words(scenario: Scenario, lang: Lang = "en") -> str:
    """Describe a scenario in a few words.

    >>> from geo.measure.scenario import scenario
    >>> scenario_words(scenario(closures=["suez"], regime="congested"))
    'Suez closed, congested year'
    """
    if scenario == BASE:
        return say(lang, "base case")
    parts = []
    if scenario.closures:
        *others, last = (_closed(name, lang) for name in scenario.closures)
        shut = say(lang, "{first} and {last}", first=", ".join(others), last=last)
        told = say(lang, "{places} closed", places=shut if others else last)
        parts.append(f"{told[0].upper()}{told[1:]}")
    if scenario.regime != BASE.regime:
        parts.append(say(lang, f"{scenario.regime} year"))
    if scenario.service != BASE.service:
        parts.append(say(lang, "single wagons by rail"))
    parts += [_setting(name, value, lang) for name, value in scenario.overrides]
    return ", ".join(parts)


def _closed(closed: str, lang: Lang) -> str:
    if closed in countries():
        return str(countries()[closed][lang])
    return say(lang, name_of_closure(closed))


def _setting(name: str, value: float, lang: Lang) -> str:
    record = parameters().model[name]
    head, *rest = (say(lang, part) for part in parameter_words(name).split(", "))
    words = f"{head[0].lower()}{head[1:]}" + (f" ({', '.join(rest)})" if rest else "")
    usual, chosen = figure(lang, record.mode), figure(lang, value)
    return say(
        lang,
        "{name} {value} {unit} (usually {usual})",
        name=words,
        value=chosen,
        unit=say(lang, record.unit),
        usual=usual,
    )


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
