"""Action plans: what an organisation will do, year by year, and how far each measure has come in each quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.models.base import Base, Json, one_of
from surveyapp.models.ids import uuid7

MeasureKind = Literal["once", "yearly", "continuous"]
Progress = Literal["not_started", "planned", "in_progress", "done", "stopped"]
Fate = Literal["carried", "changed", "finished", "dropped"]
Giver = Literal["owner", "coordinator"]

MEASURE_KINDS: tuple[MeasureKind, ...] = get_args(MeasureKind)
PROGRESS: tuple[Progress, ...] = get_args(Progress)
FATES: tuple[Fate, ...] = get_args(Fate)
QUARTERS = (1, 2, 3, 4)
SUB_GOALS = ("a", "b", "c", "d", "e", "f")
CHALLENGES = (1, 2, 3, 4)
FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_COMMENT = 2_000
REMINDED_AFTER = timedelta(days=10)
"""Whoever was asked and has not told by then, is reminded, once."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year, written 2026-3."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that a day is in."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first_day(self) -> date:
        """Before it, nobody knows how the quarter went."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def before(self) -> Quarter:
        """The one that ended when this one began."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def after(self) -> Quarter:
        """The one that begins when this one ends."""
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    @property
    def asked_on(self) -> date:
        """When owners are asked how it went: not on its first day after, which after the fourth is a holiday."""
        return self.after.first_day + timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


def last_day_of(year: int) -> date:
    """The day before the next year begins."""
    return date(year + 1, 1, 1) - timedelta(days=1)


class Plan(Base):
    """An action plan that goes on from year to year; `source`: where its measures stand written.

    `synthetic`: its statuses are made up. `paused_at`: since then, no owner is asked but by hand.
    """

    __tablename__ = "plan"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(300))
    synthetic: Mapped[bool]
    created_at: Mapped[datetime]
    paused_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("organisation_id", "title"),
        CheckConstraint("title <> ''", name="has_a_title"),
    )


class PlanYear(Base):
    """One year of a plan; `rolled_at`: when the next year was made of it, and this one became history."""

    __tablename__ = "plan_year"

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    year: Mapped[int]
    rolled_at: Mapped[datetime | None]

    __table_args__ = (
        PrimaryKeyConstraint("plan_id", "year"),
        CheckConstraint(f"year BETWEEN {FIRST_YEAR} AND {LAST_YEAR}", name="year_is_near"),
    )


class ClosedQuarter(Base):
    """That a quarter is reported, and takes no more statuses."""

    __tablename__ = "closed_quarter"

    plan_id: Mapped[UUID]
    year: Mapped[int]
    quarter: Mapped[int]
    closed_at: Mapped[datetime]

    __table_args__ = (
        PrimaryKeyConstraint("plan_id", "year", "quarter"),
        ForeignKeyConstraint(["plan_id", "year"], ["plan_year.plan_id", "plan_year.year"], ondelete="CASCADE"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter_is_one_of_four"),
    )


class PlanGoal(Base):
    """What some measures of a year are for (mål), within an area (satsingsområde); `number`: its place in the plan."""

    __tablename__ = "plan_goal"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    plan_id: Mapped[UUID]
    year: Mapped[int]
    number: Mapped[int]
    area: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(300))

    __table_args__ = (
        UniqueConstraint("plan_id", "year", "number"),
        UniqueConstraint("plan_id", "year", "area", "title"),
        UniqueConstraint("plan_id", "year", "id"),
        ForeignKeyConstraint(["plan_id", "year"], ["plan_year.plan_id", "plan_year.year"], ondelete="CASCADE"),
        CheckConstraint("area <> '' AND title <> ''", name="has_words"),
    )


class Measure(Base):
    """One measure (tiltak) in one year of a plan.

    `previous_id`: what it was the year before. `owner`: who is responsible, in words. `from_value` to `to_value`: its
    target, counted in `unit`. `indicators`: the questions of a survey that it should show in. `fate`: what became of it
    when it ended or the year was rolled, with the reason where there is one.
    """

    __tablename__ = "measure"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    plan_id: Mapped[UUID]
    year: Mapped[int]
    goal_id: Mapped[UUID]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(500))
    kind: Mapped[MeasureKind] = mapped_column(String(10))
    owner: Mapped[str] = mapped_column(String(200))
    from_value: Mapped[float | None]
    to_value: Mapped[float | None]
    unit: Mapped[str] = mapped_column(String(60))
    sub_goals: Mapped[list[str]] = mapped_column(Json)
    challenges: Mapped[list[int]] = mapped_column(Json)
    indicators: Mapped[list[str]] = mapped_column(Json)
    previous_id: Mapped[UUID | None] = mapped_column(ForeignKey("measure.id"), unique=True)
    fate: Mapped[Fate | None] = mapped_column(String(8))
    fate_reason: Mapped[str] = mapped_column(String(500), default="")
    ended_on: Mapped[date | None]

    __table_args__ = (
        UniqueConstraint("plan_id", "year", "number"),
        ForeignKeyConstraint(
            ["plan_id", "year", "goal_id"], ["plan_goal.plan_id", "plan_goal.year", "plan_goal.id"], ondelete="CASCADE"
        ),
        CheckConstraint("title <> '' AND owner <> ''", name="has_words_and_an_owner"),
        CheckConstraint(f"kind IN ({one_of(MEASURE_KINDS)})", name="kind_is_known"),
        CheckConstraint(f"fate IN ({one_of(FATES)})", name="fate_is_known"),
        CheckConstraint("fate IS NULL OR fate <> 'dropped' OR fate_reason <> ''", name="dropped_for_a_reason"),
        CheckConstraint("to_value IS NULL OR unit <> ''", name="target_counts_something"),
        CheckConstraint("(from_value IS NULL) = (to_value IS NULL)", name="target_is_whole"),
    )


class MeasureContact(Base):
    """How to reach a measure's owner: her e-mail address by the `Vault`, bound to the measure, until `destroy_on`."""

    __tablename__ = "measure_contact"

    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    destroy_on: Mapped[date] = mapped_column(index=True)


class StatusRequest(Base):
    """That a measure's owner was asked for one quarter's status, by a link of her own.

    `edition`: raised when the link is replaced. `queued`: the message to her was handed to the outbox, for good.
    `reminded_at`: so was another, after some days without a status.
    """

    __tablename__ = "status_request"

    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    quarter: Mapped[int]
    edition: Mapped[int]
    token_code: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    queued: Mapped[bool]
    asked_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]

    __table_args__ = (
        PrimaryKeyConstraint("measure_id", "quarter"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter_is_one_of_four"),
        CheckConstraint("edition >= 1", name="editions_are_counted"),
        CheckConstraint("length(token_code) = 32", name="has_a_whole_code"),
    )


class MeasureStatus(Base):
    """How far a measure had come in a quarter. A new status is a new row, so nobody's words are written over.

    `reached`: the value of the target so far.
    """

    __tablename__ = "measure_status"

    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    quarter: Mapped[int]
    revision: Mapped[int]
    progress: Mapped[Progress] = mapped_column(String(11))
    comment: Mapped[str] = mapped_column(Text)
    reached: Mapped[float | None]
    given_by: Mapped[Giver] = mapped_column(String(11))
    given_at: Mapped[datetime]

    __table_args__ = (
        PrimaryKeyConstraint("measure_id", "quarter", "revision"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter_is_one_of_four"),
        CheckConstraint("revision >= 1", name="revisions_are_counted"),
        CheckConstraint(f"progress IN ({one_of(PROGRESS)})", name="progress_is_known"),
        CheckConstraint("given_by IN ('owner', 'coordinator')", name="giver_is_known"),
    )


def place_of(measure_id: UUID) -> bytes:
    """What an owner's address is sealed to: its row's own key."""
    return measure_id.bytes + b"measure"
