"""What an export shows (:class:`View`) and how a picture of it is drawn (:class:`Options`)."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from geo.errors import InputError
from geo.measure.scenario import BASE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.measure.board import Cargo
    from geo.measure.scenario import Scenario
    from geo.model import Metric
    from geo.parameters import Width

PageName = Literal["16:9", "square", "a4-portrait", "a4-landscape"]
Look = Literal["light", "dark", "grey"]
Lang = Literal["en", "zh", "ru"]
Scale = Literal["1", "2", "300dpi"]
PAGES: tuple[PageName, ...] = get_args(PageName)
LOOKS: tuple[Look, ...] = get_args(Look)
LANGS: tuple[Lang, ...] = get_args(Lang)
SCALES: tuple[Scale, ...] = get_args(Scale)
FITTED, WHOLE = "fitted", "whole"

BASE_VARIABLE = "WAYBILL_BASE_URL"
_USUAL_BASE = "http://localhost:8501/"  # where `make run` serves
MAX_TITLE = 120
_MAX_BASE = 200
_BOX_NUMBERS = 4
_LEAST_BOX_DEG = 0.5
_FULL_TURN_DEG = 360.0
_WIDEST_BOX_DEG = 180.0  # beyond, no plane shows a box without folding it
_MOST_LAT_DEG = 85.0


@dataclass(frozen=True)
class View:
    """Which routes, sources and figures are shown.

    Attributes
    ----------
    routes, sources
        Identifiers; None: all.
    metric
        Quantity that is compared.
    origin
        Place that cargo starts from, on the routes that may start there; None: each route's own.
    destination
        Port that cargo goes on to by sea; None: where each route ends.
    variants
        Chosen variant by route; a route without an entry shows its first.
    scenario
        Under which ways are measured and claims judged.
    unit
        What a cost is paid for: a forty-foot container, or a tonne.
    hedges
        How strictly the words of claims are read.
    claim
        Claim that stands first in the comparison, whatever its quantity; None: none does.
    """

    routes: tuple[str, ...] | None = None
    sources: tuple[str, ...] | None = None
    metric: Metric = "distance"
    origin: str | None = None
    destination: str | None = None
    variants: Mapping[str, str] = field(default_factory=dict)
    scenario: Scenario = BASE
    unit: Cargo = "feu"
    hedges: Width = "usual"
    claim: str | None = None


@dataclass(frozen=True)
class Options:
    """How a picture is drawn; data files take only ``base`` from it.

    Attributes
    ----------
    scale
        Pixels of a PNG: as designed, twice as many, or 300 to the inch of the page's paper size.
    extent
        ``fitted``: the legs on land, with a small map of the whole where sea legs leave them;
        ``whole``: everything in one map; else ``west,south,east,north``. [deg]
    title, subtitle
        Instead of those made from the view.
    base
        Address of the dashboard that the printed link leads to.
    """

    page: PageName = "16:9"
    look: Look = "light"
    lang: Lang = "en"
    scale: Scale = "1"
    extent: str = FITTED
    graticule: bool = False
    title: str | None = None
    subtitle: str | None = None
    base: str = ""

    def __post_init__(self) -> None:
        """Refuse what can't be drawn.

        Raises
        ------
        InputError
            Naming the option and what it may be.
        """
        choices: tuple[tuple[str, str, tuple[str, ...]], ...] = (
            ("page", self.page, PAGES),
            ("look", self.look, LOOKS),
            ("lang", self.lang, LANGS),
            ("scale", self.scale, SCALES),
        )
        for name, value, known in choices:
            if value not in known:
                message = f"{name}={value[:60]}: not known; choose one of {', '.join(known)}"
                raise InputError(message)
        if self.extent not in (FITTED, WHOLE):
            box(self.extent)
        for name, text in (("title", self.title), ("subtitle", self.subtitle)):
            if text is not None and len(text) > MAX_TITLE:
                message = f"{name}: {len(text)} characters; at most {MAX_TITLE} fit"
                raise InputError(message)

    @property
    def address(self) -> str:
        """Where links lead to, with a slash at its end: ``base``, the environment's, or usual."""
        address = self.base or os.environ.get(BASE_VARIABLE, "") or _USUAL_BASE
        if not address.startswith(("http://", "https://")) or len(address) > _MAX_BASE:
            message = (
                f"{address[:60]}: not the address of a dashboard; give one such as {_USUAL_BASE} "
                f"by --base-url or {BASE_VARIABLE}"
            )
            raise InputError(message)
        return address.split("?")[0].rstrip("/") + "/"


def seen(edges: str) -> str:
    """Give the extent of what a map shows, cut to what a picture can.

    Parameters
    ----------
    edges
        West, south, east, north with commas; the map may go round the world. [deg]

    Returns
    -------
    str
        ``west,south,east,north``, or ``fitted`` if it can't be read.
    """
    try:
        west, south, east, north = (float(part) for part in edges.split(","))
        middle, half = (west + east) / 2, min((east - west) / 2, _WIDEST_BOX_DEG / 2)
        turns = math.floor((middle - half) / _FULL_TURN_DEG + 0.5)  # west stands in -180 … 180
        lon = [middle + edge - turns * _FULL_TURN_DEG for edge in (-half, half)]
        lat = [min(max(edge, -_MOST_LAT_DEG), _MOST_LAT_DEG) for edge in (south, north)]
        extent = ",".join(f"{round(v, 1):g}" for v in (lon[0], lat[0], lon[1], lat[1]))
        box(extent)
    except (InputError, ValueError, OverflowError):
        return FITTED
    return extent


def box(extent: str) -> tuple[float, float, float, float]:
    """Read an extent given by its corners.

    Returns
    -------
    tuple
        West, south, east, north; east is greater than west, across the antimeridian too. [deg]

    Raises
    ------
    InputError
        If it is no such extent.
    """
    try:
        numbers = [float(part) for part in extent.split(",")]
    except ValueError:
        numbers = []
    message = (
        f"extent={extent[:60]}: write {FITTED}, {WHOLE}, or west,south,east,north in degrees, "
        f"such as 46,35,90,56, at most {_WIDEST_BOX_DEG:g} wide"
    )
    if len(numbers) != _BOX_NUMBERS or not all(map(math.isfinite, numbers)):
        raise InputError(message)
    west, south, east, north = numbers
    if east < west:
        east += _FULL_TURN_DEG
    wide = _LEAST_BOX_DEG <= east - west <= _WIDEST_BOX_DEG and abs(west) <= _FULL_TURN_DEG
    high = -_MOST_LAT_DEG <= south <= north - _LEAST_BOX_DEG and north <= _MOST_LAT_DEG
    if not (wide and high):
        raise InputError(message)
    return west, south, east, north
