"""What a page shows: the state of its controls joined with measurements and verdicts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from geo.compare.consistency import Finding, findings
from geo.compare.verdicts import Verdict, judge
from geo.compare.whatif import WayToAgree, way_to_agree
from geo.itinerary import end_of, origins
from geo.measure.board import Way
from geo.model import MEASURED_METRICS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.measure.board import Board, Cargo
    from geo.measure.distance import Band
    from geo.model import Catalog, Claim, Metric
    from geo.parameters import Width

_Made = TypeVar("_Made")
_KEPT = 20_000

Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class State:
    """The choices that a page's controls hold.

    Attributes
    ----------
    sources
        Identifiers of the sources shown.
    route
        The chosen route, if one is.
    variants
        Chosen variant by route; a route without an entry shows its first.
    destination
        Port that cargo goes on to by sea; None: where each corridor ends.
    hedges
        How strictly the words of a claim are read.
    unit
        What a cost is paid for.
    """

    sources: tuple[str, ...]
    metric: Metric = "distance"
    route: str | None = None
    variants: Mapping[str, str] = field(default_factory=dict)
    origin: str | None = None
    destination: str | None = None
    claim: str | None = None
    hedges: Width = "usual"
    unit: Cargo = "feu"
    theme: Theme = "light"


@dataclass
class Judgements:
    """Every claim's verdict under one way of reading hedges, made when first asked for and kept."""

    board: Board
    hedges: Width = "usual"
    _others: dict[Width, Judgements] = field(default_factory=dict)
    _findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    _verdicts: dict[str, Verdict] = field(default_factory=dict)
    _kept: dict[tuple[object, ...], Any] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    def warm(self) -> None:
        """Measure, estimate and judge what every first page shows."""
        self.board.estimate([Way(route) for route in self.board.catalog.routes])
        for claim_id in self.board.catalog.claims:
            self.verdict(claim_id)

    def with_claims(self, catalog: Catalog) -> Judgements:
        """Judge a catalog that differs in sources and claims only; what is measured is kept."""
        before, after = (_by_source(c.claims) for c in (self.board.catalog, catalog))
        same = {source for source, claims in after.items() if before.get(source) == claims}
        with self._lock:
            known = {
                claim_id: verdict
                for claim_id, verdict in self._verdicts.items()
                if claim_id in catalog.claims and catalog.claims[claim_id].source in same
            }
        board = replace(self.board, catalog=catalog)
        return Judgements(board, self.hedges, _verdicts=known)

    def verdict(self, claim_id: str) -> Verdict:
        """Give one claim's verdict."""
        with self._lock:
            if claim_id not in self._verdicts:
                known = self.findings(self.board.catalog.claims[claim_id].source)
                self._verdicts[claim_id] = judge(self.board, claim_id, self.hedges, known)
            return self._verdicts[claim_id]

    def under(self, hedges: Width) -> Judgements:
        """Give the verdicts under another way of reading hedges, on the same measurements."""
        if hedges == self.hedges:
            return self
        with self._lock:
            return self._others.setdefault(hedges, Judgements(self.board, hedges))

    def findings(self, source: str) -> tuple[Finding, ...]:
        """Tell which figures of one source don't fit together."""
        if source not in self._findings:
            self._findings[source] = findings(self.board.catalog, source, self.hedges)
        return self._findings[source]

    def way_to_agree(self, claim_id: str) -> WayToAgree | None:
        """Tell what would have to be true for a claim to agree."""
        verdict = self.verdict(claim_id)
        return self.kept(("agree", claim_id), lambda: (way_to_agree(self.board, verdict),))[0]

    def kept(self, key: tuple[object, ...], make: Callable[[], _Made]) -> _Made:
        """Give what was made for a key before, by any session, or make it."""
        made: _Made | None = self._kept.get(key)  # sessions run at once: look only once
        if made is None:
            made = make()
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[key] = made
        return made

    def claims_on(self, route_id: str) -> tuple[str, ...]:
        """Name all claims about a route or a facility on it, those with a figure first."""
        return self._about.get(route_id, ())

    @cached_property
    def _about(self) -> dict[str, tuple[str, ...]]:
        catalog = self.board.catalog
        ordered = sorted(catalog.claims.items(), key=lambda item: item[1].metric == "quality")
        found = {}
        for route_id, route in catalog.routes.items():
            stops = {p for leg in route.legs for p in (leg.start, leg.end, *leg.via)}
            found[route_id] = tuple(
                claim_id
                for claim_id, claim in ordered
                if route_id in claim.route or (claim.facility and self._at(claim.facility) & stops)
            )
        return found

    def _at(self, facility: str) -> set[str]:
        """Give a facility and the place that it belongs to, such as a container hub's port."""
        parent = self.board.catalog.places[facility].part_of
        return {facility, parent} if parent else {facility}


@dataclass
class Scene:
    """One state, ready to be drawn."""

    judgements: Judgements
    state: State

    @property
    def board(self) -> Board:
        """The measurements."""
        return self.judgements.board

    @property
    def catalog(self) -> Catalog:
        """The catalog measured."""
        return self.board.catalog

    @cached_property
    def ways(self) -> dict[str, Way]:
        """The way shown of each route."""
        return {route_id: self.way(route_id) for route_id in self.catalog.routes}

    def way(self, route_id: str, variant: str | None = None) -> Way:
        """Choose a route's way under the state; a choice that it lacks falls back to its usual."""
        asked = Way(
            route_id,
            variant or self.state.variants.get(route_id),
            self.state.origin,
            self.state.destination,
        )
        return self.judgements.kept(("way", asked), lambda: _offered(self.catalog, asked))

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The claims of the sources shown."""
        return {
            claim_id: claim
            for claim_id, claim in self.catalog.claims.items()
            if claim.source in self.state.sources
        }

    def claims_on(self, route_id: str) -> dict[str, Claim]:
        """Give the shown claims about a route or a facility on it, those with a figure first."""
        about = self.judgements.claims_on(route_id)
        return {claim_id: self.claims[claim_id] for claim_id in about if claim_id in self.claims}

    @cached_property
    def spoken_of(self) -> set[str]:
        """Routes that a shown source asserts something about."""
        return {route for claim in self.claims.values() for route in claim.route}

    def band(self, route_id: str, metric: Metric | None = None) -> Band | None:
        """Give a route's measured or estimated figure on the way shown."""
        way, unit = self.ways[route_id], self.state.unit
        return self.board.band(way, metric or self.state.metric, per=unit)

    def numeric_claims(self, metric: Metric) -> dict[str, Claim]:
        """Give the shown claims with a figure on a metric."""
        return {k: c for k, c in self.claims.items() if c.metric == metric}

    def prepare(self) -> None:
        """Estimate all shown ways at once."""
        if self.state.metric in MEASURED_METRICS:
            self.board.estimate(list(self.ways.values()))


def _by_source(claims: Mapping[str, Claim]) -> dict[str, dict[str, Claim]]:
    found: defaultdict[str, dict[str, Claim]] = defaultdict(dict)
    for claim_id, claim in claims.items():
        found[claim.source][claim_id] = claim
    return found


def _offered(catalog: Catalog, asked: Way) -> Way:
    route = catalog.routes[asked.route]
    variant = asked.variant if asked.variant in route.variants else route.first_variant
    starts = origins(route, variant)
    origin = asked.origin if asked.origin in starts else starts[0]
    goes_on = asked.destination in route.onward
    return Way(
        asked.route, variant, origin, asked.destination if goes_on else end_of(route, variant)
    )
