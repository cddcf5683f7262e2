"""Conditions as FHIR says them: a flat list of enableWhen where that can be, else FHIRPath."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from questionnaires.companions import ROLE
from questionnaires.conditions import MOMENT, Condition
from questionnaires.definition import Questionnaire
from questionnaires.formats.fhir import urls
from questionnaires.formats.fhir.enabling import COMPARISONS
from questionnaires.formats.fhir.fhirpath import condition_as_path
from questionnaires.formats.fhir.out_words import Resource, system
from questionnaires.question_types import (
    BaseQuestion,
    Calculated,
    Choice,
    Consent,
    Count,
    Currency,
    Date,
    Grade,
    Grid,
    MultipleChoice,
    Number,
    NumberGrid,
    Percentage,
    Ranking,
    Rating,
    Time,
    Year,
    missing_of,
)

OPERATORS = {ours: theirs for theirs, ours in COMPARISONS.items()}
MISSING = "/missing"
"""What the link id of the ways of not answering a question ends with."""


@dataclass(frozen=True, slots=True)
class Target:
    """One item that a condition may ask of: how its answers are written."""

    link: str
    kind: str
    system: str = ""
    missing: frozenset[str] = frozenset()


def targets(questionnaire: Questionnaire) -> dict[str, Target]:
    """Variable -> the item that holds its answers."""
    return {
        variable: target for question in questionnaire.questions() for variable, target in _of(questionnaire, question)
    }


def _of(questionnaire: Questionnaire, question: BaseQuestion) -> list[tuple[str, Target]]:
    name, missing = question.id, frozenset(option.code for option in missing_of(question))
    if isinstance(question, Grid):
        scale = system(questionnaire, question.scale)
        return [(f"{name}.{row.code}", Target(f"{name}.{row.code}", "coded", scale)) for row in question.rows]
    if isinstance(question, NumberGrid):
        return [(f"{name}.{row.code}", Target(f"{name}.{row.code}", "number", "", missing)) for row in question.rows]
    if isinstance(question, Ranking):
        return [(f"{name}.{each.code}", Target(f"{name}.{each.code}", "whole")) for each in question.all_choices]
    if isinstance(question, Grade):
        return [(name, Target(name, "coded", system(questionnaire, question.scale)))]
    if isinstance(question, Choice | MultipleChoice):
        return [(name, Target(name, "coded", system(questionnaire, name)))]
    return [(name, Target(name, _kind(question), system(questionnaire, name), missing))]


def _kind(question: BaseQuestion) -> str:
    if isinstance(question, Number | NumberGrid | Count | Percentage | Currency | Calculated):
        return "number" if question.decimals else "whole"
    kinds: tuple[tuple[type[BaseQuestion], str], ...] = (
        (Rating, "whole"),
        (Year, "whole"),
        (Consent, "consent"),
        (Date, "date"),
        (Time, "time"),
    )
    return next((kind for each, kind in kinds if isinstance(question, each)), "written")


def enabling(condition: Condition | None, to: Mapping[str, Target]) -> Resource:
    """The enableWhen that says a condition, or the extension with it in FHIRPath; nothing when neither can."""
    if condition is None:
        return {}
    flat = _flat(condition.root, to)
    if flat is not None:
        entries, behaviour = flat
        return {"enableWhen": entries, **({"enableBehavior": behaviour} if len(entries) > 1 else {})}
    path = condition_as_path(condition.root, lambda name: _link(to, name))
    if path is None:
        return {}
    expression = {"language": "text/fhirpath", "expression": path}
    return {"extension": [{"url": urls.ENABLE_WHEN, "valueExpression": expression}]}


def _link(to: Mapping[str, Target], variable: str) -> str | None:
    return to[variable].link if variable in to else variable if variable == ROLE else None


Flat = tuple[list[Resource], str]


def _flat(lines: Mapping[str, Any], to: Mapping[str, Target]) -> Flat | None:
    """A condition as one list of enableWhen, of which all or any must hold; None when it nests deeper."""
    if len(lines) == 1:
        key, wanted = next(iter(lines.items()))
        if key in ("any", "all"):
            return _branches(wanted, key, to)
        if key == "not":
            return _not(wanted, to)
        if isinstance(wanted, list):
            return _joined([_line(key, code, to) for code in wanted], "any")
    return _joined([_line(key, wanted, to) for key, wanted in lines.items()], "all")


def _branches(branches: list[Mapping[str, Any]], behaviour: str, to: Mapping[str, Target]) -> Flat | None:
    found: list[list[Resource] | None] = []
    for branch in branches:
        inner = _flat(branch, to)
        fits = inner is not None and (len(inner[0]) == 1 or inner[1] == behaviour)
        found.append(inner[0] if inner is not None and fits else None)
    return _joined(found, behaviour)


def _joined(parts: list[list[Resource] | None], behaviour: str) -> Flat | None:
    said = [part for part in parts if part is not None]
    if len(said) < len(parts) or not said:
        return None
    return [entry for part in said for entry in part], behaviour


def _not(wanted: Mapping[str, Any], to: Mapping[str, Target]) -> Flat | None:
    """«Not this code»: FHIR's `!=` holds when no answer is equal, as ours does."""
    inner = _flat(wanted, to)
    if inner is None or len(inner[0]) != 1 or inner[0][0]["operator"] != "=":
        return None
    return [{**inner[0][0], "operator": "!="}], "all"


def _line(key: str, wanted: Any, to: Mapping[str, Target]) -> list[Resource] | None:
    target = to.get(key)
    if target is None or isinstance(wanted, list) or key in ("any", "all", "not"):
        return None
    if not isinstance(wanted, Mapping):
        entry = _code(target, str(wanted))
        return None if entry is None else [entry]
    entries = [_comparison(target, name, bound) for name, bound in wanted.items()]
    said = [entry for entry in entries if entry is not None]
    return said if len(said) == len(entries) else None


def _code(target: Target, code: str) -> Resource | None:
    if target.kind == "coded":
        return _when(target.link, "=", "answerCoding", {"system": target.system, "code": code})
    if code in target.missing:
        return _when(target.link + MISSING, "=", "answerCoding", {"system": target.system, "code": code})
    if target.kind == "consent":
        return _when(target.link, "=", "answerBoolean", True)
    return _when(target.link, "=", "answerInteger", int(code)) if target.kind == "whole" and code.isdigit() else None


def _comparison(target: Target, name: str, bound: Any) -> Resource | None:
    if name == "answered":
        return _when(target.link, "exists", "answerBoolean", bound) if not target.missing else None
    if name not in OPERATORS or isinstance(bound, bool):
        return None
    operator = OPERATORS[name]
    if isinstance(bound, int | float) and target.kind in ("number", "whole"):
        whole = target.kind == "whole" and float(bound).is_integer()
        return _when(
            target.link, operator, "answerInteger" if whole else "answerDecimal", int(bound) if whole else bound
        )
    if not isinstance(bound, str) or not MOMENT.fullmatch(bound):
        return None
    if target.kind == "date" and len(bound) == 10:
        return _when(target.link, operator, "answerDate", bound)
    return _when(target.link, operator, "answerTime", f"{bound}:00") if target.kind == "time" else None


def _when(link: str, operator: str, key: str, value: object) -> Resource:
    return {"question": link, "operator": operator, key: value}
