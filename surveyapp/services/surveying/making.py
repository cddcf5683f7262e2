"""Setting up a survey and its rounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from surveyapp.models import Organisation, Round, Survey, Version
from surveyapp.models.errors import (
    DuplicateKeyError,
    ForbiddenError,
    ImpossibleRoundError,
    NotFoundError,
    WrongPrivacyError,
    WrongVersionError,
)
from surveyapp.models.organisations import OrganisationKind
from surveyapp.models.surveys import Privacy, round_of
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What a new round is: open from `opens_on` through `closes_on`; `denominator`: how many should answer."""

    version_id: UUID
    label: str
    opens_on: date
    closes_on: date
    denominator: int | None = None
    denominator_date: date | None = None
    caveat: str = ""


def create_organisation(
    session: Session,
    name: str,
    now: datetime,
    *,
    kind: OrganisationKind = "project",
    number: str | None = None,
    area: str | None = None,
    part_of: UUID | None = None,
) -> Organisation:
    """A new organisation; `number`, `area` and `part_of` as in `Organisation`."""
    with access.operating(session, "organisation.create", kind=kind):
        if session.scalar(select(Organisation.id).where(Organisation.name == name)):
            raise DuplicateKeyError(f"There is an organisation called {name!r} already.")
        organisation = Organisation(name=name, kind=kind, number=number, area=area, part_of=part_of, created_at=now)
        session.add(organisation)
    return organisation


def surveys(session: Session) -> list[Survey]:
    """The surveys that may be seen, newest first."""
    return list(session.scalars(access.surveys(session, "survey.see").order_by(Survey.id.desc())))


def owners(session: Session) -> list[Organisation]:
    """The organisations that a survey may be made for, by name; raises `ForbiddenError` when there are none."""
    own = Organisation.id.in_(access.organisations(session, "survey.create"))
    if found := list(session.scalars(select(Organisation).where(own).order_by(Organisation.name))):
        return found
    raise ForbiddenError("survey.create needs the role owner in some organisation.")


def newest_version(session: Session, survey_id: UUID) -> tuple[UUID, Questionnaire]:
    """The newest version of what the survey asks, for its next round."""
    of_survey = Version.questionnaire_id == access.survey(session, "survey.change", survey_id).questionnaire_id
    version_id = session.scalars(select(Version.id).where(of_survey).order_by(Version.number.desc()).limit(1)).one()
    return version_id, questionnaire_of(session, version_id)


def own_units(session: Session, survey: Survey) -> tuple[str, ...]:
    """What the owner's units are called, which a round can ask; for whoever may change the survey."""
    access.require(session, "survey.change", survey.organisation_id)
    theirs = select(Organisation.name).where(
        Organisation.kind == "unit", Organisation.part_of == survey.organisation_id
    )
    return tuple(session.scalars(theirs.order_by(Organisation.name)))


def create_survey(
    session: Session,
    organisation_id: UUID,
    questionnaire_id: UUID,
    *,
    title: str,
    privacy: Privacy,
    synthetic: bool,
    now: datetime,
) -> Survey:
    """A survey of a published questionnaire; privacy mode and `synthetic` are chosen here for good."""
    with access.changing(session, "survey.create", organisation_id):
        survey = Survey(
            organisation_id=organisation_id,
            questionnaire_id=questionnaire_id,
            title=title,
            privacy=privacy,
            synthetic=synthetic,
            created_at=now,
        )
        session.add(survey)
    return survey


def add_round(
    session: Session,
    survey_id: UUID,
    plan: RoundPlan,
) -> Round:
    """The survey's next round, a draft: once it is released, it opens and closes by its dates."""
    if plan.closes_on < plan.opens_on:
        raise ImpossibleRoundError(f"The round closes on {plan.closes_on}, before it opens on {plan.opens_on}.")
    if plan.denominator is not None and plan.denominator < 1:
        raise ImpossibleRoundError(f"The denominator is {plan.denominator}. Leave it out, or give at least 1.")
    with access.changing_survey(session, "survey.change", survey_id, round=plan.label):
        survey = _locked(session, survey_id)
        version = session.get(Version, plan.version_id)
        if version is None or version.questionnaire_id != survey.questionnaire_id:
            raise WrongVersionError(f"Version {plan.version_id} is not of the questionnaire that the survey asks.")
        if survey.privacy == "anonymous":
            _require_no_contact_data(session, version)
        if session.scalar(select(Round.id).where(Round.survey_id == survey_id, Round.label == plan.label)):
            raise DuplicateKeyError(f"The survey has a round called {plan.label!r} already.")
        last = session.scalar(select(func.max(Round.number)).where(Round.survey_id == survey_id)) or 0
        added = Round(
            survey_id=survey_id,
            version_id=plan.version_id,
            number=last + 1,
            label=plan.label,
            opens_on=plan.opens_on,
            closes_on=plan.closes_on,
            denominator=plan.denominator,
            denominator_date=plan.denominator_date,
            caveat=plan.caveat,
        )
        session.add(added)
    return added


def _require_no_contact_data(session: Session, version: Version) -> None:
    asked = questionnaire_of(session, version.id).contact_questions
    if asked:
        raise WrongPrivacyError(
            f"Version {version.number} asks how to reach a person ({', '.join(sorted(asked))}), which an anonymous "
            "survey may not know. Publish a version without these questions, or make a confidential survey."
        )


def erase_survey(session: Session, survey_id: UUID) -> None:
    """Delete the survey with all its rounds, participants, answers and report rows, for good."""
    with access.changing_survey(session, "survey.erase", survey_id):
        _locked(session, survey_id)
        session.execute(delete(Survey).where(Survey.id == survey_id))


def find_survey(session: Session, survey_id: UUID) -> Survey:
    """The survey with this id; raises `NotFoundError`."""
    survey = session.get(Survey, survey_id)
    if survey is None:
        raise NotFoundError(f"There is no survey {survey_id}.")
    return survey


def find_round(session: Session, survey_id: UUID, round_id: UUID) -> Round:
    """The round with this id in this survey; raises `NotFoundError`."""
    return round_of(session, survey_id, round_id)


def owner_of(session: Session, survey: Survey) -> str:
    """The name of the organisation that the survey belongs to."""
    return session.get_one(Organisation, survey.organisation_id).name


def has_synthetic(session: Session) -> bool:
    """Whether any survey's answers are made up, so that the front page can say so."""
    return session.scalar(select(Survey.id).where(Survey.synthetic).limit(1)) is not None


def _locked(session: Session, survey_id: UUID) -> Survey:
    """The survey, held until the end of the transaction, so that two can't take the same round number."""
    survey = session.scalars(select(Survey).where(Survey.id == survey_id).with_for_update()).one_or_none()
    if survey is None:
        raise NotFoundError(f"There is no survey {survey_id}.")
    return survey
