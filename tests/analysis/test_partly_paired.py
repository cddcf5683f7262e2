"""Where some answered in one round only: what all say and what the pairs say, each by itself."""

import statistics
from dataclasses import replace

import pytest

from analysis.comparing.results import ItemResult
from analysis.comparing.values import Summary
from analysis.disclosure.comparisons import protect
from analysis.wording.details import pairs_sentence
from tests.analysis.made import comparison, known, plan, question, score
from tests.analysis.service import BOOK, Column, about, asked, made_tests

GRADES: tuple[Column, Column] = (
    ["1", "1", "2", "3", "2", "dont_know", None, "3", "1", "2"],
    ["2", "1", "3", "3", "1", "2", "3", None, "dont_know", "not_asked"],
)
HOURS: tuple[Column, Column] = (
    ["10", "0", "7", "30", "12", None, "90", None, "4", "6"],
    ["12", "5", "7", "21", None, "80", None, None, "10", "2"],
)


def middles(result: ItemResult) -> tuple[Summary, Summary]:
    assert result.pairs_baseline is not None
    assert result.pairs_followup is not None
    return result.pairs_baseline, result.pairs_followup


@pytest.mark.parametrize(("name", "answers"), [("nytte", GRADES), ("timer", HOURS)])
def test_the_middle_of_the_pairs_is_that_of_those_who_answered_both_times(
    name: str, answers: tuple[Column, Column]
) -> None:
    found = about(asked({name: answers[0]}, {name: answers[1]}), name)
    both = [
        (int(was), int(became))
        for was, became in zip(*answers, strict=True)
        if was and became and was.isdecimal() and became.isdecimal()
    ]

    for side, told in enumerate(middles(found)):
        values = [pair[side] for pair in both]
        quartiles = statistics.quantiles(values, method="inclusive")
        assert (told.n, told.total) == (len(both), sum(values))
        assert (told.mean, told.sd) == pytest.approx((statistics.fmean(values), statistics.stdev(values)))
        assert [told.lower_quartile, told.median, told.upper_quartile] == pytest.approx(quartiles)
    change = next(each.value for each in found.estimates if each.name == "mean_change")
    assert change == pytest.approx(statistics.fmean(became - was for was, became in both))


def test_all_who_answered_stand_beside_the_pairs_and_no_test_takes_them_for_others() -> None:
    found = about(asked({"timer": HOURS[0]}, {"timer": HOURS[1]}), "timer")

    assert found.baseline is not None
    assert found.baseline.summary is not None
    assert found.baseline.summary.n == 8
    assert middles(found)[0].n == found.pairs == 6
    assert not made_tests(found) & {"brunner_munzel", "mann_whitney", "mann_whitney_normal"}


@pytest.mark.parametrize("second", [["1", None], [None, "dont_know"]])
def test_no_pair_gives_no_middle_of_pairs(second: Column) -> None:
    found = about(asked({"nytte": [None, "2"]}, {"nytte": second}), "nytte")

    assert (found.pairs, found.pairs_baseline, found.pairs_followup) == (0, None, None)


def test_unlinked_rounds_and_names_have_no_middle_of_pairs() -> None:
    loose = about(asked({"nytte": GRADES[0]}, {"nytte": GRADES[1]}, by=None), "nytte")
    named = about(asked({"kjent": ["yes"] * 9}, {"kjent": ["no"] * 9}), "kjent")

    assert loose.pairs_baseline is loose.pairs_followup is None
    assert named.pairs_baseline is named.pairs_followup is None


def numbers_of(persons: int, lost: int) -> ItemResult:
    first = [str(place) for place in range(persons)]
    second: Column = [None] * lost + ["9"] * (persons - lost)
    return about(protect(asked({"timer": first}, {"timer": second})), "timer")


@pytest.mark.parametrize(("lost", "shown"), [(0, True), (1, False), (4, False), (5, True)])
def test_the_few_who_left_cannot_be_told_from_the_mean_of_all_and_those_of_the_pairs(lost: int, shown: bool) -> None:
    """30 times the mean of all, less 29 times the mean of the pairs, is the number of the one who left."""
    found = numbers_of(30, lost)

    assert found.baseline is not None
    assert found.baseline.summary is not None
    assert (found.baseline.summary.mean is not None) == shown
    assert found.baseline.summary.n == 30
    assert all(each.mean is not None for each in middles(found))


@pytest.mark.parametrize(("lost", "shown"), [(0, True), (1, False), (4, False), (5, True)])
def test_nor_can_their_scores(lost: int, shown: bool) -> None:
    made = score(started=97 + lost, pairs=97, baseline=Summary(97 + lost, 4.0, 1.0, 4.0, 3.0, 5.0))
    (found,) = protect(replace(comparison(), unit="person", scores=(made,), protected=False)).scores

    assert found.baseline is not None
    assert (found.baseline.mean is not None) == shown


def test_the_mean_of_fewer_than_five_pairs_is_hidden() -> None:
    assert [each.mean for each in middles(numbers_of(30, 26))] == [None, None]


def test_beside_hidden_counts_a_mean_of_the_pairs_is_rounded_and_stands_without_its_spread() -> None:
    answers: Column = ["1"] * 9 + ["2"] * 12 + ["3"] * 2
    found = about(protect(asked({"nytte": answers}, {"nytte": answers[::-1]}, BOOK)), "nytte")

    for told in middles(found):
        assert told.suppressed
        assert told.sd is told.total is told.median is None
        # 39 points of 23 persons, or nothing.
        assert told.mean in (1.7, None)


def test_the_report_says_where_the_pairs_stood() -> None:
    shares = plan((101, 248), (224, 356), (80, 20, 66, 65))
    means = question(
        pairs_baseline=Summary(90, 1.84, 1.0, 2.0, 1.0, 3.0), pairs_followup=Summary(90, 2.34, 1.0, 2.0, 1.0, 3.0)
    )

    assert known(100, 231).value == pytest.approx(0.4329, abs=1e-4)
    assert pairs_sentence(shares, "municipality").replace("\u00a0", " ") == (
        "De 231 kommunene som svarte begge ganger, for seg: "
        "andelen var 43 % (100 av 231) i første runde og 63 % (146 av 231) i andre."
    )
    assert pairs_sentence(means, "person") == (
        "De 90 personene som svarte begge ganger, for seg: gjennomsnittet var 1,84 i første runde og 2,34 i andre."
    )
    assert pairs_sentence(plan((1, 9), (4, 9), None), "person") == ""


@pytest.mark.parametrize("left", [(3, 0, 0), (1, 1, 0), (0, 2, 2), (4, 9, 0), (1, 1, 1)])
@pytest.mark.parametrize("back", [False, True])
def test_a_round_less_its_pairs_does_not_tell_what_the_few_answered_who_took_part_once(
    left: tuple[int, int, int], back: bool
) -> None:
    """Who knows that the three who left are his neighbours must not learn that all of them said «1»."""
    pairs = [(was, became) for was in "123" for became in "123" for _ in range(12)]
    once = [code for code, count in zip("123", left, strict=True) for _ in range(count)]
    first: Column = [*(was for was, _ in pairs), *once]
    second: Column = [*(became for _, became in pairs), *(None for _ in once)]
    rounds = ({"nytte": second}, {"nytte": first}) if back else ({"nytte": first}, {"nytte": second})
    found = about(protect(asked(*rounds)), "nytte")

    answers, table = (found.followup if back else found.baseline), found.table
    assert answers is not None
    assert table is not None
    rows = list(zip(*table.counts, strict=True)) if back else table.counts
    for place, count in enumerate(left):
        told = answers.codes[place].count, *rows[place]
        if 0 < count < 5:
            assert None in told
    # What the question is for stands all the same.
    assert found.pairs == len(pairs)
    assert next(each for each in found.estimates if each.name == "mean_change").value == pytest.approx(0)


@pytest.mark.parametrize(("persons", "spread", "quartiles"), [(5, False, False), (10, True, False), (20, True, True)])
def test_persons_own_numbers_are_told_as_exactly_as_so_many_blur(persons: int, spread: bool, quartiles: bool) -> None:
    """Three quartiles and a total of five persons are their five numbers."""
    first = [7 * place % 31 for place in range(persons)]
    # All rose, so that no small count beside them hides more.
    second = [number + 1 + place % 3 for place, number in enumerate(first)]
    columns: list[Column] = [[str(number) for number in numbers] for numbers in (first, second)]
    found = about(protect(asked({"timer": columns[0]}, {"timer": columns[1]})), "timer")

    assert found.baseline is not None
    assert found.baseline.summary is not None
    for told in (*middles(found), found.baseline.summary):
        assert told.mean == round(told.mean or 0, 1)
        assert (told.sd is not None, told.median is not None, told.lower_quartile is not None) == (
            spread,
            spread,
            quartiles,
        )
        assert told.total is None
    change = next(each for each in found.estimates if each.name == "mean_change")
    assert change.value == pytest.approx(round(statistics.fmean(second) - statistics.fmean(first), 1))


@pytest.mark.parametrize(("persons", "shown"), [(5, False), (9, False), (10, True)])
def test_the_interval_and_the_test_of_few_persons_numbers_do_not_give_their_spread_back(
    persons: int, shown: bool
) -> None:
    """A mean change of 1.8 and an interval of 0.8 to 2.8 are of one set of five whole changes alone."""
    first = [7 * place % 31 for place in range(persons)]
    second = [number + 1 + place % 3 for place, number in enumerate(first)]
    columns: list[Column] = [[str(number) for number in numbers] for numbers in (first, second)]
    found = about(protect(asked({"timer": columns[0]}, {"timer": columns[1]})), "timer")

    assert {(each.low is not None) for each in found.estimates if each.name == "mean_change"} == {shown}
    assert {(each.statistic is not None) for each in found.tests if each.name == "signed_rank"} == {shown}
    assert all(each.p is None or each.p == float(f"{each.p:.1g}") or shown for each in found.tests)
