"""A round whose participants can be written to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Dispatch
from surveyapp.models.reaching import WaveKind
from surveyapp.models.surveys import Privacy
from surveyapp.services import contacting
from surveyapp.services.contacting import Contact, Due, Outcome, WavePlan
from tests.surveyapp.stage import KEY, Stage, set_up

MORNING = datetime(2026, 2, 10, 9, 0, tzinfo=UTC)
TODAY = date(2026, 2, 10)
"""A Tuesday on which the stage's rounds are open."""


@dataclass
class Contacted:
    """A survey with a round, and what is done to reach its people."""

    stage: Stage
    session: Session = field(init=False)

    def __post_init__(self) -> None:
        self.session = self.stage.session

    @property
    def ids(self) -> tuple[Session, UUID, UUID]:
        return self.session, self.stage.survey_id, self.stage.round_ids[0]

    def add(self, *contacts: Contact) -> contacting.Added:
        return contacting.add_contacts(*self.ids, contacts, key=KEY)

    def plan(self, kind: WaveKind = "invitation", day: date = TODAY, now: datetime = MORNING) -> UUID:
        return contacting.plan_wave(*self.ids, WavePlan(kind, day, {}), now)

    def claim(self, now: datetime = MORNING, limit: int = 100) -> list[Due]:
        contacting.start_due(self.session, KEY, now)
        return contacting.claim(self.session, KEY, now, limit=limit, channels=("mail", "sms"))

    def send(self, now: datetime = MORNING, outcome: Outcome = "sent") -> list[str]:
        """Everything that is due goes the same way; returns the addresses."""
        taken = self.claim(now)
        for due in taken:
            contacting.note(self.session, due, outcome, now)
        return sorted(due.address for due in taken)

    def states(self) -> list[tuple[str, int]]:
        rows = self.session.execute(select(Dispatch.state, Dispatch.attempts).order_by(Dispatch.state))
        return [(state, attempts) for state, attempts in rows]


def contact(key: str = "4204", address: str = "", *, name: str = "", language: str = "nb") -> Contact:
    """Somebody to write to for a participant."""
    return Contact(key, f"Kommune {key}", "mail", address or f"post{key}@example.org", name, language)


def contacted(session: Session, privacy: Privacy = "confidential", rounds: int = 1) -> Contacted:
    return Contacted(set_up(session, privacy=privacy, rounds=rounds))
