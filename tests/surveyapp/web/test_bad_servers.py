"""Mail servers that refuse, hang, come back later or hang up: nobody is lost, nobody gets it twice, and it is told."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select

from surveyapp.mail import MailCutOffError, MailRefusedError, MailServerGoneError, Message, Post, SmsGateway
from surveyapp.models import Dispatch, Wave
from surveyapp.web.delivering import Channels, Delivered, deliver
from tests import postbox
from tests.postbox import Postbox
from tests.sites import AskedRound, Site
from tests.surveyapp.web.test_delivering import SENDER, ask, contact

SENT_BY = "Medvirk <medvirk@medvirk.test>"


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox.opened() as opened:
        yield opened


@pytest.fixture
def invited(site: Site, asked: AskedRound) -> Iterator[AskedRound]:
    """Five are to be invited, and nobody else waits."""
    with site.session() as session:
        session.execute(delete(Wave))
        session.commit()
    ask(asked, *(contact(f"p{number}@example.org", key=f"K{number}") for number in range(5)))
    yield asked
    with site.session() as session:
        session.execute(delete(Wave).where(Wave.survey_id == asked.survey_id))
        session.commit()


def sends(site: Site, url: str, *, later: timedelta = timedelta(), patience: float = 10.0) -> Delivered:
    """The sender's tick, so much later."""

    class Hurried(Post):
        @contextmanager
        def opened(self, seconds: float = patience) -> Iterator[object]:  # type: ignore[override]
            with super().opened(seconds) as hand_over:
                yield hand_over

    channels = Channels(Hurried(url, SENT_BY), SmsGateway("", "", ""))
    with site.app.test_request_context():
        return deliver(channels, SENDER, lambda: datetime.now(UTC) + later)


def got(box: Postbox) -> Counter[str]:
    return Counter(str(mail["To"]) for mail in box.messages)


def states(site: Site, asked: AskedRound) -> Counter[str]:
    with site.session() as session:
        return Counter(session.scalars(select(Dispatch.state).where(Dispatch.survey_id == asked.survey_id)))


EVERYBODY = Counter({f"p{number}@example.org": 1 for number in range(5)})


def test_an_address_that_is_refused_for_good_is_not_tried_again_and_the_others_get_theirs(
    site: Site, invited: AskedRound, box: Postbox
) -> None:
    box.answers["p2@example.org"] = ["550 No such user"]
    assert sends(site, box.url) == Delivered(sent=4, refused=1)
    assert sends(site, box.url, later=timedelta(hours=1)) == Delivered()
    assert states(site, invited) == {"sent": 4, "refused": 1}


def test_a_server_that_greylists_gets_it_again_later(site: Site, invited: AskedRound, box: Postbox) -> None:
    for number in range(5):
        box.answers[f"p{number}@example.org"] = ["451 Greylisted, come back in five minutes"]
    assert sends(site, box.url) == Delivered(later=5)
    assert sends(site, box.url, later=timedelta(minutes=9)) == Delivered()
    assert sends(site, box.url, later=timedelta(minutes=11)) == Delivered(sent=5)
    assert got(box) == EVERYBODY


def test_one_message_that_a_server_hangs_up_on_does_not_stop_the_others(
    site: Site, invited: AskedRound, box: Postbox
) -> None:
    box.answers["p1@example.org"] = ["hang up"] * 8
    assert sends(site, box.url) == Delivered(sent=4, later=1)
    assert got(box) == EVERYBODY - Counter({"p1@example.org": 1})
    for _attempt in range(7):
        sends(site, box.url, later=timedelta(days=2))
        with site.session() as session:
            session.execute(Dispatch.__table__.update().values(due_at=datetime.now(UTC)))  # type: ignore[attr-defined]
            session.commit()
    assert states(site, invited) == {"sent": 4, "given_up": 1}


def test_a_server_that_hangs_up_on_everybody_is_left_alone_for_now(
    site: Site, invited: AskedRound, box: Postbox
) -> None:
    for number in range(5):
        box.answers[f"p{number}@example.org"] = ["hang up"]
    assert sends(site, box.url) == Delivered(later=2, away=True)
    box.answers.clear()
    assert sends(site, box.url, later=timedelta(minutes=2)) == Delivered(sent=3)
    assert sends(site, box.url, later=timedelta(minutes=11)) == Delivered(sent=2)
    assert got(box) == EVERYBODY


@contextmanager
def listening(*says: bytes) -> Iterator[str]:
    """A server that says so much to each who comes, and then nothing more."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        come: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    connection, _address = server.accept()
                except OSError:
                    return
                come.append(connection)
                for each in says:
                    connection.sendall(each)
                    connection.recv(4096)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"smtp://127.0.0.1:{server.getsockname()[1]}"
        finally:
            server.shutdown(socket.SHUT_RDWR)
            for connection in come:
                connection.close()
            thread.join(5)


GREETED = (b"220 here\r\n", b"250 8BITMIME\r\n")
READING = (*GREETED, b"250 ok\r\n", b"250 ok\r\n", b"354 go on\r\n")
MESSAGE = Message("kari@example.org", "Hei", "Hei", "<p>Hei</p>")


@pytest.mark.parametrize(
    ("says", "kind"),
    [
        ((), MailServerGoneError),
        (GREETED, MailServerGoneError),
        (READING, MailCutOffError),
        ((*GREETED, b"550 we know no such sender\r\n", b"250 ok\r\n"), MailServerGoneError),
        ((*GREETED, b"250 ok\r\n", b"550 no such user\r\n", b"250 ok\r\n"), MailRefusedError),
        ((b"421 too busy\r\n",), MailServerGoneError),
    ],
)
def test_what_a_server_does_is_understood(says: tuple[bytes, ...], kind: type[Exception]) -> None:
    with listening(*says) as url, pytest.raises(kind):
        Post(url, SENT_BY).send(MESSAGE, 0.3)


def test_a_server_that_hangs_is_left_alone_and_everybody_gets_it_when_it_is_back(
    site: Site, invited: AskedRound, box: Postbox
) -> None:
    with listening() as url:
        assert sends(site, url, patience=0.3) == Delivered(away=True)
    with listening(*READING) as url:
        assert sends(site, url, later=timedelta(minutes=2), patience=0.3) == Delivered(later=2, away=True)
    sends(site, box.url, later=timedelta(minutes=15))
    assert got(box) == EVERYBODY


def test_a_clock_that_is_a_month_ahead_sends_nothing_when_the_round_is_over_by_it(
    site: Site, invited: AskedRound, box: Postbox
) -> None:
    assert sends(site, box.url, later=timedelta(days=31)) == Delivered()
    assert sends(site, box.url) == Delivered(sent=5)


def test_a_clock_that_is_set_back_an_hour_sends_to_nobody_twice(site: Site, invited: AskedRound, box: Postbox) -> None:
    box.answers["p0@example.org"] = ["451 Not now"]
    assert sends(site, box.url, later=timedelta(hours=1)) == Delivered(sent=4, later=1)
    assert sends(site, box.url) == Delivered()
    assert sends(site, box.url, later=timedelta(minutes=71)) == Delivered(sent=1)
    assert got(box) == EVERYBODY


def test_a_server_that_takes_few_on_one_connection_is_connected_to_again(box: Postbox) -> None:
    box.most = 2
    with Post(box.url, SENT_BY).opened() as hand_over:
        for number in range(7):
            hand_over(Message(f"p{number}@example.org", "Hei", "Hei", "<p>Hei</p>"))
    assert list(got(box).values()) == [1] * 7


def test_an_address_that_no_server_takes_is_refused_without_asking() -> None:
    with pytest.raises(MailRefusedError):
        Post("smtp://127.0.0.1:1", SENT_BY).send(Message("kåre@example.org", "Hei", "Hei", ""))


def test_a_long_address_to_say_no_at_is_whole_in_its_header(box: Postbox) -> None:
    stop_at = f"https://medvirk.example.org/nei-takk/{'a' * 77}"
    Post(box.url, SENT_BY).send(Message("kari@example.org", "Hei på deg", "Æ ø å", "<p>Æ</p>", stop_at=stop_at))
    # Mail programs read this header as it stands: an encoded word (RFC 2047) has no place in it.
    raw = box.raw[-1].decode("ascii")
    assert f"\r\nList-Unsubscribe: <{stop_at}>\r\n" in raw
    assert box.last()["Subject"] == "Hei på deg"
    assert box.words().strip() == "Æ ø å"
