"""Bad routes.yaml: one clear message a fault, with file, line, key, what was expected, remedy."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.catalog import countries, load
from geo.cli import main
from geo.errors import InputError
from tests.fixtures import line_of, small, written, yaml_text

ABSENT = object()


def spoilt(key, value):
    """The small catalog with one value replaced, added or, with ABSENT, taken out."""
    data = holder = small()
    *way, last = (int(part) if part.isdigit() else part for part in re.findall(r"[\w-]+", key))
    for part in way:
        holder = holder[part]
    if value is ABSENT:
        del holder[last]
    else:
        holder[last] = value
    return data


def refusal(folder, data):
    """The lines that a catalog is refused with."""
    with pytest.raises(InputError) as caught:
        load(written(folder, data))
    return str(caught.value).splitlines()


def test_the_small_catalog_is_valid(tmp_path):
    file = load(written(tmp_path, small()))
    assert list(file.catalog.places) == ["karaganda", "astana", "dostyk"]
    assert file.catalog.routes["northern"].legs[0].end == "astana"


# By name: the key to spoil, its value, the row to blame, words of the message; another key if that
# is the one to blame.
FAULTS = {
    "an unknown key of a place":
        ("places.astana.latt", 51.2, "latt: 51.2", "unknown key|did you mean 'lat'?"),
    "an unknown key of a claim":
        ("claims.ride-length.sumary", "x", "sumary:", "unknown key|did you mean 'summary'?"),
    "an unknown key of a leg":
        ("routes.northern.legs[0].vai", [], "vai:", "unknown key|did you mean 'via'?|from, to"),
    "an unknown section":
        ("cliams", {"a": 1}, "cliams:", "unknown key|did you mean 'claims'?"),
    "a place without country":
        ("places.astana.country", ABSENT, "astana:", "missing key|add 'country:'"),
    "a leg without start":
        ("routes.northern.legs[0].from", ABSENT, 'mode: "rail"', "missing key|add 'from:'"),
    "a word where a number belongs":
        ("places.astana.lon", "far east", 'lon: "far east"', "'far east'|number"),
    "a place with nothing in it":
        ("places.astana", None, "astana: null", "expected|name"),
    "a list where a section belongs":
        ("places", [{"karaganda": 1}], "places:", "expected|list"),
    "true where a number belongs":
        ("places.astana.lon", True, "lon: true", "number"),
    "a kind that doesn't exist":
        ("places.astana.kind", "citty", 'kind: "citty"',
         "'citty'|did you mean 'city'?|border-crossing"),
    "a mode that doesn't exist":
        ("routes.northern.legs[0].mode", "train", 'mode: "train"',
         "'train'|rail, sea, ferry, road"),
    "a leg to a place that doesn't exist":
        ("routes.northern.legs[0].to", "astanna", 'to: "astanna"',
         "no place 'astanna'|did you mean 'astana'?"),
    "a via that doesn't exist":
        ("routes.northern.legs[0].via", ["dostik"], 'via: ["dostik"]',
         "no place 'dostik'|did you mean 'dostyk'?"),
    "a claim about a route that doesn't exist":
        ("claims.ride-length.route", "northen", 'route: "northen"',
         "no route 'northen'|did you mean 'northern'?"),
    "a claim of a source that doesn't exist":
        ("claims.ride-length.source", "gazete", 'source: "gazete"',
         "no source 'gazete'|did you mean 'gazette'?"),
    "a scope that ends at a place that doesn't exist":
        ("claims.ride-length.scope", {"to": ["astan"]}, 'to: ["astan"]',
         "no place 'astan'|did you mean 'astana'?", "claims.ride-length.scope.to"),
    "a baseline that doesn't exist":
        ("claims.ride-length.scope", {"baseline": ["forkd"]}, "baseline:",
         "no route 'forkd'|did you mean 'forked'?", "claims.ride-length.scope.baseline"),
    "a fact about nothing":
        ("facts.ride-traffic.about", "northrn", "about:",
         "no route or place 'northrn'|did you mean 'northern'?"),
    "a port that nothing is like":
        ("routes.northern.onward", ["yokohama"], "onward:",
         "no place 'yokohama'|add the place first"),
    "a railhead that doesn't exist":
        ("places.astana.access", {"railhead": "karagand"}, "railhead:",
         "no place 'karagand'|did you mean 'karaganda'?", "places.astana.access.railhead"),
    "a latitude just beyond the pole":
        ("places.astana.lat", 90.1, "lat: 90.1", "90.1|less than or equal to 90"),
    "a longitude beyond the date line":
        ("places.astana.lon", -180.5, "lon: -180.5", "-180.5|greater than or equal to -180"),
    "a longitude that is not a number":
        ("places.astana.lon", math.nan, "lon: .nan", "nan|finite"),
    "a figure that is not a number":
        ("claims.ride-length.low", math.nan, "low: .nan", "nan|finite"),
    "a negative distance":
        ("claims.ride-length.low", -240, "low: -240", "absolute distance|negative|drop the sign"),
    "a figure with its ends swapped":
        ("claims.ride-length.low", 241, "low: 241", "low=241|high=240|swap"),
    "a fact with its ends swapped":
        ("facts.ride-traffic.low", 4, "low: 4", "low=4|high=3|swap"),
    "a unit that doesn't exist":
        ("claims.ride-length.unit", "furlongz", 'unit: "furlongz"', "'furlongz'"),
    "an ambiguous unit":
        ("claims.ride-length.unit", "nm", 'unit: "nm"', "ambiguous|nmi"),
    "half a formula as unit":
        ("claims.ride-length.unit", "km*", 'unit: "km*"', "'km*'"),
    "a passage that doesn't exist":
        ("routes.northern.legs[0].avoid", ["sues"], "avoid:", "'sues'"),
    "a country in small letters":
        ("places.astana.country", "kz", 'country: "kz"', "'kz'|such as KZ"),
    "a country that doesn't exist":
        ("places.astana.country", "XX", 'country: "XX"', "'XX'|ISO 3166-1"),
    "a colour without quotes, which YAML takes for a comment":
        ("routes.northern.colour", None, "colour: null", "in quotes"),
    "words that don't fill their span":
        ("claims.ride-length.evidence.words", "2400 km", "evidence:",
         "end - start = 6|7 characters", "claims.ride-length.evidence"),
    "evidence beyond the end of the text":
        ("claims.ride-length.evidence", {"start": 95, "end": 101, "words": "240 km"}, "end: 101",
         "101|100 characters", "claims.ride-length.evidence.end"),
    "a name that would recolour the terminal":
        ("places.astana.name", "Asta\x1b[31mna", "[31mna",
         "control character", "places.astana.name.en"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_once_with_line_key_and_remedy(tmp_path, fault):
    key, value, row, words, *blamed = fault
    data = spoilt(key, value)
    told = refusal(tmp_path, data)
    assert len(told) == 1
    line = line_below(yaml_text(data), key, row)
    assert told[0].startswith(f"routes.yaml:{line}: {blamed[0] if blamed else key}: ")
    for word in words.split("|"):
        assert word in told[0]


def line_below(text, key, row):
    """The number of the first line with a row's text in the record that a key belongs to."""
    record = "".join(f"\n  {name}:\n" for name in key.split(".")[1:2])
    start = max(text.find(record), 0)
    return text[: text.index(row, start)].count("\n") + 1


def test_a_place_outside_its_country_names_the_country(tmp_path):
    (told,) = refusal(tmp_path, spoilt("places.astana.lat", -9.8))  # the Indian Ocean
    assert "lon 71.446, lat -9.8 lies outside Kazakhstan" in told
    assert "swapped" not in told


@pytest.mark.parametrize("place", ["karaganda", "astana", "dostyk"])
def test_swapped_lon_and_lat_of_a_kazakh_station_are_recognised(tmp_path, place):
    data = small()
    record = data["places"][place]
    record["lon"], record["lat"] = record["lat"], record["lon"]
    (told,) = refusal(tmp_path, data)
    text = yaml_text(data)
    assert told.startswith(f"routes.yaml:{line_below(text, f'places.{place}', 'lon:')}: ")
    assert f"places.{place}.lon" in told
    assert "lon and lat look swapped" in told


def test_a_swap_that_leaves_the_globe_is_recognised_too(tmp_path):
    data = small()
    data["places"]["astana"] |= {"lon": 34.7, "lat": 119.4, "country": "CN"}
    (told,) = refusal(tmp_path, data)
    assert "places.astana.lat: 119.4" in told
    assert "lon and lat look swapped" in told


def test_a_duplicate_identifier_names_both_lines(tmp_path):
    text = yaml_text(small()).replace("  astana:\n", "  karaganda:\n")
    (told,) = refusal(tmp_path, text)
    first = line_of(yaml_text(small()), "  karaganda:")
    second = line_of(yaml_text(small()), "  astana:")
    assert told.startswith(f"routes.yaml:{second}: places.karaganda stands twice")
    assert f"first on line {first}" in told


def test_legs_that_do_not_meet_name_both_places(tmp_path):
    data = small()
    data["routes"]["forked"]["legs"][1]["from"] = "astana"
    data["routes"]["forked"]["legs"][1]["to"] = "dostyk"
    (told,) = refusal(tmp_path, data)
    text = yaml_text(data)
    line = text[: text.rindex('from: "astana"')].count("\n") + 1
    assert told.startswith(f"routes.yaml:{line}: routes.forked.legs[1].from: variant 'east'")
    assert "ends at 'karaganda'" in told
    assert "starts at 'astana'" in told


def test_an_unknown_variant_names_the_nearest(tmp_path):
    data = small()
    data["routes"]["forked"]["legs"][1]["only"] = ["eats"]
    (told,) = refusal(tmp_path, data)
    assert "routes.forked.legs[1].only: there is no variant 'eats'; did you mean 'east'?" in told


def test_a_variant_without_legs_is_named(tmp_path):
    data = small()
    data["routes"]["forked"]["legs"][0]["only"] = ["east"]
    (told,) = refusal(tmp_path, data)
    assert "variant 'back' has no legs" in told


def test_a_route_without_legs_says_what_to_add(tmp_path):
    (told,) = refusal(tmp_path, spoilt("routes.northern.legs", []))
    assert "routes.northern.legs" in told
    assert "tuple" not in told
    assert "at least 1" in told or "at least one" in told


def test_all_faults_come_at_once_in_the_order_of_the_file(tmp_path):
    data = small()
    data["facts"]["ride-traffic"]["about"] = "nothing"
    data["places"]["karaganda"]["lat"] = -9.0
    data["claims"]["ride-length"]["source"] = "nobody"
    told = refusal(tmp_path, data)
    assert [row.split(": ")[1].split(".")[0] for row in told] == ["places", "claims", "facts"]


def test_a_flood_of_faults_is_cut_short_with_its_number(tmp_path):
    data = small() | {f"section-{n}": 1 for n in range(40)}
    told = refusal(tmp_path, data)
    assert len(told) == 26
    assert told[-1] == "… and 15 more faults"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="an empty file"),
        pytest.param("places:\n\tkaraganda: {}\n", id="a tab"),
        pytest.param(yaml_text(spoilt("cliams", {})), id="an unknown section"),
        pytest.param(
            yaml_text(spoilt("routes.northern.legs[0].to", "atlantis")), id="an unknown place"
        ),
    ],
)
@pytest.mark.parametrize(
    "command", [["check"], ["claims", "--json"], ["routes"], ["verdicts"]], ids=" ".join
)
def test_every_command_refuses_a_bad_catalog_with_exit_2(tmp_path, capsys, text, command):
    path = written(tmp_path, text)
    assert main([*command, "--catalog", str(path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("routes.yaml:")


def test_every_country_has_a_name_and_a_box():
    for record in countries().values():
        west, south, east, north = record["bbox"]
        assert record["en"]
        assert -90.5 <= south < north <= 90.5
        assert west < east


SCALARS = (
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text(st.characters(exclude_categories=["Cs", "Cc"], max_codepoint=0xFFFD), max_size=6)
    | st.lists(st.text("ab", max_size=2), max_size=2)
    | st.dictionaries(st.text("ab", min_size=1, max_size=2), st.integers(), max_size=2)
)
KEYS = [
    f"{section}.{name}.{key}"
    for section, records in small().items()
    for name, record in records.items()
    for key in record
]


@settings(max_examples=200)
@given(st.sampled_from(KEYS), SCALARS)
def test_any_value_anywhere_is_taken_or_refused_under_its_record(tmp_path_factory, key, value):
    folder = tmp_path_factory.mktemp("spoilt")
    try:
        load(written(folder, spoilt(key, value)))
    except InputError as error:
        for row in str(error).splitlines():
            file, line, rest = row.split(":", 2)
            assert file == "routes.yaml"
            assert int(line) >= 1
            assert rest.strip().startswith(tuple(small()))
