"""Two unlinked groups against R and scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import brunnermunzel, ttest_ind

from analysis.comparing.values import Computed, Estimate, Test
from analysis.reducing.counts import aligned
from analysis.reducing.twogroups import TwoGroups
from analysis.statistics.groups import compare_groups

group = st.lists(st.integers(1, 5), min_size=2, max_size=30)


def compared(before: list[int], after: list[int]) -> Computed:
    values, first, second = aligned(np.array(before, dtype=np.int64), np.array(after, dtype=np.int64))
    return compare_groups(TwoGroups(values, first, second))


def estimate(found: Computed, name: str) -> Estimate:
    return next(each for each in found.estimates if each.name == name)


def munzel(found: Computed) -> Test:
    return next(each for each in found.tests if each.name == "brunner_munzel")


def overlap(before: list[int], after: list[int]) -> bool:
    apart = max(before) < min(after) or max(after) < min(before)
    return not apart and len(set(before)) + len(set(after)) > 2


@given(before=group, after=group)
def test_brunner_munzel_agrees_with_scipy(before: list[int], after: list[int]) -> None:
    if not overlap(before, after):
        return
    expected = brunnermunzel(before, after)
    test = munzel(compared(before, after))
    assert test.statistic == pytest.approx(expected.statistic, rel=1e-9, abs=1e-12)
    assert test.p == pytest.approx(expected.pvalue, rel=1e-9)


def test_brunner_munzel_is_the_published_pain_score_example() -> None:
    # Brunner and Munzel 2000; R package lawstat, ?brunner.munzel.test: statistic 3.1375, df 17.683, p 0.005786,
    # P(X<Y) + 0.5 P(X=Y) = 0.788961, 95 per cent interval 0.5952169 to 0.9827052.
    before = [1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1]
    after = [3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4]
    found = compared(before, after)
    test = munzel(found)
    assert (test.statistic, test.df, test.p) == pytest.approx((3.1375, 17.683, 0.005786), rel=2e-4)
    chance = estimate(found, "superiority")
    assert (chance.value, chance.low, chance.high) == pytest.approx((0.788961, 0.5952169, 0.9827052), abs=1e-6)


@given(before=group, after=group)
def test_the_chance_of_a_higher_answer_counts_all_pairs_of_persons(before: list[int], after: list[int]) -> None:
    won = sum((y > x) + (y == x) / 2 for x in before for y in after)
    assert estimate(compared(before, after), "superiority").value == pytest.approx(won / len(before) / len(after))


def test_the_mean_difference_has_rs_welch_interval() -> None:
    # R 4.2.2: t.test(c(3,4,4,5,2,5,4,3,5), c(1,2,2,3,4,2,1,3,2,2,3))$conf.int
    change = estimate(compared([1, 2, 2, 3, 4, 2, 1, 3, 2, 2, 3], [3, 4, 4, 5, 2, 5, 4, 3, 5]), "mean_change")
    assert (change.low, change.high) == pytest.approx((0.672868747204447, 2.559454485118785), abs=1e-12)


@given(before=group, after=group)
def test_the_mean_difference_agrees_with_scipy(before: list[int], after: list[int]) -> None:
    # scipy warns of a group that does not vary.
    if min(len(set(before)), len(set(after))) == 1:
        return
    expected = ttest_ind(after, before, equal_var=False).confidence_interval()
    change = estimate(compared(before, after), "mean_change")
    assert (change.low, change.high) == pytest.approx((expected.low, expected.high), rel=1e-9, abs=1e-12)


@given(before=group, after=group)
def test_swapping_the_groups_turns_the_test_round(before: list[int], after: list[int]) -> None:
    forth, back = compared(before, after), compared(after, before)
    if not overlap(before, after):
        return
    one, other = munzel(forth), munzel(back)
    assert one.statistic == pytest.approx(-(other.statistic or 0), abs=1e-9)
    assert one.p == pytest.approx(other.p)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [([1, 2, 2], [4, 5, 5], "separated"), ([4, 5], [1, 1, 2], "separated"), ([3, 3, 3], [3, 3], "constant")],
)
def test_groups_that_leave_nothing_to_divide_by_get_a_caution_instead_of_a_test(
    before: list[int], after: list[int], code: str
) -> None:
    found = compared(before, after)
    assert "brunner_munzel" not in {test.name for test in found.tests}
    assert [caution.code for caution in found.cautions] == [code]
    assert estimate(found, "superiority").low is None


def test_one_constant_group_is_tested_all_the_same() -> None:
    found = compared([3, 3, 3, 3], [2, 3, 4, 4, 5])
    expected = brunnermunzel([3, 3, 3, 3], [2, 3, 4, 4, 5])
    assert munzel(found).p == pytest.approx(expected.pvalue)


def test_an_empty_group_has_no_comparison() -> None:
    assert compared([], [1, 2]) == Computed()
