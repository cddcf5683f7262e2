"""A real server on one core, and the processor time it has taken; PostgreSQL's counts as its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SERVER_CORE, DRIVER_CORE = 0, 1
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """A server that answers; `database`: the pid of the PostgreSQL that serves it too, 0 for none."""

    address: str
    pid: int
    database: int = 0

    def cpu_seconds(self) -> float:
        """Processor time taken by the server and its database since they began."""
        return sum(_family_seconds(pid) for pid in (self.pid, self.database) if pid)


@contextmanager
def served(app: str, config: str, env: Mapping[str, str], database: int = 0) -> Iterator[Served]:
    """gunicorn with this app, on the server's core, with the two workers that the figures are for."""
    port = _free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        config,
        "--workers",
        "2",
        "--bind",
        f"127.0.0.1:{port}",
        app,
    ]
    process = subprocess.Popen(
        command,
        env={**os.environ, **env},
        stderr=subprocess.DEVNULL,
        preexec_fn=_on_server_core,  # noqa: PLW1509
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield Served(address, process.pid, database)
    finally:
        process.terminate()
        process.wait()


def pin(pid: int, core: int) -> None:
    """Keep a process and its children on one core."""
    for each in (pid, *_children(pid)):
        os.sched_setaffinity(each, {core})


def _on_server_core() -> None:
    os.sched_setaffinity(0, {SERVER_CORE})


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _try in range(200):
        if process.poll() is not None:
            raise RuntimeError(f"The server stopped with {process.returncode} before it answered.")
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("The server did not answer within ten seconds.")


def _family_seconds(pid: int) -> float:
    """The time of a process, of its children that live, and of those that have ended."""
    return _ticks(pid, 13, 17) / _TICK + sum(_ticks(child, 13, 17) / _TICK for child in _children(pid))


def _ticks(pid: int, first: int, after: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0
    # The name and pid are cut off: utime, stime, cutime and cstime are fields 14 to 17 of proc(5).
    return sum(int(field) for field in fields[first - 2 : after - 2])


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found
