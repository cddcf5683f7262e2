"""Access keys for programs: made by somebody, never stronger than they are, shown once, and taken back at will."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import AccessKey, Account, Organisation, Survey
from surveyapp.models.errors import NotFoundError, SurveyAppError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.tokens import access_key_code, new_access_key
from surveyapp.models.transactions import writing
from surveyapp.services import access
from surveyapp.services.access import Action

SCOPES: tuple[Action, ...] = ("survey.see", "report.see", "answers.export")
"""All that a key can be made for."""

LONGEST_DAYS = 366
"""So long a key lasts at most; then somebody decides again."""


class ImpossibleKeyError(SurveyAppError):
    """A key without a name or anything to do, or one that lasts too long."""


class UnknownKeyError(SurveyAppError):
    """No key, or one that is wrong, has run out or was taken back: all look the same."""


@dataclass(frozen=True, slots=True)
class KeyPlan:
    """What a new key is: it may do `scopes` through `expires_on`; with `survey_id`, with that survey alone."""

    organisation_id: UUID
    name: str
    scopes: frozenset[Action]
    expires_on: date
    survey_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A new key, and its secret, which is shown once and kept nowhere."""

    id: UUID
    secret: str


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key in the list; `survey` is a title, `made_by` a name or None for the machine itself."""

    id: UUID
    name: str
    scopes: tuple[Action, ...]
    survey: str | None
    made_by: str | None
    created_on: date
    expires_on: date
    last_used_on: date | None
    revoked_on: date | None

    def works_on(self, today: date) -> bool:
        """Whether it still opens anything."""
        return self.revoked_on is None and today <= self.expires_on


def organisations(session: Session) -> tuple[Organisation, ...]:
    """Those whose keys the actor may change, by name."""
    own = access.organisations(session, "keys.change")
    return tuple(session.scalars(select(Organisation).where(Organisation.id.in_(own)).order_by(Organisation.name)))


def scopes(session: Session, organisation_id: UUID) -> tuple[Action, ...]:
    """What the actor can make keys for there: nothing that they may not do themselves."""
    access.require(session, "keys.change", organisation_id)
    return tuple(scope for scope in SCOPES if scope in access.allowed(session, organisation_id))


def surveys(session: Session, organisation_id: UUID) -> tuple[Survey, ...]:
    """The surveys that a key can be made for, newest first."""
    access.require(session, "keys.change", organisation_id)
    there = select(Survey).where(Survey.organisation_id == organisation_id)
    return tuple(session.scalars(there.order_by(Survey.id.desc())))


def make_key(session: Session, plan: KeyPlan, key: bytes, now: datetime) -> MadeKey:
    """Make an access key. Raises `ImpossibleKeyError`, and `NotFoundError` for another organisation's survey."""
    secret = new_access_key()
    about = {"scopes": sorted(plan.scopes), "expires": plan.expires_on.isoformat()}
    with access.changing(session, "keys.change", plan.organisation_id, **about):
        _require_possible(session, plan, norwegian_date(now))
        actor = access.actor_of(session)
        made = AccessKey(
            organisation_id=plan.organisation_id,
            survey_id=plan.survey_id,
            made_by=actor.account_id if isinstance(actor, access.Person) else None,
            name=plan.name,
            actions=sorted(plan.scopes),
            token_code=access_key_code(secret, key),
            expires_on=plan.expires_on,
            created_at=now,
        )
        session.add(made)
    return MadeKey(made.id, secret)


def _require_possible(session: Session, plan: KeyPlan, today: date) -> None:
    if not plan.name.strip():
        raise ImpossibleKeyError("Give the key a name that tells what it is used for.")
    can = frozenset(SCOPES) & access.allowed(session, plan.organisation_id)
    if not plan.scopes or not plan.scopes <= can:
        raise ImpossibleKeyError(f"A key that you make may do one or more of: {', '.join(sorted(can))}.")
    last = today + timedelta(days=LONGEST_DAYS)
    if not today <= plan.expires_on <= last:
        raise ImpossibleKeyError(f"A key lasts until a day from {today} to {last}, not {plan.expires_on}.")
    survey = session.get(Survey, plan.survey_id) if plan.survey_id is not None else None
    if plan.survey_id is not None and (survey is None or survey.organisation_id != plan.organisation_id):
        raise NotFoundError(f"There is no survey {plan.survey_id}.")


def keys(session: Session, organisation_id: UUID) -> tuple[KeyLine, ...]:
    """The organisation's keys, newest first; what they are, never their secrets."""
    access.require(session, "keys.change", organisation_id)
    rows = session.execute(
        select(AccessKey, Survey.title, Account.name)
        .outerjoin(Survey, Survey.id == AccessKey.survey_id)
        .outerjoin(Account, Account.id == AccessKey.made_by)
        .where(AccessKey.organisation_id == organisation_id)
        .order_by(AccessKey.id.desc())
    ).all()
    return tuple(
        KeyLine(
            id=each.id,
            name=each.name,
            scopes=tuple(scope for scope in SCOPES if scope in each.actions),
            survey=title,
            made_by=maker,
            created_on=norwegian_date(each.created_at),
            expires_on=each.expires_on,
            last_used_on=each.last_used_on,
            revoked_on=None if each.revoked_at is None else norwegian_date(each.revoked_at),
        )
        for each, title, maker in rows
    )


def revoke_key(session: Session, organisation_id: UUID, key_id: UUID, now: datetime) -> None:
    """Take the key back, at once and for good; twice changes nothing. Raises `NotFoundError`."""
    with access.changing(session, "keys.change", organisation_id, revoked=str(key_id)):
        found = session.get(AccessKey, key_id)
        if found is None or found.organisation_id != organisation_id:
            raise NotFoundError(f"The organisation has no access key {key_id}.")
        found.revoked_at = found.revoked_at or now


def open_with(session: Session, secret: str, key: bytes, now: datetime) -> access.Key:
    """Let the session act for the key with this secret, and note the day. Raises `UnknownKeyError`."""
    today = norwegian_date(now)
    found = session.scalars(select(AccessKey).where(AccessKey.token_code == access_key_code(secret, key))).one_or_none()
    if found is None or found.revoked_at is not None or found.expires_on < today:
        raise UnknownKeyError("There is no such access key, or it has run out or was taken back.")
    actor = access.Key(
        found.id,
        found.organisation_id,
        frozenset(cast("list[Action]", found.actions)),
        found.survey_id,
        found.made_by,
    )
    if found.last_used_on != today:
        with writing(session):
            session.get_one(AccessKey, actor.id).last_used_on = today
    access.act_as(session, actor)
    return actor
