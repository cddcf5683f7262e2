"""What each kind of report is of, and how the material that it is written from is gathered by the other services.

A new kind is one line of `SOURCES`, whose function reads what it needs and returns the material; whoever builds adds
the authors' paragraphs, and which rounds still take answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Report, Round, Survey
from surveyapp.models.ids import norwegian_date
from surveyapp.models.surveys import OVER
from surveyapp.services import comparing
from surveyapp.services.comparing import TwoRounds
from surveyapp.services.reporting.municipalities import governor, municipality, national
from surveyapp.services.reporting.piloted import mapping, meetings, pilot, unit
from surveyapp.services.reporting.planned import plan
from surveyapp.services.reporting.secrecy import is_secret
from surveyapp.services.reporting.tables import tables

if TYPE_CHECKING:
    from analysis.comparing.results import Comparison
    from analysis.reports.material import Material

    _Compared = Comparison
    _Gathered = Material

Of = Literal["rounds", "round", "pilot", "year", "quarter"]
"""Two rounds of a survey, one round of it, a pilot, or a year or a quarter of an action plan."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a kind of report has its material from; `about`: what its `area` names, if it is about somebody.

    `alone`: whether one round will do where it is of two.
    `beside`: whether another survey may be told beside. `unit`: who must have answered in their own name.
    """

    of: Of
    gather: Callable[[Session, Report, datetime], _Gathered]
    about: Literal["", "municipality", "county_governor", "unit"] = ""
    alone: bool = False
    beside: bool = False
    unit: Literal["", "municipality"] = ""


def two_rounds(found: Report) -> tuple[UUID, UUID, UUID]:
    """The survey, baseline and follow-up of a report on two rounds; a rehearsed round may be followed by itself."""
    followup = found.followup_id or (found.baseline_id if found.rehearsed else None)
    if found.survey_id is None or found.baseline_id is None or followup is None:
        raise ValueError(f"The report {found.id} is not on two rounds.")
    return found.survey_id, found.baseline_id, followup


def compared(session: Session, found: Report) -> _Compared:
    """The report's two rounds compared, with small numbers hidden already."""
    survey_id, *rounds = two_rounds(found)
    if found.counted and not found.rehearsed:
        return comparing.compare_stored(session, TwoRounds(survey_id, *rounds))
    return comparing.compare(session, *tables(session, found, survey_id, rounds))


def change(session: Session, found: Report, _now: datetime) -> _Gathered:
    """Two rounds and nothing else."""
    from analysis.reports.material import Material

    return Material.of(compared(session, found))


def experience(session: Session, found: Report, now: datetime) -> _Gathered:
    """What persons answered in one round or two, by the level of their service where they were asked that."""
    from analysis.reports.material import Material

    followup = found.followup_id or (found.baseline_id if found.rehearsed else None)
    asked = [each for each in (found.baseline_id, followup) if each is not None]
    if found.survey_id is None:
        raise ValueError(f"The report {found.id} is not on a survey.")
    told = [comparing.by_group(session, tables(session, found, found.survey_id, asked))]
    if found.beside_id is not None:
        last = beside_rounds(session, found.beside_id, norwegian_date(now))[-len(asked) :]
        if last:
            ids = [each.id for each in last]
            told.append(comparing.by_group(session, tables(session, found, found.beside_id, ids)))
    return Material(comparisons=tuple(told))


def beside_rounds(session: Session, survey_id: UUID, today: date) -> Sequence[Round]:
    """The rounds of a survey that may be told beside another: opened, kept, and over where it is anonymous."""
    released = Round.released_at.is_not(None) | Round.source_name.is_not(None)
    kept = (Round.survey_id == survey_id, Round.erased_on.is_(None), released)
    rounds = session.scalars(select(Round).where(*kept).order_by(Round.number)).all()
    secret = is_secret(session.get_one(Survey, survey_id))
    return [each for each in rounds if not secret or each.state_on(today) in OVER]


SOURCES: Mapping[str, Source] = {
    "change": Source("rounds", change),
    "experience": Source("rounds", experience, alone=True, beside=True),
    "national": Source("rounds", national, alone=True, unit="municipality"),
    "governor": Source("rounds", governor, "county_governor", alone=True, unit="municipality"),
    "municipality": Source("rounds", municipality, "municipality", alone=True, unit="municipality"),
    "mapping": Source("rounds", mapping, alone=True, unit="municipality"),
    "pilot": Source("pilot", pilot),
    "unit": Source("pilot", unit, "unit"),
    "meetings": Source("pilot", meetings),
    "plan_quarter": Source("quarter", plan),
    "plan_year": Source("year", plan),
}
"""The kinds of reports that can be ordered, by their names in `analysis.reports.kinds`."""
