"""Setting a survey up on its pages: what an open round keeps, and what a broken questionnaire is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from questionnaires.definition import Questionnaire
from surveyapp.models import Participant, Round
from surveyapp.models.ids import norwegian_date
from surveyapp.services import preparing, surveying
from surveyapp.services.preparing import Description
from surveyapp.services.surveying import RoundPlan
from tests.sites import PASSWORD, AskedRound, PutSurvey, Site
from tests.surveyapp.services.municipalities import STATUS
from tests.surveyapp.stage import PLAN
from tests.surveyapp.test_rehearsal import DEAD_END
from tests.surveyapp.web.person import Person

TODAY = norwegian_date(datetime.now(UTC))
LATER = TODAY + timedelta(days=60)
COUNTED = date(2026, 1, 1)


def on_dates(site: Site, person: Person, questionnaire: Questionnaire) -> AskedRound:
    """She is on the dates of an open round."""
    survey = site.put(questionnaire)
    asked = survey.round(denominator=4, denominator_date=COUNTED)
    person.opens(f"/undersokelser/{survey.id}/runder/{asked.id}/datoer")
    person.answers(email=site.employ(survey), password=PASSWORD).presses("Logg inn")
    return asked


def stored(asked: AskedRound) -> Round:
    with asked.site.session() as session:
        return surveying.find_round(session, asked.survey_id, asked.id)


@pytest.mark.parametrize(
    ("field", "wanted", "told"),
    [
        ("opens_on", "2026-01-02", "første dag kan ikke endres"),
        ("denominator", "5", "antallet kommuner som skal svare, kan ikke endres"),
        ("denominator_date", "2026-02-01", "datoen for tellingen kan ikke endres"),
    ],
)
def test_what_decides_whom_an_open_round_counts_is_refused_at_its_field(
    site: Site, person: Person, field: str, wanted: str, told: str
) -> None:
    asked = on_dates(site, person, STATUS)
    person.answers(**{field: wanted}).presses("Lagre").meets(422).sees(told)
    assert any(href == f"#{field}" and told in words for words, href in person.page.links())
    assert (stored(asked).denominator, stored(asked).denominator_date) == (4, COUNTED)


def test_the_last_day_of_an_open_round_is_moved(site: Site, person: Person) -> None:
    asked = on_dates(site, person, STATUS)
    person.answers(closes_on=LATER.isoformat()).presses("Lagre").meets(200)
    assert stored(asked).closes_on == LATER


def test_how_many_persons_are_expected_is_told_anew_while_the_round_is_open(site: Site, person: Person) -> None:
    asked = on_dates(site, person, PLAN)
    person.answers(denominator="5").presses("Lagre").meets(200)
    assert stored(asked).denominator == 5


@pytest.fixture
def broken(site: Site, person: Person) -> AskedRound:
    """She is on the page of a draft that lacks a rehearsal alone, of a questionnaire with a path to nowhere."""
    survey: PutSurvey = site.put(DEAD_END)
    with site.session() as session:
        plan = RoundPlan(survey.version_id, "Start", TODAY, LATER, 4, COUNTED)
        asked = AskedRound(site, survey.id, surveying.add_round(session, survey.id, plan).id)
        preparing.describe(session, survey.id, Description("Bedre tilbud", health_data=False))
    person.opens(f"/undersokelser/{survey.id}/runder/{asked.id}")
    person.answers(email=site.employ(survey), password=PASSWORD).presses("Logg inn")
    return asked


def test_a_questionnaire_with_a_dead_end_is_told_and_keeps_its_round_shut(person: Person, broken: AskedRound) -> None:
    person.presses("Prøv skjemaet").meets(409).sees("1 vei som ikke kan leveres", "Prøv skjemaet: det besvares")
    assert stored(broken).rehearsed_at is None


def test_a_round_with_a_dead_end_does_not_open(person: Person, broken: AskedRound) -> None:
    person.presses("Prøv skjemaet").presses("Åpne runden").meets(409).sees("Runden kan ikke åpnes ennå")
    assert stored(broken).released_at is None


def with_units(site: Site, survey: PutSurvey, *names: str) -> None:
    with site.session() as session:
        for name in names:
            surveying.create_organisation(session, name, datetime.now(UTC), kind="unit", part_of=survey.organisation_id)


def test_the_units_that_are_chosen_get_a_link_each(site: Site, person: Person) -> None:
    survey = site.put("psfs_pilot_ansatte")
    with_units(site, survey, "Enhet nord", "Enhet sør", "Enhet vest")
    person.opens(f"/undersokelser/{survey.id}/runder/ny")
    person.answers(email=site.employ(survey), password=PASSWORD).presses("Logg inn")
    person.answers(label="Baseline", units=["Enhet nord", "Enhet vest"]).presses("Legg til runden").meets(200)
    with site.session() as session:
        (made,) = surveying.overview(session, survey.id, datetime.now(UTC))
        known = session.scalars(select(Participant.key).where(Participant.survey_id == survey.id)).all()
    assert (made.invited, sorted(known)) == (2, ["Enhet nord", "Enhet vest"])
    assert stored(AskedRound(site, survey.id, made.round_id)).denominator == 2


def test_whoever_changes_language_where_a_form_was_sent_is_led_to_the_page_of_it(site: Site, person: Person) -> None:
    survey = site.put("psfs")
    person.opens(f"/undersokelser/{survey.id}/runder/ny")
    person.answers(email=site.employ(survey), password=PASSWORD).presses("Logg inn")
    person.answers(label="Baseline").presses("Legg til runden")
    there = person.page.path
    person.presses("Åpne runden").meets(409).sees("Runden kan ikke åpnes ennå.")
    person.opens(f"{person.page.path}?lang=nn").meets(200).sees("Før runden opnar", "Baseline")
    assert person.page.path == there


def test_whoever_moves_a_round_that_another_has_ended_is_told_that_it_is_over(site: Site, person: Person) -> None:
    survey = site.put("psfs")
    asked = survey.round()
    person.opens(f"/undersokelser/{survey.id}/runder/{asked.id}/datoer")
    person.answers(email=site.employ(survey), password=PASSWORD).presses("Logg inn")
    asked.close()
    person.presses("Lagre").meets(422).sees("Runden er over, og datoene kan ikke endres.")


def test_a_gate_does_not_say_that_a_denominator_is_there_when_none_is(site: Site, person: Person) -> None:
    survey = site.put("psfs")
    person.opens(f"/undersokelser/{survey.id}/runder/ny")
    person.answers(email=site.employ(survey), password=PASSWORD).presses("Logg inn")
    person.answers(label="Uten", denominator="").presses("Legg til runden")
    person.sees("Nevneren er ikke bestemt, og trengs ikke for å åpne").does_not_see("Nevneren er bestemt")
    person.follows("Datoer og nevner").answers(denominator="30", denominator_date="2026-01-05").presses("Lagre")
    person.sees("Nevneren er bestemt")


def test_an_anonymous_survey_offers_no_units(site: Site, person: Person) -> None:
    survey = site.put("psfs_pilot_ansatte", "anonymous")
    with_units(site, survey, "Enhet øst")
    person.opens(f"/undersokelser/{survey.id}/runder/ny")
    person.answers(email=site.employ(survey), password=PASSWORD).presses("Logg inn")
    person.is_on("Ny runde").does_not_see("Enheter som skal svare")


@pytest.mark.parametrize(("language", "told"), [("nb", "Velg noe fra lista."), ("nn", "Vel noko frå lista.")])
def test_a_choice_that_is_not_there_is_refused_in_the_readers_language(
    site: Site, person: Person, language: str, told: str
) -> None:
    person.opens(f"/logg-inn?next=/undersokelser/ny&lang={language}")
    person.answers(email=site.employ(site.put(PLAN)), password=PASSWORD).presses("Logg inn")
    person.forges(questionnaire="borte").answers(title="T", purpose="P", privacy="anonymous")
    person.presses("Lag undersøkelsen" if language == "nb" else "Lag undersøkinga").meets(422).sees(told)
