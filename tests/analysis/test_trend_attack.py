"""Trends with scores, against R and `compare`, and attacked by what is told once they are protected."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations_with_replacement, product
from statistics import fmean, stdev

import polars as pl
import pytest

from analysis.comparing.compare import compare
from analysis.comparing.values import Caution, Summary
from analysis.files.rounds import Round, RoundInfo
from analysis.trends.trend import trend
from analysis.trends.trendfamilies import primary
from analysis.trends.trendprotection import protect_trend
from analysis.trends.trendresults import RoundPoint, SeriesResult, Trend, trend_from_json, trend_to_json
from questionnaires.classifications import correspondence
from questionnaires.codebook import Codebook
from questionnaires.library import paths
from tests.analysis.made import shipped, written
from tests.analysis.truth import near, near_p, truth

R = truth("trend_scores")
PSFS = shipped(paths()["psfs"])
LABELS = ("start", "midtveis", "slutt")

YAML = """
id: formen
title: {nb: Formen}
languages: [nb]
unit: %s
about: {nb: Om formen.}
scales:
  ja: {better: higher, choices: {0: {nb: Nei}, 1: {nb: Ja}}}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - {id: a, type: grade, scale: ja, indicator: {codes: [1], label: {nb: ja}}, text: {nb: Sover du?}}
      - {id: b, type: grade, scale: ja, indicator: {codes: [1], label: {nb: ja}}, text: {nb: Spiser du?}}
      - {id: c, type: grade, scale: ja, indicator: {codes: [1], label: {nb: ja}}, text: {nb: Går du?}}
scores:
  to: {label: {nb: To}, mean_of: [a, b], better: higher}
  tre: {label: {nb: Tre}, sum_of: [a, b, c], better: higher}
"""

Rows = Sequence[Sequence[str | None]]


def made(book: Codebook, *tables: Rows) -> list[Round]:
    """A round for each table of the scores' items by persons; who has no item is not there."""
    names = sorted({item.variable for score in book.scores for item in score.items})
    schema = dict.fromkeys(["id", *names], pl.String)
    kept = [[[str(person), *row] for person, row in enumerate(rows) if any(row)] for rows in tables]
    return [
        Round(RoundInfo(label), pl.DataFrame(rows, schema, orient="row"))
        for label, rows in zip(LABELS, kept, strict=False)
    ]


def rated() -> list[Round]:
    return made(PSFS, *([[cell or None for cell in row] for row in table] for table in R["rated"]))


def the_score(found: Trend) -> SeriesResult:
    return found.scores[0]


def summaries(score: SeriesResult, name: str) -> list[Summary]:
    return [found for point in score.points if (found := getattr(point, name)) is not None]


def test_each_round_tells_all_who_have_a_score_and_the_panel_of_what_all_rounds_rated() -> None:
    score = the_score(trend(rated(), PSFS, pair_by="id"))
    assert [point.valid for point in score.points] == R["n"]
    assert score.panel == R["panel"]
    assert [each.mean for each in summaries(score, "summary")] == near(R["mean"])
    assert [each.sd for each in summaries(score, "summary")] == near(R["sd"])
    assert [each.mean for each in summaries(score, "panel_summary")] == near(R["panel_mean"])
    assert [each.sd for each in summaries(score, "panel_summary")] == near(R["panel_sd"])
    assert Caution("incomplete_panel", 4, 14) in score.cautions


def test_linked_rounds_are_tested_over_the_panel_as_r_does() -> None:
    score = the_score(trend(rated(), PSFS, pair_by="id", models=True))
    friedman, page = score.tests
    assert (friedman.name, page.name) == ("friedman", "page_trend")
    assert (friedman.statistic, friedman.p) == (near(R["friedman"]["statistic"]), near_p(R["friedman"]["p"]))
    assert (page.statistic, page.p) == (R["page"]["l"], near_p(R["page"]["p"]))
    assert {each.name: each.value for each in score.estimates}["kendall_w"] == near(R["friedman"]["w"])
    (model,) = score.models
    assert (model.units, model.answers) == (R["mixed"]["units"], R["mixed"]["answers"])
    changes = [each.value for each in model.estimates if each.name.startswith("change")]
    assert changes == near(R["mixed"]["change"])


def test_rounds_of_different_persons_are_tested_for_a_linear_trend_as_r_does() -> None:
    score = the_score(trend(rated(), PSFS))
    (linear,) = score.tests
    assert (linear.name, score.panel, score.estimates) == ("linear_trend", None, ())
    assert (linear.statistic, linear.p) == (near(R["linear"]["statistic"]), near_p(R["linear"]["p"]))


def test_two_rounds_of_the_same_activities_have_the_pairs_that_a_comparison_has() -> None:
    first, second, _ = rated()
    # The second round twice: what is rated in all three is what is rated in both.
    score = the_score(trend([first, second, second], PSFS, pair_by="id"))
    (pairs,) = compare(first, second, PSFS, pair_by="id").scores
    assert score.panel == pairs.pairs
    assert score.points[0].panel_summary == pairs.pairs_baseline
    assert score.points[2].panel_summary == pairs.pairs_followup
    assert (score.points[0].summary, score.points[1].summary) == (pairs.baseline, pairs.followup)


def test_a_round_that_lacks_an_item_did_not_ask_for_the_score() -> None:
    first, second, third = rated()
    lacking = Round(first.info, first.data.drop("klarer.2"))
    score = the_score(trend([lacking, second, third], PSFS, pair_by="id"))
    assert [point.asked for point in score.points] == [False, True, True]
    assert score.panel
    nowhere = [Round(each.info, each.data.drop("klarer.2")) for each in (first, second, third)]
    assert the_score(trend(nowhere, PSFS, pair_by="id")).tests == ()


def answers(seed: int, persons: int, times: int = 3) -> list[Rows]:
    """Persons who say 1 more often round by round, and leave an item out now and then."""
    chance = random.Random(seed)
    leans, gaps = [chance.uniform(0.1, 0.8) for _ in "abc"], chance.choice([0, 0, 0.04])
    return [
        [
            [None if chance.random() < gaps else str(int(chance.random() < lean + 0.05 * time)) for lean in leans]
            for _ in range(persons)
        ]
        for time in range(times)
    ]


def test_a_score_is_corrected_together_with_the_questions_of_its_page() -> None:
    book = written(YAML % "measure")
    found = trend(made(book, *answers(1, 40)), book, pair_by="id")
    assert [(each.name, each.questions) for each in found.families] == [("side", ("a", "b", "c", "to", "tre"))]
    assert [(each.name, each.items, each.family) for each in found.scores] == [
        ("to", ("a", "b"), "side"),
        ("tre", ("a", "b", "c"), "side"),
    ]
    tests = [primary(each) for each in (*found.questions, *found.scores)]
    smallest = min(test.p or 1 for test in tests if test)
    # Holm's smallest is as many times larger as there are tests.
    assert min(test.p_adjusted or 1 for test in tests if test) == pytest.approx(min(1, 5 * smallest))


def test_scores_stand_in_the_json_once_they_are_protected() -> None:
    safe = protect_trend(trend(rated(), PSFS, pair_by="id", models=True))
    assert trend_from_json(trend_to_json(safe)) == safe == protect_trend(safe)


def mean_of(series: SeriesResult, place: int, name: str) -> Summary | None:
    found: Summary | None = getattr(series.points[place], name)
    return None if found is None or found.mean is None else found


def taken_away(found: Trend) -> Iterator[tuple[str, int, str, float]]:
    """What a reader works out of a hidden item: a score's sum less the sums of its other items, where all are told."""
    questions = {each.name: each for each in found.questions}
    for score in found.scores:
        times = 1 if score.name == "tre" else len(score.items)
        for name in score.items:
            others = [questions[each] for each in score.items if each != name]
            for place, which in product(range(len(score.points)), ("summary", "panel_summary")):
                whole = mean_of(score, place, which)
                parts = [mean_of(each, place, which) for each in others]
                if not questions[name].suppressed or whole is None or whole.n is None:
                    continue
                sums = [(part.mean or 0) * part.n for part in parts if part is not None and part.n == whole.n]
                if len(sums) == len(parts):
                    total = (whole.mean or 0) * times * whole.n
                    yield name, place, which, total - sum(sums)


def test_a_score_and_its_other_items_do_not_tell_of_one_that_is_hidden() -> None:
    book, alone, shown = written(YAML % "person"), 0, 0
    for seed in range(60):
        plain = trend(made(book, *answers(seed, 30)), book, pair_by="id")
        truths = {each.name: each for each in plain.questions}
        safe = protect_trend(plain)
        assert list(taken_away(safe)) == []
        shown += sum(not each.suppressed for each in safe.scores)
        # Had only the questions been protected, the attack would tell the hidden sums.
        for name, place, which, sum_ in taken_away(replace(safe, scores=plain.scores)):
            there: Summary | None = getattr(truths[name].points[place], which)
            alone += there is not None and sum_ == pytest.approx((there.mean or 0) * (there.n or 0))
    assert alone > 20
    assert shown > 20


def few_apart(found: Trend) -> list[tuple[str, str]]:
    """Scores that 1 to 4 persons more or fewer have than one of their items, where both numbers are told."""
    questions = {each.name: each for each in found.questions}
    pairs = [(score, questions[name]) for score in found.scores for name in score.items]

    def numbers(series: SeriesResult) -> list[int | None]:
        return [series.panel, *(point.valid for point in series.points)]

    return [
        (score.name, item.name)
        for score, item in pairs
        for one, other in zip(numbers(score), numbers(item), strict=True)
        if one is not None and other is not None and 0 < abs(one - other) < 5
    ]


def test_how_few_have_an_item_and_not_the_score_is_not_told() -> None:
    book = written(YAML % "person")
    # Three persons leave one item out in every round, so no round differs from the panel.
    table = [[str((person + place) % 2) for place in range(3)] for person in range(40)]
    short = [[None, *row[1:]] if person < 3 else row for person, row in enumerate(table)]
    plain = trend(made(book, short, short, short), book, pair_by="id")
    assert {("to", "a"), ("tre", "b")} <= set(few_apart(plain))
    safe = protect_trend(plain)
    assert few_apart(safe) == []
    assert [each.suppressed for each in safe.questions] == [False, False, False]
    assert [each.suppressed for each in safe.scores] == [True, True]


def possible(point: RoundPoint, persons: int) -> list[tuple[int, ...]]:
    """Every set of scores from 0 to 10 that gives what is told of a round, found by trying them all."""
    told = point.panel_summary
    assert told is not None
    mean, sd = told.mean, told.sd
    assert mean is not None

    def fits(scores: tuple[int, ...]) -> bool:
        middle = round(fmean(scores), 1) if told.suppressed else fmean(scores)
        spread = sd is None or abs(stdev(scores) - sd) < 1e-9
        return abs(middle - mean) < 1e-9 and spread

    return [each for each in combinations_with_replacement(range(11), persons) if fits(each)]


def test_the_scores_of_few_persons_are_not_told_by_their_mean_and_spread() -> None:
    tables = [
        [[str(score), *[None] * 4] for score in scores]
        for scores in ((0, 0, 1, 9, 10), (1, 2, 2, 9, 10), (0, 3, 3, 9, 10))
    ]
    plain = trend(made(PSFS, *tables), PSFS, pair_by="id", models=True)
    safe = protect_trend(plain)
    open_, told = ([len(possible(point, 5)) for point in the_score(each).points] for each in (plain, safe))
    assert min(open_) < 5
    assert min(told) > 50
    assert not the_score(safe).suppressed
    for model in the_score(safe).models:
        for each in model.estimates:
            assert each.value == round(each.value or 0, 2 if each.name == "icc" else 1)


@pytest.mark.parametrize(("persons", "hidden"), [(4, True), (5, False)])
def test_a_score_of_fewer_than_five_keeps_no_number(persons: int, hidden: bool) -> None:
    table = [[str(person), *[None] * 4] for person in range(persons)]
    score = the_score(protect_trend(trend(made(PSFS, table, table, table), PSFS, pair_by="id")))
    assert score.suppressed is hidden
    assert all((point.valid is None) is hidden for point in score.points)
    assert all((test.p is None) is hidden for test in score.tests)


COUNTS = """
id: tall
title: {nb: Tall}
languages: [nb]
unit: %s
about: {nb: Om tallene.}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - {id: kommune, type: municipality, text: {nb: Kommune?}}
      - {id: a, type: count, to: 900, merge: sum, small_cell: 10, text: {nb: Hvor mange?}}
      - {id: b, type: count, to: 900, merge: sum, small_cell: 10, text: {nb: Hvor mange andre?}}
scores:
  alle: {label: {nb: Alle}, sum_of: [a, b], better: higher}
"""


def test_a_score_of_small_counts_that_few_units_have_keeps_no_number() -> None:
    book = written(
        (COUNTS % "measure").replace("      - {id: kommune, type: municipality, text: {nb: Kommune?}}\n", "")
    )
    # Ten answer each question, and three of them both.
    table = [["20" if unit < 10 else None, "20" if unit >= 7 else None] for unit in range(17)]
    found = protect_trend(trend(made(book, table, table, table), book, pair_by="id"))
    assert [each.suppressed for each in (*found.questions, *found.scores)] == [False, False, True]


DATES = tuple(dt.date(year, 6, 1) for year in (2017, 2021, 2024))


def counted(alone: int) -> list[Round]:
    """Nine municipalities in all rounds, two that were put together, and `alone` ones that answered in 2017 only."""
    whole = [
        {
            link.new_nr: link.old_nr
            for link in correspondence(date, DATES[-1])
            if link.kind in ("unchanged", "renumbered")
        }
        for date in DATES
    ]
    kept = sorted(set.intersection(*map(set, whole)))
    former = [("0702", "0713", "0714", "1001", "1017", "1018"), ("3802", "4204"), ("3903", "4204")]
    tables = [
        [*((numbers[unit], "20") for unit in kept[:9]), *((number, "30") for number in merged)]
        for numbers, merged in zip(whole, former, strict=True)
    ]
    tables[0] += [(whole[0][unit], "3") for unit in kept[20 : 20 + alone]]
    return [
        Round(
            RoundInfo(str(date.year), date, denominator_date=date),
            pl.DataFrame(
                [(*row, row[1]) for row in rows], dict.fromkeys(("kommune", "a", "b"), pl.String), orient="row"
            ),
        )
        for date, rows in zip(DATES, tables, strict=True)
    ]


def left_over(series: SeriesResult) -> float | None:
    """The sum of the first round less that of its panel, in which merged municipalities have the sum of their parts."""
    (whole, panel), valid = (mean_of(series, 0, name) for name in ("summary", "panel_summary")), series.points[0].valid
    if whole is None or panel is None or valid is None:
        return None
    return valid * (whole.mean or 0) - (series.panel or 0) * (panel.mean or 0)


@pytest.mark.parametrize(("alone", "hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_round_and_its_panel_of_merged_municipalities_do_not_tell_the_count_of_one(alone: int, hidden: bool) -> None:
    book = written(COUNTS % "municipality")
    plain = trend(counted(alone), book)
    series, safe = plain.questions[0], protect_trend(plain).questions[0]
    # There are five rows more than units in the panel and none of them outside it, or one whose count is then told.
    assert (series.panel, series.points[0].valid, series.points[0].outside) == (11, 15 + alone, alone)
    assert left_over(series) == pytest.approx(3 * alone)
    assert (left_over(safe) is None) is safe.suppressed is hidden


def test_a_score_says_how_many_merged_municipalities_it_leaves_out() -> None:
    (score,) = trend(counted(0), written(COUNTS % "municipality")).scores
    # Kristiansand has been one since 2020, so only Holmestrand and Kristiansand in 2017 are others than in 2024.
    assert [(each.round, each.counted, each.by_rule) for each in score.mergers] == [("2017", 0, 2)]
    assert Caution("merged_left_out", 2, 2) in score.cautions
    assert score.panel == 9


def test_a_hidden_question_hides_the_scores_that_it_is_in_and_no_other() -> None:
    book = written(
        (YAML % "person").replace("mean_of: [a, b]", "mean_of: [b, c]").replace("sum_of: [a, b, c]", "sum_of: [a, b]")
    )
    # Three say yes to the first question; twenty to the others, in rounds that tell of nobody alone.
    table = [[str(int(person < 3)), str(int(person < 20)), str(int(person % 2))] for person in range(40)]
    turned = [[row[0], str(1 - int(row[1])), str(1 - int(row[2]))] for row in table]
    found = protect_trend(trend(made(book, table, turned, table), book, pair_by="id"))
    assert [each.suppressed for each in found.questions] == [True, False, False]
    assert [(each.name, each.suppressed) for each in found.scores] == [("to", False), ("tre", True)]
