"""Answers taken out of the app, as files for Excel, SPSS, Stata, R and Python."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from flask import Blueprint, request, send_file
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Response

from questionnaires.formats.report import FormatError
from surveyapp.models import db
from surveyapp.models.errors import RoundStillOpenError
from surveyapp.services import access, comparing, exporting, surveying
from surveyapp.services.exporting import FileNotMadeError, Note, TooManyRowsError
from surveyapp.web.context import now, reports
from surveyapp.web.languages import language
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.taking_out_pages import DataForm, data_page, refused

Answer = Response | tuple[str, int]

COUNTS = {"csv": exporting.counts_csv, "xlsx": exporting.counts_xlsx}
"""What counts come as."""

taking_out = Blueprint("taking_out", __name__, url_prefix="/undersokelser/<uuid:survey_id>/data")


@taking_out.get("")
def show(survey_id: UUID) -> Answer:
    """What can be taken out, by whoever may see single answers, and by whoever may see counts."""
    account, session = signed_in(), db.session()
    survey = access.survey(session, "report.see", survey_id)
    rounds = surveying.overview(session, survey_id, now())
    if "answers.export" not in access.allowed(session, survey.organisation_id):
        return render(data_page(account, survey, rounds))
    form = DataForm(rounds, request.args.get("runde", ""))
    return render(data_page(account, survey, rounds, form, _notes(survey_id, form)))


@taking_out.post("")
def take(survey_id: UUID) -> Answer:
    """The file, made of what has been handed in by now."""
    account, session = signed_in(), db.session()
    survey = access.survey(session, "answers.export", survey_id)
    rounds = surveying.overview(session, survey_id, now())
    form = DataForm(rounds)
    if form.sent_well():
        try:
            return _file(survey_id, form)
        except (RoundStillOpenError, TooManyRowsError, FileNotMadeError, FormatError) as refusal:
            form.refuse("rounds", refused(refusal))
    return render(data_page(account, survey, rounds, form, _notes(survey_id, form)), 422)


@taking_out.get("/<uuid:round_id>/tall.csv", defaults={"kind": "csv"})
@taking_out.get("/<uuid:round_id>/tall.xlsx", defaults={"kind": "xlsx"})
def counts(survey_id: UUID, round_id: UUID, kind: str) -> Answer:
    """How a round that is over was answered, with small numbers hidden and nobody's own answers."""
    signed_in()
    found = comparing.round_results(db.session(), survey_id, round_id, reports(), now())
    name = secure_filename(f"{found.label} tall.{kind}")
    made = COUNTS[kind](found, language())
    return send_file(io.BytesIO(made), download_name=name, as_attachment=True)


def _notes(survey_id: UUID, form: DataForm) -> list[Note]:
    if not form.there:
        return []
    return exporting.foreseen(db.session(), survey_id, form.round_ids[0], language(), texts=True)


def _file(survey_id: UUID, form: DataForm) -> Response:
    """The file, which is gone from our disk as soon as it is open to be sent."""
    reports().mkdir(parents=True, exist_ok=True)
    texts = bool(form.texts.data)
    with (
        exporting.extract(db.session(), survey_id, form.round_ids, now(), texts=texts, language=language()) as taken,
        TemporaryDirectory(dir=reports(), prefix=".svar.") as folder,
    ):
        made = exporting.write_download(taken, form.formats.data or (), Path(folder))
        opened = made.open("rb")
    name = secure_filename(f"{taken.about.title} {taken.about.info.label}") or "svar"
    return send_file(opened, download_name=f"{name}{made.suffix}", as_attachment=True)
