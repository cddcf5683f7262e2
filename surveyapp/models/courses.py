"""PSFS courses: a unit follows a person's own activities from the start to half a year after."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, PrimaryKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.models.base import Base, one_of
from surveyapp.models.surveys import Privacy

MissingReason = Literal["discharged", "moved", "died", "unwilling", "unable", "forgotten"]
"""Why a rating was not made; `discharged`: before any follow-up, `unable`: for reasons of cognition or language."""
Chapter = Literal["d4", "d5", "d6", "d7-d9"]
"""Chapters of ICF: mobility, self-care, domestic life, and life among others."""

MISSING_REASONS: tuple[MissingReason, ...] = get_args(MissingReason)
CHAPTERS: tuple[Chapter, ...] = get_args(Chapter)
NOTE_AT_MOST = 200
END = 2
"""The number of the time point that the later ones are counted from."""
MONTHS_AFTER = {3: 3, 4: 6}
"""Time points that are so many months after the end."""


class Programme(Base):
    """A survey whose participants are the courses of the unit that owns it; `weeks`: how long a course is planned.

    Its rounds are, by their numbers, the start, the end, three months after the end and six months after it.
    """

    __tablename__ = "programme"

    survey_id: Mapped[UUID] = mapped_column(primary_key=True)
    privacy: Mapped[Privacy] = mapped_column(String(12))
    weeks: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(["survey_id", "privacy"], ["survey.id", "survey.privacy"], ondelete="CASCADE"),
        CheckConstraint("privacy = 'confidential'", name="is_confidential"),
        CheckConstraint("weeks BETWEEN 1 AND 104", name="weeks_are_few"),
    )


class Course(Base):
    """A participant who is followed; its key is a pseudonym, and who that is, the unit keeps elsewhere."""

    __tablename__ = "course"

    survey_id: Mapped[UUID]
    participant_id: Mapped[UUID]
    started_on: Mapped[date]
    note: Mapped[str] = mapped_column(String(NOTE_AT_MOST), default="")
    opened_at: Mapped[datetime]

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "participant_id"),
        ForeignKeyConstraint(["survey_id"], ["programme.survey_id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["survey_id", "participant_id"], ["participant.survey_id", "participant.id"], ondelete="CASCADE"
        ),
    )


class TimePoint(Base):
    """When a course is to be rated, or why it was not."""

    __tablename__ = "time_point"

    survey_id: Mapped[UUID]
    participant_id: Mapped[UUID]
    round_id: Mapped[UUID]
    due_on: Mapped[date]
    missing: Mapped[MissingReason | None] = mapped_column(String(10))

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "participant_id", "round_id"),
        ForeignKeyConstraint(
            ["survey_id", "participant_id"], ["course.survey_id", "course.participant_id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["survey_id", "round_id"], ["round.survey_id", "round.id"], ondelete="CASCADE"),
        CheckConstraint(f"missing IN ({one_of(MISSING_REASONS)})", name="reason_is_known"),
        Index(None, "survey_id", "round_id"),
    )


class CodedActivity(Base):
    """Which chapter of ICF one of the course's activities belongs to, as the staff see it."""

    __tablename__ = "coded_activity"

    survey_id: Mapped[UUID]
    participant_id: Mapped[UUID]
    slot: Mapped[str] = mapped_column(String(10))
    chapter: Mapped[Chapter] = mapped_column(String(5))

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "participant_id", "slot"),
        ForeignKeyConstraint(
            ["survey_id", "participant_id"], ["course.survey_id", "course.participant_id"], ondelete="CASCADE"
        ),
        CheckConstraint(f"chapter IN ({one_of(CHAPTERS)})", name="chapter_is_known"),
    )


def dates_of(started_on: date, ends_on: date) -> list[date]:
    """When the four time points are due: the start, the end, three months after it and six months after it."""
    return [started_on, ends_on, *(months_after(ends_on, months) for months in MONTHS_AFTER.values())]


def as_it_went(planned: Mapping[int, date], ended_on: date | None) -> dict[int, date]:
    """When the time points are due, by their numbers, once the end was rated on `ended_on`; None: it was not.

    What is counted from the planned end is then counted from that day; what the staff have moved stays.
    """
    if ended_on is None:
        return dict(planned)
    counted = {
        number: months_after(ended_on, months)
        for number, months in MONTHS_AFTER.items()
        if planned[number] == months_after(planned[END], months)
    }
    return {**planned, END: ended_on, **counted}


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last day if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
