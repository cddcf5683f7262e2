"""A municipality's report for itself, in words."""

from dataclasses import replace
from functools import cache

import html5lib
import pytest

from analysis.linking.ownanswers import Surveyed, own_answers, surveyed
from analysis.reports.build import build
from analysis.reports.material import Material, material_from_json, material_to_json
from analysis.reports.model import Drawing, Report, Section, Statements, Table
from analysis.reports.page import to_html
from analysis.reports.texts import texts_of
from analysis.wording.language import LANGUAGES, speaking
from questionnaires.library import paths
from tests.analysis.made import random_rounds, rounds, shipped
from tests.analysis.test_own_answers import BOOK, FIRST, SECOND, own

# Twelve municipalities of Rogaland that answered the last time only: three have no plan.
MORE = [
    {"kommune": nr, "plan": "no" if at < 3 else "yes", "plasser": "4"}
    for at, nr in enumerate(
        ["1101", "1103", "1106", "1108", "1111", "1112", "1114", "1119", "1120", "1121", "1122", "1124"]
    )
]


def material(nr: str, **changes: object) -> Material:
    found = own_answers(surveyed(rounds(BOOK, FIRST, [*SECOND, *MORE]), BOOK), nr)
    return replace(Material(title="Kommunene", subject=found.name, own=found), **changes)  # type: ignore[arg-type]


def section(report: Report, name: str) -> Section:
    return next(each for each in report.sections if each.id == name)


def said(part: Section) -> str:
    return " ".join(text for block in part.blocks for _, text in texts_of(block)).replace("\xa0", " ")


def test_a_change_is_told_with_how_many_others_say_the_same() -> None:
    part = section(build(material("4223"), "municipality"), "funn")

    (found,) = (block for block in part.blocks if isinstance(block, Statements))
    told = [(each.verdict, each.text.replace("\xa0", " ")) for each in found.items]
    # In the country 4 + 9 of 18 have a plan, in Agder 3 of 4.
    assert told == [
        (
            "Bedre",
            (
                "Dere svarte «Nei» i 2017 og «Ja» i 2020. "
                "Det samme svarte 72 % av kommunene i landet (13 av 18) og 3 av 4 i Agder."
            ),
        )
    ]


def test_the_changes_are_counted() -> None:
    text = said(section(build(material("4223"), "municipality"), "funn"))

    # The plan is better; 7 places became 8, which is another number and neither better nor worse.
    assert "2 svar kan holdes mot 2017: 1 bedre og 1 endret uten å være klart bedre eller dårligere." in text


def test_a_merged_municipality_is_told_who_it_was_and_how_many_of_them_answered() -> None:
    text = said(section(build(material("4205"), "municipality"), "svar"))

    assert (
        "Lindesnes er slått sammen av Mandal, Marnardal og Lindesnes: 2 av 3 tidligere kommuner svarte i 2017." in text
    )


def test_an_answer_that_few_give_is_told_as_unlike_most_others() -> None:
    text = said(section(build(material("4204"), "municipality"), "skiller-seg"))

    # Kristiansand, Oslo and three in Rogaland have none: 5 of 18.
    assert "Det samme svarte 28 % av kommunene i landet (5 av 18) og 1 av 4 i Agder." in text


def test_former_answers_that_are_no_one_answer_stand_in_the_row_itself() -> None:
    part = section(build(material("4205"), "municipality"), "andre")

    rows = {row[0]: row[1] for block in part.blocks if isinstance(block, Table) for row in block.rows}
    # Mandal said yes, Marnardal no, and the former Lindesnes did not answer.
    assert rows["Har dere en plan?"] == "Ja (1 av 3); Nei (1 av 3)"


def test_why_answers_are_held_against_nothing_is_said_once_for_all_of_them() -> None:
    html = to_html(build(material("4205"), "municipality")).replace("\xa0", " ")

    assert html.count("ikke alle de tidligere kommunene svarte") == 1
    assert "kan holdes mot 2017: 2 fordi ikke alle de tidligere kommunene svarte" in html


def test_numbers_are_told_beside_the_middle_of_the_country() -> None:
    part = section(build(material("4223"), "municipality"), "andre")

    (table,) = (block for block in part.blocks if isinstance(block, Table))
    # 1, 2, 4 twelve times, 8, 9, 12, 30.
    assert table.rows[1] == ("Hvor mange plasser?", "7 plasser", "8 plasser", "–", "midten 4 (4 til 4)")


def test_a_municipality_that_never_answered_is_shown_what_the_others_said() -> None:
    report = build(material("4216"), "municipality")

    assert "Dere har ikke svart i 2017 og 2020." in said(section(report, "svar"))
    assert "ubesvart" not in {each.id for each in report.sections}


def test_the_county_is_left_out_where_there_are_no_others() -> None:
    text = said(section(build(material("0301"), "municipality"), "skiller-seg"))

    # Oslo is a county of one municipality.
    assert "Det samme svarte 28 % av kommunene i landet (5 av 18)." in text


def test_a_municipality_sees_where_it_stands_in_each_subgoal() -> None:
    whole = material("4223")
    assert whole.own is not None
    asked = tuple(replace(each, subgoal=("e",)) for each in whole.own.questions)

    part = section(build(replace(whole, own=replace(whole.own, questions=asked)), "municipality"), "plassering")

    (figure,) = (block.figure for block in part.blocks if isinstance(block, Drawing))
    # It has a plan; 3 of 4 in Agder and 13 of 18 in the country have.
    told = figure.reading.replace("\xa0", " ")
    assert told.endswith("ønsket svar på 1 av 1 spørsmål, i snitt 75 % i Agder og 72 % i landet.")
    assert figure.title == "Vennesla har det ønskede svaret oftere enn landet i 1 av 1 delmål"


def test_own_answers_come_back_from_the_materials_json() -> None:
    assert material_from_json(material_to_json(material("4204"))) == material("4204")


def test_a_text_about_one_question_may_not_hold_anothers_numbers() -> None:
    numbers = {number for each in own("4223").questions if each.name == "plan" for number in each.counted()}

    assert 8.0 not in numbers


@cache
def everybody(persons: int, *, alone: bool = False) -> Surveyed:
    book = shipped(paths()["kommuneundersokelsen"])
    both = random_rounds(book, persons)
    return surveyed(both[1:] if alone else both, book)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("persons", "alone"), [(0, False), (1, False), (2, False), (200, False), (200, True)])
@pytest.mark.parametrize("nr", ["4204", "0301", "1806", "5061"])
def test_the_real_questionnaire_makes_a_valid_report(nr: str, persons: int, code: str, *, alone: bool) -> None:
    found = own_answers(everybody(persons, alone=alone), nr)
    with speaking(code):
        html = to_html(build(Material(title="Undersøkelsen", subject=found.name, own=found), "municipality"))

    html5lib.HTMLParser(strict=True).parse(html)
