"""Who is asked and what they answer. Every key begins with the survey, so a survey can be a partition."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.models.base import Base
from surveyapp.models.ids import InvitationKey, uuid7
from surveyapp.models.surveys import Privacy
from surveyapp.models.tokens import entry_code, link_entry, link_token, token_code

ResponseState = Literal["draft", "submitted", "replaced"]
Mode = Literal["web", "paper"]
"""How the answers were collected."""
KEY_LENGTH = 100


class Participant(Base):
    """A municipality, course or unit that is asked; `key` is its own: municipality number, course reference.

    `lists`: question id -> slot -> words, for the lists that come with the participant, such as a plan's measures.
    `former_lists`: in the same way, what is not on the lists any more: its slot is never given to other words.
    """

    __tablename__ = "participant"

    survey_id: Mapped[UUID]
    id: Mapped[UUID] = mapped_column(default=uuid7)
    privacy: Mapped[Privacy] = mapped_column(String(12))
    key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    label: Mapped[str] = mapped_column(String(200))
    lists: Mapped[dict[str, Any]] = mapped_column(default=dict)
    former_lists: Mapped[dict[str, Any]] = mapped_column(default=dict)

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "id"),
        UniqueConstraint("survey_id", "key"),
        ForeignKeyConstraint(["survey_id", "privacy"], ["survey.id", "survey.privacy"], ondelete="CASCADE"),
        CheckConstraint("privacy <> 'anonymous'", name="anonymous_has_no_participants"),
        CheckConstraint("key <> ''", name="has_a_key"),
    )


class Invitation(Base):
    """A link into a round: a participant's own, or the one open link of an anonymous round.

    `issue`: how many times a link was made, which its secret hangs on. `quota`: how many answers an open link takes.
    """

    __tablename__ = "invitation"

    survey_id: Mapped[UUID]
    id: Mapped[UUID] = mapped_column(default=uuid7)
    privacy: Mapped[Privacy] = mapped_column(String(12))
    round_id: Mapped[UUID]
    participant_id: Mapped[UUID | None]
    token_code: Mapped[bytes] = mapped_column(LargeBinary(32))
    entry_code: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    expires_on: Mapped[date | None]
    issue: Mapped[int] = mapped_column(default=0)
    quota: Mapped[int | None]

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "id"),
        UniqueConstraint("survey_id", "participant_id", "round_id"),
        ForeignKeyConstraint(["survey_id", "privacy"], ["survey.id", "survey.privacy"], ondelete="CASCADE"),
        ForeignKeyConstraint(["survey_id", "round_id"], ["round.survey_id", "round.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["survey_id", "participant_id"], ["participant.survey_id", "participant.id"], ondelete="CASCADE"
        ),
        CheckConstraint("(privacy = 'anonymous') = (participant_id IS NULL)", name="anonymous_is_unlinked"),
        CheckConstraint("length(token_code) = 32", name="has_a_whole_code"),
        CheckConstraint("issue >= 0", name="issues_are_counted"),
        CheckConstraint(
            "quota IS NULL OR (quota >= 1 AND privacy = 'anonymous')", name="only_an_open_link_has_a_quota"
        ),
        CheckConstraint("length(entry_code) = 32", name="has_a_whole_entry_code"),
        Index(None, "token_code"),
        Index("uq_invitation_entry_code", "entry_code", unique=True),
        Index(None, "survey_id", "round_id"),
        Index(
            "uq_invitation_open_link",
            "survey_id",
            "round_id",
            unique=True,
            sqlite_where=text("participant_id IS NULL"),
            postgresql_where=text("participant_id IS NULL"),
        ),
    )

    def renew(self, key: bytes, expires_on: date | None) -> tuple[str, str]:
        """A fresh token and a code to type instead of it, told this once; those before stop working."""
        self.issue = (self.issue or 0) + 1
        place = InvitationKey(self.survey_id, self.id)
        token, code = link_token(place, self.issue, key), link_entry(place, self.issue, key)
        self.token_code, self.entry_code = token_code(token, key), entry_code(code, key)
        self.expires_on = expires_on
        return token, code


def _only_one(state: ResponseState) -> Index:
    """Of a participant in a round: one that is being written, one that counts."""
    where = text(f"state = '{state}' AND participant_id IS NOT NULL")
    return Index(
        f"uq_response_one_{state}",
        *("survey_id", "participant_id", "round_id"),
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )


class Response(Base):
    """One answer to a round: a draft until it is handed in.

    `answers`: the answers document of `questionnaires.answers`, where true stands for contact data, whose words are
    in `contact`. `carried`: those that are given beforehand
    and locked: own lists of the participant's earlier round, lists that come with the participant, and the
    municipality that is invited. `earlier`: what was answered in the earlier round, of what this one asks for.
    `revision`: number of the last save.
    `edition`: one, or one more for each correction of what was handed in, with its `reason`; the newest one that is
    handed in counts, and those before it are replaced.
    An anonymous response knows no participant and no time of day, its id is random (a UUIDv7 holds a clock),
    and SQLite keeps the table in the order of the ids, not in the order of arrival.
    """

    __tablename__ = "response"

    survey_id: Mapped[UUID]
    id: Mapped[UUID]
    privacy: Mapped[Privacy] = mapped_column(String(12))
    synthetic: Mapped[bool]
    round_id: Mapped[UUID]
    participant_id: Mapped[UUID | None]
    state: Mapped[ResponseState] = mapped_column(String(10), default="draft")
    mode: Mapped[Mode] = mapped_column(String(5), default="web")
    revision: Mapped[int] = mapped_column(default=0)
    answers: Mapped[dict[str, Any]]
    carried: Mapped[dict[str, Any]]
    earlier: Mapped[dict[str, Any]] = mapped_column(default=dict)
    edition: Mapped[int] = mapped_column(default=1)
    reason: Mapped[str] = mapped_column(String(500), default="")
    reference: Mapped[str | None] = mapped_column(String(9))
    started_on: Mapped[date]
    started_at: Mapped[datetime | None]
    submitted_on: Mapped[date | None]
    submitted_at: Mapped[datetime | None]

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "id"),
        UniqueConstraint("survey_id", "participant_id", "round_id", "edition"),
        UniqueConstraint("survey_id", "reference"),
        ForeignKeyConstraint(
            ["survey_id", "privacy", "synthetic"],
            ["survey.id", "survey.privacy", "survey.synthetic"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(["survey_id", "round_id"], ["round.survey_id", "round.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["survey_id", "participant_id"], ["participant.survey_id", "participant.id"], ondelete="CASCADE"
        ),
        CheckConstraint("(privacy = 'anonymous') = (participant_id IS NULL)", name="anonymous_is_unlinked"),
        CheckConstraint(
            "privacy <> 'anonymous' OR (started_at IS NULL AND submitted_at IS NULL)", name="anonymous_has_no_clock"
        ),
        CheckConstraint(
            "privacy <> 'anonymous' OR substr(replace(CAST(id AS TEXT), '-', ''), 13, 1) = '4'",
            name="anonymous_id_is_random",
        ),
        CheckConstraint("state IN ('draft', 'submitted', 'replaced')", name="state_is_known"),
        CheckConstraint("(state <> 'draft') = (submitted_on IS NOT NULL)", name="submitted_is_dated"),
        CheckConstraint("(state <> 'draft') = (reference IS NOT NULL)", name="submitted_has_a_reference"),
        CheckConstraint("mode IN ('web', 'paper')", name="mode_is_known"),
        CheckConstraint("revision >= 0", name="revisions_are_counted"),
        CheckConstraint("edition >= 1", name="editions_start_at_one"),
        CheckConstraint("(edition = 1) = (reason = '')", name="a_correction_has_a_reason"),
        CheckConstraint("edition = 1 OR privacy = 'identified'", name="only_a_public_body_corrects"),
        Index(None, "survey_id", "round_id", "state"),
        Index(None, "reference"),
        *(_only_one(state) for state in ("draft", "submitted")),
        {"sqlite_with_rowid": False},
    )


class Revision(Base):
    """What one save changed: field -> [before, after], None where there was no answer, true for contact data.

    It has no id and no time: an anonymous respondent's saves must not tell when.
    """

    __tablename__ = "revision"

    survey_id: Mapped[UUID]
    response_id: Mapped[UUID]
    number: Mapped[int]
    changes: Mapped[dict[str, Any]]

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "response_id", "number"),
        ForeignKeyConstraint(["survey_id", "response_id"], ["response.survey_id", "response.id"], ondelete="CASCADE"),
        CheckConstraint("number >= 1", name="numbers_start_at_one"),
        {"sqlite_with_rowid": False},
    )
