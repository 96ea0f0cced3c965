"""Reading a YAML file: bounded and strict, one message with line and remedy for each fault."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import yamlfile
from geo.errors import InputError
from tests.fixtures import ROOT, small, yaml_text

GOOD = yaml_text(small())


def refusal(raw):
    """The message that a file is refused with: one line."""
    with pytest.raises(InputError) as caught:
        yamlfile.parse("routes.yaml", raw if isinstance(raw, bytes) else raw.encode())
    message = str(caught.value)
    assert "\n" not in message
    return message


def billion_laughs():
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("raw", "where", "words"),
    [
        pytest.param("", "1", ["empty", "places"], id="an empty file"),
        pytest.param("# places to come\n", "1", ["empty", "places"], id="a file of comments only"),
        pytest.param("- a\n- b\n", "1", ["list", "places:"], id="a list instead of sections"),
        pytest.param("hello\n", "1", ["single value", "places:"], id="a word instead of sections"),
        pytest.param("a: 1\nb: 2\na: 3\n", "3", ["a ", "twice", "line 1"], id="a key given twice"),
        pytest.param(
            "a:\n  b: {c: 1, c: 2}\n", "2", ["a.b.c", "twice"], id="a key given twice, deep down"
        ),
        pytest.param("a:\n\tb: 1\n", "2", ["tab", "spaces"], id="indented with a tab"),
        pytest.param("a:\n  b: 1\n \tc: 1\n", "3", ["tab", "spaces"], id="tab after a space"),
        pytest.param(
            "a: 1\nb: \x01\n", "2", ["control character", "Remove"], id="a control character"
        ),
        pytest.param("a: 1\n\nb: \x00\n", "3", ["control character", "Remove"], id="a zero byte"),
        pytest.param(
            "a: Karaganda\nb: Караганда\n".encode("cp1251"),
            "2",
            ["0xca", "UTF-8", "Save"],
            id="Cyrillic saved as Windows-1251",
        ),
        pytest.param("a: 1\n".encode("utf-16"), "1", ["0xff", "UTF-8"], id="saved as UTF-16"),
        pytest.param("a: {b: 1\n", "2", ["expected", "indentation"], id="a brace left open"),
        pytest.param("a: b: c\n", "1", ["column 5", "colons"], id="two colons in a line"),
        pytest.param("a: *nowhere\n", "1", ["undefined alias"], id="an alias of nothing"),
        pytest.param("a: 1\n---\nb: 2\n", "2", ["another document"], id="two documents"),
        pytest.param("? [a, b]\n: 1\n", "1", ["key", "plain word"], id="a list as a key"),
        pytest.param(
            billion_laughs(), r"\d", ["400,000", "aliases", "Write"], id="a billion laughs"
        ),
        pytest.param("a: &a [*a]\n", "1", ["30 levels"], id="a list that holds itself"),
        pytest.param("a: " + "[" * 40 + "]" * 40, "1", ["30 levels"], id="40 lists in each other"),
        pytest.param(
            "".join(f"{' ' * n}a:\n" for n in range(40)), "3[012]", ["30 levels"], id="40 keys deep"
        ),
    ],
)
def test_refusal_names_file_line_and_remedy(raw, where, words):
    message = refusal(raw)
    assert re.match(rf"routes\.yaml:{where}: ", message)
    for word in words:
        assert word in message


@pytest.mark.parametrize(
    ("opening", "levels"),
    [
        pytest.param("[", 400_000, id="lists that fill a file of 400 kB"),
        pytest.param("{a: ", 40_000, id="mappings in each other"),
    ],
)
def test_nesting_of_any_depth_is_refused_and_never_ends_the_process(tmp_path, opening, levels):
    path = tmp_path / "routes.yaml"
    path.write_text("a: " + opening * levels)
    done = subprocess.run(
        [sys.executable, "-m", "geo", "check", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("routes.yaml")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("levels", "refused"),
    [pytest.param(28, False, id="28 levels"), pytest.param(32, True, id="32 levels")],
)
def test_depth_is_bounded(levels, refused):
    raw = ("a: " + "[" * levels + "]" * levels).encode()
    if refused:
        assert "30 levels" in refusal(raw)
    else:
        yamlfile.parse("routes.yaml", raw)


@pytest.mark.parametrize(
    ("size", "refused"),
    [
        pytest.param(4_000_000, False, id="4 MB are read"),
        pytest.param(4_000_001, True, id="a byte more is not"),
        pytest.param(50_000_000, True, id="50 MB are not"),
    ],
)
def test_size_is_bounded(tmp_path, size, refused):
    path = tmp_path / "routes.yaml"
    with path.open("wb") as file:
        file.write(b"a: 1\n#")
        file.seek(size - 1)
        file.write(b"\n")
    path.write_bytes(path.read_bytes().replace(b"\0", b"#"))
    assert path.stat().st_size == size
    if not refused:
        assert yamlfile.read(path).data == {"a": 1}
        return
    with pytest.raises(InputError, match=r"^routes.yaml: .*more than 4 MB.*Split it"):
        yamlfile.read(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(InputError, match=r"none\.yaml: can't be read \(No such file"):
        yamlfile.read(tmp_path / "none.yaml")
    with pytest.raises(InputError, match=r"can't be read \(Is a directory"):
        yamlfile.read(tmp_path)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("FALSE", False),
        ("tRUE", "tRUE"),
        ("null", None),
        ("~", None),
        ("'null'", "null"),
        ("012", 12),
        ("1e3", 1000.0),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2025-11-06", "2025-11-06"),
        ("'12'", "12"),
        ("-.inf", -math.inf),
        ("0x10", "0x10"),
    ],
)
def test_bare_words_are_read_by_the_core_rules_of_yaml_1_2(text, value):
    read = yamlfile.parse("x", f"a: {text}".encode()).data["a"]
    assert (read, type(read)) == (value, type(value))


def test_every_key_knows_its_line_and_an_absent_one_its_parents():
    text = "a:\n  b:\n    - c: 1\n      d: 2\n    - c: 3\ne: {f: 4}"
    document = yamlfile.parse("x", text.encode())
    lines = {
        (): 1,
        ("a", "b", 0, "d"): 4,
        ("a", "b", 1, "c"): 5,
        ("a", "b", 1, "z"): 5,
        ("e", "f"): 6,
        ("z",): 1,
    }
    assert {key: document.line(key) for key in lines} == lines


# Beyond the basic plane JSON writes two halves of a pair, which YAML does not know.
WORDS = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=8)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abc-", min_size=1), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=80)
@given(st.dictionaries(st.text("abcdef", min_size=1), PLAIN, min_size=1, max_size=3))
def test_what_json_writes_is_read_back(data):
    assert yamlfile.parse("x", json.dumps(data).encode()).data == data


@settings(max_examples=150)
@given(
    st.binary(max_size=40)
    | st.text("ab:{}[]&*!|>-?\"'#%@`, \n\t1.0\x00\x85\u2028", max_size=40).map(str.encode)
)
def test_any_bytes_are_read_or_refused_in_one_line(raw):
    try:
        yamlfile.parse("x", raw)
    except InputError as error:
        message = str(error)
        assert message.startswith("x:")
        assert len(message.splitlines()) == 1


@settings(max_examples=60)
@given(st.integers(0, len(GOOD) - 1), st.sampled_from("\t{[:\"'&*\x00"))
def test_a_stray_character_anywhere_is_read_or_refused_with_a_line_of_the_file(at, character):
    try:
        yamlfile.parse("x", (GOOD[:at] + character + GOOD[at:]).encode())
    except InputError as error:
        line = int(str(error).split(":")[1])
        assert 1 <= line <= GOOD.count("\n") + 2
