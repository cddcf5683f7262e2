"""Ranks of two groups against R's coin and stats, R code from the papers, and every way to deal the answers."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu, rankdata

from analysis.comparing.values import Caution, Estimate, Test
from analysis.reducing.counts import aligned
from analysis.reducing.twogroups import NotGroupsError, TwoGroups
from analysis.statistics.groups import compare_groups
from analysis.statistics.ranks import cliffs_delta, is_exact, linear_by_linear, mann_whitney, mann_whitney_normal
from tests.analysis.expected import from_r

CASES = from_r("ranks")["cases"]

answers = st.lists(st.integers(1, 6), min_size=1, max_size=9)
several = st.lists(st.integers(1, 6), min_size=2, max_size=25)


def groups(before: list[int], after: list[int]) -> TwoGroups:
    return TwoGroups(*aligned(np.array(before, dtype=np.int64), np.array(after, dtype=np.int64)))


def of(name: str) -> TwoGroups:
    return groups(CASES[name]["before"], CASES[name]["after"])


def made(found: Test | None) -> tuple[float, float]:
    assert found is not None
    assert found.statistic is not None
    assert found.p is not None
    return found.statistic, found.p


def ends(found: Estimate | None) -> tuple[float, float, float]:
    assert found is not None
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    return found.value, found.low, found.high


@pytest.mark.parametrize("name", CASES)
def test_mann_whitney_by_the_normal_distribution_is_rs(name: str) -> None:
    case = CASES[name]
    assert made(mann_whitney_normal(of(name))) == pytest.approx((case["u"], case["normal"]), rel=1e-6)
    corrected = mann_whitney_normal(of(name), corrected=True)
    assert made(corrected) == pytest.approx((case["u"], case["corrected"]), rel=1e-6)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "exact" in case])
def test_mann_whitneys_exact_p_is_rs(name: str) -> None:
    assert made(mann_whitney(of(name))) == pytest.approx((CASES[name]["u"], CASES[name]["exact"]), rel=1e-6)


@pytest.mark.parametrize("name", CASES)
def test_linear_by_linear_is_rs(name: str) -> None:
    expected = CASES[name]["linear"]
    assert made(linear_by_linear(of(name))) == pytest.approx((expected["z"], expected["p"]), rel=1e-6)


@pytest.mark.parametrize("name", CASES)
def test_cliffs_delta_has_rs_interval(name: str) -> None:
    assert ends(cliffs_delta(of(name))) == pytest.approx(CASES[name]["delta"], abs=1e-9)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "munzel" in case])
def test_brunner_munzel_is_rs(name: str) -> None:
    found, expected = compare_groups(of(name)), CASES[name]["munzel"]
    test = next(each for each in found.tests if each.name == "brunner_munzel")
    assert (test.statistic, test.df) == pytest.approx((expected["statistic"], expected["df"]), abs=1e-6)
    assert test.p == pytest.approx(expected["p"], rel=1e-6)
    chance = next(each for each in found.estimates if each.name == "superiority")
    assert ends(chance) == pytest.approx(expected["superiority"], abs=1e-6)


@given(before=answers, after=st.lists(st.integers(1, 6), min_size=1, max_size=4))
def test_the_exact_p_counts_every_way_to_deal_the_answers(before: list[int], after: list[int]) -> None:
    ranks = rankdata([*before, *after])
    middle = len(after) * (len(ranks) + 1) / 2
    seen = abs(ranks[len(before) :].sum() - middle)
    every = [abs(sum(dealt) - middle) >= seen - 1e-9 for dealt in combinations(ranks, len(after))]
    assert made(mann_whitney(groups(before, after)))[1] == pytest.approx(sum(every) / len(every), rel=1e-12)


@given(before=several, after=several)
def test_the_normal_p_agrees_with_scipy(before: list[int], after: list[int]) -> None:
    if len({*before, *after}) == 1:
        return
    expected = mannwhitneyu(after, before, method="asymptotic", use_continuity=False)
    assert made(mann_whitney_normal(groups(before, after))) == pytest.approx((expected.statistic, expected.pvalue))


@given(before=several, after=several)
def test_cliffs_delta_counts_all_pairs_of_persons_and_lies_in_its_interval(before: list[int], after: list[int]) -> None:
    found = cliffs_delta(groups(before, after))
    dominance = [int(y > x) - int(y < x) for x in before for y in after]
    assert found is not None
    assert found.value == pytest.approx(sum(dominance) / len(dominance))
    if len({*before, *after}) > 1:
        value, low, high = ends(found)
        assert -1 <= low <= value + 1e-12
        assert value - 1e-12 <= high <= 1


@given(before=several, after=several)
def test_swapping_the_groups_turns_everything_round(before: list[int], after: list[int]) -> None:
    forth, back = groups(before, after), groups(after, before)
    one, other = cliffs_delta(forth), cliffs_delta(back)
    assert one is not None
    assert other is not None
    assert one.value == pytest.approx(-(other.value or 0))
    if one.low is not None and other.high is not None:
        assert one.low == pytest.approx(-other.high)
    assert made(linear_by_linear(forth)) == pytest.approx(
        (-made(linear_by_linear(back))[0], made(linear_by_linear(back))[1]), abs=1e-12
    )
    for test in (mann_whitney, mann_whitney_normal):
        wins, p = made(test(forth))
        losses, same = made(test(back))
        assert (wins + losses, p) == pytest.approx((len(before) * len(after), same))


@given(before=several, after=several)
def test_a_turned_scale_keeps_every_p(before: list[int], after: list[int]) -> None:
    straight, turned = groups(before, after), groups([7 - each for each in before], [7 - each for each in after])
    for test in (mann_whitney, mann_whitney_normal, linear_by_linear):
        assert made(test(straight))[1] == pytest.approx(made(test(turned))[1], rel=1e-9)


@given(before=several, after=several, copies=st.integers(2, 4))
def test_copies_of_everybody_keep_the_delta(before: list[int], after: list[int], copies: int) -> None:
    once, often = cliffs_delta(groups(before, after)), cliffs_delta(groups(copies * before, copies * after))
    assert once is not None
    assert often is not None
    assert often.value == pytest.approx(once.value)


def test_large_groups_are_approximated_and_both_method_and_caution_say_so() -> None:
    many = TwoGroups(np.arange(1, 6), np.array([40, 60, 90, 50, 10]), np.array([30, 50, 80, 60, 30]))
    found = mann_whitney(many)
    assert found is not None
    assert not is_exact(many)
    assert "normal approximation" in found.method
    assert Caution("asymptotic_ranks") in compare_groups(many).cautions
    plain = mann_whitney_normal(many)
    assert plain is not None
    assert found.p == plain.p


def test_eighty_persons_are_exact_whatever_their_ties() -> None:
    for ties in (1, 2, 3, 7):
        values = np.arange(80) // ties
        assert is_exact(groups(values[::2].tolist(), values[1::2].tolist()))


def test_when_all_gave_the_same_answer_p_is_1_and_no_interval_exists() -> None:
    alike = groups([3, 3, 3], [3, 3])
    for test in (mann_whitney, mann_whitney_normal, linear_by_linear):
        assert made(test(alike))[1] == 1.0
    delta = cliffs_delta(alike)
    assert delta is not None
    assert (delta.value, delta.low, delta.high) == (0.0, None, None)
    assert compare_groups(alike).cautions == (Caution("constant", 2, 2),)


def test_a_group_of_one_person_has_no_interval_and_a_caution_says_why() -> None:
    lone = groups([2], [1, 3, 3])
    found = compare_groups(lone)
    assert Caution("one_person") in found.cautions
    assert all(each.low is None for each in found.estimates)
    assert made(mann_whitney(lone))[1] == 1.0


def test_a_group_of_nobody_has_no_test() -> None:
    nobody = groups([], [1, 2])
    assert (mann_whitney(nobody), mann_whitney_normal(nobody), linear_by_linear(nobody)) == (None, None, None)
    assert cliffs_delta(nobody) is None


@pytest.mark.parametrize(
    "wrong", [([1, 1], [1, 2], [1, 2]), ([2, 1], [1, 2], [1, 2]), ([1, 2], [1], [1, 2]), ([1, 2], [1, -2], [1, 2])]
)
def test_what_are_no_counts_of_two_groups_is_refused(wrong: tuple[list[int], list[int], list[int]]) -> None:
    with pytest.raises(NotGroupsError):
        TwoGroups(np.array(wrong[0]), np.array(wrong[1]), np.array(wrong[2]))
