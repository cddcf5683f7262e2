"""Doing what is due: what the plan shows, in small transactions, each told to the audit log by its counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, true, update
from sqlalchemy.orm import Session

from surveyapp.models import (
    Approval,
    Assignment,
    Contact,
    Invitation,
    Paper,
    Participant,
    Recall,
    Recipient,
    Response,
    Round,
    Survey,
)
from surveyapp.models.ids import norwegian_date
from surveyapp.models.telling import telling
from surveyapp.models.transactions import writing
from surveyapp.services import access
from surveyapp.services.retaining.jobs import Job, batches
from surveyapp.services.retaining.plans import TRACES, Going, What, deletion_plan, promise_of
from surveyapp.services.retaining.unlinking import unlink


@dataclass(frozen=True, slots=True)
class Retained:
    """How many rows went; a second run on the same day has none."""

    contacts: int = 0
    traces: int = 0
    answers: int = 0


def retain(session: Session, now: datetime) -> Retained:
    """Delete or unlink all that is due, of every survey; run it daily."""
    access.require_operator(session)
    today = norwegian_date(now)
    went: dict[What, int] = {"contacts": 0, "traces": 0, "answers": 0}
    for survey_id, organisation_id in session.execute(select(Survey.id, Survey.organisation_id)).all():
        job = Job(session, survey_id, organisation_id, today)
        for going in deletion_plan(session, survey_id):
            # Rounds end on the day that was promised, also those that nobody answered.
            if going.on <= today and (going.rows or going.what == "answers"):
                with telling(session, "Deleting", going.rows) as step:
                    for rows in _work(job, going, now):
                        went[going.what] += rows
                        step(rows)
    return Retained(**went)


def _work(job: Job, going: Going, now: datetime) -> Iterator[int]:
    promise = promise_of(job.session, job.survey_id)
    if going.what == "contacts":
        return _destroy_contacts(job, all_goes=promise.answers_go_on <= job.today)
    if going.what == "traces":
        return _destroy_traces(job, going)
    return unlink(job) if promise.manner == "unlink" else _erase(job, now)


def _destroy_contacts(job: Job, *, all_goes: bool) -> Iterator[int]:
    """How to reach people: one event in the log for all that goes of a survey."""
    with writing(job.session):
        due = [
            (model.survey_id == job.survey_id, true() if all_goes else model.destroy_on <= job.today)
            for model in (Contact, Assignment, Recipient)
        ]
        counts = {"contact_address": job.change(delete(Contact).where(*due[0]))}
        # What a colleague is called stays with what she does, until that goes.
        there = Assignment.destroy_on.is_not(None)
        forget = update(Assignment).where(*due[1], there).values(sealed=None, destroy_on=None)
        counts["assignment_address"] = job.change(forget)
        counts["recipient_address"] = job.change(delete(Recipient).where(*due[2]))
        went = job.done("contacts.destroy", counts)
    yield went


def _destroy_traces(job: Job, going: Going) -> Iterator[int]:
    """What is left of the work of answering a round."""
    here = (Response.survey_id == job.survey_id, Response.round_id == going.round_id)
    for ids in batches(job.session.scalars(select(Response.id).where(*here)).all()):
        with writing(job.session):
            counts = {
                model.__tablename__: job.change(
                    delete(model).where(model.survey_id == job.survey_id, model.response_id.in_(ids))
                )
                for model in TRACES
            }
            drafts = (Response.survey_id == job.survey_id, Response.id.in_(ids), Response.state == "draft")
            counts["draft"] = job.change(delete(Response).where(*drafts))
            went = job.done("traces.destroy", counts)
        yield went
    with writing(job.session):
        keyed = (Paper.survey_id == job.survey_id, Paper.round_id == going.round_id, Paper.state != "done")
        went = job.done("traces.destroy", {"paper": job.change(delete(Paper).where(*keyed))})
    yield went


def _erase(job: Job, now: datetime) -> Iterator[int]:
    """The answers, and whoever was asked; rounds, their counts and reports stay, which tell of many together."""
    _end_rounds(job, now)
    responses = select(Response.id).where(Response.survey_id == job.survey_id)
    for ids in batches(job.session.scalars(responses).all()):
        with writing(job.session):
            counts = {
                model.__tablename__: job.change(
                    delete(model).where(model.survey_id == job.survey_id, model.response_id.in_(ids))
                )
                for model in (Recall, Approval)
            }
            here = (Response.survey_id == job.survey_id, Response.id.in_(ids))
            counts["response"] = job.change(delete(Response).where(*here))
            went = job.done("answers.erase", counts)
        yield went
    with writing(job.session):
        counts = {
            model.__tablename__: job.change(delete(model).where(model.survey_id == job.survey_id))
            for model in (Paper, Invitation, Participant)
        }
        went = job.done("answers.erase", counts)
    yield went


def _end_rounds(job: Job, now: datetime) -> None:
    """Every round that has been open ends for good, and keeps its counts, before the first answer goes."""
    with writing(job.session):
        rounds = select(Round).where(Round.survey_id == job.survey_id, Round.erased_on.is_(None)).with_for_update()
        for asked in job.session.scalars(rounds).all():
            if asked.state_on(job.today) == "draft":
                continue
            invited = (Invitation.survey_id == job.survey_id, Invitation.round_id == asked.id)
            handed_in = (Response.survey_id == job.survey_id, Response.round_id == asked.id)
            counts = (
                _count(job.session, *invited, Invitation.participant_id.is_not(None)),
                _count(job.session, *handed_in, Response.state == "submitted"),
            )
            asked.kept_invited, asked.kept_submitted = counts
            asked.erased_on, asked.closed_at = job.today, asked.closed_at or now


def _count(session: Session, *where: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).where(*where)) or 0
