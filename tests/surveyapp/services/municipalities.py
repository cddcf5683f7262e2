"""A survey that municipalities answer in their own names, with rounds on dates before and after the reforms."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from questionnaires.loading import load
from surveyapp.models import Account, Organisation, Response
from surveyapp.models.ids import NORWAY, ResponseKey, norwegian_date
from surveyapp.models.organisations import OrganisationKind, Role
from surveyapp.models.reaching import WaveKind
from surveyapp.models.versions import PublishedQuestionnaire
from surveyapp.services import access, accounts, answering, contacting, finding, inviting, publishing, surveying
from surveyapp.services.access import Person
from surveyapp.services.contacting import Contact, Outcome, WavePlan
from surveyapp.services.surveying import RoundPlan
from tests.rounds import add_released
from tests.surveyapp.stage import KEY, NOW, OLA

_NUMBERS = itertools.count(1)
STATUS = load(
    """
id: status
title: {nb: Status}
languages: [nb]
unit: municipality
about: {nb: Om kommunen.}
pages:
  - id: plan
    title: {nb: Plan}
    questions:
      - id: kommune
        type: municipality
        text: {nb: Hvilken kommune?}
        required: true
        when_empty: {nb: Velg kommunen.}
      - id: har
        type: choice
        text: {nb: Har kommunen en plan?}
        subgoal: [c]
        indicator: {codes: [yes], label: {nb: har en plan}}
        choices:
          yes: {nb: Ja}
          no: {nb: Nei}
""",
    "status.yaml",
)


def organisation(session: Session, kind: OrganisationKind, area: str | None = None) -> UUID:
    name = f"{kind} {area} {next(_NUMBERS)}"
    return surveying.create_organisation(session, name, NOW, kind=kind, area=area).id


def put_to_municipalities(
    session: Session, owner: UUID, *, on: Iterable[date] = (date(2026, 1, 1),), opens: date = date(2026, 2, 1)
) -> tuple[UUID, ...]:
    """The ids of a survey, and of a round for each of these dates of the register."""
    publishing.publish(session, session.get_one(Organisation, owner), STATUS, NOW)
    version = finding.latest_version(session, owner, "status")
    asked = session.get_one(PublishedQuestionnaire, version.questionnaire_id).id
    title = f"Status {next(_NUMBERS)}"
    survey = surveying.create_survey(session, owner, asked, title=title, privacy="identified", synthetic=False, now=NOW)
    ids = [survey.id]
    for day in on:
        plan = RoundPlan(version.id, f"Runde {day}", opens, opens + timedelta(days=80), denominator_date=day)
        ids.append(add_released(session, ids[0], plan))
    return tuple(ids)


def begins(session: Session, survey_id: UUID, round_id: UUID, number: str, now: datetime = NOW) -> ResponseKey:
    """A municipality begins its answer."""
    known = finding.participants(session, survey_id, [number])
    known = known or inviting.add_participants(session, survey_id, {number: number})
    (issued,) = inviting.invite(session, survey_id, round_id, [known[number]], KEY)
    return answering.start_or_resume(session, issued.key, now).key


def hands_in(session: Session, survey_id: UUID, round_id: UUID, number: str, day: date | None = None) -> str:
    """A municipality hands in a signed answer on a day; returns its reference."""
    now = datetime.combine(day, time(12), NORWAY) if day else NOW
    key = begins(session, survey_id, round_id, number, now)
    chosen = {"kommune": number, "har": "yes"}
    session.execute(update(Response).where(Response.id == key.id).values(answers=chosen))
    session.commit()
    return answering.submit(session, key, now, OLA).reference


def writes_to(
    session: Session,
    at: tuple[UUID, UUID],
    outcomes: Mapping[str, Outcome],
    now: datetime,
    kind: WaveKind = "invitation",
) -> None:
    """These municipalities are written to about a round, a survey's and a round's id, each with what comes of it."""
    access.act_as(session, access.OPERATOR)
    people = [Contact(each, each, "mail", f"post{each}@example.org", "", "nb") for each in outcomes]
    contacting.add_contacts(session, *at, people, key=KEY)
    contacting.plan_wave(session, *at, WavePlan(kind, norwegian_date(now), {}), now)
    contacting.start_due(session, KEY, now)
    for due in contacting.claim(session, KEY, now, limit=1000, channels=("mail",)):
        if due.key.survey_id == at[0]:
            contacting.note(session, due, outcomes[due.address[4:8]], now)


def signs_in(session: Session, role: Role, organisation_id: UUID) -> UUID:
    """From here on the session acts for a new person with this role."""
    access.act_as(session, access.OPERATOR)
    email = f"kari{next(_NUMBERS)}@example.org"
    account = Account(email=email, name="Kari", password_hash="-", created_at=NOW)
    session.add(account)
    session.commit()
    accounts.add_member(session, account.id, organisation_id, role, NOW)
    access.act_as(session, Person(account.id))
    return account.id
