"""Pictures of a scenario as HTML and SVG: space and time, waterfall, tornado, effects.

Every text passes through :mod:`markupsafe`; see :mod:`geo.view.html`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from geo.view.scale import kilometre_labels, nice_axis
from geo.wording import number, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row = dict[str, Any]

_SIZE = (560, 330)
_MARGIN = (44, 34, 14, 36)
_DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 2 1 2")


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


def space_time(rows: Sequence[Row]) -> Markup:
    """Draw ways in space and time: kilometres across, days up, p10 to p90 as a fan.

    Parameters
    ----------
    rows
        ``route``, ``colour``, ``points`` (``km``, ``low``, ``days``, ``high``, ``step``) and
        ``before``, the baseline's points where it differs.
    """
    if not rows:
        return Markup("<p>No way that is chosen here is open and has an estimate of days.</p>")
    width, height = _SIZE
    left, top, right, bottom = _MARGIN
    points = [point for row in rows for point in (*row["points"], *row["before"])]
    _, far, km_step = nice_axis(0, max(point["km"] for point in points))
    _, long, day_step = nice_axis(0, max(point["high"] for point in points))

    def at(km: float, days: float) -> tuple[str, str]:
        x = left + km / far * (width - left - right)
        y = height - bottom - days / long * (height - top - bottom)
        return f"{x:.1f}", f"{y:.1f}"

    def line(row: Row, key: str, course: str = "points") -> list[str]:
        return [",".join(at(point["km"], point[key])) for point in row[course]]

    fans = _join(
        Markup('<polygon points="{}" fill="{}" fill-opacity=".16"/>').format(
            " ".join([*line(row, "low"), *reversed(line(row, "high"))]), row["colour"]
        )
        for row in rows
    )
    usual = _join(
        Markup(
            '<polyline points="{}" fill="none" stroke="{}" stroke-width="1.2" '
            'stroke-dasharray="1 3"/>'
        ).format(" ".join(line(row, "days", "before")), row["colour"])
        for row in rows
        if row["before"]
    )
    lines = _join(
        Markup(
            '<polyline points="{}" fill="none" stroke="{}" stroke-width="2.4" '
            'stroke-dasharray="{}" stroke-linejoin="round"/>{}'
        ).format(
            " ".join(line(row, "days")),
            row["colour"],
            _DASHES[index % len(_DASHES)],
            _dots(row, at),
        )
        for index, row in enumerate(rows)
    )
    across = kilometre_labels(far, km_step, (left, width - right), height - bottom + 20)
    up = _join(
        Markup(
            '<line x1="{}" x2="{}" y1="{}" y2="{}" stroke="currentColor" stroke-opacity=".18"/>'
            '<text x="{}" y="{}" text-anchor="end" dominant-baseline="middle">{}</text>'
        ).format(left, width - right, y, y, left - 6, y, number(i * day_step))
        for i in range(round(long / day_step) + 1)
        for y in (at(0, i * day_step)[1],)
    )
    drawn = Markup(
        '<svg class="wb-svg" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}{}'
        '<text x="4" y="14">days</text></svg>'
    ).format(width, height, _in_words(rows), up, fans, usual, lines, across)
    return drawn + _legend(rows)


def _dots(row: Row, at: Any) -> Markup:  # noqa: ANN401 - a function of two numbers
    return _join(
        Markup('<circle cx="{}" cy="{}" r="3" fill="{}"><title>{}: {}</title></circle>').format(
            *at(point["km"], point["days"]),
            row["colour"],
            point["step"],
            f"day {point['days']:.1f} ({point['low']:.1f} to {point['high']:.1f}), "
            f"{point['km']:,.0f} km",
        )
        for point in row["points"]
    )


def _in_words(rows: Sequence[Row]) -> str:
    ends = ((row["route"], row["points"][-1]) for row in rows)
    return "Days against kilometres: " + "; ".join(
        f"{route} {span(end['low'], end['high'])} days over {number(end['km'])} km"
        for route, end in ends
    )


def _legend(rows: Sequence[Row]) -> Markup:
    item = Markup(
        '<span><svg width="34" height="10" aria-hidden="true"><line x1="0" x2="34" y1="5" y2="5" '
        'stroke="{}" stroke-width="3" stroke-dasharray="{}"/></svg> {} <small>{}</small></span>'
    )
    dotted = "Thin dots: the baseline." if any(row["before"] for row in rows) else ""
    return Markup('<p class="wb-legend">{}<small>{}</small></p>').format(
        _join(
            item.format(
                row["colour"],
                _DASHES[index % len(_DASHES)],
                row["route"],
                f"{span(row['points'][-1]['low'], row['points'][-1]['high'])} days",
            )
            for index, row in enumerate(rows)
        ),
        dotted,
    )


def waterfall(rows: Sequence[Row], total: tuple[float, float, float] | None, unit: str) -> Markup:
    """Draw a way's cost step by step; each step opens its arithmetic.

    Parameters
    ----------
    rows
        See :func:`geo.view.effects.waterfall_rows`.
    total
        p10, p50 and p90 of the whole; None: no estimate.
    unit
        Of the cost.
    """
    longest = max([*(row["to"] for row in rows), total[2] if total else 0.0]) or 1.0
    lines = _join(_fall(row, longest) for row in rows)
    whole = Markup("")
    if total:
        low, mid, high = total
        whole = Markup(
            '<div class="wb-step wb-whole"><span>Whole way, median</span><span class="n">{}</span>'
            '<span class="wb-track"><i class="near" style="left:0;width:{:.2f}%"></i>'
            '<i class="whisker" style="left:{:.2f}%;width:{:.2f}%"></i></span></div>'
        ).format(
            f"{number(mid)} ({span(low, high)}) {unit}",
            100 * mid / longest,
            100 * low / longest,
            100 * (high - low) / longest,
        )
    return Markup('<div class="wb-steps">{}{}</div>').format(lines, whole)


def _fall(row: Row, longest: float) -> Markup:
    start, size = 100 * row["from"] / longest, 100 * (row["to"] - row["from"]) / longest
    cost, days = row["cost"], row["days"]
    figures = ", ".join(
        [
            *([f"{number(days.mid)} days"] if days and days.mid else []),
            *([f"{number(cost.mid)} USD"] if cost and cost.mid else []),
            *([f"{number(row['co2e'].mid)} kg"] if row["co2e"] and row["co2e"].mid else []),
        ]
    )
    return Markup(
        '<details><summary class="wb-step"><span>{}</span><span class="n">{}</span>'
        '<span class="wb-track"><i class="near" style="left:{:.2f}%;width:{:.2f}%"></i></span>'
        "</summary>{}</details>"
    ).format(row["label"], figures or "no figure", start, max(size, 0.4), _arithmetic(row))


def _arithmetic(row: Row) -> Markup:
    spreads = "; ".join(
        f"{what} {span(band.low, band.high)}, median {number(band.mid)}"
        for what, band in (("days", row["days"]), ("USD", row["cost"]), ("kg CO2e/t", row["co2e"]))
        if band and band.high
    )
    inputs = _join(
        Markup("<li><code>{}</code> {}<small>{} {}</small></li>").format(
            item["name"], item["value"], item["covers"], _source(item)
        )
        for item in row["inputs"]
    )
    formula = _join(Markup("<p>{}</p>").format(part) for part in row["formula"].split("; "))
    return Markup(
        '<div class="wb-sum"><b>At the most likely values</b>{}<p>10,000 draws, p10 to p90: {}</p>'
        "<ul>{}</ul></div>"
    ).format(formula, spreads or "–", inputs)


def _source(item: Row) -> Markup:
    title = f"{item['source']}{', ' + item['year'] if item['year'] else ''}"
    if not item["url"]:
        return Markup("Source: {}").format(title)
    return Markup('Source: <a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(
        item["url"], title
    )


def tornado(rows: Sequence[Row], unit: str) -> Markup:
    """Draw how far each parameter moves a total, the widest first.

    Parameters
    ----------
    rows
        ``name``, ``parameter``, ``ends``, and the total at the parameter's ``low``, ``usual`` and
        ``high``.
    """
    if not rows:
        return Markup("<p>No estimate on this way.</p>")
    values = [row[key] for row in rows for key in ("low", "usual", "high")]
    low, high, step = nice_axis(min(values), max(values))
    scale = 100 / (high - low)
    bars = []
    for row in rows:
        first, last = sorted((row["low"], row["high"]))
        says = f"{row['name']}, {row['ends']}: {span(first, last)} {unit}"
        bars.append(
            Markup(
                '<div class="wb-bar"><div>{}<small>{}</small></div><div class="wb-track" role="img"'
                ' aria-label="{}" title="{}"><i class="less" style="left:{:.2f}%;width:{:.2f}%">'
                '</i><i class="more" style="left:{:.2f}%;width:{:.2f}%"></i></div></div>'
            ).format(
                row["name"],
                row["ends"],
                says,
                says,
                (first - low) * scale,
                (row["usual"] - first) * scale,
                (row["usual"] - low) * scale,
                (last - row["usual"]) * scale,
            )
        )
    count = round((high - low) / step)
    ticks = _join(
        Markup('<span style="left:{:.2f}%">{}</span>').format(
            100 * i / count, number(low + i * step)
        )
        for i in range(count + 1)
    )
    foot = Markup('<div class="wb-bar"><div>{}</div><div class="wb-axis">{}</div></div>')
    return Markup('<div class="wb-bars">{}{}</div>').format(_join(bars), foot.format(unit, ticks))


def effect_table(rows: Sequence[Row], heads: Sequence[str], chosen: str | None) -> Markup:
    """Draw the routes under a scenario: figures with range and change; a row can be chosen.

    Parameters
    ----------
    rows
        See :func:`geo.view.effects.route_rows`.
    heads
        Of the figures' columns.
    """
    head = _join(Markup('<th class="n">{}</th>').format(title) for title in heads)
    lines = _join(_effect(row, heads, chosen) for row in rows)
    return Markup(
        '<div class="wb-scroll wb-tall"><table class="wb wb-effects"'
        ' aria-label="Routes under the scenario">'
        "<thead><tr><th>Route</th>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(head, lines)


def _effect(row: Row, heads: Sequence[str], chosen: str | None) -> Markup:
    current = Markup(' aria-current="true"') if row["id"] == chosen else Markup("")
    width = len(row["figures"])
    note = Markup("")
    if row["note"]:
        text = Markup('<tr class="wb-note"><td colspan="{}">{}</td></tr>')
        note = text.format(width + 1, row["note"])
    start = Markup(
        '<tr data-pick="{}"{}><td><span class="wb-sw" style="background:{}"></span>'
        "<button type=button>{}</button><small>{}</small></td>"
    ).format(row["id"], current, row["colour"], row["route"], row["way"])
    if row["closed"]:
        closed = Markup('<td class="n wb-v" colspan="{}">closed</td></tr>').format(width)
        return start + closed + note
    cells = _join(
        Markup(
            '<td class="n" data-head="{}">{}<small>{}</small><b class="wb-change">{}</b></td>'
        ).format(head, *figure)
        for head, figure in zip(heads, row["figures"], strict=True)
    )
    return start + cells + Markup("</tr>") + note
