"""A round as a data file that the analysis reads: one row per submitted response, one column per variable."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questionnaires.answers import Answers, Setting
from questionnaires.codebook import Variable
from questionnaires.definition import Questionnaire
from questionnaires.routing import Route
from questionnaires.rows import flatten
from questionnaires.variables import codebook_of
from surveyapp.models import Participant, Response, Round, Survey
from surveyapp.models.datafiles import KEY_COLUMN, RoundInfo, RoundTable, harmless
from surveyapp.models.errors import NotFoundError, RoundStillOpenError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.oversight import is_of_municipalities
from surveyapp.models.surveys import OVER, round_of
from surveyapp.models.telling import told
from surveyapp.models.vault import vault_of
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access


def export_round(session: Session, survey_id: UUID, round_id: UUID, *, texts: bool = False) -> RoundTable:
    """What was handed in to the round; free text, which may tell who wrote it, only with `texts`.

    Text and keys are made harmless to spreadsheets: a `'` goes before what would be a formula.
    """
    taken = _taken(session, survey_id, round_id, texts=texts)
    survey = session.get_one(Survey, survey_id)
    columns = _columns(session, survey, taken, texts=texts)
    return RoundTable(
        survey_id=survey_id,
        round_id=round_id,
        version_id=taken.version_id,
        info=RoundInfo.of(survey, taken),
        header=columns.header,
        rows=tuple(_rows(session, taken, columns, harmless)),
    )


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
    columns = _columns(session, survey, asked, texts=False)
    return RoundTable(
        survey_id=survey_id,
        round_id=round_id,
        version_id=asked.version_id,
        info=replace(RoundInfo.of(survey, asked), denominator=len(numbers), denominator_date=asked.classified_on),
        header=columns.header,
        rows=tuple(_rows(session, asked, columns, harmless, of=numbers)),
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
    taken = _taken(session, survey_id, round_id, texts=False)
    survey = session.get_one(Survey, survey_id)
    if survey.privacy == "anonymous" and taken.state_on(norwegian_date(now)) not in OVER:
        raise RoundStillOpenError(taken.closes_on)
    columns = _columns(session, survey, taken, texts=False)
    vault = vault_of(session)

    def pseudonym(key: str) -> str:
        return vault.pseudonym(f"{survey_id} {key}")

    rows = _rows(session, taken, columns, pseudonym if survey.privacy == "confidential" else harmless)
    return RoundStream(columns.header, rows)


@dataclass(frozen=True, slots=True)
class _Columns:
    variables: tuple[Variable, ...]
    keyed: bool

    @property
    def header(self) -> tuple[str, ...]:
        return (*([KEY_COLUMN] if self.keyed else []), *(variable.name for variable in self.variables))


def _columns(session: Session, survey: Survey, taken: Round, *, texts: bool) -> _Columns:
    questionnaire = questionnaire_of(session, taken.version_id)
    variables = (variable for variable in codebook_of(questionnaire).variables if texts or not variable.sensitive)
    # A municipality is followed by its own number, which is among the answers.
    return _Columns(tuple(variables), survey.privacy != "anonymous" and questionnaire.unit != "municipality")


@dataclass(frozen=True, slots=True)
class Documents:
    """A round's submitted answers as documents; `submitted_on` is None in an anonymous survey."""

    questionnaire: Questionnaire
    answers: tuple[tuple[Answers, date | None], ...]


def documents(session: Session, survey_id: UUID, round_id: UUID, *, texts: bool = False) -> Documents:
    """What was handed in to the round; free text, which may tell who wrote it, only with `texts`."""
    taken = _taken(session, survey_id, round_id, texts=texts)
    questionnaire = questionnaire_of(session, taken.version_id)
    hidden = {variable.question for variable in codebook_of(questionnaire).variables if variable.sensitive}
    kept_out = questionnaire.contact_questions | (set() if texts else hidden)
    handed_in: Any = session.execute(
        select(Response.answers, Response.submitted_on, Response.privacy)
        .where(Response.survey_id == survey_id, Response.round_id == round_id, Response.state == "submitted")
        .order_by(Response.id)
    )
    return Documents(
        questionnaire,
        tuple(
            (
                {name: answer for name, answer in answers.items() if name not in kept_out},
                None if privacy == "anonymous" else submitted_on,
            )
            for answers, submitted_on, privacy in handed_in
        ),
    )


def _taken(session: Session, survey_id: UUID, round_id: UUID, *, texts: bool) -> Round:
    """The round that is taken out, of which the audit log is told; raises `RoundErasedError`."""
    with access.changing_survey(session, "answers.export", survey_id, round=str(round_id), texts=texts):
        taken = round_of(session, survey_id, round_id)
        taken.require_kept()
    return taken


def _rows(
    session: Session,
    taken: Round,
    columns: _Columns,
    name: Callable[[str], str],
    *,
    of: frozenset[str] | None = None,
) -> Iterator[tuple[str, ...]]:
    """The rows; `of`: the keys of those who are in it, if not all."""
    questionnaire = questionnaire_of(session, taken.version_id)
    responses: Any = session.execute(
        select(Participant.key, Response.answers, Response.carried, Response.earlier)
        .select_from(Response)
        .outerjoin(
            Participant,
            (Participant.survey_id == Response.survey_id) & (Participant.id == Response.participant_id),
        )
        .where(Response.survey_id == taken.survey_id, Response.round_id == taken.id, Response.state == "submitted")
        # Anonymous ones by their random ids: not in the order that they came.
        .order_by(Participant.key, Response.id)
        .execution_options(yield_per=1000)
    )
    handed_in = (Response.survey_id == taken.survey_id, Response.round_id == taken.id, Response.state == "submitted")
    count = session.scalar(select(func.count()).where(*handed_in)) or 0
    for key, answers, carried, earlier in told(session, "Reading answers", responses, count):
        if of is not None and key not in of:
            continue
        setting = Setting(taken.classified_on, carried, taken.number, earlier)
        row = flatten(Route(questionnaire, answers, setting))
        cells = (_cell(variable, row.get(variable.name, "")) for variable in columns.variables)
        yield (*([name(key)] if columns.keyed else []), *cells)


def _cell(variable: Variable, cell: str) -> str:
    return harmless(cell) if variable.level == "text" else cell


def write_round(found: RoundTable, path: Path) -> Path:
    """Write the round to `path` (.csv), with `NAME.round.json` beside it; returns the second file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(found.header)
        writer.writerows(found.rows)
    sidecar = path.with_name(f"{path.stem}.round.json")
    sidecar.write_text(json.dumps(asdict(found.info), ensure_ascii=False, indent=2, default=str) + "\n", "utf-8")
    return sidecar
