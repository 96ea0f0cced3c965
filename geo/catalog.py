"""Load and validate ``routes.yaml``: every fault with its file, line, key and remedy, at once."""

from __future__ import annotations

import difflib
import hashlib
import threading
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from geo import yamlfile
from geo.countries import countries, holds
from geo.errors import InputError
from geo.faults import Fault, deepest, from_pydantic, refusal
from geo.itinerary import variant_legs
from geo.model import PASSAGES, Catalog, Claim, Leg, Place, Route
from geo.units import check as check_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.yamlfile import Key

DEFAULT_PATH = FilePath(__file__).resolve().parent.parent / "routes.yaml"


@dataclass(frozen=True)
class CatalogFile:
    """A valid catalog, where it came from, and the sha256 that stands for its content.

    ``ground_sha256`` stands for all but sources and claims: what is measured depends on that alone.
    """

    catalog: Catalog
    path: FilePath
    sha256: str
    ground_sha256: str


def load(path: FilePath = DEFAULT_PATH) -> CatalogFile:
    """Read a catalog file and check it in itself and across its sections.

    Parameters
    ----------
    path
        A YAML file with the sections places, routes, sources, claims and facts.

    Returns
    -------
    CatalogFile
        The catalog, ready for use.

    Raises
    ------
    InputError
        If anything is wrong; the text has one line a fault.
    """
    document = yamlfile.read(path)
    try:
        catalog = Catalog.model_validate(document.data)
    except ValidationError as error:
        found = [from_pydantic(item, document.data) for item in error.errors(include_url=False)]
        raise refusal(document, deepest(found)) from None
    faults = list(_cross_faults(catalog))
    if faults:
        raise refusal(document, faults)
    ground = catalog.model_dump_json(exclude={"sources", "claims"}).encode()
    digests = (hashlib.sha256(part).hexdigest() for part in (document.text, ground))
    return CatalogFile(catalog, path, *digests)


def _cross_faults(catalog: Catalog) -> Iterator[Fault]:
    for place_id, place in catalog.places.items():
        yield from _place_faults(catalog, place_id, place)
    for route_id, route in catalog.routes.items():
        yield from _route_faults(catalog, route_id, route)
    yield from _twice("routes", {k: r.name.en for k, r in catalog.routes.items()})
    yield from _twice("places", {k: p.name.en for k, p in catalog.places.items()})
    for claim_id, claim in catalog.claims.items():
        yield from claim_faults(catalog, claim_id, claim)
    for fact_id, fact in catalog.facts.items():
        known = {**catalog.routes, **catalog.places}
        yield from _unknown(("facts", fact_id, "about"), fact.about, known, "route or place")
        yield from _unit_faults(("facts", fact_id, "unit"), fact.unit)


def _twice(section: str, names: dict[str, str]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for identifier, name in names.items():
        other = first.setdefault(name, identifier)
        if other != identifier:
            text = f"'{name}' is also the name of '{other}'; a reader can't tell them apart"
            yield Fault((section, identifier, "name"), f"{text}. Name one of them differently")


def _unknown(key: Key, name: str, known: dict[str, Any], kind: str) -> Iterator[Fault]:
    if name not in known:
        near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
        hint = f"did you mean '{near[0]}'?" if near else f"add the {kind} first"
        yield Fault(key, f"there is no {kind} '{name}'; {hint}")


def _place_faults(catalog: Catalog, place_id: str, place: Place) -> Iterator[Fault]:
    key: Key = ("places", place_id)
    if place.country not in countries():
        yield Fault((*key, "country"), f"'{place.country}' is no ISO 3166-1 alpha-2 country code")
    elif not holds(place.country, place.lon, place.lat):
        name = countries()[place.country]["en"]
        swapped = holds(place.country, place.lat, place.lon)
        hint = (
            "lon and lat look swapped"
            if swapped
            else "correct the position or the country; lon is east, lat is north"
        )
        yield Fault(
            (*key, "lon"), f"lon {place.lon:g}, lat {place.lat:g} lies outside {name}; {hint}"
        )
    if place.part_of:
        yield from _unknown((*key, "part_of"), place.part_of, catalog.places, "place")
    if place.access:
        for at, name in (
            ("railhead", place.access.railhead),
            *(("via", v) for v in place.access.via),
        ):
            yield from _unknown((*key, "access", at), name, catalog.places, "place")


def _route_faults(catalog: Catalog, route_id: str, route: Route) -> Iterator[Fault]:
    key: Key = ("routes", route_id)
    for number, leg in enumerate(route.legs):
        yield from _leg_faults(catalog, route, leg, (*key, "legs", number))
    for name in ("origins", "onward"):
        for place_id in getattr(route, name):
            yield from _unknown((*key, name), place_id, catalog.places, "place")
    for variant in route.diversions:
        yield from _unknown((*key, "diversions"), variant, route.variants, "variant")
    yield from _chain_faults(route, (*key, "legs"))


def _leg_faults(catalog: Catalog, route: Route, leg: Leg, at: Key) -> Iterator[Fault]:
    for name, place_id in (
        ("from", leg.start),
        ("to", leg.end),
        *(("via", v) for v in leg.via),
    ):
        yield from _unknown((*at, name), place_id, catalog.places, "place")
    afloat = leg.mode in ("sea", "ferry")
    closable = dict.fromkeys(PASSAGES) if afloat else countries()
    for name in leg.avoid:
        yield from _unknown((*at, "avoid"), name, closable, "passage" if afloat else "country")
    if leg.start == leg.end:
        yield Fault(
            (*at, "to"), f"the leg ends where it starts, at '{leg.end}'; correct one of them"
        )
    for variant in leg.only:
        yield from _unknown((*at, "only"), variant, route.variants, "variant")


def _chain_faults(route: Route, key: Key) -> Iterator[Fault]:
    for branch in route.branches:
        legs = variant_legs(route, branch)
        label = f"variant '{branch}'" if branch else "the route"
        if not legs:
            yield Fault(key, f"{label} has no legs; check the legs' 'only'")
        for before, after in pairwise(legs):
            if before.end != after.start:
                yield Fault(
                    (*key, route.legs.index(after), "from"),
                    f"{label} breaks off: one leg ends at '{before.end}' and the next starts at "
                    f"'{after.start}'; let them meet, or check 'only'",
                )


def _unit_faults(key: Key, unit: str) -> Iterator[Fault]:
    try:
        check_unit(unit)
    except InputError as error:
        yield Fault(key, str(error))


def claim_faults(catalog: Catalog, claim_id: str, claim: Claim) -> Iterator[Fault]:
    """Yield what does not fit between a claim and the other sections of a catalog."""
    key: Key = ("claims", claim_id)
    yield from _unknown((*key, "source"), claim.source, catalog.sources, "source")
    for route in claim.route:
        yield from _unknown((*key, "route"), route, catalog.routes, "route")
    if claim.facility is not None:
        yield from _unknown((*key, "facility"), claim.facility, catalog.places, "place")
    for side, names in (("from", claim.scope.start), ("to", claim.scope.end)):
        for name in names or ():
            yield from _unknown((*key, "scope", side), name, catalog.places, "place")
    for name in claim.scope.baseline or ():
        at = (*key, "scope", "baseline")
        route_id, _, variant = name.partition("/")
        yield from _unknown(at, route_id, catalog.routes, "route")
        if variant and route_id in catalog.routes:
            yield from _unknown(at, variant, catalog.routes[route_id].variants, "variant")
    if claim.unit is not None:
        yield from _unit_faults((*key, "unit"), claim.unit)
    source = catalog.sources.get(claim.source)
    if source is not None and claim.evidence.end > source.length:
        yield Fault(
            (*key, "evidence", "end"),
            f"{claim.evidence.end} lies beyond the text's {source.length} characters",
        )


@dataclass
class CatalogKeeper:
    """The last good catalog of one file, and what is wrong with the file now."""

    path: FilePath
    file: CatalogFile | None = None
    fault: str = ""
    seen: tuple[int, int] | None = (-1, -1)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def current(self) -> CatalogFile:
        """Read the file again if it changed; keep the last good one if it is not valid."""
        with self.lock:
            stamp = self._stamp()
            if stamp != self.seen:
                self.seen = stamp
                try:
                    self.file, self.fault = load(self.path), ""
                except InputError as error:
                    self.fault = str(error)
            if self.file is None:
                raise InputError(self.fault)
            return self.file

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size
