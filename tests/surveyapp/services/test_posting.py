"""Messages are queued once, sealed while they wait, sent at least once, and gone afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from surveyapp.mail import MailServerGoneError, Message, Post
from surveyapp.mail.messages import WrongAddressError
from surveyapp.models import Outgoing
from surveyapp.services import posting
from tests import postbox
from tests.postbox import Postbox

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
MESSAGE = Message("kari@example.org", "Fortsett svaret ditt", "Koden er K7QM3-XPD9T.", "<p>Koden er K7QM3-XPD9T.</p>")


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox.opened() as opened:
        yield opened


def sender(box: Postbox) -> Post:
    return Post(box.url, "Medvirk <medvirk@example.org>")


def waiting(session: Session) -> list[Outgoing]:
    return list(session.scalars(select(Outgoing)))


def test_a_message_arrives_as_text_and_html_and_leaves_the_outbox(session: Session, box: Postbox) -> None:
    posting.queue(session, MESSAGE, "back:1", NOW)
    assert posting.send_due(session, sender(box).send, NOW) == posting.Posted(sent=1)
    assert (box.last()["To"], box.last()["Subject"]) == ("kari@example.org", "Fortsett svaret ditt")
    assert "K7QM3-XPD9T" in box.words()
    assert box.last().get_body(("html",)) is not None
    assert waiting(session) == []


def test_the_same_thing_is_queued_once(session: Session, box: Postbox) -> None:
    assert posting.queue(session, MESSAGE, "back:1", NOW)
    assert not posting.queue(session, MESSAGE, "back:1", NOW)
    posting.send_due(session, sender(box).send, NOW)
    assert len(box.messages) == 1


def test_what_waits_cannot_be_read_in_the_database(session: Session) -> None:
    posting.queue(session, MESSAGE, "back:1", NOW)
    rows = session.execute(text("SELECT * FROM outbox")).all()
    assert rows
    assert "example.org" not in repr(rows)
    assert "K7QM3" not in repr(rows)


def test_a_server_that_refuses_is_asked_again_later(session: Session, box: Postbox) -> None:
    box.refusing = 1
    posting.queue(session, MESSAGE, "back:1", NOW)
    assert posting.send_due(session, sender(box).send, NOW) == posting.Posted(waiting=1)
    assert posting.send_due(session, sender(box).send, NOW + timedelta(minutes=9)) == posting.Posted()
    assert posting.send_due(session, sender(box).send, NOW + timedelta(minutes=10)) == posting.Posted(sent=1)


def test_a_server_that_is_down_loses_nothing_and_is_given_up_in_the_end(session: Session) -> None:
    posting.queue(session, MESSAGE, "back:1", NOW)
    down = Post("smtp://127.0.0.1:1", "medvirk@example.org")
    outcomes = [posting.send_due(session, down.send, NOW + timedelta(days=day)) for day in range(8)]
    assert outcomes == [posting.Posted(waiting=1)] * 7 + [posting.Posted(given_up=1)]
    assert waiting(session) == []


def test_once_a_server_is_away_the_rest_is_not_tried_but_counted_as_if(session: Session) -> None:
    asked: list[Message] = []

    def away(message: Message) -> None:
        asked.append(message)
        raise MailServerGoneError

    for number in range(3):
        posting.queue(session, MESSAGE, f"back:{number}", NOW)
    assert posting.send_due(session, away, NOW) == posting.Posted(waiting=3)
    assert len(asked) == 1
    assert {row.attempts for row in waiting(session)} == {1}


@pytest.mark.parametrize(
    "address",
    [
        *("", "kari", "kari@", "kari@example", "a@example.org, b@example.org", "kari@example.org\nBcc: b@example.org"),
        *("Kari <kari@example.org>", "kari@example.org\x00", "k" * 65 + "@example.org", "kari@" + "a." * 130 + "org"),
    ],
)
def test_what_is_not_one_address_is_refused(address: str) -> None:
    with pytest.raises(WrongAddressError):
        Message(address, "a", "b", "c")


def test_a_subject_cannot_become_a_header(session: Session, box: Postbox) -> None:
    posting.queue(session, Message("kari@example.org", "Hei\r\nBcc: ola@example.org", "a", "b"), "x", NOW)
    posting.send_due(session, sender(box).send, NOW)
    assert box.last()["Bcc"] is None
    assert box.last()["Subject"] == "Hei Bcc: ola@example.org"
