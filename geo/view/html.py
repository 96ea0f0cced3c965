"""Tables, bars and the space-time diagram as HTML.

Every text passes through :mod:`markupsafe`, which escapes it; only literals of this module are
markup. Colours are the routes' and sources' own or the page's text colour, so that both themes
are served by one markup.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup

from geo.view.scale import kilometre_labels, nice_axis
from geo.wording import number

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

Row = dict[str, Any]

_MODE_OPACITY = {"rail": 1.0, "road": 0.78, "ferry": 0.58, "sea": 0.4}
# What stands right like a number: a range, or the dash for none.
_FIGURE = re.compile(r"-?[\d.,]+( to [\d.,]+)?|–")
_LINES_KEPT = 4_000
_DIAGRAM = (640, 250)
_MARGIN = (44, 34, 14, 34)


def table(
    rows: Sequence[Mapping[str, Any]],
    *,
    label: str,
    scroll: Literal["", "both", "across"] = "",
    marked: Collection[int] = (),
) -> Markup:
    """Draw rows as a table; numbers stand right. On a phone each row becomes a card.

    Parameters
    ----------
    rows
        All with the same keys, which head the columns.
    label
        What the table is, for those who don't see it.
    scroll
        Whether it scrolls in itself: when it is long or wide, only when it is wide, or never.
    marked
        Indices of rows that stand out.
    """
    if not rows:
        return Markup("")
    columns = list(rows[0])
    numeric = {c for c in columns if _are_figures([r[c] for r in rows])}
    head = _join(
        Markup('<th scope="col"{}>{}</th>').format(_right(c in numeric), c) for c in columns
    )
    body = _join(
        Markup("<tr{}>{}</tr>").format(
            Markup(' class="wb-on"') if index in marked else "",
            _join(
                Markup('<td data-label="{}"{}>{}</td>').format(c, _right(c in numeric), _cell(r[c]))
                for c in columns
            ),
        )
        for index, r in enumerate(rows)
    )
    text = Markup(
        '<table class="wb wb-stack" aria-label="{}"><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table>"
    )
    drawn = text.format(label, head, body)
    if not scroll:
        return drawn
    name = "wb-scroll" if scroll == "both" else "wb-scroll wb-tall"
    return Markup('<div class="{}" tabindex="0">{}</div>').format(name, drawn)


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


def _are_figures(values: Sequence[object]) -> bool:
    texts = {_cell(value) for value in values}
    return texts != {"–"} and all(_FIGURE.fullmatch(text) for text in texts)


def _right(numeric: bool) -> Markup:  # noqa: FBT001 - one flag
    return Markup(' class="n"') if numeric else Markup("")


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)


def claim_table(rows: Sequence[Row], say: Callable[[str], str] = str) -> Markup:
    """Draw claims: verdict, what is said, what is allowed, what is measured, by whom.

    Parameters
    ----------
    say
        Translates the heads.
    """
    heads = ("Verdict", "Claim", "Asserted", "Measured", "Source")
    head = _join(Markup("<th>{}</th>").format(say(text)) for text in heads)
    keys = ("verdict", "claim", "about", "asserted", "measured", "source", "date", "words")
    lines = _join(_claim_line(*(row[key] for key in keys)) for row in rows)
    text = Markup(
        '<div class="wb-scroll wb-tall"><table class="wb wb-stack" aria-label="{}">'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    )
    return text.format(say("Claims"), head, lines)


@lru_cache(maxsize=_LINES_KEPT)
def _claim_line(*texts: str) -> Markup:
    return Markup(
        '<tr><td class="wb-v">{}</td><td>{}<small>{}</small></td>'
        '<td data-label="asserted">{}</td><td data-label="measured">{}</td>'
        "<td>{}<small>{} · “{}”</small></td></tr>"
    ).format(*texts)


def _pick(name: str, *, chosen: bool) -> Markup:
    current = Markup(' aria-current="true"') if chosen else Markup("")
    return Markup(' data-pick="{}"{}').format(name, current)


def route_list(
    rows: Sequence[Row], chosen: str | None, unit: str, say: Callable[[str], str] = str
) -> Markup:
    """Draw the routes with their true-length strips; a row can be chosen.

    Parameters
    ----------
    rows
        ``id``, ``colour``, ``route``, ``way``, ``value``, ``range``, ``claims``, ``legs`` (mode,
        km, and ``title`` where it is not just these).
    unit
        Of the value column.
    say
        Translates the heads.
    """
    longest = max((sum(leg["km"] for leg in row["legs"]) for row in rows), default=1) or 1
    head = Markup('<tr><th>{}</th><th class="n">{}</th></tr>').format(
        say("Route and true length"), unit
    )
    lines = _join(
        _route_line(
            row["id"] == chosen,
            *(row[key] for key in ("id", "colour", "route", "way", "claims", "value", "range")),
            legs=tuple(
                (leg["mode"], leg["km"], leg.get("title") or f"{leg['mode']} {leg['km']:,} km")
                for leg in row["legs"]
            ),
            longest=longest,
        )
        for row in rows
    )
    return Markup(
        '<table class="wb" aria-label="{}"><thead>{}</thead><tbody>{}</tbody></table>'
    ).format(say("Routes"), head, lines)


@lru_cache(maxsize=_LINES_KEPT)
def _route_line(
    chosen: bool,  # noqa: FBT001 - the cache's key is by position
    *texts: str,
    legs: tuple[tuple[str, int, str], ...],
    longest: float,
) -> Markup:
    identifier, colour, name, way, claims, value, spread = texts
    pick = _pick(identifier, chosen=chosen)
    return Markup(
        '<tr{}><td><span class="wb-sw" style="background:{}"></span><button type=button>{}</button>'
        '<small>{} · {}</small>{}</td><td class="n">{}<small>{}</small></td></tr>'
    ).format(pick, colour, name, way, claims, _strip(colour, legs, longest), value, spread)


def _strip(colour: str, legs: tuple[tuple[str, int, str], ...], longest: float) -> Markup:
    piece = Markup('<i style="width:{:.2f}%;background:{};opacity:{}" title="{}"></i>')
    pieces = _join(
        piece.format(100 * km / longest, colour, _MODE_OPACITY[mode], title)
        for mode, km, title in legs
    )
    return Markup('<span class="wb-strip">{}</span>').format(pieces)


def bars(rows: Sequence[Row], unit: str, figure: Callable[[float], str] = number) -> Markup:
    """Draw asserted intervals over measured bands on one axis, a row a claim or reading.

    Parameters
    ----------
    rows
        ``label``, ``note``, ``colour``; ``low`` and ``high`` (asserted; None: open), ``all low``,
        ``all high``, ``near low``, ``near high`` (measured; None: nothing); ``sentence``.
    figure
        Prints the numbers of the axis.
    """
    ends = ("low", "high", "all low", "all high", "near low", "near high")
    values = [row[key] for row in rows for key in ends if row[key] is not None]
    low, high, step = nice_axis(min([0, *values]), max([0, *values]))
    lines = _join(_bar(tuple(row.items()), low, high) for row in rows)
    count = round((high - low) / step)
    ticks = _join(
        Markup('<span style="left:{:.2f}%">{}</span>').format(
            100 * i / count, figure(low + i * step)
        )
        for i in range(count + 1)
    )
    axis = Markup('<div class="wb-bar"><div>{}</div><div class="wb-axis">{}</div></div>').format(
        unit, ticks
    )
    return Markup('<div class="wb-bars">{}{}</div>').format(lines, axis)


@lru_cache(maxsize=_LINES_KEPT)
def _bar(cells: tuple[tuple[str, Any], ...], low: float, high: float) -> Markup:
    row = dict(cells)
    sentence = row["sentence"]
    return Markup(
        '<div class="wb-bar"><div>{} <small class="wb-v">{}</small></div>'
        '<div class="wb-track" role="img" aria-label="{}" title="{}">{}</div></div>'
    ).format(row["label"], row["note"], sentence, sentence, _marks(row, low, high))


def _marks(row: Row, low: float, high: float) -> Markup:
    def piece(name: str, start: float, end: float, colour: str = "") -> Markup:
        left = 100 * (start - low) / (high - low)
        width = max(100 * (end - start) / (high - low), 0.6)
        paint = Markup(";background:{}").format(colour) if colour else Markup("")
        return Markup('<i class="{}" style="left:{:.2f}%;width:{:.2f}%{}"></i>').format(
            name, left, width, paint
        )

    parts = [Markup('<i class="zero" style="left:{:.2f}%"></i>').format(-100 * low / (high - low))]
    parts += [
        piece(name, row[f"{name} low"], row[f"{name} high"])
        for name in ("all", "near")
        if row[f"{name} low"] is not None
    ]
    if row["low"] is not None or row["high"] is not None:
        start = low if row["low"] is None else row["low"]
        end = high if row["high"] is None else row["high"]
        parts.append(piece("said", start, end, row["colour"]))
    arrow = Markup('<b class="open" style="{}">{}</b>')
    if row["low"] is None and row["high"] is not None:
        parts.append(arrow.format("left:0", "‹"))
    if row["high"] is None and row["low"] is not None:
        parts.append(arrow.format("right:0", "›"))
    return _join(parts)


def pairs(rows: Sequence[tuple[str, str]]) -> Markup:
    """Draw labels with their values, which may be long."""
    items = _join(Markup("<dt>{}</dt><dd>{}</dd>").format(label, value) for label, value in rows)
    return Markup('<dl class="wb-dl">{}</dl>').format(items)


def position_bar(start: int, length: int) -> Markup:
    """Draw an article as a bar with the place of a figure marked."""
    mark = Markup(
        '<i class="all" style="left:0;width:100%"></i><i class="here" style="left:{:.2f}%"></i>'
    )
    return Markup(
        '<div class="wb-track" role="img" aria-label="Position in the text">{}</div>'
    ).format(mark.format(100 * start / length))


def progress(rows: Sequence[Row], label: str) -> Markup:
    """Draw a consignment's way: kilometres across, days up, p10 to p90 as a fan."""
    width, height = _DIAGRAM
    left, top, right, bottom = _MARGIN
    _, far, km_step = nice_axis(0, max(row["km"] for row in rows))
    _, long, day_step = nice_axis(0, max(row["high"] for row in rows))

    def at(km: float, days: float) -> str:
        x = left + km / far * (width - left - right)
        y = height - bottom - days / long * (height - top - bottom)
        return f"{x:.1f},{y:.1f}"

    fan = [at(r["km"], r["low"]) for r in rows] + [at(r["km"], r["high"]) for r in reversed(rows)]
    line = [at(r["km"], r["days"]) for r in rows]
    dots = _join(
        Markup(
            '<circle cx="{}" cy="{}" r="3.4" fill="#4a7fb5">'
            "<title>{}: {} days at {} km</title></circle>"
        ).format(*point.split(","), row["step"], number(row["days"]), number(row["km"]))
        for point, row in zip(line, rows, strict=True)
    )
    across = kilometre_labels(far, km_step, (left, width - right), height - bottom + 20)
    up = _join(
        Markup('<text x="{}" y="{}" text-anchor="end" dominant-baseline="middle">{}</text>').format(
            left - 6, at(0, i * day_step).split(",")[1], number(i * day_step)
        )
        for i in range(round(long / day_step) + 1)
    )
    return Markup(
        '<svg class="wb-svg" viewBox="0 0 {} {}" role="img" aria-label="{}"><polygon points="{}" '
        'fill="#4a7fb5" fill-opacity=".25"/><polyline points="{}" fill="none" stroke="#4a7fb5" '
        'stroke-width="2.4"/>{}{}{}<text x="4" y="14">days</text></svg>'
    ).format(width, height, label, " ".join(fan), " ".join(line), dots, across, up)


def section(title: str, parts: Sequence[Markup], key: str = "") -> Markup:
    """Head some parts, with a key below them."""
    foot = Markup('<p class="wb-key">{}</p>').format(key) if key else Markup("")
    return Markup("<section><h2>{}</h2>{}{}</section>").format(title, _join(parts), foot)


def note(text: str) -> Markup:
    """Draw a sentence that stands for something missing."""
    return Markup("<p>{}</p>").format(text)


def route_panel(
    title: str, figures: Sequence[tuple[str, str]], legs: Sequence[Row], notes: str
) -> Markup:
    """Draw the chosen route: its figures with their spread, its legs, what is special."""
    top = _join(
        Markup("<div><b>{}</b><small>{}</small></div>").format(value, spread)
        for value, spread in figures
    )
    return section(
        title,
        [
            Markup('<div class="wb wb-figures">{}</div>').format(top),
            table(legs, label="Legs", scroll="across"),
        ],
        notes,
    )


def course(rows: Sequence[Row], events: Sequence[Row], label: str) -> Markup:
    """Draw a consignment's way in time, and what happens on it."""
    parts = [progress(rows, label)] if rows else []
    if events:
        parts.append(table(events, label="Borders, gauge breaks and transhipments"))
    return section("On the way", parts or [note(label)])
