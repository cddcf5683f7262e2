"""The rounds that a report compares, as tables: what people answered, or made-up answers to look at beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from surveyapp.models import Report
from surveyapp.models.datafiles import RoundInfo, RoundTable
from surveyapp.models.surveys import round_of
from surveyapp.models.versions import questionnaire_of
from surveyapp.rehearsal.rehearsing import rehearse
from surveyapp.rehearsal.writing import CAVEAT, header_of, rows_of
from surveyapp.services import exporting

REHEARSED = 200
"""So many made-up answers in each round."""


def tables(session: Session, found: Report, survey_id: UUID, rounds: Sequence[UUID]) -> tuple[RoundTable, ...]:
    """These rounds of a survey, in their order, as the report is to tell of them."""
    if found.rehearsed:
        return _made_up(session, survey_id, rounds)
    return tuple(exporting.export_round(session, survey_id, each) for each in rounds)


def _made_up(session: Session, survey_id: UUID, rounds: Sequence[UUID]) -> tuple[RoundTable, ...]:
    """As many rounds of made-up answers to what the last of these asks, the same each time."""
    there = [round_of(session, survey_id, each) for each in rounds]
    last = there[-1]
    questionnaire = questionnaire_of(session, last.version_id)
    done = rehearse(questionnaire, answers=REHEARSED, rounds=len(there), seed=1, today=last.classified_on)
    made: list[RoundTable] = []
    for asked, on, answered in zip(there, done.dates, done.rounds, strict=True):
        rows = rows_of(done, answered)
        label = asked.label if len(set(rounds)) == len(rounds) else f"{asked.label} ({len(made) + 1})"
        info = RoundInfo(label, on, len(rows), on, CAVEAT, synthetic=True)
        made.append(RoundTable(survey_id, asked.id, last.version_id, info, header_of(done), rows))
    return tuple(made)
