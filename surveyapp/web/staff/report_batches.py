"""The same report about each of many on pages: begun by one press, followed, stopped, gone on with, and published."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.models.errors import RoundErasedError
from surveyapp.models.reports import REPORT_LANGUAGES
from surveyapp.services import access, reporting
from surveyapp.services.reporting import AREAS, SOURCES, Order
from surveyapp.web import building
from surveyapp.web.context import now
from surveyapp.web.pages import render
from surveyapp.web.staff import report_mail
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.forms import FormPage, StaffForm
from surveyapp.web.staff.plans import noted
from surveyapp.web.staff.report_batch_pages import FOR_EACH, batch_page, name_of
from surveyapp.web.staff.report_ordering import OrderForm, nothing_page
from surveyapp.web.staff.report_words import PROBLEMS

Answer = Response | tuple[str, int]

batches = Blueprint("batches", __name__)
KIND = "<any(municipality, governor, unit):kind>"
BATCH = f"/rapporter/alle/<uuid:of_id>/{KIND}/<any(nb, nn, en):language>/<rounds>"
SOON = "10"
"""So many seconds after which the page of a batch that goes on is shown anew, without scripts."""


@batches.route("/rapporter/ny/<kind>/alle", methods=["GET", "POST"])
def new(kind: str) -> Answer:
    """Order a report about each who answered; they are built at once, beside the app."""
    account = signed_in()
    may = "report.build" in access.allowed_anywhere(db.session())
    if kind not in SOURCES or SOURCES[kind].about not in AREAS or not may:
        return redirect(url_for("reports.new"))
    subjects = [each for each in reporting.subjects(db.session(), kind) if not each.rehearsed]
    if not subjects:
        return render(nothing_page(account, kind))
    form = OrderForm(kind, subjects, ())
    del form.area
    if form.sent_well():
        chosen = next(each for each in subjects if each.key == form.of.data)
        try:
            reporting.batch(db.session(), chosen.order(kind, form.language.data), now())
            building.start(building.SEVERAL)
            place = {"of_id": chosen.survey_id or chosen.pilot_id, "language": form.language.data, "rounds": chosen.key}
            return redirect(url_for(".show", kind=kind, **place))
        except RoundErasedError:
            form.refuse("of", str(PROBLEMS["erased"]))
    name, about, _nobody = FOR_EACH[kind]
    page = FormPage(
        title=str(name),
        part_of=_("Rapporter"),
        signed_in=account.name,
        failed=bool(form.problems),
        form_data=form,
        back=(url_for("reports.order", kind=kind), name_of(kind)),
        send=_("Bygg alle"),
        lead=(str(about), _("Dere kan lukke siden mens de bygges, og komme tilbake til den.")),
    )
    return render(page, 422 if page.failed else 200)


@batches.get(BATCH)
def show(of_id: UUID, kind: str, language: str, rounds: str) -> Answer:
    """How far the batch has come. While it goes on, the page comes anew by itself."""
    account = signed_in()
    wanted = _order(of_id, kind, language, rounds)
    found = reporting.standing(db.session(), wanted, now())
    place = {"of_id": of_id, "kind": kind, "language": language, "rounds": rounds}
    page = batch_page(account, kind, found, place, noted())
    answer = make_response(render(page))
    if page.going:
        building.start(building.SEVERAL)
        answer.headers["Refresh"] = SOON
    return answer


@batches.post(f"{BATCH}/start")
def start(of_id: UUID, kind: str, language: str, rounds: str) -> Answer:
    """Go on with what is lacking, and try what failed once more."""
    signed_in()
    reporting.batch(db.session(), _order(of_id, kind, language, rounds), now())
    building.start(building.SEVERAL)
    return redirect(url_for(".show", of_id=of_id, kind=kind, language=language, rounds=rounds))


@batches.post(f"{BATCH}/stopp")
def stop(of_id: UUID, kind: str, language: str, rounds: str) -> Answer:
    """Let what is not begun be."""
    signed_in()
    left = reporting.stop(db.session(), _order(of_id, kind, language, rounds))
    flash(ngettext("Stoppet. Én rapport ble ikke påbegynt.", "Stoppet. %(num)s rapporter ble ikke påbegynt.", left))
    return redirect(url_for(".show", of_id=of_id, kind=kind, language=language, rounds=rounds))


@batches.route(f"{BATCH}/publiser", methods=["GET", "POST"])
def publish(of_id: UUID, kind: str, language: str, rounds: str) -> Answer:
    """Show each ready report to those it is about, and write to them; asked first."""
    account = signed_in()
    found = reporting.standing(db.session(), _order(of_id, kind, language, rounds), now())
    waiting = [each.id for each in found.ready if each.published_at is None]
    back = url_for(".show", of_id=of_id, kind=kind, language=language, rounds=rounds)
    if not waiting:
        return redirect(back)
    form = StaffForm()
    if form.sent_well():
        told = sum(report_mail.publish(each, now()) for each in waiting)
        flash(ngettext("Én rapport er publisert.", "%(num)s rapporter er publisert.", len(waiting)))
        if told:
            flash(ngettext("Ett medlem får e-post.", "%(num)s medlemmer får e-post.", told))
        return redirect(back)
    page = FormPage(
        title=ngettext("Publiser én rapport", "Publiser %(num)s rapporter", len(waiting)),
        part_of=found.title,
        signed_in=account.name,
        form_data=form,
        back=(back, str(FOR_EACH[kind][0])),
        send=_("Publiser"),
        lead=(
            _("De hver rapport handler om, finner den blant sine rapporter. Medlemmer som kan lese den, får e-post."),
            _("Les noen av rapportene først. En rapport kan trekkes tilbake, men ikke e-posten."),
        ),
    )
    return render(page)


def _order(of_id: UUID, kind: str, language: str, rounds: str) -> Order:
    """What an address names; its rounds, or its pilot, as the form of an order does."""
    written = next(each for each in REPORT_LANGUAGES if each == language)
    try:
        asked = [UUID(each) for each in rounds.split("+")]
    except ValueError:
        abort(404)
    if SOURCES[kind].of == "pilot":
        if asked != [of_id]:
            abort(404)
        return Order(kind=kind, language=written, pilot_id=of_id)
    access.survey(db.session(), "report.build", of_id)
    if len(asked) > 2 or len(set(asked)) < len(asked):
        abort(404)
    return Order(
        kind=kind,
        language=written,
        survey_id=of_id,
        baseline_id=asked[0],
        followup_id=asked[1] if len(asked) > 1 else None,
    )
