"""Beginning a plan, empty or from a spreadsheet, and rolling it into its next year."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Response

from questionnaires.identity import has_national_id
from surveyapp.models import Account, db
from surveyapp.models.errors import DuplicateKeyError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.plans import FATES, Fate
from surveyapp.services import importing, planning
from surveyapp.services.importing import ImportLimits, NoRowsError, UnreadableFileError
from surveyapp.services.planning import (
    Decision,
    MeasureLine,
    PlanFileError,
    UndecidedError,
    YearOfPlan,
    YearRolledError,
)
from surveyapp.web.context import now
from surveyapp.web.pages import ErrorLink, render
from surveyapp.web.staff import plan_words
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.forms import UNREADABLE_FILE, FormPage
from surveyapp.web.staff.pages import StaffPage
from surveyapp.web.staff.plan_forms import PlanForm
from surveyapp.web.staff.plans import YEAR

Answer = Response | tuple[str, int]

plan_making = Blueprint("plan_making", __name__)
MOST = ImportLimits(max_bytes=1_000_000, max_rows=500)
"""A plan is read by people; nobody's has more."""

NO_ROWS = _l("Filen har ingen tiltak. Skriv dem i radene under overskriftene, og velg den på nytt.")
FILE = {
    "unknown_column": _l("en plan har ingen slik kolonne. Velg blant: %(what)s"),
    "missing_column": _l("kolonnen mangler"),
    "beyond": _l("det står noe til høyre for den siste overskriften"),
    "empty": _l("cellen er tom"),
    "too_long": _l("teksten er på mer enn %(what)s tegn"),
    "national_id": _l("ta bort fødselsnummeret"),
    "type": _l("skriv engangs, årlig eller løpende"),
    "address": _l("dette er ikke én e-postadresse"),
    "unknown": _l("«%(what)s» finnes ikke. Skriv flere slik: C5, C6"),
    "target": _l("et måltall må ha fra, til og enhet"),
    "number": _l("«%(what)s» er ikke et tall"),
}
"""What is wrong in a cell, by its kind."""


@dataclass(frozen=True, slots=True)
class RollLine:
    """One measure to decide on."""

    id: str
    number: int
    title: str
    status: str
    choices: tuple[tuple[str, str, bool], ...]
    new_title: str
    reason: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollPage(StaffPage):
    """What becomes of each measure in the next year."""

    template: ClassVar[str] = "staff/plan_roll.html"
    back: tuple[str, str]
    year: int
    lines: tuple[RollLine, ...]
    errors: tuple[ErrorLink, ...]


@plan_making.route("/planer/ny", methods=["GET", "POST"])
def new_plan() -> Answer:
    """Begin a plan."""
    account = signed_in()
    makers = planning.makers(db.session())
    if not makers:
        return redirect(url_for("plans.plans"))
    form = PlanForm(makers, norwegian_date(now()).year)
    if form.sent_well():
        wanted = planning.NewPlan(form.plan.data or "", int(form.year.data or 0), form.source.data or "")
        try:
            plan_id = planning.take_in(db.session(), UUID(form.organisation.data), wanted, _rows(), now())
            return redirect(url_for("plans.year", plan_id=plan_id, year=wanted.year))
        except DuplicateKeyError:
            form.refuse("plan", _("Virksomheten har en plan som heter dette. Skriv et annet navn."))
        except NoRowsError:
            form.refuse(
                "file", _("Filen har ingen tiltak. Skriv dem i radene under overskriftene, og velg den på nytt.")
            )
        except UnreadableFileError:
            form.refuse("file", str(UNREADABLE_FILE))
        except PlanFileError as refused:
            form.refuse("file", _("Rett opp dette i filen, og velg den på nytt: %(lines)s", lines=_told(refused)))
    page = FormPage(
        title=_("Ny handlingsplan"),
        signed_in=account.name,
        failed=bool(form.problems),
        form_data=form,
        back=(url_for("plans.plans"), _("Handlingsplaner")),
        send=_("Lag planen"),
        lead=(_("Begynn med en tom plan, eller hent inn tiltakene fra et regneark."),),
    )
    return render(page, 422 if form.problems else 200)


@plan_making.route(f"{YEAR}/rullering", methods=["GET", "POST"])
def roll(plan_id: UUID, year: int) -> Answer:
    """Decide what becomes of each measure, and make the next year's plan."""
    account = signed_in()
    planning.plan_of(db.session(), "plan.change", plan_id)
    plan = planning.year_of(db.session(), plan_id, year)
    if request.method == "GET" and plan.rolled:
        raise YearRolledError(year)
    problems: dict[str, str] = {}
    if request.method == "POST":
        decisions = {each.id: _decision(each) for each in plan.measures if each.fate is None}
        try:
            made = planning.roll(db.session(), plan_id, year, decisions, now())
            flash(_("Planen for %(year)s er laget. Endre det som skal være annerledes.", year=made.year))
            _tell_of_lost(made.without_address)
            return redirect(url_for("plans.year", plan_id=plan_id, year=made.year))
        except UndecidedError as refused:
            problems = refused.problems
    return render(_roll_page(account, plan, problems), 422 if problems else 200)


def _tell_of_lost(measures: tuple[int, ...]) -> None:
    """Say which owners must be written in again."""
    if measures:
        told = _(
            "E-postadressen til den ansvarlige kunne ikke leses. Skriv den inn på nytt for tiltak %(which)s.",
            which=", ".join(map(str, measures)),
        )
        flash(told)


def _rows() -> tuple[Any, ...]:
    """The measures of the file that was sent; none without one."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return ()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (secure_filename(sent.filename) or "plan")
        sent.save(path)
        table = importing.read_table(path, MOST)
    return planning.read_rows(table.name, table.header, table.rows)


def _told(refused: PlanFileError) -> str:
    """The rows and columns to mend, and what is wrong there: the first ones."""
    told = [
        _(
            "rad %(row)s, %(column)s: %(told)s",
            row=each.row,
            column=each.column,
            told=FILE[each.kind] % {"what": each.what},
        )
        for each in refused.problems[:10]
    ]
    return "; ".join(told) + "."


def _decision(measure: MeasureLine) -> Decision:
    name = measure.id.hex
    fate: Any = request.form.get(f"fate-{name}", "")
    return Decision(fate, request.form.get(f"reason-{name}", ""), request.form.get(f"title-{name}", ""))


def _roll_page(account: Account, plan: YearOfPlan, problems: dict[str, str]) -> RollPage:
    lines = tuple(_line(each, problems.get(str(each.id), "")) for each in plan.measures if each.fate is None)
    return RollPage(
        title=_("Rullér planen til %(year)s", year=plan.year + 1),
        part_of=plan.title,
        signed_in=account.name,
        synthetic=plan.synthetic,
        failed=bool(problems),
        back=(url_for("plans.year", plan_id=plan.plan_id, year=plan.year), f"{plan.title}, {plan.year}"),
        year=plan.year,
        lines=lines,
        errors=tuple(
            ErrorLink(f"#fate-{line.id}-0", line.problem, _("Tiltak %(number)s", number=line.number))
            for line in lines
            if line.problem
        ),
    )


def _line(measure: MeasureLine, problem: str) -> RollLine:
    name = measure.id.hex
    decided: Any = _decision(measure) if request.method == "POST" else Decision(planning.suggested(measure))
    words: dict[Fate, str] = {
        "carried": _("Føres videre uendret"),
        "changed": _("Føres videre med ny ordlyd"),
        "finished": _("Er fullført"),
        "dropped": _("Tas ut av planen"),
    }
    missing = {
        "dropped": _("Skriv hvorfor tiltaket tas ut."),
        "changed": _("Skriv den nye ordlyden."),
    }
    if any(map(has_national_id, (decided.title, decided.reason))):
        missing[decided.fate] = _("Ta bort fødselsnummeret. Det skal bare stå i deres eget system.")
    latest = measure.latest
    return RollLine(
        name,
        measure.number,
        measure.title,
        plan_words.mark(latest.progress).words if latest else _("Ingen status"),
        tuple((fate, words[fate], fate == decided.fate) for fate in FATES),
        decided.title or measure.title,
        decided.reason,
        str(missing.get(decided.fate, _("Velg hva som skal skje med tiltaket."))) if problem else "",
    )
