"""Options of the command line that describe a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from geo.measure.scenario import Scenario


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
    group.add_argument(
        "--regime", default="typical", metavar="YEAR", help="calm, typical or congested"
    )
    group.add_argument(
        "--service", default="block-train", metavar="HOW", help="block-train or wagonload"
    )


def scenario_of(options: argparse.Namespace) -> Scenario:
    """Read the scenario that the options describe.

    Raises
    ------
    InputError
        If a name or a value is not known.
    """
    from geo.measure.scenario import scenario, setting

    return scenario(
        closures=options.close,
        regime=options.regime,
        service=options.service,
        overrides=map(setting, options.set),
    )
