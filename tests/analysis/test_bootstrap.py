"""Bootstrap intervals: the formulas held against R's boot on the same resamples, the resampling against the persons."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from analysis.comparing.values import Caution
from analysis.reducing.differences import from_values
from analysis.statistics.bootstrap import (
    TooFewToResampleError,
    bca_ends,
    bootstrap_intervals,
    bootstrap_mean_change,
    jackknife,
    means,
    medians,
    percentile_ends,
    resamples,
)
from tests.analysis.truth import truth

R = truth("numbers")
NUMBERS = st.lists(st.integers(-10, 10), min_size=2, max_size=25)


def left_out(case: dict[str, Any]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The mean without each person in turn, as R computed it."""
    return np.array(case["without"]), np.ones(len(case["without"]), dtype=np.int64)


@pytest.mark.parametrize("case", R["draws"], ids=lambda case: f"{case['name']} {case['level']}")
def test_the_same_resamples_give_the_percentile_and_bca_intervals_of_r(case: dict[str, Any]) -> None:
    drawn = np.array(case["draws"])

    assert percentile_ends(drawn, case["level"]) == pytest.approx(case["percentile"], abs=1e-6)
    assert bca_ends(drawn, case["value"], left_out(case), case["level"]) == pytest.approx(case["bca"], abs=1e-6)


def test_leaving_out_one_of_each_value_is_leaving_out_each_person() -> None:
    case = next(each for each in R["draws"] if each["name"] == "ratings")
    values, counts = np.unique(np.array(case["x"]), return_counts=True)
    without, persons = jackknife(counts, means(values))

    assert np.sort(np.repeat(without, persons)) == pytest.approx(np.sort(case["without"]), abs=1e-12)


def test_the_interval_is_that_of_many_resamples_by_r() -> None:
    many = R["agreement"]
    found = bootstrap_mean_change(from_values(np.array(many["x"])), draws=200_000)

    # A quantile of 200,000 resamples lies within a hundredth of a standard error, four times out of five; ratings of
    # whole points make means of steps of 1/30.
    assert found.percentile.low == pytest.approx(many["percentile"][0], abs=1.01 / 30)
    assert found.percentile.high == pytest.approx(many["percentile"][1], abs=1.01 / 30)


@pytest.mark.parametrize("values", [5, 300])
def test_a_resample_is_multinomial_whichever_way_it_is_drawn(values: int) -> None:
    counts = np.arange(values) % 4
    drawn = np.concatenate(list(resamples(counts, 4_000, np.random.default_rng(1))))
    persons = counts.sum()

    assert (drawn.shape, set(drawn.sum(axis=1))) == ((4_000, values), {persons})
    # Mean n p and variance n p (1 - p) of each count, within six of their own standard errors.
    p = counts / persons
    assert np.abs(drawn.mean(axis=0) - counts).max() <= 6 * np.sqrt(counts.max() / 4_000)
    assert np.abs(drawn.var(axis=0) - persons * p * (1 - p)).max() <= 6 * counts.max() * np.sqrt(4 / 4_000)
    assert not drawn[:, counts == 0].any()


def test_the_standard_error_of_resampled_means_is_the_formulas() -> None:
    numbers = np.array([1, 4, 4, 9, 12, 30])
    values, counts = np.unique(numbers, return_counts=True)
    drawn = np.concatenate([means(values)(block) for block in resamples(counts, 20_000, np.random.default_rng(2))])

    # The variance of a resampled mean is the persons' variance (divided by n) by n.
    assert drawn.var() == pytest.approx(numbers.var() / len(numbers), rel=0.05)


@given(NUMBERS, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_same_persons_in_any_order_give_just_the_same_intervals(numbers: list[int], chance: Any) -> None:
    mixed = list(numbers)
    chance.shuffle(mixed)

    assert bootstrap_mean_change(from_values(np.array(numbers))) == bootstrap_mean_change(from_values(np.array(mixed)))


@given(NUMBERS)
@settings(max_examples=30)
def test_an_interval_lies_within_the_numbers_and_is_repeated_by_its_seed(numbers: list[int]) -> None:
    differences = from_values(np.array(numbers))
    found, again = (bootstrap_mean_change(differences, draws=300, seed=7) for _ in range(2))

    assert found == again
    if len(set(numbers)) > 1:
        low, high = found.percentile.low, found.percentile.high
        assert low is not None
        assert high is not None
        assert min(numbers) <= low <= high <= max(numbers)


def test_another_seed_and_a_generator_are_said_and_used() -> None:
    differences = from_values(np.array([1, 5, 2, 8, 3, 11]))
    first, second = (bootstrap_mean_change(differences, seed=seed) for seed in (1, 2))
    own = bootstrap_mean_change(differences, seed=np.random.default_rng(1))

    assert first.percentile.low != second.percentile.low or first.percentile.high != second.percentile.high
    assert first.percentile.method.endswith("seed 1")
    assert (own.percentile.low, own.percentile.high) == (first.percentile.low, first.percentile.high)
    assert "seed" not in own.percentile.method


@given(NUMBERS)
def test_medians_and_means_of_counts_are_those_of_the_persons(numbers: list[int]) -> None:
    values, counts = np.unique(np.array(numbers), return_counts=True)

    assert medians(values)(counts[np.newaxis, :])[0] == np.median(numbers)
    assert means(values)(counts[np.newaxis, :])[0] == pytest.approx(np.mean(numbers))


def test_equal_numbers_have_no_bootstrap_interval_and_say_so() -> None:
    found = bootstrap_mean_change(from_values(np.array([2, 2, 2, 2])))

    assert (found.percentile.value, found.percentile.low, found.bca.low) == (2, None, None)
    assert found.cautions == (Caution("no_bootstrap"),)


def test_a_median_that_no_one_person_moves_has_a_percentile_interval_and_no_bca() -> None:
    values, counts = np.array([1, 2, 3, 4, 5]), np.array([8, 3, 21, 4, 9])
    found = bootstrap_intervals(counts, medians(values), "median")

    assert (found.percentile.name, found.bca.name, found.percentile.value) == ("median_percentile", "median_bca", 3)
    assert found.percentile.low is not None
    assert (found.bca.low, found.bca.high) == (None, None)
    assert found.cautions == (Caution("no_bca"),)


@pytest.mark.parametrize("numbers", [[], [3]])
def test_fewer_than_two_persons_are_refused(numbers: list[int]) -> None:
    with pytest.raises(TooFewToResampleError, match="at least two"):
        bootstrap_mean_change(from_values(np.array(numbers, dtype=np.int64)))
