"""What former municipalities' answers come to, on mergers that the register knows."""

from __future__ import annotations

from datetime import date

import pytest

from questionnaires.classifications import predecessors
from questionnaires.following import Former, Together, together
from questionnaires.question_types import Choice, Count


def count(merge: str) -> Count:
    return Count.model_validate({"id": "D1", "type": "count", "text": {"nb": "Hvor mange?"}, "merge": merge})


def choice(merge: str) -> Choice:
    return Choice.model_validate(
        {
            "id": "B1",
            "type": "choice",
            "text": {"nb": "Har dere en plan?"},
            "choices": {"yes": {"nb": "Ja"}, "no": {"nb": "Nei"}},
            "merge": merge,
        }
    )


def formers(nr: str, on: date, before: date, answers: dict[str, object]) -> list[Former]:
    """What those that the register says it was answered."""
    return [
        Former(link.old_nr, answers.get(link.old_nr), link.kind in ("split", "merged_and_split"))  # type: ignore[arg-type]
        for link in predecessors(nr, before, on)
    ]


IN_2017, IN_2020 = date(2017, 6, 1), date(2020, 6, 1)


def test_numbers_of_all_three_that_became_kristiansand_are_added() -> None:
    # Kristiansand 1001, Songdalen 1017 and Søgne 1018 became 4204 on 1 January 2020 (SSB KLASS 131).
    found = together(count("sum"), formers("4204", IN_2020, IN_2017, {"1001": 90, "1017": 4, "1018": 6}))
    assert found == Together(100, 3, 3, 100)


def test_a_sum_with_a_part_missing_is_told_but_is_no_answer() -> None:
    found = together(count("sum"), formers("4204", IN_2020, IN_2017, {"1001": 90, "1018": 6}))
    assert found == Together(None, 2, 3, 96)


def test_a_way_of_not_answering_is_no_number() -> None:
    found = together(count("sum"), formers("4204", IN_2020, IN_2017, {"1001": 90, "1017": 4, "1018": "no_figures"}))
    assert found == Together(None, 2, 3, 94)


@pytest.mark.parametrize(
    ("answers", "clear"),
    [
        ({"1001": "yes", "1017": "yes", "1018": "yes"}, "yes"),
        ({"1001": "yes", "1017": "no", "1018": "yes"}, None),
        ({"1001": "yes", "1018": "yes"}, None),
    ],
)
def test_a_share_is_clear_only_where_all_answered_alike(answers: dict[str, object], clear: str | None) -> None:
    assert together(choice("share"), formers("4204", IN_2020, IN_2017, answers)).answer == clear


@pytest.mark.parametrize("merge", ["list", "none"])
def test_what_is_listed_or_not_followed_is_never_one_answer(merge: str) -> None:
    answers: dict[str, object] = {"1001": "yes", "1017": "yes", "1018": "yes"}
    assert together(choice(merge), formers("4204", IN_2020, IN_2017, answers)).answer is None


def test_leksvik_and_rissa_are_added_for_indre_fosen() -> None:
    # Leksvik 1718 and Rissa 1624 became Indre Fosen 5054 on 1 January 2018 (SSB KLASS 131).
    found = together(count("sum"), formers("5054", date(2018, 6, 1), IN_2017, {"1624": 7, "1718": 3}))
    assert found == Together(10, 2, 2, 10)


@pytest.mark.parametrize("nr", ["1508", "1580"])
def test_a_number_is_never_divided_between_alesund_and_haram(nr: str) -> None:
    # Ålesund 1507 was split into Ålesund 1508 and Haram 1580 on 1 January 2024 (SSB KLASS 131).
    found = together(count("sum"), formers(nr, date(2024, 6, 1), date(2021, 6, 1), {"1507": 40}))
    assert found == Together(None, 1, 1)


def test_what_came_from_tysfjord_is_history_for_narvik() -> None:
    # Tysfjord 1850 was split between Narvik 1806 and Hamarøy 1875 on 1 January 2020 (SSB KLASS 131).
    found = together(count("sum"), formers("1806", IN_2020, IN_2017, {"1805": 20, "1850": 4, "1854": 1}))
    assert found.answer is None


def test_a_municipality_that_only_changed_its_number_answers_for_itself() -> None:
    # Bærum 0219 became 3024 on 1 January 2020 (SSB KLASS 131).
    assert together(choice("none"), formers("3024", IN_2020, IN_2017, {"0219": "yes"})).answer == "yes"
