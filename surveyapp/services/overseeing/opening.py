"""Which surveys there are to follow, and letting the county governors do so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from surveyapp.models import Organisation, Oversight, Round, Survey, Version
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.oversight import is_of_municipalities
from surveyapp.services import access
from surveyapp.services.overseeing.following import RoundName


class NotOverseeableError(SurveyAppError):
    """The survey cannot be opened to the county governors."""


@dataclass(frozen=True, slots=True)
class OverseenSurvey:
    """A survey that may be followed, its rounds with the newest first, and whether the county governors may too.

    `can_be_opened`: the actor may change that.
    """

    id: UUID
    title: str
    owner: str
    synthetic: bool
    rounds: tuple[RoundName, ...]
    open: bool
    can_be_opened: bool


def surveys(session: Session) -> tuple[OverseenSurvey, ...]:
    """The surveys of municipalities that the actor may follow, newest first."""
    own = Survey.organisation_id.in_(access.organisations(session, "oversight.see"))
    opened = Oversight.survey_id.is_not(None)
    rows = session.execute(
        select(Survey, Organisation, opened)
        .join(Organisation, Organisation.id == Survey.organisation_id)
        .outerjoin(Oversight, Oversight.survey_id == Survey.id)
        .where(Survey.privacy == "identified", or_(own, opened) if access.areas_of(session) else own)
        .order_by(Survey.id.desc())
    ).all()
    ids = [found.id for found, _owner, _open in rows]
    rounds = session.scalars(select(Round).where(Round.survey_id.in_(ids)).order_by(Round.number.desc())).all()
    return tuple(_listed(session, rows, rounds))


def _listed(
    session: Session, rows: Sequence[tuple[Survey, Organisation, bool]], rounds: Sequence[Round]
) -> Iterator[OverseenSurvey]:
    for found, owner, is_open in rows:
        own = [each for each in rounds if each.survey_id == found.id]
        if own and is_of_municipalities(session, found, own[0].version_id):
            may = "survey.change" in access.allowed(session, owner.id)
            names = tuple(RoundName(each.id, each.label) for each in own)
            yield OverseenSurvey(
                found.id,
                found.title,
                owner.name,
                found.synthetic,
                names,
                open=is_open,
                can_be_opened=may and owner.kind == "directorate",
            )


def open_to_governors(session: Session, survey_id: UUID, now: datetime) -> None:
    """Let the county governors follow their municipalities in the survey; twice changes nothing.

    Raises `NotOverseeableError` for a survey that is not a directorate's of municipalities in their own name.
    """
    with access.changing_survey(session, "survey.change", survey_id, oversight=True) as survey:
        owner = session.get_one(Organisation, survey.organisation_id)
        newest = select(Version.id).where(Version.questionnaire_id == survey.questionnaire_id)
        version_id = session.scalars(newest.order_by(Version.number.desc()).limit(1)).one()
        if owner.kind != "directorate" or not is_of_municipalities(session, survey, version_id):
            raise NotOverseeableError(
                "County governors follow a directorate's survey that municipalities answer in their own name. "
                f"This one is {survey.privacy}, and its owner is of the kind {owner.kind}."
            )
        if session.get(Oversight, survey_id) is None:
            session.add(Oversight(survey_id=survey_id, privacy=survey.privacy, since=now))


def close_to_governors(session: Session, survey_id: UUID) -> None:
    """Let the owner alone follow the survey again; twice changes nothing."""
    with access.changing_survey(session, "survey.change", survey_id, oversight=False):
        opened = session.get(Oversight, survey_id)
        if opened is not None:
            session.delete(opened)
