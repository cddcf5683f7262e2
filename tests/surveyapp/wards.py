"""A unit that has taken PSFS up, with courses that are answered as patients answer them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.answers import Answers
from surveyapp.models import Organisation, Round
from surveyapp.models.ids import ResponseKey
from surveyapp.services import answering, coursing, inviting, publishing, surveying
from tests.surveyapp.stage import KEY, NOW, psfs

ASSESSED = coursing.Assessment("Personvernombudet", date(2026, 2, 1), "Sak 26/123")
THREE = ("gå i trapp", "lage middag", "spille kort")


@dataclass(frozen=True)
class Ward:
    """The ids of a unit and its survey, and the session that did it."""

    session: Session
    unit_id: UUID
    survey_id: UUID

    def opens(self, day: date = date(2026, 3, 2), note: str = "") -> UUID:
        moment = max(NOW, datetime.combine(day, time(12), UTC))
        return coursing.open_course(self.session, self.survey_id, day, moment, note)

    def round_id(self, number: int) -> UUID:
        wanted = select(Round.id).where(Round.survey_id == self.survey_id, Round.number == number)
        return self.session.scalars(wanted).one()

    def rates(
        self,
        participant_id: UUID,
        number: int,
        *ratings: int | str,
        activities: Sequence[str] = THREE,
        on: date = date(2026, 3, 2),
        key: bytes = KEY,
        role: str = "self",
    ) -> ResponseKey:
        """The patient follows a fresh link, and hands in these ratings."""
        moment = datetime.combine(on, time(12), UTC)
        round_id = self.round_id(number)
        link = coursing.ask(self.session, self.survey_id, participant_id, round_id, key=key, now=moment)
        invited = inviting.find(self.session, link.token, key, moment)
        begun = answering.start_or_resume(self.session, invited.key, moment).key
        slots = {str(slot): words for slot, words in enumerate(activities, start=1)}
        given = dict(zip(slots, ratings, strict=True))
        pages: list[tuple[str, Answers]] = [("role", {"role": role})]
        if number == 1:
            pages.append(("aktiviteter", {"aktivitet": slots}))
        pages.append(("vurdering", {"klarer": given}))
        for page, answers in pages:
            save(self.session, begun, page, answers, moment)
        answering.submit(self.session, begun, moment)
        return begun


def save(session: Session, key: ResponseKey, page: str, answers: Answers, now: datetime) -> None:
    revision = answering.open_draft(session, key, now).revision
    saved = answering.save_page(session, key, page, answers, revision=revision, now=now)
    assert [problem for problem in saved.problems if not problem.soft] == []


def ward(session: Session, name: str = "Eksempel døgnrehabilitering", *, part_of: UUID | None = None) -> Ward:
    """A unit with courses, which are planned for six weeks."""
    unit = surveying.create_organisation(session, name, NOW, kind="unit", part_of=part_of)
    return taken_up(session, unit)


def taken_up(session: Session, unit: Organisation, now: datetime = NOW, *, assessed: bool = True) -> Ward:
    unit_id = unit.id
    version = publishing.publish(session, unit, psfs(), now)
    survey_id = coursing.take_up(session, unit_id, version.id, now).id
    if assessed:
        coursing.assess(session, survey_id, ASSESSED, now)
    return Ward(session, unit_id, survey_id)
