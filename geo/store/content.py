"""What a store holds, and what is to be done to it, as plain records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from geo.model import Claim, Source

Kind = Literal["source", "claim"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One row to be written.

    Attributes
    ----------
    record
        The row's new content; None deletes it.
    revision
        What the row had when it was read; None: there must be no such row yet.
    """

    kind: Kind
    id: str
    record: Source | Claim | None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change, as the history lists it."""

    revision: int
    at: str
    what: str
    undoes: int | None


@dataclass(frozen=True)
class Content:
    """All that is saved at one moment.

    Attributes
    ----------
    revisions
        Of each row, by kind and identifier.
    last
        The change that can be taken back first.
    faults
        Rows that can't be read by this version; they stay as they are.
    """

    revision: int = 0
    sources: dict[str, Source] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    revisions: dict[tuple[Kind, str], int] = field(default_factory=dict)
    last: Change | None = None
    faults: tuple[str, ...] = ()

    def claims_of(self, source_id: str) -> dict[str, Claim]:
        """Give the saved claims of one source."""
        return {k: c for k, c in self.claims.items() if c.source == source_id}
