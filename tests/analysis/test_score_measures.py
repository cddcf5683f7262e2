"""What a comparison says of a score by default, held against R."""

import random

import pytest

from analysis.comparing.compare import compare
from analysis.comparing.results import ScoreResult
from analysis.comparing.values import Caution, Estimate
from analysis.disclosure.comparisons import protect
from analysis.wording.bokmal import BOKMAL
from tests.analysis.made import rounds, written
from tests.analysis.truth import near, near_p, truth

R = truth("scores")
BOOK = written("""
id: made
title: {en: Made}
languages: [en]
unit: person
about: {en: Made for a test.}
scales:
  grade:
    better: higher
    choices: {1: {en: Little}, 2: {en: Some}, 3: {en: Much}, 4: {en: Very much}}
pages:
  - id: page
    title: {en: Page}
    questions:
      - {id: rows, type: grid, scale: grade, text: {en: How much?}, rows: {a: {en: A}, b: {en: B}, c: {en: C}}}
scores:
  mean: {label: {en: Mean}, mean_of: rows, at_least: 2}
""")


def answers(rows: list[str]) -> list[dict[str, str | None]]:
    return [
        {"id": str(place), **dict(zip(("rows.a", "rows.b", "rows.c"), row, strict=True))}
        for place, row in enumerate(rows)
    ]


def score(first: list[str], second: list[str], by: str | None = "id") -> ScoreResult:
    (found,) = compare(*rounds(BOOK, answers(first), answers(second)), BOOK, pair_by=by).scores
    return found


def named(result: ScoreResult) -> dict[str, Estimate]:
    return {each.name: each for each in result.estimates}


LINKED = score(R["first"], R["second"])


def test_the_paired_t_is_that_of_r() -> None:
    (test,) = (each for each in LINKED.tests if each.name == "paired_t")

    assert (test.statistic, test.df) == near([R["t"], R["df"]])
    assert test.p == near_p(R["p"])


def test_the_sizes_of_the_change_are_those_of_r() -> None:
    found = named(LINKED)

    assert [found["d_z"].value, found["srm"].value, found["d_av"].value] == near([R["d_z"], R["d_z"], R["d_av"]])


@pytest.mark.parametrize("name", ["oldham", "alpha_baseline", "alpha_followup"])
def test_oldham_and_each_rounds_alpha_are_those_of_r(name: str) -> None:
    found = named(LINKED)[name]

    assert [found.value, found.low, found.high] == near(R[name])


def test_the_mean_change_has_bootstrap_intervals_about_as_wide_as_its_own() -> None:
    found = named(LINKED)
    own, percentile, bca = (found[name] for name in ("mean_change", "mean_change_percentile", "mean_change_bca"))

    assert percentile.value == bca.value == pytest.approx(own.value)
    widths = [(each.high or 0) - (each.low or 0) for each in (own, percentile, bca)]
    # A t interval of ten persons is about a fifth wider than resampling says.
    assert widths[1] / widths[0] == pytest.approx(0.83, abs=0.06)
    assert widths[2] / widths[0] == pytest.approx(0.83, abs=0.1)


def test_a_comparison_made_again_is_the_same_to_the_last_digit() -> None:
    assert score(R["first"], R["second"]) == LINKED


def test_swapping_the_rounds_turns_what_has_a_sign() -> None:
    turned, found = named(score(R["second"], R["first"])), named(LINKED)

    for name in ("d_z", "srm", "d_av", "oldham", "mean_change"):
        assert turned[name].value == pytest.approx(-(found[name].value or 0))
    assert turned["alpha_baseline"].value == found["alpha_followup"].value


def test_fewer_than_ten_persons_have_no_bootstrap_and_no_alpha() -> None:
    found = named(score(R["first"][:9], R["second"][:9]))

    assert "d_z" in found
    assert not {"mean_change_bca", "mean_change_percentile", "alpha_baseline", "alpha_followup"} & found.keys()


def test_an_item_that_all_answered_alike_leaves_no_alpha_and_is_told() -> None:
    alike = [row[:2] + "3" for row in R["first"]]
    found = score(alike, R["second"])

    assert "alpha_baseline" not in named(found)
    assert "alpha_followup" in named(found)
    assert Caution("constant_items", 1, 3) in found.cautions


def test_rounds_that_are_not_linked_still_have_alphas_and_ends() -> None:
    found = score(R["first"], R["second"], by=None)

    assert {"mean_change", "superiority", "alpha_baseline", "alpha_followup"} <= named(found).keys()
    assert "d_z" not in named(found)
    assert [(each.name, each.count) for each in found.ends] == [
        ("lowest_baseline", 1), ("highest_baseline", 0), ("lowest_followup", 1), ("highest_followup", 0),
    ]  # fmt: skip


def test_everybody_changing_alike_has_no_resampled_interval_and_is_told() -> None:
    first = ["111", "121", "112", "222", "211", "221", "113", "131", "311", "212"]
    second = ["".join(str(int(code) + 1) for code in row) for row in first]
    found = score(first, second)

    assert not {"d_z", "srm", "oldham", "mean_change_percentile"} & named(found).keys()
    assert named(found)["d_av"].low is None
    assert Caution("no_bootstrap") in found.cautions


def test_the_cumulative_distribution_is_the_waterfall_added_up() -> None:
    chance = random.Random(4)
    people = [["".join(chance.choice("1234") for _ in range(3)) for _ in range(23)] for _ in range(2)]
    found = protect(compare(*rounds(BOOK, *map(answers, people)), BOOK, pair_by="id")).scores[0]

    assert [step.persons for step in found.cumulative] == [6, 12, 18, 23]
    assert [step.change for step in found.cumulative] == [group.value for group in found.waterfall]


def test_resampled_ends_do_not_stand_beside_hidden_counts() -> None:
    comparison = compare(*rounds(BOOK, answers(R["first"]), answers(R["second"])), BOOK, pair_by="id")
    (found,) = protect(comparison).scores

    # Two of the ten went down.
    assert found.change is not None
    assert found.change.down.count is None
    assert "mean_change_bca" in named(comparison.scores[0])
    assert not {"mean_change_bca", "mean_change_percentile"} & named(found).keys()
    assert "mean_change" in named(found)


def test_every_measure_of_a_score_has_its_words() -> None:
    for result in (LINKED, score(R["first"], R["second"], by=None)):
        assert {each.name for each in result.estimates} <= BOKMAL.estimates.keys() & BOKMAL.methods.keys()
        assert {each.name for each in result.tests} <= BOKMAL.tests.keys() & BOKMAL.methods.keys()
