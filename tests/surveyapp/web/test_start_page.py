"""What a link leads to, before anything is begun."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from surveyapp.models import Response
from surveyapp.models.surveys import Privacy
from tests.sites import AskedRound, PutSurvey, Site
from tests.surveyapp.web.conftest import NO_CONTACT
from tests.surveyapp.web.person import Person


def responses(site: Site, asked: AskedRound) -> int:
    with site.session() as session:
        count = session.scalar(select(func.count()).select_from(Response).where(Response.round_id == asked.id))
    return count or 0


def test_the_start_page_says_what_it_is_about_who_asks_and_until_when(site: Site, person: Person) -> None:
    survey = site.put("psfs")
    person.opens(survey.round().invite("F1"))
    person.is_on("Gjøremål som er viktige for deg (PSFS)").sees(survey.owner, "Om lag 5 minutter", "Frist")


@pytest.mark.parametrize(
    ("privacy", "words"),
    [
        ("anonymous", "Undersøkelsen er anonym."),
        ("confidential", "Svaret er fortrolig."),
        ("identified", "kan vises med virksomhetens navn"),
    ],
)
def test_the_start_page_tells_what_becomes_of_the_answers(
    privacy: Privacy, words: str, site: Site, person: Person
) -> None:
    asked = site.put(NO_CONTACT, privacy).round()
    person.opens(asked.open_link() if privacy == "anonymous" else asked.invite("K1")).sees(words)


def test_opening_a_link_begins_nothing(site: Site, person: Person, asked: AskedRound) -> None:
    person.opens(asked.invite("K1")).reloads()
    assert responses(site, asked) == 0


def test_start_leads_to_an_address_without_the_token(person: Person, asked: AskedRound) -> None:
    link = asked.invite("K1")
    person.opens(link).starts()
    assert link.removeprefix("/s/") not in person.page.path
    assert link.removeprefix("/s/") not in person.response.get_data(as_text=True)


def test_a_double_click_on_start_begins_one_response(site: Site, person: Person, asked: AskedRound) -> None:
    person.opens(asked.invite("K1")).starts().sends_again().is_on("Velge")
    assert responses(site, asked) == 1


def test_the_link_comes_back_to_where_the_person_left(
    person: Person, somebody: Callable[[], Person], asked: AskedRound
) -> None:
    link = asked.invite("K1")
    person.opens(link).starts().answers(plan="no").goes_on().is_on("Tall")
    elsewhere = somebody().opens(link).presses("Fortsett der du var").is_on("Tall").goes_back()
    elsewhere.holds(plan="no")


def test_a_link_with_a_letter_changed_is_unknown(person: Person, asked: AskedRound) -> None:
    link = asked.invite("K1")
    person.opens(link[:-1] + ("A" if link[-1] != "A" else "B")).meets(404).is_on("Lenken virker ikke")


def test_a_new_link_puts_the_old_one_out_of_use(person: Person, asked: AskedRound) -> None:
    old = asked.invite("K1")
    person.opens(asked.invite("K1")).is_on("Alle spørsmålstyper")
    person.opens(old).meets(404).is_on("Lenken virker ikke")


def test_the_link_of_a_closed_round_says_that_it_is_over(person: Person, asked: AskedRound) -> None:
    link = asked.invite("K1")
    asked.close()
    person.opens(link).meets(410).is_on("Undersøkelsen er avsluttet")


def test_the_link_of_a_round_to_come_says_when(person: Person, everything: PutSurvey) -> None:
    person.opens(everything.round(opens=2).invite("K1")).meets(403).is_on("Undersøkelsen har ikke åpnet ennå")


def test_the_invited_municipality_is_filled_in_and_locked(person: Person, asked: AskedRound) -> None:
    person.opens(asked.invite("4204", "Kristiansand kommune")).sees("Du svarer for Kristiansand kommune.").starts()
    person.sees("Hvilken kommune? Kristiansand Dette er fylt ut på forhånd")
    person.answers(plan="no").goes_on().goes_back().sees("Kristiansand")
    person.forges(kommune="0301").goes_on().meets(400).follows("Fortsett der du var").goes_back().sees("Kristiansand")


def test_a_participant_that_is_no_municipality_chooses_one(begun: Person) -> None:
    begun.answers(kommune="0301", plan="no").goes_on().goes_back().holds(kommune="0301")


def test_the_language_is_chosen_on_the_start_page_and_kept(person: Person, asked: AskedRound) -> None:
    person.opens(asked.invite("K1")).follows("English").is_on("Every type of question")
    person.presses("Start").is_on("Choosing").sees("Do you have a plan?", "Required")


def test_a_language_that_the_questionnaire_lacks_is_not_offered(person: Person, asked: AskedRound) -> None:
    person.opens(asked.invite("K1")).does_not_see("Nynorsk")
