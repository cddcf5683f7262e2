"""What goes of a survey, shown to those who own it before it happens; they may let it go sooner."""

from __future__ import annotations

import io
from typing import cast
from uuid import UUID

from flask import Blueprint, flash, get_flashed_messages, redirect, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.models.deletion import Manner
from surveyapp.models.errors import ChangedMeanwhileError
from surveyapp.services import access, retaining
from surveyapp.services.retaining import BrokenPromiseError, Wanted
from surveyapp.web.context import now
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.deletion_pages import DeletionForm, Told, change_page, deletion_page

Answer = Response | tuple[str, int]
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

deletion = Blueprint("deletion", __name__, url_prefix="/undersokelser/<uuid:survey_id>/sletting")


@deletion.get("")
def show(survey_id: UUID) -> Answer:
    """What goes when, how many rows, and what has gone."""
    account, session = signed_in(), db.session()
    survey = access.survey(session, "survey.see", survey_id)
    page = deletion_page(
        account,
        survey,
        Told(
            retaining.promise_of(session, survey_id),
            coming=retaining.deletion_plan(session, survey_id),
            soon=retaining.soon(session, survey_id, now()),
            gone=retaining.gone(session, survey_id),
        ),
        may_change="survey.erase" in access.allowed(session, survey.organisation_id),
        notes=tuple(map(str, get_flashed_messages())),
    )
    return render(page)


@deletion.get("/protokoll.xlsx")
def record(survey_id: UUID) -> Response:
    """The record of processing activities of all that the survey's owner does here."""
    signed_in()
    survey = access.survey(db.session(), "survey.see", survey_id)
    made = retaining.written(retaining.record(db.session(), survey.organisation_id), "protokoll.xlsx")
    return send_file(io.BytesIO(made), SHEET, download_name="protokoll.xlsx", as_attachment=True)


@deletion.route("/endre", methods=["GET", "POST"])
def change(survey_id: UUID) -> Answer:
    """Move the dates, within what was promised."""
    account, session = signed_in(), db.session()
    survey = access.survey(session, "survey.erase", survey_id)
    promise, limits = retaining.promise_of(session, survey_id), retaining.limits(session, survey_id, now())
    form = DeletionForm.of(promise)
    form.set_limits(limits)
    if form.sent_well():
        manner = cast(Manner, form.data.get("manner") or "erase")
        wanted = Wanted(form.data["answers_go_on"], manner, form.data["contact_days"])
        try:
            retaining.change_plan(session, survey_id, wanted, now(), seen=form.seen.data or "")
        except ChangedMeanwhileError:
            stored = DeletionForm.of(retaining.promise_of(session, survey_id), was_sent=False)
            stored.set_limits(limits)
            form.changed_meanwhile(stored)
        except BrokenPromiseError as error:
            form.refuse(error.field, _said(error, form))
        else:
            flash(_("Datoene er lagret."))
            return redirect(url_for(".show", survey_id=survey_id))
    return render(change_page(account, survey, form, limits), 422 if form.problems else 200)


def _said(error: BrokenPromiseError, form: DeletionForm) -> str:
    """The limit that stands under the field, as what to do."""
    return str(_("Velg noe annet. %(limit)s", limit=form[error.field].description))
