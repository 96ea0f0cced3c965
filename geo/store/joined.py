"""The catalog with the saved articles as further sources of it.

A saved record that does not fit the catalog any more (its route is gone, its name is taken) is left
out with a notice; in the store it stays as it is.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.catalog import CatalogFile, CatalogKeeper, claim_faults
from geo.errors import StoreError
from geo.store import place
from geo.store.content import Content

if TYPE_CHECKING:
    from geo.model import Catalog, Claim, Source
    from geo.store.saved import Store

_RETRY_AFTER_S = 5.0


def joined(file: CatalogFile, content: Content) -> tuple[CatalogFile, tuple[str, ...]]:
    """Add saved sources and claims to a catalog.

    Returns
    -------
    tuple
        The catalog, whose sha256 now stands for both, and a notice for each record left out.
    """
    catalog = file.catalog
    notices = list(content.faults)
    sources: dict[str, Source] = {}
    for source_id, source in content.sources.items():
        fault = _source_fault(catalog, source_id, source)
        if fault:
            notices.append(f"saved source {source_id}: {fault}")
        else:
            sources[source_id] = source
    merged = catalog.model_copy(update={"sources": {**catalog.sources, **sources}})
    claims: dict[str, Claim] = {}
    for claim_id, claim in content.claims.items():
        if claim.source not in sources:
            continue  # told once, with its source
        faults = [fault.text for fault in claim_faults(merged, claim_id, claim)]
        if claim_id in catalog.claims:
            faults.append("the catalog has a claim of this name")
        if faults:
            notices.append(f"saved claim {claim_id}: {'; '.join(faults)}")
        else:
            claims[claim_id] = claim
    if not sources:
        return file, tuple(notices)
    merged = merged.model_copy(update={"claims": {**catalog.claims, **claims}})
    records = {**sources, **claims}
    plain = {name: record.model_dump(mode="json") for name, record in records.items()}
    digest = hashlib.sha256(file.sha256.encode() + json.dumps(plain).encode())
    return replace(file, catalog=merged, sha256=digest.hexdigest()), tuple(notices)


def _source_fault(catalog: Catalog, source_id: str, source: Source) -> str:
    for known_id, known in catalog.sources.items():
        if known.sha256 == source.sha256:
            return f"the catalog has this article now, as '{known_id}'; the saved one is not shown"
    if source_id in catalog.sources:
        return "the catalog has another source of this name; save the article under a new one"
    return ""


@dataclass
class StoreKeeper:
    """One store's content as last read, and what is wrong with the store now."""

    content: Content = field(default_factory=Content)
    fault: str = ""
    _store: Store | None = None
    _refused_at: float = -_RETRY_AFTER_S
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def store(self) -> Store:
        """Give the store, opened; it is made when there is none yet.

        Raises
        ------
        StoreError
            If it can't be opened.
        """
        with self._lock:
            if self._store is None:
                from geo.store.saved import Store

                self._store = Store()
            return self._store

    def current(self) -> Content:
        """Read the store again if it changed; keep what was last read if that fails."""
        with self._lock:
            if time.monotonic() - self._refused_at < _RETRY_AFTER_S:
                return self.content
            try:
                if self._store is None and not place.is_there(place.address()):
                    return self.content
                if self.store().revision() != self.content.revision:
                    self.content = self.store().content()
                self.fault = ""
            except StoreError as error:
                self.fault, self._refused_at = str(error), time.monotonic()
            return self.content


@dataclass
class Library:
    """A catalog file and a store together, each followed as it changes."""

    catalogs: CatalogKeeper
    saved: StoreKeeper = field(default_factory=StoreKeeper)
    notices: tuple[str, ...] = ()
    _file: CatalogFile | None = None
    _of: tuple[str, int] = ("", -1)

    def current(self) -> CatalogFile:
        """Give the catalog with what is saved.

        Raises
        ------
        InputError
            If the catalog was never valid.
        """
        file = self.catalogs.current()
        content = self.saved.current()
        of = (file.sha256, content.revision)
        if self._file is None or of != self._of:
            self._file, self.notices = joined(file, content)
            self._of = of
        return self._file


def with_saved(file: CatalogFile) -> tuple[CatalogFile, tuple[str, ...]]:
    """Join a catalog with the store as it is now.

    Raises
    ------
    StoreError
        If the store can't be read.
    """
    if not place.is_there(place.address()):
        return file, ()
    from geo.store.saved import Store

    store = Store()
    try:
        return joined(file, store.content())
    finally:
        store.close()
