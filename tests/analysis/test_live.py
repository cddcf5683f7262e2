"""A round told of in steps: whoever keeps every page, and subtracts, finds nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from analysis.disclosure.auditing import audit
from analysis.disclosure.statements import Secret, Statement, exactly
from analysis.files.rounds import RoundInfo
from analysis.live.crossing import Crossing, background, states_of
from analysis.live.showing import shown_now
from analysis.live.telling import Step, is_due, next_step, step_from_json, step_to_json
from analysis.reducing.differences import Integers
from questionnaires.loading import load
from questionnaires.variables import codebook_of

BOOK = codebook_of(
    load(
        """
id: erfaring
title: {nb: Erfaring}
languages: [nb]
unit: person
about: {nb: Om erfaring.}
pages:
  - id: en
    title: {nb: En}
    questions:
      - id: rolle
        type: choice
        text: {nb: Hvem er du?}
        choices: {bruker: {nb: Bruker}, parorende: {nb: Pårørende}, verge: {nb: Verge}}
      - id: fikk
        type: choice
        text: {nb: Fikk du hjelp?}
        choices: {ja: {nb: Ja}, litt: {nb: Litt}, nei: {nb: Nei}}
        indicator: {codes: [ja], label: {nb: fikk hjelp}}
      - id: hva
        type: choices
        text: {nb: Hva fikk du?}
        choices: {plan: {nb: Plan}, bolig: {nb: Bolig}}
""",
        "erfaring.yaml",
    )
)
BY = background(BOOK)
GROUPS = states_of(BY) if BY is not None else ()
FIKK = next(each for each in BOOK.variables if each.name == "fikk")
Answers = dict[str, Integers]


def answers(seed: int, people: int) -> Answers:
    """Everybody's answers in the order that they came: states by place."""
    chance = np.random.default_rng(seed)
    likely = {each.name: chance.dirichlet(np.ones(len(states_of(each)))) for each in BOOK.variables}
    likely["rolle"] = np.array([0.5, 0.25, 0.2, 0.05])
    found = {name: chance.choice(len(each), people, p=each) for name, each in likely.items()}
    # Whoever skips a question with several answers has skipped each of them.
    parts = [each.name for each in BOOK.variables if each.question == "hva"]
    skipped = chance.random(people) < 0.1
    for name in parts:
        found[name] = np.where(skipped, 2, chance.integers(0, 2, people))
    return found


def crossed(found: Answers, people: int) -> Crossing:
    group = found["rolle"][:people]
    counts = {}
    for each in BOOK.variables:
        table = np.zeros((len(states_of(each)), len(GROUPS)), dtype=np.int64)
        np.add.at(table, (found[each.name][:people], group), 1)
        counts[each.name] = table
    return Crossing(GROUPS, np.bincount(group, minlength=len(GROUPS)), counts)


def told(found: Answers, people: int) -> list[Step]:
    steps: list[Step] = []
    for so_far in range(1, people + 1):
        if is_due(so_far, steps):
            steps.append(next_step(crossed(found, so_far), BOOK, BY, steps))
    return steps


def published(steps: Sequence[Step], name: str) -> Iterator[Statement]:
    """All numbers of one variable that stood on any page, over atoms (step, group, answer)."""
    size = len(states_of(next(each for each in BOOK.variables if each.name == name)))

    def atoms(until: int, group: str, states: range) -> list[int]:
        groups = range(len(GROUPS)) if group == "*" else [GROUPS.index(group)]
        return [
            (at * len(GROUPS) + here) * size + state for at in range(until + 1) for here in groups for state in states
        ]

    for at, step in enumerate(steps):
        yield exactly("all", atoms(at, "*", range(size)), step.respondents)
        yield from (exactly("group", atoms(at, group, range(size)), n) for group, n in step.groups.items())
        for group, cells in step.cells.get(name, {}).items():
            shown = [(state, count) for state, count in enumerate(cells) if count is not None]
            yield from (exactly("cell", atoms(at, group, range(state, state + 1)), count) for state, count in shown)


def small_counts(steps: Sequence[Step], found: Answers, name: str) -> Iterator[tuple[str, list[int], int]]:
    """Each count of 1-4 among those who came in one step, in each group and in all: its atoms, and what it was."""
    size = len(states_of(next(each for each in BOOK.variables if each.name == name)))
    start = 0
    for at, step in enumerate(steps):
        came = slice(start, step.respondents)
        for state in range(size):
            gave = found[name][came] == state
            everybody = [(at * len(GROUPS) + group) * size + state for group in range(len(GROUPS))]
            counts = [
                ([everybody[group]], int((gave & (found["rolle"][came] == group)).sum()))
                for group in range(len(GROUPS))
            ]
            for atoms, count in (*counts, (everybody, int(gave.sum()))):
                if 0 < count < 5:
                    yield f"{name} {at} {state}", atoms, count
        start = step.respondents


@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_found_by_putting_all_pages_together(seed: int) -> None:
    found = answers(seed, 170)
    steps = told(found, 170)
    assert [each.respondents for each in steps] == [20, 40, 80, 160]
    for variable in BOOK.variables:
        secrets = list(small_counts(steps, found, variable.name))
        size = len(steps) * len(GROUPS) * len(states_of(variable))
        asked = [Secret(name, tuple((atom, 1.0) for atom in atoms)) for name, atoms, _ in secrets]
        for known, (_, _, truth) in zip(
            audit(size, list(published(steps, variable.name)), asked, exact=True).findings, secrets, strict=True
        ):
            assert known.low == 0 or known.high is None or known.high - known.low >= 4, (variable.name, known, truth)
            assert known.low < (known.high if known.high is not None else 5), (variable.name, known, truth)


def test_most_is_told_when_many_have_answered_and_what_is_told_is_true() -> None:
    found = answers(11, 640)
    steps = told(found, 640)
    last = shown_now(steps, BOOK, RoundInfo("2026"))
    fikk = next(each for each in last.questions if each.name == "fikk")
    assert fikk.baseline is not None
    at = max(step.respondents for step in steps if "*" in step.cells.get("fikk", {}))
    truth = np.bincount(found["fikk"][:at], minlength=4)
    shown = {each.code: each.count for each in fikk.baseline.codes if each.count is not None}
    assert shown
    assert shown == {code: truth[place] for place, code in enumerate(["ja", "litt", "nei"]) if code in shown}


def test_a_step_is_told_when_twice_as_many_have_answered() -> None:
    steps = [Step(20, {}, {})]
    assert [is_due(people, steps) for people in (21, 39, 40)] == [False, False, True]
    assert [is_due(people, []) for people in (19, 20)] == [False, True]


def test_a_step_is_read_back_as_it_was_written() -> None:
    step = Step(20, {"bruker": 12}, {"fikk": {"*": (12, None, 0, None)}})
    assert step_from_json(step_to_json(step)) == step


def test_hidden_numbers_are_in_no_result() -> None:
    step = Step(30, {}, {"fikk": {"*": (20, None, None, 7)}})
    fikk = shown_now([step], BOOK, RoundInfo("2026")).questions[0]
    assert fikk.baseline is not None
    assert [each.count for each in fikk.baseline.codes] == [20, None, None]
    assert fikk.baseline.valid == 23
    assert fikk.indicator is not None
    assert fikk.indicator.baseline is not None
    assert fikk.indicator.baseline.count == 20
