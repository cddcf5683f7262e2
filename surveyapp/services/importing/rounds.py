"""Taking a round in: every row is held up to the rule-book, and all are stored in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from questionnaires.answers import Answer
from questionnaires.checks import Setting, problems_with
from questionnaires.classifications import kommuner
from questionnaires.definition import Questionnaire
from questionnaires.routing import shown_pages
from questionnaires.rows import unflatten
from questionnaires.variables import codebook_of
from surveyapp.models import Participant, Response, Round, Survey
from surveyapp.models.errors import NotFoundError, SurveyAppError, WrongPrivacyError
from surveyapp.models.ids import new_reference, norwegian_date, uuid7
from surveyapp.models.transactions import writing
from surveyapp.models.versions import questionnaire_of
from surveyapp.services.importing.columns import Column, find_columns, read_cells
from surveyapp.services.importing.problems import ImportRefusedError, Problem
from surveyapp.services.importing.tables import ImportLimits, Table, read_table

NOT_A_FAULT = ("empty", "row_empty", "too_few_items")
"""What was left open in another tool stays open."""


class RoundNotEmptyError(SurveyAppError):
    """The round has answers already; a file is taken into an empty round."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken in: respondents, how many of them were new to the survey, and the file it came from."""

    responses: int
    new_participants: int
    source_name: str
    source_sha256: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One row of the file: the respondent's key (None in an anonymous survey) and answers."""

    key: str | None
    answers: dict[str, Answer]


def import_round(
    session: Session,
    survey_id: UUID,
    round_id: UUID,
    path: Path,
    *,
    key_column: str | None,
    limits: ImportLimits,
    now: datetime,
) -> Imported:
    """Store each row of the file as a submitted response of the round.

    A column is a variable's name or label, a cell a code or its label; `key_column` tells who answered (None: the
    municipality, if the questionnaire asks for it). Raises `UnreadableFileError`, `ImportRefusedError` with every
    problem, `RoundNotEmptyError` or `WrongPrivacyError`; then nothing is stored.
    """
    survey, taken = _round(session, survey_id, round_id)
    questionnaire = questionnaire_of(session, taken.version_id)
    if survey.privacy == "anonymous" and key_column is not None:
        raise WrongPrivacyError("An anonymous survey keeps no key of who answered. Leave the key column out.")
    setting = Setting(taken.classified_on, {})
    table = read_table(path, limits)
    people = _read(table, questionnaire, setting, keyed=survey.privacy != "anonymous", key_column=key_column)
    with writing(session):
        survey, taken = _round(session, survey_id, round_id, lock=True)
        _require_empty(session, taken)
        taken.source_name, taken.source_sha256 = table.name[:255], table.sha256
        keys = [one.key for one in people if one.key is not None]
        ids, added = _participants(session, survey, keys, _labels(questionnaire, setting))
        _store(session, survey, taken, people, ids=ids, now=now)
    return Imported(len(people), added, table.name, table.sha256)


def _round(session: Session, survey_id: UUID, round_id: UUID, *, lock: bool = False) -> tuple[Survey, Round]:
    found = session.get(Round, (survey_id, round_id), with_for_update=lock)
    if found is None:
        raise NotFoundError(f"Survey {survey_id} has no round {round_id}.")
    return session.get_one(Survey, survey_id), found


def _require_empty(session: Session, taken: Round) -> None:
    here = (Response.survey_id == taken.survey_id, Response.round_id == taken.id)
    held = session.scalar(select(func.count()).select_from(Response).where(*here))
    if held:
        raise RoundNotEmptyError(f"The round {taken.label!r} has {held} responses. Import into a new round.")


def _read(
    table: Table, questionnaire: Questionnaire, setting: Setting, *, keyed: bool, key_column: str | None
) -> list[Answered]:
    """Every row's answers; raises `ImportRefusedError` with all that is wrong in the file."""
    columns, problems = find_columns(table.header, codebook_of(questionnaire), key_column)
    key = _key(columns, key_column) if keyed else None
    if keyed and key is None and not problems:
        problems.append(Problem(1, table.header[0], "say which column tells who answered (--key)."))
    if problems:
        # With the wrong columns, every cell below would be told too.
        raise ImportRefusedError(table.name, problems)
    people, seen = [], dict[str, int]()
    for row, cells in table.rows:
        if len(cells) > len(table.header):
            problems.append(Problem(row, table.header[-1], "there are cells beyond the last heading."))
        read = read_cells(columns, row, cells, problems)
        name = _key_in(key, cells, read) if key else None
        if key and not name:
            problems.append(Problem(row, key.heading, "is empty, so nobody knows who answered."))
        if key and name and seen.setdefault(name, row) != row:
            problems.append(Problem(row, key.heading, f"{name!r} stands in row {seen[name]} too. Keep one of them."))
        answers = unflatten(questionnaire, read)
        problems.extend(_problems(questionnaire, answers, setting, row, columns))
        people.append(Answered(name, answers))
    if problems:
        raise ImportRefusedError(table.name, sorted(problems, key=lambda problem: problem.row))
    return people


def _key(columns: list[Column], key_column: str | None) -> Column | None:
    """The column that tells who answered: the one that was named, else the municipality."""
    for column in columns:
        municipality = column.variable is not None and column.variable.level == "key"
        if column.heading == key_column or (key_column is None and municipality):
            return column
    return None


def _key_in(key: Column, cells: tuple[str, ...], read: dict[str, str]) -> str:
    if key.variable is not None:
        return read.get(key.variable.name, "")
    return cells[key.place] if key.place < len(cells) else ""


def _problems(
    questionnaire: Questionnaire, answers: dict[str, Answer], setting: Setting, row: int, columns: list[Column]
) -> Iterator[Problem]:
    """What the rule-book says of one row."""
    headings = {column.variable.name: column.heading for column in columns if column.variable}
    shown = [asked for page in shown_pages(questionnaire, answers) for asked in page.asked]
    for asked in shown:
        for problem in problems_with(asked, asked.answer_in(answers), setting):
            if problem.kind not in NOT_A_FAULT:
                yield Problem(row, headings.get(problem.field, problem.field), problem.text("en"))
    hidden = answers.keys() - {asked.question.id for asked in shown}
    for question in sorted(hidden):
        yield Problem(row, headings.get(question, question), "is answered, but not asked after the other answers.")


def _labels(questionnaire: Questionnaire, setting: Setting) -> dict[str, str]:
    """What to call the respondents whose key says more than itself: municipalities, by their numbers."""
    if questionnaire.unit != "municipality":
        return {}
    return {kommune.nr: kommune.label for kommune in kommuner(on=setting.round_date)}


def _participants(
    session: Session, survey: Survey, keys: list[str], labels: Mapping[str, str]
) -> tuple[dict[str, UUID], int]:
    """Participant ids by key, made for those that the survey does not know, and how many were made."""
    if not keys:
        return {}, 0
    known = session.execute(select(Participant.key, Participant.id).where(Participant.survey_id == survey.id))
    ids = dict(known.all())
    new = {key: uuid7() for key in keys if key not in ids}
    if new:
        rows = [
            {"survey_id": survey.id, "id": new_id, "privacy": survey.privacy, "key": key, "label": labels.get(key, key)}
            for key, new_id in new.items()
        ]
        session.execute(insert(Participant), rows)
    return ids | new, len(new)


def _store(
    session: Session, survey: Survey, taken: Round, people: list[Answered], *, ids: dict[str, UUID], now: datetime
) -> None:
    anonymous = survey.privacy == "anonymous"
    used = set(session.scalars(select(Response.reference).where(Response.survey_id == survey.id)))
    today, moment = norwegian_date(now), None if anonymous else now
    rows: list[dict[str, Any]] = []
    for one in people:
        while (reference := new_reference()) in used:
            pass
        used.add(reference)
        rows.append(
            {
                "survey_id": survey.id,
                "id": uuid4() if anonymous else uuid7(),
                "privacy": survey.privacy,
                "synthetic": survey.synthetic,
                "round_id": taken.id,
                "participant_id": None if one.key is None else ids[one.key],
                "state": "submitted",
                "revision": 0,
                "answers": one.answers,
                "carried": {},
                "reference": reference,
                "started_on": today,
                "started_at": moment,
                "submitted_on": today,
                "submitted_at": moment,
            }
        )
    # By their random ids, anonymous answers lie in another order than in the file.
    rows.sort(key=lambda row: row["id"])
    if rows:
        session.execute(insert(Response), rows)
