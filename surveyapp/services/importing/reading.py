"""The rows of a file as answers, each held up to the rule-book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from questionnaires.answers import Answers, Setting
from questionnaires.checks import page_problems
from questionnaires.definition import Questionnaire
from questionnaires.formulas import worked_out
from questionnaires.question_types import Calculated, SuppliedList
from questionnaires.routing import Route
from questionnaires.rows import unflatten
from questionnaires.variables import codebook_of
from questionnaires.words import Voice
from surveyapp.services.importing.columns import Column, find_columns, read_cells
from surveyapp.services.importing.problems import ImportRefusedError, Problems
from surveyapp.services.importing.tables import Table

NOT_A_FAULT = ("empty", "row_empty", "too_few_items", "too_few", "rank_all")
"""What was left open in another tool stays open."""

ROUNDING = 1e-9
"""What adding up may be off by, beside half of the last decimal, before a calculated value is another one."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One row of the file: the respondent's key (None in an anonymous survey), answers, and those of before."""

    key: str | None
    answers: Answers
    earlier: Answers


@dataclass(frozen=True, slots=True)
class Reader:
    """How rows are read: what they answer, and when; `earlier`: key -> answers of the earlier round."""

    questionnaire: Questionnaire
    setting: Setting
    earlier: Mapping[str, Answers]


def read_answers(
    table: Table, rows: Iterable[tuple[int, tuple[str, ...]]], reader: Reader, *, keyed: bool, key_column: str | None
) -> list[Answered]:
    """The answers in the table's `rows`; raises `ImportRefusedError` with all that is wrong in the file."""
    problems = Problems()
    columns = find_columns(table.header, codebook_of(reader.questionnaire), key_column, problems)
    key = _key(columns, key_column) if keyed else None
    if keyed and key is None and not problems.count:
        problems.add(1, table.header[0], "say which column tells who answered (--key).")
    if problems.count:
        # With the wrong columns, every cell below would be told too.
        raise ImportRefusedError(table.name, problems)
    headings = {column.name: column.heading for column in columns}
    people, seen = [], dict[str, int]()
    for row, cells in rows:
        found = problems.count
        if len(cells) > len(table.header):
            problems.add(row, table.header[-1], "there are cells beyond the last heading.")
        read = read_cells(columns, row, cells, problems)
        name = _key_in(key, cells, read) if key else None
        if key and not name:
            problems.add(row, key.heading, "is empty, so nobody knows who answered.")
        if key and name and seen.setdefault(name, row) != row:
            problems.add(row, key.heading, f"{name!r} stands in row {seen[name]} too. Keep one of them.")
        if problems.count == found:
            # A cell that could not be read would make what hangs on it wrong too.
            earlier = reader.earlier.get(name or "", {})
            route = _route(reader, unflatten(reader.questionnaire, read), earlier)
            for field, text in (*_broken_rules(route), *_disagreeing(route), *_hidden(route)):
                problems.add(row, headings.get(field, field), text)
            people.append(Answered(name, route.kept(), earlier))
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


def _route(reader: Reader, answers: Answers, earlier: Answers) -> Route:
    """The way that one row leads; a list that comes with the participant comes with the row."""
    supplied = [question.id for question in reader.questionnaire.questions() if isinstance(question, SuppliedList)]
    carried = {name: answers[name] for name in supplied if name in answers}
    return Route(reader.questionnaire, answers, replace(reader.setting, carried=carried, earlier=earlier))


def _broken_rules(route: Route) -> Iterator[tuple[str, str]]:
    for shown in route.pages():
        for problem in page_problems(route, shown):
            if problem.kind not in NOT_A_FAULT and not problem.soft:
                yield problem.field, problem.text(Voice("en"))


def _disagreeing(route: Route) -> Iterator[tuple[str, str]]:
    """Values in the file that the formula does not come to; what the file leaves out is worked out."""
    for asked in _calculated(route):
        given = asked.answer_in(route.answers)
        if not isinstance(given, int | float):
            continue
        value = _value(route, asked.question.value, asked.slot)
        if value is None:
            yield asked.field, f"is {given}, but cannot be worked out from the other answers. Take the cell out."
        elif abs(given - value) > 0.5 / 10**asked.question.decimals + ROUNDING:
            told = f"{route.heard(asked):.10g}"
            yield asked.field, f"is {given}, but the other answers come to {told}. Mend them, or take the cell out."


def _value(route: Route, formula: str, slot: str | None) -> float | None:
    return worked_out(formula, lambda variable: route.answer(variable, slot))


def _calculated(route: Route) -> Iterator[Any]:
    return (asked for asked in route.asked() if isinstance(asked.question, Calculated))


def _hidden(route: Route) -> Iterator[tuple[str, str]]:
    asked_for = {**_fields(route.kept()), **{asked.field: None for asked in _calculated(route)}}
    for field in _fields(route.answers):
        if field not in asked_for:
            yield field, "is answered, but the other answers hide this question."


def _fields(answers: Answers) -> dict[str, None]:
    """The fields of a document, in order: `B1`, `E1.row`, `klarer.2`."""
    return {
        field: None
        for question, answer in answers.items()
        for field in ([f"{question}.{part}" for part in answer] if isinstance(answer, Mapping) else [question])
    }
