"""The coordinator's pages of messages: what is offered when, and what is folded away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import delete

from surveyapp.models import Round, Wave
from surveyapp.models.ids import norwegian_date
from surveyapp.services import contacting
from surveyapp.services.contacting import Contact
from surveyapp.web.languages import day
from tests import postbox
from tests.postbox import Postbox
from tests.sites import PASSWORD, AskedRound, PutSurvey, Site
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.test_delivering import KEY, ask, contact, now, send


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


def asks_more(asked: AskedRound, *contacts: Contact) -> None:
    """Some are added to the list, and nothing is planned for them."""
    with asked.site.session() as session:
        contacting.add_contacts(session, asked.survey_id, asked.id, contacts, key=KEY)


def next_sunday(today: date) -> date:
    """One that is at least two days away."""
    return next(each for each in (today + timedelta(days=number) for number in range(2, 9)) if each.weekday() == 6)


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


def test_an_invitation_is_offered_once_and_then_to_those_alone_who_were_added_since(
    site: Site, coordinator: Person, asked: AskedRound, messages: str, box: Postbox
) -> None:
    ask(asked, contact(key="K1"))
    coordinator.opens(f"{messages}/ny").sees("Invitasjonen er allerede satt opp til").does_not_see("Invitasjon, ")
    send(site, box.url)
    coordinator.opens(f"{messages}/ny").sees("Invitasjonen er sendt til alle på listen.").does_not_see("Invitasjon, ")
    asks_more(asked, contact("ny@example.org", key="K9"))
    coordinator.opens(f"{messages}/ny").sees("Invitasjon, bare til 1 som er lagt til siden")
    coordinator.answers(kind="reminder", before="7").presses("Legg i planen").sees(
        "Påminnelse", "7 dager før siste dag"
    )


def test_a_second_invitation_from_a_page_that_stood_open_is_refused_at_its_field(
    coordinator: Person, asked: AskedRound, messages: str
) -> None:
    coordinator.opens(f"{messages}/ny").sees("Invitasjon, til alle")
    ask(asked, contact(key="K1"))
    coordinator.answers(kind="invitation").presses("Legg i planen").meets(422)
    coordinator.sees("Invitasjonen er allerede satt opp, og går også til dem som legges til før den sendes.")


def test_a_reminder_that_follows_is_told_of_where_the_last_day_is_moved(
    site: Site, coordinator: Person, asked: AskedRound, messages: str
) -> None:
    ask(asked, contact(key="K1"))
    with site.session() as session:
        last = session.get_one(Round, (asked.survey_id, asked.id)).closes_on
    coordinator.opens(f"{messages}/ny").answers(kind="reminder", before="7").presses("Legg i planen")
    fixed = {"kind": "reminder", "due_on": str(last - timedelta(days=3))}
    coordinator.opens(f"{messages}/ny").answers(**fixed).presses("Legg i planen")
    dates = messages.replace("meldinger", "datoer")
    coordinator.opens(dates).answers(closes_on=str(last + timedelta(days=4))).presses("Lagre").meets(422)
    coordinator.sees("følger siste dag og ville blitt flyttet")
    coordinator.opens(dates).answers(closes_on=str(last - timedelta(days=5))).presses("Lagre")
    coordinator.sees(
        "Meldinger som følger siste dag, er flyttet med: Påminnelse", "Blir ikke sendt, for runden slutter før"
    )
    coordinator.opens(messages).sees("7 dager før siste dag", "Blir ikke sendt, for dagen er etter rundens siste dag")


def test_a_message_planned_for_a_sunday_shows_the_monday_that_it_goes(
    site: Site, coordinator: Person, asked: AskedRound, messages: str
) -> None:
    ask(asked, contact(key="K1"))
    sunday = next_sunday(norwegian_date(now()))
    coordinator.opens(f"{messages}/ny").answers(kind="reminder", due_on=str(sunday)).presses("Legg i planen")
    coordinator.sees("Planlagt søndag", "men på søndager sendes ingenting")
    with site.app.test_request_context():
        monday = day(sunday + timedelta(days=1))
    coordinator.sees(f"Påminnelse, {monday}".replace("\u00a0", " "))


def test_what_a_server_refused_is_told_in_plain_words(
    site: Site, coordinator: Person, asked: AskedRound, messages: str, box: Postbox
) -> None:
    ask(asked, contact(key="K1"), contact("borte@example.org", key="K2"))
    box.answers["borte@example.org"] = ["550 No such user"]
    send(site, box.url)
    coordinator.opens(messages).sees("1 sendt, 1 adressen ble avvist", "Adresser som ikke virker")
