"""The verdict rule, one test per branch, and the same whichever way the scale or time runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparing.values import Better, Direction, Estimate, Reason, Verdict
from analysis.comparing.verdicts import FEWEST_PAIRS, FEWEST_PER_GROUP, SHARE_MATTERS, Judgement, cannot_say, judge

TURNED: dict[Verdict, Verdict] = {
    "increased": "decreased",
    "decreased": "increased",
    "small_increase": "small_decrease",
    "small_decrease": "small_increase",
    "unchanged": "unchanged",
    "cannot_say": "cannot_say",
}
OPPOSITE: dict[Direction, Direction] = {"better": "worse", "worse": "better", "neutral": "neutral"}
OTHER_WAY: dict[Better, Better] = {"higher": "lower", "lower": "higher", "none": "none"}

intervals = st.tuples(*[st.integers(-1000, 1000)] * 3).map(lambda found: [each / 1000 for each in sorted(found)])
scales: st.SearchStrategy[Better] = st.sampled_from(["higher", "lower", "none"])


def judged(
    value: float | None,
    low: float | None = None,
    high: float | None = None,
    better: Better = "higher",
    matters: float | None = 0.05,
) -> Judgement:
    return judge(Estimate("share_change", value, low, high), matters, better, enough=True)


# A change of 0.05 matters in all of these.
@pytest.mark.parametrize(
    ("value", "low", "high", "verdict", "reason"),
    [
        (0.20, 0.14, 0.26, "increased", ""),
        (0.05, 0.001, 0.10, "increased", ""),  # exactly what matters
        (-0.20, -0.26, -0.14, "decreased", ""),
        (-0.05, -0.10, -0.001, "decreased", ""),
        (0.03, 0.01, 0.08, "small_increase", ""),
        (-0.03, -0.08, -0.01, "small_decrease", ""),
        (0.03, 0.01, 0.05, "small_increase", ""),  # the interval reaches what matters
        (0.00, -0.04, 0.04, "unchanged", ""),
        (0.02, 0.01, 0.04, "unchanged", ""),  # surely above 0, and surely too small to matter
        (0.00, -0.05, 0.04, "cannot_say", "uncertain"),
        (0.00, -0.04, 0.05, "cannot_say", "uncertain"),
        (0.10, 0.00, 0.20, "cannot_say", "uncertain"),  # an interval that touches 0 is not on one side of it
        (-0.10, -0.20, 0.00, "cannot_say", "uncertain"),
        (0.10, -0.10, 0.30, "cannot_say", "uncertain"),
    ],
)
def test_the_interval_and_what_matters_decide(
    value: float, low: float, high: float, verdict: Verdict, reason: Reason
) -> None:
    found = judged(value, low, high)
    assert (found.verdict, found.reason) == (verdict, reason)


@pytest.mark.parametrize("of", [20, 40, 60, 140, 260, 580])
def test_a_share_that_changed_by_exactly_5_points_has_changed_by_enough(of: int) -> None:
    # 31/60 - 28/60 falls short of 0.05 in floating point.
    for before in range(of - of // 20):
        change = (before + of // 20) / of - before / of
        assert judged(change, 0.01, 0.09, matters=SHARE_MATTERS).verdict == "increased"


def test_without_an_estimate_or_enough_answers_nothing_is_said() -> None:
    assert judge(None, 0.05, "higher", enough=True) == cannot_say("too_few")
    assert judged(None) == cannot_say("too_few")
    sure = Estimate("share_change", 0.2, 0.14, 0.26)
    assert judge(sure, 0.05, "higher", enough=False) == cannot_say("too_few")


def test_ten_pairs_or_five_in_each_group_are_enough() -> None:
    assert (FEWEST_PAIRS, FEWEST_PER_GROUP) == (10, 5)


def test_without_an_interval_nothing_is_said() -> None:
    assert judged(1.0) == cannot_say("one_value")
    assert judged(1.0, 0.5, None) == cannot_say("one_value")
    assert judged(1.0, None, 1.5) == cannot_say("one_value")


def test_a_number_whose_smallest_important_change_is_unknown_gets_no_verdict() -> None:
    assert judged(40.0, 30.0, 50.0, matters=None) == cannot_say("no_threshold")
    assert judged(40.0, matters=None) == cannot_say("no_threshold")


@pytest.mark.parametrize(
    ("value", "low", "high", "better", "direction"),
    [
        (0.20, 0.14, 0.26, "higher", "better"),
        (0.20, 0.14, 0.26, "lower", "worse"),
        (0.20, 0.14, 0.26, "none", "neutral"),
        (-0.20, -0.26, -0.14, "higher", "worse"),
        (-0.20, -0.26, -0.14, "lower", "better"),
        (-0.20, -0.26, -0.14, "none", "neutral"),
        (0.03, 0.01, 0.08, "higher", "better"),
        (-0.03, -0.08, -0.01, "higher", "worse"),
        (0.02, 0.01, 0.04, "higher", "neutral"),
        (0.10, -0.10, 0.30, "higher", "neutral"),
    ],
)
def test_the_scale_says_whether_a_change_is_for_the_better(
    value: float, low: float, high: float, better: Better, direction: Direction
) -> None:
    assert judged(value, low, high, better).direction == direction


@given(interval=intervals, better=scales)
def test_the_rounds_in_the_other_order_give_the_opposite_verdict(interval: list[float], better: Better) -> None:
    low, value, high = interval
    forth, back = judged(value, low, high, better), judged(-value, -high, -low, better)
    assert back == Judgement(TURNED[forth.verdict], OPPOSITE[forth.direction], forth.reason)


@given(interval=intervals, better=scales)
def test_a_scale_turned_round_says_the_same_of_better_and_worse(interval: list[float], better: Better) -> None:
    low, value, high = interval
    straight, turned = judged(value, low, high, better), judged(-value, -high, -low, OTHER_WAY[better])
    assert turned == Judgement(TURNED[straight.verdict], straight.direction, straight.reason)
