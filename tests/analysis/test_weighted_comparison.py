"""Two rounds with weights: against survey in R, against no weights, and what may not leave."""

import polars as pl
import pytest

from analysis.comparing.compare import compare
from analysis.comparing.results import Comparison, ItemResult, from_json, to_json
from analysis.comparing.values import Estimate
from analysis.comparing.weighted import WeightedResult
from analysis.disclosure.comparisons import protect
from analysis.files.rounds import Round, RoundInfo
from analysis.responding.weighting import WeightsError
from analysis.wording.details import weighted_sentence
from tests.analysis.made import DATES
from tests.analysis.service import BOOK, about
from tests.analysis.test_municipalities import BOOK as SERVICES
from tests.analysis.test_municipalities import FORMER, KRISTIANSAND
from tests.analysis.truth import near, truth

R = truth("weighted_rounds")


def of_r(side: str, **changes: object) -> Round:
    table = pl.DataFrame({name: [str(cell) for cell in cells] for name, cells in R[side].items()})
    return Round(RoundInfo(side), table.with_columns(**{name: pl.lit(cell) for name, cell in changes.items()}))


def compared(by: str | None, **changes: object) -> Comparison:
    return compare(of_r("first", **changes), of_r("second", **changes), BOOK, pair_by=by, weights="vekt")


def weighted(question: ItemResult) -> WeightedResult:
    assert question.weighted is not None
    return question.weighted


def told(estimate: Estimate | None) -> list[float | None]:
    assert estimate is not None
    return [estimate.value, estimate.low, estimate.high]


@pytest.mark.parametrize(("name", "key"), [("plan", "share"), ("timer", "mean")])
def test_each_round_is_rs(name: str, key: str) -> None:
    found = weighted(about(compared("id"), name))

    assert told(found.baseline) == near(R[key][0])
    assert told(found.followup) == near(R[key][1])
    assert (found.n_baseline, found.n_followup, found.pairs) == (70, 75, R["pairs"])


def test_the_change_over_the_pairs_is_rs_with_the_weights_of_their_followup() -> None:
    linked = compared("id")

    assert told(weighted(about(linked, "timer")).change) == near(R["paired_mean"])
    assert told(weighted(about(linked, "plan")).change)[0] == near(R["paired_share"])


def test_the_change_between_different_persons_is_rs_variances_with_welchs_interval() -> None:
    found = weighted(about(compared(None), "timer"))

    assert told(found.change) == near(R["unpaired_mean"])
    assert found.pairs is None


@pytest.mark.parametrize("by", ["id", None])
@pytest.mark.parametrize("weight", ["1", "2.0"])
def test_equal_weights_say_what_no_weights_say(by: str | None, weight: str) -> None:
    found = compared(by, vekt=weight)
    plan, timer = about(found, "plan"), about(found, "timer")
    indicator = plan.indicator

    assert indicator is not None
    assert indicator.baseline is not None
    assert indicator.change is not None
    share = indicator.baseline
    mean = next(each for each in timer.estimates if each.name == "mean_change")
    exactly = weight == "1"
    for mine, plain in (
        (weighted(plan).baseline, [share.value, share.low, share.high]),
        (weighted(plan).change, told(indicator.change)),
    ):
        assert told(mine) == (plain if exactly else near(plain))
    assert told(weighted(timer).change) == near(told(mean))
    assert weighted(timer).effective_baseline == near(70)


def test_without_weights_nothing_is_weighted_and_with_them_no_verdict_or_test_changes() -> None:
    plain, with_weights = compare(of_r("first"), of_r("second"), BOOK, pair_by="id"), compared("id")

    assert plain.weights is None
    assert with_weights.weights == "vekt"
    for one, other in zip(plain.questions, with_weights.questions, strict=True):
        assert one.weighted is None
        assert (one.verdict, one.estimates, one.tests) == (other.verdict, other.estimates, other.tests)


def test_a_weight_of_0_counts_for_nobody() -> None:
    first, second = of_r("first"), of_r("second")
    out = Round(
        first.info, first.data.with_columns(vekt=pl.when(pl.col("id") == "20").then(pl.lit("0")).otherwise("vekt"))
    )
    found = weighted(about(compare(out, second, BOOK, weights="vekt"), "timer"))
    gone = Round(first.info, first.data.filter(pl.col("id") != "20"))

    assert found.n_baseline == 69
    assert told(found.baseline) == near(
        told(weighted(about(compare(gone, second, BOOK, weights="vekt"), "timer")).baseline)
    )


def test_a_merged_municipality_counts_with_its_own_weight_as_without_weights() -> None:
    first = [{"kommune": nr, "kontor": "own", "plasser": "5", "vekt": "1"} for nr in FORMER]
    first.append({"kommune": "0301", "kontor": "none", "plasser": "1", "vekt": "1"})
    second = [
        {"kommune": KRISTIANSAND, "kontor": "none", "plasser": "20", "vekt": "3"},
        {"kommune": "0301", "kontor": "own", "plasser": "2", "vekt": "1"},
    ]
    rounds = [
        Round(RoundInfo(str(date.year), date, denominator_date=date), pl.DataFrame(rows))
        for date, rows in zip(DATES, (first, second), strict=True)
    ]
    found = compare(rounds[0], rounds[1], SERVICES, weights="vekt")

    # Kristiansand (weight 3) lost its office and has 5 places more than its parts; Oslo (weight 1) gained one of each.
    assert told(weighted(about(found, "kontor")).change)[0] == near(-0.5)
    assert told(weighted(about(found, "plasser")).change)[0] == near((3 * 5 + 1) / 4)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (["1", None, "2"], "rows 3."),
        (["-1", "1", "inf"], "rows 2, 4."),
        (["1", "mye", "nan"], "rows 3, 4."),
        (["0", "0", "0"], "are 0 (rows 2 to 4)"),
    ],
)
def test_weights_that_cannot_be_used_are_refused_with_their_rows(cells: list[str | None], says: str) -> None:
    wrong = Round(RoundInfo("start"), pl.DataFrame({"plan": ["yes", "no", "yes"], "vekt": cells}))

    with pytest.raises(WeightsError) as refusal:
        compare(wrong, of_r("second"), BOOK, weights="vekt")
    assert str(refusal.value).startswith("start: ")
    assert says in str(refusal.value)


def test_a_column_that_is_not_there_is_no_weights() -> None:
    with pytest.raises(WeightsError, match="first: there is no column 'tyngde' with weights"):
        compare(of_r("first"), of_r("second"), BOOK, weights="tyngde")


def test_what_leaves_is_rounded_and_reads_back() -> None:
    found = protect(compared(None))
    plan = weighted(about(found, "plan"))

    assert told(plan.baseline) == [round(each, 2) for each in R["share"][0]]
    assert plan.effective_baseline == int(plan.effective_baseline or 0)
    assert from_json(to_json(found)) == found
    assert weighted_sentence(about(found, "plan")).startswith("Vektet: ")


@pytest.mark.parametrize("rows", [19, 70])
def test_few_persons_or_one_who_outweighs_the_others_are_not_told_weighted(rows: int) -> None:
    first = of_r("first")
    heavy = pl.when(pl.col("id") == "1").then(pl.lit("1000" if rows == 70 else "1")).otherwise("vekt")
    part = Round(first.info, first.data.head(rows).with_columns(vekt=heavy))
    question = about(protect(compare(part, of_r("second"), BOOK, weights="vekt")), "plan")
    found = weighted(question)

    assert found.suppressed
    assert found.n_baseline is found.largest is found.effective_baseline is None
    assert [each.value for each in (found.baseline, found.followup, found.change) if each is not None] == [None] * 3
    assert weighted_sentence(question) == "De vektede tallene vises ikke, for å verne enkeltpersoner."


def test_where_a_count_is_hidden_the_weighted_share_is_too() -> None:
    first = of_r("first")
    few = pl.when(pl.col("id").is_in(["1", "2"])).then(pl.lit("yes")).otherwise(pl.lit("no"))
    part = Round(first.info, first.data.with_columns(plan=few))

    assert weighted(about(protect(compare(part, of_r("second"), BOOK, weights="vekt")), "plan")).suppressed


def test_where_the_mean_of_all_would_tell_the_one_who_left_the_weighted_one_is_hidden_too() -> None:
    first, second = of_r("first"), of_r("second")
    left = Round(first.info, first.data.filter(pl.col("id").is_in(second.data["id"].to_list()) | (pl.col("id") == "1")))

    assert weighted(about(protect(compare(left, second, BOOK, pair_by="id", weights="vekt")), "timer")).suppressed
