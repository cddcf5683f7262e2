"""Paired change against R, scipy and the raw values."""

from math import factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_1samp

from analysis.reducing.counts import distinct
from analysis.reducing.differences import from_table, from_values
from analysis.statistics.ordinal import hodges_lehmann, mean_change, moved, quantiles, summary
from tests.analysis.expected import from_r

CASES = from_r("signedrank")["cases"]

numbers = st.lists(st.integers(-60, 60), min_size=1, max_size=40)


def test_mean_change_has_rs_t_interval() -> None:
    # R 4.2.2: t.test(follow, base, paired = TRUE)$conf.int, with
    # base 1,2,2,3,3,3,4,5,2,1,4,4,3,2,5,1,2,3,3,4 and follow 2,1,3,5,2,4,4,4,4,1,5,2,4,4,5,3,1,5,4,4
    base = np.array([1, 2, 2, 3, 3, 3, 4, 5, 2, 1, 4, 4, 3, 2, 5, 1, 2, 3, 3, 4])
    follow = np.array([2, 1, 3, 5, 2, 4, 4, 4, 4, 1, 5, 2, 4, 4, 5, 3, 1, 5, 4, 4])
    found = mean_change(from_values(follow - base))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((-0.0782044372511337, 1.0782044372511337), abs=1e-12)


@given(values=st.lists(st.integers(-60, 60), min_size=2, max_size=40).filter(lambda found: len(set(found)) > 1))
def test_mean_change_agrees_with_scipy(values: list[int]) -> None:
    found = mean_change(from_values(np.array(values), scale=10))
    expected = ttest_1samp(np.array(values) / 10, 0).confidence_interval()
    assert found is not None
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("values", [[4], [2, 2, 2, 2]])
def test_a_change_that_does_not_vary_has_no_interval(values: list[int]) -> None:
    found = mean_change(from_values(np.array(values)))
    assert found is not None
    assert (found.value, found.low, found.high) == (values[0], None, None)


@given(values=numbers)
def test_hodges_lehmann_is_the_median_of_all_pairwise_means(values: list[int]) -> None:
    raw = np.array(values)
    every = np.add.outer(raw, raw)[np.triu_indices(len(raw))] / 2
    found = hodges_lehmann(from_values(raw, scale=4))
    assert found is not None
    assert found.value == pytest.approx(float(np.median(every)) / 4, abs=1e-12)


def test_hodges_lehmann_is_rs_pseudomedian() -> None:
    # R 4.2.2: wilcox.test(x, y, paired = TRUE, conf.int = TRUE)$estimate is 0.46 for the depression scores of Hollander
    # and Wolfe (1973) in ?wilcox.test; the change is y - x here, in thousandths.
    x = [1830, 500, 1620, 2480, 1680, 1880, 1550, 3060, 1300]
    y = [878, 647, 598, 2050, 1060, 1290, 1060, 3140, 1290]
    found = hodges_lehmann(from_values(np.array(y) - np.array(x), scale=1000))
    assert found is not None
    assert found.value == pytest.approx(-0.46, abs=1e-12)


@pytest.mark.parametrize("name", CASES)
def test_hodges_lehmann_has_rs_interval(name: str) -> None:
    case = CASES[name]
    found = hodges_lehmann(from_values(np.array(case["changes"])))
    assert found is not None
    assert found.value == pytest.approx(case["estimate"], abs=1e-12)
    low, high = case.get("interval", (None, None))
    assert (found.low, found.high) == (low, high)


@given(values=numbers, places=st.tuples(st.integers(0, 4), st.integers(0, 4)))
def test_a_transition_table_has_the_differences_of_its_pairs(values: list[int], places: tuple[int, int]) -> None:
    rng = np.random.default_rng(len(values) + sum(places))
    codes = np.array([0, 1, 2, 4, 7])
    before, after = rng.integers(0, 5, len(values)), rng.integers(0, 5, len(values))
    table = np.zeros((5, 5), dtype=np.int64)
    np.add.at(table, (before, after), 1)
    counted, raw = from_table(table, codes), from_values(codes[after] - codes[before])
    assert counted.values.tolist() == raw.values.tolist()
    assert counted.counts.tolist() == raw.counts.tolist()


def test_up_same_and_down_are_all_pairs() -> None:
    change = moved(from_values(np.array([-2, -1, 0, 0, 0, 3])))
    assert change is not None
    assert (change.up.count, change.same.count, change.down.count, change.pairs) == (1, 3, 2, 6)


@given(values=st.lists(st.integers(-9, 9), min_size=6, max_size=40), level=st.sampled_from([0.8, 0.95]))
def test_the_typical_change_lies_in_its_interval_and_turns_with_the_rounds(values: list[int], level: float) -> None:
    forth, back = (hodges_lehmann(from_values(sign * np.array(values)), level) for sign in (1, -1))
    assert forth is not None
    assert back is not None
    assert forth.value is not None
    assert forth.low is not None
    assert forth.high is not None
    assert forth.low <= forth.value <= forth.high
    assert (forth.low, forth.high) == (-(back.high or 0), -(back.low or 0))


def test_the_interval_covers_a_tied_middle_at_least_as_often_as_it_says() -> None:
    # Every sample of seven from the differences -1, 0, 0, 1 of a symmetric scale, by how often each would come.
    covered = total = 0
    for down in range(8):
        for up in range(8 - down):
            same = 7 - down - up
            ways = factorial(7) // (factorial(down) * factorial(up) * factorial(same)) * 2**same
            found = hodges_lehmann(from_values(np.repeat([-1, 0, 1], [down, same, up])))
            assert found is not None
            assert found.low is not None
            assert found.high is not None
            total += ways
            covered += ways * (found.low <= 0 <= found.high)
    assert total == 4**7
    assert covered / total >= 0.95


def test_more_than_500_pairs_take_their_places_from_the_normal_distribution_and_say_so() -> None:
    found = hodges_lehmann(from_values(np.arange(-200, 401)))
    assert found is not None
    assert "normal approximation" in found.method
    assert found.value == 100
    # The spread of a uniform sample of 601: about 1.96 times 601 / sqrt(12 * 601).
    assert found.low == pytest.approx(100 - 1.96 * 601 / (12 * 601) ** 0.5, abs=1)


def test_without_pairs_there_is_nothing_to_say() -> None:
    nothing = from_values(np.array([], dtype=np.int64))
    assert moved(nothing) is None
    assert mean_change(nothing) is None
    assert hodges_lehmann(nothing) is None


@given(values=numbers, share_below=st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0]))
def test_quantiles_are_numpys(values: list[int], share_below: float) -> None:
    assert quantiles(*distinct(np.array(values)), [share_below]) == pytest.approx([np.quantile(values, share_below)])


@given(values=st.lists(st.integers(-60, 60), min_size=2, max_size=40))
def test_a_summary_is_that_of_the_raw_values(values: list[int]) -> None:
    found = summary(*distinct(np.array(values)), scale=10)
    raw = np.array(values) / 10
    assert found is not None
    assert (found.n, found.mean, found.sd, found.total) == pytest.approx(
        (len(raw), raw.mean(), raw.std(ddof=1), raw.sum()), abs=1e-12
    )
