"""The ground that all tables stand on: naming, times, JSON, and the session that a request uses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Dialect, MetaData, Table, TypeDecorator, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, registry

NAMES = {
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
"""Every constraint has a name that both databases and every migration agree on."""

Json = JSON().with_variant(JSONB(), "postgresql")


class NaiveTimeError(ValueError):
    """A time without a time zone was about to be stored. Use `datetime.now(UTC)`."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveTimeError(f"{value.isoformat()} has no time zone. Use datetime.now(UTC).")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every table."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={datetime: Moment(), UUID: Uuid(), dict[str, Any]: Json},
    )


db = SQLAlchemy(model_class=Base)
"""The request's session: `db.session()` is the plain Session that services take."""


def table_of(model: type[Base]) -> Table:
    """The model's table, for statements that need no mapped classes."""
    return cast(Table, model.__table__)


def one_of(words: Iterable[str]) -> str:
    """The words as SQL has them within IN ( )."""
    return ", ".join(f"'{word}'" for word in words)
