"""Alpha and omega, held against R, against closed forms, and against what must not matter."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import logit

from analysis.comparing.values import Caution, Estimate
from analysis.reducing.items import Items, ItemsError, item_rows
from analysis.scales.reliability import ReliabilityError, cronbach_alpha, error_of, mcdonald_omega, reliability_of
from tests.analysis.truth import near, truth

TRUTH = truth("reliability")
R = TRUTH["items"]
MATRICES = arrays(np.int64, st.tuples(st.integers(3, 25), st.integers(2, 5)), elements=st.integers(0, 5))


def of(case: dict[str, Any]) -> Items:
    return item_rows(np.array(case["x"]).astype(np.int64))


def value(estimate: Estimate | None) -> float:
    assert estimate is not None
    assert estimate.value is not None
    return estimate.value


@pytest.mark.parametrize("case", R, ids=lambda case: case["name"])
def test_alpha_and_feldts_interval_are_those_of_psych(case: dict[str, Any]) -> None:
    found = cronbach_alpha(of(case), case["level"])

    assert found is not None
    assert [found.value, found.low, found.high] == near([case["alpha"], *case["alpha_ends"]])


@pytest.mark.parametrize("case", [case for case in R if case["omega"]], ids=lambda case: case["name"])
def test_omega_is_that_of_the_likelihoods_maximum_by_r(case: dict[str, Any]) -> None:
    assert value(mcdonald_omega(of(case))) == near(case["omega"])


@pytest.mark.parametrize("case", [case for case in R if case["omega"]], ids=lambda case: case["name"])
def test_omegas_interval_is_that_of_the_influence_of_each_person_by_boot(case: dict[str, Any]) -> None:
    found = mcdonald_omega(of(case), case["level"])

    # R takes the derivative as a difference.
    assert found is not None
    assert [found.low, found.high] == pytest.approx(case["omega_ends"], abs=1e-5)


def test_omegas_logit_varies_as_much_as_when_persons_are_resampled() -> None:
    found = mcdonald_omega(of(R[2]))

    # The spread of 2,000 resamples has an error of 1.6 %; one of 60 persons is some per cent above the first order.
    assert found is not None
    assert float(np.diff(logit([found.low, found.high]))[0]) / (2 * 1.959964) == pytest.approx(
        TRUTH["resampled_sd"], rel=0.06
    )


@given(MATRICES)
def test_omega_always_lies_within_its_interval(matrix: Any) -> None:
    found = mcdonald_omega(item_rows(matrix))

    if found is not None:
        assert found.low is not None
        assert found.high is not None
        assert 0 <= found.low <= value(found) <= found.high <= 1


@pytest.mark.parametrize("seed", range(20))
def test_three_items_have_the_loadings_that_their_correlations_give(seed: int) -> None:
    chance = np.random.default_rng(seed)
    level = chance.integers(0, 8, size=(300, 1))
    matrix = level + chance.integers(0, [6, 9, 12], size=(300, 3))
    spread, r = matrix.std(axis=0, ddof=1), np.corrcoef(matrix.T)
    squared = np.array([r[i, j] * r[i, k] / r[j, k] for i, j, k in ((0, 1, 2), (1, 0, 2), (2, 0, 1))])
    assert 0 < squared.min() <= squared.max() < 0.99

    # With three correlations and three loadings the model fits perfectly: r12 = l1 l2 and so on.
    common, own = (spread @ np.sqrt(squared)) ** 2, spread**2 @ (1 - squared)
    assert value(mcdonald_omega(item_rows(matrix))) == pytest.approx(common / (common + own), abs=1e-6)


@given(MATRICES, st.randoms(use_true_random=False))
def test_the_order_of_persons_and_of_items_does_not_matter(matrix: Any, chance: Any) -> None:
    rows, columns = list(range(len(matrix))), list(range(matrix.shape[1]))
    chance.shuffle(rows)
    chance.shuffle(columns)
    one, other = reliability_of(item_rows(matrix)), reliability_of(item_rows(matrix[rows][:, columns]))

    assert one.cautions == other.cautions
    assert (one.alpha is None) == (other.alpha is None)
    if one.alpha is not None:
        assert value(other.alpha) == pytest.approx(value(one.alpha), abs=1e-9)


@given(MATRICES, st.integers(2, 4))
def test_counts_of_rows_are_as_good_as_the_rows(matrix: Any, copies: int) -> None:
    raw = item_rows(np.repeat(matrix, copies, axis=0))
    counted = item_rows(matrix, np.full(len(matrix), copies))

    assert reliability_of(raw) == reliability_of(counted)


@given(MATRICES, st.integers(2, 4))
def test_copies_of_everybody_keep_alpha(matrix: Any, copies: int) -> None:
    one, many = (cronbach_alpha(item_rows(matrix, np.full(len(matrix), n))) for n in (1, copies))

    assert (one is None) == (many is None)
    if one is not None:
        assert value(many) == pytest.approx(value(one), abs=1e-9)


@given(MATRICES)
def test_alpha_is_that_of_the_formula_with_variances(matrix: Any) -> None:
    found = cronbach_alpha(item_rows(matrix))

    if found is not None:
        k, total = matrix.shape[1], matrix.sum(axis=1).var()
        assert value(found) == pytest.approx(k / (k - 1) * (1 - matrix.var(axis=0).sum() / total), abs=1e-9)
        assert value(found) <= 1


def test_tenths_give_what_whole_numbers_give() -> None:
    matrix = np.array(R[3]["x"]).astype(np.int64)

    assert value(cronbach_alpha(item_rows(matrix, scale=10))) == near(R[3]["alpha"])
    assert value(mcdonald_omega(item_rows(matrix, scale=10))) == near(R[3]["omega"])


def test_an_item_that_all_answered_alike_leaves_nothing_and_is_told() -> None:
    found = reliability_of(item_rows(np.array([[1, 3, 2], [2, 3, 1], [4, 3, 5]])))

    assert (found.alpha, found.omega) == (None, None)
    assert found.cautions == (Caution("constant_items", 1, 3),)


def test_items_that_only_differ_by_a_constant_have_an_alpha_of_1_and_no_interval() -> None:
    found = cronbach_alpha(item_rows(np.array([[1, 2], [2, 3], [4, 5]])))

    assert found is not None
    assert (found.value, found.low, found.high) == (1.0, None, None)


def test_sums_that_do_not_vary_have_no_alpha() -> None:
    assert cronbach_alpha(item_rows(np.array([[1, 4], [2, 3], [4, 1]]))) is None


def test_two_items_are_too_few_for_omega() -> None:
    found = reliability_of(item_rows(np.array([[1, 2], [2, 2], [4, 3]])))

    assert found.omega is None
    assert found.cautions == (Caution("few_items", 2),)


@pytest.mark.parametrize(
    "matrix",
    [
        # The third is the sum of the others.
        [[1, 2, 3], [2, 1, 3], [4, 3, 7], [5, 5, 10], [2, 5, 7]],
        # The first goes with both, which hardly go with each other: its loading would be above 1.
        [[1, 1, 1], [2, 1, 3], [3, 3, 1], [4, 3, 3], [5, 4, 4], [3, 4, 1], [3, 1, 4], [2, 2, 1], [4, 3, 4], [3, 2, 3]],
        # None goes with another: any loading of one alone fits as well.
        [list(row) for row in product((0, 1), repeat=3)],
        # Two are worded the other way round and were not turned: in the sum nothing is left of the factor.
        [
            row
            for a, b, c, d in ((1, 2, 4, 4), (2, 1, 3, 5), (4, 5, 1, 2), (5, 3, 0, 1), (3, 3, 2, 1), (2, 4, 4, 2))
            for row in ([a, b, c, d], [5 - c, 5 - d, 5 - a, 5 - b])
        ],
    ],
)
def test_items_without_a_sound_single_factor_have_no_omega(matrix: list[list[int]]) -> None:
    found = reliability_of(item_rows(np.array(matrix)))

    assert found.alpha is not None
    assert found.omega is None
    assert found.cautions == (Caution("no_factor"),)


@pytest.mark.parametrize(
    ("matrix", "counts", "words"),
    [
        ([[1, 2, 3]], None, "at least two"),
        ([[1], [2], [3]], None, "at least two"),
        ([[1, 2], [2, 3]], [1, 0], "at least two"),
        ([[1, 2], [2, 3]], [1, -1], "0 or more"),
        ([1, 2, 3], None, "one row per person"),
        ([[1.5, 2.0], [2.0, 3.0]], None, "whole numbers"),
    ],
)
def test_answers_that_are_no_table_of_two_by_two_are_refused(matrix: Any, counts: Any, words: str) -> None:
    with pytest.raises(ItemsError, match=words):
        item_rows(np.array(matrix), None if counts is None else np.array(counts))


def test_the_error_of_a_score_follows_from_its_spread_and_reliability() -> None:
    # Nunnally's rule: with a reliability of 0.91 three tenths of the spread are error.
    assert error_of(10, 0.91) == pytest.approx(3.0)
    with pytest.raises(ReliabilityError, match="0 to 1"):
        error_of(10, 1.2)
