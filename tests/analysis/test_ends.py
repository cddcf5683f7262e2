"""Floor and ceiling of a score, and what of them may be shown."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparing.results import ScoreResult
from analysis.comparing.values import Better
from analysis.disclosure.comparisons import protect
from analysis.disclosure.suppression import SMALLEST_SHOWN
from analysis.scales.ends import at_the_ends, cannot_improve, shown_ends
from analysis.statistics.proportions import share
from tests.analysis.made import comparison, score

TEN = Fraction(0), Fraction(10)


def with_ends(
    lowest: int, between: int, highest: int, stuck: int | None = None, better: Better = "higher"
) -> ScoreResult:
    scores = np.repeat([0, 5, 10], [lowest, between, highest])
    ends = (*at_the_ends(scores, TEN, 1, "baseline"), *at_the_ends(np.repeat([0, 5, 10], 20), TEN, 1, "followup"))
    ceiling = None if stuck is None else share("ceiling", stuck, len(scores))
    return score(ends=ends, ceiling=ceiling, better=better)


def shown(result: ScoreResult) -> dict[str, int | None]:
    return {each.name: each.count for each in shown_ends(result)}


def test_the_ends_are_counted_with_wilsons_intervals() -> None:
    lowest, highest = at_the_ends(np.array([0, 0, 3, 30, 29]), TEN, 3, "baseline")

    assert (lowest.name, lowest.count, lowest.of) == ("lowest_baseline", 2, 5)
    assert (highest.name, highest.count, highest.value) == ("highest_baseline", 1, 0.2)
    # R 4.2: prop.test(1, 5, correct = FALSE)$conf.int
    assert (highest.low, highest.high) == pytest.approx((0.0362241, 0.6244654), abs=1e-6)


def test_nobody_has_no_ends() -> None:
    assert at_the_ends(np.array([], dtype=np.int64), TEN, 1, "baseline") == ()


@given(st.lists(st.integers(0, 100), max_size=30), st.sampled_from([Fraction(2), Fraction(28, 10), Fraction(1, 10)]))
def test_who_has_less_room_than_the_threshold_is_counted(tenths: list[int], room: Fraction) -> None:
    scores = np.array(tenths, dtype=np.int64)

    exact = [Fraction(each, 10) for each in tenths]
    assert cannot_improve(scores, TEN, 10, room, "higher") == sum(each + room > 10 for each in exact)
    assert cannot_improve(scores, TEN, 10, room, "lower") == sum(each - room < 0 for each in exact)


def test_large_counts_are_shown_and_small_ones_are_not() -> None:
    assert shown(with_ends(8, 40, 9))["lowest_baseline"] == 8
    assert shown(with_ends(3, 40, 9)) == {
        "lowest_baseline": None, "highest_baseline": 9, "lowest_followup": 20, "highest_followup": 20,
    }  # fmt: skip
    assert shown(with_ends(0, 40, 9))["lowest_baseline"] == 0


def test_two_large_ends_are_hidden_when_they_leave_few_between() -> None:
    found = shown(with_ends(20, 3, 30))

    assert (found["lowest_baseline"], found["highest_baseline"]) == (None, None)


@pytest.mark.parametrize(("better", "end"), [("higher", "highest_baseline"), ("lower", "lowest_baseline")])
def test_an_end_is_hidden_when_the_ceiling_less_the_end_is_few(better: Better, end: str) -> None:
    assert shown(with_ends(10, 40, 10, stuck=12, better=better))[end] is None
    assert shown(with_ends(10, 40, 10, stuck=15, better=better))[end] == 10
    assert shown(with_ends(10, 40, 10, stuck=10, better=better))[end] == 10


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 6))
def test_no_small_count_follows_from_what_is_shown(lowest: int, between: int, highest: int, near: int) -> None:
    stuck = highest + min(near, between)
    result = with_ends(lowest, between, highest, stuck)
    found = shown(result)
    ceiling = None if 0 < stuck < SMALLEST_SHOWN or 0 < lowest + between + highest - stuck < SMALLEST_SHOWN else stuck

    low, high = found.get("lowest_baseline"), found.get("highest_baseline")
    everybody = lowest + between + highest
    told = [low, high]
    told += [None if each is None else everybody - each for each in (low, high)]
    told.append(None if low is None or high is None else everybody - low - high)
    told.append(None if ceiling is None or high is None else ceiling - high)
    assert [each for each in told if each is not None and 0 < each < SMALLEST_SHOWN] == []


def test_protection_takes_the_ends_with_it() -> None:
    made = comparison(scores=(with_ends(3, 40, 9),), unit="person", protected=False)
    (protected,) = protect(made).scores

    hidden = {each.name: each for each in protected.ends}["lowest_baseline"]
    assert (hidden.count, hidden.value, hidden.low, hidden.suppressed) == (None, None, None, True)
    assert replace(protected, ends=()) == replace(protect(made).scores[0], ends=())
