"""Municipalities that merged, divided, changed number or stayed: who met whom, and what a former answer counts for.

What happened to each of them is in Statistics Norway's classification of municipalities (KLASS 131).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from analysis.comparing.compare import compare
from analysis.comparing.results import Comparison, ItemResult, ListedUnit
from analysis.comparing.values import Caution
from analysis.files.rounds import Round
from analysis.linking.municipalities import Met, meet
from questionnaires.classifications import BackwardsInTimeError, UnknownKommuneError, kommuner
from tests.analysis.made import DATES, rounds, written

SERVICES = """
id: tjenester
title: {nb: Tjenester}
languages: [nb]
unit: municipality
about: {nb: Om tjenestene i kommunen.}
scales:
  drift:
    better: none
    ordered: false
    choices: {own: {nb: I egen regi}, shared: {nb: Sammen med andre}, none: {nb: Finnes ikke}}
    missing: {dont_know: {nb: Vet ikke}, unclear: {nb: Uavklart}}
  grad:
    better: higher
    choices: {1: {nb: Liten}, 2: {nb: Noen}, 3: {nb: Stor}}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - {id: kommune, type: municipality, text: {nb: Hvilken kommune?}}
      - {id: kontor, type: grade, scale: drift, merge: share, text: {nb: Har dere et kontor?},
         indicator: {codes: [own, shared], label: {nb: har et kontor}}}
      - {id: kjent, type: grade, scale: drift, merge: share, text: {nb: Kjenner dere til et kontor?},
         indicator: {codes: [own, shared], label: {nb: kjenner til et kontor}, of: valid}}
      - {id: grad, type: grade, scale: grad, merge: share, text: {nb: I hvilken grad?}}
      - {id: plasser, type: count, to: 900, merge: sum, text: {nb: Hvor mange plasser?},
         missing: {no_figures: {nb: Ikke tall}}}
      - {id: tilbud, type: grade, scale: drift, merge: list, text: {nb: Har dere tilbudet?},
         indicator: {codes: [own], label: {nb: har tilbudet}}}
      - {id: annet, type: grade, scale: drift, text: {nb: Har dere noe annet?}}
      - {id: ord, type: short_text, merge: list, text: {nb: Med egne ord?}}
"""
BOOK = written(SERVICES)
FORMER = ("1001", "1017", "1018")  # Kristiansand, Songdalen and Søgne
KRISTIANSAND = "4204"

Answer = str | None
Answers = Mapping[str, Answer]


def dated(round_: Round, date: dt.date) -> Round:
    return Round(replace(round_.info, date=date, denominator_date=date), round_.data)


def answered(
    question: str, before: Answers, after: Answers, dates: tuple[dt.date, dt.date] = DATES
) -> tuple[ItemResult, Comparison]:
    """Two rounds in which these municipalities answered one question: number -> answer."""
    tables = [[{"kommune": nr, question: answer} for nr, answer in each.items()] for each in (before, after)]
    first, second = (dated(each, date) for each, date in zip(rounds(BOOK, tables[0], tables[1]), dates, strict=True))
    comparison = compare(first, second, BOOK)
    return next(each for each in comparison.questions if each.name == question), comparison


def kristiansand(question: str, *parts: Answer, now: Answer) -> tuple[ItemResult, ListedUnit]:
    """What Kristiansand, Songdalen and Søgne answered, what the new Kristiansand does, and Oslo, which stayed."""
    stayed = "3" if question in {"grad", "plasser"} else "own"
    before = dict(zip(FORMER, parts, strict=False)) | {"0301": stayed}
    result, _ = answered(question, before, {KRISTIANSAND: now, "0301": stayed})
    (unit,) = result.listed
    return result, unit


def everybody(date: dt.date) -> dict[str, int]:
    return {each.nr: row for row, each in enumerate(kommuner(date))}


def links(first: list[str], second: list[str], dates: tuple[dt.date, dt.date] = DATES) -> Met:
    return meet(
        {nr: row for row, nr in enumerate(first)}, {nr: row for row, nr in enumerate(second)}, dates[0], dates[1]
    )


def test_the_reform_of_2020_is_followed_to_the_letter() -> None:
    # The ministry: «119 kommuner er blitt til 47 nye» from 2014 to 2020. Three of them became Sandefjord in 2017
    # already; the rest of the 426 stayed, under their number or another.
    summary = meet(everybody(DATES[0]), everybody(DATES[1]), *DATES).summary

    assert summary.both == 426 - (119 - 3)
    assert summary.merged + summary.split == 47 - 1
    # Orkland, Heim and Hitra have parts of Snillfjord; Narvik and Hamarøy of Tysfjord.
    assert summary.split == 5
    assert (summary.only_first, summary.only_second) == (0, 0)


def test_a_municipality_with_a_new_number_is_a_pair() -> None:
    met = links(["0901", "0301"], ["0301", "4201"])  # Risør and Oslo

    assert set(met.pairs) == {(0, 1), (1, 0)}
    assert (met.summary.both, met.summary.renumbered, met.meetings) == (2, 1, ())


def test_who_answered_once_is_counted_in_that_round() -> None:
    summary = links(["0301", "0901", "1017"], ["0301", "5001"]).summary  # Songdalen's and Trondheim's others are silent

    assert (summary.both, summary.only_first, summary.only_second, summary.merged) == (1, 2, 1, 0)


def test_a_merged_municipality_meets_all_that_came_into_it() -> None:
    (meeting,) = links(["1018", "1001"], [KRISTIANSAND]).meetings

    assert (meeting.name, meeting.kind) == ("Kristiansand", "merged")
    assert [(each.key, each.name, each.row) for each in meeting.former] == [
        ("1001", "Kristiansand", 1),
        ("1017", "Songdalen", None),
        ("1018", "Søgne", 0),
    ]


def test_former_municipalities_that_agree_are_a_pair() -> None:
    result, unit = kristiansand("kontor", "own", "own", "own", now="none")

    assert (unit.paired, unit.answered, unit.of, unit.inside) == ("all", 3, 3, 3)
    assert result.pairs == 2
    assert result.table is not None
    row = result.table.codes.index("own")
    assert result.table.counts[row] == (1, 0, 1, 0, 0)
    assert result.indicator is not None
    assert (result.indicator.lost, result.indicator.gained) == (1, 0)
    assert result.cautions == (Caution("zero_cell"),)


def test_former_municipalities_that_disagree_are_listed_and_left_out() -> None:
    result, unit = kristiansand("kontor", "own", "none", "own", now="own")

    assert (unit.paired, unit.inside, unit.answered, unit.of) == ("no", 2, 3, 3)
    assert [(each.name, each.answer) for each in unit.former] == [
        ("Kristiansand", "own"),
        ("Songdalen", "none"),
        ("Søgne", "own"),
    ]
    assert (unit.rule, unit.now) == ("share", "own")
    assert result.pairs == 1
    assert result.indicator is not None
    assert result.indicator.pairs_baseline is not None
    assert result.indicator.pairs_baseline.of == 1
    assert Caution("merged_left_out", 1, 1) in result.cautions


def test_former_municipalities_alike_in_the_indicator_alone_count_in_it_alone() -> None:
    result, unit = kristiansand("kontor", "own", "shared", "own", now="none")

    assert (unit.paired, unit.inside) == ("indicator", 3)
    assert result.pairs == 1
    assert result.table is not None
    assert sum(count or 0 for row in result.table.counts for count in row) == 1
    assert result.indicator is not None
    assert result.indicator.pairs_baseline is not None
    assert (result.indicator.pairs_baseline.count, result.indicator.pairs_baseline.of) == (2, 2)
    assert result.indicator.lost == 1
    assert Caution("merged_left_out", 1, 1) not in result.cautions


def test_former_municipalities_that_do_not_know_agree_on_being_outside() -> None:
    result, unit = kristiansand("kontor", "dont_know", "none", "dont_know", now="own")

    assert (unit.paired, unit.inside) == ("indicator", 0)
    assert result.indicator is not None
    assert result.indicator.gained == 1


@pytest.mark.parametrize("second", ["none", "unclear"])
def test_former_municipalities_that_do_not_know_are_in_no_share_of_those_who_know(second: str) -> None:
    result, unit = kristiansand("kjent", "dont_know", second, "dont_know", now="own")

    assert unit.paired == "no"
    assert result.indicator is not None
    assert result.indicator.pairs_baseline is not None
    assert result.indicator.pairs_baseline.of == 1


@pytest.mark.parametrize("third", [None, "not_asked"])
def test_a_former_municipality_without_an_answer_makes_no_pair(third: Answer) -> None:
    result, unit = kristiansand("kontor", "own", "own", third, now="own")

    assert (unit.paired, unit.answered, unit.of, unit.inside) == ("no", 2, 3, 2)
    assert unit.former[2].answer is None
    assert result.pairs == 1


def test_a_former_municipality_that_is_not_in_the_round_makes_no_pair() -> None:
    result, unit = kristiansand("kontor", "own", "own", now="own")

    assert (unit.paired, unit.answered, unit.of) == ("no", 2, 3)
    assert result.pairs == 1


def test_a_grade_on_which_all_agreed_counts_as_theirs() -> None:
    result, unit = kristiansand("grad", "1", "1", "1", now="3")

    assert unit.paired == "all"
    assert result.pairs == 2
    assert result.change is not None
    assert (result.change.up.count, result.change.same.count, result.change.down.count) == (1, 1, 0)
    mean = next(each for each in result.estimates if each.name == "mean_change")
    assert mean.value == (2 + 0) / 2


def test_a_grade_on_which_they_differed_by_one_step_is_left_out() -> None:
    result, unit = kristiansand("grad", "1", "1", "2", now="3")

    assert (unit.paired, unit.inside, unit.total) == ("no", None, None)
    assert result.pairs == 1
    assert Caution("merged_left_out", 1, 1) in result.cautions


def test_numbers_of_all_parts_are_added_up_to_a_pair() -> None:
    result, unit = kristiansand("plasser", "10", "5", "7", now="30")

    assert (unit.paired, unit.total, unit.now) == ("all", 22.0, "30")
    assert result.pairs == 2
    mean = next(each for each in result.estimates if each.name == "mean_change")
    assert mean.value == (30 - 22 + 3 - 3) / 2


@pytest.mark.parametrize("third", [None, "no_figures"])
def test_a_sum_without_one_part_is_shown_and_not_compared(third: Answer) -> None:
    result, unit = kristiansand("plasser", "10", "5", third, now="30")

    assert (unit.paired, unit.total) == ("no", 15.0)
    assert result.pairs == 1
    mean = next(each for each in result.estimates if each.name == "mean_change")
    assert mean.value == 0
    assert Caution("merged_left_out", 1, 1) in result.cautions


def test_a_sum_of_no_numbers_is_none_and_not_0() -> None:
    _, unit = kristiansand("plasser", "no_figures", "no_figures", "no_figures", now="30")

    assert (unit.total, unit.paired, unit.answered) == (None, "no", 3)


def test_a_rule_that_lists_never_makes_a_pair_even_when_all_agree() -> None:
    result, unit = kristiansand("tilbud", "own", "own", "own", now="own")

    assert (unit.rule, unit.paired, unit.inside) == ("list", "no", 3)
    assert result.pairs == 1
    assert Caution("merged_left_out", 1, 1) in result.cautions


@pytest.mark.parametrize("question", ["annet", "ord"])
def test_what_is_not_followed_and_words_are_not_listed(question: str) -> None:
    before, after = dict.fromkeys((*FORMER, "0301"), "own"), dict.fromkeys((KRISTIANSAND, "0301"), "own")

    result, _ = answered(question, before, after)

    assert result.listed == ()
    assert result.pairs == 1


def test_former_municipalities_that_all_kept_silent_are_not_listed() -> None:
    result, _ = answered("kontor", dict.fromkeys(FORMER), {KRISTIANSAND: "own"})

    assert result.listed == ()
    assert result.pairs == 0


def test_alesunds_old_answer_is_history_for_both_successors_and_no_pair() -> None:
    dates = (dt.date(2023, 10, 16), dt.date(2024, 10, 16))

    result, comparison = answered(
        "kontor", {"1507": "own", "0301": "own"}, dict.fromkeys(("1508", "1580", "0301"), "own"), dates
    )

    assert [(unit.name, unit.kind, unit.paired, unit.of) for unit in result.listed] == [
        ("Ålesund", "split", "no", 1),
        ("Haram", "split", "no", 1),
    ]
    assert {unit.former[0].answer for unit in result.listed} == {"own"}
    assert result.pairs == 1
    assert Caution("split", 2) in result.cautions
    assert (comparison.pairing.both, comparison.pairing.split, comparison.pairing.only_first) == (1, 2, 0)


def test_a_divided_municipalitys_number_is_never_added_or_shared_out() -> None:
    dates = (dt.date(2023, 10, 16), dt.date(2024, 10, 16))

    result, _ = answered("plasser", {"1507": "100"}, {"1508": "80", "1580": "30"}, dates)

    assert [(unit.total, unit.paired, unit.former[0].answer) for unit in result.listed] == [(None, "no", "100")] * 2
    assert (result.pairs, result.change) == (0, None)


def test_parts_of_tysfjord_keep_narvik_and_hamaroy_from_being_pairs() -> None:
    former = dict.fromkeys(("1805", "1854", "1850", "1849"), "own")  # Narvik, Ballangen, Tysfjord and Hamarøy

    result, comparison = answered("kontor", former, {"1806": "own", "1875": "own"})

    assert {unit.name: [each.name for each in unit.former] for unit in result.listed} == {
        "Narvik": ["Narvik", "Tysfjord", "Ballangen"],
        "Hamarøy": ["Hamarøy", "Tysfjord"],
    }
    assert {(unit.kind, unit.paired) for unit in result.listed} == {("split", "no")}
    assert (result.pairs, comparison.pairing.split, comparison.pairing.merged) == (0, 2, 0)


def test_snillfjord_is_history_in_three_municipalities() -> None:
    result, comparison = answered("kontor", {"1613": "own"}, dict.fromkeys(("5055", "5056", "5059"), "none"))

    assert [unit.name for unit in result.listed] == ["Heim", "Hitra", "Orkland"]
    assert all(unit.answered == 1 and unit.paired == "no" for unit in result.listed)
    assert (comparison.pairing.both, comparison.pairing.only_first, comparison.pairing.only_second) == (0, 0, 0)


def test_rounds_on_one_date_link_every_municipality_to_itself() -> None:
    here = everybody(DATES[0])

    met = meet(here, here, DATES[0], DATES[0])

    assert set(met.pairs) == {(row, row) for row in here.values()}
    assert (met.summary.both, met.summary.renumbered, met.meetings) == (426, 0, ())


def test_a_follow_up_before_the_baseline_is_refused() -> None:
    with pytest.raises(BackwardsInTimeError, match="Give the earlier date first"):
        links(["0301"], ["0301"], (DATES[1], DATES[0]))


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("9999", "0301", "'9999' is no kommunenummer on 2017-10-16. Look it up"),
        ("4204", "0301", "It was that of Kristiansand from 2020-01-01"),
        ("0301", "1001", "'1001' is no kommunenummer on 2020-10-16. It was that of Kristiansand"),
        ("301", "0301", "Write it with four digits: 0301."),
    ],
)
def test_a_number_that_no_municipality_had_is_refused_with_what_to_do(first: str, second: str, says: str) -> None:
    with pytest.raises(UnknownKommuneError) as refused:
        links([first], [second])

    assert says in str(refused.value)
