"""The patient-specific score, held against counting with exact fractions."""

import random
import statistics
from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from analysis.comparing.compare import compare
from analysis.comparing.results import Comparison, ScoreResult
from analysis.comparing.values import Caution, Estimate
from analysis.files.rounds import Round
from analysis.scales.responders import GROUP_OF, MOST_BARS
from analysis.scales.scores import FEW_ITEMS
from questionnaires.codebook import Codebook
from questionnaires.library import paths
from questionnaires.loading import load
from questionnaires.variables import codebook
from tests.analysis.made import rounds, shipped

PSFS = shipped(paths()["psfs"])
SLOTS = range(1, 6)

Person = Sequence[int | str | None]
"""A person's ratings, one per activity: points, a missing code, or None where nothing was rated."""


def changed(old: str, new: str) -> Codebook:
    """PSFS with other words in its file."""
    text = paths()["psfs"].read_text("utf-8")
    assert old in text
    return codebook(load(text.replace(old, new), "psfs.yaml"))


def table(persons: Mapping[str, Person]) -> list[dict[str, str | None]]:
    return [{"id": key, **_columns(ratings)} for key, ratings in persons.items()]


def _columns(ratings: Person) -> dict[str, str | None]:
    return {f"klarer.{slot}": None if each is None else str(each) for slot, each in enumerate(ratings, 1)}


def compared(
    first: Mapping[str, Person], second: Mapping[str, Person], book: Codebook = PSFS, by: str | None = "id"
) -> ScoreResult:
    (score,) = compare(*rounds(book, table(first), table(second)), book, pair_by=by).scores
    return score


def everyone(first: Sequence[Person], second: Sequence[Person], book: Codebook = PSFS) -> ScoreResult:
    """The same persons in both rounds, in order."""
    before, after = ({str(place): each for place, each in enumerate(rows)} for rows in (first, second))
    return compared(before, after, book)


def mean_change(score: ScoreResult) -> float | None:
    return next(each.value for each in score.estimates if each.name == "mean_change")


def at_random(seed: int, persons: int) -> tuple[dict[str, Person], dict[str, Person]]:
    """Persons of whom some come to one round only, with every way of not rating."""
    chance = random.Random(seed)
    kinds: list[int | str | None] = [*range(11), *range(11), "not_tried", "no_longer_relevant", "not_asked", None]
    keys = [str(key) for key in range(persons)]
    made: list[dict[str, Person]] = [
        {key: [chance.choice(kinds) for _ in SLOTS] for key in keys if chance.random() < 0.8} for _ in range(2)
    ]
    return made[0], made[1]


def fraction(points: Sequence[int]) -> Fraction:
    return Fraction(sum(points), len(points))


def points(ratings: Person) -> list[int]:
    return [each for each in ratings if isinstance(each, int)]


def common(before: Person, after: Person) -> list[tuple[int, int]]:
    both = zip(before, after, strict=True)
    return [(was, became) for was, became in both if isinstance(was, int) and isinstance(became, int)]


@pytest.mark.parametrize("seed", range(8))
def test_every_number_is_that_of_exact_fractions(seed: int) -> None:
    first, second = at_random(seed, persons=60)
    score = compared(first, second)

    shared = [(key, common(first[key], second[key])) for key in first if key in second]
    pairs = {key: items for key, items in shared if items}
    before = [fraction([was for was, _ in items]) for items in pairs.values()]
    after = [fraction([became for _, became in items]) for items in pairs.values()]
    changes = [became - was for was, became in zip(before, after, strict=True)]
    started = [fraction(points(each)) for each in first.values() if points(each)]

    assert (score.started, score.pairs) == (len(started), len(pairs))
    assert score.followed == sum(bool(points(each)) for each in second.values())
    assert score.items_used == sum(map(len, pairs.values()))
    assert score.items_rated == sum(len(points(first[key])) for key in pairs)
    assert mean_change(score) == pytest.approx(float(statistics.mean(changes)), abs=1e-12)
    assert score.baseline is not None
    assert score.baseline.mean == pytest.approx(float(statistics.mean(started)))
    assert score.pairs_baseline is not None
    assert score.pairs_baseline.mean == pytest.approx(float(statistics.mean(before)))
    assert score.pairs_followup is not None
    assert score.pairs_followup.median == pytest.approx(float(statistics.median(after)))
    srm = next(each.value for each in score.estimates if each.name == "srm")
    assert srm == pytest.approx(float(statistics.mean(changes)) / statistics.stdev(map(float, changes)))


@pytest.mark.parametrize("seed", range(8))
def test_everyone_is_counted_where_exact_fractions_put_them(seed: int) -> None:
    first, second = at_random(seed, persons=150)
    score = compared(first, second)

    items = [common(first[key], second[key]) for key in first if key in second]
    changes = [Fraction(sum(became - was for was, became in each), len(each)) for each in items if each]
    rated = [points(each) for each in first.values() if points(each)]

    assert score.change is not None
    moved = (score.change.up.count, score.change.same.count, score.change.down.count)
    assert moved == (sum(c > 0 for c in changes), sum(c == 0 for c in changes), sum(c < 0 for c in changes))
    for found, least in zip(score.responders, (Fraction(2), Fraction(28, 10)), strict=True):
        assert found.improved.count == sum(change >= least for change in changes)
        assert found.worse.count == sum(change <= -least for change in changes)
        assert found.unchanged.count == sum(-least < change < least for change in changes)
        assert found.improved.of == len(changes)
    assert score.few_items is not None
    assert (score.few_items.count, score.few_items.of) == (sum(len(each) < FEW_ITEMS for each in rated), len(rated))
    assert score.ceiling is not None
    assert (score.ceiling.count, score.ceiling.of) == (sum(fraction(each) > 8 for each in rated), len(rated))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("persons", [20, 90, 700])
def test_no_bar_of_the_waterfall_is_of_fewer_than_five(seed: int, persons: int) -> None:
    first, second = at_random(seed, persons)
    score = compared(first, second)

    items = [common(first[key], second[key]) for key in first if key in second]
    left = sorted(Fraction(sum(became - was for was, became in each), len(each)) for each in items if each)
    sizes = [bar.persons for bar in score.waterfall]
    assert sum(sizes) == score.pairs == len(left)
    assert min(sizes) >= GROUP_OF
    assert max(sizes) - min(sizes) <= 1
    assert len(sizes) <= MOST_BARS
    for bar in score.waterfall:
        group, left = left[: bar.persons], left[bar.persons :]
        assert bar.value == pytest.approx(float(statistics.mean(group)), abs=1e-12)


def test_fewer_than_five_persons_have_no_waterfall() -> None:
    assert everyone([[1]] * 4, [[5]] * 4).waterfall == ()
    assert [bar.persons for bar in everyone([[1]] * 9, [[5]] * 9).waterfall] == [9]


def test_only_activities_rated_both_times_are_in_a_change() -> None:
    score = everyone([[2, 3, 9, 9, None]], [[4, 6, None, "not_tried", 10]])

    # (4 + 6) / 2 - (2 + 3) / 2; the nines and the ten are in nobody's change.
    assert mean_change(score) == 2.5
    assert (score.items_used, score.items_rated) == (2, 4)
    assert score.pairs_baseline is not None
    assert score.pairs_baseline.mean == 2.5
    assert score.baseline is not None
    assert score.baseline.mean == Fraction(2 + 3 + 9 + 9, 4)


@pytest.mark.parametrize("code", ["not_tried", "no_longer_relevant", "not_asked", None])
def test_what_was_not_rated_never_counts_as_0(code: str | None) -> None:
    score = everyone([[6, 6, code]], [[8, code, 8]])

    assert mean_change(score) == 2.0
    assert score.followup is not None
    assert score.followup.mean == 8


def test_0_points_are_a_rating() -> None:
    score = everyone([[0, 0]], [[0, 5]])

    assert (score.started, score.items_rated, mean_change(score)) == (1, 2, 2.5)


FLOATS_MISS = [
    ((1, 3, 3), (3, 5, 5)),
    ((1, 1, 2, 3, 3), (3, 3, 4, 5, 5)),
    ((0, 0, 1), (2, 2, 3)),
    ((2, 2, 3), (4, 4, 5)),
]


def test_a_change_of_just_the_threshold_counts_where_floating_point_misses_it() -> None:
    assert any(sum(after) / len(after) - sum(before) / len(before) < 2.0 for before, after in FLOATS_MISS)

    score = everyone([before for before, _ in FLOATS_MISS], [after for _, after in FLOATS_MISS])

    standard = score.responders[0]
    assert (standard.name, standard.threshold, standard.source) == ("standard", 2.0, "Rysstad 2020")
    assert (standard.improved.count, standard.unchanged.count, standard.worse.count) == (4, 0, 0)


def test_a_loss_of_just_the_threshold_counts_as_worse() -> None:
    score = everyone([after for _, after in FLOATS_MISS], [before for before, _ in FLOATS_MISS])

    standard = score.responders[0]
    assert (standard.improved.count, standard.unchanged.count, standard.worse.count) == (0, 0, 4)


def test_a_threshold_that_no_binary_number_is_counts_when_it_is_just_reached() -> None:
    sums = [(low, low + 14) for low in range(37)]
    assert any(high / 5 - low / 5 < 2.8 for low, high in sums)
    spread = [[[total // 5 + (slot < total % 5) for slot in range(5)] for total in each] for each in sums]

    reached = everyone([before for before, _ in spread], [after for _, after in spread])
    short = everyone([before for before, _ in spread[1:]], [after for _, after in spread[:-1]])

    # 14 points of 5 activities are 2.8, 13 are 2.6.
    assert (reached.responders[1].threshold, reached.responders[1].improved.count) == (2.8, 37)
    assert short.responders[1].improved.count == 0
    assert short.responders[0].improved.count == 36


def test_equal_changes_of_different_fractions_are_equal() -> None:
    # Each rose by exactly a third; in floating point 7/3 - 6/3 and 1/3 differ.
    score = everyone([[2, 2, 2], [0, 0, 0], [1, 1, 2]], [[2, 2, 3], [0, 0, 1], [1, 2, 2]])

    assert mean_change(score) == pytest.approx(1 / 3)
    assert "srm" not in {each.name for each in score.estimates}


def test_where_lower_is_better_a_fall_is_an_improvement_and_the_ceiling_is_at_0() -> None:
    book = changed("better: higher", "better: lower")
    first = [[5, 5, 5]] * 10 + [[1, 2, 2]] * 3 + [[2, 2, 2]]
    second = [[3, 3, 3]] * 10 + [[3, 4, 4]] * 3 + [[2, 2, 2]]

    score = everyone(first, second, book)

    standard = score.responders[0]
    assert (standard.improved.count, standard.unchanged.count, standard.worse.count) == (10, 1, 3)
    assert score.ceiling is not None
    assert score.ceiling.count == 3
    assert Caution("ceiling", 3, 14) in score.cautions


def test_who_starts_within_the_threshold_of_the_top_cannot_reach_it() -> None:
    first = [[8, 8, 8], [8, 8, 9], [10, 10, 10], [7, 8, 8], [8, 8, 8, 8, 8]]

    score = everyone(first, first)

    assert score.ceiling is not None
    assert (score.ceiling.count, score.ceiling.of) == (2, 5)


def test_who_rated_fewer_than_three_activities_is_counted() -> None:
    score = everyone([[1, None, 2], [1, 2, 3], [4, "not_tried", "not_tried"], [None] * 3], [[1, 2, 3]] * 4)

    assert score.few_items is not None
    assert (score.few_items.count, score.few_items.of) == (2, 3)
    assert Caution("few_activities", 2, 3) in score.cautions


def test_a_score_that_needs_two_activities_needs_two_that_were_rated_both_times() -> None:
    book = changed("at_least: 1", "at_least: 2")

    score = everyone([[1, 2, 3], [1, None, 3], [4, None, None]], [[2, 3, 4], [None, 5, 5], [9, None, None]], book)

    assert (score.started, score.followed, score.pairs) == (2, 2, 1)
    assert mean_change(score) == 1.0


def test_linked_rounds_of_which_nobody_came_back_say_nothing_and_do_not_fail() -> None:
    score = compared({"a": [1, 2, 3]}, {"b": [4, 5, 6]})

    assert (score.paired, score.pairs, score.started, score.followed) == (True, 0, 1, 1)
    assert (score.change, score.estimates, score.tests, score.responders, score.waterfall) == (None, (), (), (), ())
    assert (score.verdict, score.reason) == ("cannot_say", "too_few")


def test_rounds_without_a_single_rating_do_not_fail() -> None:
    score = everyone([[None, "not_tried"]] * 3, [[None, "not_tried"]] * 3)

    assert (score.started, score.pairs, score.baseline, score.few_items, score.ceiling) == (0, 0, None, None, None)


def test_ten_persons_are_enough_for_a_verdict_and_nine_are_not() -> None:
    before: list[Person] = [[place % 3, 2, 2] for place in range(10)]
    after: list[Person] = [[5 + place % 2, 6, 6] for place in range(10)]

    ten, nine = everyone(before, after), everyone(before[:9], after[:9])

    # Half of the first threshold is what matters.
    assert (ten.verdict, ten.direction, ten.matters) == ("increased", "better", 1.0)
    assert (nine.verdict, nine.reason) == ("cannot_say", "too_few")


def test_a_change_without_others_to_compare_with_says_so() -> None:
    assert Caution("no_comparison_group") in everyone([[1, 2, 3]], [[2, 3, 4]]).cautions


def test_rounds_that_are_not_linked_have_no_persons_change() -> None:
    first, second = at_random(1, persons=40)

    score = compared(first, second, by=None)

    assert (score.paired, score.pairs, score.change, score.responders, score.waterfall) == (False, 0, None, (), ())
    assert {each.name for each in score.tests} >= {"brunner_munzel", "mann_whitney", "linear_by_linear"}
    assert not {each.name for each in score.tests} & {"signed_rank", "paired_t"}
    means = [
        statistics.mean(fraction(points(each)) for each in persons.values() if points(each))
        for persons in (first, second)
    ]
    (change,) = [each for each in score.estimates if each.name == "mean_change"]
    assert isinstance(change, Estimate)
    assert change.value == pytest.approx(float(means[1] - means[0]))


def psfs_without(*columns: str) -> Comparison:
    before, after = rounds(PSFS, table({"a": [1, 2, 3]}), table({"a": [2, 3, 4]}))
    without = Round(after.info, after.data.drop(columns))
    return compare(before, without, PSFS, pair_by="id")


def test_a_score_of_which_a_file_lacks_an_activity_is_left_out_and_counted() -> None:
    whole, less = psfs_without(), psfs_without("klarer.4")

    assert len(whole.scores) == 1
    assert less.scores == ()
    assert Caution("score_left_out", 1) in less.cautions


def test_one_persons_first_activity_is_never_compared_with_anothers() -> None:
    names = {question.name for question in psfs_without().questions}

    assert names == {"role"}
