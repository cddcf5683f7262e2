"""Signing an account in with this browser, by whatever it was let in, and the page that comes then."""

from __future__ import annotations

from uuid import UUID

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException

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


def waiting() -> str:
    """The page that the address says she goes to when what comes first is done, if it is one of ours; "" for none."""
    goal = request.args.get("next", "")
    return inside(goal) if goal else ""


def inside(goal: str) -> str:
    """The page that was asked for before the login, if it is one of ours: nobody is sent elsewhere."""
    path = goal.partition("?")[0]
    if path.startswith("/") and not path.startswith("//"):
        try:
            current_app.url_map.bind("").match(path, method="GET")
        except HTTPException:
            path = ""
        if path:
            return goal
    return url_for("staff.surveys")
