"""The model's parameters: ``geo/data/parameters.yaml``, each with unit, year and source."""

from __future__ import annotations

from functools import cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator

from geo import yamlfile
from geo.errors import InputError
from geo.model import Citation, Finite, Mode, Record, Slug, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.yamlfile import Document

PATH = FilePath(__file__).resolve().parent / "data" / "parameters.yaml"
Name = Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$", max_length=80)]
Width = Literal["narrow", "usual", "wide"]
WIDTHS: tuple[Width, ...] = ("narrow", "usual", "wide")


class Parameter(Record):
    """One quantity of the model with its spread.

    ``covers`` says what the figure stands for and where it holds.
    """

    low: Finite
    mode: Finite
    high: Finite
    unit: Text
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    covers: Text
    source: Citation

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.mode <= self.high:
            message = f"low={self.low:g} <= mode={self.mode:g} <= high={self.high:g} does not hold"
            raise ValueError(message)
        return self


class DistanceError(Record):
    """Quantiles of measured / published - 1 for one mode, in percent."""

    p10: Finite
    p90: Finite
    median_absolute: Finite
    n: Annotated[int, Field(gt=0)]
    covers: Text


class HedgeEnds(Record):
    """Both ends of an interval, from the magnitude that is stated.

    Each is the magnitude times its factor (null leaves the end open), plus so many steps of the
    figure's last stated digit.
    """

    low: Finite | None
    high: Finite | None
    low_steps: Finite = 0.0
    high_steps: Finite = 0.0

    def holds(self, other: HedgeEnds) -> bool:
        """Say whether every interval that the other gives lies within this one's."""
        below = self.low is None or (
            other.low is not None and self.low <= other.low and self.low_steps <= other.low_steps
        )
        above = self.high is None or (
            other.high is not None
            and self.high >= other.high
            and self.high_steps >= other.high_steps
        )
        return below and above


class Hedge(HedgeEnds):
    """How a hedge is usually read, and how a strict and a lenient reader read it.

    ``of`` holds the counts that a vague word stands for ("several thousand").
    """

    of: tuple[Finite, ...] = ()
    covers: Text
    narrow: HedgeEnds
    wide: HedgeEnds

    @model_validator(mode="after")
    def _nested(self) -> Self:
        if not (self.holds(self.narrow) and self.wide.holds(self)):
            message = "narrow must lie within the usual reading, and that within wide"
            raise ValueError(message)
        return self

    def at(self, width: Width) -> HedgeEnds:
        """Give the ends for one way of reading."""
        return {"narrow": self.narrow, "usual": self, "wide": self.wide}[width]


class Parameters(Record):
    """The whole file."""

    settings: dict[Name, Parameter]
    distance_error: dict[Mode, DistanceError]
    hedges: dict[Slug | Name, Hedge]
    model: dict[Name, Parameter]

    def value(self, name: str) -> float:
        """Give the most likely value of a setting, in the unit that its name says."""
        return self.settings[name].mode

    def hedges_at(self, width: Width) -> Mapping[str, HedgeEnds]:
        """Give every hedge as a narrow, usual or wide reader reads it."""
        return {name: hedge.at(width) for name, hedge in self.hedges.items()}


def load(path: FilePath = PATH) -> Parameters:
    """Read and validate a parameter file.

    Raises
    ------
    InputError
        One line a fault, with file, line and key.
    """
    document = yamlfile.read(path)
    try:
        return Parameters.model_validate(document.data)
    except ValidationError as error:
        raise InputError(_faults(document, error)) from None


def _faults(document: Document, error: ValidationError) -> str:
    rows = []
    for item in error.errors(include_url=False):
        key = tuple(part for part in item["loc"] if part != "[key]")
        dotted = ".".join(map(str, key))
        rows.append(f"{document.name}:{document.line(key)}: {dotted}: {item['msg']}")
    return "\n".join(rows)


@cache
def parameters() -> Parameters:
    """Read the built-in parameters once a process."""
    return load()
