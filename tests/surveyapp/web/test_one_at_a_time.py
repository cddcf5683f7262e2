"""One question at a time: the same pages and the same rules, in smaller portions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from surveyapp.models import Response
from tests.sites import Site
from tests.surveyapp.web.person import Person

MIXED = """
id: mixed
title: {nb: Prøve}
languages: [nb]
unit: person
about: {nb: En prøve.}
pages:
  - id: forste
    title: {nb: Første}
    intro: {nb: Litt om denne delen.}
    questions:
      - id: a
        type: choice
        required: true
        when_empty: {nb: Velg ja eller nei.}
        text: {nb: A?}
        choices: {yes: {nb: Ja}, no: {nb: Nei}}
      - {id: b, type: choice, text: {nb: B?}, choices: {yes: {nb: Ja}, no: {nb: Nei}}, show_when: {a: yes}}
      - {id: c, type: count, to: 9, text: {nb: C?}}
  - id: andre
    title: {nb: Andre}
    questions:
      - {id: d, type: short_text, text: {nb: D?}}
      - {id: e, type: choice, text: {nb: E?}, choices: {yes: {nb: Ja}, no: {nb: Nei}}}
"""


@pytest.fixture
def alone(person: Person, site: Site) -> Person:
    """She has chosen one question at a time, and sees the first."""
    person.opens(site.put(MIXED).round().invite("K1")).presses("Lesehjelp")
    return person.answers(pace="alone").presses("Bruk disse valgene").starts()


def stored(site: Site) -> dict[str, object]:
    with site.session() as session:
        return dict(session.scalars(select(Response.answers)).all()[-1])


def test_each_question_has_a_page_of_its_own_with_what_belongs_to_the_page(alone: Person) -> None:
    alone.sees("A?", "Litt om denne delen.").does_not_see("C?")
    alone.answers(a="no").goes_on().sees("C?").does_not_see("Litt om denne delen.")


def test_what_an_answer_brings_up_comes_next(alone: Person) -> None:
    alone.answers(a="yes").goes_on().sees("B?").goes_on().sees("C?").goes_on().is_on("Andre").sees("D?")


def test_saving_one_question_leaves_the_others_of_its_page_as_they_are(alone: Person, site: Site) -> None:
    alone.answers(a="yes").goes_on().answers(b="no").goes_on().answers(c="3").goes_back()
    alone.answers(b="yes").goes_on()
    assert stored(site) == {"a": "yes", "b": "yes", "c": 3}


def test_back_leads_through_the_questions_to_the_page_before(alone: Person) -> None:
    alone.answers(a="no").goes_on().goes_on().sees("D?").goes_back().sees("C?").goes_back().sees("A?")
    assert "Forrige" not in [button[2] for form in alone.page.forms for button in form.buttons]


def test_an_error_stays_with_its_question_and_names_only_that(alone: Person) -> None:
    alone.answers(a="no").goes_on().answers(c="99").goes_on().meets(422).sees("C?").does_not_see("A?")


def test_a_required_question_left_empty_is_told_once_and_may_be_passed(alone: Person) -> None:
    alone.goes_on().meets(422).sees("A?").goes_on().sees("C?")


def test_the_check_page_leads_to_one_question_and_back(alone: Person) -> None:
    alone.answers(a="no").goes_on().goes_to_the_check_page().follows("Endre C?")
    alone.sees("C?").does_not_see("A?").answers(c="4").presses("Lagre og se over svarene")
    alone.is_on("Se over svarene").sees("4")


def test_the_way_back_from_the_check_page_is_the_last_question(alone: Person) -> None:
    alone.answers(a="no").goes_to_the_check_page().follows("Forrige").sees("E?").does_not_see("D?")


def test_one_readers_choice_does_not_change_anothers_check_page(
    alone: Person, site: Site, somebody: Callable[[], Person]
) -> None:
    survey = site.put(MIXED).round()
    other = somebody().opens(survey.invite("K2")).starts().answers(a="no").goes_on().goes_to_the_check_page()
    other.follows("Endre C?").sees("A?")
    alone.opens(survey.invite("K1")).starts().answers(a="no").goes_on().goes_to_the_check_page()
    alone.follows("Endre C?").does_not_see("A?")


def test_coming_back_leads_to_the_question_after_the_last_answer(alone: Person) -> None:
    alone.answers(a="no").goes_on().answers(c="2").goes_on()
    alone.opens(alone.page.path.partition("/side/")[0]).sees("D?")


def test_two_tabs_at_the_same_question_keep_both_answers_to_choose_from(alone: Person, site: Site) -> None:
    alone.answers(a="yes").goes_on()
    other = alone.new_tab()
    other.opens(alone.page.path + "?sporsmal=b").answers(b="no").goes_on()
    alone.answers(b="yes").goes_on().meets(409).sees("Velg hvilket svar som skal gjelde.")
    assert stored(site)["b"] == "no"


def test_a_list_is_met_item_by_item(site: Site, person: Person, somebody: Callable[[], Person]) -> None:
    person.opens(site.put("psfs").round().invite("F1")).presses("Lesehjelp").answers(pace="alone")
    person.presses("Bruk disse valgene").starts().answers(role="self").goes_on()
    person.answers(aktivitet__1="gå i trapp", aktivitet__2="lage mat", aktivitet__3="lese").goes_on()
    person.sees("gå i trapp (1 av 3)").does_not_see("lage mat").answers(klarer__1="2").goes_on()
    person.sees("lage mat (2 av 3)").answers(klarer__2="3").goes_on().answers(klarer__3="4").goes_on()
    person.is_on("Se over svarene")
    assert stored(site)["klarer"] == {"1": 2, "2": 3, "3": 4}


def test_a_question_that_the_page_does_not_ask_leads_to_the_first(alone: Person) -> None:
    alone.opens(alone.page.path + "?sporsmal=%3Cscript%3E").meets(200).sees("A?")
