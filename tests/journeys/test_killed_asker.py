"""The sender is killed while it asks the owners of a plan: each gets one letter, and hardly anybody two."""

from __future__ import annotations

import random
import sys
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
from tests.journeys.killing import Senders

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
        command = [sys.executable, "-c", SEND, ASKED.isoformat()]
        senders = Senders(instance, box, command, {"PUBLIC_URL": "http://127.0.0.1"})
        # The first is killed when it has begun to queue the letters.
        senders.start_and_kill(after=0, wait=lambda: random.uniform(0.5, 3))
        for turn in range(1, KILLS):
            senders.start_and_kill(after=turn * OWNERS // (KILLS + 2))
        box.slow = 0.0
        senders.start().wait(120)
        got = Counter(str(mail["To"]) for mail in box.messages)
    assert set(got) == set(owners), senders.said()
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
