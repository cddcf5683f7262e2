"""The action plan of the demonstration: Kvinesdal's measures, with statuses that are made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy.orm import Session

from surveyapp.models.ids import norwegian_date
from surveyapp.models.plans import Progress, Quarter
from surveyapp.models.tokens import token_key
from surveyapp.services import importing, planning
from surveyapp.services.planning import Decision, MeasureLine, NewPlan, Told

FILE = Path(__file__).parent / "kvinesdal.csv"
SOURCE = "tiltakene er fra Kvinesdal kommune, Plan for habilitering og rehabilitering 2020–2024; statusene er oppdiktet"
TITLE = "Handlingsplan for habilitering og rehabilitering (syntetiske statuser)"
STEPS: tuple[Progress, ...] = ("not_started", "planned", "in_progress", "done")
WORDS: dict[Progress, str] = {
    "not_started": "",
    "planned": "Oppdiktet: satt opp i årshjulet.",
    "in_progress": "Oppdiktet: i gang, men ikke ferdig.",
    "done": "Oppdiktet: gjennomført som planlagt.",
    "stopped": "Oppdiktet: det var ikke penger til tiltaket i budsjettet.",
}
STOPPED, POSTS = 10, 22
"""The numbers of a measure that comes to nothing, and of the one that goes from 1 post to 2."""


def fill_plan(session: Session, organisation_id: UUID, now: datetime) -> UUID:
    """The plan of last year, rolled into this one, with statuses until this quarter; made once."""
    there = next((each for each in planning.plans(session) if each.title == TITLE), None)
    if there is not None:
        return there.id
    current = Quarter.of(norwegian_date(now))
    table = importing.read_table(FILE, importing.ImportLimits(max_bytes=100_000, max_rows=100))
    rows = planning.read_rows(table.name, table.header, table.rows)
    wanted = NewPlan(TITLE, current.year - 1, SOURCE, synthetic=True)
    plan_id = planning.take_in(session, organisation_id, wanted, rows, now)
    _tell(session, plan_id, Quarter(current.year - 1, 4), now)
    for quarter in range(1, 5):
        planning.close_quarter(session, plan_id, current.year - 1, quarter, now)
    planning.roll(session, plan_id, current.year - 1, dict(_decided(session, plan_id)), now)
    _tell(session, plan_id, current, now)
    return plan_id


def a_link(session: Session, plan_id: UUID, secret_key: str, now: datetime) -> str:
    """The secret of an owner's link that asks for this quarter's status."""
    current = Quarter.of(norwegian_date(now))
    year = planning.year_of(session, plan_id, current.year)
    lacking = next((each for each in year.measures if current.number not in each.statuses), None)
    measure = lacking or next(iter(year.measures))
    key = token_key(secret_key)
    return planning.link(session, plan_id, measure.id, current.number, token_key=key, now=now).token


def _tell(session: Session, plan_id: UUID, last: Quarter, now: datetime) -> None:
    """Statuses of a year until a quarter; a few of the last one are lacking."""
    for measure in planning.year_of(session, plan_id, last.year).measures:
        rng = Random(f"{last.year} {measure.number}")
        step = rng.choice((0, 0, 1, 1, 2))
        for quarter in range(1, last.number + 1):
            step = min(step + rng.choice((0, 0, 1)), len(STEPS) - 1)
            if quarter == last.number and rng.random() < 0.2:
                continue
            progress = _progress(measure, step)
            planning.give_status(
                *(session, plan_id, measure.id, quarter),
                Told(progress, WORDS[progress], 1.0 if measure.number == POSTS else None),
                now=now,
            )
            if progress == "stopped":
                break


def _progress(measure: MeasureLine, step: int) -> Progress:
    if measure.number == STOPPED and step > 1:
        return "stopped"
    # What goes on all the time is never done.
    return STEPS[min(step, 2)] if measure.kind == "continuous" else STEPS[step]


def _decided(session: Session, plan_id: UUID) -> Iterator[tuple[UUID, Decision]]:
    for measure in planning.year_of(session, plan_id).measures:
        if measure.number == STOPPED:
            yield measure.id, Decision("dropped", "Oppdiktet: ingen penger i budsjettet")
        else:
            yield measure.id, Decision(planning.suggested(measure))
