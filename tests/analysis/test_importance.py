"""The minimal important change by an anchor, held against R, and against what must not matter."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import ndtri

from analysis.comparing.values import Caution, Estimate
from analysis.scales.anchors import AnchoredChanges, AnchorError, anchored_changes
from analysis.scales.importance import ImportantChange, important_change
from tests.analysis.truth import near, truth

R = truth("importance")
METHODS = ("mean_change", "roc_youden", "roc_nearest", "predictive", "adjusted", "auc", "correlation")
PERSONS = st.lists(st.tuples(st.integers(-5, 5), st.booleans()), min_size=4, max_size=40)


def of(case: dict[str, Any]) -> AnchoredChanges:
    return anchored_changes(np.array(case["x"]), np.array(case["improved"]), np.array(case["minimal"]))


def numbers(found: ImportantChange) -> dict[str, tuple[float | None, float | None, float | None] | None]:
    estimates: dict[str, Estimate | None] = {name: getattr(found, name) for name in METHODS}
    return {name: None if each is None else (each.value, each.low, each.high) for name, each in estimates.items()}


@pytest.mark.parametrize("case", R["cases"], ids=lambda case: case["name"])
def test_every_method_gives_what_r_gives(case: dict[str, Any]) -> None:
    found = numbers(important_change(of(case), level=case["level"]))

    assert found["mean_change"] == near(tuple(case["mean"]))
    assert found["predictive"] == near(tuple(case["predictive"]))
    # R takes the derivative as a difference, and spreads over n - 1 where the influence of one person is over n.
    half = float(ndtri(0.5 + case["level"] / 2)) * case["adjusted_error"]
    value, low, high = found["adjusted"] or (None, None, None)
    assert value == near(case["adjusted"])
    assert (low, high) == pytest.approx((case["adjusted"] - half, case["adjusted"] + half), abs=1e-3 * half)
    # Cut-offs lie between whole changes: chance would have to move one by a whole point to tell the two apart.
    assert found["roc_youden"] == near((case["youden"], *case["youden_interval"]))
    assert found["roc_nearest"] == near((case["nearest"], *case["nearest_interval"]))
    assert found["correlation"] == (near(case["r"]), None, None)
    low, middle, high = case["auc"]
    assert found["auc"] == near((middle, low, high))


def test_the_predictive_interval_is_as_wide_as_resampling_by_r_makes_it() -> None:
    predictive = important_change(of(R["cases"][0])).predictive

    assert predictive is not None
    assert predictive.low is not None
    assert predictive.high is not None
    # A standard deviation of 4,000 resamples is sure to about one per cent; the jackknife is close to it at n = 120.
    assert (predictive.high - predictive.low) / 2 / 1.96 == pytest.approx(R["resampled_sd"], rel=0.08)


@given(PERSONS, st.randoms(use_true_random=False))
def test_the_order_of_persons_does_not_matter(persons: list[tuple[int, bool]], chance: Any) -> None:
    assume(0 < sum(better for _, better in persons) < len(persons) and len({change for change, _ in persons}) > 1)
    mixed = list(persons)
    chance.shuffle(mixed)
    one, other = (
        important_change(anchored_changes(np.array([x for x, _ in each]), np.array([y for _, y in each])))
        for each in (persons, mixed)
    )

    assert one == other


@given(PERSONS)
def test_a_scale_turned_round_gives_the_same_points_of_improvement(persons: list[tuple[int, bool]]) -> None:
    assume(0 < sum(better for _, better in persons) < len(persons) and len({change for change, _ in persons}) > 1)
    changes, better = np.array([x for x, _ in persons]), np.array([y for _, y in persons])

    higher = important_change(anchored_changes(changes, better, better))
    lower = important_change(anchored_changes(-changes, better, better), "lower")

    assert higher == lower


@given(PERSONS)
def test_the_area_is_the_share_of_pairs_in_which_the_improved_one_gained_more(persons: list[tuple[int, bool]]) -> None:
    gains, others = ([x for x, y in persons if y is wanted] for wanted in (True, False))
    assume(gains and others and len({*gains, *others}) > 1)

    found = important_change(anchored_changes(np.array([x for x, _ in persons]), np.array([y for _, y in persons])))

    every = [(one > two) + (one == two) / 2 for one in gains for two in others]
    assert found.auc.value == pytest.approx(sum(every) / len(every))


def test_tenths_give_a_tenth_of_what_whole_points_give() -> None:
    case = R["cases"][0]
    columns = np.array(case["x"]), np.array(case["improved"]), np.array(case["minimal"])
    whole, tenths = (numbers(important_change(anchored_changes(*columns, scale=scale))) for scale in (1, 10))

    for name in METHODS[:5]:
        one, other = whole[name], tenths[name]
        assert one is not None
        assert other is not None
        assert other[0] == pytest.approx((one[0] or 0) / 10)


def test_groups_that_do_not_overlap_have_no_logistic_curve_and_it_is_told() -> None:
    found = important_change(anchored_changes(np.array([0, 1, 2, 3]), np.array([False, False, True, True])))

    assert (found.predictive, found.adjusted, found.roc_youden.value) == (None, None, 1.5)
    assert (found.auc.value, found.auc.low) == (1.0, None)
    assert Caution("separated") in found.cautions


def test_an_anchor_that_goes_against_the_score_is_weak_and_predicts_nothing() -> None:
    found = important_change(anchored_changes(np.array([3, 2, 0, 1, 2]), np.array([False, False, True, True, True])))

    assert found.predictive is None
    assert Caution("weak_anchor") in found.cautions


def test_equally_good_cut_offs_are_counted_and_the_lowest_is_given() -> None:
    found = important_change(anchored_changes(np.array([0, 1, 2, 3]), np.array([False, True, False, True])))

    # Above 0 and above 2 both tell half of the one and all of the other.
    assert found.roc_youden.value == 0.5
    assert Caution("tied_cutoffs", 2) in found.cautions


def test_nobody_who_was_just_a_little_better_leaves_the_mean_out() -> None:
    found = important_change(anchored_changes(np.array([0, 2, 1, 3]), np.array([False, True, False, True])))

    assert found.mean_change is None


@pytest.mark.parametrize(
    ("changes", "improved", "minimal", "words"),
    [
        ([1, 2], [True], None, "one change"),
        ([1, 2], [True, True], None, "both persons"),
        ([1, 2], [False, False], None, "both persons"),
        ([1, 2], [True, False], [False, True], "among the improved"),
    ],
)
def test_an_anchor_that_cannot_be_used_is_refused(changes: Any, improved: Any, minimal: Any, words: str) -> None:
    with pytest.raises(AnchorError, match=words):
        anchored_changes(np.array(changes), np.array(improved), None if minimal is None else np.array(minimal))


def test_changes_that_are_all_alike_are_refused() -> None:
    with pytest.raises(AnchorError, match="changed alike"):
        important_change(anchored_changes(np.array([1, 1, 1]), np.array([True, False, True])))
