"""Reports on pages: the list, what can be built, one report, its files, and its deletion."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from uuid import UUID

from flask import Blueprint, abort, flash, make_response, redirect, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from surveyapp.models import Report, db
from surveyapp.models.errors import ChangedMeanwhileError, RoundErasedError, RoundStillOpenError
from surveyapp.services import access, reporting
from surveyapp.services.reporting import SOURCES, Written, WrongOrderError
from surveyapp.web import building
from surveyapp.web.context import now
from surveyapp.web.context import reports as folder
from surveyapp.web.headers import REPORTS
from surveyapp.web.pages import render
from surveyapp.web.staff import report_mail
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.forms import FormPage, StaffForm
from surveyapp.web.staff.plans import noted
from surveyapp.web.staff.report_batch_pages import FOR_EACH
from surveyapp.web.staff.report_ordering import OrderForm, kinds_page, lead, nothing_page
from surveyapp.web.staff.report_pages import LookedFor, NoteForm, report_page, reports_page, with_work
from surveyapp.web.staff.report_words import KINDS, PROBLEMS

Answer = Response | tuple[str, int]

reports = Blueprint("reports", __name__)
REPORT = "/rapporter/<uuid:report_id>"
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@reports.get("/rapporter")
def overview() -> Answer:
    """The reports that the account may see."""
    account = signed_in()
    may_build = "report.build" in access.allowed_anywhere(db.session())
    looked_for = LookedFor(request.args.get("sok", "").strip(), request.args.get("slag", ""))
    there = reporting.reports(db.session())
    synthetic = reporting.synthetic(db.session(), there)
    return render(reports_page(account, there, looked_for, synthetic, may_build=may_build, note=noted()))


@reports.get("/rapporter/ny")
def new() -> Answer:
    """The kinds of reports, each with its readers."""
    account = signed_in()
    if "report.build" not in access.allowed_anywhere(db.session()):
        return redirect(url_for(".overview"))
    return render(kinds_page(account))


@reports.route("/rapporter/ny/<kind>", methods=["GET", "POST"])
def order(kind: str) -> Answer:
    """Order a report of a kind; it is built at once."""
    account = signed_in()
    if kind not in SOURCES:
        abort(404)
    if "report.build" not in access.allowed_anywhere(db.session()):
        return redirect(url_for(".overview"))
    subjects = reporting.subjects(db.session(), kind)
    if not subjects:
        return render(nothing_page(account, kind))
    whom, beside = reporting.whom(db.session(), kind, now()), reporting.beside(db.session(), kind, now())
    form = OrderForm(kind, subjects, whom, request.args.get("om", ""), beside)
    if form.sent_well():
        chosen = next(each for each in subjects if each.key == form.of.data)
        try:
            area = (form.area.data or "") if SOURCES[kind].about else ""
            other = UUID(form.beside.data) if beside and form.beside.data else None
            made = reporting.order(db.session(), chosen.order(kind, form.language.data, area, other), now())
            building.start()
            return redirect(url_for(".show", report_id=made))
        except RoundErasedError:
            form.refuse("of", str(PROBLEMS["erased"]))
        except RoundStillOpenError:
            form.refuse("of", str(PROBLEMS["open"]))
        except WrongOrderError as error:
            form.refuse_order(kind, error.field)
    page = FormPage(
        title=_("Ny rapport: %(kind)s", kind=KINDS[kind][0]),
        part_of=_("Rapporter"),
        signed_in=account.name,
        failed=bool(form.problems),
        form_data=form,
        back=(url_for(".new"), _("Ny rapport")),
        send=_("Bygg rapport"),
        lead=lead(kind),
        instead=(url_for("batches.new", kind=kind), str(FOR_EACH[kind][0])) if kind in FOR_EACH else None,
    )
    return render(page, 422 if page.failed else 200)


@reports.get(REPORT)
def show(report_id: UUID) -> Answer:
    """One report: how far it has come, and where it is read. While it is built, the page comes anew by itself."""
    account = signed_in()
    found = reporting.report(db.session(), report_id)
    may = access.allowed(db.session(), found.organisation_id)
    synthetic = bool(reporting.synthetic(db.session(), [found]))
    page = report_page(account, found, noted(), synthetic=synthetic)
    if "report.build" in may:
        sections = reporting.sections(db.session(), report_id, folder())
        page = with_work(page, found, sections, reporting.audience(db.session(), report_id))
    answer = make_response(render(page))
    if page.waits:
        building.start()
        answer.headers["Refresh"] = building.SOON
    return answer


@reports.post(f"{REPORT}/bygg")
def again(report_id: UUID) -> Answer:
    """Build it anew, with the answers and paragraphs of now."""
    signed_in()
    reporting.order_again(db.session(), report_id)
    building.start()
    return redirect(url_for(".show", report_id=report_id))


@reports.get(f"{REPORT}/<any(html, pdf, docx):face>")
def read(report_id: UUID, face: str) -> Answer:
    """A face of the report as it was built: the page in a sandbox of its own, the others as files to keep."""
    signed_in()
    found = reporting.report(db.session(), report_id)
    file = reporting.file_of(db.session(), report_id, face, folder())
    if face == "html":
        answer = make_response(file.read_text("utf-8"))
        answer.headers["Content-Security-Policy"] = REPORTS
        return answer
    return send_file(file, mimetype=TYPES[face], as_attachment=True, download_name=f"{plain(found)}.{face}")


@reports.get(f"{REPORT}/pakke")
def bundle(report_id: UUID) -> Answer:
    """The report in one archive, with what its numbers are worked out of again."""
    signed_in()
    found = reporting.report(db.session(), report_id)
    made = BytesIO(reporting.bundle(db.session(), report_id, folder()))
    return send_file(made, mimetype="application/zip", as_attachment=True, download_name=f"{plain(found)}.zip")


@reports.route(f"{REPORT}/avsnitt/<section>", methods=["GET", "POST"])
def note(report_id: UUID, section: str) -> Answer:
    """Write the authors' paragraphs under a section; the report is built again with them."""
    account = signed_in()
    found = reporting.report(db.session(), report_id)
    access.require(db.session(), "report.build", found.organisation_id)
    there = reporting.section(db.session(), report_id, section, folder())
    stored = {"text": there.text, "seen": there.mark, "numbers": there.fingerprint}
    form = NoteForm(data=stored)
    if form.sent_well():
        written = Written(section, form.text.data or "", _fingerprint(form.numbers.data), form.seen.data or "")
        try:
            reporting.write_note(db.session(), report_id, written, now())
            building.start()
            flash(_("Avsnittet er lagret. Rapporten bygges på nytt med det."))
            return redirect(url_for(".show", report_id=report_id))
        except ChangedMeanwhileError:
            form.changed_meanwhile(NoteForm(data=stored, was_sent=False))
    title, address = there.title or _("En del som ikke lenger er i rapporten"), url_for(".show", report_id=report_id)
    changed = _("Tallene i denne delen er endret siden avsnittet ble skrevet. Les over det, og lagre det på nytt.")
    page = FormPage(
        title=title,
        part_of=found.title,
        signed_in=account.name,
        failed=bool(form.problems),
        form_data=form,
        back=(address, found.title),
        send=_("Lagre avsnittet"),
        lead=(changed,) if there.changed else (),
    )
    return render(page, 422 if page.failed else 200)


def _fingerprint(sent: str | None) -> str:
    """What the form carries of the numbers that were read, if it is that."""
    return sent if sent and re.fullmatch(r"[0-9a-f]{64}", sent) else ""


@reports.post(f"{REPORT}/publiser")
def publish(report_id: UUID) -> Answer:
    """Show the report to those it is about, and write to them."""
    signed_in()
    try:
        told = report_mail.publish(report_id, now())
    except WrongOrderError:
        abort(409)
    flash(_("Rapporten er publisert."))
    if told:
        flash(ngettext("Ett medlem får e-post.", "%(num)s medlemmer får e-post.", told))
    return redirect(url_for(".show", report_id=report_id))


@reports.post(f"{REPORT}/trekk-tilbake")
def unpublish(report_id: UUID) -> Answer:
    """Show it to nobody else any more."""
    signed_in()
    reporting.unpublish(db.session(), report_id)
    flash(_("Rapporten er trukket tilbake. Bare dere ser den nå."))
    return redirect(url_for(".show", report_id=report_id))


@reports.route(f"{REPORT}/slett", methods=["GET", "POST"])
def delete(report_id: UUID) -> Answer:
    """Delete the report for good; asked first."""
    account = signed_in()
    found = reporting.report(db.session(), report_id)
    access.require(db.session(), "report.build", found.organisation_id)
    title, form = found.title, StaffForm()
    if form.sent_well():
        reporting.remove(db.session(), report_id, folder())
        flash(_("Rapporten «%(title)s» er slettet.", title=title))
        return redirect(url_for(".overview"))
    page = FormPage(
        title=_("Slett rapporten"),
        part_of=title,
        signed_in=account.name,
        form_data=form,
        back=(url_for(".show", report_id=report_id), title),
        send=_("Slett rapporten"),
        dangerous=True,
        lead=(
            _("Filene og avsnittene som er skrevet i rapporten, slettes for godt."),
            _("Svarene blir ikke slettet, så en ny rapport kan bygges av dem."),
        ),
    )
    return render(page)


def plain(found: Report) -> str:
    """What a file of the report is called, in letters that every system takes."""
    bare = found.title.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    ascii_only = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:80].strip("-") or "rapport"
