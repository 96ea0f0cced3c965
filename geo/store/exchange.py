"""Saved articles as YAML in the schema of ``routes.yaml``, without their texts, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from geo import yamlfile
from geo.catalog import claim_faults
from geo.errors import InputError
from geo.faults import Fault, deepest, from_pydantic, refusal
from geo.model import UNSPECIFIED, Catalog
from geo.records import check_known
from geo.store.content import Edit

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from geo.model import Claim, Record
    from geo.store.content import Content, Kind
    from geo.store.saved import Store

_SECTIONS = ("sources", "claims")
_LINE_WIDTH = 4_000
_WORD = re.compile(r"[a-z][a-z0-9-]*")
_OTHER_MEANING = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


class _Dumper(yaml.SafeDumper):
    """Writes ``scope`` and ``evidence`` in one line, as the catalog does."""


class _Inline(dict[str, Any]):
    """A mapping that is written in braces."""


def _quoted(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    """Quote all but plain words: what else stands for itself depends on who reads it."""
    plain = _WORD.fullmatch(text) and text not in _OTHER_MEANING
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else '"')


_Dumper.add_representer(str, _quoted)
_Dumper.add_representer(
    _Inline,
    lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True),
)


def as_yaml(content: Content, only: Collection[str] | None = None) -> str:
    """Write saved sources with their claims as two sections that fit into ``routes.yaml``.

    Parameters
    ----------
    only
        Identifiers of the sources; None or none: all.

    Raises
    ------
    InputError
        If one of them is not saved.
    """
    check_known("saved source", only, content.sources)
    chosen = {k: v for k, v in content.sources.items() if not only or k in only}
    document: dict[str, dict[str, Any]] = {
        "sources": {source_id: _plain(source) for source_id, source in chosen.items()},
        "claims": {
            claim_id: _claim(claim)
            for claim_id, claim in content.claims.items()
            if claim.source in chosen
        },
    }
    return yaml.dump(
        document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_LINE_WIDTH
    )


def write_texts(
    store: Store, content: Content, folder: Path, only: Collection[str] | None = None
) -> None:
    """Write saved articles' texts under their sources' file names, for ``check --articles``.

    Raises
    ------
    InputError
        If a file can't be written; one that is there already is not touched.
    """
    for source_id, source in content.sources.items():
        text = None if only and source_id not in only else store.text(source.sha256)
        if text is None:
            continue
        try:
            with (folder / source.file).open("xb") as file:
                file.write(text.encode())
        except OSError as error:
            message = f"{folder / source.file}: can't be written ({error.strerror}); name a new DIR"
            raise InputError(message) from error


def _plain(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _claim(claim: Claim) -> dict[str, Any]:
    record = _plain(claim)
    if "route" in record:
        record["route"] = claim.route[0] if len(claim.route) == 1 else list(claim.route)
    if "scope" in record:
        scope = {key: UNSPECIFIED if v is None else v for key, v in record["scope"].items()}
        record["scope"] = _Inline(scope)
    record["evidence"] = _Inline(record["evidence"])
    return record


def take_in(store: Store, path: Path, catalog: Catalog, *, replace: bool = False) -> list[str]:
    """Save what a file holds: all of it in one change, or nothing.

    Parameters
    ----------
    path
        YAML with the sections ``sources`` and ``claims``; further sections are not looked at.
    catalog
        What the claims' routes and places are looked up in.
    replace
        Write over saved entries of the same name that differ.

    Returns
    -------
    list of str
        What was saved, one line an entry; entries that are there already are left out.

    Raises
    ------
    InputError
        If anything in the file is wrong, or differs from what is saved under its name.
    """
    document = yamlfile.read(path)
    saved = store.content()
    merged = _checked(document, catalog, saved)
    edits, taken = [], []
    for kind, section in (("source", merged.sources), ("claim", merged.claims)):
        for row_id in document.data.get(f"{kind}s") or {}:
            edit = _edit(kind, row_id, section[row_id], saved)  # type: ignore[arg-type]
            if edit is None:
                continue
            if edit.revision is not None and not replace:
                taken.append(f"{kind} {row_id} is saved already and differs")
            edits.append(edit)
    if taken:
        rows = "\n".join(taken)
        message = f"{rows}\nNothing was saved. Rename it in the file, or import with --replace"
        raise InputError(message)
    if edits:
        store.apply(f"import {path.name}", edits)
    return [f"{edit.kind} {edit.id}" for edit in edits]


def _edit(kind: Kind, row_id: str, record: Any, saved: Content) -> Edit | None:  # noqa: ANN401
    here = saved.sources if kind == "source" else saved.claims
    if here.get(row_id) == record:
        return None
    return Edit(kind, row_id, record, saved.revisions.get((kind, row_id)))


def _checked(document: yamlfile.Document, catalog: Catalog, saved: Content) -> Catalog:
    """Validate the file's sources and claims as if they stood in the catalog."""
    given = {key: document.data.get(key) or {} for key in _SECTIONS}
    ground = {"places": catalog.places, "routes": catalog.routes}
    try:
        found = Catalog.model_validate({**ground, **given})
    except ValidationError as error:
        faults = [from_pydantic(item, document.data) for item in error.errors(include_url=False)]
        raise refusal(document, deepest(faults)) from None
    merged = catalog.model_copy(
        update={
            "sources": {**catalog.sources, **saved.sources, **found.sources},
            "claims": found.claims,
        }
    )
    faults = [
        Fault((section, name), "the catalog has one of this name; rename this one")
        for section, names in (("sources", catalog.sources), ("claims", catalog.claims))
        for name in given[section]
        if name in names
    ]
    for claim_id, claim in found.claims.items():
        faults += claim_faults(merged, claim_id, claim)
        if claim.source in catalog.sources:
            key = ("claims", claim_id, "source")
            faults.append(Fault(key, "it belongs to a source of the catalog; add it there"))
    if faults:
        raise refusal(document, faults)
    return merged
