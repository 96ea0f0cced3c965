"""Options of the command line that several commands share, and how words are bound to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from geo.measure.scenario import Scenario


_OPTION = re.compile(r"--[a-z-]+")
_FIGURES_FROM_MINUS = re.compile(r"-\.?\d[^,]*,.*")


def bound(words: Iterable[str]) -> list[str]:
    """Bind figures that begin with a minus to their option, which argparse takes for an option.

    >>> bound(["measure", "--from", "-33.9,18.4", "--to", "1,103"])
    ['measure', '--from=-33.9,18.4', '--to', '1,103']
    """
    joined: list[str] = []
    for word in words:
        if _FIGURES_FROM_MINUS.fullmatch(word) and joined and _OPTION.fullmatch(joined[-1]):
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


def add_scenario(parser: argparse.ArgumentParser) -> None:
    """Let a command be asked what it prints under other assumptions."""
    group = parser.add_argument_group("scenario")
    group.add_argument(
        "--close",
        action="append",
        default=[],
        metavar="NAME",
        help="no freight through this country (name or code), sea passage, or the caspian",
    )
    group.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PARAM=VALUE",
        help="most likely value of a model parameter, in its unit",
    )
    group.add_argument("--regime", metavar="YEAR", help="calm, typical or congested")
    group.add_argument("--service", metavar="HOW", help="block-train or wagonload")


def scenario_of(options: argparse.Namespace, base: Scenario | None = None) -> Scenario:
    """Read the scenario that the options describe.

    Parameters
    ----------
    base
        What holds where the options say nothing; None: the base case.

    Raises
    ------
    InputError
        If a name or a value is not known.
    """
    from geo.measure.scenario import BASE, scenario, setting

    base = base or BASE
    return scenario(
        closures=options.close or base.closures,
        regime=options.regime or base.regime,
        service=options.service or base.service,
        overrides=map(setting, options.set) if options.set else base.overrides,
    )


def add_hedges(parser: argparse.ArgumentParser, default: str | None = "usual") -> None:
    """Let a command be asked how strictly claims are read."""
    text = "how strictly words such as 'about' are read"
    parser.add_argument("--hedges", choices=("narrow", "usual", "wide"), default=default, help=text)
