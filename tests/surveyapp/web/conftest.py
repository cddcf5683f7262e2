from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites import AskedRound, PutSurvey, Site
from tests.surveyapp.web.person import Person

DATA = Path(__file__).parents[2] / "data"
EVERYTHING = (DATA / "everything.yaml").read_text(encoding="utf-8")
VARIANTS = (DATA / "variants.yaml").read_text(encoding="utf-8")
NO_CONTACT = re.sub(r"      - id: (email|phone)\n(?: {8}.*\n)+", "", EVERYTHING)
"""Every type that an anonymous survey may ask."""


@pytest.fixture
def person(site: Site) -> Person:
    return Person(site.app)


@pytest.fixture
def somebody(site: Site) -> Callable[[], Person]:
    """Another person, at another browser."""
    return lambda: Person(site.app)


@pytest.fixture
def everything(site: Site) -> PutSurvey:
    """A survey with every type of question."""
    return site.put(EVERYTHING)


@pytest.fixture
def asked(everything: PutSurvey) -> AskedRound:
    return everything.round()


@pytest.fixture
def begun(person: Person, asked: AskedRound) -> Person:
    """She has pressed Start, and sees the first page with every type of question."""
    return person.opens(asked.invite("K1")).starts()


@pytest.fixture
def in_variants(site: Site, person: Person) -> Callable[[str], Person]:
    """She answers for herself, and sees the first page of the variants in a language."""

    def begins(language: str) -> Person:
        link = site.put(VARIANTS).round().invite("K1")
        person.opens(f"{link}?lang={language}").starts()
        return person.answers(role="self").presses("Next" if language == "en" else "Neste")

    return begins
