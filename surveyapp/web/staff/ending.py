"""The end of a round: its result is declared reported, which can be taken back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response
from wtforms import DateField
from wtforms.validators import InputRequired

from surveyapp.models import db
from surveyapp.models.ids import norwegian_date
from surveyapp.services import access, surveying
from surveyapp.services.surveying import NotReportableError, Waiting
from surveyapp.web.context import now
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.forms import StaffForm
from surveyapp.web.staff.setup_pages import form_page

Answer = Response | tuple[str, int]

ending = Blueprint("ending", __name__, url_prefix="/undersokelser/<uuid:survey_id>/runder/<uuid:round_id>")
REFUSED = {
    "not_over": _l("Runden er ikke over ennå. Vent til siste dag er passert, eller avslutt den først."),
    "too_early": _l("Runden var ikke over den dagen. Velg dagen resultatet ble rapportert."),
    "in_the_future": _l("Dagen er ikke kommet. Velg dagen resultatet ble rapportert."),
}
"""What to do about a day that will not do."""


class ReportForm(StaffForm):
    """When the result was reported."""

    reported_on = DateField(
        _l("Dagen resultatet ble rapportert"),
        [InputRequired(_l("Velg en dato."))],
        description=_l("Dagen det ble sendt eller lagt fram. Valget kan angres så lenge svarene finnes."),
    )


@ending.route("/rapportert", methods=["GET", "POST"])
def report(survey_id: UUID, round_id: UUID) -> Answer:
    """Declare that the round's result is reported, told how much of it nobody handed in."""
    account = signed_in()
    survey = access.survey(db.session(), "survey.report", survey_id)
    form = ReportForm(data={"reported_on": norwegian_date(now())})
    if form.sent_well():
        try:
            surveying.report_round(db.session(), survey_id, round_id, form.reported_on.data or date.max, now())
            return redirect(_round(survey_id, round_id))
        except NotReportableError as refusal:
            form.refuse("reported_on", str(REFUSED[refusal.reason]))
    lead = _waits(surveying.waiting(db.session(), survey_id, round_id))
    words = _("Meld resultatet rapportert"), _("Meld rapportert")
    page = form_page(account, form, words, survey, round_id=round_id, lead=lead)
    return render(page, 422 if page.failed else 200)


@ending.post("/ikke-rapportert")
def take_back(survey_id: UUID, round_id: UUID) -> Answer:
    """Declare that it is not, after all."""
    signed_in()
    surveying.take_report_back(db.session(), survey_id, round_id)
    return redirect(_round(survey_id, round_id))


def _waits(waiting: Waiting) -> str:
    """How much is in no result, because nobody signed or sent it."""
    told = []
    if waiting.drafts:
        told.append(
            ngettext(
                "%(num)s svar er påbegynt, men ikke underskrevet og levert. Det er ikke med i resultatet.",
                "%(num)s svar er påbegynt, men ikke underskrevet og levert. De er ikke med i resultatet.",
                waiting.drafts,
            )
        )
    if waiting.papers:
        told.append(
            ngettext(
                "%(num)s papirskjema er ikke ferdig lagt inn.",
                "%(num)s papirskjemaer er ikke ferdig lagt inn.",
                waiting.papers,
            )
        )
    return " ".join(told) or str(_("Ingen svar venter. Alt som er påbegynt, er levert."))


def _round(survey_id: UUID, round_id: UUID) -> str:
    return url_for("setting_up.ready", survey_id=survey_id, round_id=round_id)
