"""Ratios of shares and odds against R code from the papers, published intervals, and what must hold of any ratio."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparing.values import Estimate
from analysis.statistics.proportions import NotCountsError, mcnemar, share, unpaired_change
from analysis.statistics.ratios import odds_ratio, paired_odds_ratio, paired_risk_ratio, risk_ratio
from tests.analysis.expected import from_r

R = from_r("ratios")

few = st.integers(1, 40)
shares = st.tuples(few, few, few, few)
"""Inside and outside before, inside and outside after."""


def ends(found: Estimate | None) -> tuple[float, float, float]:
    assert found is not None
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    return found.value, found.low, found.high


@pytest.mark.parametrize("case", R["unpaired"])
def test_ratios_of_different_persons_are_rs(case: dict[str, Any]) -> None:
    assert ends(risk_ratio(*case["counts"])) == pytest.approx(case["risk_ratio"], rel=1e-7, abs=1e-6)
    assert ends(odds_ratio(*case["counts"])) == pytest.approx(case["odds_ratio"], rel=1e-9)


@pytest.mark.parametrize("case", R["paired"])
def test_ratios_of_pairs_are_rs(case: dict[str, Any]) -> None:
    stayed_in, lost, gained, stayed_out = case["counts"]
    assert ends(paired_risk_ratio(stayed_in, lost, gained, stayed_out)) == pytest.approx(case["risk_ratio"], rel=1e-9)
    assert ends(paired_odds_ratio(lost, gained)) == pytest.approx(case["odds_ratio"], rel=1e-6)


@pytest.mark.parametrize("case", R["paired"])
def test_mcnemars_p_are_rs(case: dict[str, Any]) -> None:
    _, lost, gained, _ = case["counts"]
    assert [test.p for test in mcnemar(lost, gained)] == pytest.approx(
        [case["mid_p"], case["exact"]],
        rel=1e-6,
    )


@pytest.mark.parametrize(
    ("found", "published"),
    [
        # Fagerland, Lydersen and Laake 2017, Statistical Analysis of Contingency Tables, as their R package
        # contingencytables prints it: perondi_2004 (chapter 4), lampasona_2013 (chapter 4) and cavo_2012 (chapter 8).
        (risk_ratio(1, 34, 7, 34), (7.0, 1.1537, 41.9763)),
        (odds_ratio(4, 14, 9, 13), (5.6250, 1.1414, 21.7873)),
        (paired_risk_ratio(59, 16, 6, 80), (0.8667, 0.7579, 0.9910)),
    ],
)
def test_ratios_are_the_published_ones(found: Estimate | None, published: tuple[float, float, float]) -> None:
    assert ends(found) == pytest.approx(published, abs=5.1e-5)


@given(counts=shares)
def test_swapping_the_rounds_turns_every_ratio_over(counts: tuple[int, int, int, int]) -> None:
    a, b, c, d = counts
    for forth, back in (
        (risk_ratio(a, a + b, c, c + d), risk_ratio(c, c + d, a, a + b)),
        (odds_ratio(a, a + b, c, c + d), odds_ratio(c, c + d, a, a + b)),
        (paired_risk_ratio(a, b, c, d), paired_risk_ratio(a, c, b, d)),
        (paired_odds_ratio(b, c), paired_odds_ratio(c, b)),
    ):
        value, low, high = ends(back)
        assert ends(forth) == pytest.approx((1 / value, 1 / high, 1 / low), rel=1e-6)


@given(counts=shares)
def test_taking_outside_for_inside_turns_the_odds_ratio_over(counts: tuple[int, int, int, int]) -> None:
    a, b, c, d = counts
    value, low, high = ends(odds_ratio(b, a + b, d, c + d))
    assert ends(odds_ratio(a, a + b, c, c + d)) == pytest.approx((1 / value, 1 / high, 1 / low), rel=1e-9)


@given(counts=shares)
def test_a_ratio_lies_in_its_interval(counts: tuple[int, int, int, int]) -> None:
    a, b, c, d = counts
    for found in (
        risk_ratio(a, a + b, c, c + d),
        odds_ratio(a, a + b, c, c + d),
        paired_risk_ratio(a, b, c, d),
        paired_odds_ratio(b, c),
    ):
        value, low, high = ends(found)
        assert 0 < low <= value <= high


@given(counts=shares)
def test_the_ratio_and_the_difference_agree_on_whether_anything_changed(counts: tuple[int, int, int, int]) -> None:
    a, b, c, d = counts
    before, after = share("share", a, a + b), share("share", c, c + d)
    assert before is not None
    assert after is not None
    _, low, high = ends(risk_ratio(a, a + b, c, c + d))
    _, below, above = ends(unpaired_change(before, after))
    if min(abs(below), abs(above)) > 1e-9:
        assert (low > 1, high < 1) == (below > 0, above < 0)


@given(lost=few, gained=few)
def test_the_odds_ratio_of_pairs_and_mcnemars_mid_p_agree(lost: int, gained: int) -> None:
    _, low, high = ends(paired_odds_ratio(lost, gained))
    p = mcnemar(lost, gained)[0].p
    assert p is not None
    if abs(p - 0.05) > 1e-6:
        assert (low > 1 or high < 1) == (p < 0.05)


@given(counts=shares, copies=st.integers(2, 5))
def test_copies_of_everybody_keep_a_ratio_and_make_it_surer(counts: tuple[int, int, int, int], copies: int) -> None:
    a, b, c, d = counts
    more = [copies * each for each in (a, a + b, c, c + d)]
    pairs = [copies * each for each in counts]
    for once, often in (
        (risk_ratio(a, a + b, c, c + d), risk_ratio(*more)),
        (odds_ratio(a, a + b, c, c + d), odds_ratio(*more)),
        (paired_risk_ratio(*counts), paired_risk_ratio(*pairs)),
        (paired_odds_ratio(b, c), paired_odds_ratio(pairs[1], pairs[2])),
    ):
        (value, low, high), (again, above, below) = ends(once), ends(often)
        assert again == pytest.approx(value)
        assert high / low >= below / above


def test_a_ratio_with_nobody_in_a_part_is_absent_and_never_infinite() -> None:
    assert [risk_ratio(*counts) for counts in ((0, 10, 3, 10), (3, 10, 0, 10), (0, 0, 3, 10))] == [None] * 3
    assert [odds_ratio(*counts) for counts in ((3, 10, 10, 10), (0, 10, 4, 10), (0, 0, 4, 10))] == [None] * 3
    assert [paired_risk_ratio(*counts) for counts in ((0, 0, 4, 6), (0, 3, 0, 6), (0, 0, 0, 0))] == [None] * 3
    assert [paired_odds_ratio(*counts) for counts in ((0, 4), (4, 0), (0, 0))] == [None] * 3


def test_what_cannot_be_counts_is_refused() -> None:
    refused: list[Callable[[], object]] = [
        lambda: risk_ratio(11, 10, 3, 10),
        lambda: odds_ratio(-1, 10, 3, 10),
        lambda: paired_risk_ratio(3, -1, 2, 2),
        lambda: paired_odds_ratio(-1, 2),
        lambda: share("share", 4, 3),
    ]
    for asked in refused:
        with pytest.raises(NotCountsError, match="cannot be a share"):
            asked()
