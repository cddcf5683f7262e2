"""Four surveys with two rounds each, their answers made up, their reports built, and fresh links to try."""

from __future__ import annotations

import csv
import secrets
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from questionnaires.answers import Setting
from questionnaires.classifications import kommuner, predecessors
from questionnaires.definition import Questionnaire
from questionnaires.library import paths
from questionnaires.loading import load_file
from questionnaires.routing import Route
from questionnaires.rows import flatten
from questionnaires.variables import codebook_of
from surveyapp.config import Settings
from surveyapp.demo import governors, programs, reports
from surveyapp.demo.courses import Desk, fill_courses
from surveyapp.demo.measures import a_link, fill_plan
from surveyapp.demo.opening import open_round
from surveyapp.demo.pilots import fill_pilots
from surveyapp.demo.plans import RoundPlan, SurveyPlan, plans
from surveyapp.demo.projects import fill_projects
from surveyapp.models import Organisation, Round, Survey
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.organisations import Role
from surveyapp.models.tokens import token_key
from surveyapp.services import (
    accounts,
    finding,
    importing,
    inviting,
    publishing,
    reporting,
    surveying,
)
from surveyapp.synthetic import Person, answers

OWNER = "Demonstrasjon med syntetiske svar"
EMAIL = "demo@medvirk.invalid"
DOES: tuple[Role, ...] = ("owner", "administrator")
KEY = "respondent"
"""The column of the made-up files that tells who answered."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One survey on the tour: where to answer it, its report, and how the open round is answered so far."""

    title: str
    links: tuple[tuple[str, str], ...]
    report: Path
    results: str


@dataclass(frozen=True, slots=True)
class Tour:
    """What there is to see."""

    stops: tuple[Stop, ...]
    password: str
    governors: tuple[str, ...]
    owner_link: str
    key: str


@dataclass(frozen=True, slots=True)
class Site:
    """Where the demonstration is filled in, and when."""

    session: Session
    settings: Settings
    now: datetime


def fill(site: Site, *, progress: Callable[[str], Any]) -> Tour:
    """Make what is not there yet, and fresh links each time."""
    today = norwegian_date(site.now)
    owner, directorate = _owner(site), governors.directorate(site.session, site.now)
    for path in paths().values():
        publishing.publish(site.session, owner, load_file(path), site.now)
    publishing.publish(site.session, directorate, load_file(paths()["kommuneundersokelsen"]), site.now)
    password = _password(site)
    me = accounts.account_of(site.session, EMAIL).id
    for works_for, role in product((owner, directorate), DOES):
        accounts.add_member(site.session, me, works_for.id, role, site.now)
    stops: list[Stop] = []
    overseers: tuple[str, ...] = ()
    for plan in plans(today):
        progress(f"Preparing {plan.title}")
        survey = _survey(site, directorate if plan.privacy == "identified" else owner, plan)
        if plan.privacy == "identified":
            overseers = governors.govern(site.session, survey.id, password, site.now)
        stops.append(_stop(site, survey, plan))
    progress("Preparing an action plan")
    plan_id = fill_plan(site.session, owner.id, site.now)
    link = a_link(site.session, plan_id, site.settings.secret_key, site.now)
    code = token_key(site.settings.secret_key)
    progress("Preparing courses and pilots")
    desk = Desk(site.session, code, site.now)
    fill_courses(desk, owner, EMAIL)
    fill_pilots(site.session, owner, site.now)
    progress("Preparing reports")
    fill_projects(desk, owner, plan_id, site.settings.reports)
    key = programs.key_for(site.session, owner.id, site.settings.instance, code, site.now)
    return Tour(tuple(stops), password, overseers, link, key)


def _owner(site: Site) -> Organisation:
    try:
        return finding.organisation_named(site.session, OWNER)
    except NotFoundError:
        return surveying.create_organisation(site.session, OWNER, site.now)


def _survey(site: Site, owner: Organisation, plan: SurveyPlan) -> Survey:
    """The survey with its answers and report; what an interrupted run left half-made is made anew."""
    try:
        survey = finding.survey_named(site.session, plan.title)
        if reports.built(reporting.reports_of(site.session, survey.id)) and survey.organisation_id == owner.id:
            return survey
        surveying.erase_survey(site.session, survey.id)
    except NotFoundError:
        pass
    version = finding.latest_version(site.session, owner.id, plan.questionnaire)
    survey = surveying.create_survey(
        site.session,
        owner.id,
        version.questionnaire_id,
        title=plan.title,
        privacy=plan.privacy,
        synthetic=True,
        now=site.now,
    )
    questionnaire = load_file(paths()[plan.questionnaire])
    given: Mapping[str, dict[str, Any]] = {}
    rounds = []
    for number, round_plan in enumerate(plan.rounds):
        asked = surveying.add_round(site.session, survey.id, _planned(round_plan, version.id))
        given = _made_up(questionnaire, plan, number, given)
        _take_in(site, asked, questionnaire, given)
        open_round(site.session, asked, len(given), site.now)
        if plan.privacy == "identified":
            governors.enliven(site.session, asked, token_key(site.settings.secret_key), site.now)
        rounds.append(asked.id)
    reports.examples(site.session, survey, rounds, site.settings.reports, site.now)
    return survey


def _planned(plan: RoundPlan, version_id: Any) -> surveying.RoundPlan:
    return surveying.RoundPlan(
        version_id,
        plan.label,
        plan.opens_on,
        plan.closes_on,
        plan.denominator,
        plan.denominator_date,
        plan.caveat,
    )


def _made_up(
    questionnaire: Questionnaire, plan: SurveyPlan, number: int, earlier: Mapping[str, dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Respondent -> answers of one round; the second round meets many of the first one's respondents again."""
    round_plan = plan.rounds[number]
    rng = Random(f"{plan.questionnaire} {number}")
    given = {}
    for key, before in _respondents(plan, round_plan, earlier, rng):
        # Leaning and size stay with the respondent, whatever the round.
        own = Random(f"{plan.questionnaire} {key}")
        lean, size = own.gauss(0, 1), own.gauss(2.6, 0.9)
        person = Person(lean, size, float(number), round_plan.denominator_date, key, number + 1, before)
        given[key] = answers(questionnaire, person, rng)
    return given


def _respondents(
    plan: SurveyPlan, round_plan: RoundPlan, earlier: Mapping[str, dict[str, Any]], rng: Random
) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Who answers, and what they answered before: municipalities through mergers, courses again, others anew."""
    if plan.privacy == "identified":
        there = [each.nr for each in kommuner(on=round_plan.denominator_date)]
        first_day = plan.rounds[0].denominator_date
        before = {key: _former(key, first_day, round_plan.denominator_date, earlier) for key in there}
        # Those that answered before are more willing to answer again.
        willing = sorted(there, key=lambda key: rng.random() * (0.4 if before[key] else 1.0))
        for key in sorted(willing[: round_plan.answers]):
            yield key, before[key]
    elif plan.privacy == "confidential":
        keys = sorted(earlier) or [f"S-{number:03}" for number in range(1, round_plan.answers + 1)]
        for key in sorted(rng.sample(keys, round_plan.answers)):
            yield key, earlier.get(key)
    else:
        for number in range(round_plan.answers):
            yield f"{round_plan.label} {number}", None


def _former(nr: str, first_day: date, today: date, earlier: Mapping[str, dict[str, Any]]) -> dict[str, Any] | None:
    """What the municipality, or the first of those it was merged from, answered before."""
    former = predecessors(nr, first_day, today) if earlier else ()
    return next((earlier[link.old_nr] for link in former if link.old_nr in earlier), None)


def _take_in(site: Site, asked: Round, questionnaire: Questionnaire, given: Mapping[str, dict[str, Any]]) -> None:
    """Import the made-up round from a file, as a round from another tool comes in."""
    variables = [variable.name for variable in codebook_of(questionnaire).variables]
    keyed = questionnaire.unit == "course"
    setting = Setting(asked.classified_on, {}, asked.number)
    limits = importing.ImportLimits(site.settings.max_import_bytes, site.settings.max_import_rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"syntetisk-{asked.number}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*([KEY] if keyed else []), *variables])
            for key, document in given.items():
                row = flatten(Route(questionnaire, document, setting))
                writer.writerow([*([key] if keyed else []), *(row.get(name, "") for name in variables)])
        importing.import_round(
            site.session,
            asked.survey_id,
            asked.id,
            path,
            key_column=KEY if keyed else None,
            limits=limits,
            now=site.now,
        )


def _stop(site: Site, survey: Survey, plan: SurveyPlan) -> Stop:
    """Fresh links for someone who has not answered, and where the newest report lies."""
    key = token_key(site.settings.secret_key)
    first, second = (finding.round_named(site.session, survey, round_plan.label) for round_plan in plan.rounds)
    if plan.privacy == "anonymous":
        links = [(second.label, inviting.open_link(site.session, survey.id, second.id, key).token)]
    else:
        name, label = _newcomer(site, survey, plan, second)
        ids = finding.participants(site.session, survey.id, [name]) or inviting.add_participants(
            site.session, survey.id, {name: label}
        )
        asked = [second] if plan.privacy == "identified" else [first, second]
        links = [
            (each.label, inviting.invite(site.session, survey.id, each.id, list(ids.values()), key)[0].token)
            for each in asked
        ]
    newest = reporting.reports_of(site.session, survey.id)[0]
    page = reporting.file_of(site.session, newest.id, "html", site.settings.reports)
    return Stop(plan.title, tuple(links), page, f"/undersokelser/{survey.id}/runder/{second.id}/resultater")


def _newcomer(site: Site, survey: Survey, plan: SurveyPlan, asked: Round) -> tuple[str, str]:
    """A municipality that has not answered the open round, or a course that nobody has begun."""
    taken = finding.answered(site.session, survey.id, asked.id)
    if plan.privacy == "confidential":
        free = next(number for number in range(1, 100_000) if f"PROVE-{number}" not in taken)
        return f"PROVE-{free}", f"Prøveforløp {free}"
    return next((each.nr, each.label) for each in kommuner(on=asked.classified_on) if each.nr not in taken)


def _password(site: Site) -> str:
    """The demonstration account's password, made once and kept where only this user reads it."""
    kept = site.settings.instance / "demo-password"
    if kept.is_file():
        return kept.read_text("ascii")
    password = secrets.token_urlsafe(16)
    accounts.create_account(site.session, EMAIL, "Demonstrasjon", password, site.now)
    kept.touch(mode=0o600)
    kept.write_text(password, "ascii")
    return password


def guide(tour: Tour, address: str) -> str:
    """What to open first, for the person who started the demonstration."""
    lines = ["", "Everything below is synthetic: no person or municipality has given these answers.", ""]
    lines += [f"Start page   {address}/"]
    lines += [f"Staff login  {address}/logg-inn   {EMAIL}   {tour.password}"]
    lines += [f"  governor   {address}/oversikt   {email}   {tour.password}" for email in tour.governors]
    lines += [""]
    lines += [f"Reports      {address}/rapporter", ""]
    lines += [f"Action plan  {address}/planer", f"  status     {address}/t/{tour.owner_link}   (a measure's owner)", ""]
    lines += [f"Programs     {address}/api", f"  key        {tour.key}", ""]
    for stop in tour.stops:
        lines += [stop.title]
        lines += [f"  answer     {address}/s/{token}   ({label})" for label, token in stop.links]
        lines += [f"  report     {stop.report}", f"  results    {address}{stop.results}", ""]
    return "\n".join(lines)
