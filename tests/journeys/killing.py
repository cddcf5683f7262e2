"""Senders that are killed on the way, at moments of their own."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.commands import Instance
from tests.postbox import Postbox


@dataclass(frozen=True)
class Senders:
    """The same command, started again and again; `more`: of its environment."""

    instance: Instance
    box: Postbox
    command: Sequence[str | Path]
    more: dict[str, str] = field(default_factory=dict)

    def start(self) -> subprocess.Popen[bytes]:
        settings = {"SMTP_URL": self.box.url, "SENDING_HOURS": "always", **self.more}
        with self._log.open("ab") as log:
            return subprocess.Popen(
                self.command, env=self.instance.environment | settings, stdout=log, stderr=subprocess.STDOUT
            )

    def start_and_kill(self, *, after: int, wait: Callable[[], float] = lambda: random.uniform(0, 0.05)) -> None:
        """Kill it so many seconds after so many messages have come; it must be alive then."""
        sender = self.start()
        limit = time.monotonic() + 60
        while len(self.box.messages) < after and sender.poll() is None and time.monotonic() < limit:
            time.sleep(0.005)
        time.sleep(wait())
        alive = sender.poll() is None
        sender.send_signal(signal.SIGKILL)
        sender.wait(20)
        assert alive, f"It was done before it was killed:\n{self.said()}"

    def said(self) -> str:
        """What they have written."""
        return self._log.read_text("utf-8")

    @property
    def _log(self) -> Path:
        """Where it is listened to."""
        return self.instance.folder / "senders.log"
