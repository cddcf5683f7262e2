"""One round that no other has followed yet: its own results as for two rounds, and a report without change."""

from dataclasses import replace

import html5lib
import pytest

from analysis.comparing.alone import describe
from analysis.comparing.compare import compare
from analysis.comparing.results import Comparison, from_json, to_json
from analysis.disclosure.comparisons import protect
from analysis.files.rounds import Round
from analysis.reports.build import build
from analysis.reports.material import Material
from analysis.reports.model import Report, Statements
from analysis.reports.page import to_html
from analysis.reports.texts import texts_of
from analysis.wording import cells
from analysis.wording.captions import round_mark_name, rounds_note
from analysis.wording.language import LANGUAGES, speaking
from questionnaires.library import paths
from tests.analysis.drawings import plain
from tests.analysis.made import random_rounds, rounds, shipped, written
from tests.analysis.pages import Page

YAML = """
id: runde
title: {nb: Runden}
languages: [nb]
unit: person
about: {nb: Om runden.}
scales:
  grad: {better: higher, choices: {1: {nb: Lite}, 2: {nb: Noe}, 3: {nb: Mye}}, missing: {vet: {nb: Vet ikke}}}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - id: hjelp
        type: grade
        scale: grad
        text: {nb: Fikk du hjelp?}
        indicator: {codes: [3], of: valid, label: {nb: fikk mye hjelp}}
        trend: core
      - {id: sted, type: choice, text: {nb: Hvor?}, choices: {hjem: {nb: Hjemme}, inst: {nb: På institusjon}}}
"""
BOOK = written(YAML)
ANSWERS = [{"id": str(n), "hjelp": "1" if n < 6 else "3", "sted": "hjem" if n < 12 else "inst"} for n in range(20)]


def one(rows: list[dict[str, str]] = ANSWERS, **info: object) -> Round:
    return rounds(BOOK, rows, [], **info)[0]


def found(rows: list[dict[str, str]] = ANSWERS) -> Comparison:
    return protect(describe(one(rows), BOOK))


def said(report: Report) -> str:
    return " ".join(text for section in report.sections for block in section.blocks for _, text in texts_of(block))


def test_a_round_alone_has_the_answers_and_shares_of_a_round_that_is_compared() -> None:
    alone, both = describe(one(), BOOK), compare(*rounds(BOOK, ANSWERS, ANSWERS[:9]), BOOK)

    assert [each.baseline for each in alone.questions] == [each.baseline for each in both.questions]
    help_alone, help_both = alone.questions[0].indicator, both.questions[0].indicator
    assert help_alone is not None
    assert help_both is not None
    assert help_alone.baseline == help_both.baseline


def test_a_round_alone_says_nothing_of_change_and_comes_back_from_its_json() -> None:
    comparison = found()

    assert comparison.alone
    assert all((each.followup, each.judged, each.tests) == (None, None, ()) for each in comparison.questions)
    assert from_json(to_json(comparison)) == comparison


def test_groups_of_one_round_have_their_shares_and_no_change() -> None:
    groups = protect(describe(one(), BOOK, by="sted")).questions[0].groups

    # Six said «Lite», all at home: of the twelve at home six said «Mye», and all eight elsewhere.
    known = {each.group: (each.n_baseline, each.baseline and each.baseline.value, each.change) for each in groups}
    assert known == {"hjem": (12, 0.5, None), "inst": (8, 1.0, None)}


def test_the_report_tells_how_things_stand_and_that_there_is_nothing_to_compare_with() -> None:
    report = build(Material.of(found()))

    statement = next(b for s in report.sections if s.id == "funn" for b in s.blocks if isinstance(b, Statements)).items[
        0
    ]
    assert statement.text.replace("\xa0", " ") == "Andelen personer som fikk mye hjelp, var 70 % (14 av 20)."
    assert "Det finnes ikke noe å sammenligne med ennå" in said(report)
    assert report.title == "Runden – 2017"


def test_the_n_beside_a_share_is_what_the_share_is_of() -> None:
    book = written(YAML.replace("of: valid", "of: answered"))
    rows = [{"id": str(n), "hjelp": "vet" if n < 6 else "3" if n < 11 else "1"} for n in range(20)]

    asked, _ = describe(rounds(book, rows, [])[0], book).questions

    assert cells.valid(asked, 1) == "14"
    assert (cells.size(asked, 1), plain(cells.standing(asked, 1))) == ("20", "25 % (5)")


def test_what_people_wrote_is_not_counted_where_it_was_never_read() -> None:
    asked = "      - {id: hva, type: long_text, text: {nb: Hva burde vært annerledes?}}\n"
    book = written(YAML + asked)

    read = protect(describe(rounds(book, ANSWERS, [])[0], book))
    *others, words = read.questions

    text = said(build(Material.of(replace(read, questions=(*others, replace(words, baseline=None))))))

    assert "Hva burde vært annerledes? Svarene vises ikke i rapporten." in text


def test_a_question_without_a_share_is_told_by_its_commonest_answer() -> None:
    assert "Vanligst var «Hjemme»: 60 % (12 av 20)." in said(build(Material.of(found()))).replace("\xa0", " ")


@pytest.mark.parametrize("word", ["økte", "gikk ned", "Økt", "Uendret", "p justert", "Runde 2"])
def test_a_report_on_one_round_has_no_word_of_change(word: str) -> None:
    assert word not in said(build(Material.of(found())))


@pytest.mark.parametrize("respondents", [0, 1, 2, 4])
def test_a_round_that_few_answered_is_reported_without_their_answers(respondents: int) -> None:
    text = said(build(Material.of(found(ANSWERS[:respondents]))))

    assert "100 %" not in text.replace("\xa0", " ")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", paths())
def test_every_questionnaire_has_a_valid_report_on_one_round_in_every_language(name: str, code: str) -> None:
    book = shipped(paths()[name])
    with speaking(code):
        html = to_html(build(Material.of(protect(describe(random_rounds(book, 40)[0], book)))))

    html5lib.HTMLParser(strict=True).parse(html)
    ids = [attributes["id"] for _, attributes in Page(html).elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_a_lone_round_with_a_long_name_is_never_called_the_first_of_two() -> None:
    only = one()
    found = describe(replace(only, info=replace(only.info, label="Dialogmøtene i Nord-Norge våren 2018")), BOOK)

    assert round_mark_name(found, 1) == "Runden"
    assert rounds_note(found) == "Runden er Dialogmøtene i Nord-Norge våren 2018."
