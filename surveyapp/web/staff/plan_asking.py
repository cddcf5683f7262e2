"""Asking owners for a quarter's status: by mail where there is an address, else by a link to pass on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from surveyapp.models import Account, db
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.plans import Quarter
from surveyapp.services import planning
from surveyapp.services.planning import Waiting, YearOfPlan
from surveyapp.web import mailing
from surveyapp.web.context import now, token_key
from surveyapp.web.pages import render
from surveyapp.web.staff import plan_mail, plan_words
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.pages import StaffPage
from surveyapp.web.staff.plan_pages import begun
from surveyapp.web.staff.plans import PLAN, YEAR, noted

Answer = Response | tuple[str, int]

plan_asking = Blueprint("plan_asking", __name__)
ASK = f"{YEAR}/kvartal/<int:quarter>/status"


@dataclass(frozen=True, slots=True)
class AskedLine:
    """Somebody who was asked; `link` is to be passed on by hand where no mail went out."""

    number: int
    owner: str
    asked_on: date
    reminded_on: date | None
    mailed: bool
    link: str
    renew: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage(StaffPage):
    """Who lacks a status, and who of them was asked; `by_mail` and `by_hand` count those who are not asked yet."""

    template: ClassVar[str] = "staff/plan_ask.html"
    back: tuple[str, str]
    address: str
    lacking: int
    by_mail: int
    by_hand: int
    sends_mail: bool
    asked: tuple[AskedLine, ...]
    closed: bool
    note: str


@plan_asking.get(ASK)
def ask(plan_id: UUID, year: int, quarter: int) -> Answer:
    """Who lacks a status, and who was asked. Nobody is asked by looking."""
    account = signed_in()
    planning.plan_of(db.session(), "plan.change", plan_id)
    plan = planning.year_of(db.session(), plan_id, year)
    if quarter not in begun(year, norwegian_date(now())):
        raise NotFoundError("The quarter has not begun.")
    asked = planning.waiting(db.session(), plan_id, year, quarter, token_key=token_key())
    return render(_page(account, plan, quarter, asked))


@plan_asking.post(ASK)
def send(plan_id: UUID, year: int, quarter: int) -> Answer:
    """Ask those who lack a status and were not asked before."""
    signed_in()
    plan = planning.plan_of(db.session(), "plan.change", plan_id)
    links = planning.ask(db.session(), plan_id, year, quarter, token_key=token_key(), now=now())
    letters = planning.letters(plan, Quarter(year, quarter), links) if mailing.post().is_there else ()
    mailed = plan_mail.queue(letters)
    plan_mail.send(mailed)
    by_hand = len(links) - sum(len(each.links) for each in letters)
    told = [
        ngettext("Én er spurt på e-post.", "%(num)s er spurt på e-post.", len(mailed)) if mailed else "",
        ngettext("Én må få lenken av deg.", "%(num)s må få lenken av deg.", by_hand) if by_hand else "",
    ]
    flash(" ".join(filter(None, told)) or _("Alle som mangler status, er spurt allerede."))
    return redirect(url_for(".ask", plan_id=plan_id, year=year, quarter=quarter))


@plan_asking.post(f"{PLAN}/sporring")
def rest(plan_id: UUID) -> Answer:
    """Ask nobody but by hand; or ask when a quarter has ended."""
    signed_in()
    if request.form.get("go") == "on":
        planning.resume_asking(db.session(), plan_id)
    else:
        planning.pause_asking(db.session(), plan_id, now())
    return redirect(url_for("plans.year", plan_id=plan_id, year=planning.year_of(db.session(), plan_id).year))


@plan_asking.post(f"{PLAN}/tiltak/<uuid:measure_id>/lenke/<int:quarter>")
def renew(plan_id: UUID, measure_id: UUID, quarter: int) -> Answer:
    """A fresh link in place of one that went astray."""
    signed_in()
    link = planning.link(db.session(), plan_id, measure_id, quarter, token_key=token_key(), now=now(), fresh=True)
    flash(_("Tiltak %(number)s har fått en ny lenke. Den forrige virker ikke lenger.", number=link.number))
    return redirect(url_for(".ask", plan_id=plan_id, year=link.year, quarter=quarter))


def _page(account: Account, plan: YearOfPlan, quarter: int, asked: tuple[Waiting, ...]) -> AskPage:
    waits = {each.measure_id: each for each in asked}
    lacking = [each for each in plan.measures if quarter not in each.statuses and not each.over]
    fresh = [each for each in lacking if each.id not in waits or not waits[each.id].mailed]
    by_mail = sum(1 for each in fresh if each.reachable) if mailing.post().is_there else 0
    return AskPage(
        title=_("Be om status for %(quarter)s", quarter=plan_words.quarter(quarter, plan.year)),
        part_of=plan.title,
        signed_in=account.name,
        synthetic=plan.synthetic,
        back=(url_for("plans.year", plan_id=plan.plan_id, year=plan.year), f"{plan.title}, {plan.year}"),
        address=url_for(".send", plan_id=plan.plan_id, year=plan.year, quarter=quarter),
        lacking=len(lacking),
        by_mail=by_mail,
        by_hand=sum(1 for each in fresh if each.id not in waits) - by_mail if fresh else 0,
        sends_mail=mailing.post().is_there,
        asked=tuple(_line(plan, quarter, each) for each in asked),
        closed=quarter in plan.closed,
        note=noted(),
    )


def _line(plan: YearOfPlan, quarter: int, each: Waiting) -> AskedLine:
    return AskedLine(
        each.number,
        each.owner,
        norwegian_date(each.asked_at),
        norwegian_date(each.reminded_at) if each.reminded_at else None,
        each.mailed,
        "" if each.mailed else url_for("owners.offer", token=each.token, _external=True),
        url_for(".renew", plan_id=plan.plan_id, measure_id=each.measure_id, quarter=quarter),
    )
