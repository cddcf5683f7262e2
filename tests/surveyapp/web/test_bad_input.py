"""What nobody should send: the right plain answer, nothing stored, and nothing told to others or to a log."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from surveyapp.models import Response
from tests.journeys.commands import Instance
from tests.sites import AskedRound, Site
from tests.surveyapp.web.person import Person

UNKNOWN = {"nb": "Lenken virker ikke", "nn": "Lenkja verkar ikkje", "en": "The link does not work"}


def kept(asked: AskedRound) -> list[dict[str, Any]]:
    """The answers of everybody in the round."""
    with asked.site.session() as session:
        return list(session.scalars(select(Response.answers).where(Response.round_id == asked.id)))


CHANGES: dict[str, Callable[[str], str]] = {
    "shorter": lambda token: token[:-1],
    "longer": lambda token: token + "A",
    "in other case": str.swapcase,
    "another": lambda _token: "x" * 1500,
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("send", ["get", "post"])
def test_a_link_that_was_changed_begins_nothing(change: str, send: str, asked: AskedRound, person: Person) -> None:
    link = asked.invite("K1")
    person.opens(link)
    path = "/s/" + CHANGES[change](link.removeprefix("/s/"))
    answer = getattr(person.client, send)(path, data={"csrf_token": person.page.forms[-1].fields["csrf_token"]})
    assert answer.status_code == 404
    assert "Lenken virker ikke" in answer.get_data(as_text=True)
    assert kept(asked) == []


@pytest.mark.parametrize("path", ["/s/%00", "/s/%FF%FE", "/s/..%2f..%2fetc%2fpasswd", "/s/' OR 1=1 --", "/s/{{7*7}}"])
def test_a_strange_link_is_told_plainly_and_not_repeated(path: str, person: Person) -> None:
    answer = person.client.get(path)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 404
    assert "<h1" in text
    assert not any(strange in text for strange in ("OR 1=1", "7*7", "passwd", "Traceback"))
    # The addresses of static files have digits of their own.
    assert "49" not in re.sub(r"<[^>]*>", "", text)


@pytest.mark.parametrize("language", UNKNOWN)
def test_a_wrong_link_is_told_in_the_readers_language(language: str, person: Person) -> None:
    person.opens(f"/s/wrong?lang={language}").meets(404).is_on(UNKNOWN[language])


def test_a_link_to_a_round_that_is_over_opens_nothing(asked: AskedRound, person: Person) -> None:
    link = asked.invite("K1")
    asked.close()
    person.opens(link).meets(410).is_on("Undersøkelsen er avsluttet")
    assert kept(asked) == []


def test_a_page_left_open_stores_nothing_when_the_round_is_over(asked: AskedRound, begun: Person) -> None:
    asked.close()
    begun.answers(plan="no").goes_on().meets(410).is_on("Undersøkelsen er avsluttet")
    assert kept(asked) == [{}]


def test_what_was_handed_in_cannot_be_changed_by_sending_a_page_again(site: Site, person: Person) -> None:
    asked = site.put("brukererfaring").round()
    person.opens(asked.invite("K1")).starts().answers(role="self").goes_on()
    path, sent = person.sent
    person.goes_to_the_check_page().presses("Lever svarene").meets(200)
    sent["role"] = "proxy"
    person.sent = (path, sent)
    person.sends_again().meets(409).is_on("Svarene er allerede levert")
    assert [answers["role"] for answers in kept(asked)] == ["self"]


def test_a_cookie_of_one_person_replayed_after_she_closed_opens_her_own_page_only(
    asked: AskedRound, begun: Person, somebody: Callable[[], Person]
) -> None:
    other = somebody().opens(asked.invite("K2")).starts()
    cookie = begun.client.get_cookie("medvirk")
    assert cookie is not None
    other_page = other.page.path
    other.client.set_cookie("medvirk", cookie.value)
    other.opens(other_page).meets(404)


@pytest.mark.parametrize("cookie", ["", "x", "ÿ" * 20, "e30.AAAA.BBBB", "a" * 3000])
def test_a_cookie_of_somebody_elses_making_opens_nothing(cookie: str, begun: Person) -> None:
    begun.client.set_cookie("medvirk", cookie)
    begun.reloads().meets(404).is_on("Vi finner ikke svarene dine her")


def test_a_post_from_another_site_stores_nothing(asked: AskedRound, begun: Person) -> None:
    answer = begun.client.post(
        begun.page.path, data={"plan": "no", "go": "next"}, headers={"Origin": "https://example.org"}
    )
    assert answer.status_code == 400
    assert kept(asked) == [{}]


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json", "text/plain"])
def test_ten_megabytes_are_refused_and_nothing_is_stored(kind: str, asked: AskedRound, begun: Person) -> None:
    answer = begun.client.post(begun.page.path, data=b"plan=" + b"n" * 10_000_000, content_type=kind)
    assert answer.status_code in {400, 413}
    assert "<h1" in answer.get_data(as_text=True)
    assert kept(asked) == [{}]


def test_ten_thousand_fields_store_nothing(asked: AskedRound, begun: Person) -> None:
    begun.forges(**{f"more{number}": "x" for number in range(10_000)}).goes_on().meets(422).does_not_see("more1")
    assert kept(asked) == [{}]


@pytest.mark.parametrize("forged", ["maybe", "' OR 1=1", "{{7*7}}", "yes\x00", "\u202eyes", "9" * 5000])
def test_a_choice_that_is_not_offered_is_refused(forged: str, asked: AskedRound, begun: Person) -> None:
    begun.forges(plan=forged).goes_on()
    assert begun.page.status in {400, 422}
    assert kept(asked) == [{}]


def test_broken_utf_8_is_no_answer(asked: AskedRound, begun: Person) -> None:
    token = begun.page.forms[-1].fields["csrf_token"]
    body = b"csrf_token=" + token.encode() + b"&go=next&plan=%FF%FE"
    answer = begun.client.post(begun.page.path, data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in {400, 422}
    assert kept(asked) == [{}]


@pytest.mark.parametrize("letter", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_what_turns_the_words_around_is_told_and_not_stored(letter: str, asked: AskedRound, begun: Person) -> None:
    begun.answers(plan="no").goes_on().goes_on().answers(short=f"12{letter}34").goes_on().meets(422)
    begun.sees("Teksten har tegn som ikke kan lagres.").holds(short="12\ufffd34")
    assert all("short" not in answers for answers in kept(asked))


@pytest.mark.parametrize(
    "written", ["<script>alert(1)</script>", "{{ 99*'æ' }}", "${99*'æ'}", "'; DROP TABLE response; --"]
)
def test_code_in_an_answer_is_only_words(written: str, asked: AskedRound, begun: Person) -> None:
    begun.answers(plan="no").goes_on().goes_on().answers(long=written).presses("Fortsett senere")
    begun.opens(begun.page.path.replace("/senere", "/kontroll")).sees(written).does_not_see("æ" * 99)
    assert [answers["long"] for answers in kept(asked)] == [written]


def test_nothing_of_this_is_told_to_the_log(asked: AskedRound, begun: Person) -> None:
    link = asked.invite("K9")
    with capture_logs() as lines:
        for path in (link + "x", link + "?lang=en", begun.page.path + "x", "/s/%00"):
            begun.client.get(path)
        begun.client.post(link, data={"plan": "kari@example.org"})
    said = str(lines)
    assert len(lines) == 5
    for secret in (link.removeprefix("/s/"), begun.page.path.split("/")[2], "example.org", "127.0.0.1"):
        assert secret not in said


def ask(address: str, request: bytes) -> str:
    """The first line that a server gives back to raw bytes."""
    place = urlsplit(address)
    with socket.create_connection((str(place.hostname), int(place.port or 80)), timeout=20) as line:
        line.sendall(request)
        return line.makefile("rb").readline().decode("latin-1").strip()


def test_gunicorn_refuses_what_is_too_large_or_no_request_and_tells_no_address(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    instance.run("db", "upgrade")
    secret = "a-token-that-must-not-be-logged"
    first, head = f"GET /s/{secret} HTTP/1.1\r\n".encode(), b"Host: localhost\r\nConnection: close\r\n"
    with instance.served() as address:
        answers = {
            "plain": ask(address, first + head + b"\r\n"),
            "a long address": ask(address, first.replace(b" HTTP", b"x" * 3_000 + b" HTTP") + head + b"\r\n"),
            "a huge cookie": ask(address, first + head + b"Cookie: medvirk=" + b"x" * 20_000 + b"\r\n\r\n"),
            "many headers": ask(address, first + head + b"X-More: x\r\n" * 200 + b"\r\n"),
            "no request": ask(address, f"/s/{secret} \x00\xff\r\n\r\n".encode("latin-1")),
        }
    assert {what: answer.split()[1] for what, answer in answers.items()} == {
        "plain": "404",
        "a long address": "414",
        "a huge cookie": "431",
        "many headers": "431",
        "no request": "400",
    }
    told = (tmp_path / "server.log").read_text()
    assert "/s/<token>" in told
    assert secret not in told
    assert "127.0.0.1" not in re.sub(r"Listening at: \S+", "", told)
