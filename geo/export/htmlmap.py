"""A map in one HTML file that opens without any network: Leaflet, land, lines, claims inside it."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from geo import basemap
from geo.export import assumed, htmlwords, options, rows
from geo.export.texts import (
    ATTRIBUTION,
    NO_ENDORSEMENT,
    figure_unit,
    metadata,
    plain,
    state,
    subtitle,
    title,
)
from geo.export.words import TAGS, words
from geo.view import charts, html, tables, text
from geo.view.lines import lines
from geo.view.mapfiles import LEAFLET, STATIC, leaflet_script
from geo.view.mapstate import map_state
from geo.view.scene import Judgements, Scene, State
from geo.view.scriptjson import script_json
from geo.wording import METRIC_LABELS

if TYPE_CHECKING:
    from geo.export.selection import Selection

_OUTSIDE = re.compile(r"url\([^)]*\)")
# Even if a text should slip through as markup, the page may ask nothing of anyone.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_PAGE = Markup("""<!DOCTYPE html>
<html lang="{lang}" data-theme="{theme}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="{generator}">
<meta name="description" content="{copyright}">
<title>{title}</title>
<link rel="canonical" href="{link}">
<style>{styles}</style>
</head>
<body>
<header><h1>{title}</h1>{assumed}<p>{subtitle}</p></header>
<main>
<div id="map"></div>
<aside>{routes}</aside>
</main>
{sections}
<footer><p>{attribution}</p><p>{link_head} <a href="{link}" rel="noreferrer">{link}</a></p>
<p>{provenance}</p></footer>
<script type="application/json" id="waybill-state">{state}</script>
<script type="application/json" id="waybill-about">{about}</script>
<script>{scripts}</script>
</body>
</html>
""")


def render(selection: Selection, suffix: str) -> bytes:
    """Write a selection as one HTML file.

    Parameters
    ----------
    suffix
        ``.html``.
    """
    del suffix
    scene = _scene(selection)
    if selection.metric != "distance":
        selection.board.estimate([scene.ways[route] for route in selection.routes])
    texts = metadata(selection)
    theme = scene.state.theme
    return _PAGE.format(
        lang=TAGS[selection.options.lang],
        theme=theme,
        policy=_POLICY,
        generator=texts["Software"],
        copyright=texts["Copyright"],
        attribution=f"{selection.say(ATTRIBUTION)} {selection.say(NO_ENDORSEMENT)}",
        link_head=selection.say("Link:"),
        title=title(selection),
        subtitle=subtitle(selection),
        assumed=_assumed(selection),
        link=selection.link,
        styles=Markup(_styles()),  # noqa: S704 - files of this package and of Leaflet
        routes=_routes(selection, scene),
        sections=_sections(selection, scene),
        provenance=selection.say(
            "Catalog sha256 {sha}, {program}.", sha=selection.sha256, program=texts["Software"]
        ),
        state=Markup(script_json(_state(selection, scene))),  # noqa: S704 - escaped there
        about=Markup(script_json(state(selection))),  # noqa: S704
        scripts=Markup(_scripts(selection)),  # noqa: S704
    ).encode()


def _scene(selection: Selection) -> Scene:
    """Show on the page's map what the selection holds."""
    view = selection.view
    dark = selection.options.look == "dark"
    return Scene(
        Judgements(selection.board, view.hedges),
        State(
            sources=selection.sources,
            metric=view.metric,
            variants={
                r: w.variant for r in selection.routes if (w := selection.shown_way(r)).variant
            },
            origin=view.origin,
            destination=view.destination,
            hedges=view.hedges,
            unit=view.unit,
            theme="dark" if dark else "light",
        ),
    )


def _state(selection: Selection, scene: Scene) -> dict[str, Any]:
    found = map_state(scene)
    shown = {route: way for route, way in found["ways"].items() if route in selection.routes}
    for route, way in shown.items():
        if selection.options.lang != "en":
            way["name"] = selection.named(selection.catalog.routes[route].name)
            way["lines"] = htmlwords.tooltip(selection, scene, route)
        way["name"] = plain(way["name"])
        way["lines"] = [plain(line) for line in way["lines"]]
    return {**found, "ways": shown, "bounds": _bounds(selection)}


def _bounds(selection: Selection) -> list[list[float]] | None:
    if selection.options.extent in (options.FITTED, options.WHOLE):
        return None
    west, south, east, north = options.box(selection.options.extent)
    return [[south, west], [north, east]]


def _routes(selection: Selection, scene: Scene) -> Markup:
    shown = [row for row in charts.route_rows(scene) if row["id"] in selection.routes]
    if selection.options.lang != "en":
        shown = [htmlwords.route_row(selection, scene, row) for row in shown]
    return html.route_list(
        [{key: _line(value) for key, value in row.items()} for row in shown],
        None,
        figure_unit(selection),
        selection.say,
    )


def _assumed(selection: Selection) -> Markup:
    """Say what is assumed, and what follows for the ways shown."""
    told = [assumed.assumptions(selection.view, selection.options.lang)]
    for route in selection.routes:
        way = selection.shown_way(route)
        parts = (selection.unmeasured.get(way), assumed.note(selection, way))
        if any(parts):
            name = selection.named(selection.catalog.routes[route].name)
            told.append(f"{name}: {' '.join(filter(None, parts))}")
    return Markup("").join(Markup("<p>{}</p>").format(rows.clean(text)) for text in told if text)


def _line(value: Any) -> Any:  # noqa: ANN401 - a cell's value
    return plain(value) if isinstance(value, str) else value


def _sections(selection: Selection, scene: Scene) -> Markup:
    """Draw the comparison and the table of claims on the routes shown."""
    say = selection.say
    groups: dict[str, list[dict[str, Any]]] = {}
    lines = []
    for claim_id, claim in selection.claims.items():
        ((unit, (bar,)),) = charts.comparison_rows(
            scene, selection.metric, {claim_id: claim}
        ).items()
        (line,) = tables.claim_rows(scene, {claim_id: claim})
        if selection.options.lang != "en":
            bar = htmlwords.bar_row(selection, claim_id, bar)
            line = htmlwords.claim_row(selection, claim_id, line)
        groups.setdefault(unit, []).append(_cleaned(bar))
        lines.append(_cleaned(line))
    quantity = say(METRIC_LABELS[selection.metric])
    heading = say("{quantity}: asserted against measured", quantity=quantity)
    if not groups:
        label = quantity.lower()
        nothing = say("The articles shown assert no {quantity} of these routes.", quantity=label)
        return html.section(heading, [html.note(nothing)])
    bars = [html.bars(found, say(unit), selection.figure) for unit, found in groups.items()]
    table = html.claim_table(lines, say)
    parts = [
        html.section(heading, bars, say(text.comparison_key())),
        html.section(say("{quantity} claims", quantity=quantity), [table]),
    ]
    return Markup("").join(parts)


def _cleaned(row: dict[str, Any]) -> dict[str, Any]:
    return {key: rows.clean(value) for key, value in row.items()}


@cache
def _styles() -> str:
    leaflets = (LEAFLET / "leaflet.css").read_text(encoding="utf-8")
    own = [(STATIC / name).read_text(encoding="utf-8") for name in ("page.css", "standalone.css")]
    return "\n".join([_OUTSIDE.sub("none", leaflets), *own])


def _scripts(selection: Selection) -> str:
    """Put Leaflet, the lines of the routes shown, the land and the map's script together."""
    drawn = lines(selection.board, selection.routes)
    lang = selection.options.lang
    if lang != "en":
        drawn = htmlwords.place_names(selection, drawn)
    translated = {} if lang == "en" else {key: found[lang] for key, found in words().items()}
    parts = [
        leaflet_script(),
        f"window.WAYBILL_LINES={script_json(drawn)};",
        f"window.WAYBILL_WORDS={script_json(translated)};",
        f"window.WAYBILL_BASEMAP={json.dumps(basemap.load(), separators=(',', ':'))};",
        (STATIC / "waybill.js").read_text(encoding="utf-8"),
        (STATIC / "standalone.js").read_text(encoding="utf-8"),
    ]
    return "\n".join(parts)
