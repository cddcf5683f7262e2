"""What those who own surveys see: their surveys, how far each round has come, and the reports."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.models.errors import LoginRefusedError
from surveyapp.services import access, accounts, reporting, retaining, surveying
from surveyapp.web import visits
from surveyapp.web.context import now
from surveyapp.web.guessing import SIGN_INS
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import login as login_here
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.deletion_pages import warning
from surveyapp.web.staff.oidc import leave
from surveyapp.web.staff.pages import LoginForm, login_page, survey_page, surveys_page
from surveyapp.web.staff.signing_in import let_in

Answer = Response | tuple[str, int]

staff = Blueprint("staff", __name__)


@staff.route("/logg-inn", methods=["GET", "POST"])
def login() -> Answer:
    """Sign in by e-mail address and password."""
    form = LoginForm(request.form)
    if request.method == "GET":
        return render(login_page(form, goal=request.args.get("next", "")))
    goal = form.goal.data or ""
    if not form.validate():
        return render(login_page(form, goal=goal), 422)
    SIGN_INS.require_patience(now())
    try:
        account = accounts.verify_login(db.session(), form.email.data or "", form.password.data or "", now())
    except LoginRefusedError:
        SIGN_INS.note(now())
        return render(login_page(form, goal=goal, refused=True), 403)
    return let_in(account.id, goal)


@staff.post("/logg-ut")
def logout() -> Answer:
    """Sign out, here and at the provider that vouched for the person, if one did."""
    with suppress(visits.SignInFirstError):
        accounts.end_login(db.session(), login_here().login_id)
    way_out = leave()
    visits.let_go()
    return render(way_out) if way_out else redirect(url_for("start.front"))


@staff.get("/undersokelser")
def surveys() -> Answer:
    """The surveys of the organisations that the account works for."""
    account = signed_in()
    may = access.allowed_anywhere(db.session())
    return render(surveys_page(account, surveying.surveys(db.session()), may))


@staff.get("/undersokelser/<uuid:survey_id>")
def survey(survey_id: UUID) -> Answer:
    """One survey: its rounds, how many have answered, and its reports."""
    account = signed_in()
    found = access.survey(db.session(), "survey.see", survey_id)
    may = access.allowed(db.session(), found.organisation_id)
    rounds = surveying.overview(db.session(), survey_id, now())
    reports_there = reporting.reports_of(db.session(), survey_id) if "report.see" in may else []
    soon = retaining.soon(db.session(), survey_id, now())
    promise = retaining.promise_of(db.session(), survey_id)
    told = tuple(map(warning, soon))
    return render(survey_page(account, found, rounds, reports_there, may, going=told, promise=promise))
