"""A questionnaire put to people: surveys and their rounds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from surveyapp.models.base import Base
from surveyapp.models.errors import NotFoundError, RoundErasedError
from surveyapp.models.ids import norwegian_date, uuid7

Privacy = Literal["anonymous", "confidential", "identified"]
RoundState = Literal["draft", "planned", "open", "closed", "reported", "erased"]
OVER: frozenset[RoundState] = frozenset({"closed", "reported", "erased"})
"""Nobody answers any more."""


class Survey(Base):
    """A questionnaire put to a population over rounds. Deleting this one row erases all that was answered.

    `privacy` and `synthetic` are copied into the rows below under foreign keys, so neither can be changed
    once there is an answer, and each table can refuse what the mode forbids.
    `purpose`: what the answers are used for, in the owner's words. `health_data`: whether answers tell of somebody's
    health; None until the owner has said. `assessment`: what came of assessing that (DPIA, GDPR article 35).
    """

    __tablename__ = "survey"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    questionnaire_id: Mapped[UUID] = mapped_column(ForeignKey("questionnaire.id"))
    title: Mapped[str] = mapped_column(String(200))
    privacy: Mapped[Privacy] = mapped_column(String(12))
    synthetic: Mapped[bool]
    purpose: Mapped[str] = mapped_column(Text, default="")
    health_data: Mapped[bool | None]
    assessment: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("id", "privacy"),
        UniqueConstraint("id", "privacy", "synthetic"),
        CheckConstraint("privacy IN ('anonymous', 'confidential', 'identified')", name="privacy_is_a_mode"),
        CheckConstraint("title <> ''", name="has_a_title"),
    )


class Round(Base):
    """One time that the survey is answered; open from `opens_on` through `closes_on`, in Norwegian dates.

    `denominator`: how many should answer, counted on `denominator_date`. `withdrawn`: answers taken back.
    `source_name` and `source_sha256`: the file that the round was imported from.
    It is a draft until it is released, which takes that it was rehearsed. `paused_at`: no messages go out meanwhile.
    `reported_on`: the day that its result was reported, as somebody declared. `erased_on`: the day that its answers
    went; `kept_invited` and `kept_submitted` tell how many there were, and are all that is left to count.
    """

    __tablename__ = "round"

    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"))
    id: Mapped[UUID] = mapped_column(default=uuid7)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("version.id"))
    number: Mapped[int]
    label: Mapped[str] = mapped_column(String(100))
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    rehearsed_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    reported_on: Mapped[date | None]
    erased_on: Mapped[date | None]
    kept_invited: Mapped[int | None]
    kept_submitted: Mapped[int | None]
    denominator: Mapped[int | None]
    denominator_date: Mapped[date | None]
    caveat: Mapped[str] = mapped_column(Text, default="")
    withdrawn: Mapped[int] = mapped_column(default=0)
    source_name: Mapped[str | None] = mapped_column(String(255))
    source_sha256: Mapped[str | None] = mapped_column(String(64))

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "id"),
        UniqueConstraint("survey_id", "number"),
        UniqueConstraint("survey_id", "label"),
        CheckConstraint("number >= 1", name="numbers_start_at_one"),
        CheckConstraint("label <> ''", name="has_a_label"),
        CheckConstraint("closes_on >= opens_on", name="opens_before_it_closes"),
        CheckConstraint("denominator > 0", name="denominator_is_positive"),
        CheckConstraint("withdrawn >= 0", name="withdrawals_are_counted"),
        CheckConstraint("(source_name IS NULL) = (source_sha256 IS NULL)", name="source_is_whole"),
        CheckConstraint("reported_on >= opens_on", name="opens_before_it_is_reported"),
        CheckConstraint(
            "(erased_on IS NULL) = (kept_invited IS NULL) AND (erased_on IS NULL) = (kept_submitted IS NULL)",
            name="counts_are_kept_of_the_erased",
        ),
        CheckConstraint("kept_invited >= 0 AND kept_submitted >= 0", name="kept_counts_are_counts"),
        CheckConstraint("erased_on IS NULL OR closed_at IS NOT NULL", name="the_erased_stays_closed"),
    )

    @property
    def classified_on(self) -> date:
        """The date that classifications are read on: the denominator's, else the first day."""
        return self.denominator_date or self.opens_on

    @property
    def over_on(self) -> date:
        """Its last day: the planned one, or the one that it was ended on before."""
        return self.closes_on if self.closed_at is None else min(self.closes_on, norwegian_date(self.closed_at))

    def require_kept(self) -> None:
        """Refuse what takes answers, of a round whose answers are gone; raises `RoundErasedError`."""
        if self.erased_on is not None:
            raise RoundErasedError(self.erased_on)

    def state_on(self, today: date) -> RoundState:
        """How far its life has come on this Norwegian date."""
        if self.erased_on is not None:
            return "erased"
        if self.released_at is None and self.source_name is None:
            return "draft"
        if self.released_at is None or self.closed_at is not None or today > self.closes_on:
            return "closed" if self.reported_on is None else "reported"
        return "planned" if today < self.opens_on else "open"


def round_of(session: Session, survey_id: UUID, round_id: UUID, *, held: bool = False) -> Round:
    """The round with this id in this survey; raises `NotFoundError`.

    `held`: as it is now, until the end of the transaction, so that others who change it wait; who answers does not.
    """
    lock = {"key_share": True} if held else None
    found = session.get(Round, (survey_id, round_id), with_for_update=lock, populate_existing=held)
    if found is None:
        raise NotFoundError(f"Survey {survey_id} has no round {round_id}.")
    return found
