"""The commands as a user runs them: in processes of their own, on an instance folder of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

SURVEYAPP = Path(sys.executable).parent / "surveyapp"
PATIENCE = 30.0
"""Seconds that a server may take to answer its first request."""


@dataclass(frozen=True)
class Result:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Instance:
    """A folder with a database of its own, and the commands run on it."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        ours = {"SURVEYAPP_ENVIRONMENT": "development", "INSTANCE_DIR": str(self.folder)}
        return {
            name: word for name, word in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY", "CONTACT_KEY")
        } | ours

    def run(self, *words: str | Path, code: int = 0) -> Result:
        """Run `surveyapp ...`; the exit code must be `code`."""
        return run([SURVEYAPP, *words], self.environment, code)

    @contextmanager
    def served(self) -> Iterator[str]:
        """The app in gunicorn on a free port; gives its address."""
        port = free_port()
        command = [str(SURVEYAPP), "serve", "--port", str(port), "--workers", "1"]
        with (self.folder / "server.log").open("w") as log:
            server = subprocess.Popen(command, env=self.environment, stdout=log, stderr=subprocess.STDOUT)
            try:
                address = f"http://127.0.0.1:{port}"
                _wait_for(address, server, self.folder / "server.log")
                yield address
            finally:
                server.terminate()
                server.wait(20)


def analyse(*words: str | Path, code: int = 0) -> Result:
    """Run `python -m analysis ...`, which needs no instance."""
    return run([sys.executable, "-m", "analysis", *words], dict(os.environ), code)


def run(command: list[str | Path], environment: dict[str, str], code: int) -> Result:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == code, f"{command} gave {done.returncode}\n{done.stdout}\n{done.stderr}"
    return Result(done.returncode, done.stdout, done.stderr)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, f"The server stopped:\n{log.read_text()}"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise TimeoutError(f"The server does not answer:\n{log.read_text()}")
