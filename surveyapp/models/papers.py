"""Answers on paper while they are keyed in twice, each time without a look at the other."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.models.base import Base
from surveyapp.models.surveys import Privacy

PaperState = Literal["once", "twice", "done"]


class Paper(Base):
    """One filled-in form: a participant's, or one of an anonymous round with the `number` that staff wrote on it.

    `first` and `second`: the two entries, sealed whole by the `Vault`, since contact data and people's own words are
    among them; `twice` means that they differ. `compared`, `agreed`: how many fields at least one entry has, and in how
    many both say the same. When it is done nothing is left but these counts and the reference code of the response;
    of an anonymous one not even that, so that nobody can tell which response the sheet became.
    """

    __tablename__ = "paper"

    survey_id: Mapped[UUID]
    id: Mapped[UUID]
    privacy: Mapped[Privacy] = mapped_column(String(12))
    round_id: Mapped[UUID]
    participant_id: Mapped[UUID | None]
    number: Mapped[str | None] = mapped_column(String(40))
    state: Mapped[PaperState] = mapped_column(String(5))
    first: Mapped[bytes | None] = mapped_column(LargeBinary)
    first_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    first_at: Mapped[datetime | None]
    second: Mapped[bytes | None] = mapped_column(LargeBinary)
    compared: Mapped[int | None]
    agreed: Mapped[int | None]
    reference: Mapped[str | None] = mapped_column(String(9))

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "id"),
        UniqueConstraint("survey_id", "round_id", "participant_id"),
        UniqueConstraint("survey_id", "round_id", "number"),
        ForeignKeyConstraint(["survey_id", "privacy"], ["survey.id", "survey.privacy"], ondelete="CASCADE"),
        ForeignKeyConstraint(["survey_id", "round_id"], ["round.survey_id", "round.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["survey_id", "participant_id"], ["participant.survey_id", "participant.id"], ondelete="CASCADE"
        ),
        CheckConstraint("(privacy = 'anonymous') = (participant_id IS NULL)", name="anonymous_is_unlinked"),
        CheckConstraint("(participant_id IS NULL) = (number IS NOT NULL)", name="is_known_again"),
        CheckConstraint("number <> ''", name="number_is_written"),
        CheckConstraint("state IN ('once', 'twice', 'done')", name="state_is_known"),
        CheckConstraint("(state = 'done') = (first IS NULL)", name="entries_go_when_done"),
        CheckConstraint("(state = 'twice') = (second IS NOT NULL)", name="second_stays_while_they_differ"),
        CheckConstraint("(first IS NULL) = (first_at IS NULL)", name="first_has_a_time"),
        CheckConstraint("first IS NOT NULL OR first_by IS NULL", name="keyer_goes_with_the_entry"),
        CheckConstraint("(state = 'once') = (compared IS NULL)", name="two_entries_are_compared"),
        CheckConstraint("(compared IS NULL) = (agreed IS NULL)", name="comparison_is_whole"),
        CheckConstraint("agreed >= 0 AND agreed <= compared", name="agreement_is_a_share"),
        CheckConstraint(
            "(reference IS NOT NULL) = (state = 'done' AND privacy <> 'anonymous')", name="anonymous_has_no_reference"
        ),
    )


def place_of(survey_id: UUID, paper_id: UUID, entry: str) -> bytes:
    """What an entry is sealed to: its row and which of the two it is."""
    return b"paper" + survey_id.bytes + paper_id.bytes + entry.encode()
