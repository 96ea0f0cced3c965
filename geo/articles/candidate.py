"""The record that reading gives for each figure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """One figure of an article, as ``articles/README.md`` describes its fields.

    Parameters
    ----------
    article
        Name of the article.
    start, end
        Character span in the article's text as it stands.
    quote
        The text of the span.
    metric
        ``distance``, ``duration``, ``cost``, ``traffic``, ``capacity`` or ``share``.
    form
        ``absolute``, ``difference`` or ``ratio``.
    relation
        ``eq``, ``approx``, ``at_least``, ``at_most`` or ``range``, of the magnitude.
    low, high
        Ends of the interval in ``unit``; None: open.
    status
        ``stated``, ``planned`` or ``disputed``.
    subject
        Identifiers of the routes, or of the one place, that it is about.
    baseline
        Identifiers of routes that a difference or ratio is taken against; None: not told.
    wording
        ``nearly``, ``odd`` or ``several``, if it says so.
    year
        The year that the figure is for, if its sentence tells one.
    unit_inferred
        Whether the text leaves the unit out.
    """

    article: str
    start: int
    end: int
    quote: str
    metric: str
    form: str
    relation: str
    low: float | None
    high: float | None
    unit: str
    status: str
    subject: tuple[str, ...]
    baseline: tuple[str, ...] | None
    wording: str | None
    year: int | None
    unit_inferred: bool
