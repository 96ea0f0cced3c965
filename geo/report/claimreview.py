"""Verdicts as schema.org ClaimReview in JSON-LD: a courtesy to those who collect such reviews.

A ClaimReview holds no interval, scope or baseline; the sentence carries them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.report.content import Report

_REVIEWER = {"@type": "SoftwareApplication", "name": "Waybill"}


def render(report: Report) -> tuple[bytes, list[str]]:
    """Write all verdicts as one JSON-LD document.

    Returns
    -------
    tuple
        The file's content, and nothing to tell about it.
    """
    return (json.dumps(document(report), ensure_ascii=False, indent=1) + "\n").encode(), []


def document(report: Report) -> dict[str, Any]:
    """Give the reviews of all claims as a graph."""
    return {
        "@context": "https://schema.org",
        "@graph": [_review(report, claim_id) for claim_id in report.claims],
    }


def _review(report: Report, claim_id: str) -> dict[str, Any]:
    claim = report.claims[claim_id]
    source = report.file.catalog.sources[claim.source]
    verdict = report.verdict(claim_id)
    article: dict[str, Any] = {
        "@type": "Article",
        "name": source.title,
        "inLanguage": source.language,
        "publisher": {"@type": "Organization", "name": source.publisher},
        "identifier": f"sha256:{source.sha256}",
    }
    if source.published:
        article["datePublished"] = source.published.isoformat()
    return {
        "@type": "ClaimReview",
        "@id": f"#{claim_id}",
        "claimReviewed": claim.summary,
        "author": _REVIEWER,
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Organization", "name": source.publisher},
            "appearance": article,
            "identifier": f"char={claim.evidence.start},{claim.evidence.end}",
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": verdict.word,
            "ratingExplanation": verdict.sentence,
        },
        "isBasedOn": f"sha256:{report.file.sha256}",
    }
