"""The sender is killed ten times on the way: everybody gets the invitation, and hardly anybody twice."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

from tests import postbox
from tests.journeys import wave
from tests.journeys.commands import SURVEYAPP, Instance
from tests.postbox import Postbox

PEOPLE, KILLS = 240, 10


def test_a_killed_sender_loses_nobody_and_repeats_at_most_one_message_a_kill(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    people = wave.invited(instance.environment, PEOPLE)
    with postbox.opened() as box:
        for turn in range(KILLS):
            _start_and_kill(instance, box, after=turn * PEOPLE // (KILLS + 2) + 1)
            # Else what the killed had taken waits, and there is too little left to be killed at.
            wave.let_go(instance.environment)
        _sender(instance, box).wait(120)
        got = Counter(str(mail["To"]) for mail in box.messages)
    assert set(got) == set(people), _log(instance).read_text("utf-8")
    assert sum(got.values()) - PEOPLE <= KILLS
    assert max(got.values()) <= KILLS


def _sender(instance: Instance, box: Postbox) -> subprocess.Popen[bytes]:
    settings = {"SMTP_URL": box.url, "SENDING_HOURS": "always"}
    with _log(instance).open("ab") as log:
        return subprocess.Popen(
            [SURVEYAPP, "mail", "send"],
            env=instance.environment | settings,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _log(instance: Instance) -> Path:
    """What the senders say, where it is listened to."""
    return instance.folder / "senders.log"


def _start_and_kill(instance: Instance, box: Postbox, *, after: int) -> None:
    """Kill the sender, at a moment of its own, once so many messages have come."""
    sender = _sender(instance, box)
    limit = time.monotonic() + 60
    while len(box.messages) < after and sender.poll() is None and time.monotonic() < limit:
        time.sleep(0.005)
    time.sleep(random.uniform(0, 0.05))
    alive = sender.poll() is None
    sender.send_signal(signal.SIGKILL)
    sender.wait(20)
    assert alive, f"It was done before it was killed:\n{_log(instance).read_text('utf-8')}"
