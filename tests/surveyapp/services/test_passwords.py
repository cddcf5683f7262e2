"""Which passwords are good enough: what a Norwegian would try first is not, however long."""

from __future__ import annotations

import pytest

from surveyapp.models.errors import WeakPasswordError
from surveyapp.services.accounts import guessable, passwords

KARI = ("Kari Nordmann", "kari@kristiansand.kommune.no")

REFUSED = {
    "kort": "short",
    "x" * 201: "long",
    "123456789987654321": "weak",
    "qwertyuiopåasdfghjkl": "weak",
    "passord passord 123": "weak",
    "sommer sommer sommer": "weak",
    "sommeren2026sommeren": "weak",
    "velkommentiloss!": "weak",
    "Kari Nordmann er best": "weak",
    "ja vi elsker dette landet": "weak",
    "JaViElskerDetteLandet!": "weak",
    "god jul og godt nytt år 2026": "weak",
    "correct horse battery staple": "weak",
    "lampe torsk gitar mandag": "weak",
    "velkommen til oss": "usual",
    "hei på deg du der": "usual",
    "Sommeren 2026 i Oslo": "usual",
    "Velkommen til Kristiansand kommune": "usual",
    "rehabilitering i kommunen 2026": "usual",
    "dette er et hemmelig passord": "usual",
    "jeg elsker kaffe og taco": "usual",
    "sommer vinter vår høst": "usual",
    "logg inn på medvirk nå": "usual",
}
TAKEN = (
    "lampe elg torsk gitar",
    "ekorn maler fjorder lilla",
    "gul sykkel under trappa synger",
    "to fugler på et stille vann",
    "en hel setning er lett å huske",
    "qxvjkzmwhrtpgbn",
    "x7#kQ!v9Lm2@pZ4",
)


@pytest.mark.parametrize(("password", "why"), REFUSED.items())
def test_what_is_easily_guessed_is_refused_and_why(password: str, why: str) -> None:
    with pytest.raises(WeakPasswordError) as refused:
        passwords.require_strong(password, *KARI)
    assert refused.value.why == why


@pytest.mark.parametrize("password", TAKEN)
def test_words_that_do_not_belong_together_and_random_letters_are_taken(password: str) -> None:
    passwords.require_strong(password, *KARI)


def test_a_sentence_is_worth_what_its_words_are() -> None:
    # A common word, two little ones, a municipality, a year, a word that came before, and four letters of nobody's.
    written = "Velkommen til vår Farsund-2026 velkommen xqzj"
    assert guessable.guesses(written, frozenset()) == 100 * 10 * 10 * 100 * 100 * 2 * 10**4


def test_ones_own_words_are_worth_little() -> None:
    assert guessable.guesses("nordmann", frozenset({"nordmann"})) == 10
    assert guessable.guesses("nordmann", frozenset()) == 10**8
