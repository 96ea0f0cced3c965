"""Reduce a draft to junctions: prune yard stubs, chain pass-through nodes, drop second tracks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

import numpy as np

from geo.network.settings import parameter

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.network.draft import Draft

ROUNDS = 3  # pruning opens new chains; a fourth round changes next to nothing


@dataclass(frozen=True, slots=True)
class Chain:
    """An edge of the contracted graph: the nodes it passes and its index of a first segment."""

    nodes: list[int]
    segments: list[int]
    length_km: float

    @property
    def ends(self) -> tuple[int, int]:
        """First and last node."""
        return self.nodes[0], self.nodes[-1]


def contract(draft: Draft, *, prune: bool = True) -> list[Chain]:
    """Give the chains between junctions, ordered by their first segment.

    Country, gauge and patch do not change within a chain, so that a chain can be closed whole.
    """
    alive = draft.ends[:, 0] != draft.ends[:, 1]
    chains: list[Chain] = []
    for _ in range(ROUNDS):
        chains = _chains(draft, alive)
        drop = _stubs(draft, chains) | _second_tracks(draft, chains) | _redundant(draft, chains)
        if not drop or not prune:
            break
        for number in drop:
            alive[chains[number].segments] = False
    else:
        chains = _chains(draft, alive)
    return chains


def _chains(  # noqa: C901, one walk over one structure: splitting hides the order
    draft: Draft, alive: NDArray[np.bool_]
) -> list[Chain]:
    incident: dict[int, list[int]] = defaultdict(list)
    numbers = np.flatnonzero(alive).tolist()
    ends = draft.ends.tolist()
    for edge in numbers:
        for node in ends[edge]:
            incident[node].append(edge)
    kind = np.column_stack([draft.country, draft.gauge_mm, draft.patch]).tolist()
    passing = {
        node
        for node, edges in incident.items()
        if len(edges) == 2 and kind[edges[0]] == kind[edges[1]]  # noqa: PLR2004, one in, one out
    }
    lengths = draft.length_km.tolist()
    done: set[int] = set()
    chains: list[Chain] = []

    def follow(start: int, edge: int) -> None:
        nodes, segments, length, here = [start], [], 0.0, start
        while edge not in done:
            done.add(edge)
            u, v = ends[edge]
            here = v if here == u else u
            nodes.append(here)
            segments.append(edge)
            length += lengths[edge]
            if here not in passing:
                break
            first, second = incident[here]
            edge = second if first == edge else first
        chains.append(Chain(nodes, segments, length))

    for edge in numbers:
        for node in ends[edge]:
            if edge not in done and node not in passing:
                follow(node, edge)
    for edge in numbers:  # rings without a junction
        if edge not in done:
            follow(ends[edge][0], edge)
    return sorted(chains, key=lambda chain: min(chain.segments))


def _stubs(draft: Draft, chains: list[Chain]) -> set[int]:
    """Find short dead ends; patches and whole islands are kept."""
    degree: dict[int, int] = defaultdict(int)
    for chain in chains:
        for node in chain.ends:
            degree[node] += 1
    limit = parameter("contract.stub_km")
    found = set()
    for number, chain in enumerate(chains):
        first, last = (degree[node] for node in chain.ends)
        dead = min(first, last) == 1 and max(first, last) > 1
        ring = chain.ends[0] == chain.ends[1]
        if (dead or ring) and chain.length_km < limit and not draft.patch[chain.segments[0]]:
            found.add(number)
    return found


def _second_tracks(draft: Draft, chains: list[Chain]) -> set[int]:
    """Find chains that run beside a shorter one between the same junctions."""
    ratio, stub = parameter("contract.parallel_ratio"), parameter("contract.stub_km")
    best: dict[tuple[int, ...], int] = {}
    found = set()
    order = sorted(range(len(chains)), key=lambda n: (chains[n].length_km, n))
    for number in order:
        chain = chains[number]
        key = (*sorted(chain.ends), int(draft.country[chain.segments[0]]))
        if key not in best:
            best[key] = number
            continue
        shortest = chains[best[key]].length_km
        beside = chain.length_km <= max(ratio * shortest, shortest + stub)
        if beside and not draft.patch[chain.segments[0]]:
            found.add(number)
    return found


def _redundant(draft: Draft, chains: list[Chain]) -> set[int]:
    """Find short chains that others replace at nearly the same length (a greedy spanner).

    Chains are taken by length; one is kept only if those kept so far join its ends by no way
    within ``spanner_ratio`` of its length.
    """
    ratio = parameter("contract.spanner_ratio")
    slack, longest = parameter("contract.spanner_slack_km"), parameter("contract.spanner_km")
    kept: dict[int, dict[int, float]] = defaultdict(dict)
    found = set()
    for number in sorted(range(len(chains)), key=lambda n: (chains[n].length_km, n)):
        chain = chains[number]
        (u, v), length = chain.ends, chain.length_km
        if length > longest:
            break
        if not draft.patch[chain.segments[0]] and _joined(kept, u, v, ratio * length + slack):
            found.add(number)
        elif length < kept[u].get(v, float("inf")):
            kept[u][v] = kept[v][u] = length
    return found


def _joined(graph: dict[int, dict[int, float]], start: int, goal: int, limit: float) -> bool:
    """Say whether a way within a length joins two nodes [km]."""
    if start not in graph or goal not in graph:
        return False
    done: set[int] = set()
    heap = [(0.0, start)]
    while heap:
        length, node = heappop(heap)
        if node == goal:
            return True
        if node in done:
            continue
        done.add(node)
        for other, step in graph[node].items():
            if length + step <= limit and other not in done:
                heappush(heap, (length + step, other))
    return False
