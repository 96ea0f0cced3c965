"""An article being read, as HTML: its text with the figures marked, and the figures as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from geo.drafts.draft import same_claims
from geo.drafts.proposal import attempt, figure
from geo.wording import name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.drafts.draft import Draft
    from geo.drafts.proposal import Proposal
    from geo.model import Catalog, Source

_WHOLE_UP_TO = 40_000
_AROUND = 400
_DUPLICATES_SHOWN = 3
HINT = "Keys in the list: ↓ ↑ or J K move, A accepts, R rejects, U leaves open, E corrects."


def review(draft: Draft, catalog: Catalog, opened: int | None) -> Markup:
    """Draw the text beside the list of its figures.

    Parameters
    ----------
    opened
        The proposal that is being corrected.
    """
    figures = [_figure(draft, catalog, number, opened) for number in range(len(draft.proposals))]
    return Markup(
        '<div class="wb-review"><div class="wb-text" tabindex="0" role="region" '
        'aria-label="Text of the article" lang="{}">{}</div>'
        '<div><ol class="wb-figs" aria-label="Figures found">{}</ol><p class="wb-key">{}</p></div>'
        "</div>"
    ).format(draft.about.language, marked(draft.text, draft.proposals), _join(figures), HINT)


def _join(parts: Sequence[Markup]) -> Markup:
    return Markup("").join(parts)


def marked(text: str, proposals: Sequence[Proposal]) -> Markup:
    """Draw a text with its figures marked by metric; of a long one what stands around them."""
    if not text:
        return Markup("<p>{}</p>").format("The text was not imported with this article.")
    return _join(list(_pieces(text, proposals)))


def _pieces(text: str, proposals: Sequence[Proposal]) -> Iterator[Markup]:
    at = 0
    for number, proposal in enumerate(proposals):
        if proposal.start < at:  # two that overlap: the first is marked
            continue
        start, end = proposal.start, min(proposal.start + len(proposal.quote), len(text))
        yield _between(text, at, start)
        yield Markup('<mark class="wb-m-{}" data-at="{}">{}</mark>').format(
            proposal.values["metric"], number, text[start:end]
        )
        at = end
    yield _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Markup:
    """Give what stands between two figures, shortened in a long text."""
    if len(text) <= _WHOLE_UP_TO or end - start <= 2 * _AROUND:
        return Markup("{}").format(text[start:end])
    left_out = f"{end - start - 2 * _AROUND:,} characters"
    return Markup('{}<small class="wb-gap"> … {} … </small>{}').format(
        text[start : start + _AROUND], left_out, text[end - _AROUND : end]
    )


def _figure(draft: Draft, catalog: Catalog, number: int, opened: int | None) -> Markup:
    proposal = draft.proposals[number]
    claim, _ = attempt(proposal, catalog)
    about = ", ".join(name(catalog, i) for i in claim.route or (claim.facility,)) if claim else ""
    lacks = "; ".join(proposal.faults)
    notes = [Markup("<small>{}</small>").format(about or "about no known route yet")]
    if lacks:
        notes.append(Markup('<small class="wb-lacks">{}</small>').format(_remedy(proposal)))
    known = same_claims(draft, number, catalog)
    if known:
        notes.append(Markup("<small>{}</small>").format(_same(known, catalog)))
    current = Markup(' aria-current="true"') if number == opened else Markup("")
    return Markup(
        '<li data-row="{}" tabindex="-1" data-lacks="{}"{}><div><b lang="{}">{}</b> '
        '<span class="wb-tag wb-m-{}">{}</span> {}{}</div><div class="wb-acts">{}</div></li>'
    ).format(
        number,
        "1" if lacks else "",
        current,
        draft.about.language,
        proposal.quote,
        proposal.values["metric"],
        proposal.values["metric"],
        figure(proposal),
        _join(notes),
        _buttons(proposal.quote),
    )


def _buttons(quote: str) -> Markup:
    button = Markup(
        '<button type="button" tabindex="-1" data-act="{}" aria-label="{} {}">{}</button>'
    )
    acts = (("accepted", "Accept"), ("rejected", "Reject"), ("open", "Correct"))
    return _join([button.format(act, word, quote, word) for act, word in acts])


def _remedy(proposal: Proposal) -> str:
    if any(fault.startswith("route:") for fault in proposal.faults):
        return "Choose what it is about before it is accepted."
    return "; ".join(proposal.faults)


def _same(known: Sequence[str], catalog: Catalog) -> str:
    shown = [
        f"{catalog.sources[catalog.claims[claim_id].source].publisher}: "
        f"{catalog.claims[claim_id].summary}"
        for claim_id in known[:_DUPLICATES_SHOWN]
    ]
    more = len(known) - len(shown)
    return "Also said by " + " · ".join(shown) + (f" · and {more} more" if more else "")


def status(draft: Draft) -> Markup:
    """Draw how many figures were found and what was decided."""
    return Markup('<p class="wb-key" role="status">{}</p>').format(counted(draft))


def counted(draft: Draft) -> str:
    """Say how many figures were found and what was decided."""
    total = len(draft.proposals)
    accepted = sum(word == "accepted" for word in draft.decisions.values())
    rejected = len(draft.decisions) - accepted
    if not total:
        return "No freight figure was found. The article can be saved all the same."
    figures = f"{total} figure{'' if total == 1 else 's'}"
    left = total - len(draft.decisions)
    return f"{figures}: {accepted} accepted, {rejected} rejected, {left} open (not saved)."


def saved_table(sources: dict[str, Source], counts: dict[str, int], chosen: str | None) -> Markup:
    """Draw the saved articles as rows that can be chosen."""
    rows = [
        Markup(
            '<tr data-pick="{}"{}><td><button type="button">{}</button><small>{}</small></td>'
            '<td>{}</td><td>{}</td><td class="n">{}</td></tr>'
        ).format(
            source_id,
            Markup(' aria-current="true"') if source_id == chosen else Markup(""),
            source.title,
            source.publisher,
            source.language,
            str(source.published or "undated"),
            counts.get(source_id, 0),
        )
        for source_id, source in sources.items()
    ]
    return Markup(
        '<table class="wb" aria-label="Saved articles"><thead><tr><th>Article</th>'
        '<th>Language</th><th>Date</th><th class="n">Claims</th></tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(_join(rows))
