"""One's own account: the password, the second step, and where one is signed in."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.models.errors import LoginRefusedError, NotFoundError, WeakPasswordError
from surveyapp.services import accounts
from surveyapp.web import visits
from surveyapp.web.context import now
from surveyapp.web.guessing import SIGN_INS
from surveyapp.web.pages import render
from surveyapp.web.staff import passkeys
from surveyapp.web.staff.account_forms import ChangePasswordForm, ConfirmForm, why_weak
from surveyapp.web.staff.account_pages import account_page
from surveyapp.web.staff.acting import login
from surveyapp.web.staff.forms import FormPage, StaffForm
from surveyapp.web.staff.letting_in import inside, sign_in, waiting

Answer = Response | tuple[str, int]

account = Blueprint("account", __name__, url_prefix="/min-konto")


@account.get("")
def show() -> Answer:
    """All about it."""
    here, session = login(), db.session()
    steps, mine = accounts.steps_of(session, here.account.id), accounts.passkeys(session)
    try:
        keys_work = bool(passkeys.place())
    except NotFoundError:
        keys_work = False
    where = accounts.logins(session, now())
    return render(account_page(here, steps, mine, where, keys_work=keys_work, goal=waiting()))


@account.route("/passord", methods=["GET", "POST"])
def password() -> Answer:
    """Change the password; this browser is signed in anew, and all others are signed out."""
    here = login()
    form, account_id, way = ChangePasswordForm(), here.account.id, here.way
    if form.sent_well():
        SIGN_INS.require_patience(now())
        try:
            accounts.change_password(db.session(), form.old.data or "", form.new.data or "", now())
        except LoginRefusedError:
            SIGN_INS.note(now())
            form.refuse("old", str(_("Passordet stemmer ikke, eller det er prøvd for mange ganger.")))
        except WeakPasswordError as weak:
            form.refuse("new", why_weak(weak))
        else:
            sign_in(account_id, way)
            flash(_("Passordet er byttet. Du er logget ut alle andre steder."))
            return redirect(url_for(".show"))
    return _form(form, _("Bytt passord"), _("Bytt passord"), _("Da blir du logget ut alle andre steder."))


@account.route("/bekreft", methods=["GET", "POST"])
def confirm() -> Answer:
    """The password once more, before what changes how one signs in."""
    here, form = login(), ConfirmForm(data={"goal": request.args.get("next", "")})
    if form.sent_well():
        SIGN_INS.require_patience(now())
        try:
            accounts.verify_login(db.session(), here.account.email, form.password.data or "", now())
        except LoginRefusedError:
            SIGN_INS.note(now())
            form.refuse("password", str(_("Passordet stemmer ikke, eller det er prøvd for mange ganger.")))
        else:
            accounts.confirm(db.session(), here.login_id, now())
            return redirect(inside(form.goal.data or url_for(".show")))
    lead = _("Det er en stund siden du logget inn. Skriv passordet før du endrer hvordan du logger inn.")
    return _form(form, _("Bekreft at det er deg"), _("Fortsett"), lead)


@account.post("/innlogginger/<uuid:login_id>/avslutt")
def end(login_id: UUID) -> Answer:
    """Sign another browser out."""
    login()
    accounts.end_login(db.session(), login_id)
    flash(_("Den nettleseren er logget ut."))
    return redirect(url_for(".show"))


@account.post("/innlogginger/avslutt")
def end_all() -> Answer:
    """Sign out everywhere, here too."""
    login()
    accounts.end_every_login(db.session())
    visits.let_go()
    return redirect(url_for("staff.login"))


def _form(form: StaffForm, title: str, send: str, lead: str) -> Answer:
    mine = login().account
    page = FormPage(
        title=title,
        part_of=_("Min konto"),
        failed=bool(form.problems),
        signed_in=mine.name,
        whose=mine.email,
        form_data=form,
        back=(url_for("account.show"), _("Min konto")),
        send=send,
        lead=(lead,),
    )
    return render(page, 422 if form.problems else 200)
