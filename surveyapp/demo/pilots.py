"""Two pilots as their own papers set them up; in one of them, what has happened is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from surveyapp.demo.courses import UNITS
from surveyapp.models import Organisation
from surveyapp.models.pilots import MilestoneStatus
from surveyapp.services import finding, piloting, surveying
from surveyapp.services.piloting import MilestoneTold, TrainingTold, UnitTold, told_of

FILES = ("kristiansand.yaml", "nord_norge.yaml")
TRAINED = ((1, date(2018, 2, 8), 14), (1, date(2018, 3, 15), 9), (2, date(2018, 3, 1), 11))
"""Unit, day and how many came; all of it made up."""
REACHED: tuple[tuple[int, MilestoneStatus, str], ...] = (
    (1, "reached", "Oppdiktet: kartleggingen ble lagt fram i januar"),
    (6, "reached", "Oppdiktet: kompetansebehovet er kartlagt i begge virksomheter"),
    (7, "under_way", ""),
    (9, "under_way", "Oppdiktet: to av tre virksomheter er i gang"),
)
"""Milestone, how far it has come, and what shows it; made up too."""


def fill_pilots(session: Session, owner: Organisation, now: datetime) -> None:
    """Make what is not there yet."""
    owner_id = owner.id
    there = {pilot.title for pilot in piloting.pilots(session)}
    for name in FILES:
        setup = piloting.read_pilot(name, (Path(__file__).parent / name).read_bytes(), now)
        if setup.title in there:
            continue
        pilot_id = piloting.import_pilot(session, owner_id, setup, now, synthetic=True)
        if setup.units:
            _enliven(session, pilot_id, owner_id)


def _enliven(session: Session, pilot_id: UUID, owner_id: UUID) -> None:
    """Let some time go by in the pilot."""
    for unit, held_on, attended in TRAINED:
        piloting.add_part(session, pilot_id, TrainingTold(unit, held_on, attended))
    for number, status, evidence in REACHED:
        told = told_of(piloting.part(session, pilot_id, MilestoneTold, number))
        if isinstance(told, MilestoneTold):
            piloting.change_part(session, pilot_id, number, replace(told, status=status, evidence=evidence), seen=1)
    for there, name in zip(piloting.pilot(session, pilot_id).units, UNITS, strict=False):
        followed = finding.organisation_named(session, name).id
        piloting.change_part(session, pilot_id, there.number, UnitTold(there.name, followed), seen=1)
    for survey in surveying.surveys(session):
        if survey.organisation_id == owner_id and survey.privacy != "identified":
            piloting.attach(session, pilot_id, survey.id)
