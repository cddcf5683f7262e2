"""Reports about each of many on pages: begun by one press, followed, stopped, tried again, and published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from surveyapp.models import Report
from surveyapp.models.transactions import writing
from surveyapp.services import reporting
from surveyapp.web.building import NAME
from tests.sites import PutSurvey, Site
from tests.surveyapp.services.test_reports_of_municipalities import DAYS, KOMMUNER, answers, hand_in
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.test_reports import Watched, signs_in

MANY = 12


@pytest.fixture
def builder(site: Site) -> Iterator[Watched]:
    before, watched = site.app.extensions[NAME], Watched()
    site.app.extensions[NAME] = watched
    yield watched
    site.app.extensions[NAME] = before


@pytest.fixture
def survey(site: Site, tmp_path: Path) -> PutSurvey:
    """Two rounds that the same municipalities have answered."""
    put = site.put(KOMMUNER, "identified")
    for day in DAYS[1:]:
        asked = put.round(str(day.year), denominator=400, denominator_date=day)
        with site.session() as session:
            hand_in(session, put.id, asked.id, tmp_path / "svar.csv", answers(day, 2)[:MANY])
    return put


@pytest.fixture
def owner(site: Site, person: Person, survey: PutSurvey, builder: Watched) -> Person:
    """On the page of a batch that has just been begun."""
    signs_in(person, site.employ(survey)).opens("/rapporter/ny/municipality")
    person.follows("Kommunens rapport for alle kommuner")
    with site.session() as session:
        first = next(each for each in reporting.subjects(session, "municipality") if each.survey_id == survey.id)
    return person.answers(of=first.key).presses("Bygg alle")


def made(site: Site, survey: PutSurvey, state: str, how_many: int) -> list[UUID]:
    """Some that wait have come so far."""
    now = datetime.now(UTC)
    with site.session() as session, writing(session):
        waiting = (Report.survey_id == survey.id, Report.state == "waiting")
        found = list(session.scalars(select(Report).where(*waiting).order_by(Report.id).limit(how_many)))
        for each in found:
            if state == "ready":
                each.folder, each.sha256, each.built_at = str(each.id), "0" * 64, now
            else:
                each.problem = "disk"
            each.state = state  # type: ignore[assignment]
        return [each.id for each in found]


def test_a_batch_is_begun_by_one_press_and_comes_anew_while_it_goes_on(owner: Person, builder: Watched) -> None:
    owner.sees("Kommunens rapport for alle kommuner", f"0 av {MANY} er klare", "Rapportene bygges.")
    assert owner.response.headers["Refresh"] == "10"
    assert builder.started >= 1


def test_without_rounds_it_says_what_to_choose(site: Site, person: Person, survey: PutSurvey) -> None:
    signs_in(person, site.employ(survey)).opens("/rapporter/ny/municipality/alle").presses("Bygg alle").meets(422)
    person.sees("Velg hvilke runder rapporten skal sammenligne.")


def test_a_kind_about_all_is_not_made_for_each(site: Site, person: Person, survey: PutSurvey) -> None:
    signs_in(person, site.employ(survey)).opens("/rapporter/ny/national/alle").is_on("Ny rapport")


def test_how_far_it_has_come_and_how_long_it_takes_is_shown(site: Site, owner: Person, survey: PutSurvey) -> None:
    made(site, survey, "ready", 5)
    owner.reloads().sees(f"5 av {MANY} er klare", "Under ett minutt igjen.")


def test_what_failed_is_named_with_the_reason_and_tried_again(site: Site, owner: Person, survey: PutSurvey) -> None:
    made(site, survey, "failed", 2)
    made(site, survey, "ready", MANY)
    owner.reloads().sees("2 ble ikke bygget", "Det er ikke plass på disken.", f"{MANY - 2} av {MANY} er klare")
    owner.presses("Prøv på nytt").sees("Rapportene bygges.").does_not_see("ikke bygget")


def test_a_batch_is_stopped_and_gone_on_with(site: Site, owner: Person, survey: PutSurvey) -> None:
    made(site, survey, "ready", 2)
    owner.reloads().presses("Stopp").sees("Stoppet.", f"{MANY - 2} rapporter er ikke påbegynt.")
    assert "Refresh" not in owner.response.headers
    owner.presses("Fortsett").sees(f"2 av {MANY} er klare", "Rapportene bygges.")


def test_those_that_are_ready_are_published_together(site: Site, owner: Person, survey: PutSurvey) -> None:
    made(site, survey, "ready", MANY)
    owner.reloads().follows("Publiser dem som er klare").sees(f"Publiser {MANY} rapporter")
    owner.presses("Publiser").sees(f"{MANY} rapporter er publisert.").does_not_see("Publiser dem som er klare")


def test_nothing_to_publish_leads_back_to_the_batch(owner: Person) -> None:
    there = owner.response.request.path
    owner.opens(f"{there}/publiser").sees(f"0 av {MANY} er klare").does_not_see("Publiser 0 rapporter")


def test_the_list_is_narrowed_down_to_those_that_are_looked_for(site: Site, owner: Person, survey: PutSurvey) -> None:
    made(site, survey, "ready", MANY)
    owner.reloads().follows("Se rapportene").sees("Ord i tittelen")
    with site.session() as session:
        titles = list(session.scalars(select(Report.title).where(Report.survey_id == survey.id).order_by(Report.id)))
    place = titles[0].partition(" ")[0].upper()
    owner.opens(f"/rapporter?sok={place}&slag=municipality").sees(titles[0]).does_not_see(titles[1])
    owner.opens("/rapporter?sok=finnes+ikke").sees("Ingen rapporter passer til dette.")


def test_rounds_that_are_no_rounds_are_not_found(site: Site, owner: Person, survey: PutSurvey) -> None:
    owner.opens(f"/rapporter/alle/{survey.id}/municipality/nb/1-2").meets(404)


def test_a_round_is_not_compared_with_itself(owner: Person) -> None:
    batch, _, rounds = owner.response.request.path.rpartition("/")
    first, second = rounds.split("+")
    owner.opens(f"{batch}/{first}+{first}").meets(404)
    owner.opens(f"{batch}/{first}+{second}").meets(200)
