"""A round that some municipalities answer: named one by one, checked against the register of the day."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest

from questionnaires.classifications import kommuner
from surveyapp.models import Participant, Round
from surveyapp.web.staff import named
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


def test_who_follows_the_answers_sees_those_that_are_named_and_no_other(
    site: Site, survey: PutSurvey, planner: Person
) -> None:
    planner.answers(only="Oslo, 4203, Kristiansand").presses("Legg til runden")
    with site.session() as session:
        asked = session.query(Round).filter_by(survey_id=survey.id).one().id
    told = planner.client.get(f"/oversikt/{survey.id}/{asked}").text
    assert all(words in told for words in ("0 av 3 har svart", "Runden spør bare noen av dem"))


def test_each_that_is_unknown_is_told_by_its_line(site: Site, survey: PutSurvey, planner: Person) -> None:
    planner.answers(only="Arendal\n4299, Oslo\nAtlantis").presses("Legg til runden").meets(422)
    planner.sees("linje 2: «4299»; linje 3: «Atlantis»").holds(only="Arendal\n4299, Oslo\nAtlantis")
    with site.session() as session:
        assert session.query(Round).filter_by(survey_id=survey.id).count() == 0


# In SSB's register of that day: two are called Våler, and 2021's 5430 is Guovdageaidnu - Kautokeino, 5612 from 2024.
@pytest.mark.parametrize(
    ("pasted", "keys"),
    [
        ("0301\tOslo\n4203\tArendal", {"0301", "4203"}),
        ("Oslo 0301; Arendal kommune", {"0301", "4203"}),
        ("301", {"0301"}),
        ("• Oslo\n- Arendal.", {"0301", "4203"}),
        ("Guovdageaidnu\nguovdageaidnu - kautokeino\nKautokeino", {"5612"}),
        ("Våler (Østfold)", {"3114"}),
        ("Nord-Aurdal, Sør-Aurdal, Midtre Gauldal", {"3449", "3451", "5027"}),
    ],
)
def test_a_list_is_read_as_it_is_pasted(
    site: Site, survey: PutSurvey, planner: Person, pasted: str, keys: set[str]
) -> None:
    planner.answers(only=pasted).presses("Legg til runden").is_on("Baseline Utkast")
    with site.session() as session:
        assert {each.key for each in session.query(Participant).filter_by(survey_id=survey.id)} == keys


@pytest.mark.parametrize("pasted", ["0301 Arendal", "Oslo Arendal", "🏔️", "0", "kommune", "-"])
def test_what_is_no_municipality_or_two_at_once_is_not_guessed(planner: Person, pasted: str) -> None:
    planner.answers(only=pasted).presses("Legg til runden").meets(422).sees("linje 1: ")


def test_a_name_that_two_have_is_told_with_both(planner: Person) -> None:
    planner.answers(only="Oslo\nVåler").presses("Legg til runden").meets(422)
    planner.sees("linje 2: «Våler», skriv Våler (Innlandet) eller Våler (Østfold).")


def test_a_wrong_list_is_told_of_in_short(planner: Person) -> None:
    planner.answers(only="x" * 3000 + "\nAtlantis" * 30).presses("Legg til runden").meets(422)
    planner.sees(f"linje 1: «{'x' * 60}…»", "og 21 til.").does_not_see("x" * 61 + "…")


def test_one_outside_the_chosen_county_is_not_there(planner: Person) -> None:
    planner.answers(county="42", only="Arendal\nOslo").presses("Legg til runden").meets(422).sees("linje 2: «Oslo»")


def test_nobody_named_is_all_of_the_county(site: Site, survey: PutSurvey, planner: Person) -> None:
    planner.answers(county="42", only=" \n").presses("Legg til runden")
    with site.session() as session:
        # Agder has 25 municipalities.
        assert session.query(Round).filter_by(survey_id=survey.id).one().denominator == 25


def test_a_line_that_is_no_name_at_all_is_told_at_once() -> None:
    since = perf_counter()
    (found,) = named.read("a" + "!" * 20_000 + "a", kommuner(on=date.fromisoformat(DAY)))
    assert found.may_be == set()
    assert perf_counter() - since < 1
