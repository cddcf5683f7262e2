"""Everything that a question tells, intervals and p too, tried against every table that there could have been."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from analysis.comparing.compare import compare
from analysis.comparing.results import Comparison, ItemResult
from analysis.disclosure import comparisons
from analysis.disclosure.comparisons import protect
from analysis.disclosure.published import systems
from analysis.disclosure.suppression import hidden, is_small
from questionnaires.codebook import Codebook
from tests.analysis.made import rounds, written

YAML = """
id: made
title: {nb: Made}
languages: [nb]
unit: person
about: {nb: Om.}
scales: {grad: {better: higher, choices: {1: {nb: A}, 2: {nb: B}, 3: {nb: C}}}}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - %s
"""
YES_NO = written(
    YAML % "{id: q, type: choice, text: {nb: Q?}, choices: {yes: {nb: Ja}, no: {nb: Nei}},\n"
    "         indicator: {codes: [yes], label: {nb: ja}, better: higher}}"
)
GRADE = written(YAML % "{id: q, type: grade, scale: grad, text: {nb: Q?}}")
Table = tuple[int, ...]


def compared(book: Codebook, table: Table) -> Comparison:
    """Persons who answered so in the two rounds: rows baseline, columns follow-up."""
    codes = [code.code for code in book.variables[0].codes]
    both = [
        (was, became)
        for place, count in enumerate(table)
        for was, became in [(codes[place // len(codes)], codes[place % len(codes)])] * count
    ]
    first = [{"id": str(number), "q": was} for number, (was, _) in enumerate(both)]
    second = [{"id": str(number), "q": became} for number, (_, became) in enumerate(both)]
    return compare(*rounds(book, first, second), book, pair_by="id")


def every_table(persons: int, cells: int) -> Iterator[Table]:
    if cells == 1:
        yield (persons,)
        return
    for count in range(persons + 1):
        for rest in every_table(persons - count, cells - 1):
            yield (count, *rest)


def told(comparison: Comparison) -> ItemResult:
    """All that leaves, but what is said of it in one word: that is what the question was asked for."""
    (question,) = protect(comparison).questions
    return replace(question, verdict="cannot_say", direction="neutral", reason="hidden")


def drawn(cells: int, persons: int, seed: int) -> Table:
    chance = random.Random(seed)
    likely = [chance.random() ** 2 for _ in range(cells)]
    found = Counter(chance.choices(range(cells), likely, k=persons))
    return tuple(found[place] for place in range(cells))


KNOWN_TO_TELL = ((4, 5, 0, 3), (7, 10, 2, 11), (6, 7, 1, 16), (2, 1, 0, 1, 2, 0, 0, 0, 4))
"""Of these an interval told a count that all counts and means together left open."""


@pytest.mark.parametrize(
    "true",
    [
        *KNOWN_TO_TELL,
        *(drawn(4, persons, seed) for persons in (10, 12, 16) for seed in range(4)),
        *(drawn(9, 7, seed) for seed in range(4)),
    ],
)
def test_all_that_is_told_leaves_a_hidden_count_between_none_and_five(
    true: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells, persons = len(true), sum(true)
    book = YES_NO if cells == 4 else GRADE
    comparison = compared(book, true)
    (system,) = systems(comparison.questions[0], persons)
    gone, seen = hidden(system), told(comparison)
    kept = [(each.weights[:cells], each.sums(system.atoms)) for each in system.shown if each.name not in gone]
    # What is hidden is hidden whatever the numbers are: which it was tells nothing by itself.
    monkeypatch.setattr(comparisons, "hidden", lambda _system: gone)

    alike = [
        table
        for table in every_table(persons, cells)
        if all(low <= int(weights @ table) <= high for weights, (low, high) in kept)
        and told(compared(book, table)) == seen
    ]

    assert true in alike
    for each in system.shown:
        if each.answer and each.name in gone and is_small(int(each.weights @ system.atoms)):
            could = {int(each.weights[:cells] @ table) for table in alike}
            assert min(could) == 0, each.name
            assert max(could) >= 5, each.name
