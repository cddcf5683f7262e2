"""A user, a patient and a municipality, each from the link to the receipt by keyboard alone, and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from questionnaires.library import paths
from questionnaires.loading import load_file
from surveyapp.models import Response
from surveyapp.synthetic import Person, answers
from tests.journeys.respondent import Respondent
from tests.sites import AskedRound, Site


@pytest.fixture(params=["by keyboard alone", "without scripts"])
def respondent(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Respondent]:
    by_keyboard = request.param == "by keyboard alone"
    context = browser.new_context(
        locale="nb-NO", viewport={"width": 360, "height": 740}, java_script_enabled=by_keyboard
    )
    yield Respondent(context.new_page(), by_keyboard)
    context.close()


def made_up(questionnaire: str, **chosen: Any) -> dict[str, Any]:
    """Synthetic answers to a shipped questionnaire, with some of them chosen."""
    person = Person(0.5, 2.5, 0.0, date(2025, 1, 1), "", 1, None)
    return {**answers(load_file(paths()[questionnaire]), person, Random(5)), **chosen}


def stored(asked: AskedRound) -> dict[str, Any]:
    with asked.site.session() as session:
        row = session.execute(select(Response.answers, Response.state).where(Response.round_id == asked.id)).one()
    assert row[1] == "submitted"
    return dict(row[0])


@pytest.mark.parametrize("role", ["self", "proxy"])
def test_a_user_tells_of_her_experience_herself_or_through_another(
    role: str, respondent: Respondent, site: Site, address: str
) -> None:
    asked = site.put("brukererfaring", "anonymous").round()
    given = made_up("brukererfaring", role=role)
    respondent.opens(address + asked.open_link()).starts().answers_everything(given).hands_in()
    respondent.sees("Takk, svarene er levert")
    assert stored(asked)["role"] == role


def test_a_patient_rates_her_own_activities_and_meets_them_again(
    respondent: Respondent, site: Site, address: str
) -> None:
    survey = site.put("psfs")
    start, followup = survey.round("Start"), survey.round("Oppfølging")
    first = {"role": "self", "aktivitet": {"1": "gå i trapp", "2": "lage middag"}, "klarer": {"1": 3, "2": 4}}
    respondent.opens(address + start.invite("P1")).starts().answers_everything(first).hands_in()
    respondent.opens(address + followup.invite("P1")).starts()
    again = {"role": "self", "klarer": {"1": 7, "2": "not_tried"}}
    respondent.answers_everything(again).sees("gå i trapp").hands_in()
    assert stored(followup)["klarer"] == {"1": 7, "2": "not_tried"}


def test_a_municipality_answers_in_its_own_name(respondent: Respondent, site: Site, address: str) -> None:
    asked = site.put("kommuneundersokelsen", "identified").round()
    link = asked.invite("4204", "Kristiansand kommune")
    given = made_up("kommuneundersokelsen")
    respondent.opens(address + link).starts().follows("Om svaret").answers_everything(given)
    respondent.presses("Til godkjenning").fills(name="Ola Eksempel", job="Kommunedirektør", may="yes")
    respondent.presses("Godkjenn og lever")
    assert stored(asked)["B1"] == given["B1"]
