"""Ten thousand invitations to a mail server on this machine, the sender killed ten times on the way.

Beside it, what the same messages take when they are only handed over, already written, on one connection: the floor
that a sender who forgets nothing is measured against.

What a message cost, found by profiling 1,000 of them on SQLite beside other work: 4.3 ms of processor and 43 messages a
second. A third of the processor's time went to writing it with the email package's new classes (1.6 ms; its old ones
take 0.3), and most of the waiting to the disk, which each note of a message sent waited for. With the old classes, and
notes that outlive a killed sender without waiting for the disk, it is 1.5 to 2.1 ms, and from 100 to 550 messages a
second by what else ran.

On PostgreSQL, 3,000 of them beside other work: 64 a second, of which two thirds went to looking for the next twenty. It
had never counted the tables, and went through all recipients for each one. Since it counts them when a message begins,
it is 173.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from aiosmtpd.controller import Controller

from surveyapp.mail import Message, Post
from tests.databases import start_postgresql, unmigrated
from tests.journeys import wave
from tests.journeys.commands import SURVEYAPP, Instance

PEOPLE, KILLS, FEWEST_A_SECOND = 10_000, 10, 100


class TooSlowError(RuntimeError):
    """A figure is below its limit, or somebody got nothing, or too much."""


@dataclass
class Sink:
    """A mail server that takes everything, and notes to whom."""

    taken: Counter[str] = field(default_factory=Counter)
    url: str = ""

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        self.taken.update(envelope.rcpt_tos)
        return "250 Taken"


@contextmanager
def sink() -> Iterator[Sink]:
    """A server that listens while it is needed."""
    taking = Sink()
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    controller = Controller(taking, hostname="127.0.0.1", port=port)
    controller.start()
    taking.url = f"smtp://127.0.0.1:{port}"
    try:
        yield taking
    finally:
        controller.stop()


def main() -> None:
    """Print the figures for each database; raise when one is not reached."""
    with tempfile.TemporaryDirectory() as folder:
        here = Instance(Path(folder)).environment
        _measure("sqlite", here)
    with tempfile.TemporaryDirectory() as folder:
        server = start_postgresql(f"inviting-{os.getpid()}")
        with unmigrated("postgresql", Path(folder), server) as made:
            wait_for_the_disk(server)
            _measure("postgresql", Instance(Path(folder)).environment | {"DATABASE_URL": made.url})


def _measure(kind: str, environment: Mapping[str, str]) -> None:
    with sink() as taking:
        wave.invited(environment, PEOPLE)
        floor = bare(taking.url)
        taking.taken.clear()
        began = time.perf_counter()
        for turn in range(KILLS):
            _start_and_kill(environment, taking, (turn + 1) * PEOPLE // (KILLS + 1))
        wave.let_go(environment)
        _run(environment, taking).communicate()
        seconds = time.perf_counter() - began
    twice = sum(taking.taken.values()) - PEOPLE
    missed = PEOPLE - len(taking.taken)
    sys.stdout.write(
        f"{kind}: {PEOPLE} invitations, {KILLS} kills   {PEOPLE / seconds:.0f} a second (at least {FEWEST_A_SECOND}); "
        f"{missed} missed, {twice} twice (at most {KILLS})\n"
        f"only handed over, already written   {floor:.0f} a second: {floor * seconds / PEOPLE:.1f} times as fast\n"
    )
    if missed or twice > KILLS or PEOPLE / seconds < FEWEST_A_SECOND:
        raise TooSlowError("Invitations are too slow, or do not reach each once.")


def wait_for_the_disk(server: str) -> None:
    """Let PostgreSQL wait for the disk as it does for users; tests need not."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM RESET ALL")
        connection.execute("SELECT pg_reload_conf()")


def bare(url: str) -> float:
    """Messages a second, when nothing is looked up, written or noted."""
    message = Message("p@example.org", "Hei", "Hei\n\n" * 8, "<p>Hei</p>" * 8)
    began = time.perf_counter()
    with Post(url, "Medvirk <medvirk@example.org>").opened() as hand_over:
        for _each in range(PEOPLE // 10):
            hand_over(message)
    return PEOPLE / 10 / (time.perf_counter() - began)


def _run(environment: Mapping[str, str], taking: Sink) -> subprocess.Popen[bytes]:
    settings = {"SMTP_URL": taking.url, "SENDING_HOURS": "always"}
    return subprocess.Popen([SURVEYAPP, "mail", "send"], env={**environment, **settings}, stdout=subprocess.PIPE)


def _start_and_kill(environment: Mapping[str, str], taking: Sink, after: int) -> None:
    sender = _run(environment, taking)
    while taking.taken.total() < after and sender.poll() is None:
        time.sleep(0.01)
    alive = sender.poll() is None
    sender.send_signal(signal.SIGKILL)
    sender.communicate()
    if not alive:
        raise TooSlowError("A sender was done before it was killed, so its kill proves nothing.")


if __name__ == "__main__":
    main()
