"""Legs measured before, kept on disk: a fresh process need not search the networks again.

A leg is found by what was asked and by the networks' data and code; when either changes it is
measured anew. The folder may be deleted at any time. The legs of the catalog that comes with the
program come measured too (``geo/data/legs.npz``, written by ``waybill network legs``).
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import astuple
from functools import cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from geo.network.path import Event, Path, Stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

_NETWORK = FilePath(__file__).resolve().parent.parent / "network"
_DATA = FilePath(__file__).resolve().parent.parent / "data"
SHIPPED = _DATA / "legs.npz"
_MAX_KEPT = 5_000


def home() -> FilePath:
    """Give Waybill's cache folder; a temporary one where the user has no home."""
    if "XDG_CACHE_HOME" in os.environ:
        return FilePath(os.environ["XDG_CACHE_HOME"]) / "waybill"
    try:
        return FilePath.home() / ".cache" / "waybill"
    except RuntimeError:
        return FilePath(tempfile.gettempdir()) / "waybill"


def folder() -> FilePath:
    """Give the folder of the legs, in the user's cache folder (``XDG_CACHE_HOME``)."""
    return home() / "legs" / stamp()[:16]


def remembered(question: tuple[object, ...], measure: Callable[[], Path]) -> Path:
    """Give a leg's path from disk, or measure it and keep it.

    Parameters
    ----------
    question
        All that the path depends on besides the networks: plain values.
    """
    name = name_of(question)
    if name in shipped():
        return shipped()[name]
    file = folder() / f"{name}.npz"
    try:
        return _read(file)
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile):
        path = measure()
    try:
        _write(file, path)
    except OSError:
        return path  # a full or read-only disk costs time, nothing else
    return path


def name_of(question: tuple[object, ...]) -> str:
    """Name a leg by what is asked."""
    return hashlib.sha256(json.dumps(question).encode()).hexdigest()[:40]


@cache
def stamp() -> str:
    """Give a hash of the networks' data and code."""
    digest = hashlib.sha256()
    networks = [file for file in _DATA.glob("*.npz") if file != SHIPPED]
    for file in sorted([*_NETWORK.glob("*.py"), *networks, _DATA / "network.toml"]):
        digest.update(file.read_bytes())
    return digest.hexdigest()


@cache
def shipped() -> dict[str, Path]:
    """Give the legs that come with the program; none if the networks have changed since."""
    try:
        with SHIPPED.open("rb") as raw, np.load(raw, allow_pickle=False) as stored:
            points, plain = stored["points"], json.loads(str(stored["plain"]))
    except FileNotFoundError:
        return {}
    if plain["stamp"] != stamp():
        return {}
    lines = np.split(points, plain["ends"][:-1])
    return {
        name: _from_plain(line, leg)
        for line, (name, leg) in zip(lines, plain["legs"].items(), strict=True)
    }


def ship(paths: Mapping[str, Path], out: FilePath) -> None:
    """Write legs for :func:`shipped`, each by its name."""
    plain = {
        "stamp": stamp(),
        "ends": np.cumsum([len(path.lonlat) for path in paths.values()]).tolist(),
        "legs": {name: _plain(path) for name, path in paths.items()},
    }
    points = np.concatenate([path.lonlat for path in paths.values()])
    np.savez_compressed(out, points=points, plain=np.array(json.dumps(plain)))


def _read(file: FilePath) -> Path:
    with file.open("rb") as raw, np.load(raw, allow_pickle=False) as stored:
        return _from_plain(stored["lonlat"], json.loads(str(stored["plain"])))


def _write(file: FilePath, path: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if sum(1 for _ in file.parent.iterdir()) >= _MAX_KEPT:
        return
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".tmp", delete=False) as unfinished:
        # not forced to the disk: what a power cut damages is noticed on reading, and measured anew
        np.savez(unfinished, lonlat=path.lonlat, plain=np.array(json.dumps(_plain(path))))
    FilePath(unfinished.name).replace(file)


def _plain(path: Path) -> dict[str, Any]:
    return {
        "distance_km": path.distance_km,
        "snap_km": path.snap_km,
        "stretches": [astuple(stretch) for stretch in path.stretches],
        "events": [astuple(event) for event in path.events],
        "access_km": path.access_km,
    }


def _from_plain(lonlat: NDArray[np.float64], plain: dict[str, Any]) -> Path:
    return Path(
        lonlat=lonlat,
        distance_km=plain["distance_km"],
        snap_km=tuple(plain["snap_km"]),
        stretches=tuple(Stretch(*row) for row in plain["stretches"]),
        events=tuple(Event(*row) for row in plain["events"]),
        access_km=plain["access_km"],
    )
