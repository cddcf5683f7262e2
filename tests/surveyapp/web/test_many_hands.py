"""One answer by many hands: a colleague has her pages and no others, and somebody answers for the whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from surveyapp.services import exporting, surveying
from tests.sites import AskedRound, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.person import Person

LINK = re.compile(r"/k/[\w-]+")


@pytest.fixture
def asked(site: Site) -> AskedRound:
    return site.put(PLAN, "identified").round()


@pytest.fixture
def coordinator(person: Person, asked: AskedRound) -> Person:
    return person.opens(asked.invite("4204", "Eksempel kommune")).starts().is_on("Oversikt over svaret")


def hands_out(coordinator: Person, *pages: str, label: str = "Kari i økonomi") -> str:
    """The link that the coordinator copies."""
    coordinator.answers(label=label, pages=list(pages)).presses("Fordel")
    found = LINK.search(coordinator.page.text)
    assert found is not None, coordinator.page.text
    return found[0]


def of(person: Person, ending: str) -> str:
    """The address of another page about the response that stands in the browser."""
    found = re.match(r"/svar/[0-9a-f-]+", person.page.path)
    assert found is not None
    return found[0] + ending


def signs(person: Person) -> Person:
    return person.answers(name="Ola Eksempel", job="Kommunedirektør", may="yes").presses("Godkjenn og lever")


def test_a_colleague_sees_the_pages_that_she_was_handed(coordinator: Person, somebody: Callable[[], Person]) -> None:
    link = hands_out(coordinator, "plan")
    kari = somebody().opens(link).sees("Kari i økonomi", "Eksempel kommune", "Plan").starts()
    kari.is_on("Oversikt over svaret").follows("Plan").is_on("Plan").meets(200)


def test_what_two_write_at_the_same_time_is_both_kept(coordinator: Person, somebody: Callable[[], Person]) -> None:
    kari = somebody().opens(hands_out(coordinator, "plan")).starts().follows("Plan")
    coordinator.follows("Plan").answers(har="yes").goes_on()
    kari.answers(antall="3").goes_on()
    coordinator.opens(of(coordinator, "/side/plan")).holds(har="yes", antall="3")


@pytest.mark.parametrize("ending", ["/side/mer", "/kontroll", "/godkjenning", "/kvittering", "/signert", "/arkiv.pdf"])
def test_a_colleague_is_refused_what_is_not_hers(
    ending: str, coordinator: Person, somebody: Callable[[], Person]
) -> None:
    kari = somebody().opens(hands_out(coordinator, "plan")).starts()
    kari.opens(of(kari, ending)).meets(404)


@pytest.mark.parametrize("ending", ["/side/mer", "/oversikt/fordel", "/godkjenning", "/lever", "/retting"])
def test_a_colleague_cannot_send_what_is_not_hers(
    ending: str, coordinator: Person, somebody: Callable[[], Person]
) -> None:
    kari = somebody().opens(hands_out(coordinator, "plan")).starts().follows("Plan")
    sent = {"csrf_token": kari.page.forms[-1].fields["csrf_token"], "revision": "0", "shown": "hvem", "hvem": "brukere"}
    assert kari.client.post(of(kari, ending), data=sent).status_code == 404


def test_a_link_that_was_taken_back_opens_nothing_more(coordinator: Person, somebody: Callable[[], Person]) -> None:
    link = hands_out(coordinator, "plan")
    kari = somebody().opens(link).starts().follows("Plan")
    coordinator.presses("Ta tilbake: Kari i økonomi")
    kari.reloads().meets(404)
    somebody().opens(link).meets(404)


def test_a_new_link_replaces_the_one_before(coordinator: Person, somebody: Callable[[], Person]) -> None:
    link = hands_out(coordinator, "plan")
    coordinator.presses("Send på nytt: Kari i økonomi")
    again = LINK.search(coordinator.page.text)
    assert again is not None
    somebody().opens(link).meets(404)
    somebody().opens(again[0]).meets(200)


def test_a_new_link_is_shown_once(coordinator: Person) -> None:
    hands_out(coordinator, "plan")
    assert LINK.search(coordinator.reloads().page.text) is None


def test_a_colleague_tells_that_she_is_done(coordinator: Person, somebody: Callable[[], Person]) -> None:
    somebody().opens(hands_out(coordinator, "plan")).starts().presses("Ferdig med min del")
    coordinator.reloads().sees("Kari i økonomi Ferdig")


def test_whom_to_ask_must_be_told(coordinator: Person) -> None:
    coordinator.answers(address="kari").presses("Fordel").meets(422)
    coordinator.sees("Skriv hva kollegaen heter.", "Skriv e-postadressen slik", "Velg minst én del")


def test_a_comment_is_read_by_those_who_answer(coordinator: Person, somebody: Callable[[], Person]) -> None:
    kari = somebody().opens(hands_out(coordinator, "plan")).starts().follows("Plan")
    kari.answers(_comment__har="Spør rådmannen først").presses("Lagre kommentaren")
    coordinator.reloads().sees("Spør rådmannen først", "Kari i økonomi")


def test_a_comment_is_taken_out_by_the_coordinator(coordinator: Person, somebody: Callable[[], Person]) -> None:
    kari = somebody().opens(hands_out(coordinator, "plan")).starts().follows("Plan")
    kari.answers(_comment__har="Spør rådmannen først").presses("Lagre kommentaren")
    coordinator.follows("Plan").presses("Slett kommentaren").does_not_see("Spør rådmannen først")


def test_comments_are_in_no_file_and_on_no_page_of_the_owner(
    site: Site, coordinator: Person, asked: AskedRound
) -> None:
    coordinator.follows("Plan").answers(har="no", _comment__har="HEMMELIG").presses("Neste")
    signs(coordinator.opens(of(coordinator, "/godkjenning"))).meets(200)
    with site.session() as session:
        told = repr(exporting.export_round(session, asked.survey_id, asked.id, texts=True))
        told += repr(exporting.documents(session, asked.survey_id, asked.id, texts=True))
        told += repr(surveying.overview(session, asked.survey_id, datetime.now(UTC)))
    assert "HEMMELIG" not in told + coordinator.page.text


def test_the_approver_signs_what_the_coordinator_no_longer_can(
    coordinator: Person, somebody: Callable[[], Person]
) -> None:
    coordinator.follows("Plan").answers(har="no").presses("Neste").presses("Til godkjenning")
    coordinator.answers(label="Ola").presses("Send til godkjenning").does_not_see("Godkjenn selv")
    link = LINK.search(coordinator.page.text)
    assert link is not None
    ola = somebody().opens(link[0]).starts().is_on("Godkjenn svaret").sees("Har dere en plan?", "Nei")
    signs(ola).is_on("Takk, svaret er godkjent og levert").sees("Ola Eksempel, Kommunedirektør")
    coordinator.opens(of(coordinator, "/signert")).sees("Ola Eksempel, Kommunedirektør")


def test_the_approver_sends_it_back_with_a_comment(coordinator: Person, somebody: Callable[[], Person]) -> None:
    coordinator.follows("Plan").answers(har="no").presses("Neste").presses("Til godkjenning")
    coordinator.answers(label="Ola").presses("Send til godkjenning")
    link = LINK.search(coordinator.page.text)
    assert link is not None
    somebody().opens(link[0]).starts().answers(text="Antallet mangler").presses("Send tilbake med kommentar")
    coordinator.opens(of(coordinator, "/oversikt")).sees("Antallet mangler", "Ola")


def test_nobody_signs_without_name_title_and_right(coordinator: Person) -> None:
    coordinator.follows("Plan").answers(har="no").presses("Neste").presses("Til godkjenning")
    coordinator.presses("Godkjenn og lever").meets(422)
    coordinator.sees("Skriv navnet ditt.", "Skriv stillingen", "Kryss av for at du kan godkjenne svaret.")


def test_the_receipt_for_the_archive_tells_everything(coordinator: Person) -> None:
    coordinator.follows("Plan").answers(har="no", antall="7").presses("Neste").presses("Til godkjenning")
    page = signs(coordinator).page
    answer = coordinator.client.get(of(coordinator, "/arkiv.pdf"))
    words = " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(answer.data)).pages)
    reference = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", page.text)
    assert reference is not None
    for told in ("Eksempel kommune", "Ola Eksempel, Kommunedirektør", "Hvor mange tiltak?", "7", reference[0]):
        assert told in words


def test_a_correction_is_a_new_edition_that_counts_once_it_is_signed(
    site: Site, coordinator: Person, asked: AskedRound
) -> None:
    coordinator.follows("Plan").answers(har="no", antall="7").presses("Neste").presses("Til godkjenning")
    signs(coordinator).answers(reason="Feil antall").presses("Start en retting").follows("Plan")
    coordinator.holds(antall="7").answers(antall="8").presses("Neste")
    with site.session() as session:
        (counts,) = exporting.documents(session, asked.survey_id, asked.id).answers
    assert counts[0]["antall"] == 7
    signs(coordinator.presses("Til godkjenning")).sees("Utgave 2", "Feil antall", "Utgave 1", "Erstattet")
    with site.session() as session:
        (counts,) = exporting.documents(session, asked.survey_id, asked.id).answers
    assert counts[0]["antall"] == 8


def test_a_correction_needs_a_reason(coordinator: Person) -> None:
    coordinator.follows("Plan").answers(har="no").presses("Neste").presses("Til godkjenning")
    signs(coordinator).presses("Start en retting").meets(422).sees("Skriv hvorfor svaret må rettes.")


def test_last_rounds_answer_is_shown_and_filled_in(site: Site, person: Person) -> None:
    survey = site.put(PLAN, "identified")
    first, second = survey.round("Start"), survey.round("Igjen")
    person.opens(first.invite("4204", "Eksempel kommune")).starts().follows("Plan").answers(har="no").goes_on()
    signs(person.presses("Til godkjenning"))
    person.opens(second.invite("4204")).starts().follows("Plan").sees("Dere svarte i", "Nei")
    person.presses("Samme som sist").holds(har="no")
