"""What there is to see of courses: who is due, and all that one course holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from surveyapp.models import (
    CodedActivity,
    Course,
    Invitation,
    Organisation,
    Participant,
    Programme,
    Response,
    Round,
    Survey,
    TimePoint,
)
from surveyapp.models.courses import END, Chapter, MissingReason, as_it_went
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import ResponseKey, norwegian_date
from surveyapp.models.pseudonyms import pseudonym_of
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access

LINK_LASTS = timedelta(days=30)
FEW = 3
"""A mean of fewer activities moves as easily as a single one."""
HIGH = 9
"""An activity that starts here can hardly improve."""

Haste = Literal["overdue", "today", "week", "later"]


@dataclass(frozen=True, slots=True)
class Point:
    """A time point: given, missing for a reason, or waiting; `response` when it is begun or given.

    `due_on`: of the end, once that is rated, the day when it was; the later ones are counted from it.
    `link_until`: the last day of the link to it that was made last.
    """

    round_id: UUID
    number: int
    label: str
    due_on: date
    missing: MissingReason | None
    given_on: date | None
    response: ResponseKey | None
    link_until: date | None

    @property
    def waits(self) -> bool:
        """Whether it is still to be rated."""
        return self.given_on is None and self.missing is None

    def link_out(self, today: date) -> tuple[date, date] | None:
        """When the link that works was made, and its last day; None where none is out."""
        if not self.waits or self.link_until is None or self.link_until < today:
            return None
        return self.link_until - LINK_LASTS, self.link_until

    def haste(self, today: date) -> Haste:
        """How soon it is to be rated; a week ends on its Sunday."""
        if self.due_on <= today:
            return "today" if self.due_on == today else "overdue"
        return "week" if self.due_on <= today + timedelta(days=6 - today.weekday()) else "later"


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A course in the list."""

    id: UUID
    pseudonym: str
    started_on: date
    points: tuple[Point, ...]

    @property
    def has_baseline(self) -> bool:
        """Whether the first rating is handed in."""
        return any(point.number == 1 and point.given_on for point in self.points)

    @property
    def ended_on(self) -> date | None:
        """When the end was rated, if it is."""
        return next((point.given_on for point in self.points if point.number == END), None)

    @property
    def newest(self) -> Point | None:
        """The last follow-up that is handed in beside the baseline, which is what a change is told of."""
        later = [point for point in self.points if point.number > 1 and point.given_on]
        return later[-1] if later and self.has_baseline else None


@dataclass(frozen=True, slots=True)
class Due:
    """A rating to be made now."""

    course: CourseLine
    point: Point
    haste: Haste


@dataclass(frozen=True, slots=True)
class Board:
    """All courses of a unit, newest first, and what is due, most pressing first; `assessed`: one may be opened."""

    survey_id: UUID
    unit_id: UUID
    unit: str
    synthetic: bool
    assessed: bool
    today: date
    courses: tuple[CourseLine, ...]
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity with what it was rated at each time point; a number, the code of a way of not answering, or None."""

    slot: str
    words: str
    ratings: tuple[int | str | None, ...]
    chapter: Chapter | None

    @property
    def starts_high(self) -> bool:
        """Whether it was hardly difficult at the start."""
        return isinstance(self.ratings[0], int) and self.ratings[0] >= HIGH


@dataclass(frozen=True, slots=True)
class CourseFile:
    """All that a unit has of one course; `questionnaire`: whose scale the ratings are on."""

    survey_id: UUID
    unit: str
    synthetic: bool
    line: CourseLine
    note: str
    activities: tuple[Activity, ...]
    questionnaire: Questionnaire

    @property
    def dated(self) -> tuple[date | str, ...]:
        """When its time points are due, and its note: what is changed together."""
        return *(point.due_on for point in self.line.points), self.note

    @property
    def coded(self) -> dict[str, Chapter | None]:
        """The chapters of its activities, by slot."""
        return {each.slot: each.chapter for each in self.activities}

    @property
    def few(self) -> bool:
        """Whether fewer than three activities are followed."""
        return 0 < len(self.activities) < FEW


def board(session: Session, survey_id: UUID, now: datetime) -> Board:
    """The courses of a unit; raises `NotFoundError` for a survey that has none."""
    unit, survey = _unit(session, survey_id)
    today = norwegian_date(now)
    lines = _lines(session, survey_id)
    due = [
        Due(line, point, haste)
        for line in lines
        for point in line.points
        if point.waits and (line.has_baseline or point.number == 1) and (haste := point.haste(today)) != "later"
    ]
    due.sort(key=lambda each: (each.point.due_on, each.course.pseudonym))
    return Board(survey_id, unit.id, unit.name, survey.synthetic, survey.assessment != "", today, lines, tuple(due))


def course(session: Session, survey_id: UUID, participant_id: UUID) -> CourseFile:
    """One course with its activities; raises `NotFoundError`."""
    unit, survey = _unit(session, survey_id)
    lines = _lines(session, survey_id, participant_id)
    if not lines:
        raise NotFoundError(f"There is no course {participant_id}.")
    version_id = session.scalars(select(Round.version_id).where(Round.survey_id == survey_id, Round.number == 1)).one()
    questionnaire = questionnaire_of(session, version_id)
    return CourseFile(
        survey_id,
        unit.name,
        survey.synthetic,
        lines[0],
        session.get_one(Course, (survey_id, participant_id)).note,
        _activities(session, questionnaire, survey_id, lines[0]),
        questionnaire,
    )


def find_code(session: Session, survey_id: UUID, written: str) -> UUID | None:
    """The course whose pseudonym this is, however it is written; None where there is none."""
    access.survey(session, "course.see", survey_id)
    wanted = select(Course.participant_id).join(
        Participant, (Participant.survey_id == Course.survey_id) & (Participant.id == Course.participant_id)
    )
    return session.scalar(wanted.where(Course.survey_id == survey_id, Participant.key == (pseudonym_of(written) or "")))


def _unit(session: Session, survey_id: UUID) -> tuple[Organisation, Survey]:
    survey = access.survey(session, "course.see", survey_id)
    if session.get(Programme, survey_id) is None:
        raise NotFoundError(f"The survey {survey_id} has no courses.")
    return session.get_one(Organisation, survey.organisation_id), survey


def _lines(session: Session, survey_id: UUID, participant_id: UUID | None = None) -> tuple[CourseLine, ...]:
    points: Mapping[UUID, list[Point]] = defaultdict(list)
    only = [] if participant_id is None else [TimePoint.participant_id == participant_id]
    rows: Iterable[Any] = session.execute(
        select(TimePoint, Round.number, Round.label, Response.id, Response.submitted_on, Invitation.expires_on)
        .join(Round, (Round.survey_id == TimePoint.survey_id) & (Round.id == TimePoint.round_id))
        .outerjoin(
            Response,
            (Response.survey_id == TimePoint.survey_id)
            & (Response.participant_id == TimePoint.participant_id)
            & (Response.round_id == TimePoint.round_id),
        )
        .outerjoin(
            Invitation,
            (Invitation.survey_id == TimePoint.survey_id)
            & (Invitation.participant_id == TimePoint.participant_id)
            & (Invitation.round_id == TimePoint.round_id),
        )
        .where(TimePoint.survey_id == survey_id, *only)
        .order_by(Round.number)
    )
    for point, number, label, response_id, given_on, link_until in rows:
        key = None if response_id is None else ResponseKey(survey_id, response_id)
        points[point.participant_id].append(
            Point(point.round_id, number, label, point.due_on, point.missing, given_on, key, link_until)
        )
    points = {participant_id: _as_they_went(each) for participant_id, each in points.items()}
    courses: Iterable[Any] = session.execute(
        select(Course.participant_id, Participant.key, Course.started_on)
        .join(Participant, (Participant.survey_id == Course.survey_id) & (Participant.id == Course.participant_id))
        .where(Course.survey_id == survey_id, Course.participant_id.in_(points))
        .order_by(Course.started_on.desc(), Course.opened_at.desc())
    )
    return tuple(CourseLine(key, code, started_on, tuple(points[key])) for key, code, started_on in courses)


def _as_they_went(points: list[Point]) -> list[Point]:
    """The time points of a course, with what is counted from the end counted from when that was rated."""
    ended_on = next((point.given_on for point in points if point.number == END), None)
    due = as_it_went({point.number: point.due_on for point in points}, ended_on)
    return [replace(point, due_on=due[point.number]) for point in points]


def _activities(
    session: Session, questionnaire: Questionnaire, survey_id: UUID, line: CourseLine
) -> tuple[Activity, ...]:
    """The activities of the first list that was handed in: later rounds meet the same ones."""
    score = next(score for score in questionnaire.scores.values() if score.over is not None)
    given: dict[UUID, Mapping[str, Any]] = dict(
        session.execute(
            select(Response.round_id, Response.answers).where(
                Response.survey_id == survey_id, Response.participant_id == line.id, Response.state == "submitted"
            )
        ).all()
    )
    lists = [given[point.round_id].get(score.over or "", {}) for point in line.points if point.round_id in given]
    coded = dict(
        session.execute(
            select(CodedActivity.slot, CodedActivity.chapter).where(
                CodedActivity.survey_id == survey_id, CodedActivity.participant_id == line.id
            )
        ).all()
    )
    return tuple(
        Activity(
            slot,
            str(words),
            tuple(given.get(point.round_id, {}).get(score.items[0], {}).get(slot) for point in line.points),
            coded.get(slot),
        )
        for slot, words in sorted((lists[0] if lists else {}).items(), key=lambda item: int(item[0]))
    )
