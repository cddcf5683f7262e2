"""What of a survey goes, on which date, and how many rows that is: numbers only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from surveyapp.models import (
    Approval,
    Assignment,
    AuditEvent,
    Comment,
    Contact,
    DeletionPlan,
    Invitation,
    LastChange,
    Organisation,
    Paper,
    Participant,
    Recall,
    Recipient,
    Response,
    ReturnCode,
    Revision,
    Round,
    Survey,
)
from surveyapp.models.contacts import KEPT_DAYS
from surveyapp.models.deletion import Manner
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.surveys import Privacy
from surveyapp.services import access

What = Literal["contacts", "traces", "answers"]
"""How to reach people; what is left of the work of answering; and the answers with all that hangs on them."""

YEARS: Mapping[Privacy, int] = {"anonymous": 10, "confidential": 5, "identified": 10}
"""So long after the last round is over a survey's answers go, unless its owner chose a date."""
MOST_YEARS = 15
NOTICE_DAYS = 30
"""Owners are told so many days before something goes."""

TRACES = (Revision, ReturnCode, Comment, LastChange, Assignment)
"""What hangs on a response while it is written; a comment goes before the colleague who wrote it."""

_EVENTS: Mapping[str, What] = {
    "contacts.destroy": "contacts",
    "traces.destroy": "traces",
    "answers.erase": "answers",
    "answers.unlink": "answers",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows of one kind, by the table's name."""

    kind: str
    rows: int


@dataclass(frozen=True, slots=True)
class Going:
    """What goes on one date; `round_id`: whose traces."""

    what: What
    on: date
    counted: tuple[Counted, ...]
    round_id: UUID | None = None
    round_label: str = ""

    @property
    def rows(self) -> int:
        """All rows together."""
        return sum(each.rows for each in self.counted)


@dataclass(frozen=True, slots=True)
class Gone:
    """What has gone on one date, as the audit log tells."""

    what: What
    on: date
    counted: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """What respondents are told of a survey: who answers for it, and how long what is kept of it.

    `follows_rounds`: nobody chose a date, so another round lets the answers stay as long after that one.
    """

    survey_id: UUID
    title: str
    owner: str
    privacy: Privacy
    synthetic: bool
    answers_go_on: date
    manner: Manner
    contact_days: int
    unlinked_on: date | None
    follows_rounds: bool
    legal_basis: str


def promise_of(session: Session, survey_id: UUID) -> Promise:
    """What was promised, for whoever asks; raises `NotFoundError`."""
    survey = session.get(Survey, survey_id)
    if survey is None:
        raise NotFoundError(f"There is no survey {survey_id}.")
    plan = session.get(DeletionPlan, survey_id)
    return Promise(
        survey_id=survey_id,
        title=survey.title,
        owner=session.get_one(Organisation, survey.organisation_id).name,
        privacy=survey.privacy,
        synthetic=survey.synthetic,
        answers_go_on=plan.answers_go_on if plan else years_after(last_day(session, survey), YEARS[survey.privacy]),
        manner=plan.manner if plan else "erase",
        contact_days=plan.contact_days if plan else KEPT_DAYS,
        unlinked_on=plan.unlinked_on if plan else None,
        follows_rounds=plan is None,
        legal_basis=str(getattr(survey, "legal_basis", None) or ""),
    )


def modes_in_use(session: Session) -> tuple[Privacy, ...]:
    """The privacy modes that there are surveys of, for everybody to read about."""
    found = set(session.scalars(select(Survey.privacy).distinct()))
    return tuple(mode for mode in YEARS if mode in found)


def last_day(session: Session, survey: Survey) -> date:
    """The last day of all its rounds but drafts, which nobody has answered; before there is one, when it was made."""
    opened = or_(Round.released_at.is_not(None), Round.source_name.is_not(None))
    rounds = session.scalars(select(Round).where(Round.survey_id == survey.id, opened))
    return max((asked.over_on for asked in rounds), default=norwegian_date(survey.created_at))


def years_after(last: date, years: int) -> date:
    """The day so many years after."""
    # The day after February in years that have no 29th.
    return (last + timedelta(days=last.day == 29 and last.month == 2)).replace(year=last.year + years)


def deletion_plan(session: Session, survey_id: UUID) -> tuple[Going, ...]:
    """All that will go of a survey, in the order of the dates; nothing outlives the answers."""
    access.survey(session, "survey.see", survey_id)
    promise = promise_of(session, survey_id)
    goings = [*_contacts(session, promise), *_traces(session, promise), *_answers(session, promise)]
    order: tuple[What, ...] = ("contacts", "traces", "answers")
    return tuple(sorted(goings, key=lambda going: (going.on, order.index(going.what))))


def soon(session: Session, survey_id: UUID, now: datetime) -> tuple[Going, ...]:
    """What goes within `NOTICE_DAYS`, or should be gone already."""
    last = norwegian_date(now) + timedelta(days=NOTICE_DAYS)
    return tuple(going for going in deletion_plan(session, survey_id) if going.on <= last and going.rows)


def gone(session: Session, survey_id: UUID) -> tuple[Gone, ...]:
    """What has gone already, newest first, added up by date."""
    access.survey(session, "survey.see", survey_id)
    found: dict[tuple[date, What], dict[str, int]] = {}
    events = select(AuditEvent).where(AuditEvent.survey_id == survey_id, AuditEvent.action.in_(_EVENTS))
    for event in session.scalars(events.order_by(AuditEvent.number.desc())):
        day = date.fromisoformat(event.about["on"])
        counts = found.setdefault((day, _EVENTS[event.action]), {})
        for kind, rows in event.about["counts"].items():
            counts[kind] = counts.get(kind, 0) + rows
    return tuple(
        Gone(what, day, tuple(Counted(*each) for each in sorted(counts.items())))
        for (day, what), counts in found.items()
    )


def _contacts(session: Session, promise: Promise) -> Iterator[Going]:
    days: dict[date, list[Counted]] = {}
    for model in (Contact, Assignment, Recipient):
        by_day = (
            select(model.destroy_on, func.count())
            .where(model.survey_id == promise.survey_id, model.destroy_on.is_not(None))
            .group_by(model.destroy_on)
        )
        for day, rows in cast("Iterable[tuple[date, int]]", session.execute(by_day)):
            days.setdefault(min(day, promise.answers_go_on), []).append(Counted(f"{model.__tablename__}_address", rows))
    for day, counted in days.items():
        yield Going("contacts", day, _summed(counted))


def _traces(session: Session, promise: Promise) -> Iterator[Going]:
    counts: dict[UUID, list[Counted]] = {}
    for kind, by_round in _traces_by_round(promise.survey_id):
        for round_id, rows in session.execute(by_round):
            counts.setdefault(round_id, []).append(Counted(kind, rows))
    for asked in session.scalars(select(Round).where(Round.survey_id == promise.survey_id)):
        if asked.id in counts:
            on = min(asked.over_on + timedelta(days=KEPT_DAYS), promise.answers_go_on)
            yield Going("traces", on, tuple(counts[asked.id]), asked.id, asked.label)


def _traces_by_round(survey_id: UUID) -> Iterator[tuple[str, Select[UUID, int]]]:
    """A query for each kind: the round and how many there are of it."""
    drafts = (Response.survey_id == survey_id, Response.state == "draft")
    yield "draft", select(Response.round_id, func.count()).where(*drafts).group_by(Response.round_id)
    sheets = (Paper.survey_id == survey_id, Paper.state != "done")
    yield "paper", select(Paper.round_id, func.count()).where(*sheets).group_by(Paper.round_id)
    for model in TRACES:
        of_it: ColumnElement[bool] = (model.survey_id == Response.survey_id) & (model.response_id == Response.id)
        hanging = select(Response.round_id, func.count()).join(model, of_it)
        yield model.__tablename__, hanging.where(Response.survey_id == survey_id).group_by(Response.round_id)


def _answers(session: Session, promise: Promise) -> Iterator[Going]:
    """The answers, also while there are none: owners are to know the date before anybody answers."""
    if promise.unlinked_on is not None:
        return
    counted = [Counted("response", _count(session, Response, promise.survey_id, Response.state != "draft"))]
    counted += [
        Counted(model.__tablename__, _count(session, model, promise.survey_id))
        for model in (Participant, Invitation, Recall, Approval)
    ]
    counted.append(Counted("paper", _count(session, Paper, promise.survey_id, Paper.state == "done")))
    yield Going("answers", promise.answers_go_on, tuple(each for each in counted if each.rows))


def _count(session: Session, model: Any, survey_id: UUID, *where: ColumnElement[bool]) -> int:
    rows = select(func.count()).select_from(model).where(model.survey_id == survey_id, *where)
    return session.scalar(rows) or 0


def _summed(counted: list[Counted]) -> tuple[Counted, ...]:
    kinds = dict.fromkeys(each.kind for each in counted)
    return tuple(Counted(kind, sum(each.rows for each in counted if each.kind == kind)) for kind in kinds)
