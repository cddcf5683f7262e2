"""What the staff's pages say: one frozen dataclass per template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from flask import url_for
from flask_babel import gettext as _
from wtforms import Form, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from surveyapp.models import Account, Report, Survey
from surveyapp.models.surveys import OVER
from surveyapp.services.access import Action
from surveyapp.services.retaining import Promise
from surveyapp.services.surveying import RoundOverview
from surveyapp.web.pages import ErrorLink, Page
from surveyapp.web.staff import passkeys
from surveyapp.web.staff.life import STATES, Step, steps
from surveyapp.web.staff.menu import MenuLine, menu
from surveyapp.web.staff.offering import new_password_at
from surveyapp.web.staff.oidc_pages import WayIn, ways_in


class LoginForm(Form):
    """E-mail address and password, and the page to go to afterwards."""

    email = StringField(validators=[InputRequired()])
    password = PasswordField(validators=[InputRequired()])
    goal = HiddenField()

    def problems(self, *, refused: bool = False, key_refused: bool = False) -> dict[str, str]:
        """What to do about each field, by its name."""
        if key_refused:
            return {"email": str(_("Det gikk ikke å logge inn med passnøkkel. Prøv igjen, eller bruk passordet."))}
        if refused:
            text = _("E-postadressen og passordet passer ikke sammen, eller det er prøvd for mange ganger.")
            return {"email": str(text)}
        told = {"email": _("Skriv e-postadressen din."), "password": _("Skriv passordet ditt.")}
        return {name: str(text) for name, text in told.items() if self[name].errors}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginPage(Page):
    """Where staff sign in; `question` is what a passkey is asked, "" where none can be used.

    `new_password_at`: for whoever forgot hers, "" where no link can be sent.
    """

    template: ClassVar[str] = "staff/login.html"
    email: str
    goal: str
    ways: tuple[WayIn, ...]
    question: str
    new_password_at: str
    problems: Mapping[str, str]
    errors: tuple[ErrorLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPage(Page):
    """A page behind the login; `menu`: where its reader may go from any page."""

    signed_in: str
    menu: tuple[MenuLine, ...] = field(default_factory=menu)


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """One survey in the list."""

    title: str
    href: str
    synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveysPage(StaffPage):
    """The surveys that the account may see."""

    template: ClassVar[str] = "staff/surveys.html"
    surveys: tuple[SurveyLine, ...]
    new_at: str
    oversight_at: str


@dataclass(frozen=True, slots=True)
class RoundLine:
    """How far one round has come."""

    id: str
    label: str
    state: str
    state_color: str
    opens_on: date
    closes_on: date
    invited: int
    started: int
    submitted: int
    rate: float | None
    denominator: int | None
    denominator_date: date | None
    caveat: str
    imported_from: str
    href: str
    messages: str
    letters: str
    papers: str
    results: str
    steps: tuple[Step, ...]
    erased_on: date | None


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report in the list."""

    title: str
    href: str
    built_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyPage(StaffPage):
    """One survey, its rounds and its reports."""

    template: ClassVar[str] = "staff/survey.html"
    privacy: str
    about_at: str
    add_at: str
    look_at: str
    deletion_at: str
    data_at: str
    going: tuple[str, ...]
    rounds: tuple[RoundLine, ...]
    reports: tuple[ReportLine, ...]
    new_report_at: str


def login_page(form: LoginForm, *, goal: str, refused: bool = False, key_refused: bool = False) -> LoginPage:
    """The login page, with what is missing, or that the two or a key were refused."""
    problems = form.problems(refused=refused, key_refused=key_refused)
    return LoginPage(
        title=_("Logg inn"),
        failed=bool(problems),
        email=form.email.data or "",
        goal=goal,
        ways=ways_in(goal),
        question=passkeys.question(),
        new_password_at=new_password_at(),
        problems=problems,
        errors=tuple(ErrorLink(f"#{name}", text) for name, text in problems.items()),
    )


def surveys_page(account: Account, surveys: Sequence[Survey], may: frozenset[Action]) -> SurveysPage:
    """The list of surveys."""
    return SurveysPage(
        title=_("Undersøkelser"),
        signed_in=account.name,
        synthetic=any(survey.synthetic for survey in surveys),
        new_at=url_for("setting_up.new") if "survey.create" in may else "",
        oversight_at=url_for("oversight.surveys") if "oversight.see" in may else "",
        surveys=tuple(
            SurveyLine(survey.title, url_for("staff.survey", survey_id=survey.id), survey.synthetic)
            for survey in surveys
        ),
    )


def survey_page(
    account: Account,
    survey: Survey,
    rounds: Sequence[RoundOverview],
    reports: Sequence[Report],
    may: frozenset[Action],
    *,
    going: tuple[str, ...],
    promise: Promise,
) -> SurveyPage:
    """One survey with its rounds and reports, what will be deleted soon, and links to what the account may do."""
    privacy = {"anonymous": _("Anonym"), "confidential": _("Fortrolig"), "identified": _("I virksomhetens navn")}
    return SurveyPage(
        title=survey.title,
        part_of=_("Undersøkelser"),
        signed_in=account.name,
        synthetic=survey.synthetic,
        privacy=privacy[survey.privacy],
        about_at=_if(may, "survey.change", "setting_up.about", survey),
        add_at=_if(may, "survey.change", "setting_up.add_round", survey),
        look_at=_if(may, "survey.change", "looks.show", survey),
        deletion_at=url_for("deletion.show", survey_id=survey.id),
        data_at=_if(may, "report.see", "taking_out.show", survey),
        going=going,
        rounds=tuple(_round_line(survey, each, may, promise) for each in rounds),
        reports=tuple(
            ReportLine(each.title, url_for("reports.show", report_id=each.id), each.created_at.date())
            for each in reports
        ),
        new_report_at=url_for("reports.new") if "report.build" in may else "",
    )


def _round_line(survey: Survey, found: RoundOverview, may: frozenset[Action], promise: Promise) -> RoundLine:
    state, color = STATES[found.state]
    return RoundLine(
        id=f"round-{found.number}",
        label=found.label,
        state=str(state),
        state_color=color,
        opens_on=found.opens_on,
        closes_on=found.closes_on,
        invited=found.invited,
        started=found.started,
        submitted=found.submitted,
        rate=found.rate,
        denominator=found.denominator,
        denominator_date=found.denominator_date,
        caveat=found.caveat,
        imported_from=found.source_name or "",
        href=_in_round("setting_up.ready", survey, found),
        messages=_in_round("messaging.overview", survey, found)
        if found.state not in OVER and "respondents.invite" in may
        else "",
        letters=_in_round("letters.plan", survey, found)
        if found.state not in OVER and "respondents.invite" in may
        else "",
        papers=_in_round("keying.papers", survey, found) if "papers.key" in may else "",
        results=_in_round("results.show", survey, found)
        if found.state not in ("draft", "planned", "erased") and "results.live" in may
        else "",
        steps=steps(found, promise),
        erased_on=found.erased_on,
    )


def _if(may: frozenset[Action], needed: Action, view: str, survey: Survey) -> str:
    return url_for(view, survey_id=survey.id) if needed in may else ""


def _in_round(view: str, survey: Survey, found: RoundOverview) -> str:
    return url_for(view, survey_id=survey.id, round_id=found.round_id)
