"""Trends over rounds of different persons against R, and invariances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reducing.panels import PanelError
from analysis.statistics.proportions import share, unpaired_test
from analysis.trends.armitage import SeparateRounds, cochran_armitage, linear_trend, separate_rounds, share_slope
from tests.analysis.truth import near, near_p, truth

R = truth("several")

counted = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), min_size=2, max_size=5)


def made(rounds: list[tuple[int, int]]) -> SeparateRounds:
    return separate_rounds([inside for inside, _ in rounds], [inside + outside for inside, outside in rounds])


@pytest.mark.parametrize("name", ["smokers", "years"])
def test_cochran_armitage_and_the_slope_are_rs(name: str) -> None:
    expected = R["armitage"][name]
    rounds = separate_rounds(expected["x"], expected["n"], expected["s"])
    found, slope = cochran_armitage(rounds), share_slope(rounds)
    assert found.statistic == near(expected["statistic"])
    assert found.p == near_p(expected["p"])
    assert (slope.value, slope.low, slope.high) == near((expected["slope"], expected["low"], expected["high"]))


@pytest.mark.parametrize("place", [0, 1])
def test_the_linear_trend_is_coins_linear_by_linear_test(place: int) -> None:
    expected = R["linear"][place]
    found = linear_trend(expected["table"], range(1, len(expected["table"][0]) + 1))
    assert found.statistic == near(expected["statistic"])
    assert found.p == near_p(expected["p"])


@given(rounds=counted)
def test_with_two_codes_the_linear_trend_is_armitages_but_for_n_minus_1(rounds: list[tuple[int, int]]) -> None:
    table = [[outside, inside] for inside, outside in rounds]
    n = sum(map(sum, table))
    found, other = linear_trend(table, [0, 1]).statistic, cochran_armitage(made(rounds)).statistic
    assert found == pytest.approx((n - 1) / n * (other or 0), abs=1e-9)


@given(
    first=st.tuples(st.integers(0, 30), st.integers(1, 30)), second=st.tuples(st.integers(0, 30), st.integers(1, 30))
)
def test_of_two_rounds_it_is_the_chi_squared_test_of_two_shares(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    before, after = share("a", first[0], sum(first)), share("b", second[0], sum(second))
    assert before is not None
    assert after is not None
    n = sum(first) + sum(second)
    expected = (unpaired_test(before, after).statistic or 0) * n / (n - 1)
    assert cochran_armitage(made([first, second])).statistic == pytest.approx(expected, abs=1e-9)


@given(rounds=counted)
def test_swapping_inside_and_outside_turns_the_slope(rounds: list[tuple[int, int]]) -> None:
    there, back = made([(a + 1, b) for a, b in rounds]), made([(b, a + 1) for a, b in rounds])
    assert cochran_armitage(there).statistic == pytest.approx(cochran_armitage(back).statistic, abs=1e-9)
    assert share_slope(there).value == pytest.approx(-(share_slope(back).value or 0), abs=1e-12)


@given(rounds=counted, start=st.integers(-5, 5), step=st.integers(1, 4))
def test_the_test_does_not_depend_on_where_time_starts_or_its_unit(
    rounds: list[tuple[int, int]], start: int, step: int
) -> None:
    plain = made(rounds)
    moved = SeparateRounds(plain.inside, plain.of, tuple(start + step * score for score in plain.scores))
    assert cochran_armitage(moved).statistic == pytest.approx(cochran_armitage(plain).statistic, abs=1e-9)
    assert (share_slope(moved).value or 0) * step == pytest.approx(share_slope(plain).value, abs=1e-12)


def test_nobody_inside_gives_p_1_and_a_slope_without_an_interval() -> None:
    rounds = separate_rounds([0, 0, 0], [5, 6, 7])
    assert (cochran_armitage(rounds).statistic, cochran_armitage(rounds).p) == (0.0, 1.0)
    assert (share_slope(rounds).value, share_slope(rounds).low) == (0.0, None)


def test_all_alike_gives_no_linear_trend() -> None:
    assert linear_trend([[4, 0], [5, 0]], [1, 2]).p == 1.0


@pytest.mark.parametrize(
    ("inside", "of", "scores", "words"),
    [
        ([1], [2], None, "at least two rounds"),
        ([1, 2], [2], None, "as many"),
        ([1, 3], [2, 2], None, "no more inside"),
        ([0, 1], [0, 2], None, "someone who answered"),
        ([1, 1], [2, 2], [1, 1], "not all the same"),
        ([1, 1], [2, 2], [1, float("nan")], "finite"),
    ],
)
def test_rounds_that_have_no_trend_are_refused(
    inside: list[int], of: list[int], scores: list[float] | None, words: str
) -> None:
    with pytest.raises(PanelError, match=words):
        separate_rounds(inside, of, scores)


@pytest.mark.parametrize(("table", "words"), [([[1, 2, 3]], "number for each code"), ([[0, 0], [0, 0]], "Nobody")])
def test_a_table_without_a_trend_is_refused(table: list[list[int]], words: str) -> None:
    with pytest.raises(PanelError, match=words):
        linear_trend(table, [1, 2])
