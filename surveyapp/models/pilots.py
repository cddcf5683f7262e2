"""Pilots: what a project group tries out in some units, and how far it has come."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, get_args
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, PrimaryKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.models.base import Base, one_of
from surveyapp.models.ids import uuid7

MilestoneStatus = Literal["planned", "under_way", "reached", "dropped"]
MILESTONE_STATUSES: tuple[MilestoneStatus, ...] = get_args(MilestoneStatus)
WORDS_AT_MOST = 1000


class Pilot(Base):
    """Something that a project group tries out; `source`: where its set-up was taken from."""

    __tablename__ = "pilot"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    title: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(300))
    synthetic: Mapped[bool]
    created_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("organisation_id", "title"),
        CheckConstraint("title <> ''", name="has_a_title"),
    )


class Kept:
    """What a project group keeps of a pilot; `revision` counts how often it was written."""

    pilot_id: Mapped[UUID]
    revision: Mapped[int] = mapped_column(default=1)


class PilotUnit(Kept, Base):
    """A unit that takes part, by what it is called; `unit_id`: the unit here that it is, whose courses are counted."""

    __tablename__ = "pilot_unit"

    pilot_id: Mapped[UUID] = mapped_column(ForeignKey("pilot.id", ondelete="CASCADE"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)

    __table_args__ = (
        PrimaryKeyConstraint("pilot_id", "number"),
        UniqueConstraint("pilot_id", "name"),
        UniqueConstraint("pilot_id", "unit_id"),
        CheckConstraint("name <> ''", name="has_a_name"),
        CheckConstraint("revision >= 1", name="revisions_are_counted"),
    )


class Milestone(Kept, Base):
    """What is to be reached by a date, and what shows that it is; `party`: the working group that answers for it.

    `shows_coverage`: it is about how many units follow courses, so their number is told beside its status.
    """

    __tablename__ = "milestone"

    pilot_id: Mapped[UUID] = mapped_column(ForeignKey("pilot.id", ondelete="CASCADE"))
    number: Mapped[int]
    party: Mapped[str] = mapped_column(String(200))
    words: Mapped[str] = mapped_column(String(500))
    due_on: Mapped[date]
    status: Mapped[MilestoneStatus] = mapped_column(String(10), default="planned")
    evidence: Mapped[str] = mapped_column(String(WORDS_AT_MOST), default="")
    shows_coverage: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        PrimaryKeyConstraint("pilot_id", "number"),
        CheckConstraint("words <> ''", name="has_words"),
        CheckConstraint(f"status IN ({one_of(MILESTONE_STATUSES)})", name="status_is_known"),
        CheckConstraint("status <> 'reached' OR evidence <> ''", name="what_is_reached_is_shown"),
        CheckConstraint("revision >= 1", name="revisions_are_counted"),
    )


class Training(Kept, Base):
    """A training session of one unit, and how many came: never who."""

    __tablename__ = "training"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    pilot_id: Mapped[UUID]
    unit_number: Mapped[int]
    held_on: Mapped[date]
    attended: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(
            ["pilot_id", "unit_number"], ["pilot_unit.pilot_id", "pilot_unit.number"], ondelete="CASCADE"
        ),
        CheckConstraint("attended >= 1", name="somebody_came"),
        CheckConstraint("revision >= 1", name="revisions_are_counted"),
    )


class Hearing(Kept, Base):
    """A round of feedback: which group was asked when, how many answered, and what it recommends."""

    __tablename__ = "hearing"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    pilot_id: Mapped[UUID] = mapped_column(ForeignKey("pilot.id", ondelete="CASCADE"), index=True)
    asked: Mapped[str] = mapped_column(String(200))
    asked_on: Mapped[date]
    answers: Mapped[int | None]
    advice: Mapped[str] = mapped_column(String(WORDS_AT_MOST), default="")

    __table_args__ = (
        CheckConstraint("asked <> ''", name="names_who_is_asked"),
        CheckConstraint("answers >= 0", name="answers_are_counted"),
        CheckConstraint("revision >= 1", name="revisions_are_counted"),
    )


class Meeting(Kept, Base):
    """A dialogue meeting: where and in which month, how many of each role came, and what they recommend."""

    __tablename__ = "meeting"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    pilot_id: Mapped[UUID] = mapped_column(ForeignKey("pilot.id", ondelete="CASCADE"), index=True)
    place: Mapped[str] = mapped_column(String(200))
    month: Mapped[date]
    participants: Mapped[dict[str, Any]] = mapped_column(default=dict)
    advice: Mapped[str] = mapped_column(String(WORDS_AT_MOST), default="")

    __table_args__ = (
        CheckConstraint("place <> ''", name="has_a_place"),
        CheckConstraint("revision >= 1", name="revisions_are_counted"),
    )


class PilotSurvey(Base):
    """A survey by which the pilot is followed, and which may be another organisation's."""

    __tablename__ = "pilot_survey"

    pilot_id: Mapped[UUID] = mapped_column(ForeignKey("pilot.id", ondelete="CASCADE"))
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), index=True)

    __table_args__ = (PrimaryKeyConstraint("pilot_id", "survey_id"),)
