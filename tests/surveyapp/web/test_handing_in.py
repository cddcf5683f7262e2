"""The check page, handing in once, and the receipt."""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlalchemy import select

from surveyapp.models import Response
from tests.sites import AskedRound, Site
from tests.surveyapp.web.person import Person

REFERENCE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b")


def answer_all(person: Person) -> Person:
    person.answers(plan="no").goes_on().answers(offers__day="none", since="2019").goes_on()
    person.answers(activity__1="gå i trapp", activity__2="lage mat").goes_on()
    return person.answers(manages__1="4", manages__2="not_tried").goes_to_the_check_page()


def test_the_check_page_shows_every_answer_in_words(begun: Person) -> None:
    answer_all(begun).sees(
        "Nei", "Dagtilbud: Nei", "Døgntilbud: Ikke svart", "2019", "gå i trapp lage mat", "Har ikke prøvd"
    )


def test_the_check_page_lists_what_is_missing_with_a_way_there(begun: Person) -> None:
    begun.goes_to_the_check_page().sees("2 svar mangler")
    assert any(text == "Velg om dere har en plan." and "#plan" in href for text, href in begun.page.links())


def test_handing_in_with_something_missing_is_refused_and_told(begun: Person) -> None:
    begun.goes_to_the_check_page().presses("Lever svarene").meets(422)
    begun.sees("For å gå videre må du rette opp dette:", "Skriv minst to gjøremål.")
    assert begun.page.title.startswith("Feil:")


def test_change_leads_to_the_question_and_back_to_the_check_page(begun: Person) -> None:
    answer_all(begun).follows("Endre Har dere en plan?").is_on("Velge").answers(plan="dont_know")
    begun.presses("Lagre og se over svarene").is_on("Se over svarene").sees("Vet ikke")


def test_a_change_that_brings_up_a_question_shows_it_first(begun: Person) -> None:
    answer_all(begun).follows("Endre Har dere en plan?").answers(plan="yes").presses("Lagre og se over svarene")
    begun.is_on("Velge").sees("Nytt spørsmål").presses("Lagre og se over svarene").is_on("Se over svarene")


def test_the_receipt_has_a_reference_code(begun: Person) -> None:
    answer_all(begun).presses("Lever svarene").is_on("Takk, svarene er levert")
    assert REFERENCE.search(begun.page.text)


def test_what_is_stored_is_what_was_answered(site: Site, begun: Person, asked: AskedRound) -> None:
    answer_all(begun).presses("Lever svarene")
    with site.session() as session:
        (stored,) = session.scalars(select(Response).where(Response.round_id == asked.id))
        assert stored.state == "submitted"
        assert stored.answers == {
            "plan": "no",
            "offers": {"day": "none"},
            "since": 2019,
            "activity": {"1": "gå i trapp", "2": "lage mat"},
            "manages": {"1": 4, "2": "not_tried"},
        }


def test_a_double_click_gives_the_same_receipt(begun: Person) -> None:
    answer_all(begun).presses("Lever svarene")
    first = REFERENCE.findall(begun.page.text)
    assert REFERENCE.findall(begun.sends_again().meets(200).page.text) == first


def test_pages_of_what_is_handed_in_lead_to_the_receipt(begun: Person) -> None:
    page = begun.page.path
    answer_all(begun).presses("Lever svarene")
    begun.opens(page).meets(409).is_on("Svarene er allerede levert").follows("Se kvitteringen")
    begun.is_on("Takk, svarene er levert")


def test_a_page_saved_after_handing_in_changes_nothing(begun: Person) -> None:
    other = begun.new_tab()
    answer_all(begun).presses("Lever svarene")
    other.answers(plan="yes").goes_on().meets(409).is_on("Svarene er allerede levert")


def test_the_link_leads_to_the_receipt_afterwards(
    person: Person, somebody: Callable[[], Person], asked: AskedRound
) -> None:
    link = asked.invite("K1")
    answer_all(person.opens(link).starts()).presses("Lever svarene")
    somebody().opens(link).sees("Svarene er allerede levert").presses("Se kvitteringen").sees("Referansekode")


def test_there_is_no_receipt_before_handing_in(begun: Person) -> None:
    receipt = begun.page.path.replace("/side/choosing", "/kvittering")
    begun.opens(receipt).meets(409).is_on("Svarene er ikke levert ennå").follows("Se over svarene")
    begun.is_on("Se over svarene")


def test_a_round_that_closes_under_way_takes_no_more(begun: Person, asked: AskedRound) -> None:
    asked.close()
    begun.answers(plan="no").goes_on().meets(410).is_on("Undersøkelsen er avsluttet")


def test_going_on_later_saves_and_says_how_to_come_back(begun: Person) -> None:
    begun.answers(plan="no").presses("Fortsett senere").is_on("Svarene er lagret").sees("den samme lenken")
    begun.follows("Fortsett nå").is_on("Tall").goes_back().holds(plan="no")


def test_synthetic_surveys_say_so_on_every_page(site: Site, person: Person) -> None:
    banner = "Syntetiske svar – dette er en demonstrasjon"
    person.opens(site.put("brukererfaring", "anonymous", synthetic=True).round().open_link()).sees(banner)
    person.starts().sees(banner).presses("Fortsett senere").sees(banner)
    person.opens(person.page.path.replace("/senere", "/kontroll")).sees(banner)


def test_real_surveys_do_not(begun: Person) -> None:
    begun.does_not_see("Syntetiske svar")
