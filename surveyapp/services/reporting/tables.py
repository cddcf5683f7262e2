"""The rounds that a report compares, as tables: what people answered, or made-up answers to look at beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from surveyapp.models import Report
from surveyapp.models.datafiles import RoundInfo, RoundTable
from surveyapp.models.surveys import round_of
from surveyapp.models.versions import questionnaire_of
from surveyapp.rehearsal.rehearsing import rehearse
from surveyapp.rehearsal.writing import CAVEAT, header_of, rows_of
from surveyapp.services import exporting

NOBODYS = UUID(int=0)
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
    alike = len(set(rounds)) < len(rounds)
    labels = [f"{each.label} ({number})" if alike else each.label for number, each in enumerate(there, 1)]
    told = answered(questionnaire_of(session, last.version_id), labels, last.classified_on)
    return tuple(
        replace(each, survey_id=survey_id, round_id=asked.id, version_id=last.version_id)
        for each, asked in zip(told, there, strict=True)
    )


def answered(questionnaire: Questionnaire, labels: Sequence[str], today: date) -> tuple[RoundTable, ...]:
    """Rounds of made-up answers, the last of them today, that are of nobody's survey."""
    done = rehearse(questionnaire, answers=REHEARSED, rounds=len(labels), seed=1, today=today)
    made: list[RoundTable] = []
    for label, on, given in zip(labels, done.dates, done.rounds, strict=True):
        rows = rows_of(done, given)
        info = RoundInfo(label, on, len(rows), on, CAVEAT, synthetic=True)
        made.append(RoundTable(NOBODYS, NOBODYS, NOBODYS, info, header_of(done), rows))
    return tuple(made)
