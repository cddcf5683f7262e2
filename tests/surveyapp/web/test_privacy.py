"""Who may open what, and what is told to whom: cookies, headers, logs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from surveyapp import create_app
from surveyapp.models import Response
from tests.sites import AskedRound, Site
from tests.surveyapp.web.conftest import NO_CONTACT
from tests.surveyapp.web.person import Person


@pytest.fixture
def open_round(site: Site) -> AskedRound:
    return site.put(NO_CONTACT, "anonymous").round()


def test_somebody_elses_answers_cannot_be_opened(begun: Person, somebody: Callable[[], Person]) -> None:
    for path in (begun.page.path, begun.page.path.replace("/side/choosing", "/kvittering")):
        somebody().opens(path).meets(404).is_on("Vi finner ikke svarene dine her")


def test_somebody_elses_answers_cannot_be_handed_in(
    site: Site, begun: Person, somebody: Callable[[], Person], asked: AskedRound
) -> None:
    other = somebody().opens(asked.invite("K2")).starts()
    other.page.forms[-1].action = begun.page.path
    other.answers(plan="yes").goes_on().meets(404)
    with site.session() as session:
        assert [found.answers for found in session.scalars(select(Response).where(Response.round_id == asked.id))] == [
            {},
            {},
        ]


def test_a_form_without_its_key_is_refused(begun: Person) -> None:
    begun.forges(csrf_token="another").answers(plan="no").goes_on().meets(400).is_on("Siden har stått åpen for lenge")


def test_a_cookie_that_was_changed_opens_nothing(begun: Person) -> None:
    cookie = begun.client.get_cookie("medvirk")
    assert cookie is not None
    # Not the last letter, of which some bits mean nothing, and never by the same letter.
    place = len(cookie.value) - 5
    other = "B" if cookie.value[place] == "A" else "A"
    begun.client.set_cookie("medvirk", cookie.value[:place] + other + cookie.value[place + 1 :])
    begun.reloads().meets(404)


def test_an_anonymous_person_can_go_on_in_the_same_browser_only(
    person: Person, somebody: Callable[[], Person], open_round: AskedRound
) -> None:
    link = open_round.open_link()
    person.opens(link).starts().answers(plan="no").presses("Fortsett senere").sees("den eneste nøkkelen")
    person.opens(link).presses("Fortsett der du var").is_on("Tall").goes_back().holds(plan="no")
    somebody().opens(link).starts().is_on("Velge").holds(plan="")


def test_the_next_person_at_an_open_link_starts_afresh(person: Person, open_round: AskedRound) -> None:
    link = open_round.open_link()
    person.opens(link).starts().answers(plan="no").goes_on()
    person.opens(link).presses("Start på nytt").is_on("Velge").holds(plan="")


def test_the_cookie_goes_with_the_window_unless_an_anonymous_person_goes_on_later(
    person: Person, open_round: AskedRound
) -> None:
    person.opens(open_round.open_link()).starts()
    assert "Expires" not in person.response.history[0].headers["Set-Cookie"]
    person.presses("Fortsett senere")
    assert "Expires" in person.response.headers["Set-Cookie"]


def test_a_person_at_a_shared_machine_can_close_her_answers(begun: Person) -> None:
    page = begun.page.path
    begun.presses("Fortsett senere").presses("Lukk svarene i denne nettleseren")
    begun.is_on("Svarene er lukket i denne nettleseren").opens(page).meets(404)


def test_the_next_answer_in_a_browser_puts_away_the_one_handed_in(person: Person, site: Site) -> None:
    link = site.put("brukererfaring", "anonymous").round().open_link()
    person.opens(link).starts().answers(role="self").goes_to_the_check_page()
    receipt = person.presses("Lever svarene").meets(200).page.path
    person.opens(link).presses("Se kvitteringen").is_on("Takk, svarene er levert")
    person.opens(link).presses("Start på nytt").opens(receipt).meets(404)


def test_every_page_has_the_security_headers(begun: Person) -> None:
    headers = begun.response.headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"


def test_the_cookie_is_for_this_site_and_not_for_scripts(begun: Person) -> None:
    cookie = begun.response.history[0].headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_over_https_the_cookie_and_the_site_are_bound_to_it(site: Site) -> None:
    app = create_app(replace(site.settings, secure_cookies=True))
    answer = app.test_client().get("/logg-inn", base_url="https://example.org")
    assert answer.headers["Set-Cookie"].startswith("__Host-medvirk=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


def test_style_sheets_are_kept_for_good_by_their_fingerprint(begun: Person) -> None:
    sheets = [link.get("href", "") for link in begun.page.root.iter("link") if link.get("rel") == "stylesheet"]
    assert len(sheets) == 4
    for sheet in sheets:
        answer = begun.client.get(sheet)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        answer.close()


def test_no_log_line_holds_a_token_an_id_or_an_address(person: Person, asked: AskedRound) -> None:
    link = asked.invite("K1")
    with capture_logs() as lines:
        person.opens(link).starts().answers(plan="no").goes_on()
    said = str(lines)
    assert {line["route"] for line in lines} >= {"/s/<token>", "/svar/<uuid:response_id>/side/<page_id>"}
    assert link.removeprefix("/s/") not in said
    assert person.page.path.split("/")[2] not in said
    assert "127.0.0.1" not in said


def test_an_unexpected_error_is_told_without_the_address(
    site: Site, person: Person, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr("surveyapp.web.respond.inviting.find", fail)
    with capture_logs() as lines:
        person.opens("/s/a-token-that-must-not-be-logged").meets(500).is_on("Noe gikk galt hos oss")
    failure = next(line for line in lines if line["event"] == "request failed")
    assert failure["route"] == "/s/<token>"
    assert "must-not-be-logged" not in str(lines) + "".join(capsys.readouterr())


def test_a_body_that_is_too_large_is_refused_in_words(begun: Person) -> None:
    begun.forges(long="x" * 1_100_000).goes_on().meets(413).is_on("Det du sendte, er for stort")


def test_ten_thousand_fields_are_refused(begun: Person) -> None:
    begun.forges(**{f"plan__{number}": "x" for number in range(10_000)}).goes_on().meets(400)


@pytest.mark.parametrize("written", ["a\x00b", "a\x1bb", "a\u202eb", "a\u2066b"])
def test_characters_that_cannot_be_stored_are_told(written: str, begun: Person) -> None:
    begun.answers(plan="no").goes_on().goes_on().answers(short=written).goes_on().meets(422)
    begun.sees("Teksten har tegn som ikke kan lagres.").holds(short="a\ufffdb")


@pytest.mark.parametrize("written", ["👩🏽‍🦽 går", "مرحبا\u200f!", "'; DROP TABLE response; --", "{{ config }}", "áŋŧ"])
def test_words_of_every_kind_come_back_as_they_were(written: str, begun: Person) -> None:
    begun.answers(plan="no").goes_on().goes_on().answers(long=written).presses("Fortsett senere")
    begun.opens(begun.page.path.replace("/senere", "/side/words")).holds(long=written)


def test_the_front_page_is_for_whoever_comes_without_a_link(person: Person) -> None:
    person.opens("/").meets(200).sees("Skal du svare?").follows("Logg inn").is_on("Logg inn")


@pytest.mark.parametrize("path", ["/nothing", "/svar/12", "/undersokelser/x", "/static/nothing.css"])
def test_an_address_that_leads_nowhere_says_so(path: str, person: Person) -> None:
    person.opens(path).meets(404).is_on("Vi finner ikke siden")


def test_a_page_used_the_wrong_way_says_so(person: Person) -> None:
    person.opens("/logg-ut").meets(405).is_on("Siden kan ikke brukes slik")
