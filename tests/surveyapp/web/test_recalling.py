"""The number from last time: hidden while a person rates again, unless she asks for it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from surveyapp.models import Recall
from tests.sites import Site
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.test_psfs import start

ASK = "Vis tallet fra sist: Sist skrev du: gå i trapp. Hvor godt klarer du det nå?"


@pytest.fixture
def again(site: Site, person: Person, somebody: Callable[[], Person]) -> Person:
    """She rated 2, 4 and 5 at the start, and is to rate again."""
    survey = site.put("psfs")
    start(person, survey)
    person = somebody().opens(survey.round("Slutt").invite("F1")).starts().answers(role="self")
    return person.goes_on().goes_on()


def recalled(site: Site, person: Person) -> list[str]:
    response_id = UUID(person.page.path.split("/")[2])
    with site.session() as session:
        return list(session.scalars(select(Recall.field).where(Recall.response_id == response_id)))


def test_the_number_from_last_time_is_hidden_until_she_asks(again: Person, site: Site) -> None:
    again.does_not_see("Sist valgte du").answers(klarer__2="7").presses(ASK)
    again.sees("Sist valgte du 2.").does_not_see("Sist valgte du 4.").holds(klarer__2="7")
    assert recalled(site, again) == ["klarer.1"]


def test_asking_twice_keeps_it_once(again: Person, site: Site) -> None:
    again.presses(ASK).sends_again().sees("Sist valgte du 2.")
    assert recalled(site, again) == ["klarer.1"]


def test_what_had_no_number_last_time_has_none_to_show(again: Person) -> None:
    buttons = [button[2] for form in again.page.forms for button in form.buttons if "Vis tallet" in button[2]]
    assert len(buttons) == 3
    assert not any("bade" in button for button in buttons)


def test_at_the_start_there_is_nothing_to_recall(site: Site, person: Person) -> None:
    person.opens(site.put("psfs").round().invite("F2")).starts().answers(role="self").goes_on()
    person.answers(aktivitet__1="gå", aktivitet__2="lese", aktivitet__3="sy").goes_on().does_not_see("fra sist")
    person.does_not_see("Ikke aktuelt lenger")


def test_a_number_that_is_not_there_cannot_be_asked_for(again: Person, site: Site) -> None:
    again.page.forms[-1].buttons.append(("go", "recall:klarer.9", "Frem"))
    again.presses("Frem").meets(400)
    assert recalled(site, again) == []


def test_examples_stand_folded_away_by_area(site: Site, person: Person) -> None:
    person.opens(site.put("psfs").round().invite("F1")).starts().answers(role="proxy").goes_on()
    areas = [details.find("summary").text for details in person.page.root.iter("details")]  # type: ignore[union-attr]
    assert areas == ["Bevege seg", "Ta vare på seg selv", "Hjemme", "Sammen med andre", "Jobb, skole og fritid"]
    person.sees("reise seg fra en stol")
