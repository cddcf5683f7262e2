from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites import AskedRound, PutSurvey, Site
from tests.surveyapp.web.person import Person

EVERYTHING = (Path(__file__).parents[2] / "data" / "everything.yaml").read_text(encoding="utf-8")


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
