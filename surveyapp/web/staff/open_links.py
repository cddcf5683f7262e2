"""The open link of an anonymous round: making and showing it, and how many answers it takes."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import Survey, db
from surveyapp.models.errors import NotFoundError
from surveyapp.services import access, inviting, surveying
from surveyapp.web.context import now, public_url, token_key
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.forms import StaffForm
from surveyapp.web.staff.open_link_pages import QuotaForm, open_link_page, renew_page

Answer = Response | tuple[str, int]

open_links = Blueprint("open_links", __name__)
ADDRESS = "/undersokelser/<uuid:survey_id>/runder/<uuid:round_id>/lenke"


@open_links.get(ADDRESS)
def show(survey_id: UUID, round_id: UUID) -> Answer:
    """How many answers the link takes and has."""
    return _page(survey_id, round_id)


@open_links.post(ADDRESS)
def limit(survey_id: UUID, round_id: UUID) -> Answer:
    """Let the link take so many answers; it is made if it is not there."""
    signed_in()
    _anonymous(survey_id)
    form = QuotaForm()
    if not form.validate():
        return _page(survey_id, round_id, form=form)
    if inviting.quota_of(db.session(), survey_id, round_id) is None:
        inviting.open_link(db.session(), survey_id, round_id, token_key(), quota=form.most.data)
    else:
        inviting.set_quota(db.session(), survey_id, round_id, form.most.data)
    return redirect(_shown(survey_id, round_id))


@open_links.post(f"{ADDRESS}/vis")
def tell(survey_id: UUID, round_id: UUID) -> Answer:
    """The link, to copy and to scan, when the button is pressed."""
    signed_in()
    _anonymous(survey_id)
    (link,) = inviting.tell_links(db.session(), survey_id, round_id, [], key=token_key(), now=now())
    return _page(survey_id, round_id, link=f"{public_url()}{url_for('respond.start', token=link.token)}")


@open_links.route(f"{ADDRESS}/ny", methods=["GET", "POST"])
def renew(survey_id: UUID, round_id: UUID) -> Answer:
    """Make a new link and end the one that is handed out, once it was asked whether to."""
    account, survey = signed_in(), _anonymous(survey_id)
    form = StaffForm()
    if form.sent_well():
        inviting.open_link(db.session(), survey_id, round_id, token_key())
        flash(_("Den nye lenken er laget, og den gamle virker ikke lenger."))
        return redirect(_shown(survey_id, round_id))
    asked = surveying.find_round(db.session(), survey_id, round_id)
    return render(renew_page(account, survey, asked, form))


def _page(survey_id: UUID, round_id: UUID, *, form: QuotaForm | None = None, link: str = "") -> Answer:
    account, survey = signed_in(), _anonymous(survey_id)
    asked = surveying.find_round(db.session(), survey_id, round_id)
    quota = inviting.quota_of(db.session(), survey_id, round_id)
    shown = form or QuotaForm(data={"most": quota.most if quota else None}, was_sent=False)
    page = open_link_page(account, survey, asked, quota, shown, link=link)
    return render(page, 422 if page.failed else 200)


def _shown(survey_id: UUID, round_id: UUID) -> str:
    return url_for("open_links.show", survey_id=survey_id, round_id=round_id)


def _anonymous(survey_id: UUID) -> Survey:
    survey = access.survey(db.session(), "respondents.invite", survey_id)
    if survey.privacy != "anonymous":
        raise NotFoundError("Only an anonymous survey has an open link.")
    return survey
