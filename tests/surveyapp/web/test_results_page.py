"""Owners look at a round's results while it is open: none of few, the same until enough have come, by group."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from surveyapp.services import showing
from tests.sites import PASSWORD, AskedRound, PutSurvey, Site
from tests.surveyapp.web.handed_in import hand_in
from tests.surveyapp.web.person import Person

PICTURE = re.compile(r'<img src="([^"]+figur.svg[^"]+)" loading="lazy"')


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    return site.put("brukererfaring", "anonymous")


@pytest.fixture
def asked(survey: PutSurvey) -> AskedRound:
    return survey.round()


def told(survey: PutSurvey) -> None:
    """What the worker does each minute."""
    with survey.site.session() as session:
        showing.tell_due(session, datetime.now(UTC))


def owner(person: Person, asked: AskedRound, survey: PutSurvey, path: str = "") -> str:
    at = f"/undersokelser/{asked.survey_id}/runder/{asked.id}/resultater{path}"
    person.opens(at).answers(email=survey.site.employ(survey), password=PASSWORD).presses("Logg inn")
    return person.response.get_data(as_text=True)


def answered(many: int, role: str = "self", understood: int = 5) -> list[dict[str, object]]:
    return [{"role": role, "forsto": str(understood)} for _ in range(many)]


def test_a_round_that_nobody_has_answered_says_so(person: Person, survey: PutSurvey, asked: AskedRound) -> None:
    assert "Ingen har svart ennå." in owner(person, asked, survey)


def test_of_few_nothing_is_shown(person: Person, survey: PutSurvey, asked: AskedRound) -> None:
    hand_in(asked, answered(19))
    shown = owner(person, asked, survey)
    assert "Kan ikke vises: færre enn 20 har svart." in shown
    assert "<table" not in shown


def test_of_enough_figures_and_tables_are_shown(person: Person, survey: PutSurvey, asked: AskedRound) -> None:
    hand_in(asked, [*answered(12, understood=5), *answered(8, understood=4)])
    told(survey)
    shown = owner(person, asked, survey)
    assert "Tallene er fra da 20 hadde svart" in shown
    drawn = PICTURE.findall(shown)
    assert drawn
    picture = person.client.get(unescape(drawn[0]))
    assert (picture.mimetype, picture.status_code) == ("image/svg+xml", 200)
    assert "12 (60\u00a0%)" in shown


def test_a_group_that_is_large_enough_is_shown_alone(person: Person, survey: PutSurvey, asked: AskedRound) -> None:
    mixed = [*answered(10, "self", 5), *answered(10, "self", 4), *answered(10, "proxy", 5), *answered(10, "proxy", 4)]
    hand_in(asked, mixed)
    told(survey)
    shown = owner(person, asked, survey, "?gruppe=proxy")
    assert 'aria-current="page">' in shown
    assert "20 svar" in shown


def test_a_group_that_nobody_may_be_told_of_is_as_if_it_were_not_asked_for(
    person: Person, survey: PutSurvey, asked: AskedRound
) -> None:
    hand_in(asked, [*answered(28), *answered(2, "proxy")])
    told(survey)
    shown = owner(person, asked, survey, "?gruppe=proxy")
    assert "gruppe=proxy" not in shown


def test_a_reader_of_reports_does_not_see_them(person: Person, survey: PutSurvey, asked: AskedRound) -> None:
    at = f"/undersokelser/{asked.survey_id}/runder/{asked.id}/resultater"
    person.opens(at).answers(email=survey.site.employ(survey, "reader"), password=PASSWORD).presses("Logg inn")
    assert person.response.status_code == 403


def test_while_numbers_are_found_the_page_says_so_and_comes_anew_by_itself(
    person: Person, survey: PutSurvey, asked: AskedRound
) -> None:
    hand_in(asked, answered(20))
    assert "Nye tall regnes ut nå." in owner(person, asked, survey)
    assert person.response.headers["Refresh"] == "4"
    told(survey)
    person.opens(f"/undersokelser/{asked.survey_id}/runder/{asked.id}/resultater")
    assert "Refresh" not in person.response.headers
    assert "Tallene er fra da 20 hadde svart" in person.response.get_data(as_text=True)
