"""Invitations reach a real mail server, say what they must, and their links open the survey."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from sqlalchemy import delete, select

from surveyapp.mail import Post, SmsGateway
from surveyapp.models import Dispatch, Recipient, Wave
from surveyapp.models.ids import norwegian_date
from surveyapp.models.tokens import token_key
from surveyapp.services import contacting
from surveyapp.services.contacting import Contact, WavePlan
from surveyapp.web.calling import Sender
from surveyapp.web.delivering import Channels, Delivered, deliver
from tests import postbox
from tests.postbox import Postbox
from tests.sites import SECRET, AskedRound, Site
from tests.surveyapp.web.person import Person

ADDRESS = "http://medvirk.test"
KEY = token_key(SECRET)
SENDER = Sender(ADDRESS, "retur@medvirk.test", KEY)
NO_SMS = SmsGateway("", "", "")


def now() -> datetime:
    return datetime.now(UTC)


def ask(asked: AskedRound, *contacts: Contact, texts: dict[str, dict[str, str]] | None = None) -> None:
    """The contacts are invited today."""
    with asked.site.session() as session:
        contacting.add_contacts(session, asked.survey_id, asked.id, contacts, key=KEY)
        wave = WavePlan("invitation", norwegian_date(now()), texts or {})
        contacting.plan_wave(session, asked.survey_id, asked.id, wave, now())


def contact(address: str = "kari@example.org", language: str = "nb", *, key: str = "K1", name: str = "Kari") -> Contact:
    return Contact(key, key, "sms" if address.startswith("+") else "mail", address, name, language)


def send(site: Site, url: str, sms: SmsGateway = NO_SMS, told: Any = lambda _so_far: None) -> Delivered:
    with site.app.test_request_context():
        return deliver(Channels(Post(url, "Medvirk <medvirk@medvirk.test>"), sms), SENDER, now, told=told)


@pytest.fixture(autouse=True)
def _nothing_waits(site: Site) -> None:
    """What other tests left to send is gone."""
    with site.session() as session:
        session.execute(delete(Wave))
        session.commit()


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox.opened() as opened:
        yield opened


def test_the_link_in_the_mail_opens_the_survey(site: Site, person: Person, box: Postbox) -> None:
    ask(site.put("brukererfaring").round(), contact())
    assert send(site, box.url) == Delivered(sent=1)
    link = re.search(rf"{ADDRESS}(/s/\S+)", box.words())
    assert link is not None
    person.opens(link[1]).starts()


def test_a_mail_is_text_and_html_with_its_sender_language_and_a_way_to_say_no(site: Site, box: Postbox) -> None:
    ask(site.put("brukererfaring").round(), contact())
    send(site, box.url)
    mail = box.last()
    assert [part.get_content_type() for part in mail.walk()][1:] == ["text/plain", "text/html"]
    assert mail["Content-Language"] == "nb"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(rf"<{ADDRESS}/nei-takk/\w+>", mail["List-Unsubscribe"])
    assert "Hei, Kari" in box.words()
    assert "Lenken er din egen" in box.words()


@pytest.mark.parametrize(("language", "words"), [("nn", "Lenkja er di eiga"), ("en", "The link is yours alone")])
def test_each_is_written_to_in_their_own_language(site: Site, box: Postbox, language: str, words: str) -> None:
    survey = site.put("brukererfaring")
    ask(survey.round(), contact(language=language))
    send(site, box.url)
    assert words in box.words()


def test_the_owners_words_stand_first_and_what_must_be_said_is_said_still(site: Site, box: Postbox) -> None:
    own = {"nb": {"subject": "Kjære {navn}", "body": "Svar innen {frist}.\n\nHilsen oss"}}
    ask(site.put("brukererfaring").round(), contact(), texts=own)
    send(site, box.url)
    assert box.last()["Subject"] == "Kjære Kari"
    assert "Hilsen oss" in box.words()
    assert "Fristen er" in box.words()
    assert "/s/" in box.words()


def test_a_line_break_in_a_subject_or_a_name_makes_no_header(site: Site, box: Postbox) -> None:
    own = {"nb": {"subject": "Hei {navn}\r\nBcc: alle@example.org"}}
    ask(site.put("brukererfaring").round(), contact(name="Kari\nBcc: flere@example.org"), texts=own)
    send(site, box.url)
    assert box.last()["Bcc"] is None
    assert len(box.messages) == 1


def test_whoever_says_no_by_one_press_gets_no_more(site: Site, person: Person, box: Postbox) -> None:
    asked = site.put("brukererfaring").round()
    ask(asked, contact())
    send(site, box.url)
    path = box.last()["List-Unsubscribe"].strip("<>").removeprefix(ADDRESS)
    # A mail program presses, without a cookie and without our page.
    assert site.app.test_client().post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    with site.session() as session:
        here = Recipient.survey_id == asked.survey_id
        assert session.scalars(select(Recipient.stopped_on).where(here)).one() == norwegian_date(now())
    person.opens(path).sees("Du får ikke flere meldinger").presses("Jeg vil ha meldinger likevel")
    person.sees("Vil du ha flere meldinger?")


def test_a_server_that_refuses_now_is_asked_again_and_one_that_is_away_costs_nothing(site: Site, box: Postbox) -> None:
    ask(site.put("brukererfaring").round(), contact(), contact("ola@example.org", key="K2"))
    box.refusing = 1
    assert send(site, box.url) == Delivered(sent=1, later=1)
    ask(site.put("brukererfaring").round(), contact())
    assert send(site, "smtp://127.0.0.1:1") == Delivered(away=True)
    with site.session() as session:
        found = sorted(session.execute(select(Dispatch.state, Dispatch.attempts)).all())
    assert [tuple(row) for row in found] == [("sent", 0), ("waiting", 0), ("waiting", 1)]


def test_a_pause_in_the_middle_stops_before_the_next_twenty(site: Site, box: Postbox) -> None:
    asked = site.put("brukererfaring").round()
    ask(asked, *(contact(f"a{number}@example.org", key=f"K{number}") for number in range(50)))

    def pause(_so_far: Delivered) -> None:
        with site.session() as session:
            contacting.pause(session, asked.survey_id, asked.id, now())

    assert send(site, box.url, told=pause) == Delivered(sent=20)
    assert len(box.messages) == 20


@contextmanager
def gateway(status: int, garbled: str = "") -> Iterator[tuple[SmsGateway, list[Any]]]:
    """A gateway over HTTP that answers with this status, and what it was sent; `garbled`: to whom it talks nonsense."""
    got: list[Any] = []

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            got.append((self.headers["Authorization"], self.headers["Idempotency-Key"], body))
            if body["to"] == garbled:
                self.wfile.write(b"nonsense\r\n")
                return
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Taking)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield SmsGateway(f"http://127.0.0.1:{server.server_port}/send", "hemmelig", "Medvirk"), got
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_telephone_gets_an_sms_with_the_link(site: Site, person: Person) -> None:
    ask(site.put("brukererfaring").round(), contact("+4790000000"))
    with gateway(202) as (sms, got):
        assert send(site, "", sms) == Delivered(sent=1)
    ((authorization, idempotency, body),) = got
    assert (authorization, body["to"], body["from"]) == ("Bearer hemmelig", "+4790000000", "Medvirk")
    assert idempotency == body["id"]
    person.opens(body["text"].rpartition(ADDRESS)[2]).starts()


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(422, Delivered(refused=1)), (503, Delivered(later=1)), (401, Delivered(away=True))],
)
def test_a_gateway_that_does_not_take_a_text_is_understood(site: Site, status: int, outcome: Delivered) -> None:
    ask(site.put("brukererfaring").round(), contact("+4790000000"))
    with gateway(status) as (sms, _got):
        assert send(site, "", sms) == outcome


def test_a_gateway_that_answers_nonsense_about_one_text_does_not_stop_the_others(site: Site) -> None:
    ask(site.put("brukererfaring").round(), *(contact(f"+479000000{each}", key=f"K{each}") for each in range(5)))
    with gateway(202, garbled="+4790000002") as (sms, got):
        assert send(site, "", sms) == Delivered(sent=4, later=1)
    assert len(got) == 5
