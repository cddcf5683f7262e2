"""The attacker finds what can be found: against R, against published attacks, and against trying every table."""

import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure.auditing import ImpossibleStatementsError, audit
from analysis.disclosure.statements import Secret, Statement, exactly, mean, percentage

CASES = json.loads((Path(__file__).parent / "r" / "disclosure.json").read_text())["cases"]
INVESTMENT = CASES[0]


def margins(table: np.ndarray, hidden: np.ndarray, open_rows: list[int] | None = None) -> list[Statement]:
    """All that is shown of a two-way table with its totals; atoms run along the rows."""
    places = np.arange(table.size).reshape(table.shape)
    told = [exactly(f"cell {at}", [at], table.flat[at]) for at in np.flatnonzero(~hidden.ravel()).tolist()]
    told += [exactly(f"column {j}", places[:, j].tolist(), table[:, j].sum()) for j in range(table.shape[1])]
    rows = [i for i in range(table.shape[0]) if i not in (open_rows or [])]
    return told + [exactly(f"row {i}", places[i].tolist(), table[i].sum()) for i in rows]


def secret(at: int, low: float, high: float) -> Secret:
    return Secret(f"cell {at}", ((at, 1.0),), low, high)


@pytest.mark.parametrize("case", CASES)
def test_intervals_are_those_that_r_finds(case: dict) -> None:  # type: ignore[type-arg]
    table, hidden = np.array(case["table"]), np.array(case["hidden"])
    places = np.arange(table.size).reshape(table.shape)
    # R numbers cells down the columns.
    cells = [int(places.ravel(order="F")[at]) for at in case["cells"]]
    truth = [int(table.flat[at]) for at in cells]

    found = audit(
        table.size,
        margins(table, hidden, case["open_rows"]),
        [secret(at, value, value) for at, value in zip(cells, truth, strict=True)],
        exact=True,
    )

    ends = [(each.low, each.high) for each in found.findings]
    assert ends == [pytest.approx(interval, abs=1e-6) for interval in case["intervals"]]


def test_the_hidden_investment_lies_between_5_and_30() -> None:
    # Both ends are those of R's lpSolve, for the last cell of the second row (22); four cells are hidden.
    table, hidden = np.array(INVESTMENT["table"]), np.array(INVESTMENT["hidden"])

    enough = audit(9, margins(table, hidden), [secret(5, 5, 30)])
    too_wide = audit(9, margins(table, hidden), [secret(5, 4, 30)])

    assert enough.safe
    assert [(each.low, each.must_low) for each in too_wide.breaches] == [(5, 4)]


def test_one_cell_hidden_in_its_row_is_found_by_subtraction() -> None:
    told = [exactly("row", [0, 1, 2], 30), exactly("first", [0], 20), exactly("third", [2], 7)]

    found = audit(3, told, [secret(1, 0, 5)])

    assert [(each.low, each.high) for each in found.breaches] == [(3, 3)]


def test_two_in_each_row_and_column_are_not_enough() -> None:
    # The two first rows less the two first columns leave one cell (Cox 1980, JASA 75, on unions of rows and columns).
    table = np.array([[5, 6, 20, 20], [7, 8, 3, 20], [20, 20, 6, 7], [20, 20, 8, 9]])
    hidden = np.array([[1, 1, 0, 0], [1, 1, 1, 0], [0, 0, 1, 1], [0, 0, 1, 1]], dtype=bool)

    found = audit(16, margins(table, hidden), [secret(6, 0, 5)])

    assert hidden.sum(axis=0).min() == hidden.sum(axis=1).min() == 2
    assert [(each.low, each.high) for each in found.breaches] == [(3, 3)]


def test_a_total_of_few_hidden_together_tells_that_each_is_small() -> None:
    told = [exactly("row", [0, 1, 2], 43), exactly("third", [2], 40)]

    (found,) = audit(3, told, [secret(0, 0, 5)]).breaches

    assert (found.low, found.high) == (0, 3)


@pytest.mark.parametrize(("decimals", "caught"), [(1, True), (0, False)])
def test_the_others_percentages_tell_a_hidden_count(decimals: int, caught: bool) -> None:
    # 3 of 400 answered «nei»; their count is hidden, the total and the share of «ja» are not.
    ja = round(100 * 397 / 400, decimals)
    told = [exactly("all", [0, 1], 400), *percentage("ja", [0], [0, 1], ja, decimals=decimals)]

    found = audit(2, told, [secret(1, 2, 4)])

    # 99.2 % of 400 (or 99.3) leaves 3 alone; 99 % leaves 2 to 6.
    assert found.safe is not caught


def test_a_mean_tells_a_hidden_count() -> None:
    # Three codes, n = 50 and the mean 1.10 to two decimals: with 46 ones shown, only 3 and 1 fit.
    told = [
        exactly("all", [0, 1, 2], 50),
        exactly("ones", [0], 46),
        *mean("mean", [1, 2, 3], [0, 1, 2], 1.1, decimals=2),
    ]

    found = audit(3, told, [secret(2, 0, 4)])

    assert [(each.low, each.high) for each in found.breaches] == [(1, 1)]


def test_the_difference_between_two_geographies_tells_those_in_between() -> None:
    # Duke-Williams and Rees 1998: a town within two boundaries that differ by two persons.
    told = [exactly("by gamle grenser", [0], 105), exactly("by nye grenser", [0, 1], 107)]

    assert [each.low for each in audit(2, told, [secret(1, 0, 5)]).breaches] == [2]


def test_all_and_those_in_a_filter_tell_those_outside_it() -> None:
    told = [exactly("alle", [0, 1], 27), exactly("har plan", [0], 25)]

    assert not audit(2, told, [secret(1, 0, 5)]).safe


def test_whole_persons_settle_what_fractions_leave_open() -> None:
    # Twice one count and the other twice: 2x + 2y + z = 5 leaves z odd, so z = 2 is a fraction's table only.
    told = [Statement("sum", ((0, 2.0), (1, 2.0), (2, 1.0)), 5, 5), exactly("z at most", [2, 3], 2)]

    fractions = audit(4, told, [secret(2, 1, 2)], whole=False)
    persons = audit(4, told, [secret(2, 1, 2)])

    assert fractions.safe
    assert [(each.low, each.high) for each in persons.breaches] == [(1, 1)]


def test_statements_that_no_table_keeps_are_refused() -> None:
    with pytest.raises(ImpossibleStatementsError, match="Check the totals"):
        audit(2, [exactly("all", [0, 1], 3), exactly("ja", [0], 4)], [])


def test_a_secret_that_nothing_limits_has_no_upper_end() -> None:
    (found,) = audit(2, [exactly("ja", [0], 4)], [secret(1, 0, 5)], exact=True).findings

    assert (found.low, found.high, found.safe) == (0, None, True)


def test_a_hidden_cell_without_an_interval_must_only_not_be_known() -> None:
    told = [exactly("all", [0, 1], 9), exactly("third", [2], 4)]
    unknown, known = Secret("a", ((0, 1.0),), width=1), Secret("c", ((2, 1.0),), width=1)

    assert [each.safe for each in audit(3, told, [unknown, known]).findings] == [True, False]


@settings(deadline=None, max_examples=60)
@given(
    cells=st.lists(st.integers(0, 4), min_size=6, max_size=6),
    hidden=st.lists(st.booleans(), min_size=6, max_size=6),
    shares=st.booleans(),
)
def test_no_closer_and_no_wider_than_trying_every_table(cells: list[int], hidden: list[bool], shares: bool) -> None:
    table, gone = np.array(cells).reshape(2, 3), np.array(hidden).reshape(2, 3)
    told = margins(table, gone, [1])
    if shares and table[1].sum():
        share = round(100 * table[1, 0] / table[1].sum())
        told += percentage("share", [3], [3, 4, 5], share)

    found = audit(6, told, [secret(at, cells[at], cells[at]) for at in range(6)], exact=True)

    tables = np.array(list(product(range(9), repeat=4)))
    tables = np.column_stack([tables, np.zeros((len(tables), 2), dtype=int)])
    first = table.sum(axis=0)
    # The last row's two last cells follow from the columns' totals.
    tables[:, 4:] = first[1:] - tables[:, 1:3]
    tables = tables[(tables >= 0).all(axis=1)]
    for each in told:
        sums = sum(weight * tables[:, atom] for atom, weight in each.weights)
        tables = tables[(sums >= each.low - 1e-9) & (sums <= each.high + 1e-9)]
    assert [(each.low, each.high) for each in found.findings] == [
        (tables[:, at].min(), tables[:, at].max()) for at in range(6)
    ]
