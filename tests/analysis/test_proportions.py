"""Shares and their changes against R, statsmodels, published tables and plain counting."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, chi2_contingency
from statsmodels.stats.contingency_tables import mcnemar as statsmodels_mcnemar
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analysis.proportions import (
    HiddenShareError,
    mcnemar,
    paired_change,
    share,
    unpaired_change,
    unpaired_test,
    wilson,
)
from analysis.values import Share

few = st.integers(0, 30)


def known(count: int, of: int) -> Share:
    found = share("share", count, of)
    assert found is not None
    return found


def test_wilson_is_rs_interval_without_continuity_correction() -> None:
    # R 4.2.2: prop.test(101, 248, correct = FALSE)$conf.int
    assert wilson(101, 248) == pytest.approx((0.347975295300992, 0.469370108369216), abs=1e-12)


@given(count=st.integers(0, 200), more=st.integers(0, 200), level=st.sampled_from([0.8, 0.95, 0.99]))
def test_wilson_agrees_with_statsmodels(count: int, more: int, level: float) -> None:
    of = count + more + 1
    expected = proportion_confint(count, of, alpha=1 - level, method="wilson")
    assert wilson(count, of, level) == pytest.approx(expected, abs=1e-12)


def test_wilson_ends_at_exactly_0_and_1() -> None:
    assert wilson(0, 17)[0] == 0.0
    assert wilson(17, 17)[1] == 1.0


def test_a_share_of_nobody_is_none() -> None:
    assert share("share", 0, 0) is None


def test_unpaired_change_is_newcombes_published_example() -> None:
    # Newcombe 1998, Statistics in Medicine 17:873-890, table II, method 10, example (a): 56/70 against 48/80.
    change = unpaired_change(known(48, 80), known(56, 70))
    assert (change.low, change.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


@given(count=few, more=few, count_after=few, more_after=few)
def test_unpaired_change_agrees_with_statsmodels(count: int, more: int, count_after: int, more_after: int) -> None:
    before, after = (count, count + more + 1), (count_after, count_after + more_after + 1)
    change = unpaired_change(known(*before), known(*after))
    low, high = confint_proportions_2indep(*after, *before, method="newcomb")
    assert (change.low, change.high) == pytest.approx((low, high), abs=1e-10)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # Newcombe 1998, Statistics in Medicine 17:2635-2650, table III, method 10.
        ((36, 2, 12, 0), (0.0569, 0.3404)),
        # Fagerland, Lydersen and Laake 2014, Statistics in Medicine 33:2850-2875: airway hyper-responsiveness.
        ((1, 1, 7, 12), (0.026, 0.507)),
    ],
)
def test_paired_change_is_the_published_interval(
    cells: tuple[int, int, int, int], expected: tuple[float, float]
) -> None:
    change = paired_change(*cells)
    assert change is not None
    places = 4 if expected[0] > 0.05 else 3
    assert (change.low, change.high) == pytest.approx(expected, abs=0.51 * 10**-places)


@given(cells=st.tuples(few, few, few, few).filter(any))
def test_swapping_the_rounds_turns_a_paired_change_round(cells: tuple[int, int, int, int]) -> None:
    stayed_in, lost, gained, stayed_out = cells
    forth, back = paired_change(*cells), paired_change(stayed_in, gained, lost, stayed_out)
    assert forth is not None
    assert back is not None
    assert (forth.value, forth.low, forth.high) == pytest.approx(
        tuple(-number for number in (back.value, back.high, back.low) if number is not None), abs=1e-12
    )


def test_no_pairs_have_no_change() -> None:
    assert paired_change(0, 0, 0, 0) is None


@given(lost=few, gained=few)
def test_mcnemar_exact_agrees_with_statsmodels(lost: int, gained: int) -> None:
    expected = statsmodels_mcnemar([[5, lost], [gained, 7]], exact=True).pvalue if lost + gained else 1.0
    assert mcnemar(lost, gained)[1].p == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("lost", "gained"), [(lost, gained) for lost in range(5) for gained in range(6)])
def test_mcnemar_mid_p_is_a_count_of_all_coin_throws(lost: int, gained: int) -> None:
    throws = [sum(faces) for faces in product((0, 1), repeat=lost + gained)]
    fewer = min(lost, gained)
    beyond = sum(heads < fewer for heads in throws) + sum(heads == fewer for heads in throws) / 2
    assert mcnemar(lost, gained)[0].p == pytest.approx(2 * beyond / len(throws))


def test_mcnemar_mid_p_is_the_published_one() -> None:
    # Fagerland, Lydersen and Laake 2013, BMC Medical Research Methodology 13:91: mid-p 0.039, exact 0.070.
    mid_p, exact = mcnemar(1, 7)
    assert mid_p.p == pytest.approx(0.039, abs=5e-4)
    assert exact.p == pytest.approx(0.070, abs=5e-4)


def test_without_any_change_mcnemars_p_is_1() -> None:
    assert [test.p for test in mcnemar(0, 0)] == [1.0, 1.0]


def test_nothing_is_computed_from_a_hidden_share() -> None:
    hidden = Share("share", None, 40, None, None, None, suppressed=True)
    with pytest.raises(HiddenShareError, match="hidden"):
        unpaired_change(hidden, known(3, 40))


@given(count=few, more=few, count_after=few, more_after=few)
def test_the_unpaired_test_is_scipys_chi_squared_times_n_minus_1_by_n(
    count: int, more: int, count_after: int, more_after: int
) -> None:
    table = [[count, more + 1], [count_after + 1, more_after]]
    n = sum(map(sum, table))
    expected = chi2_contingency(table, correction=False).statistic * (n - 1) / n
    found = unpaired_test(known(count, count + more + 1), known(count_after + 1, count_after + 1 + more_after))
    assert found.statistic == pytest.approx(expected)
    assert found.p == pytest.approx(chi2.sf(expected, 1), rel=1e-9)


def test_without_anybody_inside_the_unpaired_p_is_1() -> None:
    assert unpaired_test(known(0, 20), known(0, 30)).p == 1.0
