"""A map in one HTML file that opens without any network: Leaflet, land, lines, claims inside it."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from geo import basemap
from geo.export import assumed, options, rows
from geo.export.texts import figure_unit, metadata, plain, state, subtitle, title
from geo.view import charts, html, tables, text
from geo.view.lines import lines
from geo.view.mapfiles import LEAFLET, STATIC, leaflet_script
from geo.view.mapstate import map_state
from geo.view.scene import Judgements, Scene, State
from geo.view.scriptjson import script_json

if TYPE_CHECKING:
    from geo.export.selection import Selection

_OUTSIDE = re.compile(r"url\([^)]*\)")
# Even if a text should slip through as markup, the page may ask nothing of anyone.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_PAGE = Markup("""<!DOCTYPE html>
<html lang="en" data-theme="{theme}">
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
<footer><p>{copyright}</p><p>Link: <a href="{link}" rel="noreferrer">{link}</a></p>
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
        theme=theme,
        policy=_POLICY,
        generator=texts["Software"],
        copyright=texts["Copyright"],
        title=title(selection),
        subtitle=subtitle(selection),
        assumed=_assumed(selection),
        link=selection.link,
        styles=Markup(_styles()),  # noqa: S704 - files of this package and of Leaflet
        routes=_routes(selection, scene),
        sections=_sections(selection, scene),
        provenance=f"Catalog sha256 {selection.sha256}, {texts['Software']}.",
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
    for way in shown.values():
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
    return html.route_list(
        [{key: _line(value) for key, value in row.items()} for row in shown],
        None,
        figure_unit(selection),
    )


def _assumed(selection: Selection) -> Markup:
    """Say what is assumed, and what follows for the ways shown."""
    told = [assumed.assumptions(selection.view)]
    for route in selection.routes:
        way = selection.shown_way(route)
        parts = (selection.unmeasured.get(way), assumed.note(selection, way))
        if any(parts):
            name = selection.catalog.routes[route].name.en
            told.append(f"{plain(name)}: {' '.join(filter(None, parts))}")
    return Markup("").join(Markup("<p>{}</p>").format(rows.clean(text)) for text in told if text)


def _line(value: Any) -> Any:  # noqa: ANN401 - a cell's value
    return plain(value) if isinstance(value, str) else value


def _sections(selection: Selection, scene: Scene) -> Markup:
    """Draw the comparison and the table of claims on the routes shown."""
    groups = charts.comparison_rows(scene, selection.metric, selection.claims)
    bars = [html.bars([_cleaned(r) for r in found], unit) for unit, found in groups.items()]
    table = html.claim_table([_cleaned(row) for row in tables.claim_rows(scene, selection.claims)])
    heading = text.comparison_title(selection.metric)
    if not bars:
        return html.section(heading, [html.note(text.nothing_asserted(scene, selection.metric))])
    parts = [
        html.section(heading, bars, text.comparison_key()),
        html.section(text.claims_title(scene), [table]),
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
    parts = [
        leaflet_script(),
        f"window.WAYBILL_LINES={script_json(drawn)};",
        f"window.WAYBILL_BASEMAP={json.dumps(basemap.load(), separators=(',', ':'))};",
        (STATIC / "waybill.js").read_text(encoding="utf-8"),
        (STATIC / "standalone.js").read_text(encoding="utf-8"),
    ]
    return "\n".join(parts)
