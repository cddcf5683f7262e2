"""Becoming a member by a link: it is looked at, exchanged for a cookie, and used once."""

from __future__ import annotations

from flask import Blueprint, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.models.errors import WeakPasswordError
from surveyapp.services import accounts
from surveyapp.web.context import now, token_key
from surveyapp.web.pages import render
from surveyapp.web.staff.account_forms import NewAccountForm, why_weak
from surveyapp.web.staff.letting_in import sign_in
from surveyapp.web.staff.member_pages import WelcomePage, role_name

Answer = Response | tuple[str, int]
HELD = "member_link"

welcoming = Blueprint("welcoming", __name__)


@welcoming.get("/medlem/<token>")
def open_link(token: str) -> Answer:
    """Remember the link in this browser, so that its words stand in no address."""
    accounts.invited(db.session(), token, token_key(), now())
    session[HELD] = token
    return redirect(url_for(".welcome"))


@welcoming.route("/bli-medlem", methods=["GET", "POST"])
def welcome() -> Answer:
    """What one is asked to do; on yes, a new account signs in, and whoever has one is led to the login."""
    wanted = accounts.invited(db.session(), session.get(HELD, ""), token_key(), now())
    form, sent = NewAccountForm(), request.method == "POST"
    if sent and (wanted.account_id is not None or form.validate()):
        try:
            account_id = accounts.accept(db.session(), wanted, form.name.data or "", form.new.data or "", now())
        except WeakPasswordError as weak:
            form.refuse("new", why_weak(weak))
        else:
            if wanted.account_id is None:
                sign_in(account_id, "password")
                return redirect(url_for("account.show"))
            session.pop(HELD)
            return redirect(url_for("staff.login"))
    page = WelcomePage(
        title=_("Bli med i %(organisation)s", organisation=wanted.organisation),
        failed=bool(form.problems),
        form_data=None if wanted.account_id else form,
        organisation=wanted.organisation,
        email=wanted.email,
        role=role_name(wanted.role),
    )
    return render(page, 422 if page.failed else 200)
