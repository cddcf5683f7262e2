"""Weights against survey in R, weights of 1 against no weights, and what cannot be weighted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from analysis.reducing.counts import transition
from analysis.responding.weighted import (
    weighted_mean,
    weighted_paired_change,
    weighted_share,
    weighted_share_change,
    weighted_transition,
)
from analysis.responding.weighting import (
    CannotRakeError,
    EmptyCellError,
    MarginsError,
    WeightsError,
    checked_weights,
    kish,
    post_stratify,
    rake,
)
from analysis.statistics.ordinal import moments
from analysis.statistics.proportions import paired_change, share, unpaired_change
from tests.analysis.truth import near, truth

R = truth("weighting")
D = R["data"]
GROUPS = {"size": D["size"], "county": D["county"]}
POPULATION = {"size": R["size"], "county": R["county"]}

sides = st.lists(st.integers(-1, 1), min_size=1, max_size=30)
both = st.lists(st.tuples(st.integers(-1, 1), st.integers(-1, 1)), min_size=1, max_size=30)


def int8(values: list[int]) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    return np.array(values, dtype=np.int8)


@pytest.mark.parametrize("base", ["plain", "base"])
def test_raked_weights_are_rs(base: str) -> None:
    found = rake(GROUPS, POPULATION, None if base == "plain" else D["base"])
    assert found.weights.tolist() == near(R["rake"][base])
    assert found.largest_gap <= 1e-10
    assert found.cycles > 1
    assert found.population == 357


@pytest.mark.parametrize("base", ["plain", "base"])
def test_post_stratified_weights_are_rs(base: str) -> None:
    found = post_stratify(D["size"], R["size"], None if base == "plain" else D["base"])
    assert found.weights.tolist() == near(R["post"][base])


def test_kishs_design_effect_is_rs() -> None:
    design = kish(R["rake"]["plain"])
    assert (design.n_effective, design.deff) == near((R["kish"]["n_effective"], R["kish"]["deff"]))
    assert design.n == 80


def test_a_weighted_share_is_rs_with_wilsons_interval_at_the_effective_number() -> None:
    found = weighted_share("share", int8(D["yes"]), R["rake"]["plain"])
    assert found is not None
    assert found.value == near(R["share"]["value"])
    assert (found.low, found.high) == near(R["share"]["ends"])
    assert (found.count, found.of) == (sum(D["yes"]), 80)


@pytest.mark.parametrize("name", ["mean", "difference"])
def test_a_weighted_mean_is_rs(name: str) -> None:
    values = D["value" if name == "mean" else "difference"]
    found = weighted_mean("mean", values, R["rake"]["plain"])
    assert found is not None
    assert [found.value, found.low, found.high] == near(R[name])


def test_a_weighted_table_is_rs() -> None:
    found = weighted_transition(int8(D["yes"]), int8(D["later"]), 2, R["rake"]["plain"])
    assert np.array(found.weights) == near(np.array(R["table"]))
    assert found.pairs == 80


def test_the_change_in_a_weighted_share_is_the_weighted_mean_of_the_differences() -> None:
    found = weighted_paired_change(int8(D["yes"]), int8(D["later"]), R["rake"]["plain"])
    assert found is not None
    assert found.value == near(R["difference"][0])


@given(values=sides)
def test_weights_of_1_give_the_share_without_weights_exactly(values: list[int]) -> None:
    plain = share("share", values.count(1), values.count(1) + values.count(0))
    found = weighted_share("share", int8(values), np.ones(len(values)))
    assert (found is None) == (plain is None)
    if found is not None and plain is not None:
        assert (found.value, found.low, found.high) == (plain.value, plain.low, plain.high)
        assert (found.design.deff, found.design.n_effective) == (1.0, plain.of)


@given(pairs=both)
def test_weights_of_1_give_the_table_and_the_change_without_weights_exactly(pairs: list[tuple[int, int]]) -> None:
    before, after = int8([pair[0] for pair in pairs]), int8([pair[1] for pair in pairs])
    table = transition(before, after, 2)
    ones = np.ones(len(pairs))
    assert np.array(weighted_transition(before, after, 2, ones).weights).tolist() == table.tolist()
    (stayed_out, gained), (lost, stayed_in) = table.tolist()
    plain = paired_change(stayed_in, lost, gained, stayed_out)
    assert weighted_paired_change(before, after, ones) == plain


@given(first=sides, second=sides)
def test_weights_of_1_give_the_change_between_different_persons_exactly(first: list[int], second: list[int]) -> None:
    first, second = [0, *first], [1, *second]
    plain = [share("share", values.count(1), values.count(1) + values.count(0)) for values in (first, second)]
    held = [weighted_share("share", int8(values), np.ones(len(values))) for values in (first, second)]
    assert plain[0] is not None
    assert plain[1] is not None
    assert held[0] is not None
    assert held[1] is not None
    assert weighted_share_change(held[0], held[1]) == unpaired_change(plain[0], plain[1])


@given(values=st.lists(st.integers(-20, 20), min_size=2, max_size=20))
def test_weights_of_1_give_the_ordinary_mean_and_t_interval(values: list[int]) -> None:
    found = weighted_mean("mean", values, np.ones(len(values)))
    distinct, counts = np.unique(values, return_counts=True)
    mean, sd = moments(distinct.astype(np.int64), counts.astype(np.int64))
    assert found is not None
    assert found.value == pytest.approx(mean, abs=1e-12)
    assert (found.low is None) == (sd == 0)
    if sd and found.low is not None:
        low = t.interval(0.95, len(values) - 1, mean, sd / len(values) ** 0.5)[0]
        assert found.low == pytest.approx(low, abs=1e-9)


@given(values=sides, copies=st.integers(2, 5), data=st.data())
def test_a_weight_of_k_counts_as_k_copies_but_for_the_uncertainty(
    values: list[int], copies: int, data: st.DataObject
) -> None:
    weights = data.draw(st.lists(st.integers(1, copies), min_size=len(values), max_size=len(values)))
    found = weighted_share("share", int8(values), weights)
    repeated = [value for value, weight in zip(values, weights, strict=True) for _ in range(weight)]
    plain = share("share", repeated.count(1), repeated.count(1) + repeated.count(0))
    assert (found and found.value) == pytest.approx(plain and plain.value)


@given(values=sides, factor=st.floats(0.01, 100), data=st.data())
def test_neither_order_nor_the_weights_unit_matters(values: list[int], factor: float, data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(1, 9), min_size=len(values), max_size=len(values)))
    order = data.draw(st.permutations(range(len(values))))
    once = weighted_share("share", int8(values), weights)
    again = weighted_share("share", int8(values)[order], factor * np.array(weights)[order])
    assert (once is None) == (again is None)
    if once is not None and again is not None:
        assert (again.value, again.low, again.high) == pytest.approx((once.value, once.low, once.high))


@given(data=st.data(), n=st.integers(6, 40))
def test_raking_meets_both_margins_and_does_not_depend_on_order(data: st.DataObject, n: int) -> None:
    # Everybody in every combination, so that no margin contradicts another.
    rows = [(a, b) for a in "xy" for b in "pqr"] + data.draw(
        st.lists(st.tuples(st.sampled_from("xy"), st.sampled_from("pqr")), max_size=n)
    )
    margins = {"a": {"x": 30, "y": 70}, "b": {"p": 20, "q": 50, "r": 30}}
    order = data.draw(st.permutations(range(len(rows))))
    first, second = (
        rake({"a": [rows[i][0] for i in each], "b": [rows[i][1] for i in each]}, margins)
        for each in (range(len(rows)), order)
    )
    for number, (name, groups) in enumerate(margins.items()):
        for group, size in groups.items():
            met = first.weights[[row[number] == group for row in rows]].sum()
            assert met == pytest.approx(size), (name, group)
    assert second.weights == pytest.approx(first.weights[list(order)])


def test_raking_one_margin_is_post_stratification() -> None:
    one = rake({"size": D["size"]}, {"size": R["size"]})
    assert one.weights == pytest.approx(post_stratify(D["size"], R["size"]).weights)


def test_margins_that_contradict_who_answered_cannot_be_raked() -> None:
    groups = {"a": ["x", "y", "y"], "b": ["p", "q", "q"]}
    with pytest.raises(CannotRakeError, match="a margin is still"):
        rake(groups, {"a": {"x": 5, "y": 5}, "b": {"p": 8, "q": 2}}, most_cycles=50)


def test_too_few_cycles_are_no_result() -> None:
    with pytest.raises(CannotRakeError, match="After 1 cycles"):
        rake(GROUPS, POPULATION, most_cycles=1)


@pytest.mark.parametrize(
    ("population", "error", "words"),
    [
        ({"a": {"x": 5, "y": 5, "z": 1}, "b": {"p": 5, "q": 6}}, EmptyCellError, "nobody answered in 'z'"),
        ({"a": {"x": 5, "y": 5}, "b": {"p": 5, "q": 6}}, MarginsError, "different totals"),
        ({"a": {"x": 5}, "b": {"p": 5}}, MarginsError, "'y' is no group"),
        ({"a": {"x": 5, "y": -5}, "b": {"p": 0, "q": 0}}, MarginsError, "above 0"),
        ({"a": {"x": 5, "y": float("inf")}, "b": {"p": 5, "q": 5}}, MarginsError, "finite"),
        ({"a": {"x": 5, "y": 5}}, MarginsError, "same margins"),
    ],
)
def test_margins_that_cannot_be_are_refused(
    population: dict[str, dict[str, float]], error: type[MarginsError], words: str
) -> None:
    with pytest.raises(error, match=words):
        rake({"a": ["x", "y"], "b": ["p", "q"]}, population)


def test_margins_of_different_lengths_are_refused() -> None:
    with pytest.raises(MarginsError, match="one group for each"):
        rake({"a": ["x", "y"], "b": ["p"]}, {"a": {"x": 1, "y": 1}, "b": {"p": 2}})


def test_a_group_whose_respondents_have_no_weight_is_empty() -> None:
    with pytest.raises(EmptyCellError, match="'y'"):
        post_stratify(["x", "y"], {"x": 1, "y": 1}, [1, 0])


@pytest.mark.parametrize("weights", [[1, -1], [1, float("inf")], [1, float("nan")], [0, 0], [1], [[1, 2]]])
def test_weights_that_are_none_are_refused(weights: list[float]) -> None:
    for use in (
        lambda: checked_weights(weights, 2),
        lambda: weighted_share("share", int8([0, 1]), weights),
        lambda: weighted_transition(int8([0, 1]), int8([0, 1]), 2, weights),
        lambda: weighted_mean("mean", [1, 2], weights),
        lambda: post_stratify(["x", "y"], {"x": 1, "y": 1}, weights),
    ):
        with pytest.raises(WeightsError):
            use()


def test_nobody_gives_nothing_or_is_refused() -> None:
    nobody: list[float] = []
    assert weighted_share("share", int8([-1]), [1]) is None
    assert weighted_mean("mean", nobody, nobody) is None
    assert weighted_paired_change(int8([-1]), int8([1]), [1]) is None
    with pytest.raises(WeightsError, match="no respondents"):
        post_stratify([], {"x": 1})
    with pytest.raises(WeightsError, match="Nobody"):
        kish(nobody)


def test_a_mean_of_one_respondent_or_equal_answers_has_no_interval() -> None:
    for values in ([3], [3, 3]):
        found = weighted_mean("mean", values, np.ones(len(values)))
        assert found is not None
        assert (found.value, found.low) == (3, None)


def test_other_bad_input_is_refused() -> None:
    with pytest.raises(WeightsError, match="not finite"):
        weighted_mean("mean", [1, float("nan")], [1, 1])
    with pytest.raises(WeightsError, match="same units"):
        weighted_transition(int8([0, 1]), int8([0]), 2, [1, 1])
