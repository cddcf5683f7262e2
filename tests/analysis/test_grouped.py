"""The counting pass by group and with weights, against plain adding up."""

import doctest
from collections import Counter
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reducing import grouped
from analysis.reducing.counts import crossed
from analysis.reducing.grouped import GroupsError, crossed_by_group, weighted_by_group
from analysis.responding.weighting import WeightsError

SIZE = 3
Unit = tuple[int, int, int, float]
units = st.lists(
    st.tuples(
        st.integers(-2, SIZE - 1), st.integers(-2, SIZE - 1), st.integers(0, 3), st.sampled_from([0.5, 1.0, 3.0])
    ),
    min_size=1,
    max_size=40,
)


def columns(rows: list[Unit]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    before, after, groups, weights = zip(*rows, strict=True)
    return (
        np.array(before, dtype=np.int8),
        np.array(after, dtype=np.int8),
        np.array(groups, dtype=np.int64),
        np.array(weights),
    )


@given(rows=units)
def test_each_groups_table_counts_its_units(rows: list[Unit]) -> None:
    before, after, groups, _ = columns(rows)
    counted = Counter(row[:3] for row in rows)

    found = crossed_by_group(before, after, SIZE, groups)

    assert found.sum() == len(rows)
    for (was, became, group), count in counted.items():
        assert found[group, was, became] == count


@given(rows=units)
def test_weights_are_added_up_and_weights_of_one_change_nothing(rows: list[Unit]) -> None:
    before, after, groups, weights = columns(rows)

    found = weighted_by_group(before, after, SIZE, groups, weights)

    for was, became, group, _ in rows:
        alike = [weight for *place, weight in rows if place == [was, became, group]]
        assert found[group, was, became] == pytest.approx(sum(alike))
    ones = weighted_by_group(before, after, SIZE, groups, np.ones(len(rows)))
    assert ones.tolist() == crossed_by_group(before, after, SIZE, groups).tolist()


@given(rows=units, chance=st.randoms(use_true_random=False))
def test_neither_order_nor_groups_change_the_whole(rows: list[Unit], chance: Random) -> None:
    before, after, groups, _ = columns(rows)
    mixed = columns(chance.sample(rows, len(rows)))

    found = crossed_by_group(before, after, SIZE, groups)

    assert found.tolist() == crossed_by_group(*mixed[:2], SIZE, mixed[2]).tolist()
    assert found.sum(axis=0).tolist() == crossed(before, after, SIZE).tolist()
    assert crossed_by_group(after, before, SIZE, groups).tolist() == found.transpose(0, 2, 1).tolist()


@pytest.mark.parametrize("weights", [[1.0, -1.0], [1.0, float("inf")], [float("nan"), 1.0], [0.0, 0.0], [1.0]])
def test_weights_that_cannot_be_are_refused(weights: list[float]) -> None:
    states = np.zeros(2, dtype=np.int8)

    with pytest.raises(WeightsError):
        weighted_by_group(states, states, SIZE, np.zeros(2, dtype=np.int64), weights)


@pytest.mark.parametrize(("groups", "says"), [([0], "have 1 groups"), ([0, -1], "is negative")])
def test_groups_that_do_not_fit_are_refused(groups: list[int], says: str) -> None:
    states = np.zeros(2, dtype=np.int8)

    with pytest.raises(GroupsError, match=says):
        crossed_by_group(states, states, SIZE, np.array(groups))


def test_the_examples_in_its_docstrings_are_true() -> None:
    found = doctest.testmod(grouped)

    assert (found.failed, found.attempted > 0) == (0, True)
