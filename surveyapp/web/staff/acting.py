"""Whoever has signed in, for whom the services of this request act."""

from __future__ import annotations

from datetime import timedelta

from surveyapp.models import Account, db
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.sent import only_once
from surveyapp.services import access, accounts
from surveyapp.services.accounts import SignedIn, SignedOutError
from surveyapp.web import visits
from surveyapp.web.context import now, token_key
from surveyapp.web.staff.oidc import require_visit
from surveyapp.web.staff.twice import key_of_this

CONFIRMED_FOR = timedelta(minutes=10)
"""So long after the last proof of who she is, a person may change what she signs in by."""


class SetUpFirstError(SurveyAppError):
    """An organisation that the account works for demands a second step, which it has not got."""


class ConfirmFirstError(SurveyAppError):
    """What is asked for changes how the account signs in, and it is a while since it did."""


def signed_in() -> Account:
    """The account that is signed in; from here on the request's session acts for it.

    Raises `SignInFirstError`, and `SetUpFirstError` where a second step is demanded.
    """
    here = login()
    if here.must_set_up:
        raise SetUpFirstError("Set up a second step first.")
    return here.account


def login() -> SignedIn:
    """The same with how it signed in, also before the second step is set up; raises `SignInFirstError`."""
    try:
        here = accounts.resume(db.session(), visits.held(), token_key(), now())
    except SignedOutError as over:
        raise visits.SignInFirstError("The session is over. Sign in again.") from over
    require_visit(here.account.id, now())
    access.act_as(db.session(), access.Person(here.account.id))
    if key := key_of_this():
        only_once(db.session(), key)
    return here


def confirmed() -> SignedIn:
    """The same, if it proved who it is a short while ago; raises `ConfirmFirstError`."""
    here = login()
    if now() >= here.confirmed_at + CONFIRMED_FOR:
        raise ConfirmFirstError("Confirm that it is you.")
    return here
