"""Reports: what each is of, how far its building has come, and what authors wrote in it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.models.base import Base, one_of
from surveyapp.models.ids import uuid7

ReportLanguage = Literal["nb", "nn", "en"]
REPORT_LANGUAGES: tuple[ReportLanguage, ...] = get_args(ReportLanguage)
ReportState = Literal["waiting", "building", "ready", "failed"]
REPORT_STATES: tuple[ReportState, ...] = get_args(ReportState)
Problem = Literal["", "gone", "erased", "open", "not_counted", "lacking", "disk", "broken"]
"""Why the last build came to nothing: what it tells of is gone, erased or still open, cannot be counted, lacks a part
that this kind of report needs, there was no room on the disk, or something is wrong in the app."""
NOTE_AT_MOST = 10_000


class Report(Base):
    """An order for a report, which can be built again at any time; it is of a survey, a pilot, or a year of a plan.

    `beside_id`: another survey that is told beside, such as the relatives'.
    `area`: whom it is about, if not all: a municipality's number, a county governor's area, or a unit's id.
    `rehearsed`: on made-up answers, to be looked at before the survey opens. `counted`: by the database alone.
    `folder`: where its files lie below the folder of reports, as they were last built, and `sha256` the sum of the
    results they tell of; a build that fails leaves both. `started_at`: when the build that is going on began.
    """

    __tablename__ = "report"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    language: Mapped[ReportLanguage] = mapped_column(String(2), default="nb")
    title: Mapped[str] = mapped_column(String(300))
    survey_id: Mapped[UUID | None] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"))
    baseline_id: Mapped[UUID | None]
    followup_id: Mapped[UUID | None]
    beside_id: Mapped[UUID | None] = mapped_column(ForeignKey("survey.id", ondelete="SET NULL"), index=True)
    pilot_id: Mapped[UUID | None] = mapped_column(ForeignKey("pilot.id", ondelete="CASCADE"), index=True)
    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    year: Mapped[int | None]
    quarter: Mapped[int | None]
    area: Mapped[str] = mapped_column(String(100), default="")
    rehearsed: Mapped[bool] = mapped_column(default=False)
    counted: Mapped[bool] = mapped_column(default=False)
    state: Mapped[ReportState] = mapped_column(String(8), default="waiting")
    problem: Mapped[Problem] = mapped_column(String(20), default="")
    started_at: Mapped[datetime | None]
    built_at: Mapped[datetime | None]
    folder: Mapped[str | None] = mapped_column(String(300))
    sha256: Mapped[str | None] = mapped_column(String(64))
    published_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(["survey_id", "baseline_id"], ["round.survey_id", "round.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["survey_id", "followup_id"], ["round.survey_id", "round.id"], ondelete="CASCADE"),
        CheckConstraint("kind <> '' AND title <> ''", name="has_a_kind_and_a_title"),
        CheckConstraint(f"language IN ({one_of(REPORT_LANGUAGES)})", name="language_is_known"),
        CheckConstraint(
            "(CASE WHEN survey_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN pilot_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN plan_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="is_of_one_thing",
        ),
        CheckConstraint("(survey_id IS NULL) = (baseline_id IS NULL)", name="is_of_a_round_of_a_survey"),
        CheckConstraint("followup_id IS NULL OR baseline_id IS NOT NULL", name="follows_up_a_baseline"),
        CheckConstraint("baseline_id <> followup_id", name="compares_two_rounds"),
        CheckConstraint("beside_id <> survey_id", name="is_beside_another"),
        CheckConstraint("(plan_id IS NULL) = (year IS NULL)", name="is_of_a_year_of_a_plan"),
        CheckConstraint("quarter IS NULL OR year IS NOT NULL AND quarter BETWEEN 1 AND 4", name="quarter_is_one"),
        CheckConstraint(f"state IN ({one_of(REPORT_STATES)})", name="state_is_known"),
        CheckConstraint("state <> 'building' OR started_at IS NOT NULL", name="building_began"),
        CheckConstraint("state <> 'ready' OR folder IS NOT NULL", name="ready_has_files"),
        CheckConstraint(
            "(folder IS NULL) = (sha256 IS NULL) AND (folder IS NULL) = (built_at IS NULL)", name="files_are_whole"
        ),
        CheckConstraint("length(sha256) = 64", name="has_a_whole_sha256"),
        CheckConstraint("published_at IS NULL OR folder IS NOT NULL", name="published_has_files"),
        Index(None, "survey_id", "baseline_id"),
        Index(None, "survey_id", "followup_id"),
    )

    @property
    def is_readable(self) -> bool:
        """Whether it was built, be it that a later build failed or goes on."""
        return self.folder is not None


class ReportNote(Base):
    """What an author wrote under one section; `fingerprint` is of the section's numbers as they were then."""

    __tablename__ = "report_note"

    report_id: Mapped[UUID] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"))
    section: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(String(64), default="")
    changed_at: Mapped[datetime]
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))

    __table_args__ = (
        PrimaryKeyConstraint("report_id", "section"),
        CheckConstraint("section <> '' AND text <> ''", name="says_something"),
        CheckConstraint(f"length(text) <= {NOTE_AT_MOST}", name="is_not_too_long"),
    )
