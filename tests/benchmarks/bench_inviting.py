"""Ten thousand invitations to a mail server on this machine, the sender killed ten times on the way.

Beside it, what the same messages take when they are only handed over, already written, on one connection: the floor
that a sender who forgets nothing is measured against.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from sqlalchemy import update
from sqlalchemy.orm import Session

from surveyapp.config import Settings
from surveyapp.mail import Message, Post
from surveyapp.models import Dispatch, Round
from surveyapp.models.engine import open_engine
from surveyapp.models.ids import norwegian_date
from surveyapp.models.tokens import token_key
from surveyapp.models.vault import Vault
from surveyapp.services import access, contacting, migrating
from surveyapp.services.contacting import Contact, WavePlan
from tests.journeys.commands import SURVEYAPP, Instance
from tests.surveyapp.stage import set_up

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
    """Print the figures; raise when one is not reached."""
    with tempfile.TemporaryDirectory() as folder, sink() as taking:
        instance = Instance(Path(folder))
        prepare(instance)
        floor = bare(taking.url)
        taking.taken.clear()
        began = time.perf_counter()
        for turn in range(KILLS):
            _start_and_kill(instance, taking, (turn + 1) * PEOPLE // (KILLS + 1))
        _let_go(instance)
        _run(instance, taking).communicate()
        seconds = time.perf_counter() - began
    twice = sum(taking.taken.values()) - PEOPLE
    missed = PEOPLE - len(taking.taken)
    sys.stdout.write(
        f"{PEOPLE} invitations, {KILLS} kills   {PEOPLE / seconds:.0f} a second (at least {FEWEST_A_SECOND}); "
        f"{missed} missed, {twice} twice (at most {KILLS})\n"
        f"only handed over, already written   {floor:.0f} a second: {floor * seconds / PEOPLE:.1f} times as fast\n"
    )
    if missed or twice > KILLS or PEOPLE / seconds < FEWEST_A_SECOND:
        raise TooSlowError("Invitations are too slow, or do not reach each once.")


def prepare(instance: Instance) -> None:
    """Ten thousand courses of a round, who are invited today."""
    settings = Settings.from_environment(instance.environment)
    engine = open_engine(settings.database_url, Vault.keyed_by(settings.contact_key))
    migrating.upgrade(engine)
    with Session(engine) as session:
        access.act_as(session, access.OPERATOR)
        stage = set_up(session, privacy="confidential")
        today = norwegian_date(datetime.now(UTC))
        session.execute(update(Round).values(opens_on=today - timedelta(days=9), closes_on=today + timedelta(days=9)))
        session.commit()
        people = [Contact(f"F-{each}", f"F-{each}", "mail", f"p{each}@example.org", "", "nb") for each in range(PEOPLE)]
        asked = session, stage.survey_id, stage.round_ids[0]
        contacting.add_contacts(*asked, people, key=token_key(settings.secret_key))
        contacting.plan_wave(*asked, WavePlan("invitation", today, {}), datetime.now(UTC))
    engine.dispose()


def bare(url: str) -> float:
    """Messages a second, when nothing is looked up, written or noted."""
    message = Message("p@example.org", "Hei", "Hei\n\n" * 8, "<p>Hei</p>" * 8)
    began = time.perf_counter()
    with Post(url, "Medvirk <medvirk@example.org>").opened() as hand_over:
        for _each in range(PEOPLE // 10):
            hand_over(message)
    return PEOPLE / 10 / (time.perf_counter() - began)


def _run(instance: Instance, taking: Sink) -> subprocess.Popen[bytes]:
    settings = {"SMTP_URL": taking.url, "SENDING_HOURS": "always"}
    return subprocess.Popen([SURVEYAPP, "mail", "send"], env=instance.environment | settings, stdout=subprocess.PIPE)


def _start_and_kill(instance: Instance, taking: Sink, after: int) -> None:
    sender = _run(instance, taking)
    while taking.taken.total() < after and sender.poll() is None:
        time.sleep(0.01)
    sender.send_signal(signal.SIGKILL)
    sender.communicate()


def _let_go(instance: Instance) -> None:
    """What the dead had taken is anybody's again, without the two minutes' wait."""
    settings = Settings.from_environment(instance.environment)
    engine = open_engine(settings.database_url)
    with engine.begin() as connection:
        past = datetime.now(UTC) - timedelta(minutes=1)
        connection.execute(update(Dispatch).where(Dispatch.state == "sending").values(due_at=past))
    engine.dispose()


if __name__ == "__main__":
    main()
