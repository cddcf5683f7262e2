"""Shares and their changes against R, statsmodels, published tables and plain counting."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, chi2_contingency
from statsmodels.stats.contingency_tables import mcnemar as statsmodels_mcnemar
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analysis.comparing.values import Share
from analysis.statistics.proportions import (
    HiddenShareError,
    mcnemar,
    paired_change,
    share,
    unpaired_change,
    unpaired_test,
    wilson,
)

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


@pytest.mark.parametrize(
    ("after", "before", "expected"),
    [
        # Newcombe 1998, Statistics in Medicine 17:873-890, table II, method 10.
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((0, 10), (0, 10), (-0.2775, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ],
)
def test_unpaired_change_is_the_published_interval(
    after: tuple[int, int], before: tuple[int, int], expected: tuple[float, float]
) -> None:
    change = unpaired_change(known(*before), known(*after))
    assert (change.low, change.high) == pytest.approx(expected, abs=5.1e-5)


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
        # R package contingencytables, Newcombe_square_and_add_CI_paired_2x2(cavo_2012), from Fagerland, Lydersen and
        # Laake 2017, Statistical Analysis of Contingency Tables, chapter 8: response before and after therapy.
        ((59, 6, 16, 80), (0.0046, 0.1186)),
        # Altman and others 2000, Statistics with Confidence, page 52: two thallium tests, in the other order.
        ((14, 0, 5, 22), (0.011, 0.226)),
    ],
)
def test_paired_change_is_the_published_interval(
    cells: tuple[int, int, int, int], expected: tuple[float, float]
) -> None:
    change = paired_change(*cells)
    assert change is not None
    places = len(f"{expected[1]}") - 2
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


@pytest.mark.parametrize(
    ("cells", "value", "down", "up"),
    [
        # Without a correlation to be had, the ends are those of the two Wilson intervals, added as squares.
        # R 4.2.2: 1 - prop.test(20, 20, correct = FALSE)$conf.int[1] is 0.161125158052819.
        ((20, 0, 0, 0), 0.0, 0.161125158052819, 0.161125158052819),
        ((0, 0, 0, 20), 0.0, 0.161125158052819, 0.161125158052819),
        ((0, 0, 20, 0), 1.0, 0.161125158052819 * 2**0.5, 0.0),
        ((0, 20, 0, 0), -1.0, 0.0, 0.161125158052819 * 2**0.5),
    ],
)
def test_paired_change_of_nobody_or_everybody_is_not_surer_than_its_shares(
    cells: tuple[int, int, int, int], value: float, down: float, up: float
) -> None:
    change = paired_change(*cells)
    assert change is not None
    assert (change.value, change.low, change.high) == pytest.approx((value, value - down, value + up), abs=1e-12)


def test_no_pairs_have_no_change() -> None:
    assert paired_change(0, 0, 0, 0) is None


@given(lost=few, gained=few)
def test_mcnemar_exact_agrees_with_statsmodels(lost: int, gained: int) -> None:
    expected = statsmodels_mcnemar([[5, lost], [gained, 7]], exact=True).pvalue if lost + gained else 1.0
    assert mcnemar(lost, gained)[1].p == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("lost", "gained"), [(lost, gained) for lost in range(5) for gained in range(6)])
def test_mcnemar_mid_p_is_a_count_of_all_coin_throws(lost: int, gained: int) -> None:
    throws = [sum(faces) for faces in product((0, 1), repeat=lost + gained)]
    uneven = [abs(2 * heads - lost - gained) for heads in throws]
    beyond = sum(each > abs(gained - lost) for each in uneven) + sum(each == abs(gained - lost) for each in uneven) / 2
    expected = beyond / len(throws) if lost + gained else 1.0
    assert mcnemar(lost, gained)[0].p == pytest.approx(expected)


def test_mcnemar_mid_p_is_the_published_one() -> None:
    # Fagerland, Lydersen and Laake 2013, BMC Medical Research Methodology 13:91: mid-p 0.039, exact 0.070.
    mid_p, exact = mcnemar(1, 7)
    assert mid_p.p == pytest.approx(0.039, abs=5e-4)
    assert exact.p == pytest.approx(0.070, abs=5e-4)
    # R package contingencytables, McNemar_midP_test_paired_2x2(cavo_2012) and McNemar_exact_cond_test_paired_2x2.
    mid_p, exact = mcnemar(6, 16)
    assert mid_p.p == pytest.approx(0.034690, abs=5e-7)
    assert exact.p == pytest.approx(0.052479, abs=5e-7)


def test_mcnemars_p_too_small_for_a_number_are_not_0() -> None:
    assert [0 < (test.p or 0) < 1e-300 for test in mcnemar(0, 3000)] == [True, True]


def test_without_any_change_mcnemars_p_is_1() -> None:
    assert [test.p for test in mcnemar(0, 0)] == [1.0, 1.0]


def test_nothing_is_computed_from_a_hidden_share() -> None:
    hidden = Share("share", None, 40, None, None, None, suppressed=True)
    with pytest.raises(HiddenShareError, match="hidden"):
        unpaired_change(hidden, known(3, 40))
    with pytest.raises(HiddenShareError, match="hidden"):
        unpaired_test(hidden, known(3, 40))


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


@pytest.mark.parametrize(
    ("before", "after", "statistic", "p"),
    [
        # R 4.2.2, coin 1.4-2, whose permutation variance has N - 1: cmh_test(as.table(matrix(v, 2, byrow = TRUE))) with
        # v the numbers inside and outside, round by round.
        ((7, 34), (1, 34), 5.025, 0.024983925617),
        ((0, 16), (15, 72), 3.9726027397260, 0.0462462376256),
        ((10, 13), (25, 65), 6.3953488372093, 0.0114419744233),
        ((0, 12), (3, 10), 3.9789473684211, 0.0460723466278),
        ((101, 248), (224, 356), 28.9243048826, 7.52625880507e-08),
    ],
)
def test_the_unpaired_test_is_rs(before: tuple[int, int], after: tuple[int, int], statistic: float, p: float) -> None:
    for test in (unpaired_test(known(*before), known(*after)), unpaired_test(known(*after), known(*before))):
        assert test.statistic == pytest.approx(statistic, rel=1e-10)
        assert test.df == 1
        assert test.p == pytest.approx(p, rel=1e-10)


@pytest.mark.parametrize(("before", "after"), [((0, 20), (0, 30)), ((20, 20), (30, 30)), ((0, 1), (0, 1))])
def test_with_nobody_or_everybody_inside_the_unpaired_p_is_1(before: tuple[int, int], after: tuple[int, int]) -> None:
    found = unpaired_test(known(*before), known(*after))
    assert (found.statistic, found.p) == (0.0, 1.0)


def test_an_unpaired_p_too_small_for_a_number_is_not_0() -> None:
    p = unpaired_test(known(0, 20_000), known(20_000, 20_000)).p
    assert p is not None
    assert 0 < p < 1e-300
