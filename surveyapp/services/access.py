"""Who may do what. Every service call that is not a respondent's own asks here, and nothing else decides.

A session acts for somebody: a person who has signed in, a program that shows an access key, or the operator, which is
whoever runs commands and jobs on the machine. A person may do what one of their roles in the organisation allows, and
a key no more than whoever made it; what belongs to another organisation is not there for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, false, select
from sqlalchemy.orm import Session

from surveyapp.models import Membership, Organisation, Oversight, Survey, sent
from surveyapp.models.audit import Done, append
from surveyapp.models.errors import ForbiddenError, NobodyActsError, NotFoundError
from surveyapp.models.organisations import Role
from surveyapp.models.oversight import Overseen
from surveyapp.models.rights import ACTIONS, MAY, Action
from surveyapp.models.transactions import writing

__all__ = ["ACTIONS", "MAY", "Action"]
"""The table of rights, for whoever asks here."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has signed in."""

    account_id: UUID


@dataclass(frozen=True, slots=True)
class Key:
    """A program that shows an access key; it sees one survey alone where the key names it.

    `made_by`: the account that it never does more than; none when the operator made it.
    """

    id: UUID
    organisation_id: UUID
    actions: frozenset[Action]
    survey_id: UUID | None
    made_by: UUID | None


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever runs commands and jobs on the machine: they hold the keys and the database already."""


Actor = Person | Key | Operator
OPERATOR = Operator()


def act_as(session: Session, actor: Actor) -> None:
    """Let everything that this session does from now on be done by `actor`."""
    session.info["actor"] = actor


def actor_of(session: Session) -> Actor:
    """Who the session acts for; raises `NobodyActsError`."""
    actor = session.info.get("actor")
    if not isinstance(actor, Person | Key | Operator):
        raise NobodyActsError("Nobody has signed in on this session. Call access.act_as first.")
    return actor


def require(session: Session, action: Action, organisation_id: UUID) -> None:
    """Refuse what the actor may not do in this organisation.

    Raises `NotFoundError` for an organisation that the actor does not work for, as if it were not there, and
    `ForbiddenError` when no role of theirs there allows it.
    """
    actor = actor_of(session)
    if isinstance(actor, Key) and actor.survey_id is not None:
        # It sees one survey, and nothing of the organisation around it.
        raise NotFoundError(f"There is no organisation {organisation_id}.")
    _require(session, actor, action, organisation_id)


def _require(session: Session, actor: Actor, action: Action, organisation_id: UUID) -> None:
    if isinstance(actor, Operator):
        return
    if isinstance(actor, Key) and actor.organisation_id == organisation_id:
        if action not in _of_key(session, actor):
            raise ForbiddenError(f"{action} is not among what this access key may do. Make another key that may.")
        return
    held = _held(session, actor.account_id, organisation_id) if isinstance(actor, Person) else ()
    if not held:
        raise NotFoundError(f"There is no organisation {organisation_id}.")
    if action not in _together(held):
        allowing = ", ".join(role for role, actions in MAY.items() if action in actions)
        raise ForbiddenError(f"{action} needs one of these roles: {allowing}. You have: {', '.join(sorted(held))}.")


def allowed(session: Session, organisation_id: UUID) -> frozenset[Action]:
    """All that the actor may do in this organisation, so that a page offers nothing else."""
    actor = actor_of(session)
    if isinstance(actor, Operator):
        return frozenset(ACTIONS)
    if isinstance(actor, Key):
        return _of_key(session, actor) if actor.organisation_id == organisation_id else frozenset()
    return _together(_held(session, actor.account_id, organisation_id))


def allowed_anywhere(session: Session) -> frozenset[Action]:
    """All that the actor may do in some organisation, so that a menu leads nowhere else."""
    actor = actor_of(session)
    if isinstance(actor, Operator):
        return frozenset(ACTIONS)
    if isinstance(actor, Key):
        return _of_key(session, actor)
    return _together(session.scalars(select(Membership.role).where(Membership.account_id == actor.account_id)))


def _of_key(session: Session, key: Key) -> frozenset[Action]:
    """What the key may do: never more than whoever made it may do now."""
    if key.made_by is None:
        return key.actions
    return key.actions & _together(_held(session, key.made_by, key.organisation_id))


def _held(session: Session, account_id: UUID, organisation_id: UUID) -> Sequence[Role]:
    """The account's roles there."""
    return session.scalars(
        select(Membership.role).where(
            Membership.account_id == account_id, Membership.organisation_id == organisation_id
        )
    ).all()


def _together(roles: Iterable[Role]) -> frozenset[Action]:
    """What the roles may do."""
    return frozenset[Action]().union(*(MAY[role] for role in roles))


def require_operator(session: Session) -> None:
    """Refuse everybody but the operator; for what concerns no organisation, or all of them."""
    if not isinstance(actor_of(session), Operator):
        raise NotFoundError("There is no such thing.")


def survey(session: Session, action: Action, survey_id: UUID) -> Survey:
    """The survey, if the actor may do this with it; raises as `require`, in the survey's name."""
    found = session.get(Survey, survey_id)
    actor = actor_of(session)
    if found is None or (isinstance(actor, Key) and actor.survey_id not in (None, survey_id)):
        raise NotFoundError(f"There is no survey {survey_id}.")
    try:
        _require(session, actor, action, found.organisation_id)
    except NotFoundError as hidden:
        raise NotFoundError(f"There is no survey {survey_id}.") from hidden
    return found


def organisations(session: Session, action: Action) -> Select[UUID]:
    """The ids of the organisations where the actor may do this, as a query."""
    actor = actor_of(session)
    if isinstance(actor, Operator):
        return select(Organisation.id)
    if isinstance(actor, Key):
        there = select(Organisation.id).where(Organisation.id == actor.organisation_id)
        return there if action in _of_key(session, actor) else there.where(false())
    allowing = [role for role, actions in MAY.items() if action in actions]
    return select(Membership.organisation_id).where(
        Membership.account_id == actor.account_id, Membership.role.in_(allowing)
    )


def units(session: Session, action: Action) -> Select[UUID]:
    """The ids of the units where the actor may do this, be it there or in what they are part of, as a query."""
    own = organisations(session, action)
    there = Organisation.id.in_(own) | Organisation.part_of.in_(own)
    return select(Organisation.id).where(Organisation.kind == "unit", there)


def overseen(session: Session, survey_id: UUID) -> Overseen:
    """Which municipalities the actor may follow in a survey.

    All of them for whoever may in the survey's own organisation. Those of their area for a county governor's, where
    the owner has opened the survey for them. Raises as `survey`.
    """
    try:
        survey(session, "oversight.see", survey_id)
    except NotFoundError:
        areas = areas_of(session)
        if not areas or session.get(Oversight, survey_id) is None:
            raise
        return Overseen(areas)
    return Overseen(())


def areas_of(session: Session) -> tuple[str, ...]:
    """The county governors' areas that the actor oversees."""
    named = select(Organisation.area).where(
        Organisation.id.in_(organisations(session, "oversight.see")),
        Organisation.kind == "county_governor",
        Organisation.area.is_not(None),
    )
    return tuple(area for area in session.scalars(named.order_by(Organisation.area)) if area)


def told_of(session: Session) -> frozenset[str]:
    """Whom published reports may be about for the actor: its municipalities, its governors' areas and its units."""
    there = select(Organisation).where(Organisation.id.in_(organisations(session, "report.see")))
    return frozenset(each.area or str(each.id) for each in session.scalars(there))


def surveys(session: Session, action: Action) -> Select[Survey]:
    """The surveys that the actor may do this with, as a query."""
    theirs = select(Survey).where(Survey.organisation_id.in_(organisations(session, action)))
    actor = actor_of(session)
    only = actor.survey_id if isinstance(actor, Key) else None
    return theirs if only is None else theirs.where(Survey.id == only)


@contextmanager
def changing(session: Session, action: Action, organisation_id: UUID, **about: Any) -> Iterator[None]:
    """A transaction that does this in an organisation, if the actor may, and tells the audit log of it.

    `about`: what else to tell there: ids, numbers and words of ours, never what somebody wrote.
    """
    with writing(session):
        require(session, action, organisation_id)
        sent.take(session)
        yield
        append(session, _done(session, action, organisation_id, None, about))


@contextmanager
def changing_survey(session: Session, action: Action, survey_id: UUID, **about: Any) -> Iterator[Survey]:
    """The same with a survey, which is given."""
    with writing(session):
        found = survey(session, action, survey_id)
        organisation_id = found.organisation_id
        sent.take(session)
        yield found
        append(session, _done(session, action, organisation_id, survey_id, about))


@contextmanager
def operating(session: Session, action: str, **about: Any) -> Iterator[None]:
    """The same for what only the operator does, which concerns no organisation, or all of them."""
    with writing(session):
        require_operator(session)
        yield
        append(session, Done(action, None, None, None, about))


def _done(
    session: Session, action: Action, organisation_id: UUID, survey_id: UUID | None, about: Mapping[str, Any]
) -> Done:
    """The line in the log: who did it, and by which access key."""
    actor = actor_of(session)
    if isinstance(actor, Key):
        return Done(action, actor.made_by, organisation_id, survey_id, {**about, "key": str(actor.id)})
    return Done(action, actor.account_id if isinstance(actor, Person) else None, organisation_id, survey_id, about)
