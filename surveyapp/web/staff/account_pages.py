"""What the pages of one's own account say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from flask import get_flashed_messages, url_for
from flask_babel import gettext as _

from surveyapp.models import Login, Passkey
from surveyapp.models.ids import NORWAY
from surveyapp.services.accounts import Secret, SignedIn, Steps
from surveyapp.web.languages import day
from surveyapp.web.scanning import scannable
from surveyapp.web.staff.forms import StaffForm
from surveyapp.web.staff.pages import StaffPage


@dataclass(frozen=True, slots=True)
class LoginLine:
    """One browser that the account is signed in with; `end` is where it is signed out, "" for this one."""

    words: str
    since: str
    seen: str
    end: str


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key."""

    name: str
    since: str
    remove: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage(StaffPage):
    """All about one's own account; `goal`: the page that waits for the second step, "" for none."""

    template: ClassVar[str] = "staff/account.html"
    email: str
    notes: tuple[str, ...]
    must_set_up: bool
    steps: Steps
    keys_work: bool
    keys: tuple[KeyLine, ...]
    logins: tuple[LoginLine, ...]
    goal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAppPage(StaffPage):
    """Giving an app its secret."""

    template: ClassVar[str] = "staff/code_app.html"
    form_data: StaffForm
    picture: str
    letters: str
    goal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryPage(StaffPage):
    """The new recovery codes, this once."""

    template: ClassVar[str] = "staff/recovery_codes.html"
    codes: tuple[str, ...]
    goal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPage(StaffPage):
    """Adding a key."""

    template: ClassVar[str] = "staff/passkey.html"
    form_data: StaffForm
    question: str
    goal: str


def account_page(
    here: SignedIn, steps: Steps, keys: Sequence[Passkey], logins: Sequence[Login], *, keys_work: bool, goal: str
) -> AccountPage:
    """The page, with what was just done."""
    return AccountPage(
        title=_("Min konto"),
        signed_in=here.account.name,
        email=here.account.email,
        notes=tuple(str(note) for note in get_flashed_messages()),
        must_set_up=here.must_set_up,
        steps=steps,
        keys_work=keys_work,
        keys=tuple(
            KeyLine(each.name, _moment(each.since), url_for("second_steps.remove_key", passkey_id=each.id))
            for each in keys
        ),
        logins=tuple(_login_line(each, here.login_id) for each in logins),
        goal=goal,
    )


def _login_line(login: Login, here: UUID) -> LoginLine:
    if login.browser and login.system:
        words = str(_("%(browser)s på %(system)s", browser=login.browser, system=login.system))
    else:
        words = login.browser or login.system or str(_("Ukjent nettleser"))
    end = "" if login.id == here else url_for("account.end", login_id=login.id)
    return LoginLine(words, _moment(login.since), _moment(login.seen_at), end)


def code_app_page(here: SignedIn, secret: Secret, form: StaffForm, goal: str) -> CodeAppPage:
    """The secret as a picture and as letters, and a box for the first code."""
    return CodeAppPage(
        title=_("Sett opp kodeapp"),
        part_of=_("Min konto"),
        failed=bool(form.problems),
        signed_in=here.account.name,
        form_data=form,
        picture=scannable(secret.address),
        letters=" ".join(secret.letters[at : at + 4] for at in range(0, len(secret.letters), 4)),
        goal=goal,
    )


def _moment(moment: datetime) -> str:
    local = moment.astimezone(NORWAY)
    return str(_("%(day)s kl. %(time)s", day=day(local.date()), time=f"{local:%H.%M}"))
