"""A code typed from a letter opens the same invitation as its link, and tells nothing to those who guess."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from surveyapp.models.tokens import token_key
from surveyapp.services import inviting
from surveyapp.web.guessing import MOST_WRONG, TRIES
from tests.sites import SECRET, AskedRound, Site
from tests.surveyapp.web.person import Person

WRONG = "Koden åpner ingen undersøkelse."


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    TRIES.forget()
    yield
    TRIES.forget()


@pytest.fixture
def code(asked: AskedRound) -> str:
    """The code in K1's letter."""
    asked.invite("K1", "Kari")
    return issued(asked)


def issued(asked: AskedRound, *, fresh: bool = False) -> str:
    with asked.site.session() as session:
        about = session, asked.survey_id, asked.id, token_key(SECRET), datetime.now(UTC)
        return inviting.issue_letters(*about, fresh=fresh).issued[0].code


def types(person: Person, code: str) -> Person:
    return person.opens("/").answers(code=code).presses("Åpne undersøkelsen")


def test_the_code_opens_the_invitation_and_stands_in_no_address(person: Person, code: str) -> None:
    types(person, code).sees("Kari").starts().sees("Neste")
    assert all(code not in page.path for page in person.before)


@pytest.mark.parametrize("between", ["", " ", "-", " - "])
def test_a_code_may_be_written_as_people_write(person: Person, code: str, between: str) -> None:
    types(person, f" {between.join(code.lower().split('-'))} ".replace("0", "o").replace("1", "l")).sees("Kari")


@pytest.mark.parametrize("wrong", ["", "XXXXX-XXXXX", "😀", "\u202eK7QM3", "' OR 1=1 --", "{{ 7*7 }}", "9" * 5000])
def test_a_wrong_code_is_told_and_opens_nothing(person: Person, code: str, wrong: str) -> None:
    types(person, wrong).meets(422).sees(WRONG).opens("/inn").meets(404)


def test_a_code_from_before_new_links_opens_nothing_any_more(person: Person, code: str, asked: AskedRound) -> None:
    assert issued(asked) == code
    types(person, code)
    issued(asked, fresh=True)
    person.opens("/inn").meets(404)
    types(person, code).sees(WRONG)


def test_a_code_to_a_closed_round_is_told_like_a_wrong_one(person: Person, code: str, asked: AskedRound) -> None:
    asked.close()
    types(person, code).meets(422).sees(WRONG)


def test_those_who_guess_must_wait_and_so_must_all(site: Site, person: Person, code: str) -> None:
    for _ in range(MOST_WRONG):
        types(person, "XXXXX-XXXXX")
    types(Person(site.app), code).meets(429).sees("Vent et minutt")


def test_only_the_codes_hmac_is_in_the_cookie(person: Person, code: str) -> None:
    types(person, code)
    cookie = person.client.get_cookie("medvirk")
    assert cookie is not None
    assert code.replace("-", "") not in cookie.value.replace("-", "")
