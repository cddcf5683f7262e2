"""Who changed by a threshold and how changes spread: counted person by person, and never showing one."""

from fractions import Fraction
from itertools import pairwise
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reducing.differences import from_values
from analysis.scales.responders import GROUP_OF, cumulative_change, cumulative_groups, responders_at, waterfall
from questionnaires.codebook import ThresholdEntry

STANDARD = ThresholdEntry(name="standard", value=2.0, source="Rysstad 2020")
CHANGES = st.lists(st.integers(-100, 100), max_size=60)


@given(CHANGES, st.sampled_from([1, 3, 10]), st.sampled_from(["0.1", "0.3", "2.0", "2.8"]))
def test_everyone_is_where_exact_fractions_put_them(changes: list[int], scale: int, least: str) -> None:
    threshold = ThresholdEntry(name="a", value=float(least), source="b")
    found = responders_at(from_values(np.array(changes, dtype=np.int64), scale), threshold, "higher")

    exact = [Fraction(change, scale) for change in changes]
    if found is None:
        assert exact == []
        return
    assert found.improved.count == sum(change >= Fraction(least) for change in exact)
    assert found.worse.count == sum(change <= -Fraction(least) for change in exact)
    assert found.unchanged.count == sum(abs(change) < Fraction(least) for change in exact)
    assert found.improved.of == len(exact)


@pytest.mark.parametrize("better", ["higher", "lower"])
def test_swapping_the_rounds_swaps_better_and_worse(better: Literal["higher", "lower"]) -> None:
    changes = np.array([3, -4, 2, 0, 5, -2, 1])
    found, turned = (responders_at(from_values(sign * changes), STANDARD, better) for sign in (1, -1))

    assert found is not None
    assert turned is not None
    assert (found.improved.count, found.worse.count) == (turned.worse.count, turned.improved.count)
    assert found.improved.count == (3 if better == "higher" else 2)


@given(CHANGES)
def test_the_cumulative_distribution_counts_everybody_at_or_below(changes: list[int]) -> None:
    steps = cumulative_change(from_values(np.array(changes, dtype=np.int64), 10))

    assert [step.change for step in steps] == [value / 10 for value in sorted(set(changes))]
    for step in steps:
        assert step.persons == sum(change / 10 <= step.change for change in changes)
        assert step.share == pytest.approx(step.persons / len(changes))


@given(CHANGES)
def test_no_step_of_the_grouped_distribution_is_of_fewer_than_five(changes: list[int]) -> None:
    groups = waterfall(from_values(np.array(changes, dtype=np.int64)))
    steps = cumulative_groups(groups)

    assert bool(steps) == (len(changes) >= GROUP_OF)
    reached = [0, *(step.persons for step in steps)]
    assert all(after - before >= GROUP_OF for before, after in pairwise(reached))
    if steps:
        assert (steps[-1].persons, steps[-1].share) == (len(changes), 1.0)
        assert sum(step.change * group.persons for step, group in zip(steps, groups, strict=True)) == pytest.approx(
            sum(changes)
        )
