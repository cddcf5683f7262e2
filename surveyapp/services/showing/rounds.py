"""The round that is told of, what it asks, and where its answers lie."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questionnaires.codebook import Codebook
from questionnaires.definition import Questionnaire
from questionnaires.variables import codebook_of
from surveyapp.models import Response
from surveyapp.models.datafiles import RoundInfo
from surveyapp.models.ids import norwegian_date
from surveyapp.models.surveys import OVER, round_of
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access

if TYPE_CHECKING:
    from analysis.reducing.sql import Execute, StoredRounds


Counting = tuple[tuple[UUID, int], ...]
"""The id and revision of each answer that counts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The round that is told of, and what it asks."""

    survey_id: UUID
    round_id: UUID
    info: RoundInfo
    codebook: Codebook
    over: bool

    @property
    def of_persons(self) -> bool:
        """Whether answers are a person's own; public bodies answer in their own names."""
        from analysis.disclosure.comparisons import OF_PERSONS

        return self.codebook.unit in OF_PERSONS


def asked_in(session: Session, survey_id: UUID, round_id: UUID, now: datetime) -> Asked:
    """The round, if the actor may see results of it; raises `NotFoundError` and `RoundErasedError`."""
    survey = access.survey(session, "results.live", survey_id)
    taken = round_of(session, survey_id, round_id)
    taken.require_kept()
    questionnaire = questionnaire_of(session, taken.version_id)
    codebook = codebook_of(questionnaire)
    over = taken.state_on(norwegian_date(now)) in OVER
    found = Asked(survey_id, round_id, RoundInfo.of(survey, taken), codebook, over)
    return replace(found, codebook=_asked_of_all(questionnaire, codebook)) if found.of_persons else found


def _asked_of_all(questionnaire: Questionnaire, codebook: Codebook) -> Codebook:
    """Without what hangs on another answer: how many were asked it is how many gave that answer, hidden or not."""
    hanging = {
        each.id
        for page in questionnaire.all_pages
        for each in page.asked
        if page.show_when or page.for_each or each.show_when
    }
    variables = tuple(each for each in codebook.variables if each.question not in hanging)
    return codebook.model_copy(update={"variables": variables})


def answered(session: Session, asked: Asked) -> int:
    """How many have handed in their answers."""
    handed_in = (Response.survey_id == asked.survey_id, Response.round_id == asked.round_id)
    there = select(func.count()).select_from(Response).where(*handed_in, Response.state == "submitted")
    return session.scalar(there) or 0


def counting(session: Session, asked: Asked) -> Counting:
    """Which answers count now, and which save of each: the same as before, as long as no count can be another."""
    handed_in = (Response.survey_id == asked.survey_id, Response.round_id == asked.round_id)
    there = select(Response.id, Response.revision).where(*handed_in, Response.state == "submitted")
    return tuple((id_, revision) for id_, revision in session.execute(there.order_by(Response.id)))


def execute(session: Session) -> Execute:
    """How the analysis asks the database."""
    return lambda sql, values: session.connection().exec_driver_sql(sql, tuple(values)).all()


def where(session: Session, asked: Asked) -> StoredRounds:
    """Where the answers lie that were handed in and count."""
    from analysis.reducing.sql import StoredRounds

    return StoredRounds(
        "sqlite" if session.get_bind().dialect.name == "sqlite" else "postgresql",
        table=Response.__tablename__,
        document="answers",
        round="round_id",
        where={"survey_id": asked.survey_id.hex, "state": "submitted"},
    )
