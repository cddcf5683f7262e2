"""The end of a round: it is closed, and its result is reported. The day that its answers go is `retaining`'s."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from surveyapp.models import Paper, Response, Round
from surveyapp.models.deletion import let_contacts_follow
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.surveys import OVER, round_of
from surveyapp.services import access

Reason = Literal["not_over", "too_early", "in_the_future"]


class NotReportableError(SurveyAppError):
    """The round's result cannot have been reported that day."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(_WHY[reason])
        self.reason = reason


_WHY: Mapping[Reason, str] = {
    "not_over": "The round is not over. Wait until its last day has passed, or end it: surveyapp rounds close",
    "too_early": "The round was not over on that day. Give the day that its result was reported.",
    "in_the_future": "That day has not come. Give the day that the result was reported.",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was begun and never handed in, so that no result counts it. `drafts`: nobody has signed or sent them."""

    drafts: int
    papers: int


def waiting(session: Session, survey_id: UUID, round_id: UUID) -> Waiting:
    """How much waits in a round; whoever reports its result is told."""
    access.survey(session, "survey.see", survey_id)
    return _waiting(session, survey_id, round_id)


def _waiting(session: Session, survey_id: UUID, round_id: UUID) -> Waiting:
    drafts = select(func.count()).where(
        Response.survey_id == survey_id, Response.round_id == round_id, Response.state == "draft"
    )
    papers = select(func.count()).where(Paper.survey_id == survey_id, Paper.round_id == round_id, Paper.state != "done")
    return Waiting(session.scalar(drafts) or 0, session.scalar(papers) or 0)


def report_round(session: Session, survey_id: UUID, round_id: UUID, on: date, now: datetime) -> Waiting:
    """Declare that the round's result was reported on a day; what waited then, is told. Twice moves the day.

    Raises `NotReportableError` and `RoundErasedError`.
    """
    access.survey(session, "survey.report", survey_id)
    left = _waiting(session, survey_id, round_id)
    told = {"reported": str(round_id), "on": on.isoformat(), "waiting": left.drafts + left.papers}
    with access.changing_survey(session, "survey.report", survey_id, **told):
        asked = _kept(session, survey_id, round_id)
        if asked.state_on(norwegian_date(now)) not in OVER:
            raise NotReportableError("not_over")
        if on < asked.over_on:
            raise NotReportableError("too_early")
        if on > norwegian_date(now):
            raise NotReportableError("in_the_future")
        asked.reported_on = on
    return left


def take_report_back(session: Session, survey_id: UUID, round_id: UUID) -> None:
    """Declare that the result is not reported after all; twice changes nothing. Raises `RoundErasedError`."""
    with access.changing_survey(session, "survey.report", survey_id, not_reported=str(round_id)):
        _kept(session, survey_id, round_id).reported_on = None


def _kept(session: Session, survey_id: UUID, round_id: UUID) -> Round:
    """The round, held until the end of the transaction; raises `RoundErasedError`."""
    asked = round_of(session, survey_id, round_id, held=True)
    asked.require_kept()
    return asked


def close_round(session: Session, survey_id: UUID, round_id: UUID, now: datetime) -> None:
    """End the round now, whatever its last date was; its contact data goes the sooner. Twice changes nothing."""
    with access.changing_survey(session, "survey.close", survey_id, round=str(round_id)):
        round_of(session, survey_id, round_id)
        session.execute(
            update(Round)
            .where(Round.survey_id == survey_id, Round.id == round_id, Round.closed_at.is_(None))
            .values(closed_at=now)
        )
        let_contacts_follow(session, survey_id)
