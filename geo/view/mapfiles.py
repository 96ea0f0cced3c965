"""The map's static files: lines, countries and script, which the browser keeps between visits."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from xstatic.pkg import leaflet

from geo import basemap
from geo.measure import memory
from geo.view.lines import lines
from geo.view.scriptjson import script_json

if TYPE_CHECKING:
    from geo.measure.board import Board

_FOLDERS_KEPT = 20
STATIC = FilePath(__file__).resolve().parent / "static"
LEAFLET = FilePath(leaflet.BASE_DIR)


def leaflet_script() -> str:
    """Give Leaflet's script, without the pointer to a source map that is not there."""
    return (LEAFLET / "leaflet.js").read_text(encoding="utf-8").split("//# sourceMappingURL")[0]


def written(ground_sha256: str, board: Board) -> FilePath:
    """Give the folder with a catalog's ``map.js``, ``leaflet.css`` and ``basemap.js``.

    The script holds Leaflet, the lines and what draws them: streamlit-folium fetches one file
    after the other. The folder stands in the user's cache folder, named by all that the files
    depend on; folders of other states are removed once there are many.
    """
    library = leaflet_script().encode()
    script = (STATIC / "waybill.js").read_bytes()
    countries = basemap.BASEMAP_PATH.read_bytes()
    digest = hashlib.sha256(b"".join([ground_sha256.encode(), library, script, countries]))
    folder = memory.home() / "map" / f"{digest.hexdigest()[:16]}-{memory.stamp()[:16]}"
    if not (folder / "map.js").exists():
        _forget_old(folder.parent)
        folder.mkdir(parents=True, exist_ok=True)
        drawn = script_json(lines(board)).encode()
        (folder / "basemap.js").write_bytes(b"window.WAYBILL_BASEMAP=" + countries + b";")
        shutil.copy(LEAFLET / "leaflet.css", folder)
        lined = b"window.WAYBILL_LINES=" + drawn + b";\n"
        (folder / "map.js").write_bytes(library + b"\n" + lined + script)
    return folder


def _forget_old(home: FilePath) -> None:
    folders = sorted(home.glob("*"), key=lambda found: found.stat().st_mtime)
    for folder in folders[:-_FOLDERS_KEPT]:
        shutil.rmtree(folder, ignore_errors=True)
