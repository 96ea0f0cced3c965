"""Save a draft: a new article as a whole, or what was changed in a saved one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.drafts.draft import identifier, known_as, source_of
from geo.drafts.proposal import attempt
from geo.errors import ConflictError, InputError
from geo.store.content import Edit
from geo.store.rows import free

if TYPE_CHECKING:
    from geo.drafts.draft import Draft, Saved
    from geo.model import Catalog, Claim
    from geo.store.content import Content
    from geo.store.saved import Store


def save(store: Store, draft: Draft, catalog: Catalog) -> str:
    """Save a draft with its accepted claims, in one change.

    Returns
    -------
    str
        The source's identifier.

    Raises
    ------
    InputError
        If the source or an accepted claim lacks something.
    ConflictError
        If the article, or what was edited of it, is no longer as it was when it was read.
    """
    source = source_of(draft)
    if draft.saved is not None:
        return _save_changes(store, draft, draft.saved, catalog)
    known = known_as(draft, catalog)
    if known:
        message = f"{draft.name}: this text is here already, as '{known}'; nothing was written"
        raise ConflictError(message)
    wanted = identifier(draft)
    claims = [claim for _, claim in _claims(draft, catalog, wanted)]
    taken = {*catalog.sources, *catalog.claims}
    return store.add(wanted, source, draft.text, claims, taken)


def delete(store: Store, saved: Saved) -> int:
    """Delete a saved article with its claims, as it was when it was read; can be undone."""
    edits = [Edit("claim", k, None, saved.revisions["claim", k]) for k in saved.claims]
    edits.append(Edit("source", saved.id, None, saved.revisions["source", saved.id]))
    return store.apply(f"delete {saved.id}", edits)


def saved_article(content: Content, source_id: str) -> Saved:
    """Give a saved article as it is now.

    Raises
    ------
    ConflictError
        If it was deleted in the meantime.
    """
    from geo.drafts.draft import Saved

    source = content.sources.get(source_id)
    if source is None:
        message = f"{source_id}: it was deleted in the meantime"
        raise ConflictError(message)
    return Saved(source_id, source, content.claims_of(source_id), content.revisions)


def _save_changes(store: Store, draft: Draft, saved: Saved, catalog: Catalog) -> str:
    edits = []
    source = source_of(draft)
    if source != saved.source:
        edits.append(Edit("source", saved.id, source, saved.revisions["source", saved.id]))
    used = {*catalog.claims, *saved.claims}
    kept = set()
    for known, claim in _claims(draft, catalog, saved.id):
        claim_id = known or free(f"{saved.id}-{claim.metric}", used)
        used.add(claim_id)
        kept.add(claim_id)
        if saved.claims.get(claim_id) != claim:
            edits.append(Edit("claim", claim_id, claim, saved.revisions.get(("claim", claim_id))))
    edits += [
        Edit("claim", claim_id, None, saved.revisions["claim", claim_id])
        for claim_id in saved.claims
        if claim_id not in kept
    ]
    if edits:
        store.apply(f"edit {saved.id}", edits)
    return saved.id


def _claims(draft: Draft, catalog: Catalog, source_id: str) -> list[tuple[str | None, Claim]]:
    """Make the accepted claims, each with its identifier if it has one.

    A saved claim that was not touched stays as it is, though the catalog may have lost its route.

    Raises
    ------
    InputError
        If another accepted proposal lacks something.
    """
    known = draft.saved.claims if draft.saved else {}
    made = []
    for proposal in draft.accepted():
        claim, faults = attempt(proposal, catalog, source_id)
        untouched = claim is not None and claim == known.get(proposal.saved_as or "")
        if claim is None or (proposal.faults and not untouched):
            message = f"“{proposal.words}”: {'; '.join(faults or proposal.faults)}"
            raise InputError(message)
        made.append((proposal.saved_as, claim))
    return made
