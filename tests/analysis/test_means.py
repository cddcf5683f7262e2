"""The mean change and its standardised sizes, held against R and against what must stay the same."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparing.values import Estimate
from analysis.reducing.differences import from_values
from analysis.reducing.pairs import Pairs, UnequalLengthsError, pair_table, pair_values
from analysis.statistics.means import d_av, d_z, oldham, paired_t, standardised_response_mean
from analysis.statistics.ordinal import mean_change
from tests.analysis.truth import truth

R = truth("numbers")["pairs"]
NAMES = [case["name"] for case in R]
PERSONS = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=3, max_size=30)


def of(case: dict[str, Any]) -> Pairs:
    return pair_values(np.array(case["before"]), np.array(case["after"]))


def from_persons(persons: list[tuple[int, int]]) -> Pairs:
    return pair_values(np.array([one for one, _ in persons]), np.array([two for _, two in persons]))


def ends(estimate: Estimate | None) -> tuple[float | None, float | None]:
    assert estimate is not None
    return estimate.low, estimate.high


def value(estimate: Estimate | None) -> float:
    assert estimate is not None
    assert estimate.value is not None
    return estimate.value


@pytest.mark.parametrize("case", R, ids=NAMES)
def test_the_paired_t_is_that_of_r(case: dict[str, Any]) -> None:
    test = paired_t(of(case).differences)

    assert test is not None
    assert test.statistic == pytest.approx(case["t"], abs=1e-6)
    assert test.df == case["df"]
    assert test.p == pytest.approx(case["p"], rel=1e-6)


@pytest.mark.parametrize("case", R, ids=NAMES)
def test_the_mean_change_has_the_interval_of_r(case: dict[str, Any]) -> None:
    found = mean_change(of(case).differences, case["level"])

    assert value(found) == pytest.approx(case["mean"], abs=1e-6)
    assert ends(found) == pytest.approx(case["mean_ends"], abs=1e-6)


@pytest.mark.parametrize("case", R, ids=NAMES)
def test_d_z_and_d_av_invert_the_noncentral_t_as_r_does(case: dict[str, Any]) -> None:
    pairs = of(case)
    by_changes, by_persons = d_z(pairs.differences, case["level"]), d_av(pairs, case["level"])

    assert value(by_changes) == pytest.approx(case["d_z"], abs=1e-6)
    assert ends(by_changes) == pytest.approx(case["d_z_ends"], abs=1e-6)
    assert value(by_persons) == pytest.approx(case["d_av"], abs=1e-6)
    assert ends(by_persons) == pytest.approx(case["d_av_ends"], abs=1e-6)


@pytest.mark.parametrize("case", R, ids=NAMES)
def test_oldhams_correlation_is_that_of_r(case: dict[str, Any]) -> None:
    found = oldham(of(case), case["level"])

    assert value(found) == pytest.approx(case["oldham"], abs=1e-6)
    assert ends(found) == pytest.approx(case["oldham_ends"], abs=1e-6)


def test_students_sleep_data_give_the_t_that_he_published() -> None:
    # Student 1908, section IX: 1.58 hours by a standard deviation (divided by n) of 1.17; t is that times 3.
    (sleep,) = (case for case in R if case["name"] == "sleep")
    test = paired_t(of(sleep).differences)

    assert test is not None
    assert test.statistic is not None
    assert test.statistic / 3 == pytest.approx(1.35, abs=0.005)


def test_the_naive_correlation_with_baseline_is_fooled_where_oldhams_is_not() -> None:
    # The same two independent ratings in every combination: nobody's level changes, only chance.
    persons = [(first, second) for first in range(5) for second in range(5)]
    before, after = (np.array(side) for side in zip(*persons, strict=True))

    assert np.corrcoef(before, after - before)[0, 1] == pytest.approx(-np.sqrt(0.5))
    assert value(oldham(pair_values(before, after))) == 0


@given(PERSONS)
def test_swapping_the_rounds_turns_every_sign(persons: list[tuple[int, int]]) -> None:
    pairs = from_persons(persons)
    found = [d_z(pairs.differences), d_av(pairs), oldham(pairs), standardised_response_mean(pairs.differences)]
    swapped = pairs.swapped
    turned = [d_z(swapped.differences), d_av(swapped), oldham(swapped), standardised_response_mean(swapped.differences)]

    for one, other in zip(found, turned, strict=True):
        assert (one is None) == (other is None)
        if one is not None and other is not None:
            assert value(other) == pytest.approx(-value(one), abs=1e-9)
            assert (one.low is None) == (other.low is None)
            if one.low is not None and one.high is not None:
                assert ends(other) == pytest.approx((-one.high, -one.low), abs=1e-9)


@given(PERSONS, st.randoms(use_true_random=False))
def test_the_order_of_persons_changes_nothing(persons: list[tuple[int, int]], chance: Any) -> None:
    mixed = list(persons)
    chance.shuffle(mixed)
    one, other = from_persons(persons), from_persons(mixed)

    assert (d_av(one), oldham(one), paired_t(one.differences)) == (
        d_av(other),
        oldham(other),
        paired_t(other.differences),
    )


@given(st.lists(st.lists(st.integers(0, 6), min_size=4, max_size=4), min_size=4, max_size=4))
def test_a_transition_table_gives_what_its_persons_give(rows: list[list[int]]) -> None:
    table, values = np.array(rows), np.array([1, 2, 3, 7])
    before, after = (np.repeat(values[side.ravel()], table.ravel()) for side in np.indices(table.shape))
    counted, raw = pair_table(table, values), pair_values(before, after)

    assert (d_av(counted), oldham(counted)) == (d_av(raw), oldham(raw))
    assert paired_t(counted.differences) == paired_t(from_values(after - before))


@given(PERSONS, st.integers(2, 4))
def test_copies_of_everybody_keep_oldham_and_sharpen_t(persons: list[tuple[int, int]], copies: int) -> None:
    one, many = from_persons(persons), from_persons(persons * copies)
    first, second = oldham(one), oldham(many)
    assert (first is None) == (second is None)
    if first is not None:
        assert value(second) == pytest.approx(value(first), abs=1e-12)
    single, several = paired_t(one.differences), paired_t(many.differences)
    if single is not None and several is not None:
        n = len(persons)
        # The same sums over k n persons: t grows by the root of (k n - 1) / (n - 1).
        expected = (single.statistic or 0) * np.sqrt((copies * n - 1) / (n - 1))
        assert several.statistic == pytest.approx(expected, abs=1e-9)


def test_equal_changes_have_no_spread_to_judge_by() -> None:
    pairs = pair_values(np.array([1, 2, 3]), np.array([3, 4, 5]))

    assert (paired_t(pairs.differences), d_z(pairs.differences), oldham(pairs)) == (None, None, None)
    found = d_av(pairs)
    assert (value(found), ends(found)) == (2.0, (None, None))


@pytest.mark.parametrize("persons", [[], [(1, 2)], [(2, 2), (2, 2), (2, 2)]])
def test_nobody_one_person_and_constant_answers_give_nothing(persons: list[tuple[int, int]]) -> None:
    pairs = from_persons(persons)

    assert [paired_t(pairs.differences), d_z(pairs.differences), d_av(pairs), oldham(pairs)] == [None] * 4


def test_a_perfect_oldham_correlation_has_no_interval() -> None:
    found = oldham(pair_values(np.array([1, 2, 3, 4]), np.array([2, 4, 6, 8])))

    assert (value(found), ends(found)) == (1.0, (None, None))


def test_a_very_large_change_still_has_an_interval() -> None:
    before = np.arange(500) % 7
    found = d_z(from_values(1000 + before - before[::-1]))

    low, high = ends(found)
    assert low is not None
    assert high is not None
    # The t beyond which R's own noncentral t stops is 37.6; for large n the interval is d_z by its standard error.
    error = value(found) / np.sqrt(2 * 499)
    assert (low, high) == pytest.approx((value(found) - 1.96 * error, value(found) + 1.96 * error), rel=0.01)


def test_rounds_of_unequal_length_are_refused() -> None:
    with pytest.raises(UnequalLengthsError, match="one number per person"):
        pair_values(np.array([1, 2]), np.array([1]))
