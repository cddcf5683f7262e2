"""Reading action plans: the list, a year as strips of quarters, a measure's history, and the reports."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, get_flashed_messages, request
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.services import access, planning
from surveyapp.web.context import now
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.plan_history import measure_page, quarter_report, year_report
from surveyapp.web.staff.plan_pages import begun, plans_page, year_page

Answer = Response | tuple[str, int]

plan_views = Blueprint("plans", __name__)
PLAN = "/planer/<uuid:plan_id>"
YEAR = f"{PLAN}/<int:year>"
MEASURE = f"{PLAN}/tiltak/<uuid:measure_id>"


@plan_views.get("/planer")
def plans() -> Answer:
    """The plans of the organisations that the account works for."""
    account = signed_in()
    found = planning.plans(db.session())
    return render(plans_page(account, found, may_make="plan.change" in access.allowed_anywhere(db.session())))


@plan_views.get(YEAR)
def year(plan_id: UUID, year: int) -> Answer:
    """One year: every measure with its quarters, or those of one area."""
    account = signed_in()
    plan = planning.year_of(db.session(), plan_id, year)
    may = access.allowed(db.session(), plan.organisation_id)
    area = request.args.get("omrade", "")
    coming = planning.coming(db.session(), plan_id, now())
    today = norwegian_date(now())
    return render(year_page(account, plan, may, today=today, coming=coming, area=area, note=noted()))


@plan_views.get(MEASURE)
def measure(plan_id: UUID, measure_id: UUID) -> Answer:
    """A measure in every year, with all that was told of it."""
    account = signed_in()
    history = planning.history(db.session(), plan_id, measure_id)
    own = next(each.measure for each in history if each.measure.id == measure_id)
    plan = planning.year_of(db.session(), plan_id, own.year)
    may = access.allowed(db.session(), plan.organisation_id)
    return render(measure_page(account, plan, history, may, today=norwegian_date(now()), note=noted()))


@plan_views.get(f"{YEAR}/rapport")
def report(plan_id: UUID, year: int) -> Answer:
    """The year, to print for the council."""
    account = signed_in()
    return render(year_report(account, planning.year_of(db.session(), plan_id, year), norwegian_date(now())))


@plan_views.get(f"{YEAR}/rapport/<int:quarter>", endpoint="quarter_report")
def quarter_report_page(plan_id: UUID, year: int, quarter: int) -> Answer:
    """A quarter, to print for the council."""
    account = signed_in()
    plan, today = planning.year_of(db.session(), plan_id, year), norwegian_date(now())
    if quarter not in begun(year, today):
        raise NotFoundError("The quarter has not begun.")
    return render(quarter_report(account, plan, quarter, today))


def noted() -> str:
    """What was just done, to be told once."""
    return " ".join(str(note) for note in get_flashed_messages())
