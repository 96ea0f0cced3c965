"""What a report says, as blocks: the verdicts with their evidence, the method, the data."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo import __version__
from geo.measure.board import Board
from geo.measure.memory import stamp
from geo.parameters import PATH as PARAMETERS
from geo.report.blocks import Heading, Pairs, Paragraph, Table
from geo.view import arithmetic, charts, claimtext, method, tables, text
from geo.view.scene import Judgements, Scene, State
from geo.wording import name, number, span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from geo.catalog import CatalogFile
    from geo.compare.verdicts import Verdict
    from geo.model import Claim
    from geo.parameters import Width
    from geo.report.blocks import Block

TITLE = "Waybill: what articles assert about freight routes, set against what is measured"
_MEANINGS = (
    ("agrees", "what the claim allows and what is measured meet, under every reading"),
    ("differs", "they meet under no reading; the gap is given in units and percent"),
    ("depends", "they meet under some readings of what the text leaves open, not under others"),
    ("says little", "they meet, but the claim is one-sided and what is measured lies far beyond"),
    ("not comparable", "the text leaves out what a comparison needs: a baseline, a unit, a period"),
    ("not measurable", "the claim is clear, but nothing here can measure it; so is every quality"),
)


@dataclass(frozen=True)
class Report:
    """A catalog's verdicts, ready to be written in any form."""

    file: CatalogFile
    scene: Scene
    claims: dict[str, Claim]
    blocks: tuple[Block, ...]

    def verdict(self, claim_id: str) -> Verdict:
        """Give one claim's verdict."""
        return self.scene.judgements.verdict(claim_id)


def gather(file: CatalogFile, sources: Collection[str] | None, hedges: Width) -> Report:
    """Judge all claims of some sources and compose the report.

    Parameters
    ----------
    sources
        None: all.
    """
    shown = tuple(key for key in file.catalog.sources if not sources or key in sources)
    judgements = Judgements(Board(file.catalog), hedges)
    scene = Scene(judgements, State(sources=shown, hedges=hedges))
    claims = dict(sorted(scene.claims.items(), key=lambda item: item[1].metric == "quality"))
    blocks = (
        Heading(1, TITLE),
        Paragraph(text.summary(scene).removesuffix(" Showing all routes.")),
        *_versions(file, hedges),
        *_overview(scene, claims),
        Heading(2, "Claim by claim"),
        *(block for key in claims for block in _claim(scene, key)),
        *_articles(scene, shown),
        *_method(),
        *_facts(scene),
    )
    return Report(file, scene, claims, blocks)


def _versions(file: CatalogFile, hedges: Width) -> Iterator[Block]:
    digest = hashlib.sha256(PARAMETERS.read_bytes()).hexdigest()
    yield Heading(2, "What this was made from")
    yield Pairs(
        (
            ("Catalog", f"{file.path.name}, sha256 {file.sha256}"),
            ("Networks", f"stamp {stamp()}"),
            ("Parameters", f"parameters.yaml, sha256 {digest}"),
            ("Hedges", f"read {hedges}"),
            ("Program", f"Waybill {__version__}"),
        )
    )


def _overview(scene: Scene, claims: dict[str, Claim]) -> Iterator[Block]:
    yield Heading(2, "All verdicts")
    rows = tables.claim_rows(scene, claims)
    keys = ("verdict", "claim", "asserted", "measured", "source")
    yield _table(rows, keys, (0.13, 0.4, 0.17, 0.17, 0.13))


def _claim(scene: Scene, claim_id: str) -> Iterator[Block]:
    claim = scene.catalog.claims[claim_id]
    verdict = scene.judgements.verdict(claim_id)
    yield Heading(3, claim.summary, claim_id)
    flags = f" ({', '.join(verdict.flags)})" if verdict.flags else ""
    source = scene.catalog.sources[claim.source]
    told = [("Verdict", f"{verdict.word}{flags}"), ("In words", verdict.sentence)]
    agree = claimtext.what_if(scene, claim_id)
    told += [("To agree", agree)] if agree else []
    told += text.evidence(scene, claim_id)
    told.append(("Text", f"{source.file}, sha256 {source.sha256}"))
    if claim.metric != "quality":
        told.append(("Other sources", " ".join(claimtext.beside(scene, claim_id))))
    yield Pairs(tuple(told))
    bands = charts.reading_rows(scene, claim_id)
    if bands:
        symbol = text.unit_of(claim)
        rows = [
            {
                "reading": row["label"],
                "outcome": row["note"],
                f"measured ({symbol})": span(row["near low"], row["near high"])
                if row["near low"] >= 0
                else f"{number(row['near low'])} to {number(row['near high'])}",
            }
            for row in bands
        ]
        yield _table(rows, tuple(rows[0]), (0.56, 0.18, 0.26))
    if verdict.nearest:
        sums = arithmetic.rows(scene.board, claim, verdict.nearest)
        yield _table(sums, ("of", "what", "arithmetic", "source"), (0.14, 0.2, 0.36, 0.3))


def _articles(scene: Scene, shown: Sequence[str]) -> Iterator[Block]:
    yield Heading(2, "Article by article")
    for key in shown:
        yield Heading(3, scene.catalog.sources[key].title)
        yield Pairs(
            (
                *claimtext.about_article(scene, key),
                ("Own figures", " ".join(claimtext.consistency(scene, key))),
                ("Left out", " ".join(claimtext.left_out(scene, key))),
            )
        )


def _method() -> Iterator[Block]:
    yield Heading(2, "Method")
    for paragraph in (method.DISTANCE, method.DAYS_AND_COST, method.JUDGING):
        yield Paragraph(paragraph)
    meanings = [{"verdict": word, "when": when} for word, when in _MEANINGS]
    yield _table(meanings, ("verdict", "when"), (0.2, 0.8))
    hedges = method.hedge_rows()
    yield Heading(3, "How hedges are read")
    yield _table(hedges, tuple(hedges[0]), (0.12, 0.15, 0.15, 0.15, 0.43))
    errors = method.accuracy_summary()
    yield Heading(3, "Error of measured lengths")
    yield _table(errors, tuple(errors[0]), (0.1, 0.08, 0.14, 0.1, 0.1, 0.48))
    yield Heading(3, "Parameters")
    parameters = method.parameter_rows()
    keys = ("parameter", "low", "most likely", "high", "unit", "year", "source", "address")
    yield _table(parameters, keys, (0.2, 0.08, 0.08, 0.08, 0.09, 0.05, 0.22, 0.2))


def _facts(scene: Scene) -> Iterator[Block]:
    yield Heading(2, "Published figures")
    rows = [
        {
            "about": name(scene.catalog, fact.about),
            "figure": f"{fact.metric}: {span(fact.low, fact.high)} {fact.unit}",
            "year": str(fact.year or ""),
            "source": " ".join(filter(None, (fact.source.title, fact.source.url))),
            "note": fact.note or "",
        }
        for fact in scene.catalog.facts.values()
    ]
    if rows:
        yield _table(rows, tuple(rows[0]), (0.18, 0.22, 0.06, 0.34, 0.2))


def _table(
    rows: Sequence[dict[str, Any]], keys: tuple[str, ...], widths: tuple[float, ...]
) -> Table:
    texts = tuple(tuple(_text(row.get(key)) for key in keys) for row in rows)
    return Table(keys, texts, widths)


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:,g}" if isinstance(value, (int, float)) else str(value)
