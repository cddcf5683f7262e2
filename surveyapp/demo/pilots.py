"""Two pilots as their own papers set them up, with made-up training sessions in one of them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from surveyapp.models import Organisation
from surveyapp.services import piloting
from surveyapp.services.piloting import TrainingTold

FILES = ("kristiansand.yaml", "nord_norge.yaml")
TRAINED = ((1, date(2018, 2, 8), 14), (1, date(2018, 3, 15), 9), (2, date(2018, 3, 1), 11))
"""Unit, day and how many came; all of it made up."""


def fill_pilots(session: Session, owner: Organisation, now: datetime) -> None:
    """Make what is not there yet."""
    owner_id = owner.id
    there = {pilot.title for pilot in piloting.pilots(session)}
    for name in FILES:
        setup = piloting.read_pilot(name, (Path(__file__).parent / name).read_bytes())
        if setup.title in there:
            continue
        pilot_id = piloting.import_pilot(session, owner_id, setup, now, synthetic=True)
        for unit, held_on, attended in TRAINED if setup.units else ():
            piloting.add_part(session, pilot_id, TrainingTold(unit, held_on, attended))
