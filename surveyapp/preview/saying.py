"""Conditions in plain bokmål, with the ids that the author wrote and the labels that the respondent reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from questionnaires.answers import NOTHING
from questionnaires.conditions import Condition, holds
from questionnaires.definition import Questionnaire
from questionnaires.formulas import AnswerTo
from questionnaires.question_types import missing_of

COMPARED = {
    "at_least": "er minst {bound}",
    "at_most": "er høyst {bound}",
    "more_than": "er mer enn {bound}",
    "less_than": "er mindre enn {bound}",
    "equals": "er {bound}",
    "change_over": "er endret med mer enn {bound} siden sist",
}


def in_words(questionnaire: Questionnaire, condition: Condition | None) -> str:
    """When something is shown: «plan er «Ja» og senger er mer enn 3»; nothing when it always is."""
    return _all(questionnaire, condition.root) if condition is not None else ""


def what_fails(questionnaire: Questionnaire, condition: Condition | None, answer_to: AnswerTo) -> str:
    """The answers that keep it from holding: «plan er «Nei»», «senger er ikke besvart»; nothing when it holds."""
    if condition is None:
        return ""
    said: dict[str, None] = {}
    for key, wanted in condition.root.items():
        if not holds(Condition({key: wanted}), answer_to):
            said.update(dict.fromkeys(_as_answered(questionnaire, name, answer_to) for name in _names(key, wanted)))
    return " og ".join(said)


def _names(key: str, wanted: Any) -> Iterator[str]:
    """The variables of one line, however deep they stand."""
    if key in ("any", "all"):
        for branch in wanted:
            for inner, line in branch.items():
                yield from _names(inner, line)
    elif key == "not":
        for inner, line in wanted.items():
            yield from _names(inner, line)
    else:
        yield key


def _as_answered(questionnaire: Questionnaire, name: str, answer_to: AnswerTo) -> str:
    answer = answer_to(name)
    if answer in NOTHING:
        return f"{_variable(name)} er ikke besvart"
    given = answer if isinstance(answer, list | tuple) else [answer]
    return f"{_variable(name)} er {_listed([_label(questionnaire, name, code) for code in given], 'og')}"


def _all(questionnaire: Questionnaire, lines: Mapping[str, Any]) -> str:
    return " og ".join(_line(questionnaire, key, wanted) for key, wanted in lines.items())


def _line(questionnaire: Questionnaire, key: str, wanted: Any) -> str:
    if key in ("any", "all"):
        branches = [_all(questionnaire, branch) for branch in wanted]
        return f"({(' eller ' if key == 'any' else ' og ').join(branches)})"
    if key == "not":
        return f"ikke ({_all(questionnaire, wanted)})"
    if isinstance(wanted, Mapping):
        return " og ".join(f"{_variable(key)} {_compared(name, bound)}" for name, bound in wanted.items())
    codes = wanted if isinstance(wanted, list | tuple) else [wanted]
    return f"{_variable(key)} er {_listed([_label(questionnaire, key, code) for code in codes], 'eller')}"


def _compared(name: str, bound: Any) -> str:
    if name == "answered":
        return "er besvart" if bound else "er ikke besvart"
    return COMPARED[name].format(bound=_number(bound))


def _variable(name: str) -> str:
    if name == "role":
        return "rollen"
    if name == "round":
        return "runden"
    return f"{name.removeprefix('earlier.')} forrige gang" if name.startswith("earlier.") else name


def _label(questionnaire: Questionnaire, name: str, code: Any) -> str:
    """The words of a code, as they stand in the first language; else the code or number itself."""
    question_id = name.removeprefix("earlier.").partition(".")[0]
    if questionnaire.has(question_id):
        question = questionnaire.question(question_id)
        for option in (*getattr(question, "all_choices", ()), *missing_of(question)):
            if option.code == str(code):
                return f"«{option.label.in_language(questionnaire.languages[0])}»"
    return _number(code)


def _listed(words: list[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _number(bound: Any) -> str:
    return f"{bound:g}".replace(".", ",") if isinstance(bound, float) else str(bound)
