"""What the sign-in page offers besides the ways in."""

from __future__ import annotations

from flask import current_app, url_for

from surveyapp.models import db
from surveyapp.services import accounts
from surveyapp.web import mailing
from surveyapp.web.context import PUBLIC_URL
from surveyapp.web.staff.oidc_pages import has_ways_in


def new_password_at() -> str:
    """Where a link to a new password is asked for; "" where none can be sent, or nobody signs in by password."""
    if not mailing.post().is_there or not current_app.config[PUBLIC_URL]:
        return ""
    if has_ways_in() and not accounts.somebody_has_a_password(db.session()):
        return ""
    return url_for("forgetting.ask")
