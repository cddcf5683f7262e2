"""An answers document <-> a row of a data file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from questionnaires.answers import Answer
from questionnaires.codebook import NOT_ASKED, Variable
from questionnaires.definition import Questionnaire
from questionnaires.routing import Route
from questionnaires.variables import codebook_of


def flatten(route: Route) -> dict[str, str]:
    """One submitted response as a row of a data file: variable -> code; `not_asked` where routing hid it."""
    return cells(route, codebook_of(route.questionnaire).variables)


def cells(route: Route, variables: Iterable[Variable]) -> dict[str, str]:
    """The row's cells for some of the variables; what is not answered has none."""
    asked = {one.field: one for one in route.asked()}
    kept = route.kept()
    row = {}
    for variable in variables:
        around = variable.name.rpartition(".")[0]
        one = asked.get(variable.name) or asked.get(around) or asked.get(variable.question)
        if one is None:
            row[variable.name] = NOT_ASKED
            continue
        cell = _cell(variable, one.answer_in(kept))
        if cell is not None:
            row[variable.name] = cell
    return row


def _cell(variable: Variable, answer: Answer | None) -> str | None:
    if answer is None:
        return None
    if variable.kind == "choices" and isinstance(answer, list):
        if set(answer) & {entry.code for entry in variable.missing}:
            return answer[0]
        return "1" if _code_of(variable) in answer else "0"
    if isinstance(answer, Mapping):
        inner = answer.get(variable.part or "")
        return None if inner is None else as_text(inner)
    return as_text(answer)


def _code_of(variable: Variable) -> str:
    """The choice that a variable stands for, whether or not it is asked for each item of a list."""
    return (variable.part or "").rpartition(".")[2]


def as_text(cell: object) -> str:
    """The cell as a file of text has it: nothing where nothing was answered."""
    return "" if cell is None else f"{cell:.10g}" if isinstance(cell, float) else str(cell)


def unflatten(questionnaire: Questionnaire, row: Mapping[str, str]) -> dict[str, Answer]:
    """A row of a data file as an answers document; raises ValueError for a cell that is no number where one must be."""
    answers: dict[str, Any] = {}
    for variable in codebook_of(questionnaire).variables:
        cell = row.get(variable.name, "")
        if cell in ("", NOT_ASKED):
            continue
        if variable.kind == "choices":
            slot = (variable.part or "").rpartition(".")[0]
            around = answers.setdefault(variable.question, {}) if slot else answers
            chosen = around.setdefault(slot or variable.question, [])
            if cell == "1":
                chosen.append(_code_of(variable))
            elif cell != "0" and cell not in chosen:
                chosen.append(cell)
        else:
            value = _from_text(variable, cell)
            if variable.part is None:
                answers[variable.question] = value
            else:
                answers.setdefault(variable.question, {})[variable.part] = value
    return {name: answer for name, answer in answers.items() if answer != []}


def _from_text(variable: Variable, cell: str) -> str | int | float:
    numeric = variable.level == "number" or variable.kind in ("rating", "ranking")
    if not numeric or cell in {entry.code for entry in variable.missing}:
        return cell
    return float(cell) if variable.decimals else int(cell)
