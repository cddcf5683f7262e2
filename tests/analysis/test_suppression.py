"""An attacker who tries every possible table finds no hidden count."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from analysis.disclosure.suppression import Name, Question, Shown, Unnamed, hidden, is_small

LARGEST = 7

Numbers = NDArray[np.int64]


def table_question(rows: int, columns: int, cells: list[int]) -> Question:
    """Cells, margins and the total of a table of persons, with the mean of the columns."""
    row, column = (each.ravel() for each in np.indices((rows, columns)))
    n, one = sum(cells), np.eye(len(cells), dtype=np.int64)
    shown = [Shown(("cell", i // columns, i % columns), one[i], 1, answer=True) for i in range(len(cells))]
    shown += [Shown(("row", i), (row == i).astype(np.int64), 5, answer=True) for i in range(rows)]
    shown += [Shown(("column", j), (column == j).astype(np.int64), 5, answer=True) for j in range(columns)]
    shown.append(Shown(("mean",), column, 20, n=n, decimals=1))
    return Question(np.array(cells, dtype=np.int64), [np.ones(len(cells), dtype=np.int64)], shown, [])


def possible(question: Question, gone: frozenset[Name], *, aware: bool = True) -> Numbers:
    """Every table, a row each, that agrees with the total, all that is shown, and, if `aware`, hidden counts being 1-4.

    Where all numbers of one cost are hidden, the reader cannot tell which of them are small.
    """
    total = int(question.atoms.sum())
    public = [each for each in question.shown if each.name not in gone]
    told = {each.cost for each in public}
    single = {int(each.weights.argmax()): each for each in public if each.name[0] == "cell"}
    choices = [
        [int(question.atoms[place])] if place in single else range(total + 1)
        for place in range(len(question.atoms) - 1)
    ]
    cells = np.stack([axis.ravel() for axis in np.meshgrid(*choices, indexing="ij")], axis=1)
    tables: Numbers = np.column_stack([cells, total - cells.sum(axis=1)])
    tables = tables[tables[:, -1] >= 0]
    for each in public:
        sums = tables @ each.weights
        alike = [value for value in np.unique(sums) if _shown(each, int(value)) == each.at(question.atoms)]
        tables = tables[np.isin(sums, alike)]
    for each in secrets(question):
        if aware and each.cost in told:
            sums = tables @ each.weights
            tables = tables[(sums >= 1) & (sums <= 4)]
    return tables


def _shown(number: Shown, total: int) -> float:
    return round(total / number.n, number.decimals) if number.n else float(total)


def secrets(question: Question) -> list[Shown]:
    return [each for each in question.shown if each.answer and is_small(int(each.weights @ question.atoms))]


def assert_nothing_is_determined(question: Question) -> None:
    gone = hidden(question)
    every = possible(question, gone)
    assert (every == question.atoms).all(axis=1).any(), "the attacker's rules exclude the truth"
    unaware = possible(question, gone, aware=False)
    for secret in secrets(question):
        assert secret.name in gone
        assert len(np.unique(every @ secret.weights)) > 1, secret.name
        assert (unaware @ secret.weights).min() == 0, secret.name
        assert (unaware @ secret.weights).max() >= 5, secret.name


@given(cells=st.lists(st.integers(0, LARGEST), min_size=4, max_size=4).filter(lambda found: sum(found) > 4))
def test_no_hidden_cell_of_a_table_of_four_can_be_worked_out(cells: list[int]) -> None:
    assert_nothing_is_determined(table_question(2, 2, cells))


@given(cells=st.lists(st.integers(0, LARGEST), min_size=6, max_size=6).filter(lambda found: 4 < sum(found) < 16))
def test_no_hidden_cell_of_a_table_of_six_can_be_worked_out(cells: list[int]) -> None:
    assert_nothing_is_determined(table_question(2, 3, cells))


def test_a_lone_small_count_takes_others_with_it() -> None:
    question = table_question(2, 2, [3, 40, 30, 50])
    assert {("cell", 0, 0), ("cell", 0, 1), ("cell", 1, 0), ("cell", 1, 1)} <= hidden(question)


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert hidden(table_question(2, 3, [10, 0, 5, 8, 20, 7])) == frozenset()


def test_dearer_numbers_are_kept_as_long_as_cheaper_ones_will_do() -> None:
    gone = hidden(table_question(3, 3, [3, 40, 30, 50, 60, 20, 2, 10, 30]))
    assert not {name for name in gone if name[0] != "cell"}
    assert 4 <= len(gone) < 9


def test_a_small_complement_that_nothing_names_is_protected_too() -> None:
    inside, outside = np.array([1, 0], dtype=np.int64), np.array([0, 1], dtype=np.int64)
    shown = [Shown(("inside",), inside, 1, answer=True), Shown(("counted",), inside + outside, 9)]
    assert hidden(Question(np.array([96, 2]), [], shown, [Unnamed(outside)])) == {("inside",)}


def test_a_mean_that_would_tell_a_hidden_count_is_hidden() -> None:
    # 3 of 8 hold the value 1: the mean 0.4 tells the 3 to any reader who knows the 8.
    values = np.array([0, 1], dtype=np.int64)
    counts = [Shown(("code", place), np.eye(2, dtype=np.int64)[place], 5, answer=True) for place in range(2)]
    question = Question(
        np.array([5, 3]), [np.ones(2, dtype=np.int64)], [*counts, Shown(("mean",), values, 20, n=8, decimals=1)], []
    )
    assert hidden(question) == {("code", 0), ("code", 1), ("mean",)}
