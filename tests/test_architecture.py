"""The shape of the code: imports go down only, files stay short, nothing lies about."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAX_LINES = 350
MAX_PAGE_LINES = 80
ONLY_HERE = {"streamlit": r"geo/ui(_\w+)?\.py"}

OTHER_TESTS = {Path("browser"), Path("benchmarks")}

# From the bottom up. A module imports from lower layers and from its own package only.
LAYERS = (
    ("errors",),
    ("tuning", "units", "validators", "yamlfile"),
    ("model",),
    ("countries", "itinerary", "palette", "wording"),
    ("faults",),
    ("basemap", "catalog", "parameters"),
    ("articles", "evidence"),
    ("network",),
    ("measure",),
    ("compare",),
    ("records",),
    ("store",),
    ("drafts",),
    ("options", "view"),
    ("export",),
    ("cli_articles", "report", "snapshotcli"),
    ("cli", "ui"),
    ("ui_claims", "ui_correct", "ui_export", "ui_scenario"),
    ("ui_articles",),
    ("__main__",),
)
LAYER = {name: depth for depth, names in enumerate(LAYERS) for name in names}

TOP_LEVEL = re.compile(
    r"pyproject\.toml|README\.md|dashboard\.py|geo|routes\.yaml|pages|tests|Makefile|LICENSE|NOTICE"
    r"|CONTRIBUTING\.md|CHANGELOG\.md|requirements\.lock|Dockerfile|compose\.yaml|deploy|docs|\..*"
)


def _listed() -> list[str]:
    """List the files that git doesn't ignore or, where there is no git, all."""
    try:
        out = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        paths = (path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file())
        return [path for path in paths if not re.search(r"(^|/)(\.|__pycache__)", path)]
    return [name for name in out.split("\0") if name and (ROOT / name).exists()]


FILES = _listed()
PYTHON = [name for name in FILES if name.endswith(".py")]
GEO = [name for name in PYTHON if name.startswith("geo/")]


def _imports(name: str) -> set[str]:
    """Dotted names of all that a file imports, wherever in it the statement stands."""
    found = set()
    package = Path(name).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"), name)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            start = ".".join([*base, *([node.module] if node.module else [])])
            found |= {f"{start}.{alias.name}" for alias in node.names}
    return found


def _unit(dotted: str) -> str:
    """The module or package right under ``geo`` that a dotted name belongs to."""
    return [*dotted.split("."), ""][1]


@pytest.mark.parametrize("name", GEO)
def test_imports_go_down(name):
    own = _unit(Path(name).with_suffix("").as_posix().replace("/", "."))
    if own == "__init__":
        return
    assert own in LAYER, f"geo/{own} has no layer: give it one in {Path(__file__).name}"
    used = {_unit(dotted) for dotted in _imports(name) if dotted.split(".")[0] == "geo"}
    upward = {unit for unit in used - {own} if LAYER.get(unit, 0) >= LAYER[own]}
    assert not upward, f"{name} may not import from geo.{', geo.'.join(sorted(upward))}"


@pytest.mark.parametrize("library", ONLY_HERE)
def test_library_is_imported_in_its_own_modules_only(library):
    users = {name for name in GEO if library in {i.split(".")[0] for i in _imports(name)}}
    assert not [name for name in users if not re.fullmatch(ONLY_HERE[library], name)]


@pytest.mark.parametrize("name", [name for name in PYTHON if not name.startswith("tests/")])
def test_program_does_not_import_its_tests_or_pages(name):
    assert not {dotted.split(".")[0] for dotted in _imports(name)} & {"tests", "pages", "dashboard"}


@pytest.mark.parametrize("name", PYTHON)
def test_file_is_short(name):
    lines = len((ROOT / name).read_text(encoding="utf-8").splitlines())
    page = name.startswith("pages/") or name == "dashboard.py"
    assert lines <= (MAX_PAGE_LINES if page else MAX_LINES)


def test_top_level_holds_the_agreed_names_only():
    assert not {name.split("/")[0] for name in FILES if not TOP_LEVEL.fullmatch(name.split("/")[0])}


def test_file_names_are_plain():
    assert not [name for name in FILES if not re.fullmatch(r"[\w./-]+", name, re.ASCII)]


@pytest.mark.parametrize("name", [name for name in PYTHON if not name.startswith("tests/")])
def test_no_button_is_filled(name):
    """In the dark theme their text, always white, has too little contrast."""
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"), name)
    words = [
        word for node in ast.walk(tree) if isinstance(node, ast.Call) for word in node.keywords
    ]
    types = {ast.unparse(word.value) for word in words if word.arg == "type"}
    assert "'primary'" not in types


def test_folders_of_tests_mirror_the_package():
    folders = {Path(name).parent for name in PYTHON if name.startswith("tests/")}
    inner = {folder.relative_to("tests") for folder in folders} - {Path(), *OTHER_TESTS}
    assert not {
        i
        for i in inner
        if not (ROOT / "geo" / i.as_posix().removeprefix("geo").lstrip("/")).is_dir()
    }
