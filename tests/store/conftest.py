"""Stores to test on: an SQLite file, and a database of a PostgreSQL server of the tests' own."""

from __future__ import annotations

import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

from geo.store.saved import Store

NO_SERVER = "there is no PostgreSQL server (Debian: apt-get install postgresql)"
START_TIMEOUT_S = 60


def _programs() -> Path | None:
    """The folder with initdb and pg_ctl of the newest PostgreSQL."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@pytest.fixture(scope="session")
def postgres():
    """The address of a PostgreSQL server of our own, on a free port, in a folder of its own."""
    programs = _programs()
    if programs is None:
        pytest.skip(NO_SERVER)
    folder = tempfile.mkdtemp(prefix="waybill-postgres-", dir="/tmp")
    other_user = []
    if os.getuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
        other_user = ["runuser", "-u", "postgres", "--"]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = f"{folder}/data"

    def run(program, *arguments):
        command = [*other_user, programs / program, "--pgdata", data, *arguments]
        done = subprocess.run(
            command, cwd="/", check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        assert done.returncode == 0, done.stdout.decode()

    run("initdb", "--auth=trust", "--username=waybill", "--encoding=UTF8", "--locale=C")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
    log = f"--log={folder}/log"
    run("pg_ctl", "start", "--wait", f"--timeout={START_TIMEOUT_S}", log, f"--options={options}")
    yield f"postgresql+psycopg://waybill@127.0.0.1:{port}"
    run("pg_ctl", "stop", "--wait", "--mode=immediate")
    shutil.rmtree(folder, ignore_errors=True)


_numbers = itertools.count()


def _postgres_database(server: str) -> str:
    import psycopg

    name = f"store{next(_numbers)}"
    plain = server.replace("+psycopg", "")
    with psycopg.connect(f"{plain}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of an empty store, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/data folder/store.sqlite"
    return _postgres_database(request.getfixturevalue("postgres"))


@pytest.fixture
def store(url):
    """An empty store of either kind."""
    made = Store(url)
    yield made
    made.close()
