"""A demonstration can be filled on either database."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.reports.kinds import KINDS
from questionnaires.classifications import kommuner
from surveyapp.config import Settings
from surveyapp.demo import filling
from surveyapp.models import Response, Survey
from surveyapp.services import coursing, reporting, surveying
from surveyapp.services.reporting import SOURCES

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def site(session: Session, tmp_path: Path) -> filling.Site:
    settings = Settings.from_environment({"SURVEYAPP_ENVIRONMENT": "development", "INSTANCE_DIR": str(tmp_path)})
    return filling.Site(session, settings, NOW)


def test_the_demonstration_fills_four_surveys_marks_every_answer_and_has_a_report_of_every_kind(
    site: filling.Site,
) -> None:
    tour = filling.fill(site, progress=lambda _: None)
    assert [len(stop.links) for stop in tour.stops] == [1, 2, 1, 1]
    titles = {stop.title for stop in tour.stops}
    surveys = {survey.title: survey for survey in site.session.scalars(select(Survey)) if survey.title in titles}
    counts = {
        title: [each.submitted for each in surveying.overview(site.session, survey.id, NOW)]
        for title, survey in surveys.items()
    }
    assert sorted(counts.values()) == [[88, 104], [124, 97], [172, 196], [248, 231]]
    assert set(site.session.scalars(select(Response.synthetic).distinct())) == {True}
    rounds = surveying.overview(site.session, surveys["Kommuneundersøkelsen (syntetiske svar)"].id, NOW)
    assert [each.denominator for each in rounds] == [426, len(kommuner(on=date(2026, 1, 21)))]
    assert [each.state for each in rounds] == ["reported", "open"]
    there = reporting.reports(site.session)
    assert {each.kind for each in there if each.is_readable} == set(SOURCES) == set(KINDS)
    assert reporting.synthetic(site.session, there) == {each.id for each in there}


def test_the_demonstration_has_courses_of_which_some_are_due(site: filling.Site) -> None:
    filling.fill(site, progress=lambda _: None)
    first, second = coursing.places(site.session)
    assert (first.courses, second.courses, first.synthetic) == (12, 5, True)
    due = coursing.board(site.session, first.survey_id, NOW).due
    assert {"overdue", "today"} <= {each.haste for each in due}


def test_a_second_filling_keeps_what_is_there_and_gives_new_links(site: filling.Site) -> None:
    first = filling.fill(site, progress=lambda _: None)
    second = filling.fill(site, progress=lambda _: None)
    assert [stop.report for stop in first.stops] == [stop.report for stop in second.stops]
    assert first.key == second.key
    assert {link for stop in first.stops for link in stop.links}.isdisjoint(
        link for stop in second.stops for link in stop.links
    )
    assert first.password == second.password
