"""Make a PNG of the routes by folium's own function.

    python folium_png.py OUT CHROMIUM DRIVER [FLAG …]

It waits as long as it does by default, 3 seconds. Leaflet comes from this disk: with folium's own
list of scripts the map would wait for a network.
"""

from __future__ import annotations

import sys
from pathlib import Path

import folium
from selenium import webdriver
from xstatic.pkg import leaflet

sys.path.insert(0, str(Path(__file__).parents[2]))

from geo.catalog import load
from geo.export.selection import select

LEAFLET = Path(leaflet.BASE_DIR)


def main(out, chromium, driver, *flags):
    folium.Map.default_js = [("leaflet", (LEAFLET / "leaflet.js").as_uri())]
    folium.Map.default_css = [("leaflet_css", (LEAFLET / "leaflet.css").as_uri())]
    selection = select(load().catalog)
    page = folium.Map([45, 65], zoom_start=3, tiles=None)
    for measured in selection.measured.values():
        colour = selection.catalog.routes[measured.itinerary.route].colour
        for leg in measured.legs:
            folium.PolyLine(leg.path.lonlat[:, ::-1].tolist(), color=colour).add_to(page)
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in ("--headless=new", *flags):
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    Path(out).write_bytes(page._to_png(driver=browser))


if __name__ == "__main__":
    main(*sys.argv[1:])
