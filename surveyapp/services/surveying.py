"""Setting up a survey and its rounds, and seeing how far each round has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from surveyapp.models import Assignment, Contact, Invitation, Organisation, Report, Response, Round, Survey, Version
from surveyapp.models.deletion import contacts_go_on
from surveyapp.models.errors import (
    DuplicateKeyError,
    ForbiddenError,
    ImpossibleRoundError,
    NotFoundError,
    WrongPrivacyError,
    WrongVersionError,
)
from surveyapp.models.ids import norwegian_date
from surveyapp.models.organisations import OrganisationKind
from surveyapp.models.surveys import Privacy, RoundState
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


@dataclass(frozen=True, slots=True)
class RoundOverview:
    """How far a round has come. `started` counts drafts and what is submitted."""

    round_id: UUID
    version_id: UUID
    number: int
    label: str
    opens_on: date
    closes_on: date
    state: RoundState
    caveat: str
    source_name: str | None
    invited: int
    started: int
    submitted: int
    denominator: int | None
    denominator_date: date | None

    @property
    def rate(self) -> float | None:
        """The share that has answered, 0-1; None without a denominator."""
        return None if self.denominator is None else self.submitted / self.denominator


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


def close_round(session: Session, survey_id: UUID, round_id: UUID, now: datetime) -> None:
    """End the round now, whatever its last date was; its contact data goes the sooner. Twice changes nothing."""
    with access.changing_survey(session, "survey.close", survey_id, round=str(round_id)):
        find_round(session, survey_id, round_id)
        session.execute(
            update(Round)
            .where(Round.survey_id == survey_id, Round.id == round_id, Round.closed_at.is_(None))
            .values(closed_at=now)
        )
        responses = select(Response.id).where(Response.survey_id == survey_id, Response.round_id == round_id)
        last = contacts_go_on(session, survey_id, norwegian_date(now))
        session.execute(
            update(Contact)
            .where(Contact.survey_id == survey_id, Contact.response_id.in_(responses), Contact.destroy_on > last)
            .values(destroy_on=last)
            .execution_options(synchronize_session=False)
        )
        session.execute(
            update(Assignment)
            .where(
                Assignment.survey_id == survey_id,
                Assignment.response_id.in_(responses),
                Assignment.destroy_on > last,
            )
            .values(destroy_on=last)
            .execution_options(synchronize_session=False)
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
    found = session.get(Round, (survey_id, round_id))
    if found is None:
        raise NotFoundError(f"Survey {survey_id} has no round {round_id}.")
    return found


def owner_of(session: Session, survey: Survey) -> str:
    """The name of the organisation that the survey belongs to."""
    return session.get_one(Organisation, survey.organisation_id).name


def has_synthetic(session: Session) -> bool:
    """Whether any survey's answers are made up, so that the front page can say so."""
    return session.scalar(select(Survey.id).where(Survey.synthetic).limit(1)) is not None


def reports(session: Session, survey_id: UUID) -> list[Report]:
    """The survey's reports, newest first."""
    access.survey(session, "report.see", survey_id)
    return list(session.scalars(select(Report).where(Report.survey_id == survey_id).order_by(Report.id.desc())))


def overview(session: Session, survey_id: UUID, now: datetime) -> tuple[RoundOverview, ...]:
    """Every round of the survey, in order, with its counts."""
    access.survey(session, "survey.see", survey_id)
    today = norwegian_date(now)
    invited = _counts(session, survey_id)
    answered = _states(session, survey_id)
    rounds = session.scalars(select(Round).where(Round.survey_id == survey_id).order_by(Round.number))
    return tuple(
        RoundOverview(
            round_id=each.id,
            version_id=each.version_id,
            number=each.number,
            label=each.label,
            opens_on=each.opens_on,
            closes_on=each.closes_on,
            state=each.state_on(today),
            caveat=each.caveat,
            source_name=each.source_name,
            invited=invited.get(each.id, 0),
            started=answered.get((each.id, "draft"), 0) + answered.get((each.id, "submitted"), 0),
            submitted=answered.get((each.id, "submitted"), 0),
            denominator=each.denominator,
            denominator_date=each.denominator_date,
        )
        for each in rounds
    )


def _counts(session: Session, survey_id: UUID) -> dict[UUID, int]:
    """Participants invited to each round; an open link invites nobody in particular."""
    rows = session.execute(
        select(Invitation.round_id, func.count())
        .where(Invitation.survey_id == survey_id, Invitation.participant_id.is_not(None))
        .group_by(Invitation.round_id)
    )
    return dict(rows.all())


def _states(session: Session, survey_id: UUID) -> dict[tuple[UUID, str], int]:
    rows = session.execute(
        select(Response.round_id, Response.state, func.count())
        # The draft of a correction stands beside what it corrects.
        .where(Response.survey_id == survey_id, or_(Response.edition == 1, Response.state == "submitted"))
        .group_by(Response.round_id, Response.state)
    )
    return {(round_id, state): count for round_id, state, count in rows}


def _locked(session: Session, survey_id: UUID) -> Survey:
    """The survey, held until the end of the transaction, so that two can't take the same round number."""
    survey = session.scalars(select(Survey).where(Survey.id == survey_id).with_for_update()).one_or_none()
    if survey is None:
        raise NotFoundError(f"There is no survey {survey_id}.")
    return survey
