"""A round's answers out of the database: one snapshot, row by row, and counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, cast, func, select
from sqlalchemy.orm import Session

from questionnaires.answers import Answers, Setting
from questionnaires.codebook import Variable
from questionnaires.definition import Questionnaire
from questionnaires.flattening import Cell, Flattener
from questionnaires.variables import codebook_of
from surveyapp.models import Participant, Response, Round, Survey
from surveyapp.models.datafiles import RoundInfo
from surveyapp.models.errors import RoundStillOpenError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.surveys import OVER, round_of
from surveyapp.models.telling import told
from surveyapp.models.vault import vault_of
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access
from surveyapp.services.exporting.extracts import About, Extract
from surveyapp.services.exporting.joining import joined

AT_A_TIME = 1000
"""Rows that are fetched together."""
Who = Literal["nobody", "key", "pseudonym"]
"""What a row begins with to tell whose it is."""


def take(session: Session, survey_id: UUID, round_id: UUID, *, texts: bool) -> Round:
    """The round that is taken out, of which the audit log is told; raises `RoundErasedError`."""
    with access.changing_survey(session, "answers.export", survey_id, round=str(round_id), texts=texts):
        taken = round_of(session, survey_id, round_id)
        taken.require_kept()
    return taken


@contextmanager
def extract(
    session: Session, survey_id: UUID, round_ids: Sequence[UUID], now: datetime, *, texts: bool, language: str = "nb"
) -> Iterator[Extract]:
    """What was handed in to the rounds, as one moment saw it; in a confidential survey pseudonyms stand for the keys.

    Free text, which may tell who wrote it, comes only with `texts`. Raises `NotFoundError`, `RoundErasedError`, and
    `RoundStillOpenError` for an anonymous round that is not over: whoever fetched it again and again would see when
    each answer came.
    """
    for each in round_ids:
        take(session, survey_id, each, texts=texts)
    with _one_moment(session):
        asked = sorted((round_of(session, survey_id, each) for each in set(round_ids)), key=lambda each: each.number)
        parts = [replace(_extract(session, each, now, texts=texts), language=language) for each in asked]
        yield parts[0] if len(parts) == 1 else joined(parts)


def _extract(session: Session, taken: Round, now: datetime, *, texts: bool) -> Extract:
    survey = session.get_one(Survey, taken.survey_id)
    is_open = taken.state_on(norwegian_date(now)) not in OVER
    if survey.privacy == "anonymous" and is_open:
        raise RoundStillOpenError(taken.closes_on)
    questionnaire = questionnaire_of(session, taken.version_id)
    variables, who = columns_of(survey, questionnaire, texts=texts)

    def read() -> Iterator[list[Cell]]:
        return rows(session, taken, Flattener(questionnaire, variables), who)

    def documents() -> Iterator[tuple[Answers, Any]]:
        return documents_of(session, taken, questionnaire, texts=texts)

    return Extract(
        about=About(
            survey_id=survey.id,
            round_id=taken.id,
            title=survey.title,
            privacy=survey.privacy,
            info=RoundInfo.of(survey, taken),
            number=taken.number,
            closes_on=taken.closes_on,
            is_open=is_open,
            taken_at=now,
        ),
        questionnaire=questionnaire,
        codebook=codebook_of(questionnaire),
        variables=variables,
        keyed=who != "nobody",
        count=count_of(session, taken),
        rounds=tuple(_rounds(session, taken)),
        read=read,
        documents=documents,
    )


@contextmanager
def _one_moment(session: Session) -> Iterator[None]:
    """All that is read inside is as it was when the first of it was read, which on SQLite every transaction sees."""
    session.rollback()
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    try:
        yield
    finally:
        session.rollback()


def columns_of(survey: Survey, questionnaire: Questionnaire, *, texts: bool) -> tuple[tuple[Variable, ...], Who]:
    """The variables that are taken out, and how a row tells whose it is to whoever may not know the keys."""
    variables = (variable for variable in codebook_of(questionnaire).variables if texts or not variable.sensitive)
    # A municipality is followed by its own number, which is among the answers.
    if survey.privacy == "anonymous" or questionnaire.unit == "municipality":
        return tuple(variables), "nobody"
    return tuple(variables), "pseudonym" if survey.privacy == "confidential" else "key"


def _rounds(session: Session, taken: Round) -> Iterator[tuple[str, Questionnaire]]:
    until = (Round.survey_id == taken.survey_id, Round.number <= taken.number)
    for each in session.scalars(select(Round).where(*until).order_by(Round.number)):
        yield each.label, questionnaire_of(session, each.version_id)


def _handed_in(taken: Round) -> tuple[ColumnElement[bool], ...]:
    return (Response.survey_id == taken.survey_id, Response.round_id == taken.id, Response.state == "submitted")


def count_of(session: Session, taken: Round) -> int:
    """How many answers have been handed in to the round."""
    return session.scalar(select(func.count()).where(*_handed_in(taken))) or 0


def answers_of(taken: Round, *, by_key: bool) -> Select[tuple[str | None, dict[str, Any], dict[str, Any]]]:
    """Who answered, the answers, and those of the earlier round: by the key, or in an order that tells nothing."""
    # The end of a participant's id is random: neither the key nor when somebody was added shows in the order. Anonymous
    # answers stand by their ids, which are random too.
    shuffled = func.substr(func.replace(cast(Participant.id, String), "-", ""), 20)
    return (
        select(Participant.key, Response.answers, Response.earlier)
        .select_from(Response)
        .outerjoin(
            Participant,
            (Participant.survey_id == Response.survey_id) & (Participant.id == Response.participant_id),
        )
        .where(*_handed_in(taken))
        .order_by(Participant.key if by_key else shuffled, Response.id)
        .execution_options(yield_per=AT_A_TIME)
    )


def rows(
    session: Session, taken: Round, flattener: Flattener, who: Who, of: frozenset[str] | None = None
) -> Iterator[list[Cell]]:
    """One row per answer; `of`: the keys of those in it, if not all."""
    survey = session.get_one(Survey, taken.survey_id)
    found = session.execute(answers_of(taken, by_key=who == "key" or survey.privacy == "identified"))
    secret, number = f"{survey.id} ", taken.number
    pseudonym = vault_of(session).pseudonym if who == "pseudonym" else None
    for key, answers, earlier in told(session, "Reading answers", found, count_of(session, taken)):
        if of is None or key in of:
            row = flattener.row(answers, Setting(taken.classified_on, {}, number, earlier))
            yield row if who == "nobody" else [key if pseudonym is None else pseudonym(secret + str(key)), *row]


def documents_of(
    session: Session, taken: Round, questionnaire: Questionnaire, *, texts: bool
) -> Iterator[tuple[Answers, Any]]:
    """The answers as documents, each with its day unless it is anonymous; never how to reach a person."""
    hidden = {variable.question for variable in codebook_of(questionnaire).variables if variable.sensitive}
    kept_out = questionnaire.contact_questions | (set() if texts else hidden)
    handed_in = session.execute(
        select(Response.answers, Response.submitted_on, Response.privacy)
        .where(*_handed_in(taken))
        .order_by(Response.id)
        .execution_options(yield_per=AT_A_TIME)
    )
    for answers, submitted_on, privacy in handed_in:
        kept = {name: answer for name, answer in answers.items() if name not in kept_out}
        yield kept, None if privacy == "anonymous" else submitted_on
