"""Whole comparisons, held against counting by hand and an independent computation."""

import csv
import datetime as dt
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.comparing import DifferentQuestionnairesError, compare
from analysis.counts import UnknownCodeError
from analysis.disclosure import protect
from analysis.results import Comparison, QuestionResult, from_json, to_json
from analysis.rounds import Round, read_round
from analysis.values import Caution, Change, Distribution, Share
from questionnaires.codebook import Codebook
from questionnaires.library import paths
from tests.analysis.made import random_comparison, rounds, shipped, written

DATA = Path(__file__).parents[1] / "data"
ITEMS = ("active", "at_ease", "sleepy", "anxious", "lively")

PAIRED = {"mcnemar_mid_p", "mcnemar_exact", "signed_rank", "signed_rank_pratt"}
UNPAIRED = {"brunner_munzel", "n_minus_1"}

SERVICE = """
id: tjeneste
title: {nb: Tjenesten}
languages: [nb]
unit: person
about: {nb: Om tjenesten.}
scales:
  grad:
    better: higher
    choices: {1: {nb: Liten}, 2: {nb: Noen}, 3: {nb: Stor}}
    missing: {dont_know: {nb: Vet ikke}}
pages:
  - id: plan
    title: {nb: Planen}
    questions:
      - id: plan
        type: choice
        text: {nb: Har du en plan?}
        choices: {yes: {nb: Ja}, no: {nb: Nei}}
        missing: {dont_know: {nb: Vet ikke}}
        indicator: {codes: [yes], label: {nb: har en plan}}
      - id: kjent
        type: choice
        text: {nb: Er den kjent?}
        choices: {yes: {nb: Ja}, no: {nb: Nei}}
        missing: {dont_know: {nb: Vet ikke}}
        indicator: {codes: [yes], label: {nb: har en kjent plan}, of: valid}
      - id: hjelp
        type: choices
        text: {nb: Hvem hjalp deg?}
        choices: {lege: {nb: Lege}, familie: {nb: Familien}}
  - id: grad
    title: {nb: Graden}
    questions:
      - {id: nytte, type: grade, scale: grad, text: {nb: I hvilken grad nytter det?}}
      - {id: timer, type: count, to: 100, text: {nb: Hvor mange timer?}}
      - {id: ord, type: short_text, text: {nb: Med egne ord?}}
"""
BOOK = written(SERVICE)

Column = Sequence[str | None]


def asked(
    first: Mapping[str, Column], second: Mapping[str, Column], book: Codebook = BOOK, by: str | None = "id"
) -> Comparison:
    """Two rounds from columns of answers; the place in the column is who answered."""
    tables = [
        [
            {"id": str(place), **dict(zip(columns, row, strict=True))}
            for place, row in enumerate(zip(*columns.values(), strict=True))
        ]
        for columns in (first, second)
    ]
    return compare(*rounds(book, tables[0], tables[1]), book, pair_by=by)


def about(comparison: Comparison, name: str) -> QuestionResult:
    return next(each for each in comparison.questions if each.name == name)


def counted(share: Share | None) -> tuple[int | None, int | None]:
    assert share is not None
    return share.count, share.of


def counts(answers: Distribution | None) -> dict[str, int | None]:
    assert answers is not None
    return {each.code: each.count for each in (*answers.codes, *answers.missing)}


def made_tests(question: QuestionResult) -> set[str]:
    return {each.name for each in question.tests}


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


def test_rounds_of_different_questionnaires_are_refused() -> None:
    other = written(SERVICE.replace("id: tjeneste\n", "id: noe_annet\n"))
    first, second = rounds(BOOK, [{"plan": "yes"}], [{"plan": "yes"}])

    with pytest.raises(DifferentQuestionnairesError) as refused:
        compare(first, second, BOOK, followup_codebook=other)

    assert str(refused.value) == (
        "The rounds answer different questionnaires, 'tjeneste' and 'noe_annet'. "
        "Only rounds of one questionnaire can be compared."
    )


def test_a_code_that_the_codebook_does_not_have_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="plan: 'kanskje' is no answer that the codebook allows"):
        asked({"plan": ["kanskje"]}, {"plan": ["yes"]})


def revised(old: str, new: str, first: Mapping[str, Column], second: Mapping[str, Column]) -> Comparison:
    """The follow-up used a version in which `old` reads `new`."""
    assert old in SERVICE
    newer = written(SERVICE.replace(old, new))
    table = [
        [dict(zip(each, row, strict=True)) for row in zip(*each.values(), strict=True)] for each in (first, second)
    ]
    before, _ = rounds(BOOK, [{"id": str(n), **row} for n, row in enumerate(table[0])], [])
    _, after = rounds(newer, [], [{"id": str(n), **row} for n, row in enumerate(table[1])])
    return compare(before, after, BOOK, pair_by="id", followup_codebook=newer)


def without_change(question: QuestionResult) -> bool:
    nothing = (question.pairs, question.table, question.change, question.estimates, question.tests, question.family)
    change = question.indicator.change if question.indicator else None
    return nothing == (None, None, None, (), (), None) and change is None and question.verdict == "cannot_say"


def test_a_question_with_new_words_is_shown_in_both_rounds_and_not_compared() -> None:
    comparison = revised("I hvilken grad nytter det?", "Hvor mye nytter det?", {"nytte": GRADES}, {"nytte": GRADES})

    question = about(comparison, "nytte")
    assert (question.comparability, question.reason) == ("reworded", "not_comparable")
    assert without_change(question)
    assert counts(question.baseline) == counts(question.followup) == {"1": 5, "2": 5, "3": 5, "dont_know": 0}
    assert Caution("reworded") in question.cautions
    assert question.text == {"nb": "Hvor mye nytter det?"}


def test_a_question_with_new_codes_is_counted_by_each_rounds_own() -> None:
    comparison = revised(
        "3: {nb: Stor}", "3: {nb: Stor}, 4: {nb: Svært stor}", {"nytte": GRADES}, {"nytte": ["4", "3", "1"] * 5}
    )

    question = about(comparison, "nytte")
    assert question.comparability == "recoded"
    assert without_change(question)
    assert counts(question.baseline) == {"1": 5, "2": 5, "3": 5, "dont_know": 0}
    assert counts(question.followup) == {"1": 5, "2": 0, "3": 5, "4": 5, "dont_know": 0}


def test_a_share_of_a_recoded_question_stands_in_each_round_without_a_change() -> None:
    comparison = revised(
        "choices: {yes: {nb: Ja}, no: {nb: Nei}}",
        "choices: {yes: {nb: Ja}, part: {nb: Delvis}, no: {nb: Nei}}",
        {"plan": ["yes", "no"] * 6},
        {"plan": ["yes", "part", "no"] * 4},
    )

    question = about(comparison, "plan")
    assert (question.comparability, question.reason) == ("recoded", "not_comparable")
    assert question.indicator is not None
    assert (counted(question.indicator.baseline), counted(question.indicator.followup)) == ((6, 12), (4, 12))
    assert without_change(question)


KNOWN = "indicator: {codes: [yes], label: {nb: har en plan}}"


def test_a_share_that_is_defined_anew_over_the_same_codes_is_counted_so_in_both_rounds() -> None:
    newer = KNOWN.replace("[yes]", "[yes, no]")

    question = about(revised(KNOWN, newer, {"plan": ["no"] * 12}, {"plan": ["yes"] * 12}), "plan")

    found = question.indicator
    assert question.comparability == "same"
    assert found is not None
    assert (counted(found.baseline), counted(found.pairs_baseline), counted(found.followup)) == ((12, 12),) * 3


def test_a_share_of_a_recoded_question_is_counted_by_each_rounds_own_definition() -> None:
    old = "choices: {yes: {nb: Ja}, no: {nb: Nei}}\n        missing: {dont_know: {nb: Vet ikke}}\n        " + KNOWN
    newer = old.replace("yes:", "sure:").replace("[yes]", "[sure]")

    question = about(revised(old, newer, {"plan": ["yes", "no"] * 6}, {"plan": ["sure"] * 12}), "plan")

    assert question.indicator is not None
    assert (counted(question.indicator.baseline), counted(question.indicator.followup)) == ((6, 12), (12, 12))


def test_a_new_question_has_a_follow_up_alone_and_one_that_is_gone_a_baseline_alone() -> None:
    old = "      - {id: nytte, type: grade, scale: grad, text: {nb: I hvilken grad nytter det?}}\n"

    comparison = revised(old, old.replace("nytte", "gagn"), {"nytte": GRADES}, {"gagn": GRADES})

    new, gone = about(comparison, "gagn"), about(comparison, "nytte")
    assert (new.comparability, gone.comparability) == ("new", "gone")
    assert (new.baseline, gone.followup) == (None, None)
    assert (counts(new.followup), counts(gone.baseline)) == ({"1": 5, "2": 5, "3": 5, "dont_know": 0},) * 2
    assert without_change(new)
    assert without_change(gone)
    assert comparison.baseline_version != comparison.followup_version


def test_a_column_that_one_file_lacks_is_like_a_question_of_one_round() -> None:
    before, after = rounds(BOOK, [{"id": "a", "nytte": "1"}], [{"id": "a", "nytte": "2"}])

    later = compare(before, Round(after.info, after.data.drop("nytte")), BOOK, pair_by="id")
    earlier = compare(Round(before.info, before.data.drop("nytte")), after, BOOK, pair_by="id")

    assert (about(later, "nytte").comparability, about(later, "nytte").followup) == ("gone", None)
    assert (about(earlier, "nytte").comparability, about(earlier, "nytte").baseline) == ("new", None)


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
    comparison = full(name)

    assert from_json(to_json(comparison)) == comparison


@pytest.mark.parametrize("name", ["psfs", "kommuneundersokelsen"])
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
