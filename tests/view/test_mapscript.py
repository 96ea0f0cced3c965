"""What goes into the page's script: no text can break out of it, whatever it holds."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.view.mapscript import base_map, state_group
from geo.view.scriptjson import script_json

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "`${alert(1)}`",
    "'; alert(1); '",
    '"; alert(1); "',
    "\\'; alert(1); //",
    "\u2028alert(1)\u2029",
    "{{ 7 * 7 }}",  # folium renders its scripts as templates a second time
    "{% raw %}",
    "{# a comment #}",
    "&lt;b&gt;",
    "]]>",
    "\x00\x1b[31m",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_arrives_as_it_was_and_stays_text(text):
    printed = script_json({text: [text]})
    assert json.loads(printed) == {text: [text]}
    assert_tame(printed)


def assert_tame(printed):
    """Plain ASCII without what ends a script, a template string or an attribute."""
    assert re.fullmatch(r"[ -~]*", printed)
    assert not set("<>&'`$") & set(printed)


LETTERS = st.text(max_size=12) | st.text("<>&'`$\"\\/{}()!-\u2028\u2029\n", max_size=12)
VALUES = st.recursive(
    LETTERS
    | st.booleans()
    | st.none()
    | st.integers()
    | st.floats(allow_nan=False).filter(lambda number: abs(number) < 1e300),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LETTERS, inner, max_size=3),
    max_leaves=6,
)


@given(VALUES)
def test_any_value_is_read_back_and_stays_tame(value):
    printed = script_json(value)
    assert json.loads(printed) == value
    assert_tame(printed)


@given(LETTERS)
def test_the_only_quotes_are_those_around_a_text(text):
    printed = script_json(text)
    inside = re.sub(r"\\.", "", printed[1:-1])
    assert printed[0] == printed[-1] == '"'
    assert '"' not in inside


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_json_can_not_say_is_refused(number):
    with pytest.raises(ValueError, match="JSON"):
        script_json(number)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_leaves_the_maps_script_whole(text):
    page = base_map()
    group = state_group({"name": text})
    group.add_to(page)
    html = page.get_root().render()
    (call,) = re.findall(r"window\.waybill\.draw\(.*\);", html)
    state = call[call.index("{") : call.rindex("}") + 1]
    assert json.loads(state) == {"name": text}
    assert "alert(1)</script>" not in html


def test_the_base_map_does_not_change_from_run_to_run():
    """Its identifiers aside: a change would reload the map's frame and lose pan and zoom."""
    first, second = (re.sub(r"[0-9a-f]{32}", "", base_map().get_root().render()) for _ in range(2))
    assert first == second
