"""Rolling a plan into its next year (rullering): each measure goes on, changes, is finished or is dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.identity import has_national_id
from surveyapp.models import Measure, MeasureContact, PlanGoal, PlanYear
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date, uuid7
from surveyapp.models.plans import FATES, LAST_YEAR, Fate, place_of
from surveyapp.models.vault import read_or_pass
from surveyapp.services.planning.keeping import keep_address, open_year
from surveyapp.services.planning.owning import changing_plan
from surveyapp.services.planning.refusals import ImpossibleMeasureError, UndecidedError
from surveyapp.services.planning.results import MeasureLine

LONGEST_TITLE, LONGEST_REASON = 500, 500


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a measure, and why; `title`: its new words, if it is changed."""

    fate: Fate
    reason: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Rolled:
    """The year that was made; `without_address`: the numbers of its measures whose owner's address is unreadable."""

    year: int
    without_address: tuple[int, ...]


def suggested(measure: MeasureLine) -> Fate:
    """What is likeliest: what happens once and is done is finished, and what was stopped is dropped."""
    latest = measure.latest
    if latest is not None and latest.progress == "stopped":
        return "dropped"
    if latest is not None and latest.progress == "done" and measure.kind == "once":
        return "finished"
    return "carried"


def roll(session: Session, plan_id: UUID, year: int, decisions: Mapping[UUID, Decision], now: datetime) -> Rolled:
    """The next year's plan, made of this one, which becomes history.

    An address that is sealed with another key stays behind, and its measure is told. Every measure that has not ended
    needs a decision. Raises `YearRolledError` the second time.
    """
    with changing_plan(session, plan_id, year=year, rolled=True):
        rolled = open_year(session, plan_id, year)
        if year >= LAST_YEAR:
            raise ImpossibleMeasureError("year", f"{LAST_YEAR} is the last year of any plan.")
        here = (Measure.plan_id == plan_id, Measure.year == year)
        measures = session.scalars(select(Measure).where(*here, Measure.fate.is_(None)).order_by(Measure.number)).all()
        _decided({each.id for each in measures}, decisions)
        session.add(PlanYear(plan_id=plan_id, year=year + 1))
        session.flush()
        goals = _copy_goals(session, plan_id, year)
        lost = [each.number for each in measures if not _carry(session, each, decisions[each.id], goals, now)]
        rolled.rolled_at = now
    return Rolled(year + 1, tuple(lost))


def _decided(measures: set[UUID], decisions: Mapping[UUID, Decision]) -> None:
    if strange := set(decisions) - measures:
        raise NotFoundError(f"The year has no measure {min(strange)} that goes on.")
    problems = {str(each): "Decide what becomes of it." for each in measures - set(decisions)}
    for measure_id, decided in decisions.items():
        if decided.fate not in FATES:
            problems[str(measure_id)] = f"Choose one of {', '.join(FATES)}."
        elif decided.fate == "dropped" and not decided.reason.strip():
            problems[str(measure_id)] = "Write why it is dropped."
        elif decided.fate == "changed" and not decided.title.strip():
            problems[str(measure_id)] = "Write what it is changed to."
        elif len(decided.title) > LONGEST_TITLE or len(decided.reason) > LONGEST_REASON:
            problems[str(measure_id)] = f"Write at most {LONGEST_TITLE} letters."
        elif any(map(has_national_id, (decided.title, decided.reason))):
            problems[str(measure_id)] = "Take the national identity number out."
    if problems:
        raise UndecidedError(problems)


def _copy_goals(session: Session, plan_id: UUID, year: int) -> dict[UUID, UUID]:
    """This year's goals -> their copies in the next."""
    old = session.scalars(select(PlanGoal).where(PlanGoal.plan_id == plan_id, PlanGoal.year == year)).all()
    copies = {}
    for goal in old:
        copies[goal.id] = uuid7()
        session.add(
            PlanGoal(
                id=copies[goal.id],
                plan_id=plan_id,
                year=year + 1,
                number=goal.number,
                area=goal.area,
                title=goal.title,
            )
        )
    session.flush()
    return copies


def _carry(session: Session, measure: Measure, decided: Decision, goals: Mapping[UUID, UUID], now: datetime) -> bool:
    """Do what was decided; False: the measure goes on without its owner's address, which cannot be read."""
    measure.fate, measure.fate_reason = decided.fate, " ".join(decided.reason.split())
    if decided.fate in ("finished", "dropped"):
        measure.ended_on = norwegian_date(now)
        return True
    copied = Measure(
        id=uuid7(),
        plan_id=measure.plan_id,
        year=measure.year + 1,
        goal_id=goals[measure.goal_id],
        number=measure.number,
        title=" ".join(decided.title.split()) if decided.fate == "changed" else measure.title,
        kind=measure.kind,
        owner=measure.owner,
        from_value=measure.from_value,
        to_value=measure.to_value,
        unit=measure.unit,
        sub_goals=list(measure.sub_goals),
        challenges=list(measure.challenges),
        indicators=list(measure.indicators),
        previous_id=measure.id,
    )
    session.add(copied)
    session.flush()
    contact = session.get(MeasureContact, measure.id)
    if contact is None:
        return True
    address = read_or_pass(session, contact.sealed, place_of(measure.id), measure=measure.id)
    keep_address(session, copied, address)
    return address is not None
