"""What other processes do to a store while a test looks on; they start from these functions."""

from __future__ import annotations

from geo.store.saved import Store
from tests.store.articles import add

ALL_STARTED_S = 60


def save_many(url, worker, count, barrier):
    """Save articles of one's own, all workers at once."""
    store = Store(url)
    barrier.wait(ALL_STARTED_S)
    for number in range(count):
        add(store, f"w{worker}-{number}")
    store.close()


def save_until_killed(url, worker, told):
    """Save articles without end; tell each one's name once its save is confirmed."""
    store = Store(url)
    number = 0
    while True:
        told.send(add(store, f"k{worker}-{number}", claims=2))
        number += 1
