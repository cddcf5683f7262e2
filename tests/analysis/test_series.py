"""A plan's quarterly status, times to done and interrupted series, against survival and sandwich in R."""

from collections.abc import Iterable

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparing.values import Caution
from analysis.files.rounds import Round, RoundInfo
from analysis.statistics.proportions import wilson
from analysis.trends.segmented import SegmentedResult, SeriesError, TooFewQuartersError, segmented_regression
from analysis.trends.series import (
    PlanStatus,
    PlanStatusError,
    StatusCodes,
    plan_status,
    plan_status_of_rounds,
    status_by_quarter,
    time_to_done,
)
from analysis.trends.survival import DurationsError, Survival, durations, kaplan_meier
from questionnaires.library import paths
from tests.analysis.made import shipped
from tests.analysis.truth import near, near_p, truth

R = truth("series")
QUARTERS = ("2026-1", "2026-2", "2026-3", "2026-4")
STATUS = StatusCodes(("planned", "in_progress", "done", "stopped"), done=("done",), stopped=("stopped",))
LETTERS = {"p": "planned", "i": "in_progress", "d": "done", "s": "stopped"}

followed = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=30)


def made(*courses: str) -> PlanStatus:
    """A measure per string: a letter per quarter, a dot where nothing was reported."""
    reports = [
        (f"{measure:02}", quarter, LETTERS[letter])
        for measure, course in enumerate(courses)
        for quarter, letter in zip(QUARTERS, course, strict=True)
        if letter != "."
    ]
    return plan_status(reports, QUARTERS, STATUS)


def curve(found: list[tuple[int, bool]]) -> Survival:
    result = kaplan_meier(durations([time for time, _ in found], [ended for _, ended in found]))
    assert result is not None
    return result


def shown(ends: Iterable[float | None]) -> list[float]:
    """An end that is not there is -1."""
    return [-1.0 if end is None else end for end in ends]


@pytest.mark.parametrize("name", ["aml", "plan", "half", "few"])
def test_the_curve_is_rs(name: str) -> None:
    expected = R["curves"][name]
    found = curve(list(zip(expected["time"], expected["ended"], strict=True)))
    assert [step.time for step in found.steps] == expected["at"]
    assert [step.at_risk for step in found.steps] == expected["risk"]
    assert [step.value for step in found.steps] == near(expected["value"])
    assert shown(step.low for step in found.steps) == near(shown(expected["low"]))
    assert shown(step.high for step in found.steps) == near(shown(expected["high"]))


@pytest.mark.parametrize("name", ["aml", "plan", "half"])
def test_the_median_is_rs(name: str) -> None:
    expected = R["curves"][name]
    median = curve(list(zip(expected["time"], expected["ended"], strict=True))).median
    assert median is not None
    assert [median.value, median.low, median.high] == expected["median"]


def test_there_is_no_median_before_half_are_done() -> None:
    expected = R["curves"]["few"]
    assert expected["median"][0] is None
    assert curve(list(zip(expected["time"], expected["ended"], strict=True))).median is None


@given(found=followed)
def test_without_censoring_the_curve_is_the_plain_share_not_done(found: list[tuple[int, bool]]) -> None:
    result = curve([(time, True) for time, _ in found])
    for step in result.steps:
        assert step.value == pytest.approx(sum(time > step.time for time, _ in found) / len(found))


@given(found=followed, copies=st.integers(2, 4))
def test_copies_leave_the_curve_and_narrow_its_interval(found: list[tuple[int, bool]], copies: int) -> None:
    once, more = curve(found), curve(found * copies)
    assert [step.value for step in more.steps] == pytest.approx([step.value for step in once.steps])
    for few, many in zip(once.steps, more.steps, strict=True):
        if few.low is not None and few.high is not None:
            assert many.low is not None
            assert many.high is not None
            assert few.low < many.low <= many.value <= many.high < few.high


@given(data=st.data(), found=followed)
def test_the_order_of_measures_does_not_matter(data: st.DataObject, found: list[tuple[int, bool]]) -> None:
    assert curve(data.draw(st.permutations(found))) == curve(found)


def test_nobody_followed_has_no_curve() -> None:
    assert kaplan_meier(durations([], [])) is None


@pytest.mark.parametrize(
    ("times", "ended", "words"),
    [([1, 2], [True], "for each measure"), ([-1], [True], "negative"), ([1.5], [True], "whole number")],
)
def test_times_that_are_none_are_refused(times: list[float], ended: list[bool], words: str) -> None:
    with pytest.raises(DurationsError, match=words):
        durations(times, ended)


def test_each_quarter_has_its_counts_and_the_share_done() -> None:
    plan = made("pidd", "ppi.", ".pps", "dddd")
    first, second, third, fourth = status_by_quarter(plan)
    assert [quarter.counts for quarter in (first, second, third, fourth)] == [
        (2, 0, 1, 0),
        (2, 1, 1, 0),
        (1, 1, 2, 0),
        (0, 0, 2, 1),
    ]
    assert [quarter.not_reported for quarter in (first, second, third, fourth)] == [1, 0, 0, 1]
    assert third.done is not None
    assert (third.done.count, third.done.of, third.done.low, third.done.high) == (2, 4, *wilson(2, 4))


def test_a_quarter_nobody_reported_has_no_share() -> None:
    assert status_by_quarter(made("p.pp", "i.ii"))[1].done is None


def test_time_to_done_runs_from_the_first_report_to_the_first_done() -> None:
    # Done after 2, 0 and 1 quarters; one not done after 3, one given up after 2.
    found = time_to_done(made("pid.", ".ddd", "..pd", "pppi", "pps."))
    assert found.curve is not None
    assert [(step.time, step.at_risk, step.ended, step.censored) for step in found.curve.steps] == [
        (0, 5, 1, 0),
        (1, 4, 1, 0),
        (2, 3, 1, 1),
        (3, 1, 0, 1),
    ]
    assert found.cautions == (Caution("stopped", 1, 5),)


def test_a_measure_that_is_taken_up_again_is_told_of() -> None:
    found = time_to_done(made("pdip", "pddd", "psdd"))
    assert (found.stopped, found.reopened) == (1, 1)
    assert found.cautions == (Caution("stopped", 1, 3), Caution("reopened", 1, 3))
    assert found.curve is not None
    assert found.curve.ended == 2


def quarters(*answers: dict[str, str | None]) -> list[Round]:
    """A round for each quarter: what each measure reported."""
    return [
        Round(RoundInfo(label), pl.DataFrame({"tiltak": list(given), "status": list(given.values())}))
        for label, given in zip(QUARTERS, answers, strict=False)
    ]


def test_a_plan_is_read_from_rounds_where_the_last_code_is_done_and_missing_ones_are_stopped() -> None:
    found = plan_status_of_rounds(
        quarters({"a": "planned", "b": "done", "c": None}, {"a": "done", "c": "stopped"}),
        shipped(paths()["tiltaksstatus"]),
        "status",
        by="tiltak",
    )
    assert (found.quarters, found.measures) == (QUARTERS[:2], ("a", "b", "c"))
    assert (found.status.done, found.status.stopped) == (("done",), ("stopped",))
    assert [quarter.counts for quarter in status_by_quarter(found)] == [(0, 1, 0, 1, 0), (0, 0, 0, 1, 1)]


@pytest.mark.parametrize("name", ["ukjent", "hindringer_tekst"])
def test_a_question_that_is_no_status_is_refused(name: str) -> None:
    with pytest.raises(PlanStatusError, match="no question"):
        plan_status_of_rounds(quarters({"a": "done"}), shipped(paths()["tiltaksstatus"]), name, by="tiltak")


def test_an_empty_plan_has_no_curve() -> None:
    plan = plan_status([], QUARTERS, STATUS)
    assert time_to_done(plan).curve is None
    assert status_by_quarter(plan)[0].counts == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("reports", "words"),
    [
        ([("1", "2027-1", "done")], "2027-1.* is not known"),
        ([("1", "2026-1", "finished")], "finished.* is not known"),
        ([("1", "2026-1", "done"), ("1", "2026-1", "planned")], "twice in 2026-1"),
    ],
)
def test_reports_that_do_not_fit_the_plan_are_refused(reports: list[tuple[str, str, str]], words: str) -> None:
    with pytest.raises(PlanStatusError, match=words):
        plan_status(reports, QUARTERS, STATUS)


@pytest.mark.parametrize("quarters", [[], ["2026-1", "2026-1"]])
def test_quarters_stand_once(quarters: list[str]) -> None:
    with pytest.raises(PlanStatusError, match="once"):
        plan_status([], quarters, STATUS)


@pytest.mark.parametrize(("done", "stopped"), [((), ()), (("finished",), ()), (("done",), ("done",))])
def test_a_status_says_what_is_done(done: tuple[str, ...], stopped: tuple[str, ...]) -> None:
    with pytest.raises(PlanStatusError, match="mean done"):
        StatusCodes(("planned", "done"), done, stopped)


def fit(name: str) -> SegmentedResult:
    expected = R["segmented"][name]
    return segmented_regression(expected["y"], expected["first_after"], lags=expected["lags"])


@pytest.mark.parametrize("name", ["auto", "none", "long"])
def test_the_segmented_regression_with_newey_west_errors_is_rs(name: str) -> None:
    expected, found = R["segmented"][name], fit(name)
    assert [each.value for each in found.estimates] == near(expected["value"])
    assert [each.low for each in found.estimates] == near(expected["low"])
    assert [each.high for each in found.estimates] == near(expected["high"])
    assert [each.statistic for each in found.tests] == near(expected["statistic"][2:])
    assert [each.p for each in found.tests] == near_p(expected["p"][2:])


def test_without_a_choice_the_lags_follow_newey_and_wests_rule() -> None:
    # 4 (20 / 100)^(2/9) is 2.80.
    assert segmented_regression(R["segmented"]["auto"]["y"], 10) == fit("auto")


def test_short_sides_are_told_of() -> None:
    assert fit("auto").cautions == ()
    assert segmented_regression(R["segmented"]["auto"]["y"][:15], 10).cautions == (Caution("few_quarters", 5, 8),)


@pytest.mark.parametrize(("n", "first_after"), [(20, 3), (20, 17), (6, 3), (20, 25), (20, 0)])
def test_too_few_quarters_are_refused(n: int, first_after: int) -> None:
    with pytest.raises(TooFewQuartersError, match="at least 4"):
        segmented_regression([0.1 * place for place in range(n)], first_after)


@pytest.mark.parametrize(
    ("values", "lags", "words"),
    [([1.0] * 9 + [float("nan")], 1, "finite"), ([1.0, 2.0] * 5, 10, "lags"), ([1.0, 2.0] * 5, -1, "lags")],
)
def test_a_series_that_cannot_be_fitted_is_refused(values: list[float], lags: int, words: str) -> None:
    with pytest.raises(SeriesError, match=words):
        segmented_regression(values, 5, lags=lags)


@given(start=st.floats(-5, 5), slope=st.floats(-1, 1), jump=st.floats(-3, 3), more=st.floats(-1, 1))
def test_values_on_the_lines_give_them_back_without_intervals(
    start: float, slope: float, jump: float, more: float
) -> None:
    values = [start + slope * t + (t >= 8) * (jump + more * (t - 8)) for t in range(18)]
    found = segmented_regression(values, 8)
    assert [each.value for each in found.estimates] == pytest.approx([start, slope, jump, more], abs=1e-9)
    assert (found.tests, found.estimates[2].low) == ((), None)
    assert Caution("exact_fit") in found.cautions


@given(seed=st.integers(0, 99), scale=st.floats(0.1, 10), shift=st.floats(-10, 10))
def test_another_unit_changes_the_estimates_alone(seed: int, scale: float, shift: float) -> None:
    values = np.random.default_rng(seed).normal(size=20)
    plain, carried = (segmented_regression(list(y), 9) for y in (values, shift + scale * values))
    assert [each.p for each in carried.tests] == pytest.approx([each.p for each in plain.tests], rel=1e-6)
    assert carried.estimates[2].value == pytest.approx(scale * (plain.estimates[2].value or 0), abs=1e-9)
