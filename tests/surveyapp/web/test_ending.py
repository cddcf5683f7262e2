"""Owners see how far a round has come, declare its result reported, and read what is kept when its answers are gone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from surveyapp.models import Round
from surveyapp.models.ids import norwegian_date
from surveyapp.services import retaining
from surveyapp.services.retaining import Wanted
from tests.sites import PASSWORD, AskedRound, PutSurvey, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.person import Person

TODAY = norwegian_date(datetime.now(UTC))
STEP = re.compile(r'<span>([^<]+)<span class="ds-sr-only">: ([^<]+)</span>')


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    return site.put(PLAN)


@pytest.fixture
def over(survey: PutSurvey, person: Person) -> AskedRound:
    """A round that was over yesterday, and opened without a rehearsal; one person had begun."""
    asked = survey.round(opens=-10, closes=30)
    person.opens(asked.invite("F-102")).starts()
    ends_yesterday(asked)
    return asked


def ends_yesterday(asked: AskedRound) -> None:
    with asked.site.session() as session:
        session.get_one(Round, (asked.survey_id, asked.id)).closes_on = TODAY - timedelta(days=1)
        session.commit()


def place_of(asked: AskedRound, page: str = "") -> str:
    return f"/undersokelser/{asked.survey_id}/runder/{asked.id}{page}"


def owner(person: Person, survey: PutSurvey, path: str) -> Person:
    return person.opens(path).answers(email=survey.site.employ(survey), password=PASSWORD).presses("Logg inn")


def standing(person: Person) -> dict[str, str]:
    """Each step and where the round stands beside it, as it is read aloud."""
    return dict(STEP.findall(person.response.get_data(as_text=True)))


def test_a_round_that_is_over_says_so_and_what_comes(person: Person, survey: PutSurvey, over: AskedRound) -> None:
    owner(person, survey, place_of(over))
    assert standing(person) == {
        "Utkast": "ferdig",
        "Prøvd": "ikke gjort",
        "Åpen": "ferdig",
        "Avsluttet": "her er runden nå",
        "Rapportert": "ikke ennå",
        "Slettet": "ikke ennå",
    }


def test_the_survey_page_shows_the_same_steps(person: Person, survey: PutSurvey, over: AskedRound) -> None:
    owner(person, survey, f"/undersokelser/{survey.id}")
    assert standing(person)["Avsluttet"] == "her er runden nå"


def test_a_result_is_declared_reported_by_one_who_is_told_what_nobody_signed(
    person: Person, survey: PutSurvey, over: AskedRound
) -> None:
    owner(person, survey, place_of(over)).follows("Meld resultatet rapportert")
    person.sees("1 svar er påbegynt, men ikke underskrevet og levert.").presses("Meld rapportert")
    assert standing(person)["Rapportert"] == "her er runden nå"
    person.presses("Angre at den er rapportert")
    assert standing(person)["Avsluttet"] == "her er runden nå"


@pytest.mark.parametrize(
    ("days", "words"), [(1, "Dagen er ikke kommet."), (-3, "Runden var ikke over den dagen.")], ids=["future", "early"]
)
def test_a_day_that_will_not_do_is_refused_at_its_field(
    person: Person, survey: PutSurvey, over: AskedRound, days: int, words: str
) -> None:
    owner(person, survey, place_of(over, "/rapportert"))
    person.answers(reported_on=(TODAY + timedelta(days=days)).isoformat()).presses("Meld rapportert")
    person.meets(422).sees(words)


def test_an_open_round_cannot_be_reported(person: Person, survey: PutSurvey) -> None:
    owner(person, survey, place_of(survey.round(), "/rapportert")).presses("Meld rapportert")
    person.meets(422).sees("Runden er ikke over ennå.")


def test_a_round_whose_answers_are_gone_keeps_its_counts_and_offers_nothing(
    person: Person, survey: PutSurvey, over: AskedRound
) -> None:
    with survey.site.session() as session:
        retaining.change_plan(session, survey.id, Wanted(TODAY, "erase", 0), datetime.now(UTC))
        retaining.retain(session, datetime.now(UTC))
    owner(person, survey, place_of(over)).sees("Svarene ble slettet", "0 leverte svar, 1 inviterte")
    assert standing(person) == {
        "Utkast": "ferdig",
        "Prøvd": "ikke gjort",
        "Åpen": "ferdig",
        "Avsluttet": "ferdig",
        "Rapportert": "ikke gjort",
        "Slettet": "her er runden nå",
    }
    person.does_not_see("Arbeid med runden")
    person.opens(f"/undersokelser/{survey.id}").sees("Antall inviterte og leverte er beholdt fra da.")
    person.opens(place_of(over, "/rapportert")).presses("Meld rapportert").meets(410).is_on("Svarene er slettet")


def test_what_is_to_be_unlinked_is_not_said_to_be_deleted(person: Person, survey: PutSurvey, over: AskedRound) -> None:
    with survey.site.session() as session:
        retaining.change_plan(session, survey.id, Wanted(TODAY, "unlink", 0), datetime.now(UTC))
        retaining.retain(session, datetime.now(UTC))
    owner(person, survey, place_of(over))
    assert standing(person)["Frakoblet"] == "her er runden nå"
    assert "Slettet" not in standing(person)
