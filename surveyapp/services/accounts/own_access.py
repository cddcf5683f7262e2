"""What everybody who has signed in may do, and nobody else for them: change their own account."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from surveyapp.models import sent
from surveyapp.models.audit import Done, append
from surveyapp.models.errors import NobodyActsError
from surveyapp.models.transactions import writing
from surveyapp.services import access


def account_id(session: Session) -> UUID:
    """The account of whoever has signed in; raises `NobodyActsError` for the operator and for programs."""
    actor = access.actor_of(session)
    if not isinstance(actor, access.Person):
        raise NobodyActsError("This is done by the person whose account it is.")
    return actor.account_id


@contextmanager
def changing(session: Session, action: str, **about: Any) -> Iterator[UUID]:
    """As `access.changing`, with one's own account, whose id is given."""
    with writing(session):
        own = account_id(session)
        sent.take(session)
        yield own
        append(session, Done(action, own, None, None, about))
