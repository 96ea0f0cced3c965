"""From a figure read in an article to the claim proposed for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from geo.catalog import claim_faults
from geo.evidence import figure_matches
from geo.faults import from_pydantic
from geo.itinerary import end_of, origins
from geo.model import Claim
from geo.wording import name, quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.articles import Candidate
    from geo.model import Catalog

MAX_WORDS = 20
_ROUTES_PROPOSED = 3
_SUMMARY_LENGTH = 600
_ABOUT_FACILITIES = ("traffic", "capacity")
_HEDGES = {"approx": "about "}


@dataclass(frozen=True)
class Proposal:
    """A figure with the claim proposed for it.

    Attributes
    ----------
    values
        The claim in the schema of ``routes.yaml``, without source, evidence and summary.
    start, end, words
        The figure's evidence, at most 20 characters.
    summary
        The reader's own; empty: it is made from the claim.
    saved_as
        The claim's identifier when it is saved already.
    by_topic
        The text names no route; the article's topic stands in for it.
    faults
        What it lacks to be a claim.
    """

    values: dict[str, Any]
    start: int
    end: int
    words: str
    quote: str
    summary: str = ""
    saved_as: str | None = None
    by_topic: bool = False
    faults: tuple[str, ...] = ()


def proposed(candidate: Candidate, catalog: Catalog) -> Proposal:
    """Propose a claim for a figure: its route or facility and its scope from what it names."""
    values: dict[str, Any] = {
        "metric": candidate.metric,
        "form": candidate.form,
        "relation": candidate.relation,
        "wording": candidate.wording,
        "low": candidate.low,
        "high": candidate.high,
        "unit": candidate.unit,
        "unit_inferred": candidate.unit_inferred,
        "year": candidate.year,
        "status": candidate.status,
    }
    values |= _subject(candidate, catalog)
    values["scope"] |= {"baseline": _baseline(candidate, catalog)}
    start, end = evidence(candidate, values)
    words = candidate.quote[start - candidate.start : end - candidate.start]
    return checked(Proposal(values, start, end, words, candidate.quote), catalog)


def with_topic(proposal: Proposal, routes: tuple[str, ...], catalog: Catalog) -> Proposal:
    """Let a figure that names no route be about the article's topic."""
    values = proposal.values
    if not proposal.by_topic and (values.get("route") or values.get("facility")):
        return proposal
    about = replace(proposal, values={**values, "route": routes}, by_topic=bool(routes))
    return checked(about, catalog)


def of_claim(claim: Claim, claim_id: str, catalog: Catalog) -> Proposal:
    """Take up a saved claim, to be corrected."""
    values = claim.model_dump(by_alias=True, exclude={"source", "evidence", "summary"})
    there = claim.evidence
    proposal = Proposal(
        values, there.start, there.end, there.words, there.words, claim.summary, claim_id
    )
    return checked(proposal, catalog)


def checked(proposal: Proposal, catalog: Catalog) -> Proposal:
    """Note what the proposed claim still lacks."""
    made, faults = attempt(proposal, catalog)
    if made is not None:
        faults = [f.text for f in claim_faults(catalog, "", made) if f.key[2] != "source"]
    return replace(proposal, faults=tuple(faults))


def attempt(
    proposal: Proposal, catalog: Catalog, source: str = ""
) -> tuple[Claim | None, list[str]]:
    """Make the claim, or tell what is wrong with it."""
    data = {
        **proposal.values,
        "source": source,
        "evidence": _evidence(proposal),
        "summary": proposal.summary or "…",
    }
    try:
        claim = Claim.model_validate(data)
    except ValidationError as error:
        found = [from_pydantic(item, {}) for item in error.errors(include_url=False)]
        return None, [f"{fault.key[-1]}: {fault.text}" for fault in found]
    if not proposal.summary:
        claim = claim.model_copy(update={"summary": summary(claim, catalog)})
    return claim, []


def summary(claim: Claim, catalog: Catalog) -> str:
    """Say a claim in one English sentence."""
    about = ", ".join(name(catalog, item) for item in claim.route or (claim.facility,))
    return f"{about}: {claim.metric} {_said(claim)}"[:_SUMMARY_LENGTH]


def figure(proposal: Proposal) -> str:
    """Say a proposal's figure, whatever it may be about; empty when it is no figure yet."""
    try:
        claim = Claim.model_validate({**_bare(proposal.values), "evidence": _evidence(proposal)})
    except ValidationError:
        return ""
    return _said(claim)


def _said(claim: Claim) -> str:
    status = "" if claim.status == "stated" else f" ({claim.status})"
    hedge = _HEDGES.get(claim.relation or "", "")
    return f"{hedge}{quantity(claim, claim.low, claim.high)}{status}"


def _bare(values: dict[str, Any]) -> dict[str, Any]:
    """Give a claim's figure without what it is about."""
    figure = {k: v for k, v in values.items() if k not in ("route", "facility", "scope")}
    return {**figure, "source": "", "summary": "…", "route": "any"}


def _evidence(proposal: Proposal) -> dict[str, Any]:
    return {"start": proposal.start, "end": proposal.end, "words": proposal.words}


def duplicates(claim: Claim, catalog: Catalog) -> list[str]:
    """Name the known claims that say the same of the same thing."""
    return [
        claim_id
        for claim_id, other in catalog.claims.items()
        if (other.metric, other.form, other.unit) == (claim.metric, claim.form, claim.unit)
        and (set(other.route) & set(claim.route) or (other.facility or 0) == claim.facility)
        and (other.low, other.high) == (claim.low, claim.high)
        and claim.metric != "quality"
    ]


def evidence(candidate: Candidate, values: dict[str, Any]) -> tuple[int, int]:
    """Choose at most 20 characters of a figure's words that still say the figure."""
    start, end = candidate.start, candidate.end
    if end - start <= MAX_WORDS:
        return start, end
    for shift in range(end - start - MAX_WORDS + 1):
        words = candidate.quote[shift : shift + MAX_WORDS]
        at = {"start": start + shift, "end": start + shift + MAX_WORDS, "words": words}
        try:
            claim = Claim.model_validate({**_bare(values), "evidence": at})
        except ValidationError:
            break
        if figure_matches(claim, words):
            return start + shift, start + shift + MAX_WORDS
    return start, start + MAX_WORDS


def _subject(candidate: Candidate, catalog: Catalog) -> dict[str, Any]:
    routes = [item for item in candidate.subject if item in catalog.routes]
    places = [item for item in candidate.subject if item in catalog.places]
    if not routes and places and candidate.metric in _ABOUT_FACILITIES:
        return {"facility": places[0], "scope": {}}
    if not routes and places:
        through = [k for k in catalog.routes if set(places) <= _stops(catalog, k)]
        routes = through if len(through) <= _ROUTES_PROPOSED else []
    starts, ends = _ends(catalog, routes)
    scope = {
        "from": [place for place in places if place in starts] or None,
        "to": [place for place in places if place in ends] or None,
    }
    return {"route": routes, "scope": scope}


def _stops(catalog: Catalog, route_id: str) -> set[str]:
    route = catalog.routes[route_id]
    legs = {p for leg in route.legs for p in (leg.start, leg.end, *leg.via)}
    return legs | {*route.origins, *route.onward}


def _ends(catalog: Catalog, routes: Iterable[str]) -> tuple[set[str], set[str]]:
    """Give the places that cargo may start from and go to on some routes."""
    starts: set[str] = set()
    ends: set[str] = set()
    for route_id in routes:
        route = catalog.routes[route_id]
        ends.update(route.onward)
        for variant in route.branches:
            starts.update(origins(route, variant))
            ends.add(end_of(route, variant))
    return starts, ends


def _baseline(candidate: Candidate, catalog: Catalog) -> list[str] | None:
    if candidate.form == "absolute":
        return []
    named = [b for b in candidate.baseline or () if b.partition("/")[0] in catalog.routes]
    return named or None
