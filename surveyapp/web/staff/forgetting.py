"""«Glemt passord»: asking for a link, the mail with it, and the new password."""

from __future__ import annotations

from flask import Blueprint, redirect, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import EmailField
from wtforms.validators import InputRequired, Regexp

from surveyapp.mail import Message
from surveyapp.mail.messages import ADDRESS
from surveyapp.models import db
from surveyapp.models.errors import NotFoundError, WeakPasswordError
from surveyapp.services import access, accounts, posting
from surveyapp.services.accounts import PasswordLink
from surveyapp.web import mailing
from surveyapp.web.context import now, public_url, token_key
from surveyapp.web.guessing import FORGOTTEN
from surveyapp.web.languages import keeping_to
from surveyapp.web.pages import render
from surveyapp.web.staff.account_forms import RenewForm, why_weak
from surveyapp.web.staff.entrance_pages import EntrancePage
from surveyapp.web.staff.forms import StaffForm
from surveyapp.web.staff.offering import new_password_at

Answer = Response | tuple[str, int]
HELD = "password_link"

forgetting = Blueprint("forgetting", __name__)


class AskForm(StaffForm):
    """Whose password was forgotten."""

    email = EmailField(
        _l("E-postadresse"),
        validators=[
            InputRequired(_l("Skriv e-postadressen din.")),
            Regexp(ADDRESS, message=_l("Skriv e-postadressen slik: navn@eksempel.no")),
        ],
        render_kw={"autocomplete": "username"},
    )


@forgetting.route("/glemt-passord", methods=["GET", "POST"])
def ask() -> Answer:
    """Ask for a link; the answer is the same whosever the address is."""
    if not new_password_at():
        raise NotFoundError("No links to new passwords are sent here.")
    form = AskForm()
    if form.sent_well():
        FORGOTTEN.require_patience(now())
        FORGOTTEN.note(now())
        accounts.ask_for_password(db.session(), form.email.data or "", now())
        return redirect(url_for(".asked"))
    page = EntrancePage(
        title=_("Glemt passord"),
        failed=bool(form.problems),
        form_data=form,
        send=_("Send meg en lenke"),
        lead=(_("Skriv adressen du logger inn med. Så sender vi deg en lenke, og du velger et nytt passord."),),
    )
    return render(page, 422 if page.failed else 200)


@forgetting.get("/glemt-passord/sendt")
def asked() -> Answer:
    """What happens now."""
    lead = (
        _("Har adressen en konto, kommer det en e-post med en lenke om et par minutter."),
        _("Lenken virker i en halvtime, og bare én gang. Finner du ikke e-posten, se også i søppelposten."),
        _("Kom det ingen e-post, kan du ha en konto med en annen adresse. Spør en administrator i virksomheten din."),
    )
    return render(EntrancePage(title=_("Se i innboksen din"), form_data=None, send="", lead=lead))


@forgetting.get("/nytt-passord/<token>")
def open_link(token: str) -> Answer:
    """Remember the link in this browser, so that its words stand in no address."""
    accounts.require_password_link(db.session(), token, token_key(), now())
    session[HELD] = token
    return redirect(url_for(".renew"))


@forgetting.route("/nytt-passord", methods=["GET", "POST"])
def renew() -> Answer:
    """Choose the new password; then one signs in with it, by as many steps as before."""
    token = session.get(HELD, "")
    account, form = accounts.require_password_link(db.session(), token, token_key(), now()), RenewForm()
    email = account.email
    if form.sent_well():
        try:
            accounts.renew_password(db.session(), token, form.new.data or "", token_key=token_key(), now=now())
        except WeakPasswordError as weak:
            form.refuse("new", why_weak(weak))
        else:
            session.pop(HELD)
            return redirect(url_for(".renewed"))
    lead = (_("Da blir du logget ut alle andre steder."),)
    page = EntrancePage(
        title=_("Velg et nytt passord"),
        failed=bool(form.problems),
        form_data=form,
        whose=email,
        send=_("Lagre passordet"),
        lead=lead,
    )
    return render(page, 422 if page.failed else 200)


@forgetting.get("/nytt-passord/lagret")
def renewed() -> Answer:
    """On to the login."""
    lead = (_("Du er logget ut alle steder. Logg inn med det nye passordet."),)
    return render(EntrancePage(title=_("Passordet er byttet"), form_data=None, send="", lead=lead))


def write_links() -> None:
    """Queue mail to those who asked and have an account, each in her own language; for the worker."""
    access.act_as(db.session(), access.OPERATOR)
    for each in accounts.password_links(db.session(), token_key(), now()):
        with keeping_to(each.language):
            message = _mail_by_provider(each) if not each.token else _mail(each)
        posting.queue(db.session(), message, f"password:{message.fingerprint()}", now())


def _mail(link: PasswordLink) -> Message:
    address = public_url() + url_for("forgetting.open_link", token=link.token)
    lines = (
        str(_("Noen har bedt om et nytt passord til kontoen din i Medvirk.")),
        str(_("Lenken virker i en halvtime, og bare én gang.")),
        str(_("Var det ikke deg, trenger du ikke gjøre noe. Passordet ditt er ikke endret.")),
    )
    return mailing.message(
        link.email, str(_("Nytt passord i Medvirk")), lines, (address, str(_("Velg et nytt passord")))
    )


def _mail_by_provider(link: PasswordLink) -> Message:
    address = public_url() + url_for("staff.login")
    lines = (
        str(_("Noen har bedt om et nytt passord til kontoen din i Medvirk.")),
        str(_("Kontoen din har ikke noe passord her. Logg inn med innloggingstjenesten du pleier å bruke.")),
    )
    return mailing.message(link.email, str(_("Nytt passord i Medvirk")), lines, (address, str(_("Til innloggingen"))))
