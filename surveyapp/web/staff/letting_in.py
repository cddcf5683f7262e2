"""Signing an account in with this browser, by whatever it was let in."""

from __future__ import annotations

from uuid import UUID

from surveyapp.models import db
from surveyapp.models.logins import Way
from surveyapp.services import accounts
from surveyapp.web import visits
from surveyapp.web.context import now, token_key
from surveyapp.web.devices import device


def sign_in(account_id: UUID, way: Way) -> None:
    """From here on the account is signed in; nothing from before is carried along."""
    token = accounts.sign_in(db.session(), account_id, way, device(), token_key=token_key(), now=now())
    visits.hold(token)
