"""Setting up and taking away what is asked for after the password."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.services import accounts
from surveyapp.services.accounts import WrongCodeError
from surveyapp.web import visits
from surveyapp.web.context import now, token_key
from surveyapp.web.pages import render
from surveyapp.web.staff import passkeys
from surveyapp.web.staff.account_forms import AppCodeForm, KeyForm, NothingForm
from surveyapp.web.staff.account_pages import KeyPage, RecoveryPage, code_app_page
from surveyapp.web.staff.acting import confirmed
from surveyapp.web.staff.forms import FormPage
from surveyapp.web.staff.letting_in import waiting

Answer = Response | tuple[str, int]

second_steps = Blueprint("second_steps", __name__, url_prefix="/min-konto")


@second_steps.route("/kodeapp", methods=["GET", "POST"])
def code_app() -> Answer:
    """Give an app its secret, and let it show that it has it."""
    here, session = confirmed(), db.session()
    if accounts.steps_of(session, here.account.id).code_app:
        return redirect(url_for("account.show"))
    form = AppCodeForm()
    if form.sent_well():
        try:
            accounts.prove_code_app(session, here.login_id, form.code.data or "", now())
        except WrongCodeError:
            form.refuse("code", str(_("Koden stemmer ikke. Skriv den nyeste koden som appen viser.")))
        else:
            flash(_("Kodeappen er satt opp. Lag reservekoder nå, så kommer du inn også om du mister den."))
            return redirect(url_for("account.show", next=waiting() or None))
    secret = accounts.begin_code_app(session, now())
    return render(code_app_page(here, secret, form, waiting()), 422 if form.problems else 200)


@second_steps.route("/kodeapp/fjern", methods=["GET", "POST"])
def remove_code_app() -> Answer:
    """Ask for the app's codes no more."""
    confirmed()
    if request.method == "POST":
        accounts.remove_code_app(db.session())
        flash(_("Kodeappen er fjernet."))
        return redirect(url_for("account.show"))
    return _sure(_("Fjern kodeappen"), _("Da spør vi ikke lenger etter koder fra appen når du logger inn."))


@second_steps.post("/reservekoder")
def recovery_codes() -> Answer:
    """Ten new codes, shown this once."""
    here = confirmed()
    codes = tuple(accounts.make_recovery_codes(db.session(), token_key()))
    page = RecoveryPage(
        title=_("Reservekodene dine"),
        part_of=_("Min konto"),
        signed_in=here.account.name,
        codes=codes,
        goal=waiting(),
    )
    return render(page)


@second_steps.route("/passnokler/ny", methods=["GET", "POST"])
def add_key() -> Answer:
    """Add a passkey or security key."""
    here, form = confirmed(), KeyForm()
    if form.sent_well():
        answer, name = request.form.get("credential", ""), form.name.data or ""
        try:
            words, _asked_at = visits.challenged(now())
            accounts.add_passkey(db.session(), passkeys.place(), words, answer, name, login_id=here.login_id, now=now())
        except (WrongCodeError, visits.AskedTooLongAgoError):
            form.refuse("name", str(_("Nøkkelen ble ikke lagt til. Prøv en gang til, eller bruk en annen nøkkel.")))
        else:
            flash(_("Nøkkelen er lagt til. Neste gang kan du logge inn med den."))
            return redirect(url_for("account.show", next=waiting() or None))
    page = KeyPage(
        title=_("Legg til passnøkkel"),
        part_of=_("Min konto"),
        failed=bool(form.problems),
        signed_in=here.account.name,
        form_data=form,
        question=passkeys.offer(),
        goal=waiting(),
    )
    return render(page, 422 if form.problems else 200)


@second_steps.route("/passnokler/<uuid:passkey_id>/fjern", methods=["GET", "POST"])
def remove_key(passkey_id: UUID) -> Answer:
    """Let a key open nothing."""
    confirmed()
    if request.method == "POST":
        accounts.remove_passkey(db.session(), passkey_id)
        flash(_("Nøkkelen er fjernet."))
        return redirect(url_for("account.show"))
    return _sure(_("Fjern nøkkelen"), _("Da kan ingen logge inn på kontoen din med den."))


def _sure(title: str, lead: str) -> Answer:
    page = FormPage(
        title=title,
        part_of=_("Min konto"),
        signed_in=confirmed().account.name,
        form_data=NothingForm(),
        back=(url_for("account.show"), _("Min konto")),
        send=title,
        lead=(lead,),
        dangerous=True,
    )
    return render(page)
