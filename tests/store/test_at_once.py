"""Several processes save at once, and some are killed: nothing that was confirmed is lost."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
import time

import pytest

from geo.store import place
from geo.store.saved import Store
from tests.store import workers
from tests.store.articles import source_of, text_of

WORKERS, SAVES = 4, 200
KILLS = 50
LONGEST_LIFE_S = 0.15
PATIENCE_S = 300


@pytest.fixture(scope="module")
def processes():
    """Fork from a process that has the imports done and no thread, as fast as fork alone."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.store.workers"])
    return context


def test_four_processes_save_800_articles_at_once(url, processes):
    barrier = processes.Barrier(WORKERS)
    started = [
        processes.Process(target=workers.save_many, args=(url, worker, SAVES, barrier))
        for worker in range(WORKERS)
    ]
    for process in started:
        process.start()
    for process in started:
        process.join(PATIENCE_S)
    assert [process.exitcode for process in started] == [0] * WORKERS
    store = Store(url)
    content = store.content()
    wanted = {f"w{worker}-{number}" for worker in range(WORKERS) for number in range(SAVES)}
    assert set(content.sources) == wanted
    assert content.claims.keys() == {f"{name}-duration" for name in wanted}
    assert content.revision == WORKERS * SAVES
    assert [change.revision for change in store.changes(1_000)] == [*range(WORKERS * SAVES, 0, -1)]
    store.close()


def test_every_confirmed_save_survives_50_kills(url, processes):
    lives = random.Random(7)
    confirmed = []
    for worker in range(KILLS):
        listening, telling = processes.Pipe(duplex=False)
        process = processes.Process(target=workers.save_until_killed, args=(url, worker, telling))
        process.start()
        telling.close()
        confirmed.append(listening.recv())
        time.sleep(lives.uniform(0, LONGEST_LIFE_S))
        process.kill()
        process.join(PATIENCE_S)
        assert process.exitcode == -9
        while True:
            try:
                confirmed.append(listening.recv())
            except EOFError:
                break
        listening.close()
    store = Store(url)
    content = store.content()
    assert len(confirmed) > KILLS
    assert set(confirmed) <= set(content.sources)
    # A save that was killed before it was confirmed is there whole or not at all.
    for name, source in content.sources.items():
        assert source == source_of(name)
        assert set(content.claims_of(name)) == {f"{name}-duration", f"{name}-duration-2"}
        assert store.text(source.sha256) == text_of(name)
    assert content.revision == len(content.sources)
    store.close()
    file = place.file_of(url)
    if file:
        with sqlite3.connect(file) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
