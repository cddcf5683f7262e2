from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from surveyapp.models import ReturnCode
from surveyapp.web.guessing import MOST_WRONG, TRIES
from tests.sites import AskedRound, Site
from tests.surveyapp.web.conftest import NO_CONTACT
from tests.surveyapp.web.person import Person

CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b")

Somebody = Callable[[], Person]


def types(person: Person, code: str) -> Person:
    return person.opens("/").answers(code=code).presses("Åpne undersøkelsen")


def code_on(person: Person) -> str:
    return str(CODE.findall(person.page.text)[0])


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    TRIES.forget()
    yield
    TRIES.forget()


@pytest.fixture
def anonymous(site: Site) -> AskedRound:
    return site.put(NO_CONTACT, "anonymous").round()


@pytest.fixture
def left(anonymous: AskedRound, person: Person) -> Person:
    """She has answered one question of an anonymous survey, and asked to go on later."""
    return person.opens(anonymous.open_link()).starts().answers(plan="no").presses("Fortsett senere")


def test_an_anonymous_draft_goes_on_in_another_browser(left: Person, somebody: Somebody) -> None:
    types(somebody(), code_on(left)).is_on("Tall").goes_back().holds(plan="no")


def test_the_check_page_lets_her_go_on_later_and_hands_nothing_in(left: Person, somebody: Somebody) -> None:
    left.follows("Fortsett nå").goes_to_the_check_page().presses("Fortsett senere").is_on("Svarene er lagret")
    types(somebody(), code_on(left)).meets(200).does_not_see("Svarene er levert")


def test_the_code_on_the_kitchen_table_stays_true(left: Person) -> None:
    code = code_on(left)
    left.follows("Fortsett nå").presses("Fortsett senere")
    assert code_on(left) == code


def test_the_code_is_given_only_when_asked_for(left: Person, anonymous: AskedRound, somebody: Somebody) -> None:
    other = somebody().opens(anonymous.open_link()).starts()
    other.opens(re.sub("/side/.*", "/senere", other.page.path))
    assert not CODE.findall(other.page.text)
    assert code_on(other.presses("Vis koden")) != code_on(left)


def test_no_code_is_stored_as_it_is_typed(left: Person, site: Site) -> None:
    with site.session() as session:
        stored = session.scalars(select(ReturnCode.code)).all()
    assert {len(each) for each in stored} == {32}
    assert all(code_on(left).encode() not in each for each in stored)


@pytest.mark.parametrize(
    "typed", ["K7QM3-XPD9T", "👩🏽‍🦽", "\x00", "' OR 1=1 --", "x" * 5000, "\u202eabc", "{{ config }}", "-"]
)
def test_a_wrong_code_gets_a_plain_answer(typed: str, left: Person) -> None:
    types(left, typed).meets(422).sees("Koden åpner ingen undersøkelse.")


def test_a_code_whose_round_is_over_is_like_any_wrong_one(
    left: Person, anonymous: AskedRound, somebody: Somebody
) -> None:
    code = code_on(left)
    anonymous.close()
    over, wrong = (types(somebody(), typed).meets(422).page.text for typed in (code, "K7QM3-XPD9T"))
    assert over == wrong


def test_guessing_is_stopped_for_right_codes_too(left: Person, somebody: Somebody) -> None:
    code, guesser = code_on(left), somebody()
    for _ in range(MOST_WRONG):
        types(guesser, "K7QM3-XPD9T")
    types(somebody(), code).meets(429).is_on("Vent et minutt")


def test_no_code_is_in_the_log(left: Person, somebody: Somebody, capfd: pytest.CaptureFixture[str]) -> None:
    code = code_on(left)
    types(somebody(), code)
    types(somebody(), "K7QM3-XPD9T")
    told = "".join(capfd.readouterr())
    assert code not in told
    assert "K7QM3" not in told
