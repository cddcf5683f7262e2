"""What must be agreed to is agreed to before anything is begun."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from surveyapp.models import Response, Revision
from tests.sites import AskedRound, Site
from tests.surveyapp.web.person import Person

STUDY = """
id: study
title: {nb: Prøve}
languages: [nb]
unit: person
about: {nb: Vi vil vite hvordan det går.}
pages:
  - id: forst
    title: {nb: Først}
    questions:
      - id: agrees
        type: consent
        required: true
        when_empty: {nb: Kryss av for at svarene kan brukes til forskning.}
        text: {nb: Svarene mine kan brukes til forskning.}
        help: {nb: Bare forskerne ser dem.}
      - {id: a, type: choice, text: {nb: A?}, choices: {yes: {nb: Ja}, no: {nb: Nei}}}
  - id: siden
    title: {nb: Siden}
    questions: [{id: b, type: choice, text: {nb: B?}, choices: {yes: {nb: Ja}, no: {nb: Nei}}}]
"""


@pytest.fixture
def study(site: Site) -> AskedRound:
    return site.put(STUDY).round()


def begun(site: Site, asked: AskedRound) -> list[tuple[dict[str, object], int]]:
    with site.session() as session:
        rows = session.execute(select(Response.answers, Response.revision).where(Response.round_id == asked.id))
        return [(answers, revision) for answers, revision in rows]


def test_without_consent_nothing_is_begun_and_the_page_says_what_to_do(
    person: Person, site: Site, study: AskedRound
) -> None:
    person.opens(study.invite("K1")).sees("Svarene mine kan brukes til forskning.", "Bare forskerne ser dem.")
    person.starts().meets(422).sees("Kryss av for at svarene kan brukes til forskning.")
    assert person.page.title.startswith("Feil:")
    assert begun(site, study) == []


def test_consent_is_the_first_answer_and_the_first_revision(person: Person, site: Site, study: AskedRound) -> None:
    person.opens(study.invite("K1")).answers(agrees="yes").starts().is_on("Først").holds(agrees="yes")
    assert begun(site, study) == [({"agrees": "yes"}, 1)]
    with site.session() as session:
        changes = session.scalars(select(Revision.changes).where(Revision.survey_id == study.survey_id)).all()
    assert changes == [{"agrees": [None, "yes"]}]


def test_what_was_agreed_to_is_not_asked_for_when_coming_back(person: Person, study: AskedRound) -> None:
    link = study.invite("K1")
    person.opens(link).answers(agrees="yes").starts().opens(link).presses("Fortsett der du var").is_on("Først")


@pytest.mark.parametrize("forged", ["no", "YES", "yes; drop", "true"])
def test_only_the_tick_is_consent(forged: str, person: Person, site: Site, study: AskedRound) -> None:
    person.opens(study.invite("K1")).forges(agrees=forged).starts().meets(422)
    assert begun(site, study) == []


def test_each_anonymous_answer_needs_a_consent_of_its_own(person: Person, site: Site) -> None:
    asked = site.put(STUDY, "anonymous").round()
    link = asked.open_link()
    person.opens(link).answers(agrees="yes").starts().opens(link).presses("Start på nytt").meets(422)
    person.answers(agrees="yes").presses("Start på nytt").is_on("Først")
    assert len(begun(site, asked)) == 2
