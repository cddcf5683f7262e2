"""The key of contact data is changed by settings and one command."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import update
from sqlalchemy.orm import Session

from surveyapp.cli import main
from surveyapp.mail import Message
from surveyapp.models import Outgoing
from surveyapp.models.engine import open_engine
from surveyapp.models.vault import Vault
from surveyapp.services import access, posting
from tests.surveyapp.stage import NOW

SECRET = "kP3vX9qL2mN8rT5wY7zA1bC4dE6fG0hJ"
OLD, NEW = "Zt7Rw4Qe9Uy2Ip5Oa8Sd1Fg6Hj3Kl0Xc", "mN4bV7cX1zL0kJ3hG6fD9sA2pO5iU8yT"
MESSAGE = Message("kari@example.org", "Fortsett", "Koden er her.", "")


class Machine:
    """A machine with its settings, whose outbox holds two messages that the first key sealed."""

    def __init__(self, folder: Path, environment: pytest.MonkeyPatch) -> None:
        self.url = f"sqlite:///{folder / 'medvirk.db'}"
        self.environment = environment
        for name in ("CONTACT_KEY_OLD", "AUDIT_KEY"):
            environment.delenv(name, raising=False)
        self.set(SECRET_KEY=SECRET, CONTACT_KEY=OLD, DATABASE_URL=self.url, INSTANCE_DIR=str(folder))
        self.run("db", "upgrade")
        self.run("organisation", "create", "X")
        with self.opened(OLD) as session:
            for key in ("1", "2"):
                posting.queue(session, MESSAGE, key, NOW)

    def set(self, **settings: str) -> None:
        for name, value in settings.items():
            self.environment.setenv(name, value)

    def run(self, *words: str, code: int = 0) -> Result:
        answer = CliRunner().invoke(main, words)
        assert answer.exit_code == code, answer.output
        return answer

    @contextmanager
    def opened(self, contact_key: str) -> Iterator[Session]:
        """The database with this key alone."""
        engine = open_engine(self.url, Vault.keyed_by(contact_key))
        with Session(engine) as session:
            access.act_as(session, access.OPERATOR)
            yield session
        engine.dispose()

    def sent(self, contact_key: str) -> int:
        """How many messages open with this key alone; those that do not are due again."""
        with self.opened(contact_key) as session:
            done = posting.send_due(session, lambda _message: None, NOW).sent
            session.execute(update(Outgoing).values(due_at=NOW))
            session.commit()
            return done


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


def test_the_former_key_is_needed_no_more(machine: Machine) -> None:
    machine.set(CONTACT_KEY=NEW, CONTACT_KEY_OLD=OLD, AUDIT_KEY=OLD)
    assert machine.run("data", "reseal").output == "2 sealed anew, 0 were already\n"
    machine.set(CONTACT_KEY_OLD="")
    machine.run("audit", "verify")
    assert machine.sent(NEW) == 2


def test_a_program_reads_the_counts_alone(machine: Machine) -> None:
    machine.set(CONTACT_KEY=NEW, CONTACT_KEY_OLD=OLD, AUDIT_KEY=OLD)
    counts = [json.loads(machine.run("data", "reseal", "--json").output) for _ in range(2)]
    assert counts == [{"resealed": 2, "current": 0, "shut": 0}, {"resealed": 0, "current": 2, "shut": 0}]


def test_what_no_key_opens_is_told_by_its_column(machine: Machine) -> None:
    with machine.opened(OLD) as session:
        session.execute(update(Outgoing).where(Outgoing.key == "1").values(id=UUID(int=7)))
        session.commit()
    machine.set(CONTACT_KEY=NEW, CONTACT_KEY_OLD=OLD, AUDIT_KEY=OLD)
    refused = machine.run("data", "reseal", code=1)
    assert refused.stdout == "1 sealed anew, 0 were already\n"
    assert refused.stderr.startswith("None of the keys opens 1 in outbox.sealed. Add the key")


def test_without_the_former_key_nothing_is_touched(machine: Machine) -> None:
    machine.set(CONTACT_KEY=NEW, AUDIT_KEY=OLD)
    machine.run("data", "reseal", code=1)
    assert machine.sent(NEW) == 0
    assert machine.sent(OLD) == 2


def test_a_key_that_is_changed_without_the_logs_own_is_refused(machine: Machine) -> None:
    machine.set(CONTACT_KEY=NEW, CONTACT_KEY_OLD=OLD)
    assert machine.run("data", "reseal", code=1).stderr.startswith("CONTACT_KEY_OLD is set without AUDIT_KEY.")
