"""The model's parameters: ``geo/data/parameters.yaml``, each with unit, year and source."""

from __future__ import annotations

from functools import cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, ValidationError, model_validator

from geo import yamlfile
from geo.errors import InputError
from geo.model import Citation, Finite, Mode, Record, Slug, Text

if TYPE_CHECKING:
    from geo.yamlfile import Document

PATH = FilePath(__file__).resolve().parent / "data" / "parameters.yaml"
Name = Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$", max_length=80)]


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


class Hedge(Record):
    """How a hedge is read.

    Each end of the interval is the stated magnitude times its factor (null leaves the end open),
    plus so many steps of the figure's last stated digit. ``of`` holds the counts that a vague word
    stands for ("several thousand").
    """

    low: Finite | None
    high: Finite | None
    low_steps: Finite = 0.0
    high_steps: Finite = 0.0
    of: tuple[Finite, ...] = ()
    covers: Text


class Parameters(Record):
    """The whole file."""

    settings: dict[Name, Parameter]
    distance_error: dict[Mode, DistanceError]
    hedges: dict[Slug | Name, Hedge]
    model: dict[Name, Parameter]

    def value(self, name: str) -> float:
        """Give the most likely value of a setting, in the unit that its name says."""
        return self.settings[name].mode


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
