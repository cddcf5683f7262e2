"""Reports on what nobody gave are known from others wherever they are met, and so is a quarter in every language."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from flask_babel import force_locale

from surveyapp.models import Report
from surveyapp.services import planning, reporting
from surveyapp.services.planning import NewPlan
from surveyapp.services.reporting import Order
from surveyapp.web.staff.report_words import title_of
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.services.recipes_pilots import put_pilot
from tests.surveyapp.web.person import Person

BANNER = "dette er en demonstrasjon"


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    return site.put("psfs")


@pytest.fixture
def owner(site: Site, person: Person, survey: PutSurvey) -> Person:
    email = site.employ(survey)
    return person.opens("/logg-inn").answers(email=email, password=PASSWORD).presses("Logg inn")


def put_plan(site: Site, survey: PutSurvey, *, synthetic: bool) -> UUID:
    with site.session() as session:
        wanted = NewPlan("Handlingsplan", 2026, synthetic=synthetic)
        return planning.create_plan(session, survey.organisation_id, wanted, datetime.now(UTC))


def ordered(site: Site, plan_id: UUID, *, rehearsed: bool = False) -> UUID:
    with site.session() as session:
        wanted = Order(kind="plan_quarter", plan_id=plan_id, year=2026, quarter=2, rehearsed=rehearsed)
        return reporting.order(session, wanted, datetime.now(UTC))


def test_a_report_on_what_is_synthetic_says_so_in_the_list_and_on_its_page(
    site: Site, owner: Person, survey: PutSurvey
) -> None:
    made = ordered(site, put_plan(site, survey, synthetic=True))
    owner.opens("/rapporter").sees(BANNER, "Syntetisk")
    owner.opens(f"/rapporter/{made}").sees(BANNER)


def test_a_report_on_what_is_real_says_nothing_of_that(site: Site, owner: Person, survey: PutSurvey) -> None:
    made = ordered(site, put_plan(site, survey, synthetic=False))
    assert BANNER not in owner.opens("/rapporter").page.text
    assert BANNER not in owner.opens(f"/rapporter/{made}").page.text


def test_a_rehearsed_report_is_told_from_others_in_the_list(site: Site, owner: Person, survey: PutSurvey) -> None:
    ordered(site, put_plan(site, survey, synthetic=False), rehearsed=True)
    owner.opens("/rapporter").sees("Prøvesvar")


@pytest.mark.parametrize("kind", ["pilot", "meetings", "plan_quarter", "plan_year"])
def test_a_plan_or_a_pilot_is_chosen_to_rehearse(site: Site, owner: Person, survey: PutSurvey, kind: str) -> None:
    put_plan(site, survey, synthetic=False)
    with site.session() as session:
        put_pilot(session, survey.organisation_id)
    owner.opens(f"/rapporter/ny/{kind}").sees("(prøvesvar)")
    with site.session() as session:
        chosen = next(each for each in reporting.subjects(session, kind) if each.rehearsed).key
    owner.answers(of=chosen, language="nb").presses("Bygg rapport")
    owner.sees("Prøvesvar som ingen har gitt")


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "Plan 2026, 2. kvartal"), ("nn", "Plan 2026, 2. kvartal"), ("en", "Plan 2026, quarter 2")],
)
def test_a_quarter_is_called_in_the_readers_language(site: Site, language: str, words: str) -> None:
    with site.app.test_request_context(), force_locale(language):
        assert title_of(Report(title="Plan 2026, 2. kvartal", quarter=2)) == words
