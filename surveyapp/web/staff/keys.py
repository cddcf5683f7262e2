"""Access keys for programs: made, listed and taken back."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from flask import Blueprint, flash, get_flashed_messages, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import Organisation, db
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.services import keys as service
from surveyapp.services.access import Action
from surveyapp.web.context import now, public_url, token_key
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.forms import StaffForm
from surveyapp.web.staff.key_pages import KeyForm, key_form_page, keys_page, made_page, revoke_page
from surveyapp.web.staff.twice import shown_once

Answer = Response | tuple[str, int]

keys = Blueprint("keys", __name__)


@keys.get("/tilgangsnokler")
def show() -> Answer:
    """All keys that the account may change."""
    account = signed_in()
    session = db.session()
    held = [(each, service.keys(session, each.id)) for each in service.organisations(session)]
    notes = tuple(str(note) for note in get_flashed_messages())
    return render(keys_page(account, held, norwegian_date(now()), notes))


@keys.route("/tilgangsnokler/<uuid:organisation_id>/ny", methods=["GET", "POST"])
def make(organisation_id: UUID) -> Answer:
    """Make a key, and show its secret once."""
    account, session = signed_in(), db.session()
    scopes = service.scopes(session, organisation_id)
    form = KeyForm().offer(scopes, service.surveys(session, organisation_id), norwegian_date(now()))
    expires_on = form.expires_on.data
    if not form.sent_well() or expires_on is None:
        page = key_form_page(account, _organisation(organisation_id), form)
        return render(page, 422 if form.problems else 200)
    plan = service.KeyPlan(
        organisation_id,
        form.name.data or "",
        frozenset(cast("list[Action]", form.scopes.data)),
        expires_on,
        UUID(form.survey.data) if form.survey.data else None,
    )
    made = service.make_key(session, plan, token_key(), now())
    # Not a redirect: the secret is kept nowhere, so only this answer can show it.
    shown_once(url_for(".show"))
    return render(made_page(account, made, plan.name, f"{public_url()}{url_for('api.surveys')}"))


@keys.route("/tilgangsnokler/<uuid:organisation_id>/<uuid:key_id>/trekk", methods=["GET", "POST"])
def revoke(organisation_id: UUID, key_id: UUID) -> Answer:
    """Take a key back, once that is confirmed."""
    account, session = signed_in(), db.session()
    there = {each.id: each for each in service.keys(session, organisation_id)}
    if key_id not in there:
        raise NotFoundError(f"The organisation has no access key {key_id}.")
    form = StaffForm()
    if not form.sent_well():
        return render(revoke_page(account, there[key_id], form))
    service.revoke_key(session, organisation_id, key_id, now())
    flash(_("Nøkkelen «%(name)s» er trukket tilbake.", name=there[key_id].name))
    return redirect(url_for(".show"))


def _organisation(organisation_id: UUID) -> Organisation:
    return next(each for each in service.organisations(db.session()) if each.id == organisation_id)
