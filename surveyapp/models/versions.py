"""Published questionnaires: every version is a fixed thing with a SHA-256."""

from __future__ import annotations

import hashlib
from datetime import datetime
from threading import Lock
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, event, select
from sqlalchemy.orm import Mapped, Mapper, ORMExecuteState, Session, mapped_column

from questionnaires.definition import Questionnaire
from surveyapp.models.base import Base
from surveyapp.models.errors import NotFoundError, PublishedVersionError, TamperedVersionError
from surveyapp.models.ids import uuid7


class PublishedQuestionnaire(Base):
    """A questionnaire of an organisation; `slug` is the id that its file gives it."""

    __tablename__ = "questionnaire"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    slug: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("organisation_id", "slug"),)


class Version(Base):
    """One published content of a questionnaire: canonical JSON, byte for byte what the SHA-256 is of."""

    __tablename__ = "version"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    questionnaire_id: Mapped[UUID] = mapped_column(ForeignKey("questionnaire.id"))
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text, deferred=True)
    published_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("questionnaire_id", "number"),
        UniqueConstraint("questionnaire_id", "sha256"),
        CheckConstraint("number >= 1", name="numbers_start_at_one"),
        CheckConstraint("length(sha256) = 64", name="has_a_whole_sha256"),
    )


@event.listens_for(Version, "before_update")
def _refuse_change(_mapper: Mapper[Version], _connection: object, version: Version) -> None:
    raise PublishedVersionError(f"Version {version.number} is published and never changes. Publish a new one.")


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk_change(state: ORMExecuteState) -> None:
    if state.is_update and any(mapper.class_ is Version for mapper in state.all_mappers):
        raise PublishedVersionError("Published versions never change. Publish a new one.")


def sha256_of(content: str) -> str:
    """The fingerprint of a version's canonical JSON, in 64 hexadecimal digits."""
    return hashlib.sha256(content.encode()).hexdigest()


class _Opened:
    """The versions that this process has read: they never change, so each is read and checked once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[UUID, Questionnaire] = {}
        self._lock = Lock()

    def get(self, version_id: UUID) -> Questionnaire | None:
        return self._kept.get(version_id)

    def keep(self, version_id: UUID, questionnaire: Questionnaire) -> None:
        with self._lock:
            if len(self._kept) >= self._most:
                self._kept.pop(next(iter(self._kept)))
            self._kept[version_id] = questionnaire


_OPENED = _Opened(most=200)


def questionnaire_of(session: Session, version_id: UUID) -> Questionnaire:
    """The questionnaire as it was published; raises `TamperedVersionError` if its text fails its SHA-256."""
    opened = _OPENED.get(version_id)
    if opened is not None:
        return opened
    row: Any = session.execute(select(Version.content, Version.sha256).where(Version.id == version_id)).one_or_none()
    if row is None:
        raise NotFoundError(f"There is no version {version_id}.")
    if sha256_of(row.content) != row.sha256:
        raise TamperedVersionError(f"Version {version_id} is not what was published. Restore it from a backup.")
    questionnaire = Questionnaire.model_validate_json(row.content)
    _OPENED.keep(version_id, questionnaire)
    return questionnaire
