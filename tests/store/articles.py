"""Articles to save: invented sources with claims, each text its own."""

from __future__ import annotations

import hashlib

from geo.model import Claim, Source


def text_of(name):
    """An invented article."""
    return f"{name}: the ride takes 12 days. Путь 240 км, 约四十余天."


def source_of(name, **changes):
    """The source of an invented article."""
    text = text_of(name)
    usual = {
        "publisher": "Gazette",
        "kind": "newspaper",
        "language": "en",
        "title": f"A ride: {name}",
        "file": f"{name}.txt",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "length": len(text),
    }
    return Source.model_validate(usual | changes)


def claim_of(name, **changes):
    """A claim of that article; its source is the article's name."""
    start = text_of(name).index("12 days")
    usual = {
        "source": name,
        "route": "northern",
        "metric": "duration",
        "relation": "eq",
        "low": 12.0,
        "high": 12.0,
        "unit": "day",
        "evidence": {"start": start, "end": start + 7, "words": "12 days"},
        "summary": "The ride takes 12 days.",
    }
    return Claim.model_validate(usual | changes)


def add(store, name, claims=1):
    """Save an invented article."""
    return store.add(name, source_of(name), text_of(name), [claim_of(name)] * claims, taken=())
