"""PSFS courses at work: who is due, opening one in three presses, asking on this device, and showing the change."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from questionnaires.library import paths
from questionnaires.loading import load_file
from surveyapp.models import Account, Organisation, db
from surveyapp.models.errors import ChangedMeanwhileError, NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.transactions import writing
from surveyapp.services import accounts, answering, coursing, publishing
from surveyapp.services.coursing.changing import Link
from surveyapp.web import visits
from surveyapp.web.context import now, public_url, token_key
from surveyapp.web.languages import day
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import login, signed_in
from surveyapp.web.staff.course_boards import board_page, code_list_page, places_page
from surveyapp.web.staff.course_forms import (
    WRONG_START,
    AssessmentForm,
    ChapterForm,
    DatesForm,
    EmptyForm,
    FindForm,
    OpenForm,
    ReasonForm,
    assessment_page,
    dates_page,
    erase_page,
    open_page,
    reason_page,
    renew_page,
    wrong_date,
)
from surveyapp.web.staff.course_pages import change_page, chapters_page, course_page, link_page
from surveyapp.web.staff.coverage_pages import coverage_page

Answer = Response | tuple[str, int]

courses = Blueprint("courses", __name__)
BOARD = "/forlop/<uuid:survey_id>"
COURSE = f"{BOARD}/<uuid:participant_id>"
LINK = f"{COURSE}/lenke/<uuid:round_id>"


@courses.get("/forlop")
def places() -> Answer:
    """The units with courses; the only one there is, at once."""
    account = signed_in()
    found, covered = coursing.places(db.session()), coursing.covered(db.session())
    without = coursing.without_courses(db.session())
    if len(found) == 1 and len(covered) <= 1 and not without:
        return redirect(url_for(".board", survey_id=found[0].survey_id))
    return render(places_page(account, found, covered, without))


@courses.post("/forlop/ta-i-bruk/<uuid:organisation_id>")
def take_up(organisation_id: UUID) -> Answer:
    """Let a unit have courses."""
    signed_in()
    unit = db.session().get(Organisation, organisation_id)
    if unit is None:
        raise NotFoundError(f"There is no organisation {organisation_id}.")
    psfs = load_file(paths()["psfs"])
    try:
        with writing(db.session()):
            version = publishing.publish(db.session(), unit, psfs, now())
            survey = coursing.take_up(db.session(), organisation_id, version.id, now())
    except coursing.NotAUnitError:
        return redirect(url_for(".places"))
    return redirect(url_for(".board", survey_id=survey.id))


@courses.get(BOARD)
def board(survey_id: UUID) -> Answer:
    """Who is due today, this week and before, and all courses of the unit."""
    account = signed_in()
    return render(board_page(account, coursing.board(db.session(), survey_id, now()), FindForm()))


@courses.post(BOARD)
def find(survey_id: UUID) -> Answer:
    """Go to the course whose code was written."""
    account, form = signed_in(), FindForm()
    found = coursing.find_code(db.session(), survey_id, form.code.data or "")
    if found is None:
        form.refuse("code", str(_("Vi finner ikke koden hos dere. Se på kodelista, og skriv den en gang til.")))
        return render(board_page(account, coursing.board(db.session(), survey_id, now()), form), 422)
    return redirect(url_for(".course", survey_id=survey_id, participant_id=found))


@courses.route(f"{BOARD}/vurdering", methods=["GET", "POST"])
def assess(survey_id: UUID) -> Answer:
    """What the unit has thought about privacy, asked once before the first course."""
    account, form = signed_in(), AssessmentForm()
    unit = coursing.board(db.session(), survey_id, now())
    if form.sent_well():
        try:
            coursing.assess(db.session(), survey_id, form.said(), now())
            return redirect(url_for(".open_new", survey_id=survey_id))
        except coursing.AssessedAlreadyError as before:
            words = _("Vurderingen er allerede lagt inn: «%(words)s» Dere kan starte forløp.")
            form.refuse("by", words % {"words": before.words})
        except coursing.ImpossibleAssessmentError:
            form.refuse("on", _("Skriv dagen vurderingen ble gjort. Den kan ikke være i framtida."))
    elif unit.assessed:
        return redirect(url_for(".open_new", survey_id=survey_id))
    return render(assessment_page(account, unit, form), 422 if form.problems else 200)


@courses.route(f"{BOARD}/nytt", methods=["GET", "POST"])
def open_new(survey_id: UUID) -> Answer:
    """Open a course; before the first one, the assessment is asked for."""
    account, unit = signed_in(), coursing.board(db.session(), survey_id, now())
    if not unit.assessed:
        return redirect(url_for(".assess", survey_id=survey_id))
    form = OpenForm(data={"started_on": norwegian_date(now())})
    if form.sent_well() and form.started_on.data:
        try:
            made = coursing.open_course(db.session(), survey_id, form.started_on.data, now(), form.note.data or "")
            return redirect(url_for(".course", survey_id=survey_id, participant_id=made))
        except coursing.ImpossibleDateError:
            form.refuse("started_on", str(WRONG_START))
    return render(open_page(account, unit, form), 422 if form.problems else 200)


@courses.get(COURSE)
def course(survey_id: UUID, participant_id: UUID) -> Answer:
    """One course: what has been rated, what is next, and the activities."""
    account, found = _course(survey_id, participant_id)
    return render(course_page(account, found, norwegian_date(now())))


@courses.post(f"{COURSE}/svar/<uuid:round_id>")
def ask(survey_id: UUID, participant_id: UUID, round_id: UUID) -> Answer:
    """Open the rating on this device, or give a link to another."""
    signed_in()
    link, how = _asked(survey_id, participant_id, round_id), request.form.get("how", "link")
    if link is None:
        return redirect(url_for(".course", survey_id=survey_id, participant_id=participant_id))
    if how == "link":
        return redirect(url_for(".link", survey_id=survey_id, participant_id=participant_id, round_id=round_id))
    if how == "alone":
        # The device is given away: whoever holds it must not come to the other courses.
        accounts.end_login(db.session(), login().login_id)
        visits.let_go()
    return redirect(url_for("respond.start", token=link.token))


@courses.get(LINK)
def link(survey_id: UUID, participant_id: UUID, round_id: UUID) -> Answer:
    """The link to a rating that is out, as long as it works."""
    account, found = _course(survey_id, participant_id)
    out = coursing.link_out(db.session(), survey_id, participant_id, round_id, key=token_key(), now=now())
    if out is None:
        flash(_("Det er ingen lenke som virker nå."))
        return redirect(url_for(".course", survey_id=survey_id, participant_id=participant_id))
    return render(link_page(account, found, round_id, out, public_url()))


@courses.route(f"{LINK}/ny", methods=["GET", "POST"])
def renew_link(survey_id: UUID, participant_id: UUID, round_id: UUID) -> Answer:
    """A fresh link in place of the one that is out, once that is confirmed."""
    (account, found), form = _course(survey_id, participant_id), EmptyForm()
    if form.sent_well():
        _asked(survey_id, participant_id, round_id, anew=True)
        return redirect(url_for(".link", survey_id=survey_id, participant_id=participant_id, round_id=round_id))
    return render(renew_page(account, found, round_id, form))


@courses.route(f"{COURSE}/datoer", methods=["GET", "POST"])
def dates(survey_id: UUID, participant_id: UUID) -> Answer:
    """Move the dates, and change the note."""
    account, found = _course(survey_id, participant_id)
    form, there = DatesForm.of(found), (survey_id, participant_id)
    if form.sent_well():
        note, seen = form.note.data or "", form.seen.data or ""
        try:
            coursing.change_dates(db.session(), *there, dates=form.dates, note=note, seen=seen)
            flash(_("Datoene er lagret."))
            return redirect(url_for(".course", survey_id=survey_id, participant_id=participant_id))
        except ChangedMeanwhileError:
            form.changed_meanwhile(DatesForm.of(coursing.course(db.session(), *there), was_sent=False))
        except coursing.AlreadyGivenError:
            flash(_("Sluttmålingen ble levert imens, så datoene er ikke endret."))
            return redirect(url_for(".course", survey_id=survey_id, participant_id=participant_id))
        except coursing.ImpossibleDateError as error:
            form.refuse(*wrong_date(form, error.number))
    return render(dates_page(account, found, form), 422 if form.problems else 200)


@courses.route(f"{COURSE}/mangler/<uuid:round_id>", methods=["GET", "POST"])
def leave_out(survey_id: UUID, participant_id: UUID, round_id: UUID) -> Answer:
    """Say why a rating is not made."""
    (account, found), form = _course(survey_id, participant_id), ReasonForm()
    if form.sent_well():
        try:
            coursing.leave_out(db.session(), survey_id, participant_id, round_id, form.reason.data)
            flash(_("Grunnen er lagret."))
        except coursing.AlreadyGivenError:
            flash(_("Målingen er levert allerede."))
        return redirect(url_for(".course", survey_id=survey_id, participant_id=participant_id))
    return render(reason_page(account, found, round_id, form), 422 if form.problems else 200)


@courses.post(f"{COURSE}/angre/<uuid:round_id>")
def take_back(survey_id: UUID, participant_id: UUID, round_id: UUID) -> Answer:
    """The rating is due again, and those that the reason was told of with it."""
    signed_in()
    undone = coursing.take_back(db.session(), survey_id, participant_id, round_id)
    flash(ngettext("Grunnen er angret for målingen.", "Grunnen er angret for %(num)s målinger.", undone))
    return redirect(url_for(".course", survey_id=survey_id, participant_id=participant_id))


@courses.route(f"{COURSE}/icf", methods=["GET", "POST"])
def chapters(survey_id: UUID, participant_id: UUID) -> Answer:
    """Say which chapter of ICF each activity belongs to."""
    account, found = _course(survey_id, participant_id)
    form, there = ChapterForm.of(found), (survey_id, participant_id)
    if form.sent_well():
        try:
            coursing.code_activities(db.session(), *there, form.chosen, seen=form.seen.data or "")
            flash(_("ICF-kapitlene er lagret."))
            return redirect(url_for(".course", survey_id=survey_id, participant_id=participant_id))
        except ChangedMeanwhileError:
            form.changed_meanwhile(ChapterForm.of(coursing.course(db.session(), *there), was_sent=False))
    return render(chapters_page(account, found, form), 422 if form.problems else 200)


@courses.get(f"{COURSE}/endring")
def change(survey_id: UUID, participant_id: UUID) -> Answer:
    """The change since the start, to look at together."""
    account, found = _course(survey_id, participant_id)
    wanted = request.args.get("maling", "")
    later = [point for point in found.line.points if point.number > 1 and point.given_on and point.response]
    point = next((each for each in later if str(each.number) == wanted), later[-1] if later else None)
    if point is None or point.response is None or not found.line.has_baseline:
        flash(_("Endringen kan vises når startmålingen og én måling til er levert."))
        return redirect(url_for(".course", survey_id=survey_id, participant_id=participant_id))
    return render(change_page(account, found, point, answering.since_start(db.session(), point.response)))


@courses.get(f"{BOARD}/kodeliste")
def code_list(survey_id: UUID) -> Answer:
    """All codes of the unit with room for names, to print and lock away."""
    account, found = signed_in(), coursing.board(db.session(), survey_id, now())
    return render(code_list_page(account, survey_id, found.unit, found.courses, synthetic=found.synthetic))


@courses.get(f"{COURSE}/kode")
def code_line(survey_id: UUID, participant_id: UUID) -> Answer:
    """The line of one course in the code list."""
    account, found = _course(survey_id, participant_id)
    page = code_list_page(account, survey_id, found.unit, (found.line,), synthetic=found.synthetic, is_line=True)
    return render(page)


@courses.route(f"{COURSE}/slett", methods=["GET", "POST"])
def erase(survey_id: UUID, participant_id: UUID) -> Answer:
    """Delete the course, once that is confirmed."""
    (account, found), form = _course(survey_id, participant_id), EmptyForm()
    if form.sent_well():
        coursing.erase(db.session(), survey_id, participant_id)
        flash(_("Forløpet %(code)s er slettet.", code=found.line.pseudonym))
        return redirect(url_for(".board", survey_id=survey_id))
    return render(erase_page(account, found, form, day(found.line.started_on)))


@courses.get("/forlop/dekning/<uuid:organisation_id>")
def coverage(organisation_id: UUID) -> Answer:
    """How far each unit of an organisation has come."""
    account = signed_in()
    return render(coverage_page(account, coursing.coverage(db.session(), organisation_id)))


def _asked(*rating: UUID, anew: bool = False) -> Link | None:
    try:
        return coursing.ask(db.session(), *rating, key=token_key(), now=now(), anew=anew)
    except coursing.AlreadyGivenError:
        flash(_("Målingen er levert allerede."))
    except coursing.NoBaselineError:
        flash(_("Startmålingen må leveres først."))
    return None


def _course(survey_id: UUID, participant_id: UUID) -> tuple[Account, coursing.CourseFile]:
    account = signed_in()
    return account, coursing.course(db.session(), survey_id, participant_id)
