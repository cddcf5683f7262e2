"""Tests over several rounds of the same units, against R, a published table, every order listed, and invariances."""

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reducing.panels import Panel, PanelError, panel
from analysis.statistics.proportions import mcnemar
from analysis.trends.pagetrend import page_trend, trend_correlation
from analysis.trends.several import cochran_q, few_moved, friedman, kendall_w
from tests.analysis.truth import near, near_p, truth

R = truth("several")

Table = list[list[int]]


def tables(most: int, *, units: int = 8) -> st.SearchStrategy[Table]:
    """Answers of up to `units` in three or four rounds, 0 to `most`."""
    return st.integers(3, 4).flatmap(
        lambda rounds: st.lists(
            st.lists(st.integers(0, most), min_size=rounds, max_size=rounds), min_size=1, max_size=units
        )
    )


@pytest.mark.parametrize("name", ["four", "two"])
def test_cochrans_q_is_rs(name: str) -> None:
    expected = R["cochran"][name]
    found = cochran_q(panel(expected["answers"]))
    assert found.statistic == near(expected["statistic"])
    assert found.df == expected["df"]
    assert found.p == near_p(expected["p"])


@pytest.mark.parametrize("name", ["bases", "likert"])
def test_friedman_and_kendalls_w_are_rs(name: str) -> None:
    expected = R["friedman"][name]
    answers = panel(expected["answers"])
    found, w = friedman(answers), kendall_w(answers)
    assert found.statistic == near(expected["statistic"])
    assert found.df == expected["df"]
    assert found.p == near_p(expected["p"])
    assert w is not None
    assert w.value == near(expected["w"])


@pytest.mark.parametrize("name", ["ties", "four", "falling"])
def test_page_is_exact_as_every_order_listed_by_r(name: str) -> None:
    expected = R["page_exact"][name]
    answers = panel(expected["answers"])
    found = page_trend(answers)
    assert (found.statistic, found.method) == (expected["l"], "Page's trend test, exact under ties, two-sided")
    assert found.p == near_p(expected["two"])
    assert page_trend(answers, "increasing").p == near_p(expected["up"])
    assert page_trend(answers, "decreasing").p == near_p(expected["down"])


def test_page_in_many_units_is_coins_normal_approximation() -> None:
    expected = R["page"]["likert"]
    answers = panel(expected["answers"])
    many = Panel(answers.values, answers.counts * 40)
    assert page_trend(answers).statistic == expected["l"]
    # Forty times as many units: the sum of ranks is 40 times as far out, its spread the root of that.
    assert "normal approximation" in page_trend(many).method
    assert page_trend(many).p == near_p(R["page_many"]["p"])


@pytest.mark.parametrize(
    ("rounds", "units", "critical"),
    [
        # Page 1963, p. 220: the smallest L with p of at most .05 and .01, for so many rounds and units.
        (3, 4, (54, 55)),
        (3, 10, (128, 131)),
        (4, 3, (84, 87)),
        (4, 6, (163, 167)),
        (5, 2, (103, 106)),
        (5, 3, (150, 155)),
    ],
)
def test_page_has_the_published_critical_values(rounds: int, units: int, critical: tuple[int, int]) -> None:
    chances = {sum_: page_trend(made, "increasing").p for sum_, made in of_each_sum(rounds, units).items()}
    for level, smallest in zip((0.05, 0.01), critical, strict=True):
        reached = [sum_ for sum_, p in chances.items() if p is not None and p <= level]
        assert min(reached) == smallest


def of_each_sum(rounds: int, units: int) -> dict[int, Panel]:
    """One panel without ties for each value that L can have."""
    ways = {sum(place * rank for place, rank in enumerate(order, 1)): order for order in orders(rounds)}
    panels: dict[int, tuple[tuple[int, ...], ...]] = {0: ()}
    for _ in range(units):
        panels = {
            total + more: (*rows, order)
            for (total, rows), (more, order) in product(panels.items(), sorted(ways.items()))
        }
    return {total: panel(list(rows)) for total, rows in panels.items()}


def orders(rounds: int) -> list[tuple[int, ...]]:
    return list(permutations(range(1, rounds + 1)))


@given(answers=tables(3, units=3))
def test_page_counts_every_order_of_every_units_answers(answers: Table) -> None:
    answers = [row[:3] for row in answers]

    def total(rows: Table | tuple[tuple[int, ...], ...]) -> int:
        # Twice the rank is one more than twice those below and those equal; ranks do not depend on the order.
        return sum(
            place * sum(2 * (other < own) + (other == own) for other in row)
            for row in rows
            for place, own in enumerate(row)
        )

    every = [total(rows) for rows in product(*(list(permutations(row)) for row in answers))]
    up = sum(each >= total(answers) for each in every) / len(every)
    assert page_trend(panel(answers), "increasing").p == pytest.approx(up, rel=1e-9)


@given(answers=tables(1))
def test_the_order_of_units_does_not_matter_and_rounds_may_be_swapped_for_any_difference(answers: Table) -> None:
    turned = [row[::-1] for row in answers[::-1]]
    assert cochran_q(panel(turned)) == cochran_q(panel(answers))
    assert friedman(panel(turned)) == friedman(panel(answers))


@given(answers=tables(1))
def test_friedman_on_yes_and_no_is_cochrans_q(answers: Table) -> None:
    assert friedman(panel(answers)).statistic == pytest.approx(cochran_q(panel(answers)).statistic)


@given(answers=tables(4))
def test_turning_time_round_turns_the_trend_round(answers: Table) -> None:
    forth, back = panel(answers), panel([row[::-1] for row in answers])
    assert page_trend(back).p == pytest.approx(page_trend(forth).p)
    assert page_trend(back, "increasing").p == pytest.approx(page_trend(forth, "decreasing").p)
    found, turned = trend_correlation(forth), trend_correlation(back)
    assert found is not None
    assert turned is not None
    assert found.value == pytest.approx(-(turned.value or 0))


@given(answers=tables(4), steps=st.lists(st.integers(1, 9), min_size=5, max_size=5))
def test_only_the_order_of_the_scale_counts(answers: Table, steps: list[int]) -> None:
    longer = np.cumsum(steps)[np.array(answers)]
    assert friedman(panel(longer)) == friedman(panel(answers))
    assert page_trend(panel(longer)) == page_trend(panel(answers))


@given(answers=tables(1), copies=st.integers(2, 5))
def test_copies_multiply_the_statistics_and_leave_the_size_of_agreement(answers: Table, copies: int) -> None:
    once = panel(answers)
    more = panel(answers * copies)
    assert more.counts.tolist() == (once.counts * copies).tolist()
    assert cochran_q(more).statistic == pytest.approx(copies * (cochran_q(once).statistic or 0))
    assert friedman(more).statistic == pytest.approx(copies * (friedman(once).statistic or 0))
    w, same = kendall_w(once), kendall_w(more)
    assert (w and w.value) == pytest.approx(same and same.value)


@given(cells=st.tuples(*(st.integers(0, 20) for _ in range(4))).filter(any))
def test_two_rounds_agree_with_mcnemar_on_who_changed(cells: tuple[int, int, int, int]) -> None:
    _, lost, gained, _ = cells
    answers = Panel(np.array([[1, 1], [1, 0], [0, 1], [0, 0]]), np.array(cells))
    # Of two rounds, Cochran's Q is McNemar's chi-squared: the square of the difference over the sum.
    expected = (gained - lost) ** 2 / (gained + lost) if gained + lost else 0.0
    assert cochran_q(answers).statistic == pytest.approx(expected)
    # Whichever way most of them went, that is the side that the exact test finds too.
    assert (cochran_q(answers).p == 1.0) == (gained == lost)
    assert gained != lost or mcnemar(lost, gained)[1].p == 1.0


def test_when_nobody_changed_p_is_1_and_there_is_no_agreement_to_measure() -> None:
    still = panel([[1, 1, 1], [0, 0, 0], [1, 1, 1]])
    assert (cochran_q(still).statistic, cochran_q(still).p) == (0.0, 1.0)
    assert (friedman(still).statistic, friedman(still).p) == (0.0, 1.0)
    assert page_trend(still).p == 1.0
    assert kendall_w(still) is None
    assert few_moved(still)


def test_nobody_gives_no_correlation_and_p_1() -> None:
    nobody = Panel(np.zeros((0, 3), dtype=np.int64), np.zeros(0, dtype=np.int64))
    assert trend_correlation(nobody) is None
    assert page_trend(nobody).p == 1.0


def test_a_very_strong_trend_has_a_small_p_that_is_not_0() -> None:
    p = page_trend(Panel(np.array([[1, 2, 3]]), np.array([100_000]))).p
    assert p is not None
    assert 0 < p < 1e-300


@pytest.mark.parametrize(
    ("values", "counts", "words"),
    [
        ([[1, 2]], [1, 1], "one count per pattern"),
        ([[1], [2]], [1, 1], "at least 2 rounds"),
        ([[1, 2]], [-1], "negative"),
    ],
)
def test_a_panel_that_is_none_is_refused(values: Table, counts: list[int], words: str) -> None:
    with pytest.raises(PanelError, match=words):
        Panel(np.array(values), np.array(counts))


def test_cochrans_q_refuses_other_answers_than_yes_and_no() -> None:
    with pytest.raises(PanelError, match="yes and no"):
        cochran_q(panel([[1, 2, 3]]))


@pytest.mark.parametrize("answers", [[1, 2, 3], [[1.5, 2.0]], [[None, 1]]])
def test_answers_with_gaps_or_fractions_are_refused(answers: object) -> None:
    with pytest.raises(PanelError, match="without gaps"):
        panel(answers)  # type: ignore[arg-type]
