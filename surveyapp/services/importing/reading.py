"""The rows of a file as answers, each held up to the rule-book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from questionnaires.answers import Answer, Setting
from questionnaires.checks import page_problems
from questionnaires.definition import Questionnaire
from questionnaires.question_types import SuppliedList
from questionnaires.routing import Route
from questionnaires.rows import unflatten
from questionnaires.variables import codebook_of
from questionnaires.words import Voice
from surveyapp.services.importing.columns import Column, find_columns, read_cells
from surveyapp.services.importing.problems import ImportRefusedError, Problems
from surveyapp.services.importing.tables import Table

NOT_A_FAULT = ("empty", "row_empty", "too_few_items", "too_few", "rank_all")
"""What was left open in another tool stays open."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One row of the file: the respondent's key (None in an anonymous survey) and answers."""

    key: str | None
    answers: dict[str, Answer]


def read_answers(
    table: Table, questionnaire: Questionnaire, setting: Setting, *, keyed: bool, key_column: str | None
) -> list[Answered]:
    """Every row's answers; raises `ImportRefusedError` with all that is wrong in the file."""
    problems = Problems()
    columns = find_columns(table.header, codebook_of(questionnaire), key_column, problems)
    key = _key(columns, key_column) if keyed else None
    if keyed and key is None and not problems.count:
        problems.add(1, table.header[0], "say which column tells who answered (--key).")
    if problems.count:
        # With the wrong columns, every cell below would be told too.
        raise ImportRefusedError(table.name, problems)
    headings = {column.name: column.heading for column in columns}
    people, seen = [], dict[str, int]()
    for row, cells in table.rows:
        found = problems.count
        if len(cells) > len(table.header):
            problems.add(row, table.header[-1], "there are cells beyond the last heading.")
        read = read_cells(columns, row, cells, problems)
        name = _key_in(key, cells, read) if key else None
        if key and not name:
            problems.add(row, key.heading, "is empty, so nobody knows who answered.")
        if key and name and seen.setdefault(name, row) != row:
            problems.add(row, key.heading, f"{name!r} stands in row {seen[name]} too. Keep one of them.")
        answers = unflatten(questionnaire, read)
        if problems.count == found:
            # A cell that could not be read would make what hangs on it wrong too.
            _check(questionnaire, answers, setting, row=row, headings=headings, problems=problems)
        people.append(Answered(name, answers))
    if problems.count:
        raise ImportRefusedError(table.name, problems)
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


def _check(
    questionnaire: Questionnaire,
    answers: dict[str, Answer],
    setting: Setting,
    *,
    row: int,
    headings: dict[str, str],
    problems: Problems,
) -> None:
    """Hold one row up to the rule-book; a list that comes with the participant comes with the row."""
    supplied = [question.id for question in questionnaire.questions() if isinstance(question, SuppliedList)]
    own = replace(setting, carried={name: answers[name] for name in supplied if name in answers})
    route = Route(questionnaire, answers, own)
    for shown in route.pages():
        for problem in page_problems(route, shown):
            if problem.kind not in NOT_A_FAULT and not problem.soft:
                problems.add(row, headings.get(problem.field, problem.field), problem.text(Voice("en")))
    asked_for = _fields(route.kept())
    for field in _fields(answers):
        if field not in asked_for:
            problems.add(row, headings.get(field, field), "is answered, but the other answers hide this question.")


def _fields(answers: Mapping[str, Answer]) -> dict[str, None]:
    """The fields of a document, in order: `B1`, `E1.row`, `klarer.2`."""
    return {
        field: None
        for question, answer in answers.items()
        for field in ([f"{question}.{part}" for part in answer] if isinstance(answer, Mapping) else [question])
    }
