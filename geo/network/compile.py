"""Compile the measuring networks from their sources into ``geo/data``.

The same inputs give the same bytes: every order is explicit and nothing depends on time.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.network import geodesy
from geo.network.borders import Countries, CountryTable, country_table
from geo.network.contract import Chain, contract
from geo.network.correct import close_lines, name_passages, scale_sections, territories
from geo.network.draft import Draft
from geo.network.heal import heal
from geo.network.packed import Lines, inner, pack
from geo.network.patches import Patch, apply, read_patches
from geo.network.settings import DATA, entry, parameter
from geo.network.sources import (
    RawGraph,
    read_graph,
    read_lanes,
    scgraph_module,
    searoute_module,
    world_atlas,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODULES = {"rail": "world_railways", "road": "world_highways"}
SEA = "sea"
JOINT = Patch(
    id="joined-gap",
    network="",
    lonlat=np.empty((0, 2)),
    length_km=None,
    gauge_mm=0,
    reach_km=(0.0, 0.0),
    planned=False,
    replaces=(),
    source_length=False,
)
"""Bears the joints that `heal` made."""

OSM = "© OpenStreetMap contributors, ODbL 1.0 (by scgraph-data 2.0.0)"


def build(out_dir: Path | str = DATA, *, atlas_dir: Path | str | None = None) -> tuple[Path, ...]:
    """Write ``rail.npz``, ``road.npz`` and ``sea.npz``.

    Parameters
    ----------
    out_dir
        Folder to write to.
    atlas_dir
        An unpacked copy of the npm package world-atlas 2.0.2; without it, npm fetches it.

    Returns
    -------
    tuple of Path
        The files that were written.

    Raises
    ------
    InputError
        If a source is missing or a patch can't be tied to the network.
    """
    topology = world_atlas(Path(atlas_dir) if atlas_dir else None)
    table = country_table()
    countries = Countries(topology, table, territories())
    patches = read_patches(DATA / "patches.yaml")
    written = []
    for network, module in MODULES.items():
        raw = read_graph(scgraph_module(module))
        if network == "road":
            raw = _clipped(raw, entry("road.region_deg")["value"])
        mine = tuple(patch for patch in patches if patch.network == network)
        draft = _compiled(raw, mine, countries, table, rails=network == "rail")
        target = Path(out_dir) / f"{network}.npz"
        write(target, draft, contract(draft), (*mine, JOINT), table.codes, OSM)
        written.append(target)
    return (*written, build_sea(Path(out_dir), patches))


def build_sea(out_dir: Path, patches: tuple[Patch, ...]) -> Path:
    """Write ``sea.npz``: searoute's lanes, each labelled with the passage that it belongs to."""
    raw, passage, names = read_lanes(searoute_module("marnet_dict"))
    draft = _draft(raw)
    draft = replace(draft, length_km=geodesy.segment_km(*raw.lonlat[raw.ends].transpose(1, 0, 2)))
    draft.country[:] = passage
    mine = tuple(patch for patch in patches if patch.network == SEA)
    draft = apply(draft, mine, planned=False)
    draft, names = name_passages(draft, names, SEA)
    target = out_dir / f"{SEA}.npz"
    attribution = "searoute 1.6.0 (Apache-2.0), lanes after Eurostat's SeaRoute"
    write(target, draft, contract(draft, prune=False), mine, names, attribution)
    return target


def _clipped(raw: RawGraph, box: list[float]) -> RawGraph:
    """Keep edges with both ends in a box: west, south, east, north [deg]."""
    west, south, east, north = box
    lon, lat = raw.lonlat.T
    inside = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    kept = inside[raw.ends].all(axis=1)
    return RawGraph(raw.lonlat, raw.ends[kept], raw.weight_km[kept])


def _compiled(
    raw: RawGraph,
    patches: tuple[Patch, ...],
    countries: Countries,
    table: CountryTable,
    *,
    rails: bool,
) -> Draft:
    draft = close_lines(_draft(raw), "rail" if rails else "road")
    draft = heal(apply(draft, patches, planned=False), patch=len(patches) + 1)
    # only now: a link that is not open yet must not hide a loose end from the healing
    draft = apply(draft, patches, planned=True)
    draft = scale_sections(draft, "rail" if rails else "road")
    draft = _split_at_borders(draft, countries)
    if not rails:
        return draft
    standard = np.array([table.gauge_mm.get(code, 0) for code in table.codes], dtype=np.int16)
    own = draft.gauge_mm > 0
    draft.gauge_mm[~own] = standard[draft.country[~own]]
    return draft


def _draft(raw: RawGraph) -> Draft:
    """Bring the source's lengths from its sphere to the ellipsoid, edge by edge."""
    starts, ends = raw.lonlat[raw.ends].transpose(1, 0, 2)
    chord = geodesy.segment_km(starts, ends)
    sphere = geodesy.sphere_km(starts, ends, radius_km=parameter("source.sphere_radius_km"))
    stretch = np.divide(chord, sphere, out=np.ones_like(chord), where=sphere > 0)
    scale = parameter("source.length_scale")
    length = np.maximum(raw.weight_km * stretch * scale, chord)
    zero = np.zeros(len(raw.ends), dtype=np.int16)
    return Draft(raw.lonlat.copy(), raw.ends.copy(), length, zero.copy(), zero.copy(), zero.copy())


def _split_at_borders(draft: Draft, countries: Countries) -> Draft:
    """Give each edge a country; an edge over a border gets a node on it."""
    at = countries.at(draft.lonlat)
    first, last = at[draft.ends].T
    draft.country[:] = np.where(first > 0, first, last)
    over = np.flatnonzero((first != last) & (first > 0) & (last > 0))
    starts, ends = draft.lonlat[draft.ends[over]].transpose(1, 0, 2)
    share = countries.crossing(starts, ends, first[over])
    draft, nodes = draft.with_nodes(starts + (ends - starts) * share[:, None])
    u, v = draft.ends[over].T
    length = draft.length_km[over]
    halves = [(np.column_stack([u, nodes]), length * share, first[over])]
    halves += [(np.column_stack([nodes, v]), length * (1 - share), last[over])]
    for pairs, part, country in halves:
        count = len(draft.ends)
        draft = draft.with_edges(pairs, part, like=over)
        draft.country[count:] = country
    kept = np.ones(len(draft.ends), dtype=bool)
    kept[over] = False
    return draft.keep(kept)


def write(
    target: Path,
    draft: Draft,
    chains: list[Chain],
    patches: tuple[Patch, ...],
    codes: tuple[str, ...],
    attribution: str,
) -> None:
    """Store the contracted graph."""
    junctions = np.unique([node for chain in chains for node in chain.ends])
    number = {int(node): n for n, node in enumerate(junctions)}
    points = np.concatenate([chain.nodes for chain in chains])
    count = [len(chain.nodes) for chain in chains]
    first = np.concatenate([[0], np.cumsum(count)])
    lines = Lines(
        junction=draft.lonlat[junctions],
        ends=_ends(chains, number),
        first=first,
        lonlat=draft.lonlat[points],
        inner=inner(first),
        segment_km=np.concatenate([draft.length_km[chain.segments] for chain in chains]),
    )
    about: dict[str, Any] = {
        "countries": codes,
        "patches": [patch.id for patch in patches],
        "planned": [patch.id for patch in patches if patch.planned],
        "attribution": attribution,
    }
    not_open = [n for n, patch in enumerate(patches, start=1) if patch.planned]
    segment = np.array([chain.segments[0] for chain in chains])
    pack(
        target,
        lines,
        about,
        country=draft.country[segment],
        gauge_mm=draft.gauge_mm[segment],
        patch=draft.patch[segment],
        component=_component(chains, number, planned=np.isin(draft.patch[segment], not_open)),
    )


def _component(
    chains: list[Chain], number: dict[int, int], *, planned: NDArray[np.bool_]
) -> NDArray[np.int32]:
    """Label the connected parts of the network that are open today."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    u, v = _ends(chains, number)[~planned].T
    graph = coo_array((np.ones(len(u)), (u, v)), shape=(len(number), len(number)))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int32)


def _ends(chains: list[Chain], number: dict[int, int]) -> NDArray[np.int64]:
    return np.array([[number[node] for node in chain.ends] for chain in chains])
