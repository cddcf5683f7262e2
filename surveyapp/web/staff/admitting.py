"""Letting somebody into an organisation by the code that she was shown when nobody knew her."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from flask import Blueprint, flash, get_flashed_messages, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from surveyapp.models import Account, Organisation, db
from surveyapp.models.organisations import ROLES, Role
from surveyapp.services import federating
from surveyapp.services.federating import Newcomer, NotACodeError
from surveyapp.web.context import now
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.admitting_pages import choose_page
from surveyapp.web.staff.forms import FormPage, StaffForm
from surveyapp.web.staff.member_pages import IN_WORDS
from surveyapp.web.staff.oidc import directory

Answer = Response | tuple[str, int]

admitting = Blueprint("admitting", __name__)


class AdmitForm(StaffForm):
    """Who she is there and here, and what she may do."""

    provider = SelectField(_l("Innloggingstjeneste"))
    code = StringField(
        _l("Koden personen fikk"),
        [InputRequired(_l("Lim inn koden som sto på siden."))],
        description=_l("Den står på siden «Du har ikke tilgang til Medvirk ennå». Skriv aldri fødselsnummer her."),
    )
    name = StringField(
        _l("Navn"), [InputRequired(_l("Skriv navnet.")), Length(max=200, message=_l("Skriv det kortere."))]
    )
    role = RadioField(_l("Rolle"), [InputRequired(_l("Velg hva personen skal gjøre."))], default="reader")

    def offer(self) -> AdmitForm:
        """Fill in what there is to choose from."""
        self.provider.choices = [(each.key, each.name) for each in directory().providers.values()]
        self.provider.data = self.provider.data or next(iter(directory().providers), None)
        self.role.choices = [(role, IN_WORDS[role]) for role in ROLES]
        return self


@admitting.get("/slipp-inn")
def choose() -> Answer:
    """The organisations that one may let people into; where there is one, on to it."""
    account, there = signed_in(), federating.admitting(db.session())
    if len(there) == 1:
        return redirect(url_for(".admit", organisation_id=there[0].id))
    return render(choose_page(account, there))


@admitting.route("/slipp-inn/<uuid:organisation_id>", methods=["GET", "POST"])
def admit(organisation_id: UUID) -> Answer:
    """Let somebody into an organisation."""
    account, organisation = signed_in(), federating.admits_to(db.session(), organisation_id)
    form = AdmitForm().offer()
    if not form.sent_well():
        return render(_page(account, organisation, form), 422 if form.problems else 200)
    issuer = directory().providers[form.provider.data].issuer
    newcomer = Newcomer(issuer, form.code.data or "", form.name.data or "")
    try:
        federating.admit(db.session(), newcomer, organisation_id, cast(Role, form.role.data), now())
    except NotACodeError:
        form.refuse("code", _("Lim inn hele koden slik den sto på siden. Et fødselsnummer er ingen kode."))
        return render(_page(account, organisation, form), 422)
    flash(_("%(name)s kan nå logge inn.", name=newcomer.name))
    return redirect(url_for(".admit", organisation_id=organisation_id))


def _page(account: Account, organisation: Organisation, form: AdmitForm) -> FormPage:
    done = tuple(str(each) for each in get_flashed_messages())
    return FormPage(
        title=_("Slipp inn i %(name)s", name=organisation.name),
        signed_in=account.name,
        failed=bool(form.problems),
        form_data=form,
        back=(url_for("staff.surveys"), _("Undersøkelser")),
        send=_("Slipp inn"),
        lead=(*done, _("Bruk dette når noen har logget inn, men har fått beskjed om at de mangler tilgang.")),
    )
