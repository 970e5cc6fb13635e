"""The databases that the tests run on: SQLite in a file, and a real PostgreSQL that is started here, on loopback.

``from databases import database_url, postgresql`` in a conftest gives every test that asks for ``database_url`` two
runs, each on an empty database of its own. Without PostgreSQL on the machine the second run is skipped; where the
environment says CI=true it fails.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

SYSTEM_ACCOUNT = "postgres"
"""PostgreSQL refuses to run as root; this account comes with it."""
KEEPER = """
trap "" INT TERM HUP
folder=$1; shift
"$@" & server=$!
cat > /dev/null
kill -QUIT $server; wait $server
rm -rf "$folder"
"""
"""Runs the server until standard input closes, also when the tests die of kill -9, and throws away what it had."""
PATIENCE = 30.0


class Server:
    """A PostgreSQL of our own, in a temporary folder, at a free port of 127.0.0.1."""

    def __init__(self, programs: Path) -> None:
        self._account = SYSTEM_ACCOUNT if os.geteuid() == 0 else None
        self._folder = Path(tempfile.mkdtemp(prefix="tirade-postgresql-"))
        if self._account:
            shutil.chown(self._folder, self._account)
        self._port = free_port()
        self._url = f"postgresql://tirade@127.0.0.1:{self._port}/postgres"
        self._numbers = count(1)
        self._initialise(programs / "initdb")
        self._process = self._start(programs / "postgres")
        self._wait_until_ready()

    def _initialise(self, initdb: Path) -> None:
        command = [initdb, "-D", self._folder / "data", "-U", "tirade", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        subprocess.run(command, check=True, capture_output=True, user=self._account, cwd=self._folder)

    def _start(self, postgres: Path) -> subprocess.Popen[bytes]:
        options = {"listen_addresses": "127.0.0.1", "port": self._port, "unix_socket_directories": "", "fsync": "on"}
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with (self._folder / "log").open("wb") as log:
            return subprocess.Popen(
                ["sh", "-c", KEEPER, "sh", self._folder, postgres, "-D", self._folder / "data", *settings],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                user=self._account,
                cwd=self._folder,
                start_new_session=True,  # Ctrl-C in the terminal is for the tests, not for the server
            )

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self._url, connect_timeout=5).close()
            except psycopg.OperationalError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise AssertionError((self._folder / "log").read_text("utf-8")) from None
                time.sleep(0.05)
            else:
                return

    def create(self) -> str:
        """Room for new tables, as good as a database of its own and quicker to make; returns its URL."""
        name = f"tirade_{next(self._numbers)}"
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}".encode())
        return f"{self._url}?options=-csearch_path%3D{name}"

    def stop(self) -> None:
        """Stop the server and throw everything away."""
        self._process.communicate()


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def postgresql_programs() -> Path | None:
    """The folder with initdb and postgres: where the path says, or where Debian keeps them, the newest."""
    found = shutil.which("initdb")
    if found and (here := Path(found).resolve().parent / "postgres").exists():
        return here.parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return debian[-1].parent if debian else None


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A running PostgreSQL, one for each process of the test run."""
    programs = postgresql_programs()
    if programs is None and os.environ.get("CI") == "true":
        pytest.fail("There is no PostgreSQL here: initdb was not found.")
    if programs is None:
        pytest.skip("There is no PostgreSQL here: initdb was not found.")
    server = Server(programs)
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database: every test runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tirade.db'}"
    server: Server = request.getfixturevalue("postgresql")
    return server.create()
