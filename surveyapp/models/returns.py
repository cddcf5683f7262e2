"""How a draft is found again by a code, on whatever machine."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, LargeBinary, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.models.base import Base


class ReturnCode(Base):
    """That a person asked to go on later; `code` is what is stored of the return code. It has no time."""

    __tablename__ = "return_code"

    survey_id: Mapped[UUID]
    response_id: Mapped[UUID]
    code: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "response_id"),
        ForeignKeyConstraint(["survey_id", "response_id"], ["response.survey_id", "response.id"], ondelete="CASCADE"),
        CheckConstraint("length(code) = 32", name="is_whole"),
        {"sqlite_with_rowid": False},
    )
