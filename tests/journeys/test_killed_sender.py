"""The sender is killed ten times on the way: everybody gets the invitation, and hardly anybody twice."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import update
from sqlalchemy.orm import Session

from surveyapp.config import Settings
from surveyapp.models import Round
from surveyapp.models.engine import open_engine
from surveyapp.models.ids import norwegian_date
from surveyapp.models.tokens import token_key
from surveyapp.models.vault import Vault
from surveyapp.services import access, contacting, migrating
from surveyapp.services.contacting import Contact, WavePlan
from tests import postbox
from tests.journeys.commands import SURVEYAPP, Instance
from tests.postbox import Postbox
from tests.surveyapp.stage import set_up

PEOPLE, KILLS = 240, 10


def test_a_killed_sender_loses_nobody_and_repeats_at_most_one_message_a_kill(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    people = _invited(instance)
    with postbox.opened() as box:
        for turn in range(KILLS):
            _start_and_kill(instance, box, after=turn * PEOPLE // (KILLS + 2) + 1)
        _let_go(tmp_path)
        said = _sender(instance, box).communicate(timeout=120)
        got = Counter(str(mail["To"]) for mail in box.messages)
    assert set(got) == set(people), said
    assert sum(got.values()) - PEOPLE <= KILLS
    assert max(got.values()) <= KILLS


def _invited(instance: Instance) -> list[str]:
    """Everybody's address; the invitation is due today."""
    settings = Settings.from_environment(instance.environment)
    engine = open_engine(settings.database_url, Vault.keyed_by(settings.contact_key))
    migrating.upgrade(engine)
    with Session(engine) as session:
        access.act_as(session, access.OPERATOR)
        stage = set_up(session, privacy="confidential")
        today = norwegian_date(datetime.now(UTC))
        for_ever = {"opens_on": today - timedelta(days=9), "closes_on": today + timedelta(days=9)}
        session.execute(update(Round).values(**for_ever))
        session.commit()
        people = [Contact(f"F-{each}", f"F-{each}", "mail", f"p{each}@example.org", "", "nb") for each in range(PEOPLE)]
        asked = session, stage.survey_id, stage.round_ids[0]
        contacting.add_contacts(*asked, people, key=token_key(settings.secret_key))
        contacting.plan_wave(*asked, WavePlan("invitation", today, {}), datetime.now(UTC))
    engine.dispose()
    return [each.address for each in people]


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


def _let_go(folder: Path) -> None:
    """Two minutes go by: what the dead had taken is anybody's again."""
    before = datetime.now(UTC).replace(tzinfo=None) - timedelta(minutes=1)
    with sqlite3.connect(folder / "medvirk.db") as database:
        database.execute("UPDATE dispatch SET due_at = ? WHERE state = 'sending'", (before.isoformat(" "),))
