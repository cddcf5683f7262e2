"""Scores within groups: against each group alone, and nothing of a small group told by the others and the whole."""

import random
from dataclasses import replace

import polars as pl
import pytest

from analysis.comparing.compare import compare
from analysis.comparing.groups import GroupResult
from analysis.comparing.results import Comparison, ScoreResult, from_json, to_json
from analysis.comparing.values import Estimate
from analysis.disclosure.blurring import group_by_size
from analysis.disclosure.comparisons import protect
from analysis.files.rounds import Round, RoundInfo
from analysis.reports.build import build
from analysis.reports.material import Material
from tests.analysis.made import known
from tests.analysis.test_score_measures import BOOK

ITEMS = ("rows.a", "rows.b", "rows.c")
Person = tuple[int, str | None, str | None]
"""Who it is, where, and three answers of a digit each."""


def round_of(label: str, persons: list[Person]) -> Round:
    table = [[str(key), where, *(rows or [None] * 3)] for key, where, rows in persons]
    return Round(RoundInfo(label), pl.DataFrame(table, dict.fromkeys(["id", "sted", *ITEMS], pl.String), orient="row"))


def at_random(seed: int, places: tuple[str, ...] = ("by", "by", "bygd", "fjell")) -> tuple[Round, Round]:
    """Persons of whom some answered once and some too little; `ny` is a place of the second round alone."""
    chance = random.Random(seed)
    rounds = []
    for label, keys in (("start", range(90)), ("slutt", range(10, 100))):
        persons: list[Person] = [
            (
                key,
                chance.choice(places),
                "".join(chance.choice("1234") for _ in ITEMS) if chance.random() < 0.9 else None,
            )
            for key in keys
        ]
        rounds.append(round_of(label, persons))
    last = rounds[1].data.with_columns(sted=pl.when(pl.col("id") > "95").then(pl.lit("ny")).otherwise("sted"))
    return rounds[0], replace(rounds[1], data=last)


def moved(*places: tuple[str, int, int, int]) -> Comparison:
    """In each place so many persons rose, stayed and fell."""
    ways = [
        (where, way)
        for where, *counts in places
        for way, count in zip((("222", "333"), ("222", "222"), ("333", "222")), counts, strict=True)
        for _ in range(count)
    ]
    rounds = [
        round_of(label, [(key, where, way[at]) for key, (where, way) in enumerate(ways)])
        for at, label in enumerate(("start", "slutt"))
    ]
    return compare(rounds[0], rounds[1], BOOK, pair_by="id", by="sted")


def only(comparison: Comparison) -> ScoreResult:
    (score,) = comparison.scores
    return score


def shown(comparison: Comparison) -> dict[str | None, GroupResult]:
    return {each.group: each for each in only(protect(comparison)).groups if not each.suppressed}


@pytest.mark.parametrize("key", ["id", None])
def test_a_group_says_what_its_own_comparison_says(key: str | None) -> None:
    first, second = at_random(3)
    found = only(compare(first, second, BOOK, pair_by=key, by="sted")).groups
    later = dict(zip(second.data["id"].to_list(), second.data["sted"].to_list(), strict=True)) if key else {}
    at = [later.get(each, own) for each, own in zip(first.data["id"], first.data["sted"], strict=True)]

    assert [each.group for each in found] == ["by", "bygd", "fjell", "ny"]
    for told in found:
        before = first.data.filter(pl.Series([each == told.group for each in at]))
        after = second.data.filter(pl.col("sted") == told.group)
        alone = only(compare(replace(first, data=before), replace(second, data=after), BOOK, pair_by=key))
        mean = next((each for each in alone.estimates if each.name == "mean_change"), None)
        assert (told.change, told.verdict, told.direction) == (mean, alone.verdict, alone.direction)
        assert (told.n_baseline, told.n_followup) == (alone.started, alone.followed)
        assert told.pairs == (alone.pairs if key else None)
        assert (told.baseline and told.baseline.value) == (alone.baseline and alone.baseline.mean)
        assert (told.followup and told.followup.value) == (alone.followup and alone.followup.mean)


def test_without_groups_a_score_says_the_same() -> None:
    plain, found = (only(compare(*at_random(1), BOOK, pair_by="id", by=by)) for by in (None, "sted"))

    assert plain.groups == ()
    assert replace(found, groups=()) == plain


def test_groups_without_small_counts_are_told_rounded() -> None:
    found = shown(moved(("a", 6, 7, 9), ("b", 9, 0, 5)))

    assert list(found) == ["a", "b"]
    # In a 13 of 22 start at 2 and 9 at 3.
    assert found["a"].baseline is not None
    assert found["a"].change is not None
    assert (found["a"].baseline.value, found["a"].change.value) == (2.4, round((6 - 9) / 22, 1))
    assert found["a"].counts == ()


def test_a_small_group_takes_another_with_it_for_the_whole_would_tell_it() -> None:
    found = moved(("a", 6, 7, 8), ("b", 9, 8, 5), ("c", 20, 20, 20), ("d", 6, 2, 6))

    # 2 of d stayed; the smallest other group goes too.
    assert set(shown(found)) == {"b", "c"}
    gone = next(each for each in only(protect(found)).groups if each.group == "d")
    assert (gone.n_baseline, gone.pairs, gone.counts, gone.reason) == (None, None, (), "hidden")
    assert all(each is not None and each.value is None for each in (gone.baseline, gone.followup, gone.change))


@pytest.mark.parametrize("seed", range(12))
def test_what_the_shown_groups_leave_of_the_whole_is_never_one_group_or_few(seed: int) -> None:
    chance = random.Random(seed)
    counts = {where: [chance.choice([0, 2, 5, 6, 9, 20]) for _ in range(3)] for where in "abcdef"}
    found = shown(moved(*((where, one, same, other) for where, (one, same, other) in counts.items())))
    left = [each for where, each in counts.items() if where not in found]

    assert not any(0 < n < 5 for where in found for n in counts[where or ""])
    assert not found or len(left) != 1
    assert not found or not any(0 < sum(column) < 5 for column in zip(*left, strict=True))


def test_where_a_count_of_all_is_hidden_no_group_is_told() -> None:
    found = moved(("a", 6, 7, 9), ("b", 9, 0, 5))
    hidden = replace(only(found), ceiling=known(2, 36, "ceiling"))

    assert shown(replace(found, scores=(hidden,))) == {}


def test_groups_of_public_bodies_are_told_and_keep_no_counts() -> None:
    found = protect(replace(moved(("a", 6, 7, 9), ("b", 2, 0, 5)), unit="municipality"))

    assert [(each.n_baseline, each.counts) for each in only(found).groups] == [(22, ()), (7, ())]


def test_what_leaves_reads_back_and_the_report_has_the_groups() -> None:
    found = protect(moved(("a", 6, 7, 9), ("b", 9, 0, 5)))

    assert from_json(to_json(found)) == found
    said = repr(build(Material.of(found)))
    assert "Mean: gruppe for gruppe" in said
    # Of 22 in a, 6 rose by a point and 9 fell by one.
    assert "'−0,1'" in said


@pytest.mark.parametrize(
    ("size", "pairs", "change", "shown"),
    [(9, 9, 1.7, False), (10, 10, 1.7, True), (300, 6, 1.7, False), (300, 250, 1.67, True), (300, None, 1.67, True)],
)
def test_a_groups_change_is_told_as_exactly_as_its_pairs_blur(
    size: int, pairs: int | None, change: float, shown: bool
) -> None:
    mean = Estimate("mean", 2.345, method="Mean")
    moved = Estimate("mean_change", 1.6667, 0.5833, 2.75, method="Mean")
    group = GroupResult("by", size, size, pairs, mean, mean, moved, "cannot_say", "neutral", "uncertain")
    told = group_by_size(group).change
    assert told is not None
    assert (told.value, told.low is not None, told.high is not None) == (change, shown, shown)
