"""An answers document <-> a row of a data file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from questionnaires.answers import Answer, Answers
from questionnaires.codebook import NOT_ASKED, Variable
from questionnaires.definition import Questionnaire
from questionnaires.routing import shown_pages
from questionnaires.variables import codebook_of


def flatten(questionnaire: Questionnaire, answers: Answers) -> dict[str, str]:
    """One submitted response as a row of a data file: variable -> code; `not_asked` where routing hid it."""
    asked = {one.field: one for shown in shown_pages(questionnaire, answers) for one in shown.asked}
    row = {}
    for variable in codebook_of(questionnaire).variables:
        one = asked.get(variable.name, asked.get(variable.question))
        if one is None:
            row[variable.name] = NOT_ASKED
            continue
        cell = _cell(variable, one.answer_in(answers))
        if cell is not None:
            row[variable.name] = cell
    return row


def _cell(variable: Variable, answer: Answer | None) -> str | None:
    if answer is None:
        return None
    if variable.kind == "choices" and isinstance(answer, list):
        if set(answer) & {entry.code for entry in variable.missing}:
            return answer[0]
        return "1" if variable.part in answer else "0"
    if isinstance(answer, Mapping):
        inner = answer.get(variable.part or "")
        return None if inner is None else _as_text(inner)
    return _as_text(answer)


def _as_text(answer: object) -> str:
    return f"{answer:.10g}" if isinstance(answer, float) else str(answer)


def unflatten(questionnaire: Questionnaire, row: Mapping[str, str]) -> dict[str, Answer]:
    """A row of a data file as an answers document; raises ValueError for a cell that is no number where one must be."""
    answers: dict[str, Any] = {}
    for variable in codebook_of(questionnaire).variables:
        cell = row.get(variable.name, "")
        if cell in ("", NOT_ASKED):
            continue
        if variable.kind == "choices":
            chosen = answers.setdefault(variable.question, [])
            if cell == "1":
                chosen.append(variable.part)
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
    numeric = variable.level == "number" or variable.kind == "rating"
    if not numeric or cell in {entry.code for entry in variable.missing}:
        return cell
    return float(cell) if variable.decimals else int(cell)
