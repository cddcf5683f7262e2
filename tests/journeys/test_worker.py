"""The worker as a process of its own, on each store of its clock: its first tick sends what is due."""

from __future__ import annotations

import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import postbox, queues
from tests.journeys import wave
from tests.journeys.commands import SURVEYAPP, Instance
from tests.postbox import Postbox

PEOPLE = 30
PATIENCE = 60.0


@pytest.fixture(params=queues.KINDS)
def environment(request: pytest.FixtureRequest, tmp_path: Path, testrun_uid: str) -> Iterator[Mapping[str, str]]:
    """An app with its clock in this store; on PostgreSQL, everything is in one database."""
    kind: str = request.param
    with queues.kept(kind, tmp_path, testrun_uid) as jobs:
        here = Instance(tmp_path).environment | {
            "JOBS_URL": jobs,
            "SENDING_HOURS": "always",
            "PUBLIC_URL": "http://127.0.0.1",
        }
        yield here | ({"DATABASE_URL": jobs} if kind == "postgresql" else {})


@contextmanager
def working(environment: Mapping[str, str], box: Postbox, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker, ended as an operator ends it."""
    with log.open("w") as told:
        worker = subprocess.Popen(
            [SURVEYAPP, "worker"],
            env={**environment, "SMTP_URL": box.url},
            stdout=told,
            stderr=subprocess.STDOUT,
        )
        try:
            yield worker
        finally:
            if worker.poll() is None:
                worker.send_signal(signal.SIGINT)
            worker.wait(PATIENCE)


def reached(box: Postbox) -> Counter[str]:
    return Counter(str(mail["To"]) for mail in box.messages)


def wait_for(box: Postbox, people: int, worker: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while len(reached(box)) < people:
        assert worker.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.02)


def test_the_first_tick_sends_what_is_due_and_ctrl_c_ends_the_worker(
    environment: Mapping[str, str], tmp_path: Path
) -> None:
    people = wave.invited(environment, PEOPLE)
    log = tmp_path / "worker.log"
    with postbox.opened() as box, working(environment, box, log) as worker:
        wait_for(box, PEOPLE, worker, log)
    assert reached(box) == Counter(people)
    assert worker.returncode == 0


def test_a_worker_killed_while_it_sends_is_followed_by_one_that_sends_the_rest(
    environment: Mapping[str, str], tmp_path: Path
) -> None:
    people = wave.invited(environment, PEOPLE)
    log = tmp_path / "worker.log"
    with postbox.opened() as box:
        box.slow = 0.05
        with working(environment, box, log) as worker:
            wait_for(box, 3, worker, log)
            worker.kill()
        wave.let_go(environment)
        with working(environment, box, log) as worker:
            wait_for(box, PEOPLE, worker, log)
    assert set(reached(box)) == set(people)
    assert reached(box).total() <= PEOPLE + 1
