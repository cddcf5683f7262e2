"""A plan that was kept in a spreadsheet, taken in whole; or not at all, and what is wrong told by its row."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from questionnaires.identity import has_national_id
from surveyapp.mail import is_address
from surveyapp.models import PlanGoal
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.ids import uuid7
from surveyapp.models.plans import CHALLENGES, SUB_GOALS, MeasureKind
from surveyapp.services import access
from surveyapp.services.planning.keeping import (
    LENGTHS,
    QUESTION,
    NewPlan,
    Wanted,
    begin_plan,
    put_goal,
    put_measure,
)
from surveyapp.services.planning.results import Target

COLUMNS = (
    *("satsingsområde", "mål", "tiltak", "ansvarlig", "type", "fra", "til", "enhet"),
    *("delmål", "hovedutfordring", "indikator", "e-post"),
)
MUST = ("satsingsområde", "mål", "tiltak", "ansvarlig")
KINDS: Mapping[str, MeasureKind] = {"engangs": "once", "årlig": "yearly", "løpende": "continuous", "": "once"}
CHALLENGE_NUMBERS = frozenset(map(str, CHALLENGES))
LONGEST = {
    "satsingsområde": LENGTHS["area"],
    "mål": LENGTHS["goal"],
    "tiltak": LENGTHS["title"],
    "ansvarlig": LENGTHS["owner"],
    "enhet": 60,
}


TOLD = {
    "unknown_column": "is no column of a plan. Choose from: {what}.",
    "missing_column": "the column is missing.",
    "beyond": "there are cells beyond the last heading.",
    "empty": "is empty.",
    "too_long": "has more than {what} letters.",
    "national_id": "take the national identity number out.",
    "type": "{what!r} is none of: engangs, årlig, løpende.",
    "address": "is not one e-mail address.",
    "unknown": "{what!r} is not known. Write them as in C5, C6.",
    "target": "a target needs fra, til and enhet.",
    "number": "{what!r} is not a number.",
}
"""What can be wrong with a file, by its kind."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """What is wrong in one cell; `what`: what stands there, or what may."""

    row: int
    column: str
    kind: str
    what: str = ""


class PlanFileError(SurveyAppError):
    """The file was read, but is no plan."""

    def __init__(self, name: str, problems: Sequence[FileProblem]) -> None:
        told = (f"{name}:{each.row}:{each.column}: {TOLD[each.kind].format(what=each.what)}" for each in problems)
        super().__init__("\n".join(told))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of the file, and the goal that it is for."""

    area: str
    goal: str
    wanted: Wanted


Cells = dict[str, str]
Problems = list[FileProblem]


def read_rows(name: str, header: Sequence[str], lines: Sequence[tuple[int, Sequence[str]]]) -> tuple[Row, ...]:
    """The measures of a table; an empty area or goal is that of the row above. Raises `PlanFileError`."""
    places = {heading.strip().casefold(): place for place, heading in enumerate(header)}
    problems: Problems = [
        FileProblem(1, heading or str(place + 1), "unknown_column", ", ".join(COLUMNS))
        for heading, place in places.items()
        if heading not in COLUMNS
    ]
    problems += [FileProblem(1, each, "missing_column") for each in MUST if each not in places]
    if problems:
        raise PlanFileError(name, problems)
    above: Cells = {}
    rows = []
    for number, line in lines:
        cells = {
            column: line[places[column]].strip() if column in places and places[column] < len(line) else ""
            for column in COLUMNS
        }
        if not cells["satsingsområde"]:
            cells["satsingsområde"] = above.get("satsingsområde", "")
            cells["mål"] = cells["mål"] or above.get("mål", "")
        above = cells
        found: Problems = [FileProblem(number, header[-1], "beyond")] if any(line[len(header) :]) else []
        rows.append(_row(number, cells, found))
        problems += found
    if problems:
        raise PlanFileError(name, problems)
    return tuple(rows)


def take_in(session: Session, organisation_id: UUID, plan: NewPlan, rows: Sequence[Row], now: datetime) -> UUID:
    """A new plan with these measures, all in one transaction; its id."""
    plan_id = uuid7()
    with access.changing(session, "plan.change", organisation_id, plan=str(plan_id), measures=len(rows)):
        begin_plan(session, organisation_id, plan_id, plan, now)
        goals: dict[tuple[str, str], PlanGoal] = {}
        for row in rows:
            place = (row.area, row.goal)
            if place not in goals:
                goals[place] = session.get_one(PlanGoal, put_goal(session, plan_id, plan.year, *place))
            put_measure(session, goals[place], uuid7(), row.wanted)
    return plan_id


def _row(number: int, cells: Cells, problems: Problems) -> Row:
    for column in MUST:
        if not cells[column]:
            problems.append(FileProblem(number, column, "empty"))
    for column, longest in LONGEST.items():
        if len(cells[column]) > longest:
            problems.append(FileProblem(number, column, "too_long", str(longest)))
    problems.extend(
        FileProblem(number, column, "national_id") for column, text in cells.items() if has_national_id(text)
    )
    kind = KINDS.get(cells["type"].casefold())
    if kind is None:
        problems.append(FileProblem(number, "type", "type", cells["type"]))
    if cells["e-post"] and not is_address(cells["e-post"]):
        problems.append(FileProblem(number, "e-post", "address"))
    wanted = Wanted(
        cells["tiltak"],
        kind or "once",
        cells["ansvarlig"],
        _target(number, cells, problems),
        _list(number, cells, "delmål", set(SUB_GOALS).__contains__, problems),
        [
            int(each)
            for each in _list(number, cells, "hovedutfordring", set(map(str, CHALLENGES)).__contains__, problems)
        ],
        _list(number, cells, "indikator", lambda each: QUESTION.fullmatch(each) is not None, problems),
        cells["e-post"] or None,
    )
    return Row(" ".join(cells["satsingsområde"].split()), " ".join(cells["mål"].split()), wanted)


def _list(number: int, cells: Cells, column: str, knows: Callable[[str], bool], problems: Problems) -> tuple[str, ...]:
    """What stands in a cell, apart; what is not known there is told."""
    found = cells[column].replace(",", " ").replace(";", " ").split()
    problems += [FileProblem(number, column, "unknown", each) for each in found if not knows(each)]
    return tuple(each for each in found if knows(each))


def _target(number: int, cells: Cells, problems: Problems) -> Target | None:
    given = {column: cells[column] for column in ("fra", "til", "enhet") if cells[column]}
    if not given:
        return None
    for column in ("fra", "til", "enhet"):
        if column not in given:
            problems.append(FileProblem(number, column, "target"))
    values = [_number(number, cells, column, problems) for column in ("fra", "til")]
    return Target(values[0], values[1], cells["enhet"])


def _number(number: int, cells: Cells, column: str, problems: Problems) -> float:
    try:
        value = float(cells[column].replace(",", ".") or 0)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        problems.append(FileProblem(number, column, "number", cells[column]))
    return value
