"""A round as a table that the analysis reads: one row per submitted response, one column per variable."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from questionnaires.answers import Answers
from questionnaires.codebook import Variable
from questionnaires.definition import Questionnaire
from questionnaires.flattening import Cell, Flattener
from questionnaires.rows import as_text
from surveyapp.models import Round, Survey
from surveyapp.models.datafiles import KEY_COLUMN, RoundInfo, RoundTable, harmless
from surveyapp.models.errors import NotFoundError, RoundStillOpenError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.oversight import is_of_municipalities
from surveyapp.models.surveys import OVER
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access
from surveyapp.services.exporting.reading import Who, columns_of, documents_of, rows, take


def export_round(session: Session, survey_id: UUID, round_id: UUID, *, texts: bool = False) -> RoundTable:
    """What was handed in to the round; free text, which may tell who wrote it, only with `texts`.

    Text and keys are made harmless to spreadsheets: a `'` goes before what would be a formula.
    """
    taken = take(session, survey_id, round_id, texts=texts)
    survey = session.get_one(Survey, survey_id)
    return _table(session, survey, taken, RoundInfo.of(survey, taken), texts=texts)


def overseen_round(session: Session, survey_id: UUID, round_id: UUID) -> RoundTable:
    """The same of the municipalities that the actor oversees, without free text; only for results that are protected.

    Raises `NotFoundError`, as for a round of anybody but municipalities in their own name.
    """
    asked, survey = session.get(Round, (survey_id, round_id)), session.get(Survey, survey_id)
    if asked is None or survey is None or not is_of_municipalities(session, survey, asked.version_id):
        access.survey(session, "oversight.see", survey_id)
        raise NotFoundError(f"There is no round {round_id} of municipalities to follow.")
    asked.require_kept()
    numbers = access.overseen(session, survey_id).on(asked.classified_on)
    info = RoundInfo.of(survey, asked)
    info = replace(info, denominator=len(numbers), denominator_date=asked.classified_on)
    return _table(session, survey, asked, info, texts=False, of=numbers)


def _table(
    session: Session,
    survey: Survey,
    taken: Round,
    info: RoundInfo,
    *,
    texts: bool,
    of: frozenset[str] | None = None,
) -> RoundTable:
    questionnaire = questionnaire_of(session, taken.version_id)
    variables, who = columns_of(survey, questionnaire, texts=texts)
    # Here the rounds are paired, for which one must know who is who.
    who = "key" if who == "pseudonym" else who
    found = rows(session, taken, Flattener(questionnaire, variables), who, of)
    return RoundTable(
        survey_id=survey.id,
        round_id=taken.id,
        version_id=taken.version_id,
        info=info,
        header=_header(variables, who),
        rows=tuple(_in_text(found, variables, who)),
    )


@dataclass(frozen=True, slots=True)
class RoundStream:
    """The same as in `RoundTable`, for one who reads the rows one by one as the database gives them."""

    header: tuple[str, ...]
    rows: Iterator[tuple[str, ...]]


def stream_round(session: Session, survey_id: UUID, round_id: UUID, now: datetime) -> RoundStream:
    """What was handed in to the round, without free text; in a confidential survey pseudonyms stand for the keys.

    Raises `RoundStillOpenError` for an anonymous round that is not over: whoever fetched it again and again would see
    when each answer came.
    """
    taken = take(session, survey_id, round_id, texts=False)
    survey = session.get_one(Survey, survey_id)
    if survey.privacy == "anonymous" and taken.state_on(norwegian_date(now)) not in OVER:
        raise RoundStillOpenError(taken.closes_on)
    questionnaire = questionnaire_of(session, taken.version_id)
    variables, who = columns_of(survey, questionnaire, texts=False)
    found = rows(session, taken, Flattener(questionnaire, variables), who)
    return RoundStream(_header(variables, who), _in_text(found, variables, who))


@dataclass(frozen=True, slots=True)
class Documents:
    """A round's submitted answers as documents; `submitted_on` is None in an anonymous survey."""

    questionnaire: Questionnaire
    answers: tuple[tuple[Answers, date | None], ...]


def documents(session: Session, survey_id: UUID, round_id: UUID, *, texts: bool = False) -> Documents:
    """What was handed in to the round; free text, which may tell who wrote it, only with `texts`."""
    taken = take(session, survey_id, round_id, texts=texts)
    questionnaire = questionnaire_of(session, taken.version_id)
    return Documents(questionnaire, tuple(documents_of(session, taken, questionnaire, texts=texts)))


def _header(variables: tuple[Variable, ...], who: Who) -> tuple[str, ...]:
    return (*([] if who == "nobody" else [KEY_COLUMN]), *(variable.name for variable in variables))


def _in_text(found: Iterator[list[Cell]], variables: tuple[Variable, ...], who: Who) -> Iterator[tuple[str, ...]]:
    """The rows as a file of text has them; what somebody wrote is made harmless."""
    written = [*([] if who == "nobody" else [True]), *(variable.level == "text" for variable in variables)]
    for row in found:
        yield tuple(
            harmless(as_text(cell)) if is_written else as_text(cell)
            for cell, is_written in zip(row, written, strict=True)
        )


def write_round(found: RoundTable, path: Path) -> Path:
    """Write the round to `path` (.csv), with `NAME.round.json` beside it; returns the second file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(found.header)
        writer.writerows(found.rows)
    sidecar = path.with_name(f"{path.stem}.round.json")
    sidecar.write_text(json.dumps(asdict(found.info), ensure_ascii=False, indent=2, default=str) + "\n", "utf-8")
    return sidecar
