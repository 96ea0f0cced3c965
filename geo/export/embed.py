"""What stands inside a picture's file beside the picture, in each format's own keys."""

from __future__ import annotations


def embedded(kind: str, texts: dict[str, str]) -> dict[str, str | None]:
    """Translate texts into a format's metadata, without any date, so that bytes repeat.

    Parameters
    ----------
    kind
        ``png``, ``svg`` or ``pdf``.
    texts
        Title, Software, Copyright, and Waybill: the state as JSON.
    """
    if kind == "svg":
        return {
            "Title": texts["Title"],
            "Creator": texts["Software"],
            "Rights": texts["Copyright"],
            "Description": texts["Waybill"],
            "Date": None,
        }
    if kind == "pdf":
        return {
            "Title": texts["Title"],
            "Creator": texts["Software"],
            "Producer": texts["Software"],
            "Subject": texts["Copyright"],
            "Keywords": texts["Waybill"],
            "CreationDate": None,
        }
    return dict(texts)
