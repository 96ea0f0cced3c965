"""Sentences of the claims' pages, made from verdicts and what other sources say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.compare.agreement import meetings, others
from geo.compare.conditions import meets
from geo.compare.verdicts import WORDS
from geo.view.tables import subject
from geo.wording import LANGUAGES, counted, name, number, of_interval, unit

if TYPE_CHECKING:
    from geo.compare.agreement import Other
    from geo.view.scene import Scene

Row = dict[str, Any]

HEDGES_HELP = (
    "Narrow takes a bound as a bound and a round figure as counted; usual follows the rounding of "
    "news figures; wide lets a writer round over a bound. All verdicts follow."
)
VERIFIED = "Its sha256 is the one that was read, and its words say the claim's figure."


def what_if(scene: Scene, claim_id: str) -> str:
    """Say what would have to be true for a claim to agree; empty when it does or can't."""
    found = scene.judgements.way_to_agree(claim_id)
    return found.sentence if found else ""


def flipping(scene: Scene, claim_id: str) -> list[int]:
    """Give the readings, by index, that make the assumptions which decide."""
    found = scene.judgements.way_to_agree(claim_id)
    readings = scene.judgements.verdict(claim_id).readings
    if found is None:
        return []
    return [i for i, reading in enumerate(readings) if meets(reading, found.assumed)]


def beside(scene: Scene, claim_id: str) -> list[str]:
    """Say what the other sources say on the same, one sentence a claim."""
    found = others(scene.catalog, claim_id, scene.state.hedges)
    if not found:
        return ["No other source gives a figure on this."]
    return [_beside(scene, claim_id, other) for other in found]


def _beside(scene: Scene, claim_id: str, other: Other) -> str:
    claim = scene.catalog.claims[other.claim]
    source = scene.catalog.sources[claim.source]
    interval = scene.judgements.verdict(other.claim).asserted
    says = of_interval(claim, interval) if interval else claim.summary
    stand = {
        "agrees": "it agrees",
        "conflicts": f"it contradicts this one, {_gap(scene, claim_id, other)}",
        "not comparable": f"it can't be compared, as {other.why}",
    }[other.stands]
    return f"{source.publisher} ({source.title}) allows {says}: {stand}."


def _gap(scene: Scene, claim_id: str, other: Other) -> str:
    """Say how far the other claim lies from a claim, and to which side."""
    in_percent = scene.catalog.claims[claim_id].form == "ratio" or other.unit == "fraction"
    factor, symbol = (100, "percentage points") if in_percent else (1, unit(other.unit))
    return f"{number(abs(other.gap) * factor)} {symbol} {'above' if other.gap > 0 else 'below'}"


def side_by_side(scene: Scene) -> list[Row]:
    """List every route and quantity that a source gives a figure on, one column a source."""
    rows = []
    for meeting in meetings(scene.catalog, scene.state.hedges):
        said: dict[str, list[str]] = {}
        for claim_id in meeting.claims:
            claim = scene.catalog.claims[claim_id]
            interval = scene.judgements.verdict(claim_id).asserted
            if interval is not None:
                said.setdefault(claim.source, []).append(of_interval(claim, interval))
        rows.append(
            {
                "about": name(scene.catalog, meeting.about),
                "quantity": meeting.metric,
                "across sources": meeting.across,
                "contradictions": "; ".join(
                    f"“{_title(scene, other.claim)}” lies {_gap(scene, key, other)} "
                    f"“{_title(scene, key)}”"
                    for key, other in meeting.conflicts
                ),
                "who says what": "; ".join(
                    f"{scene.catalog.sources[source].title}: {', '.join(texts)}"
                    for source, texts in said.items()
                ),
            }
        )
    order = ("conflict", "agree", "only one")
    return sorted(rows, key=lambda row: order.index(row["across sources"]))


def _title(scene: Scene, claim_id: str) -> str:
    return scene.catalog.sources[scene.catalog.claims[claim_id].source].title


def about_article(scene: Scene, source_id: str) -> list[tuple[str, str]]:
    """Describe an article: who, when, which text, and how its claims fare."""
    source = scene.catalog.sources[source_id]
    keys = [k for k, claim in scene.catalog.claims.items() if claim.source == source_id]
    words = [scene.judgements.verdict(key).word for key in keys]
    verdicts = counted(words, WORDS)
    rows = [
        ("Publisher", f"{source.publisher} ({source.kind}), {LANGUAGES[source.language]}"),
        ("Date", str(source.published or source.dates or "undated")),
        ("Text", f"{source.length:,} characters, sha256 {source.sha256[:16]}…"),
        ("Claims", f"{len(keys)}: {verdicts}" if keys else "none"),
    ]
    return [*rows, ("Note", source.note)] if source.note else rows


def consistency(scene: Scene, source_id: str) -> list[str]:
    """Say what does not fit together within an article."""
    found = scene.judgements.findings(source_id)
    catalog = scene.catalog
    return [
        f"{finding.text[0].upper()}{finding.text[1:]} "
        f"({'; '.join(catalog.claims[key].summary.rstrip('.') for key in finding.claims)})."
        for finding in found
    ] or ["Its own figures do not contradict each other."]


def left_out(scene: Scene, source_id: str) -> list[str]:
    """Say which figures the other articles give on what this one speaks of, and it does not."""
    catalog = scene.catalog
    own = [claim for claim in catalog.claims.values() if claim.source == source_id]
    spoken = {about for claim in own for about in (*claim.route, claim.facility) if about}
    given = {(about, c.metric) for c in own for about in (*c.route, c.facility)}
    found: dict[str, None] = {}
    for claim in catalog.claims.values():
        about = {*claim.route, claim.facility} & spoken
        if claim.source == source_id or claim.metric == "quality" or not about:
            continue
        if not any((each, claim.metric) in given for each in about):
            title = catalog.sources[claim.source].title
            found[f"{subject(scene, claim)}, {claim.metric}: {claim.summary} ({title})"] = None
    return list(found) or ["The other articles give no figure on what this one speaks of."]
