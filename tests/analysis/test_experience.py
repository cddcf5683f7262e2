"""The report on users' and relatives' experience: who speaks, groups, and both side by side."""

from dataclasses import replace
from functools import cache

import html5lib
import pytest

from analysis.comparing.alone import describe
from analysis.comparing.compare import compare
from analysis.comparing.results import Comparison, ItemResult
from analysis.disclosure.comparisons import protect
from analysis.reports.build import build
from analysis.reports.material import Material
from analysis.reports.model import Report, Section, Table
from analysis.reports.page import to_html
from analysis.reports.texts import texts_of
from analysis.wording.language import LANGUAGES, speaking
from questionnaires.library import paths
from tests.analysis.made import comparison as made
from tests.analysis.made import distribution, known, plan, question, random_rounds, rounds, shipped, written

ROLES = {"self": "Jeg svarer selv", "with_help": "Med hjelp", "proxy": "For en annen"}


def role(own: int, helped: int | None, spoken: int | None, of: int) -> ItemResult:
    found = distribution({"self": own, "with_help": helped, "proxy": spoken}, ROLES, valued=False, valid=of, missing=0)
    return question(
        name="role",
        question="role",
        level="nominal",
        judged=None,
        verdict="cannot_say",
        direction="neutral",
        baseline=found,
        followup=found,
        estimates=(),
        text={"nb": "Hvem svarer?"},
    )


def section(report: Report, name: str) -> Section:
    return next(each for each in report.sections if each.id == name)


def said(part: Section) -> str:
    return " ".join(text for block in part.blocks for _, text in texts_of(block)).replace("\xa0", " ")


def test_how_many_had_help_or_were_spoken_for_is_told() -> None:
    told = made(role(30, 20, 10, 60), unit="person")

    text = said(section(build(Material.of(told), "experience"), "stemmer"))

    assert (
        "Kommuneundersøkelsen, 2020: av 60 svar ble 20 gitt med hjelp, og 10 av en annen på vegne av personen." in text
    )


def test_small_numbers_of_those_who_were_spoken_for_are_not_told() -> None:
    told = made(role(30, None, None, 60), unit="person")

    text = said(section(build(Material.of(told), "experience"), "stemmer"))

    assert "Hvor mange vises ikke, for å verne enkeltpersoner." in text


def test_users_and_relatives_stand_side_by_side_where_both_were_asked_the_same() -> None:
    users = made(plan((10, 40), (24, 48), None, name="info"), unit="person")
    relatives = made(
        plan((5, 20), (9, 30), None, name="info"),
        plan((5, 20), (9, 30), None, name="annet"),
        questionnaire="parorende",
        title={"nb": "Pårørende"},
        unit="person",
    )
    report = build(Material(comparisons=(users, relatives)), "experience")

    (table,) = (block for block in section(report, "sammen-parorende").blocks if isinstance(block, Table))
    told = [tuple(cell.replace("\xa0", " ").replace("\u2060", "") for cell in row) for row in table.rows]
    assert told == [("Har kommunen en plan?", "50 % (24 av 48)", "30 % (9 av 30)")]
    assert known(24, 48).value == 0.5


def test_questions_with_other_answers_are_not_put_side_by_side() -> None:
    users = made(plan((10, 40), (24, 48), None, name="info"), unit="person")
    other = plan((5, 20), (9, 30), None, name="info")
    assert other.baseline is not None
    strange = replace(other, baseline=replace(other.baseline, codes=other.baseline.codes[:1]))
    relatives = made(strange, questionnaire="parorende", unit="person")

    names = {each.id for each in build(Material(comparisons=(users, relatives)), "experience").sections}

    assert "sammen-parorende" not in names


BOOK = written(
    """
id: runde
title: {nb: Runden}
languages: [nb]
unit: person
about: {nb: Om runden.}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - id: hjelp
        type: choice
        text: {nb: Fikk du hjelp?}
        choices: {yes: {nb: Ja}, no: {nb: Nei}}
        indicator: {codes: [yes], label: {nb: fikk hjelp}}
        trend: core
      - {id: sted, type: choice, text: {nb: Hvor?}, choices: {hjem: {nb: Hjemme}, inst: {nb: På institusjon}}}
"""
)


@pytest.mark.parametrize("alone", [True, False])
def test_groups_are_told_with_how_many_they_are(*, alone: bool) -> None:
    # At home 6 of 12 got help, elsewhere all 8.
    rows = [{"hjelp": "no" if n < 6 else "yes", "sted": "hjem" if n < 12 else "inst"} for n in range(20)]
    first, second = rounds(BOOK, rows, rows)
    found = describe(first, BOOK, by="sted") if alone else compare(first, second, BOOK, by="sted")

    part = section(build(Material.of(protect(found)), "experience"), "grupper")

    (table,) = (block for block in part.blocks if isinstance(block, Table))
    told = dict(zip((each.heading for each in table.columns), table.rows[0], strict=True))
    assert (told["Andelen som …"], told["Hjemme"].replace("\xa0", " ")) == ("Fikk hjelp", "50 % (12)")


@cache
def both(persons: int, *, alone: bool) -> tuple[Comparison, ...]:
    made_of = []
    for name in ("brukererfaring", "parorende"):
        book = shipped(paths()[name])
        first, second = random_rounds(book, persons)
        made_of.append(
            describe(first, book, by="tilbudsniva") if alone else compare(first, second, book, by="tilbudsniva")
        )
    return tuple(map(protect, made_of))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("persons", "alone"), [(0, True), (1, False), (2, True), (4, False), (90, False), (90, True)])
def test_the_real_questionnaires_make_a_valid_report(persons: int, code: str, *, alone: bool) -> None:
    comparisons = both(persons, alone=alone)
    with speaking(code):
        html = to_html(build(Material(comparisons=comparisons), "experience"))

    html5lib.HTMLParser(strict=True).parse(html)
