"""Changing action plans: goals and measures, the coordinator's own statuses, and quarters closed and opened."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.models.errors import ChangedMeanwhileError, NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.plans import Quarter
from surveyapp.services import planning
from surveyapp.services.planning import (
    GoalLine,
    ImpossibleMeasureError,
    MeasureLine,
    QuarterClosedError,
    StatusConflictError,
    YearOfPlan,
)
from surveyapp.web.context import now
from surveyapp.web.pages import render
from surveyapp.web.staff import plan_words
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.forms import FormPage, StaffForm
from surveyapp.web.staff.plan_forms import REFUSED, EndForm, GoalForm, MeasureForm, StatusForm, SureForm
from surveyapp.web.staff.plan_pages import begun
from surveyapp.web.staff.plan_status import status_page
from surveyapp.web.staff.plans import MEASURE, PLAN, YEAR

Answer = Response | tuple[str, int]

plan_changes = Blueprint("plan_changes", __name__)


@plan_changes.route(f"{YEAR}/mal/ny", methods=["GET", "POST"])
def new_goal(plan_id: UUID, year: int) -> Answer:
    """A goal at the end of the year's plan."""
    page = _Page(plan_id, year)
    form = GoalForm()
    if form.sent_well():
        try:
            planning.add_goal(db.session(), plan_id, year, form.area.data or "", form.goal.data or "")
            return page.done(_("Målet er lagt til. Legg tiltakene under det."))
        except ImpossibleMeasureError as refused:
            refuse(form, refused)
    return page.form(form, _("Nytt mål"), _("Legg til målet"))


@plan_changes.route(f"{PLAN}/mal/<uuid:goal_id>", methods=["GET", "POST"])
def change_goal(plan_id: UUID, goal_id: UUID) -> Answer:
    """Other words for a goal."""
    page = _Page(plan_id)
    form = GoalForm.of(page.goal(goal_id))
    if form.sent_well():
        try:
            words = (form.area.data or "", form.goal.data or "")
            planning.change_goal(db.session(), plan_id, goal_id, *words, seen=form.seen.data or "")
            return page.done(_("Målet er endret."))
        except ChangedMeanwhileError:
            form.changed_meanwhile(GoalForm.of(_Page(plan_id).goal(goal_id), was_sent=False))
        except ImpossibleMeasureError as refused:
            refuse(form, refused)
    return page.form(form, _("Endre målet"), _("Lagre"))


@plan_changes.route(f"{YEAR}/tiltak/ny", methods=["GET", "POST"])
def new_measure(plan_id: UUID, year: int) -> Answer:
    """A measure at the end of a goal."""
    page = _Page(plan_id, year)
    form = MeasureForm.of(page.plan)
    if form.sent_well():
        try:
            wanted = form.wanted(new=True)
            planning.add_measure(db.session(), plan_id, UUID(form.goal_id.data), wanted)
            return page.done(_("Tiltaket er lagt til."))
        except ImpossibleMeasureError as refused:
            refuse(form, refused)
    return page.form(form, _("Nytt tiltak"), _("Legg til tiltaket"))


@plan_changes.route(f"{MEASURE}/endre", methods=["GET", "POST"])
def change_measure(plan_id: UUID, measure_id: UUID) -> Answer:
    """Another wording, goal, target or owner."""
    page = _Page.of_measure(plan_id, measure_id)
    form = MeasureForm.of(page.plan, page.measure)
    if form.sent_well():
        try:
            wanted = form.wanted(new=False)
            seen = form.seen.data or ""
            planning.change_measure(db.session(), plan_id, measure_id, UUID(form.goal_id.data), wanted, seen=seen)
            return page.done(_("Tiltaket er endret."))
        except ChangedMeanwhileError:
            now_there = _Page.of_measure(plan_id, measure_id)
            form.changed_meanwhile(MeasureForm.of(now_there.plan, now_there.measure, was_sent=False))
        except ImpossibleMeasureError as refused:
            refuse(form, refused)
    lead = (_("Det ligger en e-postadresse her. La feltet stå tomt for å beholde den."),)
    return page.form(form, _("Endre tiltaket"), _("Lagre"), lead=lead if page.known.reachable else ())


@plan_changes.route(f"{MEASURE}/avslutt", methods=["GET", "POST"])
def end(plan_id: UUID, measure_id: UUID) -> Answer:
    """End a measure: what was told of it stays."""
    page = _Page.of_measure(plan_id, measure_id)
    form = EndForm()
    if form.sent_well():
        try:
            planning.end_measure(db.session(), plan_id, measure_id, form.fate.data, form.reason.data or "", now=now())
            return page.done(_("Tiltaket er avsluttet. Det kan tas opp igjen."))
        except ImpossibleMeasureError as refused:
            refuse(form, refused)
    lead = (_("Tiltaket og statusene blir stående i planen for året, men ingen blir bedt om ny status."),)
    return page.form(form, _("Avslutt tiltaket"), _("Avslutt tiltaket"), lead=lead)


@plan_changes.post(f"{MEASURE}/ta-opp")
def resume(plan_id: UUID, measure_id: UUID) -> Answer:
    """It had not ended after all."""
    signed_in()
    planning.resume_measure(db.session(), plan_id, measure_id)
    flash(_("Tiltaket er tatt opp igjen."))
    return redirect(url_for("plans.measure", plan_id=plan_id, measure_id=measure_id))


@plan_changes.route(f"{MEASURE}/slett", methods=["GET", "POST"])
def delete(plan_id: UUID, measure_id: UUID) -> Answer:
    """Take out a measure that was put in by mistake."""
    page = _Page.of_measure(plan_id, measure_id)
    form = SureForm()
    if form.sent_well():
        planning.delete_measure(db.session(), plan_id, measure_id)
        flash(_("Tiltaket er slettet."))
        return redirect(page.at_year)
    lead = (page.known.title, _("Det kan ikke angres. Et tiltak som har fått status, kan avsluttes, men ikke slettes."))
    return page.form(form, _("Slett tiltaket"), _("Slett tiltaket"), lead=lead, dangerous=True)


@plan_changes.route(f"{MEASURE}/status/<int:quarter>", methods=["GET", "POST"])
def status(plan_id: UUID, measure_id: UUID, quarter: int) -> Answer:
    """The coordinator's own word on a measure in a quarter."""
    page = _Page.of_measure(plan_id, measure_id)
    if quarter in page.plan.closed:
        raise QuarterClosedError(Quarter(page.plan.year, quarter))
    last = page.known.statuses.get(quarter)
    form = StatusForm.of(last, page.known.target.unit if page.known.target else "")
    theirs = None
    if form.sent_well():
        try:
            planning.give_status(db.session(), plan_id, measure_id, quarter, form.told(), now=now())
            return page.done(_("Statusen er lagret."), page.at_year)
        except ImpossibleMeasureError as refused:
            refuse(form, refused)
        except StatusConflictError as conflict:
            theirs = conflict.theirs
    return status_page(page.account, page.plan, page.known, quarter, form, theirs=theirs)


@plan_changes.route(f"{YEAR}/kvartal/<int:quarter>/lukk", methods=["GET", "POST"])
def close(plan_id: UUID, year: int, quarter: int) -> Answer:
    """Take no more statuses for a quarter; by looking, what that means before it is over or all is told."""
    page = _Page(plan_id, year)
    form = SureForm()
    if form.sent_well():
        planning.close_quarter(db.session(), plan_id, year, quarter, now())
        return page.done(_("Kvartalet er lukket. Ingen kan gi status før det blir åpnet igjen."))
    if quarter not in begun(year, norwegian_date(now())):
        raise NotFoundError("The quarter has not begun.")
    title = _("Lukk %(quarter)s", quarter=plan_words.quarter(quarter, year))
    today = norwegian_date(now())
    return page.form(form, title, _("Lukk kvartalet"), lead=plan_words.before_closing(page.plan, quarter, today))


@plan_changes.post(f"{YEAR}/kvartal/<int:quarter>/apne")
def reopen(plan_id: UUID, year: int, quarter: int) -> Answer:
    """Take statuses for it again."""
    page = _Page(plan_id, year)
    planning.reopen_quarter(db.session(), plan_id, year, quarter)
    return page.done(_("Kvartalet er åpnet igjen."))


def refuse(form: StaffForm, refused: ImpossibleMeasureError) -> None:
    """Say at its field what the service would not take."""
    words = {**REFUSED, "to_value": _("Skriv både fra, til og enhet, eller la alle tre stå tomme.")}
    form.refuse(refused.field, str(words[refused.field]))


class _Page:
    """The year of a plan that somebody changes, and the way back to it."""

    def __init__(self, plan_id: UUID, year: int | None = None, measure: MeasureLine | None = None) -> None:
        self.account = signed_in()
        planning.plan_of(db.session(), "plan.change", plan_id)
        self.plan: YearOfPlan = planning.year_of(db.session(), plan_id, year)
        self.measure = measure
        self.at_year = url_for("plans.year", plan_id=plan_id, year=self.plan.year)
        self.back = (self.at_year, f"{self.plan.title}, {self.plan.year}")
        if measure is not None:
            at = url_for("plans.measure", plan_id=plan_id, measure_id=measure.id)
            self.back = (at, _("Tiltak %(number)s", number=measure.number))

    @classmethod
    def of_measure(cls, plan_id: UUID, measure_id: UUID) -> _Page:
        """The same for one of its measures."""
        signed_in()
        planning.plan_of(db.session(), "plan.change", plan_id)
        history = planning.history(db.session(), plan_id, measure_id)
        measure = next(each.measure for each in history if each.measure.id == measure_id)
        return cls(plan_id, measure.year, measure)

    @property
    def known(self) -> MeasureLine:
        """The measure that the page is about."""
        if self.measure is None:
            raise NotFoundError("The page is about no measure.")
        return self.measure

    def goal(self, goal_id: UUID) -> GoalLine:
        """A goal of the year."""
        found = next((each for each in self.plan.goals if each.id == goal_id), None)
        if found is None:
            raise NotFoundError("The newest year of the plan has no such goal.")
        return found

    def form(
        self, form: StaffForm, title: str, send: str, *, lead: tuple[str, ...] = (), dangerous: bool = False
    ) -> Answer:
        """The page with its form, and what is wrong with it."""
        page = FormPage(
            title=title,
            part_of=self.plan.title,
            signed_in=self.account.name,
            synthetic=self.plan.synthetic,
            failed=bool(form.problems),
            form_data=form,
            back=self.back,
            send=send,
            lead=lead,
            dangerous=dangerous,
        )
        return render(page, 422 if form.problems else 200)

    def done(self, note: str, at: str = "") -> Response:
        """Back where it was changed, with what was done."""
        flash(note)
        return redirect(at or self.back[0])
