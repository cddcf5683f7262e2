"""Signing in: the password, then the second step of those who have one; or a passkey, which is both."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import InputRequired

from surveyapp.models import db
from surveyapp.models.errors import LoginRefusedError
from surveyapp.services import accounts
from surveyapp.web import visits
from surveyapp.web.context import now, token_key
from surveyapp.web.guessing import SIGN_INS
from surveyapp.web.pages import render
from surveyapp.web.staff import passkeys
from surveyapp.web.staff.entrance_pages import second_step_page
from surveyapp.web.staff.forms import StaffForm
from surveyapp.web.staff.letting_in import inside, sign_in
from surveyapp.web.staff.pages import LoginForm, login_page

Answer = Response | tuple[str, int]

signing_in = Blueprint("signing_in", __name__)


class CodeForm(StaffForm):
    """The second step."""

    code = StringField(
        _l("Kode"),
        validators=[InputRequired(_l("Skriv koden."))],
        description=_l("Seks sifre fra kodeappen, eller en av reservekodene dine."),
        render_kw={"autocomplete": "one-time-code"},
    )


def let_in(account_id: UUID, goal: str) -> Response:
    """On from the right password: to the second step of an account that has one, else inside."""
    if accounts.steps_of(db.session(), account_id).any:
        visits.pass_first_step(account_id, goal, now())
        return redirect(url_for("signing_in.second"))
    sign_in(account_id, "password")
    return redirect(inside(goal))


@signing_in.route("/logg-inn/kode", methods=["GET", "POST"])
def second() -> Answer:
    """The second step, after the password."""
    account_id, goal = visits.first_step(now())
    form = CodeForm()
    if form.sent_well():
        SIGN_INS.require_patience(now())
        try:
            accounts.verify_second_step(db.session(), account_id, form.code.data or "", token_key(), now())
        except LoginRefusedError:
            SIGN_INS.note(now())
            form.refuse("code", str(_l("Koden stemmer ikke, eller den er brukt. Vent til appen viser en ny.")))
            return render(second_step_page(form, passkeys.question(), goal), 403)
        sign_in(account_id, "two_steps")
        return redirect(inside(goal))
    return render(second_step_page(form, passkeys.question(), goal), 422 if form.errors else 200)


@signing_in.post("/logg-inn/passnokkel")
def by_passkey() -> Answer:
    """Sign in by a passkey, from either page."""
    goal = request.form.get("goal", "")
    try:
        words, asked_at = visits.challenged(now())
        account_id = accounts.verify_passkey(
            db.session(), passkeys.place(), words, request.form.get("credential", ""), asked_at=asked_at, now=now()
        )
    except (LoginRefusedError, visits.AskedTooLongAgoError):
        return render(login_page(LoginForm(), goal=goal, key_refused=True), 403)
    sign_in(account_id, "passkey")
    return redirect(inside(goal))
