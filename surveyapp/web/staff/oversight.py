"""The pages of those who oversee municipalities: who has answered, who has not, and each one's receipt."""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import date
from uuid import UUID

from flask import (
    Blueprint,
    flash,
    get_flashed_messages,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.models.datafiles import harmless
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.services import comparing, exporting, overseeing
from surveyapp.services.overseeing import Followed, Municipality, NotOverseeableError
from surveyapp.web.context import now
from surveyapp.web.languages import locale
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.oversight_now import ORDERS, STATES, Wanted, contact_words, now_of, state_words
from surveyapp.web.staff.oversight_pages import change_page, followed_page, receipt_page, surveys_to_follow
from surveyapp.web.staff.oversight_sheet import MEDIA, workbook

Answer = Response | tuple[str, int]

oversight = Blueprint("oversight", __name__, url_prefix="/oversikt")


@oversight.get("")
def surveys() -> Answer:
    """The surveys that the account may follow."""
    account = signed_in()
    notes = tuple(str(note) for note in get_flashed_messages())
    return render(surveys_to_follow(account, overseeing.surveys(db.session()), notes))


@oversight.post("/<uuid:survey_id>/innsyn")
def switch(survey_id: UUID) -> Answer:
    """Open a survey to the county governors, or close it again."""
    signed_in()
    if request.form.get("open") == "yes":
        try:
            overseeing.open_to_governors(db.session(), survey_id, now())
            flash(_("Statsforvalterne kan nå følge kommunene i sine områder."))
        except NotOverseeableError:
            flash(_("Bare et direktorats undersøkelse som kommuner svarer på i eget navn, kan åpnes."))
    else:
        overseeing.close_to_governors(db.session(), survey_id)
        flash(_("Statsforvalterne ser ikke lenger undersøkelsen."))
    return redirect(url_for(".surveys"))


@oversight.get("/<uuid:survey_id>/<uuid:round_id>")
def show(survey_id: UUID, round_id: UUID) -> Answer:
    """A round: how many have answered, where and when, and who is missing."""
    account, wanted, at = signed_in(), _wanted(), (survey_id, round_id)
    followed = overseeing.follow(db.session(), *at, now())
    current = now_of(followed, at, wanted, now())
    return render(followed_page(account, followed, at, wanted, now=current, tag=_tag(followed, wanted)))


@oversight.get("/<uuid:survey_id>/<uuid:round_id>/na")
def fragment(survey_id: UUID, round_id: UUID) -> Answer:
    """What has changed since a page was made; 304 when nothing has."""
    signed_in()
    wanted, at = _wanted(), (survey_id, round_id)
    followed = overseeing.follow(db.session(), *at, now())
    tag = _tag(followed, wanted)
    answer = make_response("", 304)
    if request.headers.get("If-None-Match") != f'"{tag}"':
        answer = make_response(render_template("staff/oversight_now.html", now=now_of(followed, at, wanted, now())))
    answer.set_etag(tag)
    return answer


@oversight.get("/<uuid:survey_id>/<uuid:round_id>/kommuner.csv")
def export(survey_id: UUID, round_id: UUID) -> Answer:
    """All that the account follows in the round, for a spreadsheet."""
    signed_in()
    followed = overseeing.follow(db.session(), survey_id, round_id, now())
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(["kommunenummer", "kommune", "fylke", "statsforvalter", "tilstand", "levert", "sist kontaktet"])
    states = state_words()
    for each in followed.municipalities:
        words = (each.number, each.name, each.county, each.governor, states[each.state][0])
        writer.writerow([*map(harmless, words), each.submitted_on or "", _contacted(each)])
    # Excel reads Norwegian letters and columns only with this mark and these separators.
    answer = make_response(written.getvalue().encode("utf-8-sig"))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers.set("Content-Disposition", "attachment", filename="kommuner.csv")
    return answer


@oversight.get("/<uuid:survey_id>/<uuid:round_id>/kommuner.xlsx")
def sheet(survey_id: UUID, round_id: UUID) -> Response:
    """The list as it is shown, as a workbook."""
    account = signed_in()
    followed = overseeing.follow(db.session(), survey_id, round_id, now())
    made = workbook(followed, _wanted(), account.name, now())
    return send_file(io.BytesIO(made), MEDIA, download_name="kommuner.xlsx", as_attachment=True)


@oversight.get("/<uuid:survey_id>/<uuid:round_id>/kvittering/<number>")
def receipt(survey_id: UUID, round_id: UUID, number: str) -> Answer:
    """A municipality's receipt."""
    account = signed_in()
    found = overseeing.receipt(db.session(), survey_id, round_id, number)
    return render(receipt_page(account, found, (survey_id, round_id)))


@oversight.get("/<uuid:survey_id>/<uuid:round_id>/endring")
def change(survey_id: UUID, round_id: UUID) -> Answer:
    """What has changed since the survey's first round, sub-goal by sub-goal."""
    account = signed_in()
    followed = overseeing.follow(db.session(), survey_id, round_id, now())
    first = followed.rounds[0].id
    if first == round_id:
        raise NotFoundError("The first round has nothing before it to be compared with.")
    tables = [exporting.overseen_round(db.session(), survey_id, each) for each in (first, round_id)]
    told = comparing.told(comparing.compare(db.session(), *tables))
    return render(change_page(account, followed, (survey_id, round_id), told))


def _contacted(each: Municipality) -> date | str:
    """As the list says it, but with a day that a spreadsheet reads."""
    return each.contacted_on if each.contacted_on and not each.bounced else contact_words(each)


def _wanted() -> Wanted:
    """What the address asks for; what it cannot ask for is left out."""
    state, order = request.args.get("vis", ""), request.args.get("rekkefolge", "")
    return Wanted(
        county=request.args.get("fylke", "")[:2],
        state=state if state in STATES else STATES[0],
        order=order if order in ORDERS else ORDERS[0],
    )


def _tag(followed: Followed, wanted: Wanted) -> str:
    """The same as long as the parts of the page that change would say the same."""
    states = [(each.state, each.submitted_on, each.contacted_on, each.bounced) for each in followed.municipalities]
    told = (locale(), wanted, norwegian_date(now()), followed.state, followed.earlier, states)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
