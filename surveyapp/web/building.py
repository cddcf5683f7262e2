"""Reports that were ordered on a page are built at once, by a process of their own: a build takes seconds of work.

The worker does the same each minute, for what nobody was left to build.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from threading import Lock
from typing import Protocol, cast

from flask import Flask, current_app

COMMAND = (sys.executable, "-c", "from surveyapp.cli import main; main()", "report", "waiting")
NAME = "builder"


class Builder(Protocol):
    """Whoever builds what waits."""

    def start(self) -> None:
        """Begin, and come back before it is done."""


class InAProcess:
    """One process at a time, with the environment of this one unless another is given."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._environment = environment
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin, unless the last process still builds: it takes what comes meanwhile too."""
        with self._lock:
            if self._child is None or self._child.poll() is not None:
                self._child = subprocess.Popen(COMMAND, stdin=subprocess.DEVNULL, env=self._environment)

    def wait(self) -> None:
        """Come back when it is done."""
        if self._child is not None:
            self._child.wait()


class Nobody:
    """What is ordered waits for the worker."""

    def start(self) -> None:
        """Nothing: this process was told by its caller what the environment does not say."""


def set_up(app: Flask, *, by_environment: bool) -> None:
    """Let reports be built beside this app, if a process can be told what this one was."""
    app.extensions[NAME] = InAProcess() if by_environment else Nobody()


def start() -> None:
    """Have what waits built."""
    cast(Builder, current_app.extensions[NAME]).start()
