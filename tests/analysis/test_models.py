"""Models over rounds with gaps against lme4 and gee in R, and what they say when there is nothing to fit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparing.values import Caution, Estimate
from analysis.reducing.observations import ModelError, Observations
from analysis.trends.fitting import Family, Time
from analysis.trends.models import ModelResult, gee, mixed_model
from tests.analysis.truth import near, near_p, truth

R = truth("models")


def observations(data: dict[str, list[int]], value: str = "value", scale: int = 1) -> Observations:
    unit, rounds, values = (np.array(data[name], dtype=np.int64) for name in ("unit", "round", value))
    return Observations(unit, rounds, values, 3, scale)


def estimate(result: ModelResult, name: str) -> Estimate:
    return next(each for each in result.estimates if each.name == name)


def names(result: ModelResult, start: str) -> list[Estimate]:
    return [each for each in result.estimates if each.name.startswith(start)]


@pytest.mark.parametrize("time", ["rounds", "linear"])
def test_the_mixed_model_is_lme4s(time: Time) -> None:
    expected, found = R["mixed"][time], mixed_model(observations(R["data"]), time=time)
    changes = names(found, "change_")
    assert found.converged
    assert [each.value for each in changes] == near(np.atleast_1d(expected["change"]))
    assert [each.low for each in changes] == near(np.atleast_1d(expected["low"]))
    assert [each.high for each in changes] == near(np.atleast_1d(expected["high"]))
    assert estimate(found, "between_variance").value == near(expected["between"])
    assert estimate(found, "within_variance").value == near(expected["within"])
    assert found.tests[0].statistic == near(expected["wald"])


def test_units_that_are_no_more_alike_than_chance_have_a_variance_of_0_as_in_lme4() -> None:
    expected, found = R["mixed"]["edge"], mixed_model(observations(R["edge"]))
    assert found.converged
    assert estimate(found, "between_variance").value == expected["between"] == 0
    assert estimate(found, "icc").value == 0
    assert estimate(found, "within_variance").value == near(expected["within"])
    assert [each.low for each in names(found, "change_")] == near(expected["low"])


@pytest.mark.parametrize("family", ["share", "mean"])
@pytest.mark.parametrize("time", ["rounds", "linear"])
def test_gee_is_rs(family: Family, time: Time) -> None:
    expected = R[family][time]
    found = gee(observations(R["data"], "yes" if family == "share" else "value"), family, time=time)
    changes = names(found, "odds_ratio_" if family == "share" else "change_")
    carried = np.exp if family == "share" else np.asarray
    assert found.converged
    assert [each.value for each in changes] == near(np.atleast_1d(carried(expected["change"])))
    assert [each.low for each in changes] == near(np.atleast_1d(carried(expected["low"])))
    assert [each.high for each in changes] == near(np.atleast_1d(carried(expected["high"])))
    assert estimate(found, "working_correlation").value == near(expected["correlation"])
    assert found.tests[0].statistic == near(expected["wald"])


def test_walds_test_has_a_degree_of_freedom_for_each_later_round() -> None:
    found = mixed_model(observations(R["data"])).tests[0]
    # Two degrees of freedom: p is exp(-statistic / 2).
    assert found.df == 2
    assert found.p == near_p(np.exp(-R["mixed"]["rounds"]["wald"] / 2))


@given(order=st.permutations(range(60)), more=st.integers(1, 50))
def test_neither_the_order_of_answers_nor_the_units_numbers_matter(order: list[int], more: int) -> None:
    plain = observations(R["edge"])
    shuffled = Observations(plain.unit[order] * more, plain.round[order], plain.value[order], 3)
    values = [each.value for each in mixed_model(plain).estimates]
    assert [each.value for each in mixed_model(shuffled).estimates] == pytest.approx(values, abs=1e-9)


def test_values_in_tenths_give_changes_in_whole_numbers() -> None:
    plain, tenths = observations(R["data"]), observations(R["data"], scale=10)
    tenfold = [10 * (each.value or 0) for each in names(mixed_model(tenths), "change_")]
    assert tenfold == near([each.value for each in names(mixed_model(plain), "change_")])


def test_swapping_two_rounds_turns_the_change_round() -> None:
    data = observations(R["data"])
    kept = data.round < 2
    forth = Observations(data.unit[kept], data.round[kept], data.value[kept], 2)
    back = Observations(data.unit[kept], 1 - data.round[kept], data.value[kept], 2)
    assert estimate(mixed_model(forth), "change_2").value == near(-(estimate(mixed_model(back), "change_2").value or 0))


@pytest.mark.parametrize("steps", [1, 2])
def test_a_fit_that_did_not_end_says_so_and_gives_no_numbers(steps: int) -> None:
    mixed = mixed_model(observations(R["data"]), most_steps=steps)
    equations = gee(observations(R["data"], "yes"), "share", most_steps=1)
    for found in (mixed, equations):
        assert (found.converged, found.estimates, found.tests) == (False, (), ())
        assert found.cautions == (Caution("did_not_converge"),)


def test_answers_that_vary_between_units_only_have_no_fit() -> None:
    unit, rounds = np.repeat(np.arange(12), 3), np.tile(np.arange(3), 12)
    alike = Observations(unit, rounds, unit % 4, 3)
    assert mixed_model(alike).cautions == (Caution("did_not_converge"),)
    assert gee(alike, "mean").cautions == (Caution("did_not_converge"),)


def test_the_same_answer_from_all_is_not_fitted() -> None:
    data = observations(R["data"])
    still = Observations(data.unit, data.round, np.ones_like(data.value), 3)
    assert mixed_model(still).cautions == gee(still, "share").cautions == (Caution("constant"),)


def test_a_round_where_all_said_yes_has_no_odds() -> None:
    data = observations(R["data"], "yes")
    yes = Observations(data.unit, data.round, np.where(data.round == 2, 1, data.value), 3)
    assert gee(yes, "share").cautions == (Caution("constant", 1, 3),)


def test_few_units_are_told_of() -> None:
    data = observations(R["data"], "yes")
    few = data.unit <= 30
    units = Observations(data.unit[few], data.round[few], data.value[few], 3)
    assert gee(units, "mean").cautions == (Caution("few_units", 30),)
    assert gee(data, "mean").cautions == ()


def test_gee_of_a_share_refuses_a_scale() -> None:
    with pytest.raises(ModelError, match="yes and no"):
        gee(observations(R["data"]), "share")


@pytest.mark.parametrize(
    ("unit", "rounds", "words"),
    [
        ([1, 1], [0, 1, 1], "one round for each"),
        ([1, 1], [0, 0], "at least two"),
        ([1, 1, 1], [0, 1, 1], "twice in one round"),
        ([1, 2], [0, 1], "No unit answered in more than one"),
    ],
)
def test_answers_that_no_model_can_use_are_refused(unit: list[int], rounds: list[int], words: str) -> None:
    with pytest.raises(ModelError, match=words):
        Observations(np.array(unit), np.array(rounds), np.ones(len(unit), dtype=np.int64), 2)
