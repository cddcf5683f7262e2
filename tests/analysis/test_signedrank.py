"""The signed-rank test against every sign pattern, R and scipy."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, rankdata, wilcoxon

from analysis.reducing.differences import Differences, from_values
from analysis.statistics import signflips
from analysis.statistics.signedrank import Zeros, is_exact, rank_biserial, rank_groups, signed_rank, signed_rank_normal
from tests.analysis.expected import from_r

changes = st.lists(st.integers(-3, 3), max_size=11)
policies = st.sampled_from(["wilcoxon", "pratt"])

# baseline 1,2,2,3,3,3,4,5,2,1,4,4,3,2,5,1,2,3,3,4; follow-up 2,1,3,5,2,4,4,4,4,1,5,2,4,4,5,3,1,5,4,4
GRADES = {-2: 1, -1: 4, 0: 4, 1: 6, 2: 5}


R = from_r("signedrank")
CASES = R["cases"]


def differences(counts: dict[int, int]) -> Differences:
    return from_values(np.repeat(list(counts), list(counts.values())))


def by_every_sign(values: list[int], zeros: Zeros) -> float:
    """Two-sided p over all 2^n ways the signs could have fallen."""
    kept = np.array(values if zeros == "pratt" else [value for value in values if value], dtype=float)
    ranks = rankdata(np.abs(kept)) if len(kept) else kept
    ranks, signs = ranks[kept != 0], np.sign(kept[kept != 0])
    observed = abs(signs @ ranks)
    every = [abs(np.array(pattern) @ ranks) for pattern in product((-1, 1), repeat=len(ranks))]
    return sum(bool(each >= observed - 1e-9) for each in every) / len(every)


@given(values=changes, zeros=policies)
def test_the_exact_p_is_a_count_of_all_sign_patterns(values: list[int], zeros: Zeros) -> None:
    test = signed_rank(from_values(np.array(values, dtype=np.int64)), zeros)
    assert test.p == pytest.approx(by_every_sign(values, zeros), rel=1e-12)


@pytest.mark.parametrize("name", CASES)
def test_the_exact_p_is_rs(name: str) -> None:
    case, counted = CASES[name], from_values(np.array(CASES[name]["changes"]))
    found = signed_rank(counted)
    assert found.statistic == case["v"]
    assert found.p == pytest.approx(case["exact"], rel=1e-6)
    assert signed_rank(counted, "pratt").p == pytest.approx(case["pratt"], rel=1e-6)


@pytest.mark.parametrize("name", CASES)
def test_the_normal_p_is_rs(name: str) -> None:
    case, counted = CASES[name], from_values(np.array(CASES[name]["changes"]))
    assert signed_rank_normal(counted).p == pytest.approx(case["normal"], rel=1e-6)
    assert signed_rank_normal(counted, corrected=True).p == pytest.approx(case["corrected"], rel=1e-6)
    pratt = signed_rank_normal(counted, "pratt")
    assert pratt.statistic == pytest.approx(case["pratt_z"], abs=1e-6)
    assert pratt.p == pytest.approx(case["pratt_normal"], rel=1e-6)


@pytest.mark.parametrize("case", R["quantiles"])
def test_the_quantile_without_ties_is_rs(case: dict[str, Any]) -> None:
    found = [signflips.signed_rank_quantile(case["pairs"], tail) for tail in (0.05, 0.025, 0.005)]
    assert found == case["places"]


def test_the_quantile_above_500_pairs_lies_beside_the_exact_one() -> None:
    exact = signflips.signed_rank_quantile(signflips.MOST_EXACT, 0.025)
    n = signflips.MOST_EXACT
    middle, spread = n * (n + 1) / 4, (n * (n + 1) * (2 * n + 1) / 24) ** 0.5
    assert exact == pytest.approx(middle + 0.5 - 1.959963984540054 * spread, abs=2)
    assert signflips.signed_rank_quantile(n + 1, 0.025) == pytest.approx(exact + n * 0.5 - 1.96 * 0.433 * n**0.5, abs=3)


def test_the_correction_never_passes_the_middle() -> None:
    found = signed_rank_normal(differences({-1: 5, 1: 5}), corrected=True)
    assert (found.statistic, found.p) == (0.0, 1.0)


@pytest.mark.parametrize("zeros", ["wilcoxon", "pratt"])
def test_without_any_change_the_normal_p_is_1(zeros: Zeros) -> None:
    found = signed_rank_normal(differences({0: 9}), zeros)
    assert (found.statistic, found.p) == (0.0, 1.0)


@given(values=changes)
def test_swapping_the_rounds_turns_the_z_round(values: list[int]) -> None:
    raw = np.array(values, dtype=np.int64)
    for corrected in (False, True):
        forth, back = (signed_rank_normal(from_values(sign * raw), corrected=corrected) for sign in (1, -1))
        assert forth.statistic == pytest.approx(-(back.statistic or 0), abs=1e-12)
        assert forth.p == back.p


def test_the_p_is_rs_exact_one_under_ties_and_zeros() -> None:
    # R 4.2.2: exactRankTests 0.8-35 wilcox.exact(follow, base, paired = TRUE): V = 100.5, p = 0.101593017578125
    # coin 1.4-2 wilcoxsign_test(follow ~ base, distribution = "exact", zero.method = "Pratt"): p = 0.11639404296875
    found = signed_rank(differences(GRADES))
    assert found.statistic == 100.5
    assert found.p == pytest.approx(0.101593017578125, rel=1e-12)
    assert signed_rank(differences(GRADES), "pratt").p == pytest.approx(0.11639404296875, rel=1e-12)


@pytest.mark.parametrize(
    ("counts", "dropped", "pratt"),
    [
        # The changes of four words in tests/data, R 4.2.2: wilcox.exact(d, exact = TRUE)$p.value of exactRankTests and
        # pvalue(wilcoxsign_test(..., zero.method = "Pratt", distribution = "exact")) of coin.
        ({-3: 1, -2: 8, -1: 71, 0: 1650, 1: 98, 2: 20, 3: 10}, 7.95731825643901e-05, 0.000648633480730834),
        ({-3: 5, -2: 29, -1: 178, 0: 439, 1: 80, 2: 5, 3: 1}, 1.2367701172858e-14, 4.15568417001971e-14),
        ({-3: 7, -2: 35, -1: 234, 0: 1156, 1: 343, 2: 65, 3: 16}, 9.93210258844662e-09, 1.13539575673451e-08),
        ({-3: 5, -2: 16, -1: 91, 0: 1640, 1: 101, 2: 15, 3: 4}, 0.782132579426451, 0.6225930108068),
    ],
)
def test_thousands_of_pairs_with_few_steps_are_exact(counts: dict[int, int], dropped: float, pratt: float) -> None:
    found = signed_rank(differences(counts))
    assert "exact" in found.method
    assert found.p == pytest.approx(dropped, rel=1e-9)
    assert signed_rank(differences(counts), "pratt").p == pytest.approx(pratt, rel=1e-9)


def by_meeting_in_the_middle(values: list[int], zeros: Zeros) -> float:
    """Two-sided p for three sizes of change: all sums of two of them, sorted, met by each sum of the third."""
    kept = np.array(values if zeros == "pratt" else [value for value in values if value])
    ranks = rankdata(np.abs(kept))
    up, down = ranks[kept > 0].sum(), ranks[kept < 0].sum()
    (first, m), (second, n), (third, k) = zip(*np.unique(ranks[kept != 0], return_counts=True), strict=True)
    chances = [binom.pmf(np.arange(size + 1), size, 0.5) for size in (m, n, k)]
    sums = np.add.outer(first * np.arange(m + 1), second * np.arange(n + 1)).ravel()
    order = np.argsort(sums)
    reached = np.concatenate([[0.0], np.cumsum(np.multiply.outer(chances[0], chances[1]).ravel()[order])])
    met = np.searchsorted(sums[order], min(up, down) - third * np.arange(k + 1), side="right")
    return float(min(1.0, 2 * reached[met] @ chances[2]))


@pytest.mark.parametrize(
    "counts",
    [
        {1: 330, -1: 270, 2: 310, -2: 290, 3: 280, -3: 320},
        {1: 320, -1: 280, 2: 317, -2: 283, 3: 319, -3: 281},
        {-3: 60, -2: 170, -1: 300, 0: 600, 1: 330, 2: 240, 3: 100},
    ],
)
@pytest.mark.parametrize("zeros", ["wilcoxon", "pratt"])
def test_1800_pairs_in_three_steps_are_exact(counts: dict[int, int], zeros: Zeros) -> None:
    counted = differences(counts)
    expected = by_meeting_in_the_middle(np.repeat(list(counts), list(counts.values())).tolist(), zeros)
    assert is_exact(counted, zeros)
    assert signed_rank(counted, zeros).p == pytest.approx(expected, rel=1e-9)


@given(values=st.lists(st.integers(-40, 40), min_size=1, max_size=40), zeros=policies)
def test_both_ways_to_the_exact_p_agree(values: list[int], zeros: Zeros) -> None:
    counted = from_values(np.array(values, dtype=np.int64))
    groups = rank_groups(counted, zeros)
    weights, sizes = groups.doubled, groups.sizes
    smaller = int(min(weights @ groups.up, weights @ groups.down))
    by_sums = signflips.tail_by_sums(weights, sizes, smaller)
    assert by_sums <= 1 + 1e-12
    if signflips.sums_of_half(sizes) <= 10_000:
        assert signflips.tail_by_groups(weights, sizes, smaller) == pytest.approx(by_sums, rel=1e-10)


def test_very_many_different_changes_are_approximated_and_the_method_says_so() -> None:
    values = np.random.default_rng(7).normal(30, 400, 1500).round().astype(np.int64)
    counted = from_values(values)
    dropped = wilcoxon(values, zero_method="wilcox")
    pratt = wilcoxon(values, zero_method="pratt")
    assert signed_rank(counted).p == pytest.approx(dropped.pvalue, rel=1e-9)
    assert signed_rank(counted, "pratt").p == pytest.approx(pratt.pvalue, rel=1e-9)
    assert "normal approximation" in signed_rank(counted).method
    assert not is_exact(counted)


def test_the_method_names_the_zeros_policy() -> None:
    assert "dropped (Wilcoxon)" in signed_rank(differences(GRADES)).method
    assert "(Pratt)" in signed_rank(differences(GRADES), "pratt").method


@pytest.mark.parametrize("counts", [{}, {0: 25}])
def test_without_any_change_p_is_1_and_there_is_no_correlation(counts: dict[int, int]) -> None:
    assert signed_rank(differences(counts)).p == 1.0
    assert rank_biserial(differences(counts)) is None


@given(values=changes.filter(any), zeros=policies)
def test_rank_biserial_is_the_balance_of_scipys_ranks(values: list[int], zeros: Zeros) -> None:
    kept = np.array(values if zeros == "pratt" else [value for value in values if value])
    ranks = rankdata(np.abs(kept))
    expected = (ranks @ np.sign(kept)) / ranks[kept != 0].sum()
    found = rank_biserial(from_values(np.array(values)), zeros=zeros)
    assert found is not None
    assert found.value == pytest.approx(expected)


@pytest.mark.parametrize("name", CASES)
def test_the_interval_of_rank_biserial_has_the_error_that_r_finds(name: str) -> None:
    value, error = CASES[name]["rank_biserial"]
    found = rank_biserial(from_values(np.array(CASES[name]["changes"])), level=0.9)
    assert found is not None
    assert found.value == pytest.approx(value)
    if error == 0:
        assert (found.low, found.high) == (None, None)
        return
    half = 1.6448536269514722 * error / (1 - value**2)
    # R takes the derivative as a difference.
    ends = np.tanh(np.arctanh(value) - half), np.tanh(np.arctanh(value) + half)
    assert (found.low, found.high) == pytest.approx(ends, abs=1e-6)


@given(values=changes, zeros=policies)
def test_the_interval_of_rank_biserial_turns_with_the_changes(values: list[int], zeros: Zeros) -> None:
    found, turned = (
        rank_biserial(from_values(sign * np.array(values, dtype=np.int64)), zeros=zeros) for sign in (1, -1)
    )
    if found is None or found.low is None or found.high is None:
        assert turned is None or turned.low is None
        return
    assert turned is not None
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))
    assert -1 <= found.low <= (found.value or 0.0) <= found.high <= 1


def test_a_p_too_small_for_a_number_is_not_0() -> None:
    found = signed_rank(differences({1: 3000}))
    assert found.p is not None
    assert 0 < found.p < 1e-300
