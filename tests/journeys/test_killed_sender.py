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
        wave.let_go(instance.environment)
        said = _sender(instance, box).communicate(timeout=120)
        got = Counter(str(mail["To"]) for mail in box.messages)
    assert set(got) == set(people), said
    assert sum(got.values()) - PEOPLE <= KILLS
    assert max(got.values()) <= KILLS


def _sender(instance: Instance, box: Postbox) -> subprocess.Popen[bytes]:
    settings = {"SMTP_URL": box.url, "SENDING_HOURS": "always"}
    return subprocess.Popen(
        [SURVEYAPP, "mail", "send"],
        env=instance.environment | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _start_and_kill(instance: Instance, box: Postbox, *, after: int) -> None:
    """Kill the sender, at a moment of its own, once so many messages have come."""
    sender = _sender(instance, box)
    limit = time.monotonic() + 60
    while len(box.messages) < after and sender.poll() is None and time.monotonic() < limit:
        time.sleep(0.005)
    time.sleep(random.uniform(0, 0.05))
    sender.send_signal(signal.SIGKILL)
    sender.communicate()
