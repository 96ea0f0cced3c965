"""One article being read: its text, what it tells of itself, its proposals and what was decided."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from geo.articles import read_figures
from geo.articles.text import text_of
from geo.drafts import about as telling
from geo.drafts.proposal import (
    Proposal,
    attempt,
    checked,
    duplicates,
    of_claim,
    proposed,
    with_topic,
)
from geo.errors import InputError
from geo.model import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.drafts.about import About
    from geo.model import Catalog, Claim
    from geo.store.content import Kind

Decision = Literal["accepted", "rejected"]
MAX_CHARACTERS = 5_000_000
_SLUG_LENGTH = 40
_NAME_LENGTH = 80
_UNFIT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Saved:
    """A saved article as it was when it was taken up to be edited."""

    id: str
    source: Source
    claims: dict[str, Claim]
    revisions: Mapping[tuple[Kind, str], int]


@dataclass
class Draft:
    """An article being read.

    Attributes
    ----------
    decisions
        By the proposal's place in the list; one without an entry is not decided.
    saved
        What it was taken up from, when the article is saved already.
    topic
        Routes that figures are about which name none.
    version
        Counts the changes that are not made in the list itself.
    """

    name: str
    text: str
    about: About
    proposals: list[Proposal]
    decisions: dict[int, Decision] = field(default_factory=dict)
    saved: Saved | None = None
    topic: tuple[str, ...] = ()
    version: int = 0

    @cached_property
    def sha256(self) -> str:
        """The text's hash, which the source's evidence is pinned to."""
        if self.saved:  # its text may not be here
            return self.saved.source.sha256
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def key(self) -> str:
        """A short name that no other text has."""
        return self.sha256[:12]

    def accepted(self) -> list[Proposal]:
        """Give the accepted proposals."""
        return [p for n, p in enumerate(self.proposals) if self.decisions.get(n) == "accepted"]

    def decide(self, told: Mapping[str, str]) -> None:
        """Take over what was decided in the list; what makes no sense is left out."""
        words = get_args(Decision)
        count = len(self.proposals)
        self.decisions = {
            int(number): cast("Decision", word)
            for number, word in told.items()
            if number.isdecimal() and int(number) < count and word in words
        }

    def lacks(self, number: int) -> bool:
        """Say whether a proposal lacks something to be a claim."""
        return bool(self.proposals[number].faults)

    def set_topic(self, routes: tuple[str, ...], catalog: Catalog) -> None:
        """Say what the figures are about that name no route."""
        self.topic = routes
        self.proposals = [with_topic(p, routes, catalog) for p in self.proposals]
        self.decisions = {
            number: word
            for number, word in self.decisions.items()
            if word == "rejected" or self.proposals[number].saved_as or not self.lacks(number)
        }
        self.version += 1

    def accept_all(self) -> None:
        """Accept what is not decided and lacks nothing."""
        for number, proposal in enumerate(self.proposals):
            if not proposal.faults:
                self.decisions.setdefault(number, "accepted")
        self.version += 1

    def correct(self, number: int, proposal: Proposal, catalog: Catalog) -> tuple[str, ...]:
        """Put a corrected proposal in place and accept it, unless it lacks something.

        Returns
        -------
        tuple of str
            What is wrong with it; then nothing changed.
        """
        found = checked(proposal, catalog)
        if not found.faults:
            self.proposals[number] = found
            self.decisions[number] = "accepted"
            self.version += 1
        return found.faults


def read(data: bytes, name: str, catalog: Catalog) -> Draft:
    """Read a file: its text, what it tells of itself, and its figures.

    Raises
    ------
    InputError
        If it holds no text, or too much.
    """
    text = text_of(data, name)
    about = telling.found(text, name, data)
    return _draft(text, name, about, catalog)


def read_text(text: str, catalog: Catalog) -> Draft:
    """Read a text that was pasted; see :func:`read`."""
    text = _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
    return _draft(text, "pasted.txt", telling.found(text, "pasted.txt"), catalog)


def _draft(text: str, name: str, about: About, catalog: Catalog) -> Draft:
    text = _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
    if not text.strip():
        message = f"{name}: no text was found in it; paste the article's text instead"
        raise InputError(message)
    if len(text) > MAX_CHARACTERS:
        message = f"{name}: {len(text):,} characters, more than {MAX_CHARACTERS:,}; shorten it"
        raise InputError(message)
    return Draft(name, text, about, _proposals(text, about.language, catalog))


def _proposals(text: str, language: str, catalog: Catalog) -> list[Proposal]:
    figures = read_figures(text, language=language, catalog=catalog)
    return [proposed(candidate, catalog) for candidate in figures]


def reread(draft: Draft, language: str, catalog: Catalog) -> None:
    """Read the figures again in another language; what was decided is let go."""
    draft.about = replace(draft.about, language=language)
    draft.proposals = _proposals(draft.text, language, catalog)
    draft.decisions = {}
    draft.set_topic(draft.topic, catalog)


def taken_up(saved: Saved, text: str, catalog: Catalog) -> Draft:
    """Take up a saved article: its claims are accepted, further figures are proposed again.

    Parameters
    ----------
    text
        The article's text; empty when it was imported without.
    """
    source = saved.source
    about = telling.About(
        source.language, source.title, source.publisher, source.published, source.kind
    )
    own = [of_claim(claim, claim_id, catalog) for claim_id, claim in saved.claims.items()]
    found = _proposals(text, source.language, catalog) if text else []
    new = [p for p in found if not any(p.start < o.end and o.start < p.end for o in own)]
    proposals = sorted([*own, *new], key=lambda p: p.start)
    decisions: dict[int, Decision] = {n: "accepted" for n, p in enumerate(proposals) if p.saved_as}
    return Draft(source.file, text, about, proposals, decisions, saved)


def source_of(draft: Draft) -> Source:
    """Make the draft's source.

    Raises
    ------
    InputError
        If the title or the publisher is missing.
    """
    about = draft.about
    missing = [key for key in ("title", "publisher", "kind") if not getattr(about, key).strip()]
    if missing:
        message = f"{draft.name}: give the article's {' and '.join(missing)}"
        raise InputError(message)
    record: dict[str, Any] = {
        "publisher": about.publisher.strip(),
        "kind": about.kind.strip(),
        "language": about.language,
        "published": about.published,
        "title": about.title.strip(),
    }
    if draft.saved is not None:
        return Source.model_validate(draft.saved.source.model_dump() | record)
    record |= {
        "file": f"{_slug(PurePath(draft.name).stem)[:_NAME_LENGTH] or draft.key}.txt",
        "sha256": draft.sha256,
        "length": len(draft.text),
    }
    return Source.model_validate(record)


def identifier(draft: Draft) -> str:
    """Make the source's identifier from its publisher and date."""
    when = str(draft.about.published or draft.key[:6])
    words = _slug(draft.about.publisher) or "article"
    return f"{words[: _SLUG_LENGTH - len(when) - 1].strip('-')}-{when}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def known_as(draft: Draft, catalog: Catalog) -> str | None:
    """Give the identifier of the source with this very text, if there is one."""
    return next((k for k, s in catalog.sources.items() if s.sha256 == draft.sha256), None)


def same_claims(draft: Draft, number: int, catalog: Catalog) -> list[str]:
    """Name known claims of other articles that say the same as a proposal."""
    proposal = draft.proposals[number]
    claim, _ = attempt(proposal, catalog)
    if claim is None or proposal.faults:
        return []
    found = duplicates(claim, catalog)
    own = draft.saved.claims if draft.saved else {}
    return [claim_id for claim_id in found if claim_id not in own]
