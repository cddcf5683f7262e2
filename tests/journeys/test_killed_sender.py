"""The sender is killed ten times on the way: everybody gets the invitation, and hardly anybody twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests import postbox
from tests.journeys import wave
from tests.journeys.commands import SURVEYAPP, Instance
from tests.journeys.killing import Senders

PEOPLE, KILLS = 240, 10


def test_a_killed_sender_loses_nobody_and_repeats_at_most_one_message_a_kill(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    people = wave.invited(instance.environment, PEOPLE)
    with postbox.opened() as box:
        senders = Senders(instance, box, [SURVEYAPP, "mail", "send"])
        for turn in range(KILLS):
            senders.start_and_kill(after=turn * PEOPLE // (KILLS + 2) + 1)
            # Else what the killed had taken waits, and there is too little left to be killed at.
            wave.let_go(instance.environment)
        senders.start().wait(120)
        got = Counter(str(mail["To"]) for mail in box.messages)
    assert set(got) == set(people), senders.said()
    assert sum(got.values()) - PEOPLE <= KILLS
    assert max(got.values()) <= KILLS
