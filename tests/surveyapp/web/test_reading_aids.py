"""A reader chooses how to read, and who answers stands on every page."""

from __future__ import annotations

import pytest

from tests.sites import Site
from tests.surveyapp.web.person import Person


@pytest.fixture
def relative(person: Person, site: Site) -> Person:
    """She answers on behalf of her father, and sees the page where activities are named."""
    person.opens(site.put("psfs").round().invite("F1")).starts()
    return person.answers(role="proxy").goes_on()


def test_the_choices_come_back_to_the_page_with_its_answers_saved(relative: Person) -> None:
    relative.answers(aktivitet__1="gå i trapp").presses("Lesehjelp").is_on("Lesehjelp")
    relative.answers(size="xl", words="easy").presses("Bruk disse valgene").holds(aktivitet__1="gå i trapp")
    assert (relative.page.root.get("class"), relative.page.root.get("data-size")) == ("largest", "lg")


def test_the_choices_are_remembered_on_their_own_page(relative: Person) -> None:
    relative.presses("Lesehjelp").answers(size="lg", pace="alone", aloud="yes", words="easy")
    relative.presses("Bruk disse valgene").presses("Lesehjelp")
    relative.holds(size="lg", pace="alone", aloud="yes", words="easy")


def test_the_address_of_a_personal_link_stays_out_of_addresses(person: Person, site: Site) -> None:
    link = site.put("psfs").round().invite("F1")
    person.opens(link).presses("Lesehjelp")
    assert person.page.path == "/lesehjelp"
    person.presses("Bruk disse valgene")
    assert person.page.path == link


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_site(elsewhere: str, person: Person) -> None:
    person.opens("/lesehjelp").forges(til=elsewhere).presses("Bruk disse valgene")
    assert person.page.path == "/"


def test_a_choice_that_is_none_of_ours_counts_as_the_ordinary_way(person: Person) -> None:
    person.opens("/lesehjelp").forges(size="9000px", pace="x", voice="\x00" * 200).presses("Bruk disse valgene")
    assert person.opens("/lesehjelp").holds(size="md", pace="pages").page.root.get("data-size") == "md"


def test_who_answers_stands_on_every_page_and_on_the_receipt(relative: Person) -> None:
    relative.sees("Du svarer på vegne av en annen.")
    relative.answers(aktivitet__1="gå", aktivitet__2="lese", aktivitet__3="lage mat").goes_on()
    relative.sees("Du svarer på vegne av en annen.").answers(klarer__1="1", klarer__2="2", klarer__3="3").goes_on()
    relative.is_on("Se over svarene").sees("Du svarer på vegne av en annen.").presses("Lever svarene")
    relative.sees("Du svarer på vegne av en annen.")


def test_who_answers_is_changed_from_any_page_and_leads_back_there(relative: Person) -> None:
    relative.answers(aktivitet__1="gå i trapp").presses("Endre hvem som svarer").answers(role="self")
    relative.presses("Lagre og gå tilbake").holds(aktivitet__1="gå i trapp").sees("Du svarer for deg selv.")


def test_who_answers_is_changed_from_the_check_page(relative: Person) -> None:
    relative.goes_to_the_check_page().follows("Endre hvem som svarer").answers(role="with_help")
    relative.presses("Lagre og se over svarene").is_on("Se over svarene")
    relative.sees("Du svarer for deg selv, med hjelp fra en annen.")


def test_a_way_back_to_no_page_goes_on(relative: Person) -> None:
    relative.presses("Endre hvem som svarer").forges(_back="nowhere:x").presses("Lagre og gå tilbake").meets(200)


LEADING = """
id: leading
title: {nb: Prøve}
languages: [nb]
unit: person
about: {nb: En prøve.}
pages:
  - id: one
    title: {nb: Hjelp}
    questions: [{id: a, type: choice, text: {nb: A?}, choices: {yes: {nb: Ja}, no: {nb: Nei}}}]
  - id: two
    title: {nb: Mål}
    show_when: {a: yes}
    questions: [{id: b, type: choice, text: {nb: B?}, choices: {yes: {nb: Ja}, no: {nb: Nei}}}]
  - id: three
    title: {nb: Veien videre}
    questions: [{id: c, type: choice, text: {nb: C?}, choices: {yes: {nb: Ja}, no: {nb: Nei}}}]
"""


def test_how_far_she_has_come_is_said_only_where_no_answer_can_change_it(person: Person, site: Site) -> None:
    person.opens(site.put(LEADING).round().invite("K1")).starts()
    person.sees("Del 1: Hjelp").does_not_see("igjen")
    person.answers(a="yes").goes_on().sees("Nesten ferdig: én del igjen.")
    person.goes_on().sees("Dette er den siste delen.")
    assert person.page.root.find(".//progress") is None
