"""A round that some municipalities answer: named one by one, checked against the register of the day."""

from __future__ import annotations

import pytest

from surveyapp.models import Participant, Round
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.web.person import Person

# SSB's register on 1 September 2026: 4203 Arendal and 4204 Kristiansand are in Agder, 0301 is Oslo.
DAY = "2026-09-01"


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    return site.put("kommuneundersokelsen", "identified")


@pytest.fixture
def planner(site: Site, person: Person, survey: PutSurvey) -> Person:
    person.opens("/logg-inn").answers(email=site.employ(survey), password=PASSWORD).presses("Logg inn")
    person.opens(f"/undersokelser/{survey.id}/runder/ny")
    dates = {"opens_on": DAY, "closes_on": "2026-10-01", "denominator_date": DAY}
    return person.answers(label="Baseline", invites="y", **dates)


def test_those_that_are_named_are_the_denominator_and_are_invited(
    site: Site, survey: PutSurvey, planner: Person
) -> None:
    planner.answers(only="arendal, 4204\n\nOslo\n4203").presses("Legg til runden").is_on("Baseline Utkast")
    with site.session() as session:
        assert session.query(Round).filter_by(survey_id=survey.id).one().denominator == 3
        assert {each.key for each in session.query(Participant).filter_by(survey_id=survey.id)} == {
            "4203",
            "4204",
            "0301",
        }


def test_each_that_is_unknown_is_told_by_its_line(site: Site, survey: PutSurvey, planner: Person) -> None:
    planner.answers(only="Arendal\n4299, Oslo\nAtlantis").presses("Legg til runden").meets(422)
    planner.sees("linje 2: «4299»; linje 3: «Atlantis»").holds(only="Arendal\n4299, Oslo\nAtlantis")
    with site.session() as session:
        assert session.query(Round).filter_by(survey_id=survey.id).count() == 0


def test_one_outside_the_chosen_county_is_not_there(planner: Person) -> None:
    planner.answers(county="42", only="Arendal\nOslo").presses("Legg til runden").meets(422).sees("linje 2: «Oslo»")


def test_nobody_named_is_all_of_the_county(site: Site, survey: PutSurvey, planner: Person) -> None:
    planner.answers(county="42", only=" \n").presses("Legg til runden")
    with site.session() as session:
        # Agder has 25 municipalities.
        assert session.query(Round).filter_by(survey_id=survey.id).one().denominator == 25
