"""The coordinator's pages of messages: what is offered when, and what is folded away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import delete

from surveyapp.models import Wave
from tests import postbox
from tests.postbox import Postbox
from tests.sites import PASSWORD, AskedRound, PutSurvey, Site
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.test_delivering import ask, contact, send


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox.opened() as opened:
        yield opened


@pytest.fixture
def messages(site: Site, asked: AskedRound) -> Iterator[str]:
    yield f"/undersokelser/{asked.survey_id}/runder/{asked.id}/meldinger"
    with site.session() as session:
        # Else what waits here would be sent in other tests.
        session.execute(delete(Wave).where(Wave.survey_id == asked.survey_id))
        session.commit()


@pytest.fixture
def coordinator(site: Site, everything: PutSurvey, person: Person, messages: str) -> Person:
    return person.opens(messages).answers(email=site.employ(everything), password=PASSWORD).presses("Logg inn")


def folds(person: Person) -> dict[str, bool]:
    """What is folded together on the page, and whether it stands open."""
    return {
        "".join(next(each.iter("summary")).itertext()).strip(): "open" in each.attrib
        for each in person.page.root.iter("details")
        if each.get("class") == "ds-details"
    }


def test_the_languages_after_the_first_are_folded_away_until_they_have_words(
    coordinator: Person, asked: AskedRound, messages: str
) -> None:
    ask(asked, contact(key="K1"))
    coordinator.opens(messages).follows("Invitasjon")
    assert folds(coordinator) == {"Slik blir den: English": False, "Egen tekst: English": False}
    coordinator.answers(en_subject="Please answer").presses("Lagre teksten")
    assert folds(coordinator) == {"Slik blir den: English": False, "Egen tekst: English": True}


def test_a_language_with_a_fault_stands_open(coordinator: Person, asked: AskedRound, messages: str) -> None:
    ask(asked, contact(key="K1"))
    coordinator.opens(messages).follows("Invitasjon").answers(en_sms="x" * 301).presses("Lagre teksten").meets(422)
    assert folds(coordinator)["Egen tekst: English"]


def test_an_invitation_that_is_sent_is_not_offered_again(
    site: Site, coordinator: Person, asked: AskedRound, messages: str, box: Postbox
) -> None:
    ask(asked, contact(key="K1"))
    coordinator.opens(f"{messages}/ny").sees("Invitasjon, til alle").does_not_see("Invitasjonen er sendt.")
    send(site, box.url)
    coordinator.opens(f"{messages}/ny").sees("Invitasjonen er sendt.").does_not_see("Invitasjon, til alle")
    coordinator.holds(kind="reminder").answers(before="7").presses("Legg i planen").sees("Påminnelse")


def test_what_a_server_refused_is_told_in_plain_words(
    site: Site, coordinator: Person, asked: AskedRound, messages: str, box: Postbox
) -> None:
    ask(asked, contact(key="K1"), contact("borte@example.org", key="K2"))
    box.answers["borte@example.org"] = ["550 No such user"]
    send(site, box.url)
    coordinator.opens(messages).sees("1 sendt, 1 adressen ble avvist", "Adresser som ikke virker")
