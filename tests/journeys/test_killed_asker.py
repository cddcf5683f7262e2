"""The sender is killed while it asks the owners of a plan: each gets one letter, and hardly anybody two."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from pathlib import Path

from sqlalchemy.orm import Session

from surveyapp.config import Settings
from surveyapp.models.engine import open_engine
from surveyapp.models.ids import norwegian_date
from surveyapp.models.plans import Quarter
from surveyapp.models.vault import Vault
from surveyapp.services import access, migrating, planning, surveying
from surveyapp.services.planning import NewPlan, Wanted
from tests import postbox
from tests.journeys.commands import Instance
from tests.postbox import Postbox

OWNERS, EACH, KILLS = 60, 2, 6
ENDED = Quarter.of(norwegian_date(datetime.now(UTC))).before
ASKED = datetime.combine(ENDED.asked_on, clock(12), UTC)
SEND = """
import sys
from datetime import datetime
from importlib import import_module
mail, letters = (import_module(f"surveyapp.{name}") for name in ("cli.mail", "web.staff.plan_mail"))
mail.now = letters.now = lambda: datetime.fromisoformat(sys.argv[1])
mail.mail(["send"])
"""
"""`surveyapp mail send` on the day that owners are asked."""


def test_a_sender_that_is_killed_while_it_asks_loses_no_owner(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    owners = _planned(instance)
    with postbox.opened() as box:
        box.slow = 0.05
        for turn in range(KILLS):
            _start_and_kill(instance, box, after=turn * OWNERS // (KILLS + 2))
        box.slow = 0.0
        _sender(instance, box).wait(120)
        got = Counter(str(mail["To"]) for mail in box.messages)
    assert set(got) == set(owners), _log(instance).read_text("utf-8")
    assert sum(got.values()) - OWNERS <= KILLS
    assert all(str(mail.get_body(("plain",))).count("/t/") == EACH for mail in box.messages)


def _planned(instance: Instance) -> list[str]:
    """Everybody's address; each has some measures of a plan from before the quarter that ended last."""
    settings = Settings.from_environment(instance.environment)
    engine = open_engine(settings.database_url, Vault.of(settings))
    migrating.upgrade(engine)
    owners = [f"leder{number}@example.org" for number in range(OWNERS)]
    with Session(engine) as session:
        access.act_as(session, access.OPERATOR)
        before = ASKED - timedelta(days=120)
        organisation_id = surveying.create_organisation(session, "Prøve kommune", before).id
        plan_id = planning.create_plan(session, organisation_id, NewPlan("Planen", ENDED.year), before)
        goal_id = planning.add_goal(session, plan_id, ENDED.year, "Kapasitet", "Nok folk")
        for address in owners * EACH:
            planning.add_measure(session, plan_id, goal_id, Wanted("Kurs", "once", "Leder", address=address))
    engine.dispose()
    return owners


def _sender(instance: Instance, box: Postbox) -> subprocess.Popen[bytes]:
    settings = {"SMTP_URL": box.url, "SENDING_HOURS": "always", "PUBLIC_URL": "http://127.0.0.1"}
    with _log(instance).open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-c", SEND, ASKED.isoformat()],
            env=instance.environment | settings,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _log(instance: Instance) -> Path:
    """What the senders say, where it is listened to."""
    return instance.folder / "senders.log"


def _start_and_kill(instance: Instance, box: Postbox, *, after: int) -> None:
    """Kill the sender, at a moment of its own, once so many letters have come or it has begun to queue them."""
    sender = _sender(instance, box)
    limit = time.monotonic() + 60
    while len(box.messages) < after and sender.poll() is None and time.monotonic() < limit:
        time.sleep(0.005)
    time.sleep(random.uniform(0, 0.05) if after else random.uniform(0.5, 3))
    alive = sender.poll() is None
    sender.send_signal(signal.SIGKILL)
    sender.wait(20)
    assert alive, f"It was done before it was killed:\n{_log(instance).read_text('utf-8')}"
