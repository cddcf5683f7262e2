"""What several services do for one caller is done whole or not at all, on both databases."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.models import AuditEvent, Invitation, Organisation, Participant, Survey, Version
from surveyapp.models.errors import DuplicateKeyError, NotFoundError
from surveyapp.models.ids import uuid7
from surveyapp.models.transactions import writing
from surveyapp.services import inviting, preparing, publishing, surveying
from surveyapp.services.auditing import verify
from surveyapp.services.preparing import Description
from tests.databases import Database
from tests.surveyapp.services.test_concurrency import at_once
from tests.surveyapp.stage import KEY, NOW, PLAN, Stage, set_up

NEXT = PLAN.model_copy(update={"minutes": 3})


@pytest.fixture
def stage(session: Session) -> Stage:
    return set_up(session, privacy="confidential")


def rows(session: Session) -> list[int]:
    session.rollback()
    counted = (Version, Survey, Participant, Invitation, AuditEvent)
    return [session.scalar(select(func.count()).select_from(model)) or 0 for model in counted]


def begin(session: Session, stage: Stage, described: UUID | None = None) -> None:
    """Publish, make a survey of it, and describe it, or another one."""
    owner = session.get_one(Organisation, stage.organisation_id)
    with writing(session):
        version = publishing.publish(session, owner, NEXT, NOW)
        made = surveying.create_survey(
            *(session, stage.organisation_id, version.questionnaire_id),
            title="Ny",
            privacy="anonymous",
            synthetic=False,
            now=NOW,
        )
        preparing.describe(session, described or made.id, Description("Bedre", None))


def test_all_is_done_and_each_part_told_in_its_order(session: Session, stage: Stage) -> None:
    begin(session, stage)
    assert session.scalars(select(Survey.purpose).where(Survey.title == "Ny")).one() == "Bedre"
    told = session.scalars(select(AuditEvent.action).order_by(AuditEvent.number.desc()).limit(3)).all()
    assert told == ["survey.change", "survey.create", "questionnaire.publish"]
    assert verify(session).events == rows(session)[-1]


def test_nothing_is_left_where_the_last_part_fails(session: Session, stage: Stage) -> None:
    before = rows(session)
    with pytest.raises(NotFoundError):
        begin(session, stage, described=uuid7())
    assert rows(session) == before


def test_a_part_that_is_refused_takes_none_of_the_others_with_it(session: Session, stage: Stage) -> None:
    inviting.add_participants(session, stage.survey_id, {"4204": "Her fra før"})
    with writing(session):
        inviting.add_participants(session, stage.survey_id, {"4201": "Ny"})
        with pytest.raises(DuplicateKeyError):
            inviting.add_participants(session, stage.survey_id, {"4202": "Ny", "4204": "Igjen"})
    known = session.scalars(select(Participant.key).where(Participant.survey_id == stage.survey_id))
    assert set(known) == {"4204", "4201"}


def test_what_is_undone_with_the_part_that_asked_for_it_is_not_told_as_done(session: Session, stage: Stage) -> None:
    before = rows(session)
    with writing(session):
        with pytest.raises(NotFoundError):
            inviting.invite_keys(session, stage.survey_id, uuid7(), {"4201": "Ny"}, KEY)
        inviting.add_participants(session, stage.survey_id, {"4202": "Ny"})
    added, told = 1, 1
    assert rows(session)[-3:] == [before[-3] + added, before[-2], before[-1] + told]


def test_nobody_is_added_who_cannot_get_a_link(session: Session, stage: Stage) -> None:
    before = rows(session)
    with pytest.raises(NotFoundError):
        inviting.invite_keys(session, stage.survey_id, uuid7(), {"4204": "Kristiansand"}, KEY)
    assert rows(session) == before


def test_those_who_do_several_things_at_once_do_not_lock_each_other_out(database: Database, session: Session) -> None:
    stage = set_up(session, privacy="confidential")
    there, known = (stage.survey_id, stage.round_ids[0]), stage.participant("4204")

    def adds_and_invites(own: Session) -> int:
        return sum(len(inviting.invite_keys(own, *there, {f"F-{id(own)}-{each}": "Ny"}, KEY)) for each in range(10))

    def invites(own: Session) -> int:
        return sum(len(inviting.invite(own, *there, [known], KEY)) for _time in range(10))

    assert at_once(database, [adds_and_invites, invites] * 2) == [10] * 4
    assert verify(session).events == rows(session)[-1]
