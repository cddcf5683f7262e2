"""Finding a thing by the name that a person calls it, on the command line or in a script."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Organisation, Participant, Pilot, Plan, Response, Round, Survey, Version
from surveyapp.models.errors import NotFoundError
from surveyapp.models.versions import PublishedQuestionnaire

Named = TypeVar("Named")


def organisation_named(session: Session, name: str) -> Organisation:
    """The organisation with this name; raises `NotFoundError` with the names there are."""
    there = session.scalars(select(Organisation).order_by(Organisation.name)).all()
    return _only("organisation", name, [each for each in there if each.name == name], [each.name for each in there])


def survey_named(session: Session, word: str) -> Survey:
    """The survey with this id or title; raises `NotFoundError` with the titles there are."""
    there = session.scalars(select(Survey).order_by(Survey.title)).all()
    found = [each for each in there if word in (str(each.id), each.title)]
    return _only("survey", word, found, [f"{each.title} ({each.id})" for each in there])


def plan_named(session: Session, word: str) -> Plan:
    """The action plan with this id or title; raises `NotFoundError` with the titles there are."""
    there = session.scalars(select(Plan).order_by(Plan.title)).all()
    found = [each for each in there if word in (str(each.id), each.title)]
    return _only("action plan", word, found, [f"{each.title} ({each.id})" for each in there])


def pilot_named(session: Session, word: str) -> Pilot:
    """The pilot with this id or title; raises `NotFoundError` with the titles there are."""
    there = session.scalars(select(Pilot).order_by(Pilot.title)).all()
    found = [each for each in there if word in (str(each.id), each.title)]
    return _only("pilot", word, found, [f"{each.title} ({each.id})" for each in there])


def round_named(session: Session, survey: Survey, word: str) -> Round:
    """The survey's round with this number, label or id; raises `NotFoundError` with the rounds there are."""
    there = session.scalars(select(Round).where(Round.survey_id == survey.id).order_by(Round.number)).all()
    found = [each for each in there if word in (str(each.number), each.label, str(each.id))]
    return _only("round", word, found, [f"{each.number}: {each.label}" for each in there])


def latest_version(session: Session, organisation_id: UUID, slug: str) -> Version:
    """The newest published version of an organisation's questionnaire; raises `NotFoundError`."""
    wanted = (
        select(Version)
        .join(PublishedQuestionnaire, PublishedQuestionnaire.id == Version.questionnaire_id)
        .where(PublishedQuestionnaire.organisation_id == organisation_id, PublishedQuestionnaire.slug == slug)
        .order_by(Version.number.desc())
        .limit(1)
    )
    version = session.scalars(wanted).one_or_none()
    if version is None:
        raise NotFoundError(f"The organisation has not published {slug!r}. Publish it with: surveyapp publish FILE.")
    return version


def newest_version(session: Session, survey: Survey) -> Version:
    """The newest version of the questionnaire that the survey asks."""
    wanted = select(Version).where(Version.questionnaire_id == survey.questionnaire_id)
    return session.scalars(wanted.order_by(Version.number.desc()).limit(1)).one()


def participants(session: Session, survey_id: UUID, keys: Collection[str]) -> dict[str, UUID]:
    """Those of the keys (municipality numbers, course references) that the survey knows, with their ids."""
    known = select(Participant.key, Participant.id).where(Participant.survey_id == survey_id)
    return {key: found for key, found in session.execute(known) if key in keys}


def answered(session: Session, survey_id: UUID, round_id: UUID) -> set[str]:
    """The keys of the participants who have begun or handed in this round."""
    begun = (
        select(Participant.key)
        .join(Response, (Response.survey_id == Participant.survey_id) & (Response.participant_id == Participant.id))
        .where(Response.survey_id == survey_id, Response.round_id == round_id)
    )
    return set(session.scalars(begun))


def _only(kind: str, word: str, found: Sequence[Named], names: Sequence[str]) -> Named:
    if len(found) == 1:
        return found[0]
    listed = "; ".join(names) or "there are none yet"
    how = f"There is no {kind} {word!r}" if not found else f"More than one {kind} is called {word!r}; give its id"
    raise NotFoundError(f"{how}. Choose from: {listed}.")
