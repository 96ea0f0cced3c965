"""Read the inputs of the compilation: scgraph-data's lists and Natural Earth's countries.

Neither is imported: scgraph-data's modules take 12 s and 300 MB to import and fail with scgraph 3.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import InputError
from geo.network.geodesy import FULL_TURN_DEG

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORLD_ATLAS = "world-atlas@2.0.2"
# `npm view world-atlas@2.0.2 dist.integrity`: the build stops if the registry serves other bytes.
WORLD_ATLAS_SHA512 = (
    "IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ=="
)


@dataclass(frozen=True, slots=True)
class RawGraph:
    """An undirected graph as the source gives it; each pair of nodes once.

    Attributes
    ----------
    lonlat
        Node positions, shape (n, 2). [deg]
    ends
        Node numbers of each edge, shape (m, 2), the smaller first.
    weight_km
        Length that the source gives for each edge, shape (m,). [km]
    """

    lonlat: NDArray[np.float64]
    ends: NDArray[np.int64]
    weight_km: NDArray[np.float64]


def scgraph_module(name: str) -> Path:
    """Find a module of scgraph-data without importing it."""
    return _module("scgraph-data", "2.0.0", name)


def searoute_module(name: str) -> Path:
    """Find a data module of searoute without importing it."""
    return _module("searoute", "1.6.0", name)


def _module(package: str, version: str, name: str) -> Path:
    try:
        files = distribution(package).files or []
    except PackageNotFoundError:
        raise InputError(
            f"{package} is not installed; `pip install {package}=={version}` to compile networks"
        ) from None
    for file in files:
        if file.name == f"{name}.py":
            return Path(str(file.locate()))
    raise InputError(f"{package} has no module {name}; version {version} has")


def read_graph(path: Path) -> RawGraph:
    """Parse the lists ``graph`` and ``nodes`` from the text of a scgraph-data module."""
    lines: dict[bytes, bytes] = {}
    with path.open("rb") as file:
        for line in file:
            name, _, body = line.partition(b"=[")
            lines[name] = body
    if not {b"graph", b"nodes"} <= lines.keys():
        raise InputError(f"{path} has no lists named graph and nodes; is it scgraph-data 2.0.0?")
    latlon = _numbers(lines[b"nodes"], b"[]").reshape(-1, 2)
    rows = lines[b"graph"].split(b"}")[:-1]
    flat = _numbers(lines[b"graph"].replace(b":", b","), b"{}]").reshape(-1, 2)
    start = np.repeat(np.arange(len(rows)), [row.count(b":") for row in rows])
    end = flat[:, 0].astype(np.int64)
    once = start < end
    ends = np.column_stack([start, end])[once]
    return RawGraph(latlon[:, ::-1].copy(), ends, flat[once, 1])


def read_lanes(path: Path) -> tuple[RawGraph, NDArray[np.int16], tuple[str, ...]]:
    """Parse searoute's lanes: a graph, the passage number of each lane, and the passages' names.

    The pieces that searoute names "segment" or "pacific_ocean" are no passages: they join lanes
    at the antimeridian.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    values = {
        target.id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    lanes: dict[tuple[tuple[float, float], tuple[float, float]], str] = {}
    for start, row in values["edge_list"].items():
        for end, about in row.items():
            key = (min(start, end), max(start, end))
            if start != end:
                lanes[key] = about.get("passage") or ""
    positions = sorted({point for pair in lanes for point in pair})
    number = {point: n for n, point in enumerate(positions)}
    seams = {"segment", "segment2", "pacific_ocean"}
    names = ("", *sorted(set(lanes.values()) - seams - {""}))
    pairs = sorted(lanes)
    ends = np.array([[number[a], number[b]] for a, b in pairs])
    passage = [0 if lanes[pair] in seams else names.index(lanes[pair]) for pair in pairs]
    lonlat = np.array(positions, dtype=np.float64)
    half = FULL_TURN_DEG / 2
    outside = np.abs(lonlat[:, 0]) > half
    lonlat[outside, 0] = (lonlat[outside, 0] + half) % FULL_TURN_DEG - half
    raw = RawGraph(lonlat, ends, np.zeros(len(ends)))
    return raw, np.array(passage, dtype=np.int16), names


def _numbers(text: bytes, brackets: bytes) -> NDArray[np.float64]:
    """Read numbers that commas separate, after dropping the brackets and empty rows."""
    plain = text.strip().translate(None, brackets + b" ")
    while b",," in plain:
        plain = plain.replace(b",,", b",")
    return np.fromstring(plain.strip(b",").decode("ascii"), sep=",")


def world_atlas(folder: Path | None = None) -> dict[str, Any]:
    """Read Natural Earth 1:10m countries (public domain) from the npm package world-atlas.

    Parameters
    ----------
    folder
        An unpacked copy of the package; without it, npm fetches the pinned version.
    """
    if folder is not None:
        document: dict[str, Any] = json.loads((folder / "countries-10m.json").read_bytes())
        return document
    with tempfile.TemporaryDirectory() as temporary:
        command = ["npm", "pack", "--silent", WORLD_ATLAS]
        subprocess.run(command, cwd=temporary, check=True, capture_output=True)  # noqa: S603
        archive = next(Path(temporary).glob("*.tgz"))
        digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if digest != WORLD_ATLAS_SHA512:
            raise InputError(f"{WORLD_ATLAS} has other bytes than expected (sha512 {digest})")
        with tarfile.open(archive) as tar:
            member = tar.extractfile("package/countries-10m.json")
            if member is None:
                raise InputError(f"{WORLD_ATLAS} lacks countries-10m.json")
            packed: dict[str, Any] = json.load(member)
            return packed
