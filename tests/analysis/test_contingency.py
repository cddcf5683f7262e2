"""Square tables against R's coin, exactRankTests and stats, and against every way the signs could have fallen."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparing.findings import measure
from analysis.comparing.values import Caution
from analysis.reducing.differences import Differences, Integers, from_table, from_values
from analysis.statistics.contingency import (
    NotSquareError,
    best_place,
    bowker,
    marginal_scores,
    stuart_maxwell,
    top_box_paired,
    top_box_unpaired,
)
from analysis.statistics.proportions import paired_change, share, unpaired_change
from tests.analysis.expected import from_r

CASES = from_r("contingency")["cases"]

tables = st.integers(2, 5).flatmap(
    lambda size: st.lists(st.integers(0, 9), min_size=size * size, max_size=size * size).map(
        lambda cells: np.array(cells, dtype=np.int64).reshape(size, size)
    )
)


def of(case: dict[str, Any]) -> tuple[Integers, Differences]:
    table = np.array(case["table"], dtype=np.int64)
    return table, from_table(table, np.arange(1, len(table) + 1))


@pytest.mark.parametrize("name", CASES)
def test_stuart_maxwell_is_rs(name: str) -> None:
    found, expected = stuart_maxwell(of(CASES[name])[0]), CASES[name]["stuart"]
    assert found is not None
    assert (found.statistic, found.df) == pytest.approx((expected["statistic"], expected["df"]), abs=1e-6)
    assert found.p == pytest.approx(expected["p"], rel=1e-6)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "bowker" in case])
def test_bowker_is_rs(name: str) -> None:
    found, expected = bowker(of(CASES[name])[0]), CASES[name]["bowker"]
    assert found is not None
    assert (found.statistic, found.df) == pytest.approx((expected["statistic"], expected["df"]), abs=1e-6)
    assert found.p == pytest.approx(expected["p"], rel=1e-6)


@pytest.mark.parametrize("name", CASES)
def test_marginal_homogeneity_with_scores_is_rs(name: str) -> None:
    found, expected = marginal_scores(of(CASES[name])[1])[0], CASES[name]["scores"]
    assert found.statistic == pytest.approx(expected["z"], abs=1e-6)
    assert abs(found.statistic or 0) == pytest.approx(expected["absolute"], abs=1e-6)
    assert found.p == pytest.approx(expected["p"], rel=1e-6)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "exact" in case])
def test_the_exact_test_of_the_scores_is_rs(name: str) -> None:
    assert marginal_scores(of(CASES[name])[1])[1].p == pytest.approx(CASES[name]["exact"], rel=1e-6)


@given(values=st.lists(st.integers(-7, 7), min_size=1, max_size=10))
def test_the_exact_test_of_the_scores_is_a_count_of_all_signs(values: list[int]) -> None:
    sizes = np.abs(np.array(values))
    every = [abs(int(np.array(signs) @ sizes)) for signs in product((-1, 1), repeat=len(values))]
    expected = sum(each >= abs(sum(values)) for each in every) / len(every)
    assert marginal_scores(from_values(np.array(values)))[1].p == pytest.approx(expected, rel=1e-12)


def test_bowker_counts_only_answers_that_somebody_moved_between() -> None:
    # By hand: (10 - 3)^2 / 13 + (15 - 5)^2 / 20, and nobody between the first and the last.
    found = bowker(np.array([[20, 10, 0], [3, 30, 15], [0, 5, 40]]))
    assert found is not None
    assert (found.statistic, found.df) == pytest.approx((49 / 13 + 100 / 20, 2))


@given(table=tables.filter(np.any))
def test_swapping_the_rounds_keeps_the_p_and_turns_the_z(table: Integers) -> None:
    for test in (stuart_maxwell, bowker):
        forth, back = test(table), test(table.T)
        assert forth is not None
        assert back is not None
        assert (forth.statistic, forth.p) == pytest.approx((back.statistic, back.p), rel=1e-7, abs=1e-9)
    forward, backward = (marginal_scores(from_table(each, np.arange(len(table)))) for each in (table, table.T))
    assert forward[0].statistic == pytest.approx(-(backward[0].statistic or 0))
    assert [test.p for test in forward] == pytest.approx([test.p for test in backward])


@given(table=tables.filter(np.any), chance=st.randoms(use_true_random=False))
def test_the_order_of_answers_without_order_makes_no_difference(table: Integers, chance: Any) -> None:
    order = chance.sample(range(len(table)), len(table))
    for test in (stuart_maxwell, bowker):
        one, other = test(table), test(table[np.ix_(order, order)])
        assert one is not None
        assert other is not None
        assert (one.statistic, one.df) == pytest.approx((other.statistic, other.df), rel=1e-7, abs=1e-9)


@given(table=tables.filter(np.any), copies=st.integers(2, 4))
def test_copies_of_all_pairs_multiply_the_statistics(table: Integers, copies: int) -> None:
    for test in (stuart_maxwell, bowker):
        once, often = test(table), test(copies * table)
        assert once is not None
        assert often is not None
        assert (often.statistic, often.df) == pytest.approx((copies * (once.statistic or 0), once.df), abs=1e-7)


@given(table=tables.filter(np.any))
def test_those_who_stayed_make_no_difference(table: Integers) -> None:
    more = table + 11 * np.eye(len(table), dtype=np.int64)
    for test in (stuart_maxwell, bowker):
        one, other = test(table), test(more)
        assert one is not None
        assert other is not None
        assert one.statistic == pytest.approx(other.statistic, abs=1e-7)


@pytest.mark.parametrize("table", [np.diag([4, 0, 7]), np.array([[5]]), np.diag([1, 0])])
def test_without_any_move_p_is_1(table: Integers) -> None:
    for test in (stuart_maxwell, bowker):
        found = test(table)
        assert found is not None
        assert (found.statistic, found.df, found.p) == (0.0, 0.0, 1.0)
    assert [test.p for test in marginal_scores(from_table(table, np.arange(len(table))))] == [1.0, 1.0]


def test_without_pairs_there_is_no_test() -> None:
    nobody = np.zeros((3, 3), dtype=np.int64)
    assert (stuart_maxwell(nobody), bowker(nobody), top_box_paired(nobody, 2)) == (None, None, None)
    assert marginal_scores(from_table(nobody, np.arange(3))) == ()
    assert top_box_unpaired(np.array([0, 0]), np.array([1, 2]), 1) is None


@pytest.mark.parametrize("table", [np.ones((2, 3)), np.ones(4), -np.eye(2)])
def test_what_is_no_table_of_two_rounds_is_refused(table: Integers) -> None:
    with pytest.raises(NotSquareError):
        stuart_maxwell(table)


def test_the_exact_test_is_left_out_where_it_would_take_too_long() -> None:
    values = np.random.default_rng(5).normal(20, 40_000, 1500).round().astype(np.int64)
    assert [test.name for test in marginal_scores(from_values(values))] == ["marginal_scores"]
    assert Caution("no_exact_scores") in measure(from_values(values), 0.95).cautions


def test_a_test_that_was_made_is_not_said_to_be_left_out() -> None:
    values = np.array([1, 1, 2, -1, 0])
    assert [test.name for test in marginal_scores(from_values(values))] == ["marginal_scores", "marginal_scores_exact"]
    assert Caution("no_exact_scores") not in measure(from_values(values), 0.95).cautions


def test_a_top_box_is_the_change_in_the_share_of_one_answer() -> None:
    table = np.array([[20, 10, 5], [3, 30, 15], [1, 5, 40]])
    found, expected = top_box_paired(table, 2), paired_change(40, 6, 20, 63)
    assert found is not None
    assert expected is not None
    assert (found.value, found.low, found.high) == (expected.value, expected.low, expected.high)
    before, after = share("share", 7, 20), share("share", 9, 30)
    assert before is not None
    assert after is not None
    apart, known = top_box_unpaired(np.array([7, 13]), np.array([9, 21]), 0), unpaired_change(before, after)
    assert apart is not None
    assert (apart.name, apart.value, apart.low, apart.high) == ("top_box_change", known.value, known.low, known.high)


def test_the_best_answer_is_the_highest_unless_lower_is_better() -> None:
    assert best_place([5, 4, 3, 2, 1], "higher") == 0
    assert best_place([1, 2, 3], "none") == 2
    assert best_place([5, 4, 3, 2, 1], "lower") == 4
