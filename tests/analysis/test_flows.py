"""Flows between fifths of a score: never of fewer than five, and never with fewer than five left."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparing.persons import ScoreFlow
from analysis.scales.flows import flows_of

SCORES = st.integers(0, 40)


@given(st.lists(st.tuples(SCORES, SCORES), max_size=80))
def test_no_flow_and_no_rest_is_of_one_to_four_persons(pairs: list[tuple[int, int]]) -> None:
    before, after = (np.array([pair[at] for pair in pairs], dtype=np.int64) for at in (0, 1))

    flows = flows_of(before, after, (0, 10), 4)

    rest = len(pairs) - sum(each.persons for each in flows)
    assert all(each.persons >= 5 for each in flows)
    assert rest == 0 or rest >= 5 or not flows


@given(st.lists(st.tuples(SCORES, SCORES), max_size=80))
def test_a_flow_has_all_who_went_that_way(pairs: list[tuple[int, int]]) -> None:
    before, after = (np.array([pair[at] for pair in pairs], dtype=np.int64) for at in (0, 1))

    flows = flows_of(before, after, (0, 10), 4)

    # A fifth of 0 to 10 is 2 points, 8 quarters; 10 itself is in the last.
    went = Counter((min(start // 8, 4), min(end // 8, 4)) for start, end in pairs)
    assert all(went[int(each.start // 2), int(each.end // 2)] == each.persons for each in flows)


def test_the_smallest_flow_is_left_out_where_fewer_than_five_would_be_left() -> None:
    before = np.array([1] * 9 + [3] * 6 + [9] * 2)
    after = np.array([7] * 9 + [9] * 6 + [1] * 2)

    assert flows_of(before, after, (0, 10), 1) == (ScoreFlow(1.0, 7.0, 9),)


@pytest.mark.parametrize("ends", [(0, 0), (5, 1)])
def test_a_score_without_ends_has_no_flows(ends: tuple[int, int]) -> None:
    assert flows_of(np.array([1] * 9), np.array([3] * 9), ends, 1) == ()
