"""Municipalities that were merged or divided between the rounds: what their former parts answered."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.comparing.results import ItemResult, ListedUnit
from analysis.reports.grouping import Group
from analysis.reports.model import Column, Table
from analysis.wording.cells import NOTHING
from analysis.wording.numbers import count, number
from analysis.wording.phrases import say, words
from analysis.wording.sentences import short_subject


def units_table(group: Group) -> Table | None:
    """What merged and divided municipalities answered, those alike on one line; None when there are none."""
    several = len(group.questions) > 1
    rows = tuple(
        (names, *((short_subject(result),) if several else ()), before, now)
        for result in group.questions
        for before, now, names in _rows(result)
    )
    if not rows:
        return None
    headings = ["col_units", *(["col_question"] if several else []), "col_before", "col_now"]
    columns = tuple(Column(say(each), numeric=False) for each in headings)
    return Table(say("caption_units", heading=group.heading), columns, rows, say("note_units"))


def _rows(result: ItemResult) -> Iterator[tuple[str, str, str]]:
    labels = _labels(result)
    alike: dict[tuple[str, str], list[str]] = {}
    for unit in result.listed:
        name = say("divided", name=unit.name) if unit.kind == "split" else unit.name
        key = (_before(unit, result, labels), _now(unit, labels))
        alike.setdefault(key, []).append(name)
    for (before, now), names in alike.items():
        yield before, now, ", ".join(names)


def _now(unit: ListedUnit, labels: dict[str, str]) -> str:
    if unit.now is None:
        return say("hidden_cell") if unit.suppressed else NOTHING
    return labels.get(unit.now, unit.now)


def _before(unit: ListedUnit, result: ItemResult, labels: dict[str, str]) -> str:
    if result.level == "number":
        told = _sum(unit, result) if unit.total is not None else _each(unit, labels)
    elif unit.inside is not None:
        told = say("inside", inside=count(unit.inside), of=count(unit.of))
    else:
        told = _each(unit, labels)
    if unit.answered < unit.of:
        told = f"{told} {say('parts_missing', n=count(unit.of - unit.answered), of=count(unit.of))}"
    return told


def _sum(unit: ListedUnit, result: ItemResult) -> str:
    total = unit.total or 0.0
    places = 0 if total == int(total) else 1
    return " ".join(filter(None, (say("sum", total=number(total, places)), words(result.unit))))


def _each(unit: ListedUnit, labels: dict[str, str]) -> str:
    """What each former municipality answered."""
    hidden = say("hidden_cell")
    said = [
        say("former", name=each.name, answer=labels.get(each.answer or "", each.answer or hidden))
        for each in unit.former
        if each.answer is not None or each.suppressed
    ]
    return ", ".join(said) or NOTHING


def _labels(result: ItemResult) -> dict[str, str]:
    rounds = [each for each in (result.baseline, result.followup) if each is not None]
    return {code.code: words(code.label) for each in rounds for code in (*each.codes, *each.missing)}
