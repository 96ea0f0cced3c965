"""Make a PNG of the routes by folium's own function, with everything at its default.

    python folium_png.py OUT CHROMIUM DRIVER [FLAG …]

The map shows what ``waybill snapshot`` draws of it: land, routes, places and their names. It waits
as long as folium does by default, 3 seconds. Two things are in folium's favour: Leaflet comes from
this disk, where its own list of scripts would wait for a network, and Chromium starts faster than
the Firefox that it would take.
"""

from __future__ import annotations

import sys
from pathlib import Path

import folium
from selenium import webdriver
from xstatic.pkg import leaflet

sys.path.insert(0, str(Path(__file__).parents[2]))

from geo import basemap
from geo.catalog import load
from geo.export.selection import select

LEAFLET = Path(leaflet.BASE_DIR)


def main(out, chromium, driver, *flags):
    folium.Map.default_js = [("leaflet", (LEAFLET / "leaflet.js").as_uri())]
    folium.Map.default_css = [("leaflet_css", (LEAFLET / "leaflet.css").as_uri())]
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in ("--headless=new", *flags):
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    Path(out).write_bytes(drawn(select(load().catalog))._to_png(driver=browser))


def drawn(selection):
    """Build the map as folium's users do."""
    page = folium.Map([45, 65], zoom_start=3, tiles=None)
    folium.GeoJson(basemap.load()).add_to(page)
    places = {}
    for measured in selection.measured.values():
        colour = selection.catalog.routes[measured.itinerary.route].colour
        for leg in measured.legs:
            folium.PolyLine(leg.path.lonlat[:, ::-1].tolist(), color=colour).add_to(page)
            for place in (leg.leg.start, leg.leg.end):
                places[place] = selection.catalog.places[place]
    for place in places.values():
        name = folium.Tooltip(place.name.en, permanent=True)
        folium.CircleMarker([place.lat, place.lon], radius=4, tooltip=name).add_to(page)
    return page


if __name__ == "__main__":
    main(*sys.argv[1:])
