"""What a page waits for is made at once, by a process of its own: reports, and what is told of open rounds.

That takes seconds of work. The worker does the same each minute, for what nobody was left to make.
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
SEVERAL = 2
"""So many processes build what was ordered by the hundred: each needs a core, and some hundred megabytes."""
SOON = "4"
"""So many seconds after which a page that waits is shown anew, without scripts."""


class Builder(Protocol):
    """Whoever builds what waits."""

    def start(self, at_once: int = 1) -> None:
        """Begin, so many at a time, and come back before it is done."""


class InAProcess:
    """In processes of their own, with the environment of this one unless another is given."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._environment = environment
        self._lock = Lock()
        self._children: list[subprocess.Popen[bytes]] = []

    def start(self, at_once: int = 1) -> None:
        """Begin, unless so many processes still build: they take what comes meanwhile too."""
        with self._lock:
            self._children = [each for each in self._children if each.poll() is None]
            for _ in range(at_once - len(self._children)):
                self._children.append(subprocess.Popen(COMMAND, stdin=subprocess.DEVNULL, env=self._environment))

    def wait(self) -> None:
        """Come back when it is done."""
        for each in self._children:
            each.wait()


class Nobody:
    """What is ordered waits for the worker."""

    def start(self, at_once: int = 1) -> None:
        """Nothing: this process was told by its caller what the environment does not say."""


def set_up(app: Flask, *, by_environment: bool) -> None:
    """Let reports be built beside this app, if a process can be told what this one was."""
    app.extensions[NAME] = InAProcess() if by_environment else Nobody()


def start(at_once: int = 1) -> None:
    """Have what waits built."""
    cast(Builder, current_app.extensions[NAME]).start(at_once)
