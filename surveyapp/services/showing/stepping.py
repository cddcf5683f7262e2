"""The steps that a round is told of in: those that were told, and the next one when enough more have answered.

To find a step takes seconds, so nobody who looks waits for it, nor chooses when: the worker does it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import structlog
from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from questionnaires.codebook import Variable
from surveyapp.models import LiveStep, Response, Round
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.surveys import round_of
from surveyapp.models.telling import told
from surveyapp.services import access
from surveyapp.services.showing.rounds import Asked, asked_in, execute, where

if TYPE_CHECKING:
    from analysis.live.crossing import Crossing
    from analysis.live.telling import Step

_LOG = structlog.get_logger("medvirk")

MOST_TRIES = 3
"""So often a round is counted again when answers come in between."""


@dataclass(frozen=True, slots=True)
class Steps:
    """All steps with the days that they were told on, and the question that groups are made by."""

    by: Variable | None = None
    told: tuple[Step, ...] = ()
    days: tuple[date, ...] = ()


def steps_of(session: Session, asked: Asked) -> Steps:
    """What was told of a round that persons answer."""
    from analysis.live.crossing import background
    from analysis.live.telling import step_from_json

    here = (LiveStep.survey_id == asked.survey_id, LiveStep.round_id == asked.round_id)
    rows = session.execute(select(LiveStep.told, LiveStep.told_on).where(*here).order_by(LiveStep.number)).all()
    steps, days = tuple(step_from_json(each) for each, _ in rows), tuple(on for _, on in rows)
    return Steps(background(asked.codebook), steps, days)


def tell_due(session: Session, now: datetime) -> int:
    """Tell the next step of each round that enough have answered; how many steps that were."""
    from analysis.reducing.counts import UnknownCodeError

    access.require_operator(session)
    steps = 0
    due = _due(session)
    for survey_id, round_id in told(session, "Telling of open rounds", due, len(due)):
        try:
            steps += _tell(session, asked_in(session, survey_id, round_id, now), now)
        except (SurveyAppError, UnknownCodeError) as error:
            # A round that cannot be counted keeps no other waiting.
            _LOG.error("step_not_told", round=str(round_id), error=type(error).__name__)
    return steps


def _due(session: Session) -> list[tuple[UUID, UUID]]:
    """The rounds that twice as many have answered as were told of, or enough where nobody was."""
    from analysis.live.telling import FIRST

    at = (Response.survey_id, Response.round_id)
    last = (
        select(LiveStep.survey_id, LiveStep.round_id, func.max(LiveStep.respondents).label("respondents"))
        .group_by(LiveStep.survey_id, LiveStep.round_id)
        .subquery()
    )
    enough = func.count() >= func.coalesce(2 * func.max(last.c.respondents), FIRST)
    rounds = (
        select(*at)
        .join(Round, and_(Round.survey_id == at[0], Round.id == at[1]))
        .outerjoin(last, and_(last.c.survey_id == at[0], last.c.round_id == at[1]))
        .where(Response.state == "submitted", Round.erased_on.is_(None))
        .group_by(*at)
        .having(enough)
        # Somebody may be waiting at the newest.
        .order_by(Response.round_id.desc())
    )
    return [(survey_id, round_id) for survey_id, round_id in session.execute(rounds)]


def _tell(session: Session, asked: Asked, now: datetime) -> bool:
    """Tell the round's next step, unless answers kept coming while they were counted, or somebody told it meanwhile."""
    from analysis.live.telling import is_due, next_step

    if not asked.of_persons:
        return False
    before = steps_of(session, asked)
    crossing = _crossed(session, asked, before.by)
    if crossing is None or not is_due(crossing.respondents, before.told):
        return False
    # The search takes seconds: it is not done inside the transaction, where others would wait.
    step = next_step(crossing, asked.codebook, before.by, before.told)
    return _keep(session, asked, len(before.told) + 1, step, now)


def _keep(session: Session, asked: Asked, number: int, step: Step, now: datetime) -> bool:
    """Store the step, unless somebody else told one meanwhile: then theirs is the one that was told."""
    from analysis.live.telling import step_to_json

    with access.changing_survey(session, "results.live", asked.survey_id, step=number):
        round_of(session, asked.survey_id, asked.round_id, held=True)
        if session.get(LiveStep, (asked.survey_id, asked.round_id, number)) is not None:
            return False
        session.add(
            LiveStep(
                survey_id=asked.survey_id,
                round_id=asked.round_id,
                number=number,
                respondents=step.respondents,
                told_on=norwegian_date(now),
                told=step_to_json(step),
            )
        )
    return True


def _crossed(session: Session, asked: Asked, by: Variable | None) -> Crossing | None:
    """The counts, all of the same answers; None when answers kept coming while they were counted."""
    from analysis.live.crossing import crossed_from_sql

    for _ in range(MOST_TRIES):
        found = crossed_from_sql(execute(session), where(session, asked), asked.round_id.hex, asked.codebook, by)
        if found.of_the_same:
            return found
    return None
