"""The map as folium objects: a constant base, and one group that tells the page's state.

streamlit-folium reloads its frame whenever the base map's script changes; so the base never
does, and everything that varies travels as the state of one element in a feature group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import folium
from branca.element import MacroElement
from folium.template import Template

from geo.view.scriptjson import script_json

if TYPE_CHECKING:
    from collections.abc import Mapping


class _Base(MacroElement):
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        window.waybill.setUp({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )


class _State(MacroElement):
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        window.waybill.draw(window.map || map_div, {{ this.state }});
        {% endmacro %}
        """
    )

    def __init__(self, state: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "State"
        self.state = state


def base_map() -> folium.Map:
    """Make the constant base map; a fresh one a run, since streamlit-folium changes it."""
    page = folium.Map(
        [45, 65], zoom_start=3, tiles=None, min_zoom=1, max_zoom=9, zoom_snap=0.25, zoom_delta=0.75
    )
    page.add_child(_Base())  # type: ignore[no-untyped-call]
    return page


def state_group(state: Mapping[str, Any]) -> folium.FeatureGroup:
    """Make the feature group that draws a state; see ``static/waybill.js``."""
    group = folium.FeatureGroup("state")
    group.add_child(_State(script_json(state)))
    return group
