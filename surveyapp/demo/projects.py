"""Examples of the reports that are on no survey of the tour: a plan, a pilot, dialogue meetings and a mapping."""

from __future__ import annotations

import csv
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from questionnaires.library import paths
from questionnaires.loading import load_file
from surveyapp.demo.courses import Desk
from surveyapp.demo.opening import open_round
from surveyapp.models import Organisation, Survey
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.plans import Quarter
from surveyapp.models.surveys import Privacy
from surveyapp.rehearsal.rehearsing import rehearse
from surveyapp.rehearsal.writing import header_of, rows_of
from surveyapp.services import finding, importing, piloting, planning, reporting, surveying
from surveyapp.services.piloting import MeetingTold, told_of
from surveyapp.services.reporting import Order
from surveyapp.services.surveying import RoundPlan

MAPPING = "Kartlegging i Nord-Norge (prøvesvar)"
MEETINGS = "Evaluering av dialogmøtene (syntetiske svar)"
PHASES = (date(2018, 12, 31), date(2022, 12, 31))
CAME = {"fysioterapeut": 6, "ergoterapeut": 5, "koordinator": 4, "lege": 2}
ADVICE = "Oppdiktet: avklar hvem som har ansvaret for ambulante team."
FILLED_IN = 64


def fill_projects(desk: Desk, owner: Organisation, plan_id: UUID, folder: Path) -> None:
    """Make the surveys and reports that are not there yet."""
    session, owner_id = desk.session, owner.id
    mapping = _mapping(desk, owner_id)
    pilots = {each.title: each.id for each in piloting.pilots(session)}
    north, south = pilots["Rehabilitering i Nord-Norge"], pilots["Fremtidsrettet rehabilitering"]
    _hold_meetings(desk, owner_id, north)
    over = Quarter.of(norwegian_date(desk.now)).before
    orders = (
        Order(kind="mapping", survey_id=mapping[0], baseline_id=mapping[1], followup_id=mapping[2], rehearsed=True),
        Order(kind="plan_quarter", plan_id=plan_id, year=over.year, quarter=over.number),
        Order(kind="plan_year", plan_id=plan_id, year=min(planning.year_of(session, plan_id).years)),
        Order(kind="meetings", pilot_id=north),
        Order(kind="pilot", pilot_id=south),
        Order(kind="unit", pilot_id=south, area=str(piloting.pilot(session, south).linked[0])),
    )
    built = {each.kind for each in reporting.reports(session) if each.is_readable}
    for order in orders:
        if order.kind not in built:
            reporting.build(session, reporting.order(session, order, desk.now), folder, desk.now)


def _there(desk: Desk, title: str) -> Survey | None:
    try:
        return finding.survey_named(desk.session, title)
    except NotFoundError:
        return None


def _mapping(desk: Desk, owner_id: UUID) -> tuple[UUID, UUID, UUID]:
    """The survey of a mapping and its two rounds, which nobody was asked in: its report is rehearsed."""
    survey = _there(desk, MAPPING)
    labels = [f"Fase {number}" for number in (1, 2)]
    if survey is None:
        survey, version_id = _made(desk, owner_id, MAPPING, "kartlegging", "identified")
        survey_id = survey.id
        for label, day in zip(labels, PHASES, strict=True):
            plan = RoundPlan(version_id, label, day - timedelta(days=120), day, None, day)
            surveying.add_round(desk.session, survey_id, plan)
    first, second = (finding.round_named(desk.session, survey, label).id for label in labels)
    return survey.id, first, second


def _made(desk: Desk, owner_id: UUID, title: str, form: str, privacy: Privacy) -> tuple[Survey, UUID]:
    version = finding.latest_version(desk.session, owner_id, form)
    version_id, questionnaire_id = version.id, version.questionnaire_id
    survey = surveying.create_survey(
        *(desk.session, owner_id, questionnaire_id), title=title, privacy=privacy, synthetic=True, now=desk.now
    )
    return survey, version_id


def _hold_meetings(desk: Desk, owner_id: UUID, pilot_id: UUID) -> None:
    """Let people have come to the meetings, recommended something, and filled in the form; all of it made up."""
    session = desk.session
    if _there(desk, MEETINGS) is not None:
        return
    for meeting in tuple(piloting.pilot(session, pilot_id).meetings):
        told = told_of(meeting)
        if isinstance(told, MeetingTold):
            held = replace(told, participants=CAME, advice=ADVICE)
            piloting.change_part(session, pilot_id, meeting.id, held, seen=meeting.revision)
    survey, version_id = _made(desk, owner_id, MEETINGS, "dialogmote", "anonymous")
    survey_id, today = survey.id, norwegian_date(desk.now)
    plan = RoundPlan(version_id, "Dialogmøtene", today - timedelta(days=200), today - timedelta(days=60), None, None)
    asked = surveying.add_round(session, survey_id, plan)
    _fill_in(desk, survey_id, asked.id)
    open_round(session, surveying.find_round(session, survey_id, asked.id), FILLED_IN, desk.now)
    piloting.attach(session, pilot_id, survey_id)


def _fill_in(desk: Desk, survey_id: UUID, round_id: UUID) -> None:
    done = rehearse(
        load_file(paths()["dialogmote"]), answers=FILLED_IN, rounds=1, seed=1, today=norwegian_date(desk.now)
    )
    limits = importing.ImportLimits(max_bytes=1_000_000, max_rows=1000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "syntetisk.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            # Nobody is told apart in an anonymous survey, so the column of who answered stays behind.
            csv.writer(file).writerows(row[1:] for row in (header_of(done), *rows_of(done, done.rounds[0])))
        importing.import_round(*(desk.session, survey_id, round_id, path), key_column=None, limits=limits, now=desk.now)
