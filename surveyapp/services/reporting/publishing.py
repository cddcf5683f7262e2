"""Reports about somebody are shown to them: a municipality, a governor or a unit finds its own among its reports."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Account, Membership, Organisation, Report
from surveyapp.models.rights import MAY
from surveyapp.services.reporting.ordering import WrongOrderError, changing, seen


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may read a report once it is published."""

    account_id: UUID
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a report is about: the organisations here, by name, and those of their members who may read it."""

    organisations: tuple[str, ...]
    readers: tuple[Reader, ...]


def audience(session: Session, report_id: UUID) -> Audience:
    """Who reads a report once it is published."""
    return _audience(session, seen(session, "report.build", report_id))


def publish(session: Session, report_id: UUID, now: datetime) -> tuple[Reader, ...]:
    """Show the report to those it is about, as it is from now on; returns who is to be told, nobody the second time.

    Raises `WrongOrderError` for a report that is not built, is about nobody alone, or is of made-up answers.
    """
    with changing(session, "report.build", report_id, published=True) as found:
        if not found.is_readable:
            raise WrongOrderError("state", "The report is not built yet.")
        if not found.area or found.rehearsed:
            raise WrongOrderError("area", "Only a report about somebody, on what people answered, is published.")
        if found.published_at is not None:
            return ()
        found.published_at = now
    return _audience(session, found).readers


def unpublish(session: Session, report_id: UUID) -> None:
    """Show the report to nobody but its owner; twice changes nothing."""
    with changing(session, "report.build", report_id, published=False) as found:
        found.published_at = None


def _audience(session: Session, found: Report) -> Audience:
    if not found.area:
        return Audience((), ())
    about = Organisation.area == found.area
    with suppress(ValueError):
        about |= Organisation.id == UUID(found.area)
    there = session.scalars(select(Organisation).where(about).order_by(Organisation.name)).all()
    sees = [role for role, actions in MAY.items() if "report.see" in actions]
    members = (
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.organisation_id.in_([each.id for each in there]), Membership.role.in_(sees))
        .distinct()
        .order_by(Account.email)
    )
    readers = tuple(Reader(each.id, each.name, each.email) for each in session.scalars(members))
    return Audience(tuple(each.name for each in there), readers)
