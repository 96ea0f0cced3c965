"""The same question put to Waybill and to what one can install instead, side by side.

``make bench T="-k peers -s"`` prints the ratios. The peers get the junctions themselves and give a
way of junctions; Waybill is asked for positions, snaps them, and gives line, countries and events.
Loading and building are not counted, for none.
"""

from __future__ import annotations

import time

import pytest
import scgraph
import searoute

from geo.network import sea
from geo.network.rail import rail

pytestmark = pytest.mark.bench

KARAGANDA, LIANYUNGANG = (73.114, 49.799), (119.45, 34.73)
SHANGHAI, ROTTERDAM = (121.497, 31.4), (4.442, 51.904)
ROUNDS = 50


def least_ms(ask):
    """The least time of many rounds, after a first one that loads and caches."""
    ask()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ask()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def tell(name, peer_ms, own_ms):
    print(f"\n{name}: peer {peer_ms:.2f} ms, Waybill {own_ms:.2f} ms, ratio {own_ms / peer_ms:.2f}")


@pytest.mark.parametrize("mode", ["bidirectional_buckets", "contraction_hierarchy"])
def test_rail_beside_scgraph(mode):
    """Its C++ graph on the junctions of Waybill's own network."""
    store = rail().store
    graph = [{} for _ in store.junction]
    for (u, v), km in zip(store.ends.tolist(), store.length_km.tolist(), strict=True):
        if u != v:
            graph[u][v] = graph[v][u] = min(km, graph[u].get(v, km))
    start = time.perf_counter()
    peer = scgraph.Graph(graph)
    if mode == "contraction_hierarchy":
        peer.create_contraction_hierarchy()
    print(f"\n{mode}: built in {1000 * (time.perf_counter() - start):.0f} ms, not counted")
    line = rail().path([KARAGANDA, LIANYUNGANG]).lonlat
    ends = [int(((store.junction - line[n]) ** 2).sum(axis=1).argmin()) for n in (0, -1)]
    own = least_ms(lambda: rail().path([KARAGANDA, LIANYUNGANG]))
    tell(f"{mode}, Karaganda-Lianyungang", least_ms(lambda: getattr(peer, mode)(*ends)), own)


def test_sea_beside_searoute():
    own = least_ms(lambda: sea.path([SHANGHAI, ROTTERDAM]))
    peer = least_ms(lambda: searoute.searoute(list(SHANGHAI), list(ROTTERDAM)))
    tell("Shanghai-Rotterdam", peer, own)
