"""The pages of action plans and of the owners' links: no violation, nothing too wide, and nothing amiss."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.sites import Site
from tests.surveyapp.stage import PLAN as QUESTIONNAIRE
from tests.surveyapp.web.plans_there import PutPlan, put_plan
from tests.surveyapp.web.test_accessibility import look_at, press
from tests.surveyapp.web.test_accessibility_at_work import fill, signed_in, tab

__all__ = ["tab"]
Tab = Callable[[], Page]


@pytest.fixture
def plan(site: Site, address: str, tab: Tab) -> tuple[PutPlan, Page]:
    """A plan, and a coordinator signed in on its page."""
    survey = site.put(QUESTIONNAIRE)
    with site.session() as session:
        found = put_plan(session, survey.organisation_id)
    page = tab()
    signed_in(site, survey, page, address + found.path)
    return found, page


def test_a_plan_its_measures_and_reports_are_accessible(plan: tuple[PutPlan, Page], address: str) -> None:
    found, page = plan
    look_at(page, "a year of a plan")
    for path, where in (
        ("/planer", "the plans"),
        (f"{found.path}/rapport", "the year's report"),
        (f"{found.path}/rapport/{found.now.number}", "a quarter's report"),
        (f"/planer/{found.plan_id}/tiltak/{found.measure_id}", "a measure's history"),
    ):
        page.goto(address + path)
        look_at(page, where)


def test_changing_a_plan_is_accessible(plan: tuple[PutPlan, Page], address: str) -> None:
    found, page = plan
    for path, button, where in (
        ("/planer/ny", "Lag planen", "a new plan"),
        (f"{found.path}/tiltak/ny", "Legg til tiltaket", "a new measure"),
        (f"{found.path}/mal/ny", "Legg til målet", "a new goal"),
        (f"/planer/{found.plan_id}/tiltak/{found.measure_id}/avslutt", "Avslutt tiltaket", "ending a measure"),
    ):
        page.goto(address + path)
        press(page, button)
        look_at(page, f"{where}, with errors")
    page.goto(f"{address}{found.path}/rullering")
    page.locator('[value="dropped"]').first.check()
    press(page, f"Lag planen for {found.now.year + 1}")
    look_at(page, "rolling, with an error")


def test_a_status_is_accessible_to_owner_and_coordinator(plan: tuple[PutPlan, Page], address: str, tab: Tab) -> None:
    found, page = plan
    page.goto(f"{address}{found.path}/kvartal/{found.now.number}/status")
    press(page, "Be om status")
    look_at(page, "who was asked")
    owner = tab()
    owner.goto(page.locator(".new-link").first.inner_text())
    look_at(owner, "what an owner is asked for")
    press(owner, "Start")
    press(owner, "Send statusen")
    look_at(owner, "an owner's status, with an error")
    page.goto(f"{address}/planer/{found.plan_id}/tiltak/{found.meetings_id}/status/{found.now.number}")
    owner.get_by_label("Planlagt").check()
    press(owner, "Send statusen")
    look_at(owner, "an owner's status, received")
    page.get_by_label("Gjennomført").check()
    fill(page, comment="Møtet ble holdt i mai")
    press(page, "Lagre statusen")
    look_at(page, "two statuses at once")
