"""Whole comparisons, held against counting by hand and an independent computation."""

import csv
import datetime as dt
import statistics
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.comparing.compare import compare
from analysis.comparing.results import Comparison, from_json, to_json
from analysis.comparing.values import Caution, Change
from analysis.disclosure.comparisons import protect
from analysis.files.rounds import Round, read_round
from questionnaires.library import paths
from tests.analysis.made import random_comparison, rounds, shipped
from tests.analysis.service import BOOK, Column, about, asked, counted, counts, made_tests

DATA = Path(__file__).parents[1] / "data"
ITEMS = ("active", "at_ease", "sleepy", "anxious", "lively")

PAIRED = {
    *("mcnemar_mid_p", "mcnemar_exact", "signed_rank", "signed_rank_pratt", "signed_rank_normal"),
    *("signed_rank_corrected", "marginal_scores", "marginal_scores_exact", "stuart_maxwell", "bowker"),
}
UNPAIRED = {
    *("brunner_munzel", "n_minus_1", "mann_whitney", "mann_whitney_normal", "mann_whitney_corrected"),
    "linear_by_linear",
}

GRADES: Column = ["1", "2", "3"] * 5
ANSWERS: tuple[Column, Column] = (
    ["yes", "yes", "no", "no", "dont_know", "dont_know", None, "not_asked", "no", "yes"],
    ["yes", "no", "yes", "dont_know", "yes", "dont_know", "yes", "yes", None, "not_asked"],
)


def test_a_share_of_those_who_answered_counts_those_who_do_not_know() -> None:
    plan = about(asked({"plan": ANSWERS[0]}, {"plan": ANSWERS[1]}), "plan").indicator

    assert plan is not None
    assert (counted(plan.baseline), counted(plan.followup)) == ((3, 8), (5, 8))
    # Linked are the first six: yes yes, yes no, no yes, no ?, ? yes, ? ?
    assert (counted(plan.pairs_baseline), counted(plan.pairs_followup)) == ((2, 6), (3, 6))
    assert (plan.gained, plan.lost) == (2, 1)
    assert plan.change is not None
    assert plan.change.value == pytest.approx(1 / 6)


def test_a_share_of_those_who_know_leaves_out_those_who_do_not() -> None:
    known = about(asked({"kjent": ANSWERS[0]}, {"kjent": ANSWERS[1]}), "kjent").indicator

    assert known is not None
    assert (counted(known.baseline), counted(known.followup)) == ((3, 6), (5, 6))
    assert (counted(known.pairs_baseline), counted(known.pairs_followup)) == ((2, 3), (2, 3))
    assert (known.gained, known.lost) == (1, 1)


def test_a_distribution_has_a_place_for_every_way_of_not_answering() -> None:
    before = about(asked({"plan": ANSWERS[0]}, {"plan": ANSWERS[1]}), "plan").baseline

    assert before is not None
    assert counts(before) == {"yes": 3, "no": 3, "dont_know": 2}
    assert (before.respondents, before.valid, before.not_answered, before.not_asked) == (10, 6, 1, 1)
    assert [each.share for each in before.codes] == [0.5, 0.5]


def test_a_transition_table_has_those_who_answered_twice_and_no_others() -> None:
    table = about(asked({"plan": ANSWERS[0]}, {"plan": ANSWERS[1]}), "plan").table

    assert table is not None
    assert table.codes == ("yes", "no", "dont_know")
    assert table.counts == ((1, 1, 0), (1, 0, 1), (1, 0, 1))


def test_a_choice_out_of_several_is_a_share_of_those_who_were_asked_and_answered() -> None:
    column: Column = ["1", "0", "0", None, "not_asked"]

    helped = about(asked({"hjelp.lege": column}, {"hjelp.lege": ["1"] * 5}), "hjelp.lege").indicator

    assert helped is not None
    assert (counted(helped.baseline), counted(helped.followup)) == ((1, 3), (5, 5))
    assert (helped.gained, helped.lost) == (2, 0)


def test_a_grade_moves_up_stays_or_moves_down_among_those_on_the_scale_twice() -> None:
    grade = about(
        asked({"nytte": ["1", "1", "2", "3", "dont_know", "2"]}, {"nytte": ["3", "2", "2", "1", "3", None]}), "nytte"
    )

    assert grade.pairs == 4
    assert isinstance(grade.change, Change)
    assert [each.count for each in (grade.change.up, grade.change.same, grade.change.down)] == [2, 1, 1]
    mean = next(each for each in grade.estimates if each.name == "mean_change")
    assert mean.value == (2 + 1 + 0 - 2) / 4


def test_a_verdict_on_a_number_needs_a_change_that_matters() -> None:
    hours = about(asked({"timer": ["1", "2", "3"] * 5}, {"timer": ["7", "8", "8"] * 5}), "timer")

    assert (hours.pairs, hours.matters, hours.verdict, hours.reason) == (15, None, "cannot_say", "no_threshold")


@pytest.mark.parametrize(("by", "kept", "other"), [("id", PAIRED, UNPAIRED), (None, UNPAIRED, PAIRED)])
def test_linked_rounds_have_tests_of_pairs_alone_and_others_of_groups_alone(
    by: str | None, kept: set[str], other: set[str]
) -> None:
    names = ("nytte", "plan", "timer")
    first = {name: ["1", "2", "3", "1", "2"] * 4 for name in names} | {"plan": ["yes", "no", "no", "no", "yes"] * 4}
    second = {name: ["2", "3", "3", "2", "1"] * 4 for name in names} | {"plan": ["yes", "yes", "no", "yes", "no"] * 4}

    comparison = asked(first, second, by=by)

    for question in comparison.questions:
        assert question.paired == (by is not None)
        assert not made_tests(question) & other
        assert (question.table is not None or question.change is not None) <= (by is not None)
    assert set[str]().union(*map(made_tests, comparison.questions)) == kept
    assert (Caution("unlinked") in comparison.cautions) == (by is None)


def test_shares_of_unlinked_rounds_change_by_their_difference() -> None:
    plan = about(asked({"plan": ANSWERS[0]}, {"plan": ANSWERS[1]}, by=None), "plan").indicator

    assert plan is not None
    assert (plan.pairs_baseline, plan.pairs_followup, plan.gained, plan.lost) == (None, None, None, None)
    assert plan.change is not None
    assert plan.change.value == pytest.approx(5 / 8 - 3 / 8)


def holm_by_hand(ps: dict[str, float]) -> dict[str, float]:
    """Adjusted p: the largest, over all p at most as large, of p times the tests that are at least as large."""
    return {
        name: max(min(1.0, q * sum(other >= q for other in ps.values())) for q in ps.values() if q <= p)
        for name, p in ps.items()
    }


@pytest.fixture(scope="session")
def mood() -> Comparison:
    book = shipped(DATA / "mood.yaml")
    first, second = (read_round(DATA / f"mood_round{place}.csv", book, "id") for place in (1, 2))
    return compare(first, second, book, pair_by="id")


def test_the_tests_of_one_page_are_a_family(mood: Comparison) -> None:
    assert [family.name for family in mood.families] == [f"words_{place}" for place in range(1, 6)]
    assert sum(len(family.questions) for family in mood.families) == 75
    for family in mood.families:
        members = {name: about(mood, name) for name in family.questions}
        primary = {
            name: next(each for each in question.tests if each.name == "signed_rank")
            for name, question in members.items()
        }
        assert {question.page for question in members.values()} == {question.family for question in members.values()}
        expected = holm_by_hand({name: test.p for name, test in primary.items() if test.p is not None})
        assert {name: test.p_adjusted for name, test in primary.items()} == pytest.approx(expected)
        assert "Holm" in family.method


def test_only_the_test_of_what_is_judged_is_adjusted(mood: Comparison) -> None:
    adjusted = {test.name for question in mood.questions for test in question.tests if test.p_adjusted is not None}

    assert adjusted == {"signed_rank"}


@pytest.mark.parametrize("by", ["id", None])
def test_the_tests_of_shares_and_of_grades_on_one_page_are_corrected_together(by: str | None) -> None:
    yes: tuple[Column, Column] = (["yes"] * 12 + ["no"] * 18, ["yes"] * 21 + ["no"] * 9)
    hours: tuple[Column, Column] = (["3", "5", "8"] * 10, ["5", "6", "9"] * 10)

    comparison = asked(
        {"plan": yes[0], "kjent": list(reversed(yes[0])), "nytte": [*GRADES, *GRADES], "timer": hours[0]},
        {"plan": yes[1], "kjent": yes[1], "nytte": ["2", "3", "3"] * 10, "timer": hours[1]},
        by=by,
    )

    families = {family.name: family.questions for family in comparison.families}
    assert families == {"plan": ("plan", "kjent"), "grad": ("nytte", "timer")}
    for names in families.values():
        corrected = [
            next(test for test in about(comparison, name).tests if test.p_adjusted is not None) for name in names
        ]
        ps = {name: test.p for name, test in zip(names, corrected, strict=True) if test.p is not None}
        assert {name: test.p_adjusted for name, test in zip(names, corrected, strict=True)} == pytest.approx(
            holm_by_hand(ps)
        )


def test_a_page_without_tests_is_no_family() -> None:
    assert asked({"ord": ["hei"] * 3}, {"ord": ["hei"] * 3}).families == ()


def persons(place: int) -> dict[str, dict[str, str]]:
    with (DATA / f"mood_round{place}.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="session")
def answers() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    return persons(1), persons(2)


@pytest.mark.parametrize("item", ITEMS)
def test_real_rounds_count_as_a_plain_reading_of_the_files_does(
    mood: Comparison, answers: tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]], item: str
) -> None:
    first, second = answers
    both = [(first[key][item], second[key][item]) for key in first if key in second]
    pairs = Counter((int(was), int(became)) for was, became in both if was and became)
    changes = [became - was for (was, became), n in pairs.items() for _ in range(n)]
    question = about(mood, item)

    assert question.pairs == len(changes)
    assert question.table is not None
    assert question.table.codes == ("0", "1", "2", "3")
    assert question.table.counts == tuple(tuple(pairs[i, j] for j in range(4)) for i in range(4))
    assert question.change is not None
    moved = [each.count for each in (question.change.up, question.change.same, question.change.down)]
    assert moved == [sum(c > 0 for c in changes), sum(c == 0 for c in changes), sum(c < 0 for c in changes)]
    mean = next(each for each in question.estimates if each.name == "mean_change")
    assert mean.value == pytest.approx(statistics.fmean(changes), abs=1e-12)
    for found, rows in ((question.baseline, first), (question.followup, second)):
        given = Counter(row[item] for row in rows.values())
        assert found is not None
        assert {code: n for code, n in counts(found).items() if n} == {code: n for code, n in given.items() if code}
        assert found.not_answered == given[""]
        assert found.summary is not None
        assert found.summary.mean == pytest.approx(
            statistics.fmean(int(row[item]) for row in rows.values() if row[item])
        )


def test_real_rounds_are_linked_as_a_plain_reading_of_the_files_is(
    mood: Comparison, answers: tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]
) -> None:
    first, second = (set(each) for each in answers)

    assert (mood.baseline.respondents, mood.followup.respondents) == (len(first), len(second))
    assert mood.pairing.both == len(first & second)
    assert (mood.pairing.only_first, mood.pairing.only_second) == (len(first - second), len(second - first))
    assert {question.name for question in mood.questions} >= set(ITEMS)


@pytest.mark.parametrize(
    ("denominator", "rate"), [(40, (10, 40, 0.25)), (10, (10, 10, 1.0)), (9, None), (0, None), (None, None)]
)
def test_a_response_rate_is_of_those_who_could_answer(
    denominator: int | None, rate: tuple[int, int, float] | None
) -> None:
    before, after = rounds(BOOK, [{"id": str(n)} for n in range(10)], [{"id": "0"}])
    known = Round(replace(before.info, denominator=denominator, denominator_date=dt.date(2017, 1, 1)), before.data)

    comparison = compare(known, after, BOOK, pair_by="id")

    found = comparison.baseline.response_rate
    assert (None if found is None else (found.count, found.of, found.value)) == rate
    too_small = denominator is not None and denominator < 10
    assert (Caution("denominator_too_small", 10, denominator) in comparison.cautions) == too_small
    assert comparison.followup.response_rate is None


def test_what_the_share_could_be_if_all_had_answered_is_counted_from_the_denominator() -> None:
    before, after = rounds(BOOK, [{"plan": code} for code in ("yes", "yes", "no", "dont_know", None)], [{"plan": "no"}])
    known = Round(replace(before.info, denominator=20), before.data)

    found = about(compare(known, after, BOOK), "plan").indicator

    assert found is not None
    assert found.bounds_baseline is not None
    # Four answered; the other sixteen could all have said no, or yes.
    assert (found.bounds_baseline.low, found.bounds_baseline.high) == (2 / 20, 18 / 20)
    assert found.bounds_followup is None


def test_rounds_without_anybody_are_compared_without_failing() -> None:
    comparison = asked({"plan": [], "nytte": [], "timer": []}, {"plan": [], "nytte": [], "timer": []})

    assert (comparison.baseline.respondents, comparison.pairing.both) == (0, 0)
    assert {question.verdict for question in comparison.questions} == {"cannot_say"}


def full(name: str) -> Comparison:
    return random_comparison(shipped(paths()[name]), 30, denominator=400, caveat="«Æ» & <ø>", synthetic=True)


@pytest.mark.parametrize("name", paths())
def test_every_comparison_comes_back_from_its_json_as_it_was(name: str) -> None:
    # With every number there: what is hidden is below.
    comparison = replace(full(name), protected=True)

    assert from_json(to_json(comparison)) == comparison


@pytest.mark.parametrize("name", ["psfs", "kommuneundersokelsen", "dialogmote"])
def test_what_is_hidden_comes_back_as_hidden(name: str) -> None:
    comparison = protect(full(name))

    assert comparison.protected
    assert from_json(to_json(comparison)) == comparison


def test_a_comparison_is_the_same_however_rows_and_columns_stand() -> None:
    before, after = rounds(
        BOOK,
        [{"id": str(n), "nytte": grade, "plan": "yes"} for n, grade in enumerate(GRADES)],
        [{"id": str(n), "nytte": grade, "plan": "no"} for n, grade in enumerate(reversed(GRADES))],
    )
    turned = Round(after.info, after.data.reverse().select(reversed(after.data.columns)))

    first, second = compare(before, after, BOOK, pair_by="id"), compare(before, turned, BOOK, pair_by="id")

    assert first.questions == second.questions
