"""Scores of two rounds with weights: against survey in R, against no weights, and what may not leave."""

import polars as pl
import pytest

from analysis.comparing.compare import compare
from analysis.comparing.results import ScoreResult, from_json, to_json
from analysis.comparing.values import Estimate
from analysis.comparing.weighted import WeightedResult
from analysis.disclosure.comparisons import protect
from analysis.files.rounds import Round, RoundInfo
from analysis.wording.scores import weighted_score_sentence
from tests.analysis.test_score_measures import BOOK
from tests.analysis.truth import near, truth

R = truth("weighted_scores")
ITEMS = {"a": "rows.a", "b": "rows.b", "c": "rows.c"}


def of_r(side: str, **changes: object) -> Round:
    columns = {ITEMS.get(name, name): cells for name, cells in R[side].items()}
    texts = {name: [None if cell is None else str(cell) for cell in cells] for name, cells in columns.items()}
    table = pl.DataFrame(texts).with_columns(**{name: pl.lit(cell) for name, cell in changes.items()})
    return Round(RoundInfo(side), table)


def compared(first: Round, second: Round, by: str | None = "id", weights: str | None = "vekt") -> ScoreResult:
    (score,) = compare(first, second, BOOK, pair_by=by, weights=weights).scores
    return score


def protected(first: Round, second: Round, by: str | None = None) -> ScoreResult:
    found = protect(compare(first, second, BOOK, pair_by=by, weights="vekt"))
    assert from_json(to_json(found)) == found
    (score,) = found.scores
    return score


def weighted(score: ScoreResult) -> WeightedResult:
    assert score.weighted is not None
    return score.weighted


def told(estimate: Estimate | None) -> list[float | None]:
    assert estimate is not None
    return [estimate.value, estimate.low, estimate.high]


def test_each_round_and_the_change_over_the_pairs_are_rs() -> None:
    found = weighted(compared(of_r("first"), of_r("second")))

    assert [found.n_baseline, found.n_followup, found.pairs] == R["n"]
    assert told(found.baseline) == near(R["baseline"])
    assert told(found.followup) == near(R["followup"])
    assert told(found.change) == near(R["paired"])


def test_the_change_between_different_persons_is_rs_variances_with_welchs_interval() -> None:
    found = weighted(compared(of_r("first"), of_r("second"), by=None))

    assert told(found.change) == near(R["unpaired"])
    assert found.pairs is None


@pytest.mark.parametrize("by", ["id", None])
@pytest.mark.parametrize("weight", ["1", "2.0"])
def test_equal_weights_say_what_no_weights_say(by: str | None, weight: str) -> None:
    score = compared(of_r("first", vekt=weight), of_r("second", vekt=weight), by)
    mean = next(each for each in score.estimates if each.name == "mean_change")

    assert told(weighted(score).change) == near(told(mean))
    assert weighted(score).effective_baseline == near(score.started)


def test_without_weights_nothing_is_weighted_and_with_them_nothing_else_changes() -> None:
    rounds = of_r("first"), of_r("second")
    plain, held = compared(*rounds, weights=None), compared(*rounds)

    assert plain.weighted is None
    assert (plain.verdict, plain.estimates, plain.tests) == (held.verdict, held.estimates, held.tests)


def test_what_leaves_is_rounded_and_said() -> None:
    score = protected(of_r("first"), of_r("second"))

    assert told(weighted(score).change) == [round(each, 1) for each in R["unpaired"]]
    assert weighted_score_sentence(score).startswith("Vektet: ")
    assert " poeng (" in weighted_score_sentence(score)


@pytest.mark.parametrize("rows", [19, 70])
def test_few_persons_or_one_who_outweighs_the_others_are_not_told_weighted(rows: int) -> None:
    first = of_r("first")
    heavy = pl.when(pl.col("id") == "2").then(pl.lit("1000" if rows == 70 else "1")).otherwise("vekt")
    score = protected(Round(first.info, first.data.head(rows).with_columns(vekt=heavy)), of_r("second"))

    assert weighted(score).suppressed
    assert weighted(score).n_baseline is weighted(score).largest is None
    ends = (weighted(score).baseline, weighted(score).followup, weighted(score).change)
    assert [None if each is None else each.value for each in ends] == [None] * 3
    assert weighted_score_sentence(score) == "De vektede tallene vises ikke, for å verne enkeltpersoner."


def test_where_the_mean_of_all_would_tell_the_one_who_left_the_weighted_one_is_hidden_too() -> None:
    first, second = of_r("first"), of_r("second")
    both = {"id": second.data["id"].to_list()}
    whole = pl.lit("3")
    left = first.data.filter(pl.col("id").is_in([*both["id"], "1"])).with_columns(
        **dict.fromkeys(ITEMS.values(), whole)
    )
    later = second.data.with_columns(**dict.fromkeys(ITEMS.values(), whole))
    score = protected(Round(first.info, left), Round(second.info, later), "id")

    assert score.baseline is None or score.baseline.mean is None
    assert weighted(score).suppressed


def test_where_a_count_beside_it_is_hidden_the_weighted_mean_is_too() -> None:
    everybody = dict.fromkeys(ITEMS.values(), pl.lit("2"))
    first = of_r("first")
    second = Round(first.info, first.data.with_columns(**everybody))
    rise = pl.when(pl.col("id").is_in(["1", "2"])).then(pl.lit("1")).otherwise(pl.lit("2"))
    score = protected(Round(first.info, first.data.with_columns(**dict.fromkeys(ITEMS.values(), rise))), second, "id")

    assert score.change is not None
    assert score.change.up.count is None
    assert weighted(score).suppressed
