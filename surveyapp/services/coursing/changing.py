"""What staff do with a course: ask, move dates, say why a rating is missing, code activities, and erase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveyapp.models import CodedActivity, Course, Invitation, Participant, Response, Round, TimePoint
from surveyapp.models.courses import END, MONTHS_AFTER, Chapter, MissingReason, as_it_went, months_after
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import InvitationKey, norwegian_date, uuid7
from surveyapp.models.marks import require_unchanged
from surveyapp.models.tokens import link_entry, link_token
from surveyapp.services import access
from surveyapp.services.coursing.following import LINK_LASTS
from surveyapp.services.coursing.refusing import (
    AlreadyGivenError,
    NoBaselineError,
    require_no_national_id,
    require_order,
)

LASTING: tuple[MissingReason, ...] = ("moved", "died", "unwilling")
"""Reasons that also hold for what comes after."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way into the course's rating."""

    token: str
    code: str
    expires_on: date


def ask(
    session: Session,
    survey_id: UUID,
    participant_id: UUID,
    round_id: UUID,
    *,
    key: bytes,
    now: datetime,
    anew: bool = False,
) -> Link:
    """The link to a rating that is out; a fresh one if there is none, or `anew`, when the one before stops working.

    Raises `NoBaselineError` and `AlreadyGivenError`.
    """
    with _changing(session, survey_id, participant_id, "ask"):
        point = _point(session, survey_id, participant_id, round_id)
        given = _given(session, survey_id, participant_id)
        if round_id in given:
            raise AlreadyGivenError("This rating is handed in already.")
        if session.get_one(Round, (survey_id, round_id)).number > 1 and not given:
            raise NoBaselineError("Let the first rating be made before a later one.")
        point.missing = None
        invitation = _invitation(session, survey_id, participant_id, round_id)
        if invitation is not None and not anew and (out := _out(invitation, key, now)):
            return out
        invitation = invitation or Invitation(
            survey_id=survey_id,
            id=uuid7(),
            privacy="confidential",
            round_id=round_id,
            participant_id=participant_id,
        )
        expires_on = norwegian_date(now) + LINK_LASTS
        token, code = invitation.renew(key, expires_on)
        session.add(invitation)
    return Link(token, code, expires_on)


def link_out(
    session: Session, survey_id: UUID, participant_id: UUID, round_id: UUID, *, key: bytes, now: datetime
) -> Link | None:
    """The link to a rating that is out, to be shown again; None where none works, or nothing is left to rate."""
    access.survey(session, "course.change", survey_id)
    invitation = _invitation(session, survey_id, participant_id, round_id)
    if invitation is None or round_id in _given(session, survey_id, participant_id):
        return None
    return _out(invitation, key, now)


def change_dates(
    session: Session, survey_id: UUID, participant_id: UUID, *, dates: Mapping[int, date], note: str, seen: str = ""
) -> None:
    """Move the time points, by their numbers; what is counted from the end moves along unless it was moved itself.

    An end that is rated was on that day, and is not moved: raises `AlreadyGivenError`.
    `seen`: the mark of the dates and the note that were there before; raises `ChangedMeanwhileError` when they are
    others now, `ImpossibleDateError` and `NationalIdError`.
    """
    require_no_national_id(note)
    with _changing(session, survey_id, participant_id, "dates") as course:
        points = _numbered(session, survey_id, participant_id)
        ended_on = _given(session, survey_id, participant_id).get(points[END].round_id)
        before = as_it_went({number: point.due_on for number, point in points.items()}, ended_on)
        if ended_on is not None and dates.get(END, ended_on) != ended_on:
            raise AlreadyGivenError(f"The end was rated on {ended_on}. Move what comes after it instead.")
        after = before | {number: day for number, day in dates.items() if number in before}
        for number, months in MONTHS_AFTER.items():
            counted = before[number] == months_after(before[END], months)
            if counted and after[number] == before[number]:
                after[number] = months_after(after[END], months)
        require_unchanged((*before.values(), course.note), seen, (*after.values(), note.strip()))
        require_order([after[number] for number in sorted(after)], norwegian_date(course.opened_at))
        for number, point in points.items():
            point.due_on = after[number]
        course.started_on, course.note = after[1], note.strip()


def leave_out(session: Session, survey_id: UUID, participant_id: UUID, round_id: UUID, reason: MissingReason) -> None:
    """Say why a rating is not made; a reason that lasts is also that of the later ones. Raises `AlreadyGivenError`."""
    with _changing(session, survey_id, participant_id, "leave_out"):
        given = _given(session, survey_id, participant_id)
        if round_id in given:
            raise AlreadyGivenError("This rating is handed in, so it is not missing.")
        _point(session, survey_id, participant_id, round_id)
        for point in _from(session, survey_id, participant_id, round_id, reason):
            if point.round_id not in given:
                point.missing = reason


def take_back(session: Session, survey_id: UUID, participant_id: UUID, round_id: UUID) -> int:
    """Take back why a rating was not made, and the later ones for the same lasting reason; how many are due again."""
    with _changing(session, survey_id, participant_id, "take_back"):
        reason = _point(session, survey_id, participant_id, round_id).missing
        points = _from(session, survey_id, participant_id, round_id, reason)
        undone = [point for point in points if reason and point.missing == reason]
        for point in undone:
            point.missing = None
    return len(undone)


def code_activities(
    session: Session, survey_id: UUID, participant_id: UUID, chapters: Mapping[str, Chapter | None], *, seen: str = ""
) -> None:
    """Say which chapter of ICF each activity, by its slot, belongs to; None takes a code away.

    `seen`: the mark of the chapters that were there before; raises `ChangedMeanwhileError` when they are others now.
    """
    with _changing(session, survey_id, participant_id, "code"):
        place = {"survey_id": survey_id, "participant_id": participant_id}
        coded = {
            each.slot: each
            for each in session.scalars(
                select(CodedActivity).filter_by(**place).execution_options(populate_existing=True)
            )
        }
        stored = {slot: coded[slot].chapter if slot in coded else None for slot in chapters}
        require_unchanged(stored, seen, chapters)
        for slot, chapter in chapters.items():
            if chapter is not None:
                session.merge(CodedActivity(**place, slot=slot, chapter=chapter))
            elif slot in coded:
                session.delete(coded[slot])


def erase(session: Session, survey_id: UUID, participant_id: UUID) -> None:
    """Delete the course with all that was answered in it, for good."""
    with _changing(session, survey_id, participant_id, "erase"):
        session.execute(delete(Participant).where(Participant.survey_id == survey_id, Participant.id == participant_id))


@contextmanager
def _changing(session: Session, survey_id: UUID, participant_id: UUID, what: str) -> Iterator[Course]:
    with access.changing_survey(session, "course.change", survey_id, what=what):
        course = session.get(Course, (survey_id, participant_id), with_for_update=True, populate_existing=True)
        if course is None:
            raise NotFoundError(f"There is no course {participant_id}.")
        yield course


def _invitation(session: Session, survey_id: UUID, participant_id: UUID, round_id: UUID) -> Invitation | None:
    place = {"survey_id": survey_id, "participant_id": participant_id, "round_id": round_id}
    return session.scalars(
        select(Invitation).filter_by(**place).with_for_update().execution_options(populate_existing=True)
    ).one_or_none()


def _out(invitation: Invitation, key: bytes, now: datetime) -> Link | None:
    """The link of an invitation, unless it has run out."""
    if invitation.expires_on is None or invitation.expires_on < norwegian_date(now):
        return None
    place, issue = InvitationKey(invitation.survey_id, invitation.id), invitation.issue
    return Link(link_token(place, issue, key), link_entry(place, issue, key), invitation.expires_on)


def _point(session: Session, survey_id: UUID, participant_id: UUID, round_id: UUID) -> TimePoint:
    point = session.get(TimePoint, (survey_id, participant_id, round_id), with_for_update=True)
    if point is None:
        raise NotFoundError(f"The course has no time point {round_id}.")
    return point


def _numbered(session: Session, survey_id: UUID, participant_id: UUID) -> dict[int, TimePoint]:
    """The course's time points by the numbers of their rounds, in order."""
    rows = session.execute(
        select(Round.number, TimePoint)
        .join(TimePoint, (TimePoint.survey_id == Round.survey_id) & (TimePoint.round_id == Round.id))
        .where(TimePoint.survey_id == survey_id, TimePoint.participant_id == participant_id)
        .order_by(Round.number)
        .execution_options(populate_existing=True)
    )
    return dict(rows.all())


def _from(
    session: Session, survey_id: UUID, participant_id: UUID, round_id: UUID, reason: MissingReason | None
) -> list[TimePoint]:
    """The time points that a reason told of this one is about: it alone, or the later ones too."""
    points = list(_numbered(session, survey_id, participant_id).values())
    first = next(place for place, point in enumerate(points) if point.round_id == round_id)
    return points[first:] if reason in LASTING else points[first : first + 1]


def _given(session: Session, survey_id: UUID, participant_id: UUID) -> dict[UUID, date]:
    """The rounds that are handed in, and when."""
    wanted = select(Response.round_id, Response.submitted_on).where(
        Response.survey_id == survey_id, Response.participant_id == participant_id, Response.state == "submitted"
    )
    rows: Any = session.execute(wanted).all()
    return dict(rows)
