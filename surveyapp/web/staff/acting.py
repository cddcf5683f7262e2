"""Whoever has signed in, for whom the services of this request act."""

from __future__ import annotations

from surveyapp.models import Account, db
from surveyapp.models.errors import NotFoundError
from surveyapp.services import access, accounts
from surveyapp.web import visits
from surveyapp.web.context import now
from surveyapp.web.staff.oidc import require_visit


def signed_in() -> Account:
    """The account that is signed in; from here on the request's session acts for it. Raises `SignInFirstError`."""
    try:
        account = accounts.find_account(db.session(), visits.account_id(now()))
    except NotFoundError as gone:
        raise visits.SignInFirstError("The account is gone. Sign in with another.") from gone
    require_visit(account.id, now())
    access.act_as(db.session(), access.Person(account.id))
    return account
