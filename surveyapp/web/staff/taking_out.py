"""Answers taken out of the app, as files for Excel, SPSS, Stata, R and Python."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from flask import Blueprint, request, send_file
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.models.errors import RoundStillOpenError
from surveyapp.services import access, exporting, surveying
from surveyapp.services.exporting import FileNotMadeError, TooManyRowsError
from surveyapp.web.context import now, reports
from surveyapp.web.languages import language
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.taking_out_pages import DataForm, data_page, refused

Answer = Response | tuple[str, int]

taking_out = Blueprint("taking_out", __name__, url_prefix="/undersokelser/<uuid:survey_id>/data")


@taking_out.route("", methods=["GET", "POST"])
def show(survey_id: UUID) -> Answer:
    """What can be taken out; sent, the file itself, made anew of what has been handed in by then."""
    account, session = signed_in(), db.session()
    survey = access.survey(session, "answers.export", survey_id)
    form = DataForm(surveying.overview(session, survey_id, now()), request.args.get("runde", ""))
    if form.sent_well():
        try:
            return _file(survey_id, form)
        except (RoundStillOpenError, TooManyRowsError, FileNotMadeError) as refusal:
            form.refuse("round", refused(refusal))
    notes = exporting.foreseen(session, survey_id, form.round_id, language(), texts=True) if form.there else []
    return render(data_page(account, survey, form, notes), 422 if form.problems else 200)


def _file(survey_id: UUID, form: DataForm) -> Response:
    """The file, which is gone from our disk as soon as it is open to be sent."""
    reports().mkdir(parents=True, exist_ok=True)
    texts = bool(form.texts.data)
    with (
        exporting.extract(db.session(), survey_id, form.round_id, now(), texts=texts) as taken,
        TemporaryDirectory(dir=reports(), prefix=".svar.") as folder,
    ):
        made = exporting.write_download(taken, form.formats.data or (), Path(folder), language())
        opened = made.open("rb")
    name = secure_filename(f"{taken.about.title} {taken.about.info.label}") or "svar"
    return send_file(opened, download_name=f"{name}{made.suffix}", as_attachment=True)
