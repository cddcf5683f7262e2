"""What the page of a pilot says of the surveys that it is followed by."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from surveyapp.models import Survey, db
from surveyapp.services import access, piloting, reporting, surveying
from surveyapp.services.access import Action
from surveyapp.services.surveying import RoundOverview
from surveyapp.web.context import now
from surveyapp.web.languages import day
from surveyapp.web.staff.life import STATES


@dataclass(frozen=True, slots=True)
class FollowedRound:
    """A round, whether it takes answers, and how many there are."""

    label: str
    state: str
    color: str
    answers: str


@dataclass(frozen=True, slots=True)
class FollowedSurvey:
    """A survey with its rounds; `results`: (address, words) of where they are compared, or will be."""

    title: str
    href: str
    rounds: tuple[FollowedRound, ...]
    results: tuple[tuple[str, str], ...]
    detach_at: str


@dataclass(frozen=True, slots=True)
class Followed:
    """The surveys that a pilot is followed by; `unseen`: how many more there are that the reader may not see."""

    surveys: tuple[FollowedSurvey, ...]
    unseen: int


def followed(pilot_id: UUID, may: frozenset[Action]) -> Followed:
    """The surveys that a pilot is followed by, for whoever may do this with it."""
    found = piloting.attached(db.session(), pilot_id)
    return Followed(
        tuple(_followed(pilot_id, survey, may) for survey in found), piloting.unseen(db.session(), pilot_id)
    )


def _followed(pilot_id: UUID, survey: Survey, may: frozenset[Action]) -> FollowedSurvey:
    return FollowedSurvey(
        survey.title,
        url_for("staff.survey", survey_id=survey.id),
        tuple(map(_round, surveying.overview(db.session(), survey.id, now()))),
        _results(survey),
        url_for("pilots.detach", pilot_id=pilot_id, survey_id=survey.id) if "pilot.change" in may else "",
    )


def _round(found: RoundOverview) -> FollowedRound:
    asked = found.denominator or found.invited
    answers = (
        _("%(submitted)s av %(all)s har svart", submitted=found.submitted, all=asked)
        if asked
        else _("%(submitted)s har svart", submitted=found.submitted)
    )
    state, color = STATES[found.state]
    return FollowedRound(found.label, str(state), color, str(answers))


def _results(survey: Survey) -> tuple[tuple[str, str], ...]:
    """The newest report, for whoever may see it, or where one will be."""
    if "report.see" not in access.allowed(db.session(), survey.organisation_id):
        return ()
    built = reporting.reports_of(db.session(), survey.id)
    if built:
        words = _("Rapport laget %(day)s", day=day(built[0].created_at.date()))
        return ((url_for("reports.show", report_id=built[0].id), str(words)),)
    return ((url_for("staff.survey", survey_id=survey.id, _anchor="reports"), str(_("Ingen rapport ennå"))),)
