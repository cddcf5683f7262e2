"""The page of an open link: made, shown, limited, made again, and full."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sites import PASSWORD, AskedRound, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.person import Person


@pytest.fixture
def owner(site: Site, person: Person) -> tuple[Person, AskedRound]:
    survey = site.put(PLAN, "anonymous")
    person.opens("/logg-inn").answers(email=site.employ(survey), password=PASSWORD).presses("Logg inn")
    asked = survey.round()
    person.opens(f"/undersokelser/{survey.id}/runder/{asked.id}").follows("Åpen lenke")
    return person, asked


def shown(person: Person) -> str:
    """The path of the link on the page."""
    (code,) = person.page.root.iter("code")
    return (code.text or "").removeprefix("http://127.0.0.1:8000")


def test_a_link_is_made_limited_and_full_and_its_limit_is_raised(
    owner: tuple[Person, AskedRound], somebody: Callable[[], Person]
) -> None:
    staff = owner[0]
    staff.answers(most="1").presses("Lag lenken").sees("0 av 1 svar er brukt.")
    link = shown(staff.presses("Vis lenken"))
    somebody().opens(link).starts().answers(har="no").goes_on().presses("Lever svarene").is_on(
        "Takk, svarene er levert"
    )
    staff.follows("Start").follows("Åpen lenke").sees("1 av 1 svar er brukt.", "Lenken tar ikke imot flere.")
    somebody().opens(link).presses("Start").meets(410).sees("Undersøkelsen har fått alle svarene den skal ha")
    staff.answers(most="2").presses("Lagre grensen").sees("1 av 2 svar er brukt.")
    somebody().opens(link).starts()


def test_a_new_link_ends_the_old_one_and_keeps_the_limit(
    owner: tuple[Person, AskedRound], somebody: Callable[[], Person]
) -> None:
    staff = owner[0]
    old = shown(staff.answers(most="5").presses("Lag lenken").presses("Vis lenken"))
    staff.follows("Lag en ny lenke").sees("Den gamle lenken slutter å virke", "Det kan ikke angres")
    somebody().opens(old).meets(200)
    staff.presses("Lag ny lenke").sees("den gamle virker ikke lenger", "0 av 5 svar er brukt.")
    new = shown(staff.presses("Vis lenken"))
    somebody().opens(old).meets(404)
    somebody().opens(new).starts()


def test_four_presses_for_a_new_link_end_the_one_that_is_handed_out_once(owner: tuple[Person, AskedRound]) -> None:
    staff = owner[0]
    staff.answers(most="5").presses("Lag lenken").follows("Lag en ny lenke").presses("Lag ny lenke")
    first = shown(staff.new_tab().presses("Vis lenken"))
    for _press in range(3):
        staff.sends_again().sees("0 av 5 svar er brukt.")
    assert shown(staff.presses("Vis lenken")) == first


def test_the_page_with_the_link_is_gone_back_to_without_the_link(owner: tuple[Person, AskedRound]) -> None:
    staff = owner[0].answers(most="5").presses("Lag lenken").presses("Vis lenken")
    staff.opens(staff.page.path).meets(200).is_on("Åpen lenke")


def test_an_empty_limit_is_no_limit_and_none_is_refused(owner: tuple[Person, AskedRound]) -> None:
    staff = owner[0]
    staff.answers(most="0").presses("Lag lenken").meets(422).sees("Skriv et tall på minst 1")
    staff.answers(most="").presses("Lag lenken").sees("0 svar er levert. Det er ingen grense.")


def test_only_an_anonymous_survey_has_the_page(site: Site, person: Person) -> None:
    survey = site.put(PLAN)
    person.opens("/logg-inn").answers(email=site.employ(survey), password=PASSWORD).presses("Logg inn")
    there = f"/undersokelser/{survey.id}/runder/{survey.round().id}"
    person.opens(there).does_not_see("Åpen lenke")
    person.opens(f"{there}/lenke").meets(404)
