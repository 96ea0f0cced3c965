"""What Waybill talks about: places, routes, sources, claims and facts, as frozen records.

Units stand in the names; an identifier is the key of the mapping in ``routes.yaml``. Records are
closed to unknown keys and hold finite numbers only.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from geo.validators import as_tuple, printable

Mode = Literal["rail", "sea", "ferry", "road"]
PlaceKind = Literal["mine", "station", "border-crossing", "port", "terminal", "city"]
Family = Literal["russia", "caspian-iran", "middle-corridor", "china", "land-bridge", "other"]
Metric = Literal["distance", "duration", "cost", "traffic", "capacity", "share", "quality"]
Form = Literal["absolute", "difference", "ratio"]
Relation = Literal["eq", "approx", "at_least", "at_most", "range"]
Wording = Literal["nearly", "odd", "several"]
Language = Literal["zh-Hans", "zh-Hant", "en", "ru"]

UNSPECIFIED = "unspecified"
_LARGEST = 1e15
MEASURED_METRICS: tuple[Metric, ...] = ("distance", "duration", "cost")

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Finite = Annotated[float, Field(strict=True, allow_inf_nan=False)]
PASSAGES = (
    "suez", "panama", "bosporus", "dardanelles", "hormuz", "babelmandeb", "malacca", "sunda",
    "gibraltar", "northwest", "bering", "magellan", "cape",
)  # fmt: skip
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Text = Annotated[str, Field(min_length=1, max_length=600), AfterValidator(printable)]
Places = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]


def fault_at(key: str, text: str) -> PydanticCustomError:
    """Make a fault of a record that names the key which is wrong."""
    return PydanticCustomError("fault", "{text}", {"key": key, "text": text})


class Record(BaseModel):
    """Immutable, hashable, closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Interval(Record):
    """A closed interval; a missing end is open.

    Parameters
    ----------
    low
        Lower end, or None when nothing bounds it below.
    high
        Upper end, or None when nothing bounds it above.
    """

    low: Finite | None = None
    high: Finite | None = None

    @model_validator(mode="after")
    def _ends_in_order(self) -> Self:
        if self.low is not None and self.high is not None and self.low > self.high:
            message = f"low={self.low:g} is above high={self.high:g}; swap the two"
            raise ValueError(message)
        return self

    def meets(self, other: Interval) -> bool:
        """Say whether the two intervals share at least one point."""
        below = self.high is not None and other.low is not None and self.high < other.low
        above = self.low is not None and other.high is not None and self.low > other.high
        return not (below or above)


class Names(Record):
    """One thing's name in English and, where known, simplified Chinese and Russian."""

    en: Text
    zh: Text | None = None
    ru: Text | None = None


def _name_from_text(value: Any) -> Any:  # noqa: ANN401 - a validator sees any value
    return {"en": value} if isinstance(value, str) else value


Named = Annotated[Names, BeforeValidator(_name_from_text)]


class Citation(Record):
    """Where a figure or a position was published."""

    title: Text
    url: Annotated[str, Field(pattern=r"^https?://\S+$", max_length=600)] | None = None
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None


class Access(Record):
    """The road from a mine to the station where its cargo is loaded on rail."""

    railhead: str
    via: Places = ()


class Place(Record):
    """A named point in WGS84 (EPSG:4326), longitude and latitude in degrees."""

    name: Named
    lon: Annotated[Finite, Field(ge=-180, le=180)]
    lat: Annotated[Finite, Field(ge=-90, le=90)]
    kind: PlaceKind
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    unlocode: Annotated[str, Field(pattern=r"^[A-Z]{2}[A-Z0-9]{3}$")] | None = None
    source: Text | None = None
    aliases: Places = ()
    access: Access | None = None
    part_of: str | None = None
    snap_tolerance_km: Annotated[Finite, Field(gt=0, le=100)] | None = None


class Leg(Record):
    """One stretch of a route by one mode.

    Parameters
    ----------
    mode
        ``rail``, ``sea``, ``ferry`` or ``road``.
    start, end
        Place identifiers; ``from`` and ``to`` in YAML.
    via
        Places that pin the line, in order.
    only
        Variants that the leg belongs to; empty: all.
    avoid
        Sea passages (``suez``, …) or, on land, countries (``RU``, …) that the leg keeps out of.
    """

    model_config = ConfigDict(populate_by_name=True)

    mode: Mode
    start: str = Field(alias="from")
    end: str = Field(alias="to")
    via: Places = ()
    only: Places = ()
    avoid: Places = ()
    note: Text | None = None


class Route(Record):
    """A corridor with its branches.

    Parameters
    ----------
    legs
        In order; a variant keeps those whose ``only`` is empty or names it.
    variants
        Name by identifier; empty when the route has no branch.
    origins
        Places where cargo may start instead of the first leg's start; a mine's access road and
        railhead then come first.
    onward
        Ports that the cargo may go on to by sea from the variant's last place.
    diversions
        Variants taken only while the usual ones are closed: no side of a claimed change, unless
        the claim names them.
    """

    name: Named
    family: Family
    colour: Colour
    status: Literal["operating", "under-construction"] = "operating"
    legs: Annotated[tuple[Leg, ...], Field(min_length=1)]
    variants: dict[Slug, Named] = {}
    origins: Places = ()
    onward: Places = ()
    diversions: Places = ()
    note: Text | None = None

    @property
    def first_variant(self) -> str | None:
        """The variant shown when none is chosen: the first in the file."""
        return next(iter(self.variants), None)

    @cached_property
    def branches(self) -> dict[str | None, tuple[Leg, ...]]:
        """Legs by variant, in order; for a route without any, the one way that it is."""
        return {
            variant: tuple(leg for leg in self.legs if not leg.only or variant in leg.only)
            for variant in self.variants or (None,)
        }


class Source(Record):
    """An article; its text stays outside, its sha256 and length pin the version that was read."""

    publisher: Text
    kind: Text
    language: Language
    published: date | None = None
    dates: Text | None = None
    title: Text
    file: Annotated[str, Field(pattern=r"^[\w.-]+$", max_length=120)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    length: Annotated[int, Field(gt=0, le=5_000_000)]
    note: Text | None = None


class Evidence(Record):
    """Where the figure stands in the article: character offsets and the figure's own words."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    words: Annotated[str, Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _words_fill_the_span(self) -> Self:
        if self.end - self.start != len(self.words):
            message = (
                f"end - start = {self.end - self.start} but words has {len(self.words)} characters"
            )
            raise ValueError(message)
        return self


class Scope(Record):
    """What a claim is about, as far as its text says.

    ``start`` and ``end`` (``from`` and ``to`` in YAML) hold place identifiers, ``baseline`` the
    routes (or ``route/variant``) that a difference or ratio is taken against. None: the text
    leaves it open, so that every value the route allows is a reading. An empty tuple: it does not
    apply.
    """

    model_config = ConfigDict(populate_by_name=True)

    start: tuple[str, ...] | None = Field(alias="from", default=None)
    end: tuple[str, ...] | None = Field(alias="to", default=None)
    baseline: tuple[str, ...] | None = ()

    @field_validator("start", "end", "baseline", mode="before")
    @classmethod
    def _unspecified_is_none(cls, value: Any) -> Any:  # noqa: ANN401 - a validator sees any value
        if value == UNSPECIFIED:
            return None
        return as_tuple(value)


class Claim(Record):
    """One figure, or one quality, that one source asserts of a route or facility.

    Differences and ratios are signed: shorter, faster and cheaper are negative, and a ratio is
    new / old - 1. ``relation`` speaks of the magnitude. ``wording`` narrows how the hedge is read.
    ``per``: what a cost whose unit does not say so is paid for.
    """

    source: str
    route: Annotated[tuple[str, ...], BeforeValidator(as_tuple)] = ()
    facility: str | None = None
    metric: Metric
    form: Form = "absolute"
    relation: Relation | None = None
    wording: Wording | None = None
    low: Finite | None = None
    high: Finite | None = None
    unit: Annotated[str, Field(min_length=1, max_length=30)] | None = None
    unit_inferred: bool = False
    per: Literal["container", "tonne"] | None = None
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    scope: Scope = Scope()
    status: Literal["stated", "planned", "disputed"] = "stated"
    evidence: Evidence
    summary: Text
    note: Text | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        for key, fault in self._faults():
            raise fault_at(key, fault)
        return self

    def _faults(self) -> list[tuple[str, str]]:
        faults = []
        if bool(self.route) == (self.facility is not None):
            faults.append(("route", "give either route or facility"))
        numbers = (self.low, self.high)
        if self.metric == "quality":
            if numbers != (None, None) or self.relation or self.unit:
                faults.append(("metric", "a quality claim has no low, high, unit or relation"))
            return faults
        if numbers == (None, None) or self.unit is None or self.relation is None:
            faults.append(
                ("metric", f"a {self.metric} claim needs relation, unit, and low or high")
            )
        if self.low is not None and self.high is not None and self.low > self.high:
            faults.append(("low", f"low={self.low:g} is above high={self.high:g}; swap the two"))
        for key, number in zip(("low", "high"), numbers, strict=True):
            if number is not None and abs(number) > _LARGEST:
                text = f"{number:g} is beyond any figure of freight; check the number and its unit"
                faults.append((key, text))
            if self.form == "absolute" and number is not None and number < 0:
                text = f"an absolute {self.metric} can't be negative"
                faults.append((key, f"{text}; drop the sign, or set form: difference"))
        if self.form == "ratio" and self.unit != "fraction":
            faults.append(("unit", "the unit of a ratio is 'fraction'"))
        return faults


class Fact(Record):
    """A published figure about a route or facility, with its source."""

    about: str
    metric: Metric
    low: Annotated[Finite, Field(ge=0)]
    high: Annotated[Finite, Field(ge=0)]
    unit: Annotated[str, Field(min_length=1, max_length=30)]
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    source: Citation
    note: Text | None = None

    @model_validator(mode="after")
    def _ends_in_order(self) -> Self:
        if self.low > self.high:
            raise fault_at("low", f"low={self.low:g} is above high={self.high:g}; swap the two")
        return self


class Catalog(Record):
    """The whole of ``routes.yaml``."""

    places: dict[Slug, Place]
    routes: dict[Slug, Route]
    sources: dict[Slug, Source] = {}
    claims: dict[Slug, Claim] = {}
    facts: dict[Slug, Fact] = {}
