"""A survey that persons have answered, read in from files."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from sqlalchemy.orm import Session

from surveyapp.services import importing
from surveyapp.services.importing import ImportLimits
from tests.surveyapp.stage import NOW, Stage, set_up

PERSONS = 30


def answered(session: Session, *, rounds: int = 2, synthetic: bool = False) -> Stage:
    """The same thirty persons in each round; a third of them has a plan at first, and ten more in each round after."""
    stage = set_up(session, privacy="confidential", rounds=rounds, synthetic=synthetic)
    for number in range(1, rounds + 1):
        answer(stage, number, with_plan=min(10 * number, PERSONS))
    return stage


def answer(stage: Stage, number: int, *, with_plan: int) -> None:
    """Read in what they answered in a round."""
    rows = [
        (f"P{person}", "yes", str(person % 5)) if person < with_plan else (f"P{person}", "no", "")
        for person in range(PERSONS)
    ]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "runde.csv"
        with file.open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened).writerows([("key", "har", "antall"), *rows])
        limits = ImportLimits(max_bytes=100_000, max_rows=1000)
        round_id = stage.round_ids[number - 1]
        importing.import_round(stage.session, stage.survey_id, round_id, file, key_column="key", limits=limits, now=NOW)
