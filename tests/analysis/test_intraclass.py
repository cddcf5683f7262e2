"""Intraclass correlations and the error of measurement, held against R and Shrout and Fleiss's published example."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analysis.comparing.values import Caution
from analysis.reducing.items import Items, item_rows
from analysis.scales.intraclass import DESIGNS, intraclass_correlations, mean_squares, measurement_error
from analysis.scales.reliability import cronbach_alpha
from tests.analysis.truth import near, truth

R = truth("reliability")["ratings"]
MATRICES = arrays(np.int64, st.tuples(st.integers(2, 20), st.integers(2, 4)), elements=st.integers(0, 5))
# Shrout and Fleiss 1979, tables 2 and 4: six targets rated by four judges.
PUBLISHED = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def of(case: dict[str, Any]) -> Items:
    return item_rows(np.array(case["x"]))


@pytest.mark.parametrize("case", R, ids=lambda case: case["name"])
def test_the_mean_squares_are_those_of_rs_analysis_of_variance(case: dict[str, Any]) -> None:
    found = mean_squares(of(case))

    assert [found.between, found.within, found.columns, found.error] == near(case["squares"])


@pytest.mark.parametrize("case", R, ids=lambda case: case["name"])
def test_all_six_coefficients_and_their_intervals_are_those_of_psych(case: dict[str, Any]) -> None:
    found = intraclass_correlations(of(case), case["level"])

    assert [each.name for each in found.estimates] == list(DESIGNS)
    assert [each.value for each in found.estimates] == near(case["icc"])
    assert [each.low for each in found.estimates] == near(case["low"])
    assert [each.high for each in found.estimates] == near(case["high"])
    assert found.cautions == ()


def test_the_published_example_comes_out_as_published() -> None:
    found = intraclass_correlations(item_rows(np.array(PUBLISHED)))

    assert [round(each.value or 0, 2) for each in found.estimates] == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]


@pytest.mark.parametrize("case", R, ids=lambda case: case["name"])
def test_the_error_of_measurement_and_the_detectable_change_are_those_of_r(case: dict[str, Any]) -> None:
    found = measurement_error(of(case), case["level"])

    kinds = {
        "agreement": (found.sem_agreement, found.mdc90_agreement, found.mdc95_agreement),
        "consistency": (found.sem_consistency, found.mdc90_consistency, found.mdc95_consistency),
    }
    for kind, estimates in kinds.items():
        expected = [case[kind]["value"], *case[kind]["ends"]]
        for estimate, times in zip(estimates, (1, case["times90"], case["times95"]), strict=True):
            assert [estimate.value, estimate.low, estimate.high] == near([times * each for each in expected])


@given(MATRICES)
def test_consistency_of_a_mean_is_cronbachs_alpha(matrix: Any) -> None:
    items = item_rows(matrix)
    alpha = cronbach_alpha(items)
    found = {each.name: each.value for each in intraclass_correlations(items).estimates}

    if alpha is not None:
        assert found["icc_3_k"] == pytest.approx(alpha.value, abs=1e-9)


@given(MATRICES, st.randoms(use_true_random=False))
def test_the_order_of_persons_and_raters_does_not_matter(matrix: Any, chance: Any) -> None:
    rows, columns = list(range(len(matrix))), list(range(matrix.shape[1]))
    chance.shuffle(rows)
    chance.shuffle(columns)

    one, other = item_rows(matrix), item_rows(matrix[rows][:, columns])
    assert intraclass_correlations(one) == intraclass_correlations(other)
    assert measurement_error(one) == measurement_error(other)


@given(MATRICES, st.integers(1, 5))
def test_points_and_tenths_give_the_same_coefficients(matrix: Any, shift: int) -> None:
    whole, tenths = (intraclass_correlations(item_rows(matrix + shift, scale=scale)) for scale in (1, 10))

    assert [each.name for each in whole.estimates] == [each.name for each in tenths.estimates]
    for one, other in zip(whole.estimates, tenths.estimates, strict=True):
        assert other.value == pytest.approx(one.value, abs=1e-9)


@given(MATRICES)
def test_agreement_of_one_occasion_pair_is_the_root_of_half_the_mean_squared_difference(matrix: Any) -> None:
    twice = matrix[:, :2]
    # Bland and Altman 1996: the within-person standard deviation of paired measurements.
    expected = np.sqrt(((twice[:, 0] - twice[:, 1]) ** 2).mean() / 2)

    assert measurement_error(item_rows(twice)).sem_agreement.value == pytest.approx(expected, abs=1e-12)


def test_persons_who_do_not_differ_have_no_coefficient_of_means_and_it_is_told() -> None:
    found = intraclass_correlations(item_rows(np.array([[1, 3, 2], [2, 3, 1], [3, 2, 1]])))

    assert [each.name for each in found.estimates] == ["icc_1_1", "icc_2_1", "icc_3_1"]
    assert found.cautions == (Caution("no_spread"),)


def test_answers_that_never_differ_have_no_coefficient_at_all() -> None:
    found = intraclass_correlations(item_rows(np.full((4, 3), 2)))

    assert (found.estimates, found.cautions) == ((), (Caution("no_spread"),))


def test_ratings_without_error_agree_wholly_and_have_no_interval() -> None:
    items = item_rows(np.array([[1, 1], [3, 3], [4, 4]]))
    found = intraclass_correlations(items)

    assert {(each.value, each.low, each.high) for each in found.estimates} == {(1.0, None, None)}
    error = measurement_error(items)
    assert (error.sem_agreement.value, error.sem_agreement.low, error.mdc95_agreement.value) == (0.0, None, 0.0)
